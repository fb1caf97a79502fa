"""Folders for this user only, with every parent that is made on the way."""

import os
import stat
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from xiezhi.infra.folders import kept_once, make_folders, private_folder
from xiezhi.infra.storage.durable import make_folder


@pytest.fixture(autouse=True)
def usual_umask() -> Iterator[None]:
    """What a login shell sets: others may read what nobody forbids."""
    before = os.umask(0o022)
    yield
    os.umask(before)


MAKERS: dict[str, Callable[[Path], object]] = {
    "make_folders": make_folders,
    "private_folder": private_folder,
    "kept_once": lambda path: kept_once(path / "key", b"secret"),
    "make_folder_up_to_the_root": lambda path: make_folder(path, path.parent),
    "make_folder_as_the_root": lambda path: make_folder(path, path),
}


@pytest.mark.parametrize("make", MAKERS.values(), ids=MAKERS)
def test_each_folder_on_the_way_is_for_this_user_only(
    tmp_path: Path, make: Callable[[Path], object]
) -> None:
    folder = tmp_path / "a" / "b" / "c"
    make(folder)
    made = (folder, *folder.parents[:2])
    assert {stat.S_IMODE(place.stat().st_mode) for place in made} == {0o700}


@pytest.mark.parametrize("make", MAKERS.values(), ids=MAKERS)
def test_a_parent_that_is_there_is_left_as_it_is(
    tmp_path: Path, make: Callable[[Path], object]
) -> None:
    shared = tmp_path / "shared"
    shared.mkdir()
    shared.chmod(0o755)
    make(shared / "b" / "c")
    assert stat.S_IMODE(shared.stat().st_mode) == 0o755

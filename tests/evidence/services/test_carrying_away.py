"""Bytes the inner zone has are removed outside, but never those another file names."""

import io
from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.db import connection

from tests.cast import PUBLIC_KEY
from tests.evidence.pictures import jpeg
from xiezhi.evidence.models import StoredFile
from xiezhi.evidence.rules.kinds import MediaKind
from xiezhi.evidence.rules.readiness import Keeping
from xiezhi.evidence.selectors.crossing import crossed_copy
from xiezhi.evidence.selectors.files import FileCopy, has_copy, open_copy
from xiezhi.evidence.selectors.kept import named_addresses
from xiezhi.evidence.services.carrying_away import let_files_go, remove_bytes
from xiezhi.evidence.services.crossing import keep_crossed_file
from xiezhi.evidence.services.housekeeping import compare_store
from xiezhi.evidence.services.storing import IncomingFile, check_files, store_file
from xiezhi.evidence.store import file_store
from xiezhi.infra.tenant import current_tenant
from xiezhi.kernel.errors import NotFoundError


@pytest.fixture(autouse=True)
def outside(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(settings, "XIEZHI_FILES", tmp_path / "files")
    monkeypatch.setattr(settings, "XIEZHI_ZONE", "outer")


def keep(now: datetime, *, is_sealed: bool = True) -> StoredFile:
    (checked,) = check_files(MediaKind.PHOTO, [IncomingFile(name="水鹤.jpg", data=jpeg())])
    return store_file(checked, received_at=now, seal_to=PUBLIC_KEY if is_sealed else None)


def kept(file: StoredFile) -> list[bool]:
    return [
        file_store().exists(current_tenant(), bytes(one))
        for one in (file.stored_sha256, file.shared_sha256, file.thumbnail_sha256)
        if one is not None
    ]


def fresh(file: StoredFile) -> StoredFile:
    found: StoredFile = StoredFile.objects.get(id=file.id)
    return found


def test_a_file_let_go_is_shown_to_nobody_and_its_bytes_follow(scope: Any, now: datetime) -> None:
    file = keep(now, is_sealed=False)
    assert let_files_go([file.id]) == 1
    assert not any(has_copy(fresh(file), copy) for copy in FileCopy)
    with pytest.raises(NotFoundError, match=r"evidence\.carried_away"):
        open_copy(fresh(file), FileCopy.SHARED)
    assert all(kept(file))
    assert (remove_bytes(now=now), remove_bytes(now=now)) == (1, 0)
    assert not any(kept(file))
    gone = fresh(file)
    assert (gone.keeping, gone.original_name, gone.shared_sha256) == (Keeping.CARRIED, "", None)
    assert bytes(gone.sha256) == bytes(file.sha256)
    state = compare_store(now=now)
    assert (state.due, state.missing, named_addresses()) == (0, (), set())


def test_bytes_another_file_names_stay(scope: Any, now: datetime) -> None:
    """The same picture sent twice: the copies are the same bytes, the sealed originals are not."""
    first, second = keep(now), keep(now)
    assert bytes(first.shared_sha256 or b"") == bytes(second.shared_sha256 or b"")
    let_files_go([first.id])
    remove_bytes(now=now)
    assert not file_store().exists(current_tenant(), bytes(first.stored_sha256))
    assert all(kept(second))
    open_copy(fresh(second), FileCopy.SHARED)[0].close()
    let_files_go([second.id])
    remove_bytes(now=now)
    assert not any(kept(second))


def test_what_was_begun_and_broken_off_is_ended_by_the_next(scope: Any, now: datetime) -> None:
    file = keep(now)
    let_files_go([file.id])
    file_store().remove(current_tenant(), bytes(file.stored_sha256))
    assert not compare_store(now=now).is_alarming
    assert remove_bytes(now=now) == 1
    assert not any(kept(file))


def test_a_guide_let_go_comes_back_into_its_row(scope: Any, now: datetime) -> None:
    given = crossed_copy(keep(now))
    assert given is not None
    contents = {}
    for one in given.blobs:
        with file_store().open(current_tenant(), one) as stream:
            contents[one] = stream.read()
    guide = keep_crossed_file(given, open_blob=lambda one: io.BytesIO(contents[one]))
    let_files_go([guide.id])
    remove_bytes(now=now)
    again = keep_crossed_file(given, open_blob=lambda one: io.BytesIO(contents[one]))
    assert (again.id, again.keeping, all(kept(again))) == (guide.id, Keeping.HERE, True)


LOCK = "hashtextextended('xiezhi.files.' || %s, 0)"


@pytest.fixture
def another(scope: Any) -> Iterator[Callable[[str], bool]]:
    """Ask for the lock of the office's files in a transaction of another connection."""
    other = connection.copy()
    other.set_autocommit(False)

    def ask(lock: str) -> bool:
        with other.cursor() as cursor:
            cursor.execute(f"SELECT pg_try_advisory_xact_lock{lock}({LOCK})", [str(scope.id)])
            return bool(cursor.fetchone()[0])

    yield ask
    other.rollback()
    other.close()


def test_nothing_is_removed_while_somebody_keeps(
    now: datetime, another: Callable[[str], bool]
) -> None:
    """What is being sent may be what is being removed: its row is not there to be seen yet."""
    file = keep(now)
    let_files_go([file.id])
    assert another("_shared")
    assert remove_bytes(now=now) == 0
    assert all(kept(file))


def test_whoever_keeps_holds_off_whoever_removes(
    now: datetime, another: Callable[[str], bool]
) -> None:
    keep(now)
    assert not another("")
    assert another("_shared")

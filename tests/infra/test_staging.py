"""Areas where bytes wait: flat, apart, held by one at a time, never more than was acknowledged."""

import os
import stat
import uuid
from pathlib import Path

import pytest

from xiezhi.infra.storage.local import LocalFileStore
from xiezhi.infra.storage.staging import Staging
from xiezhi.kernel.errors import NotFoundError

OFFICE, OTHER, AREA = uuid.UUID(int=1), uuid.UUID(int=2), uuid.UUID(int=3)


@pytest.fixture
def areas(tmp_path: Path) -> Staging:
    return Staging(tmp_path, OFFICE)


def write(areas: Staging, piece: bytes, place: int) -> int:
    with areas.hold_row(AREA, is_made=True) as row:
        return row.write(piece, place=place)


def test_what_waits_is_read_back_and_goes_with_its_area(areas: Staging) -> None:
    address = areas.put(AREA, b"waits")
    assert areas.read(AREA, address) == b"waits"
    areas.clear(AREA)
    areas.clear(AREA)
    with pytest.raises(NotFoundError, match=r"storage\.missing"):
        areas.read(AREA, address)


def test_another_office_has_other_areas(areas: Staging, tmp_path: Path) -> None:
    address = areas.put(AREA, b"waits")
    other = Staging(tmp_path, OTHER)
    with pytest.raises(NotFoundError, match=r"storage\.missing"):
        other.read(AREA, address)
    other.clear(AREA)
    assert areas.read(AREA, address) == b"waits"


def test_the_pieces_of_a_row_come_back_in_order(areas: Staging) -> None:
    end = write(areas, b"two", write(areas, b"one", 0))
    assert list(areas.read_row(AREA, end)) == [b"one", b"two"]


def test_what_was_never_acknowledged_is_written_over(areas: Staging) -> None:
    first = write(areas, b"one", 0)
    write(areas, b"broken off, and longer than the next", first)
    end = write(areas, b"two", first)
    assert list(areas.read_row(AREA, end)) == [b"one", b"two"]


def test_what_was_never_acknowledged_is_not_read(areas: Staging) -> None:
    first = write(areas, b"one", 0)
    write(areas, b"broken off", first)
    assert list(areas.read_row(AREA, first)) == [b"one"]


def test_a_row_that_was_cut_short_is_missing_not_shorter(areas: Staging, tmp_path: Path) -> None:
    end = write(areas, b"two", write(areas, b"one", 0))
    (path,) = (one for one in tmp_path.rglob("*") if one.is_file())
    os.truncate(path, end - 1)
    with pytest.raises(NotFoundError, match=r"storage\.missing"):
        list(areas.read_row(AREA, end))


def test_a_row_is_held_by_one_at_a_time(areas: Staging) -> None:
    with (
        areas.hold_row(AREA, is_made=True),
        pytest.raises(BlockingIOError),
        areas.hold_row(AREA),
    ):
        pass
    with areas.hold_row(AREA) as row:
        row.write(b"one", place=0)


def test_no_row_is_made_unless_told_to(areas: Staging) -> None:
    with pytest.raises(FileNotFoundError), areas.hold_row(AREA):
        pass
    assert areas.list_areas() == []


def test_a_part_costs_one_flush(areas: Staging, monkeypatch: pytest.MonkeyPatch) -> None:
    end = write(areas, b"one", 0)
    flushed: list[int] = []
    for name in ("fsync", "fdatasync"):
        monkeypatch.setattr(os, name, flushed.append)
    with areas.hold_row(AREA) as row:
        row.write(b"two", place=end)
    assert len(flushed) == 1


def test_areas_are_listed_and_are_for_this_user_only(areas: Staging, tmp_path: Path) -> None:
    areas.put(AREA, b"waits")
    write(areas, b"one", 0)
    assert [one.area_id for one in areas.list_areas()] == [AREA]
    found = {(one.is_dir(), stat.S_IMODE(one.stat().st_mode)) for one in tmp_path.rglob("*")}
    assert found == {(True, 0o700), (False, 0o600)}


def test_areas_from_before_they_were_flat_are_read_and_removed(
    areas: Staging, tmp_path: Path
) -> None:
    address = LocalFileStore(tmp_path).put(AREA, b"waits").sha256
    assert areas.read(AREA, address) == b"waits"
    areas.clear(AREA)
    assert not (tmp_path / str(AREA)).exists()

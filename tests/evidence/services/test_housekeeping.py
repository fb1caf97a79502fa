"""核对文件: what is nobody's goes, what is due and missing is an alarm, what is young is left."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from django.conf import settings

from tests.cast import PUBLIC_KEY
from tests.evidence.films import film
from tests.evidence.papers import pdf
from tests.evidence.pictures import jpeg
from tests.infra.s3_double import Bucket, s3_server
from xiezhi.evidence.models import StoredFile
from xiezhi.evidence.rules.kinds import MediaKind
from xiezhi.evidence.services.housekeeping import (
    StoreState,
    clear_leftovers,
    compare_store,
    note_findings,
)
from xiezhi.evidence.services.storing import IncomingFile, check_files, store_file
from xiezhi.evidence.store import file_store, staging
from xiezhi.infra.storage.findings import read_findings
from xiezhi.infra.storage.protocol import name_of
from xiezhi.infra.tenant import current_tenant, tenant_scope
from xiezhi.kernel import clock
from xiezhi.ledger.models import LedgerEntry

LATER = timedelta(days=2)
"""Everything a test writes is old by then."""


@pytest.fixture(autouse=True)
def own_files(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(settings, "XIEZHI_FILES", tmp_path / "files")


@pytest.fixture(params=["folder", "s3"])
def bucket(
    request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Bucket | None]:
    if request.param == "folder":
        yield None
        return
    with s3_server() as (place, made):
        monkeypatch.setattr(settings, "XIEZHI_S3", place)
        yield made


def keep(now: datetime, data: bytes, kind: MediaKind, *, is_sealed: bool = False) -> StoredFile:
    (checked,) = check_files(kind, [IncomingFile(name="文件", data=data)])
    return store_file(checked, received_at=now, seal_to=PUBLIC_KEY if is_sealed else None)


def compared(**more: Any) -> StoreState:
    return compare_store(now=clock.now() + LATER, **more)


def lose(bucket: Bucket | None, file: StoredFile) -> None:
    name = f"{current_tenant()}/{name_of(bytes(file.stored_sha256))}"
    if bucket is not None:
        del bucket.objects[name]
    else:
        (Path(settings.XIEZHI_FILES) / name).unlink()


def alter(bucket: Bucket | None, file: StoredFile, content: bytes) -> None:
    name = f"{current_tenant()}/{name_of(bytes(file.stored_sha256))}"
    if bucket is not None:
        bucket.objects[name] = content
    else:
        path = Path(settings.XIEZHI_FILES) / name
        path.chmod(0o600)
        path.write_bytes(content)


def test_what_is_kept_as_the_tables_say_differs_nowhere(
    scope: Any, now: datetime, bucket: Bucket | None
) -> None:
    keep(now, jpeg(), MediaKind.PHOTO, is_sealed=True)
    keep(now, pdf(), MediaKind.PAPER)
    keep(now, film(), MediaKind.VIDEO, is_sealed=True)
    state = compared(is_read=True)
    assert (
        state.due == 4
    )  # a picture, its copy (so small that it is its own thumbnail), a paper, a film
    assert not state.is_alarming
    assert (state.nobodys, state.unfinished, state.areas) == ((), (), ())


def test_a_file_that_is_gone_is_an_alarm(scope: Any, now: datetime, bucket: Bucket | None) -> None:
    file = keep(now, pdf(), MediaKind.PAPER)
    lose(bucket, file)
    state = compared()
    assert state.is_alarming
    assert [(one.row_id, one.column.field) for one in state.missing] == [(file.id, "stored_sha256")]


@pytest.mark.parametrize("is_sealed", [True, False])
def test_a_file_of_another_length_is_an_alarm(
    scope: Any, now: datetime, bucket: Bucket | None, *, is_sealed: bool
) -> None:
    file = keep(now, jpeg(), MediaKind.PHOTO, is_sealed=is_sealed)
    alter(bucket, file, b"shorter")
    assert [one.row_id for one in compared().wrong] == [file.id]


def test_a_file_of_the_same_length_is_found_altered_when_it_is_read(
    scope: Any, now: datetime, bucket: Bucket | None
) -> None:
    file = keep(now, pdf(), MediaKind.PAPER)
    alter(bucket, file, b"?" * file.size_bytes)
    assert not compared().is_alarming
    assert [one.row_id for one in compared(is_read=True).wrong] == [file.id]


def test_bytes_whose_row_was_never_written_are_nobodys_and_go_only_when_told_to(
    office: Any, now: datetime, bucket: Bucket | None
) -> None:
    with tenant_scope(office.id):
        keep(now, pdf(), MediaKind.PAPER)
        lost = file_store().put(office.id, b"the row of these was never written")
        state = compared()
        assert [one.sha256 for one in state.nobodys] == [lost.sha256]
        assert clear_leftovers(state=state, now=now) == 0
        assert file_store().exists(office.id, lost.sha256)
    with tenant_scope(office.id):
        assert clear_leftovers(state=state, now=now, with_files=True) == 1
        assert not file_store().exists(office.id, lost.sha256)
        assert not compared().is_alarming
    with tenant_scope(office.id):
        assert LedgerEntry.objects.filter(act="evidence.clear_leftovers").count() == 1


def test_bytes_that_may_still_get_their_row_are_left(scope: Any, now: datetime) -> None:
    file_store().put(current_tenant(), b"just being written")
    staging(current_tenant()).put(uuid4(), b"just being written")
    state = compare_store(now=clock.now())
    assert (state.nobodys, state.areas) == ((), ())


def test_what_a_killed_process_left_unfinished_goes(scope: Any, now: datetime) -> None:
    file_store().put(current_tenant(), b"whole")
    unfinished = Path(settings.XIEZHI_FILES) / str(current_tenant()) / "incoming" / "0a1b"
    unfinished.write_bytes(b"hal")
    state = compared()
    assert state.unfinished == (unfinished,)
    assert clear_leftovers(state=state, now=now) == 1
    assert not unfinished.exists()


def test_an_area_without_a_row_goes_and_one_with_a_row_stays(scope: Any, now: datetime) -> None:
    waiting = keep(now, film(), MediaKind.VIDEO, is_sealed=True)
    areas = staging(current_tenant())
    lost = uuid4()
    areas.put(lost, b"nobody knows of it")
    state = compared()
    assert state.areas == (lost,)
    clear_leftovers(state=state, now=now)
    assert [one.area_id for one in areas.list_areas()] == [waiting.id]


def test_another_offices_files_are_not_looked_at(scope: Any, now: datetime) -> None:
    other = uuid4()
    file_store().put(other, b"another office's")
    staging(other).put(uuid4(), b"another office's")
    state = compared()
    assert (state.nobodys, state.areas) == ((), ())


def test_where_nothing_is_left_over_nothing_is_recorded(office: Any, now: datetime) -> None:
    with tenant_scope(office.id):
        assert clear_leftovers(state=compared(), now=now) == 0
    with tenant_scope(office.id):
        assert not LedgerEntry.objects.filter(act="evidence.clear_leftovers").exists()


def test_the_figures_are_written_where_the_files_lie(scope: Any, now: datetime) -> None:
    lose(None, keep(now, pdf(), MediaKind.PAPER))
    note_findings(state=compared(), removed=3, now=now)
    (found,) = read_findings(settings.XIEZHI_FILES)
    assert (found.due, found.missing, found.removed) == (1, 1, 3)
    assert (settings.XIEZHI_FILES / "checks").stat().st_mode & 0o077 == 0

"""What was clean under older signatures is looked through again; what is found then is an alarm."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any
from uuid import UUID

import pytest
from procrastinate.contrib.django.models import ProcrastinateJob

from tests.cast import PUBLIC_KEY, make_staff
from tests.evidence.pictures import jpeg
from tests.evidence.scanner import Scanner, scanner
from xiezhi.accounts.rules.roles import Role
from xiezhi.evidence import jobs
from xiezhi.evidence.models import StoredFile
from xiezhi.evidence.rules.kinds import MediaKind
from xiezhi.evidence.selectors.files import FileCopy, count_unscanned_originals, has_copy
from xiezhi.evidence.services import scanning
from xiezhi.evidence.services.storing import IncomingFile, check_files, store_file
from xiezhi.infra.tenant import tenant_scope
from xiezhi.kernel.actor import system_actor
from xiezhi.ledger.models import LedgerEntry
from xiezhi.notifications.models import Message
from xiezhi.notifications.services.quarantine import tell_quarantine

NEW_WORM = b"WORM-OF-TOMORROW"


@pytest.fixture
def clamd(settings: Any) -> Iterator[Scanner]:
    with scanner() as lent:
        settings.XIEZHI_CLAMD = str(lent.path)
        yield lent


def kept(office: Any, now: datetime, data: bytes, seal_to: bytes | None = None) -> UUID:
    with tenant_scope(office.id):
        checked = check_files(MediaKind.PHOTO, [IncomingFile(name="现场.jpg", data=data)])
        file_id: UUID = store_file(checked[0], received_at=now, seal_to=seal_to).id
    jobs.scan(office.id, str(file_id))
    return file_id


def queued() -> list[int]:
    """Return how many batches each queued job may still do."""
    jobs_left = ProcrastinateJob.objects.filter(task_name="evidence.rescan_some")
    return [job.args["batches"] for job in jobs_left]


def row_of(office: Any, file_id: UUID) -> StoredFile:
    with tenant_scope(office.id):
        found: StoredFile = StoredFile.objects.get(id=file_id)
    return found


def test_the_signatures_a_file_was_scanned_with_are_kept(
    office: Any, now: datetime, clamd: Scanner
) -> None:
    row = row_of(office, kept(office, now, jpeg()))
    assert (row.scanned_by, row.is_original_scanned) == (clamd.version, True)
    assert row.scanned_at is not None


def test_nothing_is_scanned_again_while_the_signatures_are_the_same(
    office: Any, now: datetime, clamd: Scanner
) -> None:
    kept(office, now, jpeg())
    jobs.rescan_some(office.id, 25)
    assert len(clamd.asked) == 1


def test_what_new_signatures_find_is_shown_to_nobody_and_told(
    office: Any, now: datetime, clamd: Scanner
) -> None:
    sick, sound = kept(office, now, jpeg() + NEW_WORM), kept(office, now, jpeg())
    assert row_of(office, sick).scan_state == "clean"
    clamd.learn(NEW_WORM)
    jobs.rescan_some(office.id, 25)
    found = row_of(office, sick)
    assert (found.scan_state, found.scanned_by) == ("infected", clamd.version)
    assert row_of(office, sound).scanned_by == clamd.version
    with tenant_scope(office.id):
        assert not has_copy(found, FileCopy.SHARED)
        acts = LedgerEntry.objects.filter(object_id=str(sick)).values_list("act", flat=True)
        assert list(acts).count("evidence.quarantine") == 1
        assert LedgerEntry.objects.filter(act="evidence.scan_again").count() == 1
    alarm = ProcrastinateJob.objects.get(task_name="notifications.tell_quarantine")
    assert alarm.args["file_id"] == str(sick)


def test_the_alarm_reaches_administrators_once_and_names_no_file(
    office: Any, now: datetime
) -> None:
    with tenant_scope(office.id):
        admins = [
            make_staff("系统01", Role.SYSTEM_ADMIN),
            make_staff("安全01", Role.SECURITY_ADMIN),
        ]
        make_staff("检察官01", Role.PROSECUTOR)
        for _time in range(2):
            tell_quarantine(file_id=UUID(int=7), acting=system_actor(office.id), now=now)
        sent = Message.objects.filter(kind="notifications.quarantine")
        assert {one.recipient_id for one in sent} == {one.id for one in admins}
        assert sent.count() == 2
        assert str(UUID(int=7)) not in "".join(one.title + one.body + one.path for one in sent)


def test_a_night_does_so_many_batches_and_no_more(
    office: Any, now: datetime, clamd: Scanner, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(scanning, "BATCH", 2)
    for _number in range(5):
        kept(office, now, jpeg())
    clamd.learn(NEW_WORM)
    clamd.asked.clear()
    jobs.rescan_some(office.id, 2)
    assert len(clamd.asked) == 2
    assert queued() == [1]
    jobs.rescan_some(office.id, 1)
    assert len(clamd.asked) == 4
    assert queued() == [1]


def test_the_night_begins_it_where_there_is_a_scanner(
    office: Any, clamd: Scanner, settings: Any
) -> None:
    with tenant_scope(office.id):
        jobs.rescan()
        assert len(queued()) == 1
        settings.XIEZHI_CLAMD = ""
        jobs.rescan()
    assert len(queued()) == 1


def test_a_scanner_that_gives_no_version_is_asked_another_night(
    office: Any, now: datetime, clamd: Scanner
) -> None:
    kept(office, now, jpeg())
    clamd.signatures = -1
    jobs.rescan_some(office.id, 25)
    assert queued() == []


def test_originals_sealed_before_there_was_a_scanner_are_counted(
    office: Any, now: datetime, settings: Any
) -> None:
    with tenant_scope(office.id):
        checked = check_files(MediaKind.PHOTO, [IncomingFile(name="", data=jpeg())])
        for _number in range(2):
            store_file(checked[0], received_at=now, seal_to=PUBLIC_KEY)
        assert count_unscanned_originals() == 0
    with scanner() as lent:
        settings.XIEZHI_CLAMD = str(lent.path)
        kept(office, now, jpeg(), seal_to=PUBLIC_KEY)  # scanned before it was let go
        with tenant_scope(office.id):
            assert count_unscanned_originals() == 2

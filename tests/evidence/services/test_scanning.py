"""With a scanner nothing is shown that it has not called clean; without an answer all is kept."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime
from typing import Any
from uuid import UUID, uuid4

import pytest
from procrastinate.contrib.django.models import ProcrastinateJob

from tests.cast import PUBLIC_KEY
from tests.evidence.films import film
from tests.evidence.pictures import jpeg
from tests.evidence.scanner import FINDS, Scanner, scanner
from xiezhi.evidence.clamd import ScannerAwayError
from xiezhi.evidence.jobs import make_copy, scan, scan_some
from xiezhi.evidence.models import StoredFile
from xiezhi.evidence.rules.kinds import MediaKind
from xiezhi.evidence.selectors.crossing import crossed_copy, crossed_file
from xiezhi.evidence.selectors.files import FileCopy, has_copy, hold_word, open_copy
from xiezhi.evidence.services.crossing import keep_crossed_file
from xiezhi.evidence.services.scanning import list_unscanned, refuse_unscanned
from xiezhi.evidence.services.storing import IncomingFile, check_files, store_file
from xiezhi.evidence.store import file_store
from xiezhi.infra.tenant import current_tenant, tenant_scope
from xiezhi.kernel.errors import NotFoundError
from xiezhi.ledger.models import LedgerEntry

SICK = jpeg() + FINDS


@pytest.fixture
def clamd(settings: Any) -> Iterator[Scanner]:
    with scanner() as lent:
        settings.XIEZHI_CLAMD = str(lent.path)
        yield lent


def kept(
    office: Any,
    now: datetime,
    data: bytes,
    *,
    kind: MediaKind = MediaKind.PHOTO,
    seal_to: bytes | None = PUBLIC_KEY,
) -> UUID:
    with tenant_scope(office.id):
        checked = check_files(kind, [IncomingFile(name="现场", data=data)])
        return store_file(checked[0], received_at=now, seal_to=seal_to).id


def again(office: Any, file_id: UUID) -> StoredFile:
    with tenant_scope(office.id):
        found: StoredFile = StoredFile.objects.get(id=file_id)
    return found


def refusal(office: Any, file_id: UUID, copy: FileCopy = FileCopy.SHARED) -> str:
    with tenant_scope(office.id):
        try:
            open_copy(StoredFile.objects.get(id=file_id), copy)[0].close()
        except NotFoundError as error:
            return error.code
    return ""


@pytest.mark.parametrize("seal_to", [PUBLIC_KEY, None], ids=["sealed", "open"])
def test_a_file_is_shown_when_the_scanner_called_its_original_clean(
    office: Any, now: datetime, clamd: Scanner, seal_to: bytes | None
) -> None:
    file_id = kept(office, now, jpeg(), seal_to=seal_to)
    for copy in (FileCopy.SHARED, FileCopy.THUMBNAIL):
        assert refusal(office, file_id, copy) == "evidence.not_scanned"
    scan(office.id, str(file_id))
    assert clamd.asked == [jpeg()]
    assert refusal(office, file_id) == ""
    row = again(office, file_id)
    assert (row.scan_state, row.staged_sha256) == ("clean", None)


@pytest.mark.parametrize("seal_to", [PUBLIC_KEY, None], ids=["sealed", "open"])
def test_what_holds_a_virus_is_kept_and_never_shown(
    office: Any, now: datetime, clamd: Scanner, settings: Any, seal_to: bytes | None
) -> None:
    file_id = kept(office, now, SICK, seal_to=seal_to)
    scan(office.id, str(file_id))
    settings.XIEZHI_CLAMD = ""
    for copy in FileCopy:
        assert refusal(office, file_id, copy) == "evidence.infected"
    row = again(office, file_id)
    with tenant_scope(office.id):
        assert not has_copy(row, FileCopy.SHARED)
        assert file_store().exists(current_tenant(), bytes(row.stored_sha256))
        assert LedgerEntry.objects.filter(act="evidence.quarantine").count() == 1
        assert hold_word(kind="photo", copy_state="", scan_state=row.scan_state) == "infected"


@pytest.mark.parametrize("answer", [b"stream: OK", b"INSTREAM size limit exceeded. ERROR\0"])
def test_a_scanner_without_an_answer_leaves_the_file_unshown_and_asked_again(
    office: Any, now: datetime, clamd: Scanner, answer: bytes
) -> None:
    file_id = kept(office, now, jpeg())
    clamd.says = answer
    scan(office.id, str(file_id))
    assert refusal(office, file_id) == "evidence.not_scanned"
    with tenant_scope(office.id):
        assert list_unscanned() == [file_id]
    clamd.says = None
    scan_some(office.id)
    assert refusal(office, file_id) == ""
    with tenant_scope(office.id):
        assert list_unscanned() == []


def test_a_scanner_that_is_away_is_not_asked_about_every_file(
    office: Any, now: datetime, clamd: Scanner
) -> None:
    for _number in range(5):
        kept(office, now, jpeg())
    clamd.says = b"stream: cannot ERROR\0"
    scan_some(office.id)
    assert len(clamd.asked) == 3
    clamd.says = None
    scan_some(office.id)
    with tenant_scope(office.id):
        assert list_unscanned() == []


def test_a_film_is_scanned_before_it_is_copied(office: Any, now: datetime, clamd: Scanner) -> None:
    file_id = kept(office, now, film(), kind=MediaKind.VIDEO)
    make_copy(office.id, str(file_id))
    assert again(office, file_id).copy_tries == 0
    queued = ProcrastinateJob.objects.order_by("id").values_list("task_name", flat=True)
    assert list(queued.all()) == ["evidence.scan"]
    scan(office.id, str(file_id))
    assert list(queued.all()) == ["evidence.scan", "evidence.make_copy"]
    assert again(office, file_id).staged_sha256 is not None
    make_copy(office.id, str(file_id))
    row = again(office, file_id)
    assert (row.scan_state, row.copy_state, row.staged_sha256) == ("clean", "made", None)


def test_a_film_with_a_virus_is_not_copied(office: Any, now: datetime, clamd: Scanner) -> None:
    file_id = kept(office, now, film() + FINDS, kind=MediaKind.VIDEO)
    scan(office.id, str(file_id))
    make_copy(office.id, str(file_id))
    row = again(office, file_id)
    assert (row.scan_state, row.copy_state, row.copy_tries) == ("infected", "failed", 0)
    assert (row.shared_sha256, row.staged_sha256) == (None, None)


def test_files_from_before_the_scanner_are_scanned_too(
    office: Any, now: datetime, settings: Any
) -> None:
    sealed, plain = kept(office, now, jpeg()), kept(office, now, SICK, seal_to=None)
    assert refusal(office, sealed) == ""
    with scanner() as clamd:
        settings.XIEZHI_CLAMD = str(clamd.path)
        assert refusal(office, sealed) == "evidence.not_scanned"
        with tenant_scope(office.id):
            waiting = list_unscanned()
        assert set(waiting) == {sealed, plain}
        for file_id in waiting:
            scan(office.id, str(file_id))
    assert jpeg() not in clamd.asked  # sealed for good: what can be shown of it is scanned
    assert refusal(office, sealed) == ""
    assert refusal(office, plain) == "evidence.infected"


def test_a_sealed_paper_nobody_can_read_is_not_called_clean(
    office: Any, now: datetime, settings: Any
) -> None:
    file_id = kept(office, now, jpeg())
    with tenant_scope(office.id):
        StoredFile.objects.update(shared_sha256=None, thumbnail_sha256=None)
    with scanner() as clamd:
        settings.XIEZHI_CLAMD = str(clamd.path)
        with tenant_scope(office.id):
            assert list_unscanned() == [file_id]  # by the vault process, when it answers
        scan(office.id, str(file_id))
        settings.XIEZHI_ZONE = "outer"
        with tenant_scope(office.id):
            assert list_unscanned() == []
    assert clamd.asked == []
    assert again(office, file_id).scan_state == "unscanned"


def test_what_waits_in_a_draft_is_shown_only_clean(clamd: Scanner, settings: Any) -> None:
    refuse_unscanned(jpeg())
    with pytest.raises(NotFoundError):
        refuse_unscanned(SICK)
    clamd.says = b""
    with pytest.raises(ScannerAwayError):
        refuse_unscanned(jpeg())
    settings.XIEZHI_CLAMD = ""
    refuse_unscanned(SICK)


def test_a_virus_found_outside_crosses_as_one(office: Any, now: datetime, clamd: Scanner) -> None:
    file_id = kept(office, now, SICK)
    scan(office.id, str(file_id))
    with tenant_scope(office.id):
        row = StoredFile.objects.get(id=file_id)
        crossing = crossed_file(row)
        assert (crossing.is_infected, crossing.shared, crossing.thumbnail) == (True, None, None)
        assert crossed_copy(row) is None
    with tenant_scope(office.id):
        there = keep_crossed_file(
            replace(crossing, id=uuid4()),
            open_blob=lambda sha256: file_store().open(current_tenant(), sha256),
        )
    assert refusal(office, there.id) == "evidence.infected"

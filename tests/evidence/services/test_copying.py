"""A film is taken at once and copied later; whatever dies in between, nothing is lost."""

from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest
from procrastinate.contrib.django.models import ProcrastinateJob

from tests.cast import PUBLIC_KEY
from tests.evidence.films import drawn, film
from tests.evidence.pictures import jpeg
from xiezhi.evidence.jobs import make_copy
from xiezhi.evidence.models import StoredFile
from xiezhi.evidence.rules.kinds import MediaKind
from xiezhi.evidence.rules.readiness import MOST_TRIES, CopyState
from xiezhi.evidence.rules.video import is_bare_film
from xiezhi.evidence.selectors.crossing import crossed_file
from xiezhi.evidence.selectors.files import FileCopy, hold_word, open_copy
from xiezhi.evidence.services.copying import begin_copy, list_uncopied
from xiezhi.evidence.services.crossing import keep_crossed_file
from xiezhi.evidence.services.storing import IncomingFile, check_files, store_file
from xiezhi.evidence.store import file_store, staging
from xiezhi.infra.tenant import current_tenant, tenant_scope
from xiezhi.kernel.errors import NotFoundError
from xiezhi.ledger.models import LedgerEntry


def stored(now: datetime, data: bytes, *, seal_to: bytes | None = PUBLIC_KEY) -> StoredFile:
    checked = check_files(MediaKind.VIDEO, [IncomingFile(name="现场.mp4", data=data)])
    return store_file(checked[0], received_at=now, seal_to=seal_to)


def kept(office: Any, now: datetime, data: bytes, *, seal_to: bytes | None = PUBLIC_KEY) -> UUID:
    with tenant_scope(office.id):
        return stored(now, data, seal_to=seal_to).id


def again(office: Any, file_id: UUID) -> StoredFile:
    with tenant_scope(office.id):
        found: StoredFile = StoredFile.objects.get(id=file_id)
    return found


@pytest.mark.parametrize("seal_to", [PUBLIC_KEY, None], ids=["sealed", "open"])
def test_the_job_makes_a_copy_and_a_poster(
    office: Any, now: datetime, seal_to: bytes | None
) -> None:
    file_id = kept(office, now, film(), seal_to=seal_to)
    before = again(office, file_id)
    assert (before.copy_state, before.is_sealed) == ("pending", seal_to is not None)
    assert before.duration_s == 2.0
    make_copy(office.id, str(file_id))
    after = again(office, file_id)
    assert (after.copy_state, after.width, after.height) == ("made", 320, 180)
    assert after.staged_sha256 is None
    assert (after.sha256, after.stored_sha256) == (before.sha256, before.stored_sha256)
    with tenant_scope(office.id):
        stream, media_type = open_copy(after, FileCopy.SHARED)
        with stream:
            assert is_bare_film(stream.read())
        poster, poster_type = open_copy(after, FileCopy.THUMBNAIL)
        poster.close()
        assert (media_type, poster_type) == ("video/mp4", "image/jpeg")
        assert LedgerEntry.objects.filter(act="evidence.make_copy").count() == 1


def test_a_sealed_film_waits_encrypted_and_only_until_it_is_copied(
    office: Any, now: datetime, django_capture_on_commit_callbacks: Any
) -> None:
    file_id = kept(office, now, film())
    row = again(office, file_id)
    waits_at = bytes(row.staged_sha256 or b"")
    assert b"ftyp" not in staging(office.id).read(file_id, waits_at)
    with django_capture_on_commit_callbacks(execute=True):
        make_copy(office.id, str(file_id))
    with pytest.raises(NotFoundError, match=r"storage\.missing"):
        staging(office.id).read(file_id, waits_at)


def test_the_job_is_there_when_the_film_is(office: Any, now: datetime) -> None:
    file_id = kept(office, now, film())
    job = ProcrastinateJob.objects.get(task_name="evidence.make_copy")
    assert job.args == {"tenant": str(office.id), "file_id": str(file_id)}


def test_the_job_may_run_twice(office: Any, now: datetime) -> None:
    file_id = kept(office, now, film())
    make_copy(office.id, str(file_id))
    first = again(office, file_id)
    make_copy(office.id, str(file_id))
    second = again(office, file_id)
    assert (first.shared_sha256, first.copy_tries) == (second.shared_sha256, second.copy_tries)


def test_a_film_that_cannot_be_read_is_kept_and_says_so(office: Any, now: datetime) -> None:
    file_id = kept(office, now, drawn())
    make_copy(office.id, str(file_id))
    row = again(office, file_id)
    assert (row.copy_state, row.shared_sha256, row.staged_sha256) == ("failed", None, None)
    with tenant_scope(office.id):
        assert file_store().exists(current_tenant(), bytes(row.stored_sha256))


def test_without_the_program_the_film_stays_sealed_and_says_so(
    office: Any, now: datetime, settings: Any
) -> None:
    settings.XIEZHI_FFMPEG = "no-such-program"
    row = again(office, kept(office, now, film()))
    assert (row.copy_state, row.staged_sha256) == ("absent", None)


def test_a_worker_without_the_program_says_so(office: Any, now: datetime, settings: Any) -> None:
    file_id = kept(office, now, film())
    settings.XIEZHI_FFMPEG = "no-such-program"
    make_copy(office.id, str(file_id))
    assert again(office, file_id).copy_state == "absent"


def test_a_worker_that_died_is_followed_by_another(office: Any, now: datetime) -> None:
    file_id = kept(office, now, film())
    with tenant_scope(office.id):
        assert begin_copy(file_id=file_id, now=now) is not None  # and dies here
    make_copy(office.id, str(file_id))
    row = again(office, file_id)
    assert (row.copy_state, row.copy_tries) == ("made", 2)


def test_a_film_that_kills_every_worker_is_left_alone(office: Any, now: datetime) -> None:
    file_id = kept(office, now, film())
    for _death in range(MOST_TRIES):
        with tenant_scope(office.id):
            assert begin_copy(file_id=file_id, now=now) is not None
    make_copy(office.id, str(file_id))
    row = again(office, file_id)
    assert (row.copy_state, row.copy_tries, row.staged_sha256) == ("failed", MOST_TRIES, None)


def test_a_film_whose_job_was_lost_is_found(office: Any, now: datetime) -> None:
    file_id = kept(office, now, film())
    with tenant_scope(office.id):
        assert list_uncopied(now=now + timedelta(hours=5)) == []
        assert list_uncopied(now=now + timedelta(hours=7)) == [file_id]


def test_a_film_crosses_with_its_copy(office: Any, now: datetime) -> None:
    file_id = kept(office, now, film("mov"))
    make_copy(office.id, str(file_id))
    with tenant_scope(office.id):
        crossing = crossed_file(StoredFile.objects.get(id=file_id))
        assert crossing.media_type == "video/quicktime"
    with tenant_scope(office.id):
        there = keep_crossed_file(
            replace(crossing, id=uuid4()),
            open_blob=lambda sha256: file_store().open(current_tenant(), sha256),
        )
        assert there.copy_state == CopyState.MADE
        assert hold_word(kind="video", copy_state="made", scan_state="unscanned") == ""


def test_what_is_not_shown_says_why(scope: Any, now: datetime, settings: Any) -> None:
    file = stored(now, film())
    with pytest.raises(NotFoundError):
        open_copy(file, FileCopy.SHARED)
    told = {
        state: hold_word(kind="video", copy_state=state, scan_state="unscanned")
        for state in CopyState
    }
    assert told == {
        "": "absent",
        "pending": "pending",
        "made": "",
        "absent": "absent",
        "failed": "failed",
    }
    photo = store_file(
        check_files(MediaKind.PHOTO, [IncomingFile(name="", data=jpeg())])[0], received_at=now
    )
    assert hold_word(kind=photo.kind, copy_state=photo.copy_state, scan_state="unscanned") == ""

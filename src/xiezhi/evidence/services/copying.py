"""Films: the copy others may see, made after the report was taken, by a job."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final
from uuid import UUID

from django.conf import settings

from xiezhi.evidence.decoding.film import FilmCopy, copy_film, find_ffmpeg
from xiezhi.evidence.models import StoredFile
from xiezhi.evidence.rules.kinds import MediaKind
from xiezhi.evidence.rules.readiness import MOST_TRIES, CopyState, ScanState, may_be_served
from xiezhi.evidence.selectors.files import is_scanning
from xiezhi.evidence.services.carrying_away import keep_bytes
from xiezhi.evidence.services.waiting import let_go, read_original
from xiezhi.infra.tenant import current_tenant
from xiezhi.kernel.actor import system_actor
from xiezhi.kernel.errors import InvalidInputError
from xiezhi.ledger.rules.canonical import Json
from xiezhi.ledger.services.acts import act

MADE: Final = "evidence.make_copy"
_LONG_WAIT: Final = timedelta(hours=6)


@dataclass(frozen=True, slots=True, kw_only=True)
class ToCopy:
    """A film to be copied, and the program that does it; None where the machine has none."""

    data: bytes
    program: str | None


def begin_copy(*, file_id: UUID, now: datetime) -> ToCopy | None:
    """Return the film to be copied and count the try; None where nothing is to be done.

    A film that was begun too often has ended the worker each time; it is left alone.
    """
    file = _pending(file_id)
    if file is None or not may_be_served(file.scan_state, is_scanning=is_scanning()):
        return None
    data = None if file.copy_tries >= MOST_TRIES else read_original(file)
    if data is None:
        end_copy(file_id=file_id, made=None, has_program=True, now=now)
        return None
    file.copy_tries += 1
    file.save(update_fields=["copy_tries"])
    return ToCopy(data=data, program=find_ffmpeg(settings.XIEZHI_FFMPEG))


def make_film_copy(wanted: ToCopy) -> FilmCopy | None:
    """Return the copy; None where it cannot be made. Slow: called while no transaction is open."""
    if wanted.program is None:
        return None
    try:
        return copy_film(wanted.program, wanted.data)
    except InvalidInputError:
        return None


def end_copy(*, file_id: UUID, made: FilmCopy | None, has_program: bool, now: datetime) -> None:
    """Keep a copy, or write down that there is none; let go of the staged original."""
    file = _pending(file_id)
    if file is None:
        return
    with act(acting=system_actor(current_tenant()), now=now) as record:
        if made is None:
            file.copy_state = CopyState.FAILED if has_program else CopyState.ABSENT
        else:
            _keep(file, made)
        let_go(file, is_scanning=is_scanning())
        file.save()
        record(MADE, "file", file.id, after=copy_snapshot(file))


def copy_snapshot(file: StoredFile) -> dict[str, Json]:
    """Return what the ledger hashes of a copy; the same words stand in a bundle."""
    shared = None if file.shared_sha256 is None else bytes(file.shared_sha256).hex()
    return {"copy": str(file.copy_state), "shared_sha256": shared}


def list_uncopied(*, now: datetime) -> list[UUID]:
    """Return the films whose job came to nothing: they wait longer than any copying takes."""
    waiting = StoredFile.objects.filter(
        copy_state=CopyState.PENDING, received_at__lt=now - _LONG_WAIT
    )
    return list(waiting.order_by("received_at", "id").values_list("id", flat=True))


def first_copy_state(kind: MediaKind) -> CopyState:
    """Return what is to be said of a file's copy when it is taken."""
    if kind is not MediaKind.VIDEO:
        return CopyState.NONE
    return CopyState.PENDING if find_ffmpeg(settings.XIEZHI_FFMPEG) else CopyState.ABSENT


def first_job(file: StoredFile) -> str:
    """Return the job a file just taken waits for; "" where it waits for none."""
    if is_scanning() and file.scan_state == ScanState.UNSCANNED:
        return "evidence.scan"
    return "evidence.make_copy" if file.copy_state == CopyState.PENDING else ""


def _keep(file: StoredFile, made: FilmCopy) -> None:
    file.shared_sha256 = keep_bytes(made.mp4).sha256
    file.thumbnail_sha256 = keep_bytes(made.poster_jpeg).sha256
    file.width, file.height = made.width, made.height
    file.copy_state = CopyState.MADE


def _pending(file_id: UUID) -> StoredFile | None:
    found: StoredFile | None = (
        StoredFile.objects.select_for_update()
        .filter(id=file_id, copy_state=CopyState.PENDING)
        .first()
    )
    return found

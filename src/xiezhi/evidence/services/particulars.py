"""拍摄信息 kept apart from the picture: at receiving, or by a job from originals that came before."""

from collections.abc import Sequence
from datetime import datetime
from typing import Final
from uuid import UUID

from xiezhi.evidence.decoding.parent import run_decoder
from xiezhi.evidence.field_key import seal_field
from xiezhi.evidence.models import FileParticulars, StoredFile
from xiezhi.evidence.rules.film_particulars import read_film_particulars
from xiezhi.evidence.rules.kinds import MediaKind
from xiezhi.evidence.rules.particulars import Particulars, particulars_bytes
from xiezhi.evidence.selectors.particulars import (
    are_kept_here,
    files_without_particulars,
    may_have_particulars,
)
from xiezhi.evidence.services.waiting import read_original
from xiezhi.infra.tenant import current_tenant
from xiezhi.kernel.actor import system_actor
from xiezhi.kernel.errors import InvalidInputError
from xiezhi.ledger.services.acts import act

KEPT: Final = "evidence.keep_particulars"
BATCH: Final = 50


def keep_particulars(*, file: StoredFile, particulars: Particulars, now: datetime) -> None:
    """Keep the 拍摄信息 of an open original, encrypted; part of receiving the file.

    Nothing of them enters the ledger. A sealed original keeps its own; outside none are kept.
    """
    if not may_have_particulars(file) or not are_kept_here():
        return
    content = particulars_bytes(particulars, bound_to=str(file.id))
    FileParticulars.objects.create(file=file, sealed=seal_field(content), read_at=now)


def list_without_particulars() -> Sequence[UUID]:
    """Return some of the files whose head was not looked at: those from the other zone, old ones."""
    if not are_kept_here():
        return ()
    waiting = files_without_particulars().order_by("received_at", "id")
    return list(waiting.values_list("id", flat=True)[:BATCH])


def read_head(file_id: UUID) -> tuple[MediaKind, bytes] | None:
    """Return the bytes to look at; None where they are gone or somebody was faster."""
    file = files_without_particulars().filter(id=file_id).first()
    data = None if file is None else read_original(file)
    return None if file is None or data is None else (MediaKind(file.kind), data)


def look_at_head(kind: MediaKind, data: bytes) -> Particulars:
    """Return 拍摄信息; none of what cannot be decoded. Slow: asked while no transaction is open.

    Raises:
        DecoderBusyError: ``evidence.decoder_busy``.
    """
    if kind is MediaKind.VIDEO:
        return read_film_particulars(data)
    try:
        return run_decoder(data).particulars
    except InvalidInputError:
        return {}


def complete_particulars(*, file_id: UUID, particulars: Particulars, now: datetime) -> None:
    """Keep what a job found in the head of a file received before; a second time changes nothing."""
    file = files_without_particulars().filter(id=file_id).first()
    if file is None:
        return
    with act(acting=system_actor(current_tenant()), now=now) as record:
        keep_particulars(file=file, particulars=particulars, now=now)
        record(KEPT, "file", file.id)

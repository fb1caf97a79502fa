"""Uploads taken into a report: put together, proved, and let go."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from xiezhi.evidence.rules.kinds import MediaKind
from xiezhi.evidence.services.storing import IncomingFile
from xiezhi.evidence.services.waiting import clear_staged, open_sealed
from xiezhi.evidence.store import staging
from xiezhi.infra.tenant import current_tenant
from xiezhi.kernel.errors import ConflictError, InvalidInputError, NotFoundError
from xiezhi.uploads.models import Upload
from xiezhi.uploads.services.arriving import find_upload


@dataclass(frozen=True, slots=True, kw_only=True)
class TakenUpload:
    """A file put together again. ``file.data`` is empty when a report has taken it before."""

    upload: Upload
    kind: MediaKind
    file: IncomingFile


def take_uploads(tokens: Sequence[str], *, now: datetime) -> list[TakenUpload]:
    """Return the files of addresses, whole and as the telephone hashed them.

    Raises:
        NotFoundError: ``uploads.gone``: the telephone begins that file anew.
        ConflictError: ``uploads.unfinished``.
        InvalidInputError: ``uploads.altered``: other bytes than the telephone hashed.
    """
    return [_taken(find_upload(token, now=now)) for token in tokens]


def waiting_bytes(tokens: Sequence[str], *, now: datetime) -> int:
    """Return how many bytes `take_uploads` would read.

    Raises:
        NotFoundError: ``uploads.gone``.
    """
    found = [find_upload(token, now=now) for token in tokens]
    return sum(upload.size_bytes for upload in found if upload.sha256 is None)


def close_uploads(taken: Sequence[TakenUpload]) -> None:
    """Let go of the bytes: a report holds them now. Call it in the report's transaction.

    The row stays to its end, so that the same report sent again is known by its files; its end no
    longer tells the minute it began.
    """
    for item in taken:
        if item.upload.sha256 is not None:
            continue
        Upload.objects.filter(id=item.upload.id).update(
            sha256=item.file.sha256,
            device_sha256=None,
            sealed_name=b"",
            expires_at=_hour_after(item.upload.expires_at),
        )
        clear_staged(item.upload.id)


def _hour_after(instant: datetime) -> datetime:
    return instant.replace(minute=0, second=0, microsecond=0) + timedelta(hours=1)


def _taken(upload: Upload) -> TakenUpload:
    kind = MediaKind(upload.kind)
    if upload.sha256 is not None:
        known = IncomingFile(name="", data=b"", known_sha256=bytes(upload.sha256))
        return TakenUpload(upload=upload, kind=kind, file=known)
    if upload.received_bytes != upload.size_bytes:
        raise ConflictError("uploads.unfinished")
    data = _put_together(upload)
    told = None if upload.device_sha256 is None else bytes(upload.device_sha256)
    file = IncomingFile(
        name=open_sealed(bytes(upload.sealed_name)).decode(),
        data=data,
        device_sha256=told,
        part_count=upload.part_count,
    )
    if len(data) != upload.size_bytes or told not in {None, file.sha256}:
        raise InvalidInputError("uploads.altered")
    return TakenUpload(upload=upload, kind=kind, file=file)


def _put_together(upload: Upload) -> bytes:
    """Return the parts, opened and one behind the other."""
    pieces = staging(current_tenant()).read_row(upload.id, upload.staged_bytes)
    try:
        return b"".join(open_sealed(piece) for piece in pieces)
    except (InvalidInputError, NotFoundError) as error:
        raise NotFoundError("uploads.gone") from error

"""Files arriving in parts: announced, received part by part, given up.

A part is on the disk before its row is committed and the telephone hears of it; the next part is
taken at the end of what was committed and nowhere else. So whatever dies, and whenever, at most
the part under way is sent again.
"""

import hashlib
import secrets
from datetime import datetime
from typing import Final

from django.db import OperationalError, transaction
from django.db.models import Sum

from xiezhi.evidence.services.waiting import clear_staged, put_staged, seal
from xiezhi.kernel.errors import ConflictError, DomainError, InvalidInputError, NotFoundError
from xiezhi.uploads.models import Upload, UploadPart
from xiezhi.uploads.rules.protocol import BEGUN_WITHIN, KEPT_FOR, MAX_PART_BYTES, UploadPlan

MAX_WAITING_BYTES: Final = 20 * 1024**3
"""How much may have come and not yet be taken in one office, whoever sends it.

What is merely announced does not count: announcing costs nothing, and would close the door to all.
"""


class PartIsElsewhereError(ConflictError):
    """The part does not begin where the file ends; ask for the end."""


class UploadBusyError(ConflictError):
    """Another part of the same file is being taken."""

    status = 423


class NoRoomError(DomainError):
    """Too much is on its way already; what was sent stays."""

    status = 507


def begin_upload(plan: UploadPlan, *, now: datetime) -> tuple[Upload, str]:
    """Make room for a file; return it and the secret its address is made of.

    Raises:
        NoRoomError: ``uploads.no_room``.
    """
    waiting = Upload.objects.filter(sha256__isnull=True, expires_at__gt=now)
    come = waiting.aggregate(all=Sum("received_bytes"))["all"] or 0
    if come + plan.size_bytes > MAX_WAITING_BYTES:
        raise NoRoomError("uploads.no_room")
    token = secrets.token_urlsafe(32)
    upload: Upload = Upload.objects.create(
        token_sha256=_hashed(token),
        kind=plan.kind,
        size_bytes=plan.size_bytes,
        sealed_name=seal(plan.name.encode()),
        device_sha256=plan.device_sha256,
        expires_at=now + BEGUN_WITHIN,
    )
    return upload, token


def find_upload(token: str, *, now: datetime) -> Upload:
    """Return the upload of an address.

    Raises:
        NotFoundError: ``uploads.gone``: never announced, given up or past its time.
    """
    found: Upload | None = Upload.objects.filter(
        token_sha256=_hashed(token), expires_at__gt=now
    ).first()
    if found is None:
        raise NotFoundError("uploads.gone")
    return found


def receive_part(token: str, part: bytes, *, begins_at: int, now: datetime) -> Upload:
    """Keep one part at the end of what is there; return the upload with its new end.

    Raises:
        NotFoundError: ``uploads.gone``.
        UploadBusyError: ``uploads.busy``.
        PartIsElsewhereError: ``uploads.elsewhere``.
        InvalidInputError: ``uploads.part_too_large``, ``uploads.beyond_the_end``.
        StorageFullError: the disk has no room; nothing changed.
    """
    if len(part) > MAX_PART_BYTES:
        raise InvalidInputError("uploads.part_too_large")
    upload = _locked(find_upload(token, now=now))
    if begins_at != upload.received_bytes or upload.sha256 is not None:
        raise PartIsElsewhereError("uploads.elsewhere")
    if begins_at + len(part) > upload.size_bytes:
        raise InvalidInputError("uploads.beyond_the_end")
    if not part:
        return upload
    UploadPart.objects.create(
        upload=upload,
        begins_at=begins_at,
        size_bytes=len(part),
        address=put_staged(upload.id, part),
    )
    if not upload.received_bytes:
        upload.expires_at += KEPT_FOR
    upload.received_bytes += len(part)
    upload.part_count += 1
    upload.save(update_fields=["received_bytes", "part_count", "expires_at"])
    return upload


def give_up_upload(token: str, *, now: datetime) -> None:
    """Forget a file its sender no longer wants to send.

    Raises:
        NotFoundError: ``uploads.gone``.
        UploadBusyError: ``uploads.busy``.
    """
    forget(_locked(find_upload(token, now=now)))


def sweep_uploads(*, now: datetime) -> int:
    """Forget what is past its time; return how many."""
    ended = list(Upload.objects.filter(expires_at__lte=now).select_for_update(skip_locked=True))
    for upload in ended:
        forget(upload)
    return len(ended)


def forget(upload: Upload) -> None:
    """Remove an upload's rows, and its parts once that is committed."""
    clear_parts(upload)
    rows = Upload.objects.filter(id=upload.id)
    rows._raw_delete(rows.db)  # noqa: SLF001  # delete() would lose the tenant


def clear_parts(upload: Upload) -> None:
    """Remove an upload's parts: the rows now, the bytes once that is committed."""
    UploadPart.objects.filter(upload_id=upload.id).delete()
    transaction.on_commit(lambda: clear_staged(upload.id))


def _locked(upload: Upload) -> Upload:
    try:
        with transaction.atomic():
            locked: Upload | None = (
                Upload.objects.filter(id=upload.id).select_for_update(nowait=True).first()
            )
    except OperationalError as error:
        raise UploadBusyError("uploads.busy") from error
    if locked is None:
        raise NotFoundError("uploads.gone")
    return locked


def _hashed(token: str) -> bytes:
    return hashlib.sha256(token.encode()).digest()

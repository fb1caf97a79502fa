"""Files arriving in parts: announced, received part by part, given up.

A part is on the disk before the row says so and the telephone hears of it; the next part is taken
at the end of what was committed and nowhere else. So whatever dies, and whenever, at most the part
under way is sent again.

Order of locks: the file of parts, then the row. Whoever reads the row has the file, so nobody can
still be writing what the row does not know of, even where his session of the database is gone.
"""

import hashlib
import secrets
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from datetime import datetime, timedelta
from typing import Final
from uuid import UUID

from django.db.models import F, Q, Sum

from xiezhi.evidence.services.waiting import clear_staged, seal
from xiezhi.evidence.store import staging
from xiezhi.infra.storage.staging import Row
from xiezhi.infra.tenant import current_tenant
from xiezhi.kernel.errors import ConflictError, DomainError, InvalidInputError, NotFoundError
from xiezhi.uploads.models import Upload
from xiezhi.uploads.rules.protocol import BEGUN_WITHIN, KEPT_FOR, MAX_PART_BYTES, UploadPlan

MAX_WAITING_BYTES: Final = 20 * 1024**3
"""How much may have come and not yet be taken in one office.

What is merely announced does not count: announcing costs nothing, and would close the door to all.
"""
STRANGERS_SHARE: Final = 0.8
"""The part of that room for files of nobody known; the rest waits for those who are signed in."""
LEFT_ALONE: Final = timedelta(minutes=15)
"""A file of which a part has just come never gives way."""
WHOLE_LEFT_ALONE: Final = timedelta(hours=1)
"""Nor does a whole one, whose report comes as soon as the files beside it have arrived."""
_AT_A_TIME: Final = 100


class PartIsElsewhereError(ConflictError):
    """The part does not begin where the file ends; ask for the end."""


class UploadBusyError(ConflictError):
    """Another part of the same file is being taken."""

    status = 423


class NoRoomError(DomainError):
    """Too much is on its way already; what was sent stays."""

    status = 507


def begin_upload(plan: UploadPlan, *, now: datetime, is_known: bool = False) -> tuple[Upload, str]:
    """Make room for a file; return it and the secret its address is made of.

    Args:
        plan: what is announced.
        now: the time.
        is_known: the sender is signed in.

    Raises:
        NoRoomError: ``uploads.no_room``.
    """
    _make_room(plan.size_bytes, now=now, is_known=is_known)
    token = secrets.token_urlsafe(32)
    upload: Upload = Upload.objects.create(
        id=_area_of(token),
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


def receive_part(
    token: str, part: bytes, *, begins_at: int, now: datetime, is_known: bool = False
) -> Upload:
    """Keep one part at the end of what is there; return the upload with its new end.

    Each part lengthens the time the file is kept: whatever was touched last ends last.

    Raises:
        NoRoomError: ``uploads.no_room``.
        NotFoundError: ``uploads.gone``.
        UploadBusyError: ``uploads.busy``.
        PartIsElsewhereError: ``uploads.elsewhere``.
        InvalidInputError: ``uploads.part_too_large``, ``uploads.beyond_the_end``.
        StorageFullError: the disk has no room; nothing changed.
    """
    if len(part) > MAX_PART_BYTES:
        raise InvalidInputError("uploads.part_too_large")
    sealed = seal(part)
    with _held(token, now=now) as row:
        upload = _locked(token, now=now)
        _check_place(upload, begins_at, len(part))
        if not part:
            return upload
        _make_room(len(part), now=now, is_known=is_known, but=upload.id)
        upload.staged_bytes = row.write(sealed, place=upload.staged_bytes)
    upload.expires_at = now + KEPT_FOR
    upload.received_bytes += len(part)
    upload.part_count += 1
    upload.save(update_fields=["received_bytes", "part_count", "staged_bytes", "expires_at"])
    return upload


def give_up_upload(token: str, *, now: datetime) -> None:
    """Forget a file its sender no longer wants to send.

    Raises:
        NotFoundError: ``uploads.gone``.
        UploadBusyError: ``uploads.busy``.
    """
    forget(_locked(token, now=now))


def sweep_uploads(*, now: datetime) -> int:
    """Forget what is past its time; return how many."""
    ended = list(Upload.objects.filter(expires_at__lte=now).select_for_update(skip_locked=True))
    for upload in ended:
        forget(upload)
    return len(ended)


def forget(upload: Upload) -> None:
    """Remove an upload's row, and its parts once that is committed."""
    clear_staged(upload.id)
    rows = Upload.objects.filter(id=upload.id)
    rows._raw_delete(rows.db)  # noqa: SLF001  # delete() would lose the tenant


def _make_room(
    wanted_bytes: int, *, now: datetime, is_known: bool, but: UUID | None = None
) -> None:
    """Forget what was not touched for longest until there is room, what is not whole first.

    Nothing is lost: its telephone has the bytes until the office has answered for the report, and
    sends a file that is gone anew.

    Raises:
        NoRoomError: ``uploads.no_room``.
    """
    limit = MAX_WAITING_BYTES if is_known else int(MAX_WAITING_BYTES * STRANGERS_SHARE)
    waiting = Upload.objects.filter(sha256__isnull=True, expires_at__gt=now)
    come = waiting.aggregate(all=Sum("received_bytes"))["all"] or 0
    missing = come + wanted_bytes - limit
    if missing <= 0:
        return
    giving_way = []
    for upload in _least_touched(now=now, but=but):
        giving_way.append(upload)
        missing -= upload.received_bytes
        if missing <= 0:
            break
    if missing > 0:
        raise NoRoomError("uploads.no_room")
    for upload in giving_way:
        forget(upload)


def _least_touched(*, now: datetime, but: UUID | None) -> Iterator[Upload]:
    begun = Upload.objects.filter(sha256__isnull=True, received_bytes__gt=0).exclude(id=but)
    is_whole = Q(received_bytes=F("size_bytes"))
    for found, untouched in (
        (begun.exclude(is_whole), LEFT_ALONE),
        (begun.filter(is_whole), WHOLE_LEFT_ALONE),
    ):
        old = found.filter(expires_at__lte=now + KEPT_FOR - untouched).order_by("expires_at")
        yield from old.select_for_update(skip_locked=True)[:_AT_A_TIME]


@contextmanager
def _held(token: str, *, now: datetime) -> Iterator[Row]:
    """Lend the file of an upload's parts, made for the first of them.

    Raises:
        NotFoundError: ``uploads.gone``.
        UploadBusyError: ``uploads.busy``.
    """
    areas, area = staging(current_tenant()), _area_of(token)
    with ExitStack() as held:
        try:
            try:
                row = held.enter_context(areas.hold_row(area))
            except FileNotFoundError:
                find_upload(token, now=now)  # nothing is made for an address nobody was given
                row = held.enter_context(areas.hold_row(area, is_made=True))
        except BlockingIOError as error:
            raise UploadBusyError("uploads.busy") from error
        yield row


def _check_place(upload: Upload, begins_at: int, size_bytes: int) -> None:
    if begins_at != upload.received_bytes or upload.sha256 is not None:
        raise PartIsElsewhereError("uploads.elsewhere")
    if begins_at + size_bytes > upload.size_bytes:
        raise InvalidInputError("uploads.beyond_the_end")


def _locked(token: str, *, now: datetime) -> Upload:
    """Return the upload of an address, nobody else's until the end of the transaction."""
    locked: Upload | None = (
        Upload.objects.filter(token_sha256=_hashed(token), expires_at__gt=now)
        .select_for_update(skip_locked=True)
        .first()
    )
    if locked is None:
        find_upload(token, now=now)
        raise UploadBusyError("uploads.busy")
    return locked


def _area_of(token: str) -> UUID:
    return UUID(bytes=_hashed(token)[:16])


def _hashed(token: str) -> bytes:
    return hashlib.sha256(token.encode()).digest()

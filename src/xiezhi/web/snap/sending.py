"""What a report brings with it: files in the form, or files that arrived before by parts."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from typing import Final
from uuid import UUID

from django.http import HttpRequest, JsonResponse
from django.middleware.csrf import get_token
from django.urls import reverse
from django.utils.crypto import salted_hmac
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from xiezhi.evidence.rules.kinds import MAX_VIDEOS, MediaKind
from xiezhi.evidence.services.storing import IncomingFile
from xiezhi.intake.rules.submission import MAX_PHOTOS
from xiezhi.intake.services.receiving import Received
from xiezhi.kernel.actor import Actor, ActorKind
from xiezhi.kernel.errors import InvalidInputError
from xiezhi.uploads.rules.protocol import MAX_PART_BYTES
from xiezhi.uploads.services.taking import close_uploads, take_uploads, waiting_bytes
from xiezhi.web.middleware.sizes import most_request_bytes, turn_for
from xiezhi.web.requests import actor_of
from xiezhi.web.tus.passes import new_pass
from xiezhi.web.uploads import incoming

MAX_FILES: Final = MAX_PHOTOS + MAX_VIDEOS + 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Brought:
    """The files of one report, by kind and in order."""

    photos: list[IncomingFile]
    voices: list[IncomingFile]
    videos: list[IncomingFile]

    @property
    def all(self) -> tuple[IncomingFile, ...]:
        """Every file, in the order the receipt names them."""
        return (*self.photos, *self.voices, *self.videos)


@contextmanager
def brought_files(request: HttpRequest, *, now: datetime) -> Iterator[Brought]:
    """Lend a report's files. The bytes of uploads are let go when the block ends well.

    Raises:
        InvalidInputError: ``evidence.too_large``, ``evidence.too_large_together``,
            ``intake.too_many_photos``, ``uploads.altered``.
        NotFoundError, ConflictError: the codes of `take_uploads`.
    """
    tokens = request.POST.getlist("uploads")
    if len(tokens) > MAX_FILES:
        raise InvalidInputError("intake.too_many_photos", limit=MAX_PHOTOS)
    photos = incoming(request, "photos", kind=MediaKind.PHOTO, limit=MAX_PHOTOS + 1)
    voices = incoming(request, "voice", kind=MediaKind.VOICE, limit=2)
    waiting = waiting_bytes(tokens, now=now)
    if waiting > most_request_bytes():
        raise InvalidInputError(
            "evidence.too_large_together", limit_megabytes=most_request_bytes() // 1024**2
        )
    with turn_for(waiting):
        taken = take_uploads(tokens, now=now)
        photos += [item.file for item in taken if item.kind is MediaKind.PHOTO]
        voices += [item.file for item in taken if item.kind is MediaKind.VOICE]
        videos = [item.file for item in taken if item.kind is MediaKind.VIDEO]
        yield Brought(photos=photos, voices=voices, videos=videos)
        close_uploads(taken)


@never_cache
@require_GET
def ready(request: HttpRequest) -> JsonResponse:
    """Tell a telephone that holds something back what it needs to send it, and who it is here."""
    acting = actor_of(request)
    is_member = acting.kind is ActorKind.SUPPORTER
    return JsonResponse(
        {
            "csrf": get_token(request),
            "member": is_member,
            "pass": new_pass() if is_member else "",
            "who": who_of(acting),
            "part_bytes": MAX_PART_BYTES,
        }
    )


def who_of(acting: Actor) -> str:
    """Return a mark by which a telephone knows its grid member again; "" for everybody else.

    It says nothing of anybody: what one member wrote must not go out in another's name.
    """
    if acting.kind is not ActorKind.SUPPORTER:
        return ""
    return _mark("who", acting.id)


def behind_of(report_id: UUID) -> str:
    """Return the mark of what lies behind a receipt; of the receipt itself it holds nothing.

    Words kept on a telephone are bound to it, so that they never end up behind another receipt.
    """
    return _mark("behind", report_id)


def _mark(use: str, of: UUID | None) -> str:
    return salted_hmac(f"xiezhi.web.snap.{use}", str(of), algorithm="sha256").hexdigest()[:20]


def signed_out(request: HttpRequest) -> JsonResponse | None:
    """Return the answer to a member's report when nobody is signed in any more, else None."""
    if request.POST.get("as_member") and actor_of(request).kind is not ActorKind.SUPPORTER:
        return JsonResponse({"sign_in": reverse("member:sign_in")}, status=401)
    return None


def receipt_answer(found: Received, brought: Brought, location: str) -> JsonResponse:
    """Return the receipt itself: a report sent in the background has no page to show it on."""
    files = [{"sha256": file.sha256.hex()} for file in brought.all]
    receipt = shown_receipt(found) | {"files": files}
    return JsonResponse({"location": location, "receipt": receipt})


def shown_receipt(found: Received) -> dict[str, object]:
    """Return what a person is shown of a receipt, once."""
    return {
        "code": found.receipt.digits,
        "groups": found.receipt.grouped.split(" "),
        "number": found.report.code,
        "received_at": found.report.received_at.isoformat(),
        "is_repeat": found.is_repeat,
    }

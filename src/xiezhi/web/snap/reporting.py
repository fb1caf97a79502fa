"""The report page and its receipt."""

import json
from http import HTTPStatus
from typing import Final

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods

from xiezhi.intake.services.receiving import receive_report
from xiezhi.kernel import clock
from xiezhi.kernel.actor import Actor, ActorKind
from xiezhi.kernel.errors import DomainError, NotAllowedError
from xiezhi.web.accounts.phone import forget_number
from xiezhi.web.problem_texts import text_of
from xiezhi.web.requests import actor_of, office_of, wants_json
from xiezhi.web.snap.forms import ReportForm
from xiezhi.web.snap.halves import Halves
from xiezhi.web.snap.sending import (
    brought_files,
    receipt_answer,
    shown_receipt,
    signed_out,
)
from xiezhi.web.snap.work import RETRY_SECONDS, pass_report_door, report_work

OUTBOX = "X-Xiezhi-Outbox"
RECEIPT: Final = Halves(session_name="snap_receipt", cookie="xiezhi_receipt", path="/received/")
"""What the next page shows, once: the only way back to a report lies in no table, not even for that."""
# Which field of the page a refusal belongs to.
_FIELD_OF = {
    "intake.not_enough": "words",
    "intake.too_many_photos": "photos",
    "intake.too_many_voices": "voice",
    "intake.unknown_topic": "topics",
    "intake.seen_in_future": "seen_at",
    "intake.seen_too_long_ago": "seen_at",
    "intake.voice_too_long": "voice",
    "intake.too_many_videos": "videos",
    "intake.video_too_long": "videos",
    "evidence.not_a_video": "videos",
    "evidence.too_large_together": "videos",
    "language.too_long": "words",
    "evidence.not_a_voice": "voice",
}


@require_http_methods(["GET", "POST"])
def report(request: HttpRequest) -> HttpResponse:
    """Show the page; take a report."""
    acting = actor_of(request)
    if request.method == "GET":
        return render(request, "snap/page.html", _context(ReportForm(acting=acting), acting))
    form = ReportForm(request.POST, acting=acting)
    stranger = signed_out(request)
    if stranger is not None:
        return stranger
    if not form.is_valid():
        return _refused(request, form, acting)
    try:
        return _taken(request, form, acting)
    except NotAllowedError as error:
        return _later(request, form, acting, error)
    except DomainError as error:
        return _refused_by_rule(request, form, acting, error)


def _later(
    request: HttpRequest, form: ReportForm, acting: Actor, error: DomainError
) -> HttpResponse:
    """Ask to come again: the door is rushed. An outbox does so by itself; nothing typed is lost."""
    response = _refused_by_rule(request, form, acting, error)
    response.status_code = HTTPStatus.SERVICE_UNAVAILABLE
    response["Retry-After"] = str(RETRY_SECONDS)
    return response


def _taken(request: HttpRequest, form: ReportForm, acting: Actor) -> HttpResponse:
    now = clock.now()
    pass_report_door(request, acting)
    with brought_files(request, now=now) as brought:
        found = receive_report(
            submission=form.submission(),
            photos=brought.photos,
            voices=brought.voices,
            videos=brought.videos,
            office=office_of(request),
            acting=acting,
            now=now,
        )
    location = reverse("snap:received")
    if OUTBOX in request.headers:
        return receipt_answer(found, brought, location)
    forget_number(request)
    answer: HttpResponse = HttpResponseRedirect(location)
    if wants_json(request):
        answer = JsonResponse({"location": location})
    RECEIPT.keep(request, answer, json.dumps(shown_receipt(found)).encode())
    return answer


@require_GET
def received(request: HttpRequest) -> HttpResponse:
    """Show the receipt of the report just sent, once."""
    whole = RECEIPT.kept(request)
    if whole is None:
        return HttpResponseRedirect(reverse("snap:status"))
    kept = json.loads(whole)
    context = {
        "receipt": kept | {"received_at": clock.read(kept["received_at"])},
        "is_repeat": kept["is_repeat"],
        "member": _member(actor_of(request)),
    }
    response = render(request, "snap/received.html", context)
    RECEIPT.forget(request, response)
    return response


def _member(acting: Actor) -> dict[str, str] | None:
    if acting.kind is not ActorKind.SUPPORTER:
        return None
    return {"label": acting.label, "url": reverse("member:mine")}


def _context(form: ReportForm, acting: Actor) -> dict[str, object]:
    is_stranger = acting.kind is ActorKind.PUBLIC
    work = report_work() if is_stranger else None
    return {"form": form, "member": _member(acting), "work": work}


def _refused(request: HttpRequest, form: ReportForm, acting: Actor) -> HttpResponse:
    if wants_json(request):
        errors = {name: messages[0] for name, messages in form.errors.items()}
        return JsonResponse({"errors": errors, "summary": ""}, status=HTTPStatus.BAD_REQUEST)
    context = _context(form, acting)
    return render(request, "snap/page.html", context, status=HTTPStatus.BAD_REQUEST)


def _refused_by_rule(
    request: HttpRequest, form: ReportForm, acting: Actor, error: DomainError
) -> HttpResponse:
    """Show a refusal at its field; everything typed stays."""
    problem = text_of(error)
    field = _FIELD_OF.get(error.code, "photos" if error.code.startswith("evidence.") else None)
    text = problem.words
    if wants_json(request):
        errors = {field: text} if field else {}
        summary = problem.text if field else text
        answer = {"errors": errors, "summary": summary, "code": error.code}
        return JsonResponse(answer, status=error.status)
    form.add_error(field, text)
    return render(request, "snap/page.html", _context(form, acting), status=error.status)

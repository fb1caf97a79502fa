"""Progress behind the receipt. The code is posted, never in an address; the session holds an id."""

from http import HTTPStatus
from typing import Final
from uuid import UUID, uuid4

from django.http import FileResponse, HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from xiezhi.evidence.rules.kinds import MediaKind
from xiezhi.evidence.selectors.files import FileCopy, open_copy
from xiezhi.intake.selectors.reporter import (
    get_conversation_file,
    get_report_by_receipt,
    get_report_for_reporter,
)
from xiezhi.intake.services.conversation import mark_seen_by_reporter
from xiezhi.intake.services.erasing import ask_erasure
from xiezhi.kernel import clock
from xiezhi.kernel.errors import ConflictError, DomainError, InvalidInputError, NotAllowedError
from xiezhi.vault.rules.work import Door
from xiezhi.web.accounts.phone import forget_number
from xiezhi.web.problem_texts import text_of
from xiezhi.web.requests import actor_of, office_of, wants_json
from xiezhi.web.snap.forms import KeyForm, ReceiptForm, ReplyForm
from xiezhi.web.snap.halves import Halves
from xiezhi.web.snap.progress import progress_of
from xiezhi.web.snap.replying import reply_refusal, write_reply
from xiezhi.web.snap.sending import behind_of
from xiezhi.web.snap.work import RETRY_SECONDS, pass_receipt_door, work_of

SESSION_REPORT: Final = "snap_report"
SESSION_SEEN_AT: Final = "snap_report_seen_at"
IDLE_SECONDS: Final = 30 * 60
REPLY_KEY: Final = Halves(session_name="snap_reply_half", cookie="xiezhi_reply", path="/status/")
"""Opens the office's words on this phone, from giving the receipt until leaving."""


@require_http_methods(["GET", "POST"])
def status(request: HttpRequest) -> HttpResponse:
    """Ask for the code; show progress to whoever gives it."""
    if request.method == "POST":
        form = ReceiptForm(request.POST)
        try:
            pass_receipt_door(request)
            code = form.cleaned_data["code"] if form.is_valid() else ""
            proved = get_report_by_receipt(code)
        except InvalidInputError as error:
            return _ask(request, text_of(error).text)
        except NotAllowedError as error:
            return _wait(request, error)
        forget_number(request)
        request.session[SESSION_REPORT] = str(proved.report.id)
        request.session[SESSION_SEEN_AT] = clock.now().timestamp()
        response = HttpResponseRedirect(reverse("snap:status"))
        REPLY_KEY.keep(request, response, proved.reply_key)
        return response
    if _kept_id(request) is None:
        return _ask(request, "")
    return _show(request, notice=request.session.pop("snap_notice", ""))


@require_POST
def answer(request: HttpRequest) -> HttpResponse:
    """Take an answer, a supplement or 再次反映."""
    report_id = _proved(request)
    form = ReplyForm(request.POST)
    kind = request.POST.get("kind", "")
    try:
        if request.POST.get("access") not in {None, "", behind_of(report_id)}:
            # Another receipt was given in on this telephone since the words were written.
            raise ConflictError("intake.other_receipt")
        write_reply(request, report_id, form)
    except DomainError as error:
        return _refused(request, form, kind, error)
    request.session["snap_notice"] = kind
    location = reverse("snap:status")
    if wants_json(request):
        return JsonResponse({"location": location})
    return HttpResponseRedirect(location)


@require_POST
def erase(request: HttpRequest) -> HttpResponse:
    """Take the wish that one's identity be destroyed; the office answers it behind the receipt."""
    report_id = _proved(request)
    form = KeyForm(request.POST)
    if form.is_valid():
        ask_erasure(
            report_id=report_id,
            key=form.cleaned_data["submission_key"],
            office=office_of(request),
            acting=actor_of(request),
            now=clock.now(),
        )
        request.session["snap_notice"] = "erasure"
    return HttpResponseRedirect(reverse("snap:status"))


@require_POST
def leave(request: HttpRequest) -> HttpResponse:
    """Forget the report on this phone."""
    _forget(request)
    response = HttpResponseRedirect(reverse("snap:report"))
    # Not "storage": reports not sent yet lie there, sealed, and nothing of this page.
    response["Clear-Site-Data"] = '"cache"'
    REPLY_KEY.forget(request, response)
    return response


@require_GET
def file(request: HttpRequest, file_id: UUID) -> HttpResponseBase:
    """Send a picture or voice the reporter added to the conversation."""
    report = get_report_for_reporter(_proved(request))
    stored = get_conversation_file(report, file_id)
    copy = FileCopy.THUMBNAIL if stored.kind == MediaKind.PHOTO else FileCopy.SHARED
    stream, media_type = open_copy(stored, copy)
    return FileResponse(stream, content_type=media_type)


def _proved(request: HttpRequest) -> UUID:
    kept = _kept_id(request)
    if kept is None:
        raise NotAllowedError("intake.receipt_first")
    request.session[SESSION_SEEN_AT] = clock.now().timestamp()
    return kept


def _kept_id(request: HttpRequest) -> UUID | None:
    """Return the report this phone gave the receipt of, unless it was laid aside for too long.

    Telephones are lent and left lying about.
    """
    kept = request.session.get(SESSION_REPORT)
    seen_at = float(request.session.get(SESSION_SEEN_AT, 0))
    if kept is None or not 0 <= clock.now().timestamp() - seen_at < IDLE_SECONDS:
        _forget(request)
        return None
    return UUID(kept)


def _forget(request: HttpRequest) -> None:
    for name in (SESSION_REPORT, SESSION_SEEN_AT, "snap_notice"):
        request.session.pop(name, None)
    REPLY_KEY.forget(request)


def _ask(request: HttpRequest, error: str) -> HttpResponse:
    form = ReceiptForm()
    if error:
        form = ReceiptForm({"code": ""})
        form.errors.clear()
        form.add_error("code", error)
    code = HTTPStatus.BAD_REQUEST if error else HTTPStatus.OK
    context = {"form": form, "work": work_of(Door.RECEIPT)}
    return render(request, "snap/status_ask.html", context, status=code)


def _wait(request: HttpRequest, error: DomainError) -> HttpResponse:
    """Ask to come again in a minute, or with a script: the slow lane is full."""
    problem = text_of(error)
    response = _ask(request, problem.words)
    response.status_code = HTTPStatus.TOO_MANY_REQUESTS
    response["Retry-After"] = str(RETRY_SECONDS)
    return response


def _show(
    request: HttpRequest,
    *,
    notice: str = "",
    reply_form: ReplyForm | None = None,
    reply_kind: str = "",
    code: int = HTTPStatus.OK,
) -> HttpResponse:
    report = get_report_for_reporter(_proved(request))
    mark_seen_by_reporter(report_id=report.id, acting=actor_of(request), now=clock.now())
    context = progress_of(report, reply_key=REPLY_KEY.kept(request)) | {
        "notice": notice,
        "reply_form": reply_form,
        "reply_kind": reply_kind,
        "answer_key": uuid4(),
        "again_key": uuid4(),
        "erase_key": uuid4(),
        "access": behind_of(report.id),
        "member": None,
    }
    return render(request, "snap/status.html", context, status=code)


def _refused(request: HttpRequest, form: ReplyForm, kind: str, error: DomainError) -> HttpResponse:
    field, text = reply_refusal(error)
    if wants_json(request):
        answer = {"errors": {field: text}, "summary": "", "code": error.code}
        return JsonResponse(answer, status=error.status)
    form.is_valid()
    form.add_error(field, text)
    return _show(request, reply_form=form, reply_kind=kind, code=error.status)

"""A grid member's own report: the same page as behind the receipt, reached by sign-in."""

from http import HTTPStatus
from uuid import UUID, uuid4

from django.http import FileResponse, HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_POST

from xiezhi.evidence.rules.kinds import MediaKind
from xiezhi.evidence.selectors.files import FileCopy, open_copy
from xiezhi.intake.models import Report
from xiezhi.intake.selectors.member import access_own_file, access_own_report
from xiezhi.intake.services.conversation import mark_seen_by_reporter
from xiezhi.kernel import clock
from xiezhi.kernel.actor import Actor, ActorKind
from xiezhi.kernel.errors import DomainError
from xiezhi.web.requests import require_kind
from xiezhi.web.snap.forms import ReplyForm
from xiezhi.web.snap.progress import progress_of
from xiezhi.web.snap.replying import reply_refusal, write_reply
from xiezhi.web.snap.sending import behind_of

SESSION_NOTICE = "member_notice"


@require_GET
def report(request: HttpRequest, report_id: UUID) -> HttpResponse:
    """Show how far it has come."""
    acting = require_kind(request, ActorKind.SUPPORTER)
    found = access_own_report(acting, report_id)
    notice = request.session.pop(SESSION_NOTICE, "")
    return _page(request, acting, found, extra={"notice": notice})


@require_POST
def answer(request: HttpRequest, report_id: UUID) -> HttpResponse:
    """Take an answer, a supplement or 再次反映."""
    acting = require_kind(request, ActorKind.SUPPORTER)
    found = access_own_report(acting, report_id)
    form = ReplyForm(request.POST)
    kind = request.POST.get("kind", "")
    try:
        write_reply(request, found.id, form)
    except DomainError as error:
        return _refused(request, acting, found, form=form, error=error)
    request.session[SESSION_NOTICE] = kind
    location = reverse("member:report", args=[report_id])
    if request.accepts("text/html"):
        return HttpResponseRedirect(location)
    return JsonResponse({"location": location})


@require_GET
def file(request: HttpRequest, report_id: UUID, file_id: UUID) -> HttpResponseBase:
    """Send the safe copy of a picture or voice of an own report."""
    acting = require_kind(request, ActorKind.SUPPORTER)
    stored = access_own_file(acting, report_id, file_id)
    is_photo = stored.kind == MediaKind.PHOTO
    stream, media_type = open_copy(stored, FileCopy.THUMBNAIL if is_photo else FileCopy.SHARED)
    return FileResponse(stream, content_type=media_type)


def _page(
    request: HttpRequest,
    acting: Actor,
    found: Report,
    *,
    extra: dict[str, object],
    status: int = HTTPStatus.OK,
) -> HttpResponse:
    mark_seen_by_reporter(report_id=found.id, acting=acting, now=clock.now())
    shown = progress_of(
        found, lambda file_id: reverse("member:report_file", args=[found.id, file_id])
    )
    context = shown | {
        "notice": "",
        "reply_form": None,
        "reply_kind": "",
        "answer_key": uuid4(),
        "again_key": uuid4(),
        "access": behind_of(found.id),
        "answer_url": reverse("member:answer", args=[found.id]),
        "member": {"label": acting.label, "url": reverse("member:mine")},
    }
    return render(request, "snap/status.html", context | extra, status=status)


def _refused(
    request: HttpRequest, acting: Actor, found: Report, *, form: ReplyForm, error: DomainError
) -> HttpResponse:
    field, text = reply_refusal(error)
    if not request.accepts("text/html"):
        answer = {"errors": {field: text}, "summary": "", "code": error.code}
        return JsonResponse(answer, status=error.status)
    form.is_valid()
    form.add_error(field, text)
    extra: dict[str, object] = {"reply_form": form, "reply_kind": request.POST.get("kind", "")}
    return _page(request, acting, found, extra=extra, status=error.status)

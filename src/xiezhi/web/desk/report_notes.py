"""电话记录 on a report of the pool: who was spoken to, when, at what number, what was said."""

from http import HTTPStatus
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from xiezhi.intake.models import Report
from xiezhi.intake.selectors.access import access_report
from xiezhi.kernel import clock
from xiezhi.kernel.actor import Actor, ActorKind
from xiezhi.kernel.errors import DomainError
from xiezhi.kernel.matters import MatterKind
from xiezhi.letters.services.notes import note_on_matter
from xiezhi.web.desk.acts_words import note_text
from xiezhi.web.desk.letter_forms import NoteFields
from xiezhi.web.desk.refusals import add_refusal
from xiezhi.web.requests import require_kind


@require_http_methods(["GET", "POST"])
def note(request: HttpRequest, report_id: UUID) -> HttpResponse:
    """Write down a call about a report that is no lead yet."""
    acting = require_kind(request, ActorKind.STAFF)
    report = access_report(acting, report_id)
    now = clock.now()
    data = request.POST if request.method == "POST" else None
    form = NoteFields(data, acting=acting, today=clock.legal_day(now))
    status = HTTPStatus.OK
    if request.method == "POST":
        status = _write(request, report, form, acting)
        if status is HTTPStatus.OK:
            messages.success(request, _("已登记。"))
            return HttpResponseRedirect(reverse("desk:pool_report", args=[report.id]))
    context = {"report": report, "form": form}
    return render(request, "desk/report_note.html", context, status=status)


def _write(request: HttpRequest, report: Report, form: NoteFields, acting: Actor) -> HTTPStatus:
    if not form.is_valid():
        return HTTPStatus.BAD_REQUEST
    try:
        note_on_matter(
            matter_kind=MatterKind.REPORT,
            matter_id=report.id,
            note=note_text(form.cleaned_data),
            acting=acting,
            now=clock.now(),
        )
    except DomainError as error:
        field = "spoken_at" if error.code == "letters.day_in_future" else None
        add_refusal(request, form, error, field)
        return HTTPStatus(error.status)
    return HTTPStatus.OK

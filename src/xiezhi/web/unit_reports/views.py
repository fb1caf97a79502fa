"""移送线索 in the portal: what the unit handed over, the form, and one of them with its number."""

from http import HTTPStatus
from typing import Final
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from xiezhi.accounts.selectors.towns import list_towns
from xiezhi.evidence.rules.kinds import MediaKind
from xiezhi.evidence.services.storing import IncomingFile
from xiezhi.intake.models import UnitReport
from xiezhi.intake.rules.entry import MAX_SCANS
from xiezhi.intake.rules.submission import MAX_PHOTOS
from xiezhi.intake.rules.unit_reports import UNIT_STANDING_LABELS, UnitStanding
from xiezhi.intake.selectors.unit_reports import (
    OwnUnitReport,
    get_own_unit_report,
    list_own_unit_reports,
)
from xiezhi.intake.services.unit_reports import take_from_unit
from xiezhi.kernel import clock
from xiezhi.kernel.actor import Actor, ActorKind
from xiezhi.kernel.errors import ConflictError, DomainError, InvalidInputError
from xiezhi.web.desk.fragments import lead_on
from xiezhi.web.portal.page import frame
from xiezhi.web.problem_texts import text_of
from xiezhi.web.requests import office_of, require_kind
from xiezhi.web.unit_reports.forms import UnitReportForm
from xiezhi.web.uploads import incoming

HERE: Final = "unit_reports:list"
_TONES: Final = {UnitStanding.REGISTERED: "brand", UnitStanding.DONE: "green"}
_FIELDS: Final = {
    "intake.seen_in_future": "seen_at",
    "intake.seen_too_long_ago": "seen_at",
}
# One more than may come, so that too many are refused and none is dropped without a word.
_FILES: Final = {
    "photos": (MediaKind.PHOTO, MAX_PHOTOS + 1),
    "papers": (MediaKind.PAPER, MAX_SCANS + 1),
}


@require_GET
def handed(request: HttpRequest) -> HttpResponse:
    """Show what the unit handed over, newest first."""
    acting = require_kind(request, ActorKind.UNIT)
    asked = request.GET.get("page", "")
    page = list_own_unit_reports(acting, page=int(asked) if asked.isdecimal() else 1)
    context, _officer = frame(acting, clock.legal_day(clock.now()), HERE)
    context |= {"rows": [_shown(one) for one in page.rows], "page": page}
    return render(request, "unit_reports/list.html", context)


@require_GET
def one(request: HttpRequest, unit_report_id: UUID) -> HttpResponse:
    """Show one of them: the office's number and how far it has come."""
    acting = require_kind(request, ActorKind.UNIT)
    found = get_own_unit_report(acting, unit_report_id)
    context, _officer = frame(acting, clock.legal_day(clock.now()), HERE)
    context |= _shown(found.one) | {"found": found}
    return render(request, "unit_reports/one.html", context)


@require_http_methods(["GET", "POST"])
def new(request: HttpRequest) -> HttpResponse:
    """Hand a lead over; what is refused comes back at its field with everything kept."""
    acting = require_kind(request, ActorKind.UNIT)
    today = clock.legal_day(clock.now())
    context, _officer = frame(acting, today, HERE)
    if request.method != "POST":
        context["form"] = UnitReportForm(today=today)
        return render(request, "unit_reports/new.html", context)
    form = UnitReportForm(request.POST, today=today)
    taken = _take(request, acting, form) if form.is_valid() else None
    if taken is None:
        context["form"] = form
        return render(request, "unit_reports/new.html", context, status=HTTPStatus.BAD_REQUEST)
    words = {"code": taken.report.code}
    messages.success(request, _("线索已移送，编号 %(code)s。") % words)
    return lead_on(request, reverse("unit_reports:one", args=[taken.id]))


def _take(request: HttpRequest, acting: Actor, form: UnitReportForm) -> UnitReport | None:
    """Return what was taken, or None with the refusal written into the form."""
    files: dict[str, list[IncomingFile]] = {name: [] for name in _FILES}
    try:
        for name, (kind, most) in _FILES.items():
            files[name] = incoming(request, name, kind=kind, limit=most)
        return take_from_unit(
            handing=form.handing({town.name: () for town in list_towns()}, **files),
            office=office_of(request),
            acting=acting,
            now=clock.now(),
        )
    except (InvalidInputError, ConflictError) as error:
        _note(form, error, files)
        return None


def _note(form: UnitReportForm, error: DomainError, files: dict[str, list[IncomingFile]]) -> None:
    """Show a refusal at its field; one of a file with the file's name."""
    problem = text_of(error)
    field = _FIELDS.get(error.code) or str(error.params.get("field") or "")
    if error.code == "intake.unit_report_incomplete":
        field = str(error.params.get("part"))
    words = problem.words
    for name, sent in files.items():
        bad = next((one for one in sent if one.sha256.hex() == error.params.get("sha256")), None)
        if bad is not None:
            field, words = name, f"{bad.name}：{words}"
        elif error.code == "intake.too_many_files" and len(sent) == error.params.get("count"):
            field, words = name, str(problem.text)
    form.add_error(field if field in form.fields else None, words)


def _shown(found: OwnUnitReport) -> dict[str, object]:
    gone = _("内容已带入检察院内网") if found.is_forgotten else ""
    return {
        "one": found,
        "title": gone or found.title,
        "standing": _(UNIT_STANDING_LABELS[found.standing]),
        "tone": _TONES.get(found.standing, ""),
    }

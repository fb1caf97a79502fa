"""线索评估表 on A4: what was found, and who said what of it; a draft until it is decided."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from xiezhi.accounts.rules.rights import Action, require
from xiezhi.house.rules.citations import CitedBy
from xiezhi.house.selectors.citations import find_basis
from xiezhi.kernel import clock
from xiezhi.kernel.actor import ActorKind
from xiezhi.kernel.clock import legal_day
from xiezhi.leads.rules.outcomes import OpinionStage
from xiezhi.leads.selectors.assessment_sheet import get_assessment_sheet
from xiezhi.web.requests import require_kind
from xiezhi.web.templatetags.desk import full

_DIGITS = 3


@require_GET
def assessment_sheet(request: HttpRequest, lead_id: UUID) -> HttpResponse:
    """Show the sheet of the newest version, or of the one named."""
    acting = require_kind(request, ActorKind.STAFF)
    require(acting, Action.VIEW_OWN_LEADS)
    now = clock.now()
    sheet = get_assessment_sheet(acting, lead_id, _version(request.GET.get("version", "")))
    context = {
        "sheet": sheet,
        "lead": sheet.lead,
        "assessment": sheet.assessment,
        "content": sheet.assessment.content,
        "stages": [(stage.value, sheet.opinions(stage)) for stage in OpinionStage],
        "sheet_title": _("线索评估表"),
        "prepared_by": acting.label,
        "prepared_at": full(now),
        "basis": find_basis(CitedBy.FORM, "assessment_sheet", legal_day(now)).words,
    }
    return render(request, "desk/assessment_sheet.html", context)


def _version(text: str) -> int | None:
    is_number = text.isascii() and text.isdigit() and len(text) <= _DIGITS
    return int(text) if is_number else None

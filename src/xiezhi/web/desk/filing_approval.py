"""立案审批表 of a lead that is to be filed: what the assessment fills, on the office's own form.

A form for use inside the office: the approval itself is made in the national system, which has one
of its own. What is missing is named with the place to fill it; until then there is no file.
"""

from pathlib import Path
from typing import Any, Final
from uuid import UUID

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET

from xiezhi.accounts.rules.rights import Action, require
from xiezhi.cases.rules.kinds import CaseKind
from xiezhi.cases.rules.titles import propose_title
from xiezhi.config.environment import environment
from xiezhi.documents.papers.case.making import docx, pdf
from xiezhi.documents.papers.case.problems import problems_of
from xiezhi.documents.papers.case.registry import definition
from xiezhi.documents.papers.case.rules.labels import FIELD_LABELS, OPTION_LABELS
from xiezhi.documents.papers.case.values import CasePaperValues, Filled
from xiezhi.kernel.actor import ActorKind
from xiezhi.kernel.clock import legal_day
from xiezhi.kernel.errors import NotFoundError
from xiezhi.law.areas import area_register
from xiezhi.law.sources import source_register
from xiezhi.leads.models import Lead
from xiezhi.leads.rules.assessment import AssessmentDraft
from xiezhi.leads.rules.procedure import LeadEvent
from xiezhi.leads.selectors.assessment_sheet import AssessmentSheet, get_assessment_sheet
from xiezhi.web.desk.case_paper_problems import problem_words
from xiezhi.web.desk.letter_papers import TYPES
from xiezhi.web.ledgers.downloads import ready_file
from xiezhi.web.requests import office_of, require_kind

KEY: Final = "filing_approval"
KINDS: Final = {
    "administrative": CaseKind.ADMINISTRATIVE,
    "civil": CaseKind.CIVIL,
    "criminal_civil": CaseKind.INCIDENTAL,
}


class FlowForm(forms.Form):
    """案件类型: proposed from whether an organ is named, the officer's to say."""

    flow = forms.ChoiceField(label=gettext_lazy("案件类型"), required=False)

    def __init__(self, *args: Any, usual: str) -> None:
        super().__init__(*args)
        self.usual = usual
        field = self.fields["flow"]
        if isinstance(field, forms.ChoiceField):
            field.choices = [(flow, _(text)) for flow, text in OPTION_LABELS["flow"].items()]

    @property
    def chosen(self) -> str:
        """What was chosen, else the usual one."""
        return str(self.cleaned_data.get("flow") or self.usual) if self.is_valid() else self.usual


@require_GET
def filing_approval(request: HttpRequest, lead_id: UUID) -> HttpResponse:
    """Show what the form will say, what is missing and where to fill it."""
    sheet = _sheet(request, lead_id)
    form = _form(request, sheet)
    values = values_of(sheet, form.chosen, office_of(request).name)
    problems = problems_of(values, own_fonts=_own_fonts())
    context = {
        "lead": sheet.lead,
        "flow": form.chosen,
        "form": FlowForm({"flow": form.chosen}, usual=form.usual),
        "basis": definition(KEY).basis,
        "rows": [
            (_(FIELD_LABELS[key]), _shown(key, value)) for key, value in values.fields.items()
        ],
        "problems": [problem_words(one) for one in problems],
    }
    return render(request, "desk/filing_approval.html", context)


@require_GET
def download(request: HttpRequest, lead_id: UUID, form: str) -> HttpResponse:
    """Hand out the form as DOCX or PDF; refused with every problem while one stands."""
    if form not in TYPES:
        raise NotFoundError("documents.no_such_paper")
    sheet = _sheet(request, lead_id)
    values = values_of(sheet, _form(request, sheet).chosen, office_of(request).name)
    name = f"{_('立案审批表')} {sheet.lead.year}-{sheet.lead.number}.{form}"
    make = pdf if form == "pdf" else docx
    content = make(values, own_fonts=_own_fonts())
    return ready_file(content, name=name, content_type=TYPES[form])


def values_of(sheet: AssessmentSheet, flow: str, office: str) -> CasePaperValues:
    """Return the form's values from a lead and its assessment; no word of a report."""
    fields = _of_lead(sheet.lead) | _of_assessment(sheet.assessment.content, flow)
    ordered = [one.key for one in definition(KEY).fields]
    return CasePaperValues(
        key=KEY, office=office, fields={key: fields[key] for key in ordered if fields.get(key)}
    )


def _of_lead(lead: Lead) -> dict[str, Filled]:
    sources = {one.source.value: one.label for one in source_register().sources.values()}
    return {
        "source": sources.get(lead.source, ""),
        "found_on": legal_day(lead.registered_at),
        "lead_number": lead.national_number or f"{lead.year}-{lead.number}",
        "handler": lead.handler.label if lead.handler else "",
    }


def _of_assessment(said: AssessmentDraft, flow: str) -> dict[str, Filled]:
    area = next((one.name for one in area_register().areas if one.key == said.area), "")
    organs = [one.name for one in said.organs]
    whom = organs if flow == "administrative" else [said.violators]
    return {
        "flow": flow,
        "case_name": propose_title(KINDS[flow], whom, area),
        "area": area,
        "organ": "、".join(organs) if flow == "administrative" else "",
        "wrongdoer": said.violators,
        "harm": said.facts,
        "reasons": said.reason,
        "handler_opinion": _("建议立案。") if said.proposal is LeadEvent.DECIDE_FILING else "",
    }


def _shown(key: str, value: Filled) -> str:
    if key == "flow":
        return _(OPTION_LABELS["flow"][str(value)])
    return str(value)


def _sheet(request: HttpRequest, lead_id: UUID) -> AssessmentSheet:
    acting = require_kind(request, ActorKind.STAFF)
    require(acting, Action.VIEW_OWN_LEADS)
    return get_assessment_sheet(acting, lead_id)


def _form(request: HttpRequest, sheet: AssessmentSheet) -> FlowForm:
    usual = "administrative" if sheet.assessment.content.organs else "civil"
    return FlowForm(request.GET or None, usual=usual)


def _own_fonts() -> Path | None:
    folder = environment().fonts_dir
    return folder if folder.is_dir() else None

"""衔接转化: choosing what a proposal becomes, and saying what has to be said of it."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_http_methods, require_POST
from typing_extensions import override

from xiezhi.accounts.models import Procuratorate
from xiezhi.accounts.rules.rights import Action
from xiezhi.accounts.selectors.people import list_departments
from xiezhi.campaigns.selectors.register import list_running
from xiezhi.cases.selectors.access import access_case, visible_cases
from xiezhi.cases.selectors.letter_door import label_of as label_of_case
from xiezhi.cases.selectors.letter_door import matter_of as matter_of_case
from xiezhi.kernel import clock
from xiezhi.kernel.actor import Actor
from xiezhi.kernel.clock import legal_day
from xiezhi.kernel.matters import Matter
from xiezhi.leads.services.registration import Registration
from xiezhi.proposals.models import Proposal
from xiezhi.proposals.rules.conversion import (
    CONVERSION_LABELS,
    CONVERSION_WORDS,
    ConversionKind,
)
from xiezhi.proposals.rules.kinds import MAX_WORDS
from xiezhi.proposals.selectors.access import access_proposal
from xiezhi.proposals.services.conversion import (
    ConversionDraft,
    NewLead,
    convert_proposal,
    convert_to_lead,
    finish_handling,
)
from xiezhi.web.desk.act_forms import words_field
from xiezhi.web.desk.acts_people import handler_choices
from xiezhi.web.desk.pool_forms import area_choices
from xiezhi.web.office.forms import Choices, date_input, id_field
from xiezhi.web.office.pages import done, require_any
from xiezhi.web.proposals.forms import DecidedForm, acted, one_paper, paper_field
from xiezhi.web.proposals.handling import METHODS, own_page, page_url, printed
from xiezhi.web.proposals.matters import lead_of_number
from xiezhi.web.requests import office_of

_NEW_LEAD = "new-lead"
_CASES_SHOWN = 300


class WordsForm(DecidedForm):
    """Every conversion says why, who decided and when."""

    words = words_field(gettext_lazy("说明"), limit=MAX_WORDS)

    def extra(self) -> dict[str, Any]:
        """Return what this kind says besides."""
        return {}


class LeadForm(DecidedForm):
    """A new lead."""

    title = forms.CharField(label=gettext_lazy("线索摘要"), max_length=120)
    area = forms.ChoiceField(label=gettext_lazy("领域"), required=False)
    department_id = id_field(gettext_lazy("承办部门"))
    handler_id = id_field(gettext_lazy("承办人"), required=False)
    campaign_id = id_field(gettext_lazy("专项活动"), required=False)
    is_urgent = forms.BooleanField(label=gettext_lazy("情况紧急"), required=False)
    words = words_field(gettext_lazy("转化理由"), limit=MAX_WORDS)
    field_order: Iterable[str] | None = (
        "title", "area", "department_id", "handler_id", "campaign_id", "is_urgent", "words",
        "decided_by", "decided_on",
    )  # fmt: skip

    def new_lead(self) -> NewLead:
        """Return the lead to register."""
        data = self.cleaned_data
        names = ("title", "area", "department_id", "handler_id", "campaign_id", "is_urgent")
        return NewLead(
            registration=Registration(**{name: data[name] for name in names}),
            words=data["words"],
            decided=self.decided(),
        )


class KnownLeadForm(WordsForm):
    """A lead there is already."""

    number = forms.CharField(
        label=gettext_lazy("线索编号"), max_length=20, help_text=gettext_lazy("例如：2026-17。")
    )
    field_order: Iterable[str] | None = ("number", "words", "decided_by", "decided_on")


class DocumentForm(WordsForm):
    """A signed instrument, a suggestion or a discussion."""

    document_name = forms.CharField(label=gettext_lazy("文件名称"), max_length=120, required=False)
    document_number = forms.CharField(label=gettext_lazy("文号"), max_length=60, required=False)
    document_on = forms.DateField(
        label=gettext_lazy("会签、制发或者会商日期"), widget=date_input(), required=False
    )
    paper = paper_field(gettext_lazy("文件"), help_text=gettext_lazy("PDF 或图片。"))
    field_order: Iterable[str] | None = (
        "document_name", "document_number", "document_on", "words", "paper", "decided_by",
        "decided_on",
    )  # fmt: skip

    @override
    def extra(self) -> dict[str, Any]:
        """Return the document."""
        names = ("document_name", "document_number", "document_on")
        return {name: self.cleaned_data[name] for name in names}


class CaseForm(WordsForm):
    """A case there is already."""

    case_id = id_field(gettext_lazy("案件"))
    field_order: Iterable[str] | None = ("case_id", "words", "decided_by", "decided_on")


class SuggestionForm(DocumentForm):
    """A suggestion, with the case it belongs to where that is registered here."""

    case_id = id_field(gettext_lazy("案件"), required=False)
    field_order: Iterable[str] | None = ("case_id", *(DocumentForm.field_order or ()))


class CampaignForm(WordsForm):
    """A campaign that runs."""

    campaign_id = id_field(gettext_lazy("专项活动"))
    field_order: Iterable[str] | None = ("campaign_id", "words", "decided_by", "decided_on")

    @override
    def extra(self) -> dict[str, Any]:
        """Return the campaign."""
        return {"campaign_id": self.cleaned_data["campaign_id"]}


_FORMS: dict[ConversionKind, type[WordsForm]] = {
    ConversionKind.LEAD: KnownLeadForm,
    ConversionKind.CASE: CaseForm,
    ConversionKind.GOVERNANCE_SUGGESTION: SuggestionForm,
    ConversionKind.MECHANISM: DocumentForm,
    ConversionKind.CAMPAIGN: CampaignForm,
    ConversionKind.JOINT_DISCUSSION: DocumentForm,
    ConversionKind.DECLINED: WordsForm,
}


@require_GET
def choose(request: HttpRequest, proposal_id: UUID) -> HttpResponse:
    """Offer what a proposal may become."""
    acting = require_any(request, Action.CONVERT_PROPOSAL)
    proposal = access_proposal(acting, proposal_id)
    choices = [(_NEW_LEAD, _("登记新线索"), _(CONVERSION_WORDS[ConversionKind.LEAD]))]
    choices += [(kind.value, _known_label(kind), _known_words(kind)) for kind in ConversionKind]
    offered = [
        {
            "label": label,
            "words": words,
            "url": reverse("proposals:convert_to", args=[proposal_id, name]),
        }
        for name, label, words in choices
    ]
    context = {"proposal": proposal, "offered": offered}
    return render(request, "proposals/choose.html", context)


@require_http_methods(METHODS)
def convert(request: HttpRequest, proposal_id: UUID, becoming: str) -> HttpResponse:
    """Say what a proposal becomes."""
    acting = require_any(request, Action.CONVERT_PROPOSAL)
    proposal = access_proposal(acting, proposal_id)
    if becoming == _NEW_LEAD:
        return _to_lead(request, proposal, acting, office_of(request))
    if becoming not in set(ConversionKind):
        raise Http404
    kind = ConversionKind(becoming)
    form = _form(request, kind, acting)

    def do() -> None:
        draft = ConversionDraft(
            kind=kind,
            words=form.cleaned_data["words"],
            matter=_matter(acting, form),
            file=one_paper(request),
            decided=form.decided(),
            **form.extra(),
        )
        convert_proposal(proposal_id=proposal_id, draft=draft, acting=acting, now=clock.now())

    page = own_page(proposal, _known_label(kind), _("保存转化"), aside=[printed(proposal)])
    return acted(request, form, page, do, said=_("已登记转化。"))


@require_POST
def finish(request: HttpRequest, proposal_id: UUID) -> HttpResponse:
    """Note that nothing more is to be done before the answer."""
    acting = require_any(request, Action.CONVERT_PROPOSAL)
    finish_handling(proposal_id=proposal_id, acting=acting, now=clock.now())
    return done(request, _("已办理完毕，待答复。"), page_url(proposal_id))


def _to_lead(
    request: HttpRequest, proposal: Proposal, acting: Actor, office: Procuratorate
) -> HttpResponse:
    now = clock.now()
    form = _lead_form(request, proposal)

    def do() -> None:
        new = form.new_lead()
        convert_to_lead(proposal_id=proposal.id, new=new, office=office, acting=acting, now=now)

    page = own_page(proposal, _("登记新线索"), _("登记线索"), aside=[printed(proposal)])
    return acted(request, form, page, do, said=_("已登记线索，并和建议提案相互链接。"))


def _lead_form(request: HttpRequest, proposal: Proposal) -> LeadForm:
    today = legal_day(clock.now())
    departments = list_departments()
    own = next((one.id for one in departments if one.is_public_interest), None)
    form = LeadForm(
        request.POST or None,
        choices={
            "department_id": [(one.id, one.name) for one in departments],
            "handler_id": handler_choices(),
            "campaign_id": [(one.id, one.title) for one in list_running(today)],
        },
        initial={
            "title": proposal.title[:120],
            "area": proposal.area,
            "department_id": own,
            "decided_on": today,
        },
    )
    form.fields["area"].choices = area_choices(_("待评估确定"))  # type: ignore[attr-defined]  # a choice field
    return form


def _form(request: HttpRequest, kind: ConversionKind, acting: Actor) -> WordsForm:
    today = legal_day(clock.now())
    choices: dict[str, Choices] = {}
    if kind is ConversionKind.CAMPAIGN:
        choices["campaign_id"] = [(one.id, one.title) for one in list_running(today)]
    if kind in {ConversionKind.CASE, ConversionKind.GOVERNANCE_SUGGESTION}:
        cases = visible_cases(acting).order_by("-year", "-number")[:_CASES_SHOWN]
        choices["case_id"] = [(one.id, f"{label_of_case(one)} {one.title}") for one in cases]
    return _FORMS[kind](
        request.POST or None,
        request.FILES or None,
        choices=choices,
        initial={"decided_on": today},
    )


def _matter(acting: Actor, form: WordsForm) -> Matter | None:
    """Return the lead or the case a conversion names, where the actor may see it."""
    case_id = form.cleaned_data.get("case_id")
    if case_id is not None:
        return matter_of_case(access_case(acting, case_id))
    return lead_of_number(acting, form.cleaned_data.get("number", ""))


def _known_label(kind: ConversionKind) -> str:
    if kind is ConversionKind.LEAD:
        return _("链接已有线索")
    return _(CONVERSION_LABELS[kind])


def _known_words(kind: ConversionKind) -> str:
    if kind is ConversionKind.LEAD:
        return _("与已登记的线索相互链接，不重复登记。")
    return _(CONVERSION_WORDS[kind])

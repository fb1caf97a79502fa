"""Opinions and decisions on an assessment: 本人线上, or 代录 with the scanned slip."""

from collections.abc import Iterable
from typing import Final
from uuid import UUID

from django import forms
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from xiezhi.accounts.rules.rights import Action
from xiezhi.leads.rules.outcomes import DecisionWay
from xiezhi.leads.selectors.assessments import draft_of, find_newest_assessment, organs_of
from xiezhi.leads.services._deciding import EnteredDecision
from xiezhi.leads.services.assessment import add_opinion, decide_lead, return_assessment
from xiezhi.web.desk.act_forms import WayForm, words_field
from xiezhi.web.desk.act_page import ActPage, Doing, act_page

_FIELDS_OF: Final = {
    "leads.slip_missing": "slip",
    "leads.no_decider": "decided_by_label",
    "leads.day_in_future": "decided_on",
}


class OpinionForm(WayForm):
    """The department head's opinion."""

    own_right = Action.REVIEW_ASSESSMENT
    usual_decider: object = _("部门负责人")

    agrees = forms.TypedChoiceField(
        label=_("部门负责人意见"),
        choices=[("yes", _("同意")), ("no", _("不同意"))],
        coerce=lambda value: value == "yes",
        widget=forms.RadioSelect,
        initial="yes",
    )
    words = words_field(_("意见"), required=False, rows=3)
    field_order: Iterable[str] | None = (
        "agrees",
        "words",
        "way",
        "decided_by_label",
        "decided_on",
        "slip",
    )


class DecideForm(WayForm):
    """The chief procurator's decision, as the assessment proposes."""

    own_right = Action.DECIDE_LEAD
    usual_decider: object = _("检察长")

    words = words_field(_("批示"), required=False, rows=3)
    field_order: Iterable[str] | None = ("words", "way", "decided_by_label", "decided_on", "slip")


class ReturnForm(WayForm):
    """Why an assessment is sent back."""

    own_right = Action.REVIEW_ASSESSMENT
    usual_decider: object = _("部门负责人")

    reason = words_field(_("退回理由"), rows=3)
    field_order: Iterable[str] | None = ("reason", "way", "decided_by_label", "decided_on", "slip")


def _entered(doing: Doing) -> EnteredDecision | None:
    if doing.data["way"] != DecisionWay.ENTERED:
        return None
    return EnteredDecision(
        decided_by_label=doing.data["decided_by_label"],
        decided_on=doing.data["decided_on"],
        slip=doing.paper("slip"),
    )


def _opinion(doing: Doing) -> None:
    add_opinion(
        lead_id=doing.lead.id,
        agrees=doing.data["agrees"],
        words=doing.data["words"],
        entered=_entered(doing),
        acting=doing.acting,
        now=doing.now,
    )


def _decide(doing: Doing) -> None:
    decide_lead(
        lead_id=doing.lead.id,
        words=doing.data["words"],
        entered=_entered(doing),
        acting=doing.acting,
        now=doing.now,
    )


def _return(doing: Doing) -> None:
    return_assessment(
        lead_id=doing.lead.id,
        reason=doing.data["reason"],
        entered=_entered(doing),
        acting=doing.acting,
        now=doing.now,
    )


_OPINION = ActPage(
    title=_("部门负责人意见"),
    submit=_("提交意见"),
    done=_("意见已记入评估表。"),
    form=OpinionForm,
    perform=_opinion,
    basis="办案规则第27条",
    template="desk/act_decision.html",
    fields_of=_FIELDS_OF,
    anchor="assessment",
)
_DECIDE = ActPage(
    title=_("检察长决定"),
    submit=_("按评估意见决定"),
    done=_("决定已登记。"),
    form=DecideForm,
    perform=_decide,
    basis="办案规则第5至8条",
    template="desk/act_decision.html",
    text=_("决定按提交的处理意见作出；另有意见的，退回重新评估。"),
    fields_of=_FIELDS_OF,
)
_RETURN = ActPage(
    title=_("退回重新评估"),
    submit=_("退回"),
    done=_("已退回承办人重新评估。"),
    form=ReturnForm,
    perform=_return,
    basis="本院规定",
    template="desk/act_decision.html",
    fields_of=_FIELDS_OF,
)


@require_http_methods(["GET", "POST"])
def opinion(request: HttpRequest, lead_id: UUID) -> HttpResponse:
    """Give or enter the department head's opinion."""
    return act_page(request, lead_id, _OPINION, extra=_assessment(lead_id))


@require_http_methods(["GET", "POST"])
def decide(request: HttpRequest, lead_id: UUID) -> HttpResponse:
    """Decide, or enter the decision."""
    return act_page(request, lead_id, _DECIDE, extra=_assessment(lead_id))


@require_http_methods(["GET", "POST"])
def send_back(request: HttpRequest, lead_id: UUID) -> HttpResponse:
    """Return the assessment."""
    return act_page(request, lead_id, _RETURN, extra=_assessment(lead_id))


def _assessment(lead_id: UUID) -> dict[str, object]:
    """Return the submitted assessment; shown only after the lead itself was accessed."""
    newest = find_newest_assessment(lead_id)
    if newest is None:
        return {"assessment": None}
    return {"assessment": draft_of(newest, organs_of(newest)), "version": newest.version}

"""What a step's form asks beside the paper: only the findings and dates that step needs."""

from collections.abc import Callable, Mapping
from typing import Any, Final

from django import forms
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from xiezhi.cases.models import Case
from xiezhi.cases.rules.claims import Claims
from xiezhi.cases.rules.clocks import RULING
from xiezhi.cases.rules.facts import LONGEST_URGENT_DAYS
from xiezhi.cases.rules.grounds import (
    CONDITION_LABELS,
    GROUND_LABELS,
    GROUNDS,
    NOT_PERFORMED_LABELS,
    ClosingGround,
    NotPerformed,
    SuspensionCondition,
)
from xiezhi.cases.rules.kinds import CaseKind
from xiezhi.cases.rules.states import CaseEvent, CaseState
from xiezhi.cases.selectors.drafts import urgency_of_draft
from xiezhi.web.cases.naming import said
from xiezhi.web.desk.act_forms import DayInput

Fields = dict[str, forms.Field]
JUDGMENT: Final = "judgment"


def claim_fields(case: Case, event: CaseEvent | None) -> Fields:
    """Return the fields an event of this case asks for."""
    made = _MADE.get(event) if event is not None else None
    return made(case) if made is not None else {}


def claims_of(data: Mapping[str, Any]) -> Claims:
    """Return the claims of valid entries."""
    return Claims(
        is_interest_harmed=bool(data.get("is_interest_harmed")),
        is_duty_neglected=bool(data.get("is_duty_neglected")),
        is_serious_and_unknown=bool(data.get("is_serious_and_unknown")),
        criminal_case=data.get("criminal_case") or "",
        ground=ClosingGround(data["ground"]) if data.get("ground") else None,
        conditions=frozenset(SuspensionCondition(one) for one in data.get("conditions") or ()),
        not_performed=frozenset(NotPerformed(one) for one in data.get("not_performed") or ()),
        rectification_due_on=data.get("rectification_due_on"),
        objection_days=data.get("objection_days"),
        is_urgent=bool(data.get("is_urgent")),
        received_on=data.get("received_on"),
        sent_on=data.get("sent_on"),
        is_ruling=data.get("court_paper") == RULING,
        urgent_reply_days=data.get("urgent_reply_days"),
        urgent_reason=data.get("urgent_reason") or "",
    )


def _filing(case: Case) -> Fields:
    if case.kind == CaseKind.SUPPORT:
        return {}
    is_administrative = case.kind == CaseKind.ADMINISTRATIVE
    breach = (
        _("监督管理职责的行政机关可能违法行使职权或者不作为")
        if is_administrative
        else _("可能存在违法行为")
    )
    fields: Fields = {
        "is_interest_harmed": _tick(_("国家利益或者社会公共利益受到侵害")),
        "is_duty_neglected": _tick(breach),
        "is_serious_and_unknown": _tick(
            _("侵害特别严重，违法主体尚不明确"), help_text=_("办案规则第29条：可以先立案调查。")
        ),
    }
    if case.kind == CaseKind.INCIDENTAL:
        fields["criminal_case"] = forms.CharField(
            label=_("所附带的刑事案件"), max_length=80, initial=case.criminal_case
        )
    return fields


def _suggestion(case: Case) -> Fields:
    urgent = _tick(
        _("情况紧急，十五日内回复"), help_text=_("损害继续扩大等紧急情形（两高解释第21条）。")
    )
    if case.kind == CaseKind.GOVERNANCE:
        due = {"rectification_due_on": _due(case, is_required=False)}
        return _sending() | _objection(case) | _urgency(case) | due
    return {"rectification_due_on": _due(case), "is_urgent": urgent}


def _sending() -> Fields:
    """Return the day the paper was sent: the report upwards runs from it, not from the decision."""
    return {
        "sent_on": forms.DateField(
            label=_("发出日期"),
            required=False,
            widget=DayInput(),
            help_text=_(
                "五日内报备案从这一天起算（检察建议规定第21条）；还没有发出的不填，从送达之日起算。"
            ),
        )
    }


def _publication(_case: Case) -> Fields:
    """Return the day the announcement was published: its thirty days run from it."""
    return {
        "sent_on": forms.DateField(
            label=_("发布日期"),
            required=False,
            widget=DayInput(),
            help_text=_("公告期间从这一天起算（办案规则第91条）；不填按决定日期。"),
        )
    }


def _objection(case: Case) -> Fields:
    return {
        "objection_days": forms.IntegerField(
            label=_("异议期限（天）"),
            min_value=1,
            max_value=365,
            required=False,
            initial=case.objection_days,
            help_text=_("照检察建议书写明的期限填写（检察建议规定第16条）。"),
        )
    }


def _urgency(case: Case) -> Fields:
    """Return how soon a reply is asked for where two months are too long, and why."""
    days, reason = urgency_of_draft(case)
    return {
        "urgent_reply_days": forms.IntegerField(
            label=_("答复期限（紧急，天）"),
            min_value=1,
            max_value=LONGEST_URGENT_DAYS,
            required=False,
            initial=case.urgent_reply_days or days,
            help_text=_(
                "情况紧急需要尽快处理的，照检察建议书写明的天数填写（检察建议规定第19条）；不填为两个月。"
            ),
        ),
        "urgent_reason": forms.CharField(
            label=_("情况紧急的理由"),
            max_length=300,
            required=False,
            initial=case.urgent_reason or reason,
        ),
    }


def _due(case: Case, *, is_required: bool = True) -> forms.DateField:
    return forms.DateField(
        label=_("整改期限"),
        required=False,
        widget=DayInput(),
        initial=case.rectification_due_on,
        help_text=_("照检察建议书写明的日期填写；它不是回复期限。") if is_required else "",
    )


def _closing(case: Case) -> Fields:
    grounds = GROUNDS[CaseKind(case.kind)]
    return {
        "ground": forms.ChoiceField(
            label=_("终结案件的情形"),
            choices=[(one.value, said(case, _now(GROUND_LABELS[one]))) for one in grounds],
            widget=forms.RadioSelect,
            required=False,
        )
    }


def _suspension(_case: Case) -> Fields:
    return {
        "conditions": forms.MultipleChoiceField(
            label=_("中止审查的条件（三项均须具备）"),
            choices=[(one.value, _now(text)) for one, text in CONDITION_LABELS.items()],
            widget=forms.CheckboxSelectMultiple,
            required=False,
        )
    }


def _suit(case: Case) -> Fields:
    if case.kind != CaseKind.ADMINISTRATIVE:
        return {}
    return {
        "not_performed": forms.MultipleChoiceField(
            label=_("没有依法履行职责的情形（办案规则第82条）"),
            choices=[(one.value, _now(text)) for one, text in NOT_PERFORMED_LABELS.items()],
            widget=forms.CheckboxSelectMultiple,
            required=False,
        )
    }


def _received(_case: Case) -> Fields:
    return {
        "received_on": forms.DateField(
            label=_("收到日期"), widget=DayInput(), help_text=_("期限从这一天起算。")
        )
    }


def _judgment(case: Case) -> Fields:
    """Return the day, and of the first instance also which it is: their days to appeal differ."""
    if case.state != CaseState.SUED:
        return _received(case)
    return _received(case) | {"court_paper": court_paper_field()}


def court_paper_field() -> forms.ChoiceField:
    """Return the field that asks whether a court gave a judgment or a ruling."""
    return forms.ChoiceField(
        label=_("裁判种类"),
        choices=[(JUDGMENT, _("判决")), (RULING, _("裁定"))],
        widget=forms.RadioSelect,
        help_text=_("裁定的上诉期限比判决短。"),
    )


def _tick(label: Any, help_text: Any = "") -> forms.BooleanField:  # noqa: ANN401  # lazy texts
    return forms.BooleanField(label=label, required=False, help_text=help_text)


_MADE: Final[dict[CaseEvent, Callable[[Case], Fields]]] = {
    CaseEvent.FILE: _filing,
    CaseEvent.DECIDE_SUGGESTION: _suggestion,
    CaseEvent.CHANGE_SUGGESTION: _suggestion,
    CaseEvent.ANNOUNCE: _publication,
    CaseEvent.TERMINATE: _closing,
    CaseEvent.SUSPEND: _suspension,
    CaseEvent.SUE: _suit,
    CaseEvent.RECEIVE_JUDGMENT: _judgment,
    CaseEvent.RECEIVE_NOTICE: _received,
    CaseEvent.TAKE_OVER: _received,
    CaseEvent.RECEIVE_APPEAL: _received,
    CaseEvent.RECEIVE_ANSWER: _received,
}

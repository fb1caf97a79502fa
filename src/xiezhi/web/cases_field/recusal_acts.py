"""回避: asked for or withdrawn, decided within three days, reviewed once; the work goes on."""

from typing import Any, Final
from uuid import UUID

from django import forms
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods
from typing_extensions import override

from xiezhi.accounts.rules.rights import Action
from xiezhi.accounts.selectors.people import list_active_members
from xiezhi.cases.rules.kinds import DECIDER_LABELS, Decider
from xiezhi.cases.rules.recusal import (
    OUTCOME_LABELS,
    RECUSAL_GROUND_LABELS,
    RecusalGround,
    RecusalOutcome,
    recusal_deciders,
)
from xiezhi.cases.selectors.people import access_recusal
from xiezhi.cases.services.recusals import (
    RecusalDecision,
    RecusalInput,
    decide_recusal,
    decide_recusal_review,
    request_recusal,
    request_recusal_review,
)
from xiezhi.kernel.actor import ActorKind
from xiezhi.web.cases.act import CaseAct, CaseDoing, CaseForm, case_act_page
from xiezhi.web.cases_field.fields import (
    day_field,
    labelled,
    line_field,
)
from xiezhi.web.desk.act_forms import words_field
from xiezhi.web.requests import require_kind

_TYPISTS: Final = frozenset({Action.RECORD_DECISION})


class RecusalForm(CaseForm):
    """A request, or one's own withdrawal."""

    is_own = forms.TypedChoiceField(
        label=_("方式"),
        coerce=lambda value: value == "own",
        choices=[("asked", _("申请回避")), ("own", _("自行回避"))],
        widget=forms.RadioSelect,
        initial="asked",
    )
    member = forms.TypedChoiceField(
        label=_("谁回避"),
        coerce=lambda value: UUID(value) if value else None,
        required=False,
        empty_value=None,
        help_text=_("翻译人员、鉴定人、勘验人等不是本院人员的，在下一栏写明。"),
    )
    about_label = line_field(_("其他人员"), 60, required=False)
    applicant = line_field(_("申请人"), 60, required=False, help_text=_("自行回避的不用填。"))
    ground = forms.ChoiceField(label=_("回避情形"), widget=forms.RadioSelect)
    reasons = words_field(_("理由"), rows=4)
    is_oral = forms.BooleanField(label=_("口头提出，已记录在案"), required=False)
    applied_on = day_field(_("提出日期"))

    @override
    def prepare(self) -> None:
        """Offer those who work here."""
        members = [(str(one.id), one.label) for one in list_active_members()]
        self.offer("member", [("", _now("不是本院人员")), *members])
        self.offer("ground", labelled(RECUSAL_GROUND_LABELS))
        self.start(
            applied_on=self.today,
            ground=RecusalGround.RELATIVE.value,
            member=str(self.case.handler_id or ""),
        )


class DecideForm(CaseForm):
    """How a request was decided, by whom."""

    outcome = forms.ChoiceField(label=_("决定"), widget=forms.RadioSelect)
    decider = forms.ChoiceField(label=_("决定人"))
    decided_by_label = line_field(
        _("决定人（职务编号）"), 60, help_text=_("检察委员会讨论检察长回避的，由副检察长主持。")
    )
    decided_on = day_field(_("决定日期"))

    @override
    def prepare(self) -> None:
        """Offer whom the rule book names: the chief on staff, the committee on the chief."""
        self.offer("outcome", labelled(OUTCOME_LABELS))
        law_day = self.case.law_day
        named = [recusal_deciders(is_about_chief=one, law_day=law_day) for one in (False, True)]
        deciders = [one for one in Decider if any(one in makers for makers in named)]
        self.offer("decider", labelled(DECIDER_LABELS, deciders))
        lawful = named[self.instance.is_about_chief]
        decider = next(one for one in deciders if one in lawful)
        self.start(
            decided_on=self.today,
            decider=decider.value,
            decided_by_label=_now(DECIDER_LABELS[decider]),
        )


class ReviewForm(CaseForm):
    """The day the one review was asked for."""

    applied_on = day_field(_("申请复议日期"))

    @override
    def prepare(self) -> None:
        """Today, until another day is entered."""
        self.start(applied_on=self.today)


class ReviewedForm(CaseForm):
    """How the review ended."""

    outcome = forms.ChoiceField(label=_("复议决定"), widget=forms.RadioSelect)
    decided_on = day_field(_("决定日期"))

    @override
    def prepare(self) -> None:
        """Offer the outcomes."""
        self.offer("outcome", labelled(OUTCOME_LABELS))
        self.start(decided_on=self.today)


def _request(doing: CaseDoing) -> None:
    data = doing.data
    asked = RecusalInput(
        about_staff_id=data["member"],
        about_label=data["about_label"],
        applicant=data["applicant"],
        ground=RecusalGround(data["ground"]),
        reasons=data["reasons"],
        applied_on=data["applied_on"],
        is_oral=data["is_oral"],
        is_own=data["is_own"],
    )
    request_recusal(case_id=doing.case.id, asked=asked, acting=doing.acting, now=doing.now)


def _decide(doing: CaseDoing) -> None:
    data = doing.data
    decision = RecusalDecision(
        outcome=RecusalOutcome(data["outcome"]),
        decider=Decider(data["decider"]),
        decided_by_label=data["decided_by_label"],
        decided_on=data["decided_on"],
    )
    decide_recusal(
        case_id=doing.case.id,
        recusal_id=doing.form.instance.id,
        decision=decision,
        acting=doing.acting,
        now=doing.now,
    )


def _review(doing: CaseDoing) -> None:
    request_recusal_review(
        case_id=doing.case.id,
        recusal_id=doing.form.instance.id,
        applied_on=doing.data["applied_on"],
        acting=doing.acting,
        now=doing.now,
    )


def _reviewed(doing: CaseDoing) -> None:
    decide_recusal_review(
        case_id=doing.case.id,
        recusal_id=doing.form.instance.id,
        outcome=RecusalOutcome(doing.data["outcome"]),
        decided_on=doing.data["decided_on"],
        acting=doing.acting,
        now=doing.now,
    )


_REQUEST: Final = CaseAct(
    title=_("登记回避"), submit=_("登记"), done=_("已登记，三日内决定；决定前不停止办案。"),
    form=RecusalForm, perform=_request, rights=_TYPISTS, basis="办案规则第21条",
    text=_("书面或者口头提出均可；三日内作出决定，决定作出前不停止对案件的办理。"),
    fields_of={
        "cases.no_reason": "reasons",
        "cases.no_person": "about_label",
        "cases.no_applicant": "applicant",
        "cases.day_in_future": "applied_on",
    },
)  # fmt: skip
_DECIDE: Final = CaseAct(
    title=_("登记回避决定"), submit=_("登记决定"), done=_("回避决定已登记。"), form=DecideForm,
    perform=_decide, rights=_TYPISTS, basis="办案规则第22条",
    text=_("检察人员的回避由检察长决定；检察长的回避由检察委员会讨论决定。"),
    fields_of={"cases.wrong_recusal_decider": "decider", "cases.no_decider": "decided_by_label"},
)  # fmt: skip
_REVIEW: Final = CaseAct(
    title=_("登记回避复议"), submit=_("登记"), done=_("已登记，三日内作出复议决定。"),
    form=ReviewForm, perform=_review, rights=_TYPISTS, basis="办案规则第23条",
    text=_("申请人对驳回决定可以申请复议一次；三日内作出复议决定，期间不停止办案。"),
    fields_of={"cases.day_in_future": "applied_on"},
)  # fmt: skip
_REVIEWED: Final = CaseAct(
    title=_("登记复议决定"), submit=_("登记决定"), done=_("复议决定已登记。"), form=ReviewedForm,
    perform=_reviewed, rights=_TYPISTS, basis="办案规则第23条",
    fields_of={"cases.day_in_future": "decided_on"},
)  # fmt: skip
_METHODS: Final = require_http_methods(["GET", "POST"])


@_METHODS
def recusal_new(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """Enter a request for recusal."""
    return case_act_page(request, case_id, _REQUEST)


@_METHODS
def recusal_decide(request: HttpRequest, case_id: UUID, recusal_id: UUID) -> HttpResponse:
    """Enter the decision on a request."""
    return case_act_page(request, case_id, _DECIDE, instance=_recusal(request, case_id, recusal_id))


@_METHODS
def recusal_review(request: HttpRequest, case_id: UUID, recusal_id: UUID) -> HttpResponse:
    """Enter that the review was asked for."""
    return case_act_page(request, case_id, _REVIEW, instance=_recusal(request, case_id, recusal_id))


@_METHODS
def recusal_reviewed(request: HttpRequest, case_id: UUID, recusal_id: UUID) -> HttpResponse:
    """Enter how the review ended."""
    return case_act_page(
        request, case_id, _REVIEWED, instance=_recusal(request, case_id, recusal_id)
    )


def _recusal(request: HttpRequest, case_id: UUID, recusal_id: UUID) -> Any:  # noqa: ANN401  # a row
    return access_recusal(require_kind(request, ActorKind.STAFF), recusal_id, case_id=case_id)

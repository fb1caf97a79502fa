"""整改: 跟进调查 with pictures before and after, outcomes, a grid member asked to look."""

from typing import Any, Final
from uuid import UUID

from django import forms
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods
from typing_extensions import override

from xiezhi.accounts.rules.rights import Action
from xiezhi.cases.rules.follow_up import UNIT_LABELS, OutcomeUnit
from xiezhi.cases.rules.grounds import FINDING_LABELS, NOT_PERFORMED_LABELS, Finding, NotPerformed
from xiezhi.cases.rules.kinds import CaseKind
from xiezhi.cases.selectors.rectification import access_outcome, access_signal
from xiezhi.cases.services.field_tasks import ask_grid_member, take_back_asking
from xiezhi.cases.services.follow_ups import FollowUpInput, record_follow_up
from xiezhi.cases.services.outcomes import OutcomeInput, add_outcome, withdraw_outcome
from xiezhi.kernel.actor import ActorKind
from xiezhi.supporters.selectors.on_duty import list_grid_members_on_duty
from xiezhi.web.cases.act import CaseAct, CaseDoing, CaseForm, case_act_page
from xiezhi.web.cases_field.fields import (
    day_field,
    labelled,
    line_field,
    names_of,
    offer_staff,
    paper_field,
    pictures_field,
    staff_field,
)
from xiezhi.web.cases_field.picture_fields import (
    VisitForm,
    given,
    offer_former,
    photographer_field,
    taken_at_field,
    witness_field,
)
from xiezhi.web.desk.act_forms import words_field
from xiezhi.web.requests import require_kind

_RIGHTS: Final = frozenset({Action.HANDLE_CASE})


class FollowUpForm(VisitForm):
    """A follow-up investigation, entered on the spot."""

    conditional: tuple[str, ...] = ("not_performed",)
    pairs_before = "before"

    done_on = day_field(_("核查日期"))
    place = line_field(_("核查地点"), 120)
    staff = staff_field()
    helpers = line_field(
        _("参与人"),
        200,
        required=False,
        help_text=_("特邀检察官助理、代表、网格员等，用顿号隔开。"),
    )
    words = words_field(_("核查情况"), rows=4, limit=4000)
    before = pictures_field(_("另附整改前照片"))
    after = pictures_field(
        _("另附整改后照片"), help_text=_("按拍摄地点的顺序选，与另附的整改前照片一一对应。")
    )
    taken_at = taken_at_field()
    taken_by = photographer_field()
    witness_of_pictures = witness_field()
    finding = forms.ChoiceField(label=_("结论"), widget=forms.RadioSelect)
    has_measures = forms.BooleanField(label=_("已采取整改措施"), required=False)
    not_performed = forms.MultipleChoiceField(
        label=_("未依法履行职责的情形（办案规则第82条）"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    record = paper_field(_("现场核查笔录"), required=True)
    next_step = line_field(_("下一步"), 200, required=False)

    @override
    def prepare(self) -> None:
        """Offer people, conclusions and, of organs, the cases of article 82."""
        offer_staff(self)
        offer_former(self)
        self.offer("finding", labelled(FINDING_LABELS))
        self.offer("not_performed", labelled(NOT_PERFORMED_LABELS))
        if self.case.kind != CaseKind.ADMINISTRATIVE:
            del self.fields["not_performed"]
        self.start(done_on=self.today)
        self.fields["record"].error_messages["required"] = _now("请上传现场核查笔录的扫描件。")


class OutcomeForm(CaseForm):
    """One outcome with unit and proof."""

    words = line_field(_("成效"), 200, help_text=_("例如：恢复林地。"))
    quantity = forms.DecimalField(label=_("数量"), max_digits=13, decimal_places=2)
    unit = forms.ChoiceField(label=_("单位"))
    policy = line_field(
        _("政策文件"),
        120,
        required=False,
        help_text=_("推动出台政策的，写明文件；数量写受益人数。"),
    )
    verified_on = day_field(_("实地验证日期"), required=False)
    verified_how = line_field(_("怎样验证"), 200, required=False)
    proof = paper_field(_("佐证材料"))

    @override
    def prepare(self) -> None:
        """Offer the units."""
        self.offer("unit", labelled(UNIT_LABELS))


class AskForm(CaseForm):
    """Who looks at what place, in the officer's own words."""

    supporter = forms.TypedChoiceField(label=_("网格员"), coerce=UUID)
    words = words_field(
        _("请看什么"), rows=3, limit=300, help_text=_("用自己的话写，不抄反映原文，不写反映人。")
    )
    place_words = line_field(_("地点"), 260, required=False)

    @override
    def prepare(self) -> None:
        """Offer the members on duty, nearest first."""
        members = list_grid_members_on_duty(self.today, self.case.town)
        self.offer(
            "supporter",
            [(str(one.id), " · ".join(filter(None, (one.label, one.town)))) for one in members],
        )
        self.start(words=_now("请到现场看看现在的情况，按原来的角度拍一张照片。"))


class NothingForm(CaseForm):
    """An act that needs no words."""


def _follow_up(doing: CaseDoing) -> None:
    data = doing.data
    record_follow_up(
        case_id=doing.case.id,
        follow_up=FollowUpInput(
            done_on=data["done_on"],
            place=data["place"],
            staff_ids=data["staff"],
            words=data["words"],
            finding=Finding(data["finding"]),
            record=doing.paper("record"),
            helpers=names_of(data["helpers"]),
            has_measures=data["has_measures"],
            not_performed=frozenset(map(NotPerformed, data.get("not_performed", ()))),
            next_step=data["next_step"],
            pictures=given(doing, (False, "before"), (True, "after")),
            witness=data["witness_of_pictures"],
        ),
        acting=doing.acting,
        now=doing.now,
    )


def _outcome(doing: CaseDoing) -> None:
    data = doing.data
    outcome = OutcomeInput(
        words=data["words"],
        quantity=data["quantity"],
        unit=OutcomeUnit(data["unit"]),
        policy=data["policy"],
        verified_on=data["verified_on"],
        verified_how=data["verified_how"],
        proof=doing.paper("proof"),
    )
    add_outcome(case_id=doing.case.id, outcome=outcome, acting=doing.acting, now=doing.now)


def _withdraw(doing: CaseDoing) -> None:
    outcome_id = doing.form.instance.id
    withdraw_outcome(
        case_id=doing.case.id, outcome_id=outcome_id, acting=doing.acting, now=doing.now
    )


def _ask(doing: CaseDoing) -> None:
    ask_grid_member(
        case_id=doing.case.id,
        supporter_id=doing.data["supporter"],
        words=doing.data["words"],
        place_words=doing.data["place_words"],
        acting=doing.acting,
        now=doing.now,
    )


def _take_back(doing: CaseDoing) -> None:
    task_id = doing.form.instance.id
    take_back_asking(case_id=doing.case.id, task_id=task_id, acting=doing.acting, now=doing.now)


_FOLLOW_UP: Final = CaseAct(
    title=_("登记跟进调查"), submit=_("登记跟进调查"), done=_("跟进调查已登记。"), form=FollowUpForm,
    perform=_follow_up, rights=_RIGHTS, basis="办案规则第77条", tab="rectification",
    text=_("检察建议书送达之日起即可跟进调查，不必等回复期满；由两名以上检察人员进行。"),
    fields_of={
        "cases.no_words": "words",
        "cases.no_place": "place",
        "cases.no_record": "record",
        "cases.day_in_future": "done_on",
        "cases.not_performed_missing": "not_performed",
        "cases.performed_after_all": "not_performed",
        "cases.two_staff_needed": "staff",
        "cases.not_procuratorial": "staff",
        "cases.recused": "staff",
        "cases.taken_in_future": "taken_at",
    },
    template="cases_field/visit.html", fragment="cases_field/_visit_form.html",
)  # fmt: skip
_OUTCOME: Final = CaseAct(
    title=_("登记成效"), submit=_("登记"), done=_("成效已登记。"), form=OutcomeForm,
    perform=_outcome, rights=_RIGHTS, basis="本院规定", tab="rectification",
    text=_("每一项写明数量、单位，并附佐证材料或者写明怎样实地验证；面积用亩。"),
    fields_of={
        "cases.no_quantity": "quantity",
        "cases.no_policy": "policy",
        "cases.no_proof_of_outcome": "proof",
        "cases.day_in_future": "verified_on",
    },
)  # fmt: skip
_WITHDRAW: Final = CaseAct(
    title=_("撤回成效"), submit=_("撤回"), done=_("已撤回，记录留存。"), form=NothingForm,
    perform=_withdraw, rights=_RIGHTS, basis="本院规定", tab="rectification",
    text=_("登记有误的成效可以撤回，不再计入合计。"),
)  # fmt: skip
_ASK: Final = CaseAct(
    title=_("派网格员协助"), submit=_("派出"), done=_("已派出，网格员会收到提醒。"), form=AskForm,
    perform=_ask, rights=frozenset({Action.SEND_FIELD_TASK}), basis="本院规定",
    tab="rectification", text=_("网格员的回报只是信号，不是跟进调查，不点亮三盏灯。"),
    fields_of={"supporters.not_on_duty": "supporter"},
)  # fmt: skip
_TAKE_BACK: Final = CaseAct(
    title=_("收回协助核实"), submit=_("收回"), done=_("已收回。"), form=NothingForm,
    perform=_take_back, rights=frozenset({Action.SEND_FIELD_TASK}), basis="本院规定",
    tab="rectification",
)  # fmt: skip
_METHODS: Final = require_http_methods(["GET", "POST"])


@_METHODS
def follow_up(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """Enter a follow-up investigation."""
    return case_act_page(request, case_id, _FOLLOW_UP)


@_METHODS
def outcome(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """Enter an outcome."""
    return case_act_page(request, case_id, _OUTCOME)


@_METHODS
def outcome_withdraw(request: HttpRequest, case_id: UUID, outcome_id: UUID) -> HttpResponse:
    """Take an outcome back."""
    found = access_outcome(require_kind(request, ActorKind.STAFF), outcome_id, case_id=case_id)
    return case_act_page(request, case_id, _WITHDRAW, instance=found)


@_METHODS
def ask(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """Ask a grid member to look."""
    return case_act_page(request, case_id, _ASK)


@_METHODS
def take_back(request: HttpRequest, case_id: UUID, task_id: UUID) -> HttpResponse:
    """Take back what was asked."""
    found: Any = access_signal(require_kind(request, ActorKind.STAFF), task_id, case_id=case_id)
    return case_act_page(request, case_id, _TAKE_BACK, instance=found)

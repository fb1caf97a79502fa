"""回头看 of a closed case: planned, done, and what came back registered as a new lead."""

from typing import Any, Final
from uuid import UUID

from django import forms
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods
from typing_extensions import override

from xiezhi.accounts.rules.rights import Action
from xiezhi.cases.rules.follow_up import LOOK_BACK_LABELS, LOOK_BACK_MONTHS, LookBackResult
from xiezhi.cases.rules.look_backs import MAX_MONTHS
from xiezhi.cases.selectors.rectification import access_look_back, look_backs_of
from xiezhi.cases.services.look_backs import (
    LookBackInput,
    call_look_back_off,
    plan_look_back,
    record_look_back,
    register_new_lead,
)
from xiezhi.kernel.actor import ActorKind
from xiezhi.leads.services.registration import Registration
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
from xiezhi.web.requests import office_of, require_kind

_RIGHTS: Final = frozenset({Action.HANDLE_CASE})


class PlanForm(CaseForm):
    """After how many months."""

    months = forms.IntegerField(
        label=_("终结后几个月"),
        min_value=1,
        max_value=MAX_MONTHS,
        help_text=_("应看日期遇休息日顺延到上班的一天；到期前会提醒承办人。"),
    )

    @override
    def prepare(self) -> None:
        """Start from the usual length after the last one planned."""
        planned = {one.months for one in look_backs_of(self.case) if not one.called_off_on}
        free = [one for one in (*LOOK_BACK_MONTHS, *range(1, MAX_MONTHS)) if one not in planned]
        self.start(months=free[0])


class LookBackForm(VisitForm):
    """What was seen when looking again."""

    done_on = day_field(_("查看日期"))
    place = line_field(_("地点"), 120)
    staff = staff_field()
    helpers = line_field(_("参与人"), 200, required=False)
    words = words_field(_("查看情况"), rows=4, limit=4000)
    after = pictures_field(_("另附现场照片"), help_text=_("没有可对照的照片时用。"))
    taken_at = taken_at_field()
    taken_by = photographer_field()
    witness_of_pictures = witness_field()
    result = forms.ChoiceField(label=_("结果"), widget=forms.RadioSelect)
    record = paper_field(_("查看笔录"))

    @override
    def prepare(self) -> None:
        """Offer people and results."""
        offer_staff(self)
        offer_former(self)
        self.offer("result", labelled(LOOK_BACK_LABELS))
        self.start(done_on=self.today)


class NewLeadForm(CaseForm):
    """The lead that is registered for what came back."""

    title = line_field(_("线索名称"), 120)
    words = words_field(_("情况"), rows=4)

    @override
    def prepare(self) -> None:
        """Start from what was seen."""
        title = _now("“回头看”发现：%(title)s") % {"title": self.case.title}
        self.start(title=title[:120], words=self.instance.words)


class CallOffForm(CaseForm):
    """Why it is not to be done after all."""

    reason = words_field(_("理由"), rows=2, limit=300)


def _call_off(doing: CaseDoing) -> None:
    call_look_back_off(
        look_back_id=doing.form.instance.id,
        reason=doing.data["reason"],
        acting=doing.acting,
        now=doing.now,
    )


def _plan(doing: CaseDoing) -> None:
    months = doing.data["months"]
    plan_look_back(case_id=doing.case.id, months=months, acting=doing.acting, now=doing.now)


def _record(doing: CaseDoing) -> None:
    data = doing.data
    seen = LookBackInput(
        done_on=data["done_on"],
        place=data["place"],
        words=data["words"],
        result=LookBackResult(data["result"]),
        staff_ids=data["staff"],
        helpers=names_of(data["helpers"]),
        record=doing.paper("record"),
        pictures=given(doing, (True, "after")),
        witness=data["witness_of_pictures"],
    )
    look_back_id = doing.form.instance.id
    record_look_back(look_back_id=look_back_id, seen=seen, acting=doing.acting, now=doing.now)


def _new_lead(doing: CaseDoing) -> str:
    registration = Registration(
        title=doing.data["title"],
        department_id=doing.case.department_id,
        area=doing.case.area,
        handler_id=doing.acting.id if doing.case.handler_id == doing.acting.id else None,
    )
    made = register_new_lead(
        look_back_id=doing.form.instance.id,
        registration=registration,
        words=doing.data["words"],
        office=office_of(doing.request),
        acting=doing.acting,
        now=doing.now,
    )
    number = f"{made.new_lead.year}-{made.new_lead.number}"
    return _now("已登记新线索 %(number)s；原案仍为已终结。") % {"number": number}


_PLAN: Final = CaseAct(
    title=_("安排“回头看”"), submit=_("安排"), done=_("已安排。"), form=PlanForm, perform=_plan,
    rights=_RIGHTS, basis="本院设定", tab="rectification",
    text=_("法律没有规定终结案件后何时回访；由本院设定，可以按案件另行安排。"),
    fields_of={"cases.look_back_planned": "months", "cases.no_months": "months"},
)  # fmt: skip
_RECORD: Final = CaseAct(
    title=_("登记“回头看”"), submit=_("登记"), done=_("“回头看”已登记。"), form=LookBackForm,
    perform=_record, rights=_RIGHTS, basis="本院设定", tab="rectification",
    text=_("案件终结后再看整改是否反弹；反弹或者新问题作为新线索登记，不恢复原案。"),
    fields_of={
        "cases.no_words": "words",
        "cases.no_place": "place",
        "cases.day_in_future": "done_on",
        "cases.two_staff_needed": "staff",
        "cases.not_procuratorial": "staff",
        "cases.recused": "staff",
        "cases.taken_in_future": "taken_at",
    },
    template="cases_field/visit.html", fragment="cases_field/_visit_form.html",
)  # fmt: skip
_CALL_OFF: Final = CaseAct(
    title=_("不再“回头看”"), submit=_("不再查看"), done=_("已注明不再查看，期限和提醒已取消。"),
    form=CallOffForm, perform=_call_off, rights=frozenset({Action.ASSIGN_LEAD}),
    basis="本院设定", tab="rectification",
    text=_("例如同一处已由上级院专项查看、场所已经拆除。台账保留这一次和理由；以后仍可另行安排。"),
    fields_of={"cases.no_reason": "reason"},
)  # fmt: skip
_NEW_LEAD: Final = CaseAct(
    title=_("转新线索"), submit=_("登记为新线索"), done="", form=NewLeadForm, perform=_new_lead,
    rights=frozenset({Action.REGISTER_LEAD}), basis="办案规则第24条", tab="rectification",
    text=_("来源为办案发现；原案不恢复，新线索另行评估。"),
)  # fmt: skip
_METHODS: Final = require_http_methods(["GET", "POST"])


@_METHODS
def plan(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """Set a day on which a closed case is looked at again."""
    return case_act_page(request, case_id, _PLAN)


@_METHODS
def record(request: HttpRequest, case_id: UUID, look_back_id: UUID) -> HttpResponse:
    """Enter what was seen."""
    return case_act_page(request, case_id, _RECORD, instance=_find(request, case_id, look_back_id))


@_METHODS
def call_off(request: HttpRequest, case_id: UUID, look_back_id: UUID) -> HttpResponse:
    """Let a planned one be."""
    found = _find(request, case_id, look_back_id)
    return case_act_page(request, case_id, _CALL_OFF, instance=found)


@_METHODS
def new_lead(request: HttpRequest, case_id: UUID, look_back_id: UUID) -> HttpResponse:
    """Register what came back as a new lead."""
    found = _find(request, case_id, look_back_id)
    return case_act_page(request, case_id, _NEW_LEAD, instance=found)


def _find(request: HttpRequest, case_id: UUID, look_back_id: UUID) -> Any:  # noqa: ANN401  # a row
    return access_look_back(require_kind(request, ActorKind.STAFF), look_back_id, case_id=case_id)

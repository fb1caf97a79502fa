"""委托鉴定 and what came back; meetings with their 责任清单; what it asks done."""

from datetime import date
from typing import Any, Final
from uuid import UUID

from django import forms
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods
from typing_extensions import override

from xiezhi.accounts.rules.rights import Action
from xiezhi.cases.rules.evidence import COMMISSION_LABELS, CommissionKind
from xiezhi.cases.rules.meetings import MEETING_LABELS, MeetingKind
from xiezhi.cases.selectors.evidence import access_commission, access_duty
from xiezhi.cases.services.commissions import CommissionInput, commission, take_commission_result
from xiezhi.cases.services.meetings import DutyInput, MeetingInput, finish_duty, record_meeting
from xiezhi.kernel.actor import ActorKind
from xiezhi.web.cases.act import CaseAct, CaseDoing, CaseForm, case_act_page
from xiezhi.web.cases_field.fields import (
    day_field,
    labelled,
    line_field,
    names_of,
    paper_field,
)
from xiezhi.web.desk.act_forms import words_field
from xiezhi.web.requests import require_kind

_RIGHTS: Final = frozenset({Action.HANDLE_CASE})
DUTY_ROWS: Final = 6


class CommissionForm(CaseForm):
    """What is asked of which institution."""

    kind = forms.ChoiceField(label=_("委托事项类别"))
    institution = line_field(_("受委托机构"), 80)
    qualification = line_field(
        _("机构资格"), 120, required=False, help_text=_("须写明具备的资格；翻译除外。")
    )
    question = words_field(_("委托事项"), rows=3, limit=300)
    commissioned_on = day_field(_("委托日期"))
    letter = paper_field(_("委托函"))

    @override
    def prepare(self) -> None:
        """Offer the kinds."""
        self.offer("kind", labelled(COMMISSION_LABELS))
        self.start(commissioned_on=self.today)


class ResultForm(CaseForm):
    """What came back."""

    returned_on = day_field(_("收到日期"))
    result = words_field(_("结论"), rows=4, limit=500)
    paper = paper_field(_("意见书扫描件"))

    @override
    def prepare(self) -> None:
        """Today, until another day is entered."""
        self.start(returned_on=self.today)


class MeetingForm(CaseForm):
    """A meeting as it was held, with its 责任清单."""

    kind = forms.ChoiceField(label=_("会议类别"))
    title = line_field(_("会议名称"), 120)
    held_on = day_field(_("日期"))
    place = line_field(_("地点"), 120, required=False)
    chaired_by = line_field(_("主持人"), 60, required=False)
    attendees = words_field(
        _("参加人员"), rows=3, help_text=_("一行一人，写单位和职务，与签到表一致。")
    )
    agenda = words_field(_("议程"), rows=3, required=False)
    minutes = words_field(
        _("会议纪要"),
        rows=5,
        limit=4000,
        required=False,
        help_text=_("写在这里，或者附纪要扫描件。"),
    )
    sign_in = paper_field(_("签到表扫描件"))
    minutes_paper = paper_field(_("纪要扫描件"))

    @override
    def prepare(self) -> None:
        """Offer the kinds and rows of duties."""
        self.offer("kind", labelled(MEETING_LABELS))
        self.start(held_on=self.today, kind=MeetingKind.PROMOTION.value)
        for row in range(DUTY_ROWS):
            self.fields[f"words_{row}"] = line_field(_("责任事项"), 300, required=False)
            self.fields[f"who_{row}"] = line_field(_("责任单位"), 80, required=False)
            self.fields[f"due_{row}"] = day_field(_("完成时限"), required=False)

    @property
    def plain_fields(self) -> list[Any]:
        """The fields above the duties."""
        return [self[name] for name in self.base_fields]

    @property
    def duty_rows(self) -> list[list[Any]]:
        """The fields of the 责任清单, a row at a time."""
        return [
            [self[f"{name}_{row}"] for name in ("words", "who", "due")] for row in range(DUTY_ROWS)
        ]

    def duties(self) -> list[DutyInput]:
        """Return the rows that were filled; of a valid form."""
        data = self.cleaned_data
        rows = [
            (data[f"words_{row}"], data[f"who_{row}"], data[f"due_{row}"])
            for row in range(DUTY_ROWS)
        ]
        return [DutyInput(words=one, responsible=who, due_on=due) for one, who, due in rows if one]


class DoneForm(CaseForm):
    """How it shows that a duty was done."""

    done_on = day_field(_("完成日期"))
    words = words_field(_("完成情况"), rows=3, limit=300)

    @override
    def prepare(self) -> None:
        """Today, until another day is entered."""
        self.start(done_on=self.today)


def _commission(doing: CaseDoing) -> None:
    data = doing.data
    given = CommissionInput(
        kind=CommissionKind(data["kind"]),
        institution=data["institution"],
        qualification=data["qualification"],
        question=data["question"],
        commissioned_on=data["commissioned_on"],
        letter=doing.paper("letter"),
    )
    commission(case_id=doing.case.id, given=given, acting=doing.acting, now=doing.now)


def _result(doing: CaseDoing) -> None:
    day: date = doing.data["returned_on"]
    take_commission_result(
        case_id=doing.case.id,
        commission_id=doing.form.instance.id,
        returned_on=day,
        result=doing.data["result"],
        paper=doing.paper("paper"),
        acting=doing.acting,
        now=doing.now,
    )


def _meeting(doing: CaseDoing) -> None:
    form: Any = doing.form
    data = doing.data
    meeting = MeetingInput(
        kind=MeetingKind(data["kind"]),
        title=data["title"],
        held_on=data["held_on"],
        place=data["place"],
        chaired_by=data["chaired_by"],
        agenda=data["agenda"],
        attendees=names_of(data["attendees"]),
        minutes=data["minutes"],
        duties=form.duties(),
        sign_in=doing.paper("sign_in"),
        minutes_paper=doing.paper("minutes_paper"),
    )
    record_meeting(case_id=doing.case.id, meeting=meeting, acting=doing.acting, now=doing.now)


def _finish(doing: CaseDoing) -> None:
    finish_duty(
        case_id=doing.case.id,
        duty_id=doing.form.instance.id,
        done_on=doing.data["done_on"],
        words=doing.data["words"],
        acting=doing.acting,
        now=doing.now,
    )


_COMMISSION: Final = CaseAct(
    title=_("委托鉴定、评估、审计、检验、检测、翻译"), submit=_("登记委托"),
    done=_("已登记，期间不计入审查起诉期限。"), form=CommissionForm, perform=_commission,
    rights=_RIGHTS, basis="办案规则第41条", tab="evidence",
    text=_("委托具备资格的机构；委托期间不计入审查起诉期限（办案规则第48条）。"),
    fields_of={
        "cases.no_institution": "institution",
        "cases.no_qualification": "qualification",
        "cases.no_question": "question",
        "cases.day_in_future": "commissioned_on",
    },
)  # fmt: skip
_RESULT: Final = CaseAct(
    title=_("登记委托结果"), submit=_("登记结果"), done=_("已登记，审查起诉期限继续计算。"),
    form=ResultForm, perform=_result, rights=_RIGHTS, basis="办案规则第48条", tab="evidence",
    text=_("审查起诉期限从收到结果的次日继续计算。"),
    fields_of={
        "cases.no_result": "result",
        "cases.day_in_future": "returned_on",
        "cases.returned_before_commissioned": "returned_on",
    },
)  # fmt: skip
_MEETING: Final = CaseAct(
    title=_("登记会议"), submit=_("登记会议"), done=_("会议和责任清单已登记。"), form=MeetingForm,
    perform=_meeting, rights=_RIGHTS, tab="evidence", basis="办案规则第70条",
    template="cases_field/meeting.html", fragment="cases_field/_meeting_form.html",
    text=_("磋商座谈会、工作推进会等：议程、签到、纪要和责任清单。"),
    fields_of={
        "cases.no_meeting_title": "title",
        "cases.no_attendees": "attendees",
        "cases.no_minutes": "minutes",
        "cases.no_responsible": "who_0",
        "cases.day_in_future": "held_on",
    },
)  # fmt: skip
_FINISH: Final = CaseAct(
    title=_("责任事项完成"), submit=_("登记完成"), done=_("已登记完成。"), form=DoneForm,
    perform=_finish, rights=_RIGHTS, basis="本院规定", tab="evidence",
    fields_of={"cases.no_words": "words", "cases.day_in_future": "done_on"},
)  # fmt: skip
_METHODS: Final = require_http_methods(["GET", "POST"])


@_METHODS
def commission_new(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """Enter a commission."""
    return case_act_page(request, case_id, _COMMISSION)


@_METHODS
def commission_result(request: HttpRequest, case_id: UUID, commission_id: UUID) -> HttpResponse:
    """Enter what came back."""
    made = access_commission(require_kind(request, ActorKind.STAFF), commission_id, case_id=case_id)
    return case_act_page(request, case_id, _RESULT, instance=made)


@_METHODS
def meeting_new(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """Enter a meeting."""
    return case_act_page(request, case_id, _MEETING)


@_METHODS
def duty_done(request: HttpRequest, case_id: UUID, duty_id: UUID) -> HttpResponse:
    """Note that a duty of a meeting was done."""
    duty = access_duty(require_kind(request, ActorKind.STAFF), duty_id, case_id=case_id)
    return case_act_page(request, case_id, _FINISH, instance=duty)

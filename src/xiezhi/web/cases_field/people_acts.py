"""人员: who handles and works on a case, who is invited; the review lengthened."""

from typing import Final
from uuid import UUID

from django import forms
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods
from typing_extensions import override

from xiezhi.accounts.rules.rights import Action
from xiezhi.accounts.selectors.people import list_active_members
from xiezhi.cases.rules.deciders import makers_of
from xiezhi.cases.rules.kinds import DECIDER_LABELS, Decider
from xiezhi.cases.rules.people import TEAM_LABELS, TeamRole
from xiezhi.cases.selectors.people import access_member
from xiezhi.cases.services.extensions import FIRST, FURTHER, ExtensionInput, extend_review
from xiezhi.cases.services.team import (
    STAFF_PARTS,
    add_member,
    assign_case,
    invite_expert,
    release_member,
)
from xiezhi.kernel.actor import ActorKind
from xiezhi.supporters.selectors.on_duty import list_special_assistants_on_duty
from xiezhi.web.cases.act import CaseAct, CaseDoing, CaseForm, case_act_page
from xiezhi.web.cases_field.fields import (
    day_field,
    labelled,
    paper_field,
)
from xiezhi.web.cases_field.follow_up_acts import NothingForm
from xiezhi.web.requests import require_kind

_HANDLERS: Final = frozenset({Action.HANDLE_CASE})
_TYPISTS: Final = frozenset({Action.RECORD_DECISION})


class StaffForm(CaseForm):
    """A member of staff."""

    member = forms.TypedChoiceField(label=_("人员"), coerce=UUID)

    @override
    def prepare(self) -> None:
        """Offer who works here, the case's department first."""
        own = self.case.department_id
        members = sorted(list_active_members(), key=lambda one: one.department_id != own)
        self.offer("member", [(str(one.id), f"{one.label} · {one.department.name}") for one in members])  # fmt: skip


class MemberForm(StaffForm):
    """A member of staff and their part."""

    part = forms.ChoiceField(label=_("身份"))

    @override
    def prepare(self) -> None:
        """Offer the parts staff may have."""
        super().prepare()
        self.offer("part", labelled(TEAM_LABELS, [one for one in TeamRole if one in STAFF_PARTS]))


class InviteForm(CaseForm):
    """A special assistant invited for this one case."""

    supporter = forms.TypedChoiceField(label=_("特邀检察官助理"), coerce=UUID)
    part = forms.ChoiceField(label=_("身份"))

    @override
    def prepare(self) -> None:
        """Offer those whose term runs, with the unit that sent them."""
        people = list_special_assistants_on_duty(self.today)
        named = [(str(one.id), " · ".join(filter(None, (one.label, one.unit.name if one.unit_id else "")))) for one in people]  # fmt: skip
        self.offer("supporter", named)
        self.offer("part", labelled(TEAM_LABELS, (TeamRole.SPECIAL_ASSISTANT, TeamRole.EXPERT)))


class ExtendForm(CaseForm):
    """An approval that lengthens the review for suit."""

    conditional: tuple[str, ...] = ("until_on",)

    approver = forms.ChoiceField(label=_("批准人"), widget=forms.RadioSelect)
    decided_on = day_field(_("批准日期"))
    until_on = day_field(
        _("延长至"), required=False, help_text=_("上一级检察院批准的写明；检察长批准的为一个月。")
    )
    slip = paper_field(_("审批单或者批复"), required=True)

    @override
    def prepare(self) -> None:
        """Offer who may approve."""
        named = [makers_of(right, self.case.law_day) for right in (FIRST, FURTHER)]
        approvers = [one for one in Decider if any(one in makers for makers in named)]
        self.offer("approver", labelled(DECIDER_LABELS, approvers))
        self.start(decided_on=self.today, approver=approvers[0].value)


def _assign(doing: CaseDoing) -> None:
    assign_case(
        case_id=doing.case.id, handler_id=doing.data["member"], acting=doing.acting, now=doing.now
    )


def _add(doing: CaseDoing) -> None:
    add_member(
        case_id=doing.case.id,
        staff_id=doing.data["member"],
        part=TeamRole(doing.data["part"]),
        acting=doing.acting,
        now=doing.now,
    )


def _invite(doing: CaseDoing) -> None:
    invite_expert(
        case_id=doing.case.id,
        supporter_id=doing.data["supporter"],
        part=TeamRole(doing.data["part"]),
        acting=doing.acting,
        now=doing.now,
    )


def _release(doing: CaseDoing) -> None:
    member_id = doing.form.instance.id
    release_member(case_id=doing.case.id, member_id=member_id, acting=doing.acting, now=doing.now)


def _extend(doing: CaseDoing) -> str:
    data = doing.data
    extension = ExtensionInput(
        approver=Decider(data["approver"]),
        decided_on=data["decided_on"],
        until_on=data["until_on"],
        slip=doing.paper("slip"),
    )
    made = extend_review(
        case_id=doing.case.id, extension=extension, acting=doing.acting, now=doing.now
    )
    return _now("审查起诉期限已延长至 %(day)s。") % {"day": made.due_on.isoformat()}


_ASSIGN: Final = CaseAct(
    title=_("分派"), submit=_("分派"), done=_("已分派，期限和提醒随之移交。"), form=StaffForm,
    perform=_assign, rights=frozenset({Action.ASSIGN_LEAD}), basis="本院规定",
    fields_of={"cases.recused": "member", "accounts.no_member": "member"},
)  # fmt: skip
_ADD: Final = CaseAct(
    title=_("添加办案人员"), submit=_("添加"), done=_("已添加。"), form=MemberForm, perform=_add,
    rights=_HANDLERS, basis="本院规定",
    fields_of={"cases.recused": "member", "cases.in_team_already": "member"},
)  # fmt: skip
_INVITE: Final = CaseAct(
    title=_("约特邀检察官助理"), submit=_("邀请"), done=_("已邀请，参与到案件办结为止。"),
    form=InviteForm, perform=_invite, rights=_HANDLERS, basis="本院规定",
    text=_("派出单位是本案当事方的，不能邀请；参与人不计入两名检察人员。"),
    fields_of={
        "cases.of_the_organ": "supporter",
        "cases.in_team_already": "supporter",
        "supporters.not_on_duty": "supporter",
    },
)  # fmt: skip
_RELEASE: Final = CaseAct(
    title=_("退出办案"), submit=_("登记退出"), done=_("已登记退出。"), form=NothingForm,
    perform=_release, rights=_HANDLERS, basis="本院规定",
    text=_("登记后不再参与本案；承办检察官用“分派”更换。"),
)  # fmt: skip
_EXTEND: Final = CaseAct(
    title=_("延长审查起诉期限"), submit=_("登记延长"), done="", form=ExtendForm, perform=_extend,
    rights=_TYPISTS, basis="办案规则第47条",
    text=_(
        "限于重大、疑难、复杂案件。先由检察长批准延长一个月；还需延长的，报上一级人民检察院批准。"
    ),
    fields_of={
        "cases.wrong_approver": "approver",
        "cases.no_until": "until_on",
        "cases.slip_missing": "slip",
        "cases.day_in_future": "decided_on",
    },
)  # fmt: skip
_METHODS: Final = require_http_methods(["GET", "POST"])


@_METHODS
def assign(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """Give the case to a handler."""
    return case_act_page(request, case_id, _ASSIGN)


@_METHODS
def member_new(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """Let a member of staff work on the case."""
    return case_act_page(request, case_id, _ADD)


@_METHODS
def invite(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """Invite a special assistant to the case."""
    return case_act_page(request, case_id, _INVITE)


@_METHODS
def release(request: HttpRequest, case_id: UUID, member_id: UUID) -> HttpResponse:
    """Note that somebody works on the case no more."""
    found = access_member(require_kind(request, ActorKind.STAFF), member_id, case_id=case_id)
    return case_act_page(request, case_id, _RELEASE, instance=found)


@_METHODS
def extend(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """Enter an approval that lengthens the review."""
    return case_act_page(request, case_id, _EXTEND)

"""Acts about who and which: 分派, 线索合并 and its undoing, for one lead and for many."""

from uuid import UUID

from django import forms
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods
from typing_extensions import override

from xiezhi.accounts.rules.rights import Action
from xiezhi.accounts.selectors.people import list_active_members
from xiezhi.leads.selectors.merging import list_merge_targets
from xiezhi.leads.services.assignment import assign_leads
from xiezhi.leads.services.merging import merge_leads, unmerge_lead
from xiezhi.web.desk.act_forms import ActForm, ReasonForm, words_field
from xiezhi.web.desk.act_page import ActPage, Doing, act_page


def handler_choices() -> list[tuple[str, str]]:
    """Return who may be given a lead, with their department."""
    return [
        (str(member.id), f"{member.label}（{member.department.name}）")
        for member in list_active_members()
    ]


class AssignForm(ActForm):
    """Whom a lead is given to."""

    handler = forms.TypedChoiceField(label=_("承办人"), coerce=UUID)

    @override
    def prepare(self) -> None:
        """Offer who works here now."""
        self.offer("handler", handler_choices())
        self.start(handler=str(self.lead.handler_id or self.acting.id))


class MergeForm(ActForm):
    """Into which lead this one goes, and why."""

    target = forms.TypedChoiceField(label=_("并入哪一条线索"), coerce=UUID)
    reason = words_field(_("理由"), rows=3)

    @override
    def prepare(self) -> None:
        """Offer the open leads nearest in place and words first."""
        targets = list_merge_targets(self.acting, self.lead)
        self.offer(
            "target", [(str(one.id), f"{one.year}-{one.number} {one.title}") for one in targets]
        )


def _assign(doing: Doing) -> None:
    assign_leads(
        lead_ids=[doing.lead.id],
        handler_id=doing.data["handler"],
        acting=doing.acting,
        now=doing.now,
    )


def _merge(doing: Doing) -> None:
    merge_leads(
        lead_ids=[doing.lead.id],
        target_id=doing.data["target"],
        reason=doing.data["reason"],
        acting=doing.acting,
        now=doing.now,
    )


def _unmerge(doing: Doing) -> None:
    unmerge_lead(
        lead_id=doing.lead.id, reason=doing.data["reason"], acting=doing.acting, now=doing.now
    )


_ASSIGN = ActPage(
    title=_("分派"),
    submit=_("分派"),
    done=_("已分派，承办人会收到提醒。"),
    form=AssignForm,
    perform=_assign,
    right=Action.ASSIGN_LEAD,
    basis="本院规定",
)
_MERGE = ActPage(
    title=_("线索合并"),
    submit=_("并入"),
    done=_("已并入。需要时可撤销合并。"),
    form=MergeForm,
    perform=_merge,
    right=Action.MERGE_LEADS,
    basis="本院规定",
    text=_("本线索背后的反映信息转到并入的线索；两条线索的经过各自保留。"),
)
_UNMERGE = ActPage(
    title=_("撤销合并"),
    submit=_("撤销合并"),
    done=_("已撤销合并，恢复为待评估。"),
    form=ReasonForm,
    perform=_unmerge,
    right=Action.MERGE_LEADS,
    basis="本院规定",
)


@require_http_methods(["GET", "POST"])
def assign(request: HttpRequest, lead_id: UUID) -> HttpResponse:
    """Give the lead to a handler."""
    return act_page(request, lead_id, _ASSIGN)


@require_http_methods(["GET", "POST"])
def merge(request: HttpRequest, lead_id: UUID) -> HttpResponse:
    """Merge the lead into another."""
    return act_page(request, lead_id, _MERGE)


@require_http_methods(["GET", "POST"])
def unmerge(request: HttpRequest, lead_id: UUID) -> HttpResponse:
    """Undo a merger."""
    return act_page(request, lead_id, _UNMERGE)

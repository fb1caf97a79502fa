"""Rows of the worklist: the clock first, one next act in the verb of the law."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Final
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from xiezhi.accounts.rules.rights import Action, may
from xiezhi.kernel.actor import Actor
from xiezhi.leads.rules.clocks import ClockRule
from xiezhi.leads.rules.outcomes import OpinionStage
from xiezhi.leads.rules.procedure import LeadState
from xiezhi.leads.selectors.queues import WorklistRow
from xiezhi.web.desk.clocks import Clock, clock_of

NextStep = tuple[str, str]

_HANDLING: Final[dict[LeadState, NextStep]] = {
    LeadState.REGISTERED: ("评估", "desk:assess"),
    LeadState.PRELIMINARY: ("评估", "desk:assess"),
    LeadState.MORE_MATERIAL: ("收到补充材料", "desk:material_received"),
    LeadState.REFERRED: ("查看进展", "desk:lead"),
    LeadState.REPLIED: ("核实", "desk:verify"),
    LeadState.TRANSFER_OFFERED: ("登记接收", "desk:transfer_accepted"),
}


_NONE_ALIKE: Final[Mapping[UUID, int]] = {}


def lead_rows(
    acting: Actor,
    rows: Iterable[WorklistRow],
    today: date,
    alike: Mapping[UUID, int] = _NONE_ALIKE,
) -> list[dict[str, object]]:
    """Return the rows with their clock, next act and how many leads seem to repeat each."""
    return [_lead_row(acting, row, today) | {"alike": alike.get(row.id, 0)} for row in rows]


def _lead_row(acting: Actor, row: WorklistRow, today: date) -> dict[str, object]:
    label, name = next_step(acting, row)
    clock = _clock(row, today)
    return {
        "lead": row,
        "clock": clock,
        "url": reverse("desk:lead", args=[row.id]),
        "act": {
            "label": _(label),
            "url": reverse(name, args=[row.id]),
            "is_due": bool(clock and clock["is_due"]) and name != "desk:lead",
        },
    }


def _clock(row: WorklistRow, today: date) -> Clock | None:
    if row.due is not None:
        return clock_of(row.due)
    if row.feedback_due_on is None:
        return None
    left = (row.feedback_due_on - today).days
    words = _("反馈 逾期 %(days)s 天") if left < 0 else _("反馈 还有 %(days)s 天")
    return {
        "text": words % {"days": abs(left)},
        "tone": "red" if left < 0 else "",
        "is_due": left <= 0,
    }


def next_step(acting: Actor, row: WorklistRow) -> NextStep:
    """Return the one act offered beside a lead; what the actor may not do is only shown."""
    look = (gettext_noop("查看"), "desk:lead")
    if row.state is LeadState.AWAITING_DECISION:
        return _decision_step(acting, row) or look
    if row.handler_id is None and may(acting, Action.ASSIGN_LEAD):
        return gettext_noop("分派"), "desk:assign"
    if not may(acting, Action.HANDLE_LEAD):
        return look
    if row.due is not None and row.due.rule_key == ClockRule.FEEDBACK and row.due.days_left <= 0:
        return gettext_noop("反馈反映人"), "desk:feedback"
    if row.state in _HANDLING:
        return _HANDLING[row.state]
    if row.feedback_due_on is not None:
        return gettext_noop("反馈反映人"), "desk:feedback"
    if row.needs_national_number:
        return gettext_noop("登记2.0编号"), "desk:national_number"
    return look


def _decision_step(acting: Actor, row: WorklistRow) -> NextStep | None:
    if row.awaits == OpinionStage.CHIEF and may(acting, Action.DECIDE_LEAD):
        return gettext_noop("决定"), "desk:decide"
    if row.awaits == OpinionStage.HEAD and may(acting, Action.REVIEW_ASSESSMENT):
        return gettext_noop("提出意见"), "desk:opinion"
    if may(acting, Action.RECORD_DECISION):
        return gettext_noop(
            "代录审批"
        ), "desk:decide" if row.awaits == OpinionStage.CHIEF else "desk:opinion"
    return None

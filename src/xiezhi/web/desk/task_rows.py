"""Rows of 协助核实: the limit first, and the one act the task waits for."""

from collections.abc import Iterable
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _

from xiezhi.accounts.rules.rights import Action, may
from xiezhi.kernel.actor import Actor
from xiezhi.leads.rules.procedure import ASSESSABLE, LeadState
from xiezhi.leads.rules.queues import TaskTab
from xiezhi.leads.selectors.tasks import TaskRow
from xiezhi.web.desk.clocks import clock_line

ActLink = dict[str, str | bool]


def task_rows(
    acting: Actor, rows: Iterable[TaskRow], tab: TaskTab, today: date
) -> list[dict[str, object]]:
    """Return the rows of a tab with their clock and next act."""
    return [
        {
            "task": row,
            "url": _on_lead(row),
            "clock": clock_line(row.clock, today) if row.clock else None,
            "act": _next_act(acting, row, tab),
        }
        for row in rows
    ]


def _next_act(acting: Actor, row: TaskRow, tab: TaskTab) -> ActLink:
    if tab is TaskTab.OVERDUE and may(acting, Action.SEND_FIELD_TASK):
        note = reverse("desk:note", args=[row.lead_id])
        return {"label": _("催办"), "url": f"{note}?kind=urge_call", "is_due": True}
    if tab is TaskTab.TO_JUDGE and may(acting, Action.HANDLE_LEAD):
        if row.lead_state in ASSESSABLE:
            url = reverse("desk:assess", args=[row.lead_id])
            return {"label": _("评估"), "url": url, "is_due": True}
        if row.lead_state == LeadState.REPLIED:
            url = reverse("desk:verify", args=[row.lead_id])
            return {"label": _("核实"), "url": url, "is_due": True}
    return {"label": _("查看"), "url": _on_lead(row), "is_due": False}


def _on_lead(row: TaskRow) -> str:
    return f"{reverse('desk:lead', args=[row.lead_id])}#tasks"

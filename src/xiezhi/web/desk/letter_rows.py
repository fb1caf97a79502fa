"""Rows of 移送函件: the reply limit first, and the one act the document waits for."""

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Final

from django.urls import reverse
from django.utils.translation import gettext as _

from xiezhi.accounts.rules.rights import Action, may
from xiezhi.kernel.actor import Actor
from xiezhi.leads.rules.procedure import LeadState
from xiezhi.leads.rules.queues import LetterTab
from xiezhi.leads.rules.referrals import SERVICE_LABELS, ServiceWay
from xiezhi.leads.selectors.letters import LetterRow
from xiezhi.web.desk.clocks import Clock, clock_line

ActLink = dict[str, str | bool]

_NOT_SERVED: Final = frozenset({LetterTab.TO_SEND, LetterTab.TO_CONFIRM, LetterTab.TO_REPLY})
_ANSWERABLE: Final = frozenset({LetterTab.TO_CONFIRM, LetterTab.TO_REPLY, LetterTab.OVERDUE})


def letter_rows(
    acting: Actor, rows: Iterable[LetterRow], tab: LetterTab, today: date
) -> list[dict[str, object]]:
    """Return the rows of a tab with their clock, way of service and next act."""
    return [
        {
            "letter": row,
            "url": _on_lead(row),
            "clock": _clock(row, tab, today),
            "service": _(SERVICE_LABELS[ServiceWay(row.service_way)]) if row.service_way else "",
            "act": _next_act(acting, row, tab),
        }
        for row in rows
    ]


def _clock(row: LetterRow, tab: LetterTab, today: date) -> Clock | None:
    if row.clock is not None:
        return clock_line(row.clock, today)
    return {"text": _("送达后起算"), "tone": "faint"} if tab in _NOT_SERVED else None


def _next_act(acting: Actor, row: LetterRow, tab: LetterTab) -> ActLink:
    for right, act in _offers(row, tab):
        if may(acting, right):
            return act
    return _act(_("查看"), _on_lead(row), is_due=False)


def _offers(row: LetterRow, tab: LetterTab) -> Iterator[tuple[Action, ActLink]]:
    """Yield the acts a document waits for, the most fitting first, each with the right it needs."""
    if tab is LetterTab.TO_SEND and row.lead_state == LeadState.REFERRED:
        send = reverse("desk:letter_send", args=[row.id])
        yield Action.REFER_TO_ORGAN, _act(_("发出"), send, is_due=True)
    if tab is LetterTab.OVERDUE:
        note = reverse("desk:note", args=[row.lead_id])
        yield Action.REFER_TO_ORGAN, _act(_("催办"), f"{note}?kind=urge_call", is_due=True)
    if tab in _ANSWERABLE:
        yield Action.RECORD_PAPER_REPLY, _service_or_reply(row)
    if tab is LetterTab.REPLIED and row.lead_state == LeadState.REPLIED:
        verify = reverse("desk:verify", args=[row.lead_id])
        yield Action.HANDLE_LEAD, _act(_("核实"), verify, is_due=True)


def _service_or_reply(row: LetterRow) -> ActLink:
    if row.served_on is None:
        return _act(_("登记送达"), reverse("desk:letter_service", args=[row.id]), is_due=True)
    return _act(_("代录回复"), reverse("desk:letter_reply", args=[row.id]), is_due=False)


def _act(label: str, url: str, *, is_due: bool) -> ActLink:
    return {"label": label, "url": url, "is_due": is_due}


def _on_lead(row: LetterRow) -> str:
    return f"{reverse('desk:lead', args=[row.lead_id])}#letters"

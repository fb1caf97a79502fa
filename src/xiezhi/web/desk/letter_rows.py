"""Rows of 函件与送达: the two dates first, and the one act the letter waits for."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Final
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _

from xiezhi.accounts.rules.rights import Action, may
from xiezhi.kernel.actor import Actor
from xiezhi.leads.rules.procedure import LeadState
from xiezhi.letters.rules.queues import LetterTab
from xiezhi.letters.selectors.queues import LetterRow
from xiezhi.web.desk.letter_act import letter_address
from xiezhi.web.desk.letter_acts import next_offer, offer_url
from xiezhi.web.desk.letter_clock import rectification_clock, reply_clock

ActLink = dict[str, str | bool]

_ANSWERABLE: Final = frozenset({LetterTab.TO_REPLY, LetterTab.OVERDUE})


def letter_rows(
    acting: Actor,
    rows: Iterable[LetterRow],
    tab: LetterTab,
    *,
    today: date,
    states: Mapping[UUID, LeadState],
) -> list[dict[str, object]]:
    """Return the rows of a tab with their dates and next act; ``states`` of the leads behind."""
    return [
        {
            "row": row,
            "letter": row.letter,
            "url": letter_address(row.letter.id),
            "clock": reply_clock(row.letter, today, replied_on=row.replied_on),
            "rectification": rectification_clock(row.letter, today),
            "act": _next_act(acting, row, tab, states.get(row.letter.matter_id)),
        }
        for row in rows
    ]


def _next_act(
    acting: Actor, row: LetterRow, tab: LetterTab, lead_state: LeadState | None
) -> ActLink:
    letter = row.letter
    look: ActLink = {"label": _("查看"), "url": letter_address(letter.id), "is_due": False}
    if tab is LetterTab.REPLIED:
        waits = lead_state is LeadState.REPLIED and may(acting, Action.HANDLE_LEAD)
        if not waits:
            return look
        verify = reverse("desk:verify", args=[letter.matter_id])
        return {"label": _("核实"), "url": verify, "is_due": True}
    if tab in {LetterTab.DONE, LetterTab.WITHDRAWN}:
        return look
    offer = next_offer(acting, letter, is_overdue=tab is LetterTab.OVERDUE)
    if offer is None or (not offer.is_due and tab not in _ANSWERABLE):
        return look
    return {"label": offer.label, "url": offer_url(offer, letter), "is_due": offer.is_due}

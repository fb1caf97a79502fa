"""Leads found by words, wherever they stand."""

from datetime import date
from typing import Final

from xiezhi.accounts.rules.rights import Action, may
from xiezhi.kernel.actor import Actor
from xiezhi.leads.rules.queues import Order, Scope, Tab
from xiezhi.leads.selectors.queues import WorklistFilter, WorklistRow, list_worklist

FOUND: Final = 20


def find_leads(acting: Actor, words: str, today: date) -> tuple[WorklistRow, ...]:
    """Return leads whose words match, open ones first; at most twenty of each."""
    if not may(acting, Action.VIEW_OWN_LEADS):
        return ()
    found: list[WorklistRow] = []
    for tab in (Tab.OPEN, Tab.ENDED):
        asked = WorklistFilter(scope=Scope.OFFICE, tab=tab, words=words, order=Order.NEWEST)
        found += list_worklist(acting, asked, today).rows[:FOUND]
    return tuple(found)

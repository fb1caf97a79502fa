"""Leads found by words, wherever they stand."""

import re
from datetime import date
from typing import Final

from django.db.models import Q

from xiezhi.accounts.rules.rights import Action, may
from xiezhi.kernel.actor import Actor
from xiezhi.leads.rules.queues import Order, Scope, Tab
from xiezhi.leads.selectors.queues import WorklistFilter, WorklistRow, list_worklist

FOUND: Final = 20
_REFERENCE: Final = re.compile(r"(\d{4})-(\d{1,6})")


def find_leads(acting: Actor, words: str, today: date) -> tuple[WorklistRow, ...]:
    """Return leads whose words match, open ones first; at most twenty of each."""
    if not may(acting, Action.VIEW_OWN_LEADS):
        return ()
    found: list[WorklistRow] = []
    for tab in (Tab.OPEN, Tab.ENDED):
        asked = WorklistFilter(scope=Scope.OFFICE, tab=tab, words=words, order=Order.NEWEST)
        found += list_worklist(acting, asked, today).rows[:FOUND]
    return tuple(found)


def of_named_lead(words: str) -> Q:
    """Return what belongs to a lead named by its number (2026-17) or by a part of its title."""
    named = _REFERENCE.fullmatch(words.strip())
    if named:
        return Q(lead__year=int(named[1]), lead__number=int(named[2]))
    return Q(lead__title__icontains=words)

"""Leads found by words, wherever they stand."""

import re
from datetime import date
from typing import Any, Final

from django.db.models import QuerySet

from xiezhi.accounts.rules.rights import Action, may
from xiezhi.kernel.actor import Actor
from xiezhi.leads.models import Lead
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


def ids_of_named_leads(words: str) -> "QuerySet[Any, Any]":
    """Return the ids of leads named by their number (2026-17) or by a part of their title."""
    named = _REFERENCE.fullmatch(words.strip())
    if named:
        found = Lead.objects.filter(year=int(named[1]), number=int(named[2]))
    else:
        found = Lead.objects.filter(title__icontains=words)
    ids: QuerySet[Any, Any] = found.values("id")
    return ids

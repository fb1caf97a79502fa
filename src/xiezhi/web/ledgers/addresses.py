"""Addresses of lists: a ledger with its period, filters and the figure that opened it."""

from dataclasses import replace
from typing import Any
from urllib.parse import urlencode

from django.urls import reverse

from xiezhi.leads.selectors.ledgers import LedgerFilter
from xiezhi.reporting.rules.figures import Figure
from xiezhi.reporting.rules.ledgers import LedgerKind


def ledger_url(kind: LedgerKind, asked: LedgerFilter, **more: Any) -> str:  # of a query
    """Return the address of a ledger under a filter."""
    plain = {
        "kind": kind.value,
        "since": asked.since.isoformat() if asked.since else "",
        "until": asked.until.isoformat() if asked.until else "",
        "department": str(asked.department_id or ""),
        "area": asked.area,
        "town": asked.town,
        "channel": asked.channel,
        "source": asked.source,
        "state": asked.state,
        "measure": asked.measure,
        **more,
    }
    chosen = {name: value for name, value in plain.items() if value}
    return f"{reverse('ledgers:page')}?{urlencode(chosen)}"


def figure_url(figure: Figure, asked: LedgerFilter) -> str:
    """Return the address of the list a count counts."""
    return ledger_url(figure.ledger, replace(asked, measure=figure.measure))


def period_query(asked: LedgerFilter) -> str:
    """Return the period of a filter as a query, for a page that asks for nothing else."""
    days = {"since": asked.since, "until": asked.until}
    return urlencode({name: day.isoformat() for name, day in days.items() if day})

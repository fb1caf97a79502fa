"""A ledger as a table: what the page, the spreadsheet and the print are made of."""

from collections.abc import Iterator
from datetime import date, datetime

from django.utils.translation import gettext as _

from xiezhi.accounts.models import Procuratorate
from xiezhi.documents.table import Cell, Column, Table
from xiezhi.kernel.actor import Actor
from xiezhi.leads.selectors.ledgers import (
    LedgerFilter,
    count_information_ledger,
    count_lead_ledger,
    iterate_information_ledger,
    iterate_lead_ledger,
)
from xiezhi.leads.services.ledgers import LedgerKind
from xiezhi.web.ledgers.columns import (
    information_cells,
    information_columns,
    lead_cells,
    lead_columns,
)


def ledger_title(kind: LedgerKind) -> str:
    """Return what the ledger is called."""
    return _("公益诉讼线索台账") if kind is LedgerKind.LEADS else _("反映信息台账")


def ledger_columns(kind: LedgerKind) -> list[Column]:
    """Return the office's columns of a ledger."""
    return lead_columns() if kind is LedgerKind.LEADS else information_columns()


def ledger_rows(acting: Actor, kind: LedgerKind, asked: LedgerFilter) -> Iterator[list[Cell]]:
    """Yield the lines of a ledger from a cursor."""
    if kind is LedgerKind.LEADS:
        return lead_cells(iterate_lead_ledger(acting, asked))
    return information_cells(iterate_information_ledger(acting, asked))


def ledger_count(acting: Actor, kind: LedgerKind, asked: LedgerFilter) -> int:
    """Return how many lines a ledger has."""
    count = count_lead_ledger if kind is LedgerKind.LEADS else count_information_ledger
    return count(acting, asked)


def ledger_table(
    *,
    office: Procuratorate,
    acting: Actor,
    kind: LedgerKind,
    asked: LedgerFilter,
    copy_code: str,
    now: datetime,
) -> Table:
    """Return a ledger to be written; each copy names who made it and its own number."""
    return Table(
        title=f"{office.name}{ledger_title(kind)}",
        office=office.name,
        prepared_by=_("%(label)s（导出编号 %(code)s）")
        % {"label": acting.label, "code": copy_code},
        prepared_at=now,
        period=period_words(asked.since, asked.until),
        columns=ledger_columns(kind),
        rows=ledger_rows(acting, kind, asked),
    )


def period_words(since: date | None, until: date | None) -> str:
    """Return the period as a heading says it."""
    if since is None or until is None:
        return ""
    return _("%(since)s至%(until)s") % {"since": _day_words(since), "until": _day_words(until)}


def _day_words(day: date) -> str:
    return _("%(year)s年%(month)s月%(day)s日") % {
        "year": day.year,
        "month": day.month,
        "day": day.day,
    }

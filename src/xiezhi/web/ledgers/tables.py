"""A ledger as a table: what the page, the spreadsheet and the print are made of."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.utils.translation import gettext as _

from xiezhi.accounts.models import Procuratorate
from xiezhi.cases.selectors.ledger import count_cases_of_period, iterate_cases_of_period
from xiezhi.documents.table import Cell, Table
from xiezhi.kernel.actor import Actor
from xiezhi.leads.selectors.feedback_ledger import count_feedback_ledger, iterate_feedback_ledger
from xiezhi.leads.selectors.ledgers import (
    LedgerFilter,
    count_information_ledger,
    count_lead_ledger,
    iterate_information_ledger,
    iterate_lead_ledger,
)
from xiezhi.letters.selectors.ledgers import (
    count_letter_ledger,
    count_reply_ledger,
    iterate_letter_ledger,
    iterate_reply_ledger,
)
from xiezhi.proposals.selectors.ledger import count_proposal_ledger, iterate_proposal_ledger
from xiezhi.reporting.rules.column_sets import ChosenColumn
from xiezhi.reporting.rules.ledgers import LEDGER_TITLES, LedgerKind
from xiezhi.reporting.selectors.figures import case_filter, letter_filter, proposal_filter
from xiezhi.web.ledgers.columns import cells_of, table_columns
from xiezhi.web.ledgers.values import Words


@dataclass(frozen=True, slots=True, kw_only=True)
class LedgerCopy:
    """What a copy is made of and who answers for it."""

    office: Procuratorate
    kind: LedgerKind
    asked: LedgerFilter
    columns: Sequence[ChosenColumn]
    copy_code: str
    checked_by: str = ""


def ledger_title(kind: LedgerKind) -> str:
    """Return what the ledger is called."""
    return _(LEDGER_TITLES[kind])


def ledger_rows(
    acting: Actor, kind: LedgerKind, asked: LedgerFilter, chosen: Sequence[ChosenColumn]
) -> Iterator[list[Cell]]:
    """Yield the lines of a ledger from a cursor."""
    values = Words(asked.today).of(kind)
    return cells_of(_read(acting, kind, asked), values, chosen)


def ledger_count(acting: Actor, kind: LedgerKind, asked: LedgerFilter) -> int:
    """Return how many lines a ledger has."""
    match kind:
        case LedgerKind.LEADS:
            return count_lead_ledger(acting, asked)
        case LedgerKind.INFORMATION:
            return count_information_ledger(acting, asked)
        case LedgerKind.FEEDBACK:
            return count_feedback_ledger(acting, asked)
        case LedgerKind.CASES:
            return count_cases_of_period(acting, case_filter(asked))
        case LedgerKind.PROPOSALS:
            return count_proposal_ledger(acting, proposal_filter(asked))
        case LedgerKind.LETTERS:
            return count_letter_ledger(acting, letter_filter(asked))
        case LedgerKind.REPLIES:
            return count_reply_ledger(acting, letter_filter(asked))


def ledger_table(made: LedgerCopy, *, acting: Actor, now: datetime) -> Table:
    """Return a ledger to be written; each copy names who made it and its own number."""
    return Table(
        title=f"{made.office.name}{ledger_title(made.kind)}",
        office=made.office.name,
        prepared_by=acting.label,
        prepared_at=now,
        checked_by=made.checked_by,
        copy_code=made.copy_code,
        period=period_words(made.asked.since, made.asked.until),
        columns=table_columns(made.kind, made.columns),
        rows=ledger_rows(acting, made.kind, made.asked, made.columns),
    )


def period_words(since: date | None, until: date | None) -> str:
    """Return the period as a heading says it."""
    if since is None or until is None:
        return ""
    return _("%(since)s至%(until)s") % {"since": day_words(since), "until": day_words(until)}


def day_words(day: date) -> str:
    """Return a day as papers say it."""
    return _("%(year)s年%(month)s月%(day)s日") % {
        "year": day.year,
        "month": day.month,
        "day": day.day,
    }


def _read(acting: Actor, kind: LedgerKind, asked: LedgerFilter) -> Iterator[Any]:
    match kind:
        case LedgerKind.LEADS:
            return iterate_lead_ledger(acting, asked)
        case LedgerKind.INFORMATION:
            return iterate_information_ledger(acting, asked)
        case LedgerKind.FEEDBACK:
            return iterate_feedback_ledger(acting, asked)
        case LedgerKind.CASES:
            return iterate_cases_of_period(acting, case_filter(asked))
        case LedgerKind.PROPOSALS:
            return iterate_proposal_ledger(acting, proposal_filter(asked))
        case LedgerKind.LETTERS:
            return iterate_letter_ledger(acting, letter_filter(asked))
        case LedgerKind.REPLIES:
            return iterate_reply_ledger(acting, letter_filter(asked))

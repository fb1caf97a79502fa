"""Chosen columns under the office's words, and the values of a row for each of them."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any

from django.utils.translation import gettext as _

from xiezhi.documents.table import Cell, Column
from xiezhi.kernel.actor import Actor
from xiezhi.reporting.models import LedgerColumnSet
from xiezhi.reporting.rules.column_sets import ChosenColumn, columns_of, usual_columns
from xiezhi.reporting.rules.columns import columns_by_key
from xiezhi.reporting.rules.ledgers import LedgerKind
from xiezhi.reporting.selectors.column_sets import find_column_set


def chosen_columns(kind: LedgerKind, found: LedgerColumnSet | None) -> tuple[ChosenColumn, ...]:
    """Return the columns of a set, or the usual ones."""
    return usual_columns(kind) if found is None else columns_of(kind, found.columns)


def usual_for(acting: Actor, kind: LedgerKind) -> tuple[ChosenColumn, ...]:
    """Return the columns a ledger opens with for a person."""
    return chosen_columns(kind, find_column_set(acting, kind))


def table_columns(kind: LedgerKind, chosen: Iterable[ChosenColumn]) -> list[Column]:
    """Return the columns as they are written."""
    known = columns_by_key(kind)
    return [
        Column(
            heading=one.heading or _(known[one.key].heading),
            width=one.width,
            kind=known[one.key].kind,
            meaning=_(known[one.key].meaning) if known[one.key].meaning else "",
        )
        for one in chosen
    ]


def cells_of(
    rows: Iterable[Any],
    values: Mapping[str, Callable[[Any], Cell]],
    chosen: Sequence[ChosenColumn],
) -> Iterator[list[Cell]]:
    """Yield the lines of a ledger, only the chosen columns worked out."""
    taken = [values[one.key] for one in chosen]
    for row in rows:
        yield [value(row) for value in taken]

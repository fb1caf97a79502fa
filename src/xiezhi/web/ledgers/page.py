"""What the page of a ledger shows: counts, first lines, columns, presets."""

from collections.abc import Sequence
from dataclasses import replace
from itertools import islice
from typing import Any, Final
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext as _

from xiezhi.accounts.rules.rights import Action, may
from xiezhi.accounts.selectors.people import list_active_members
from xiezhi.documents.print_pdf import MAX_PRINTED_ROWS
from xiezhi.documents.table import Cell, Column, ColumnKind, words
from xiezhi.kernel.actor import Actor
from xiezhi.leads.selectors.ledgers import LedgerFilter
from xiezhi.reporting.models import LedgerColumnSet
from xiezhi.reporting.rules import periods
from xiezhi.reporting.rules.figures import FIGURES
from xiezhi.reporting.rules.ledgers import LEDGER_COUNT_WORDS, LedgerKind
from xiezhi.reporting.selectors.column_sets import find_column_set, list_column_sets
from xiezhi.web.ledgers.addresses import ledger_url, period_query
from xiezhi.web.ledgers.columns import chosen_columns, table_columns
from xiezhi.web.ledgers.forms import CopyTextForm, LedgerForm, chosen_cutoff, cutoff_words
from xiezhi.web.ledgers.tables import ledger_count, ledger_rows, ledger_title, period_words

SHOWN_ROWS: Final = 20


def page_context(acting: Actor, form: LedgerForm) -> dict[str, Any]:
    """Return everything the page of a valid form shows."""
    kind, asked = form.ledger, form.asked()
    found = find_column_set(acting, kind, form.cleaned_data["columns"])
    chosen = chosen_columns(kind, found)
    columns = table_columns(kind, chosen)
    rows = islice(ledger_rows(acting, kind, asked, chosen), SHOWN_ROWS)
    count = ledger_count(acting, kind, asked)
    return {
        "form": form,
        "copy_form": CopyTextForm(),
        "checkers": [member.label for member in list_active_members()],
        "tabs": tabs(form),
        "presets": presets(form),
        "tiles": _tiles(acting, asked),
        "kind": kind,
        "columns": columns,
        "rows": [cells(row, columns) for row in rows],
        "count": count,
        "shown": SHOWN_ROWS,
        "may_print": count <= MAX_PRINTED_ROWS,
        "print_limit": MAX_PRINTED_ROWS,
        "period": period_words(asked.since, asked.until),
        "work_period": period_query(asked),
        "cutoff": cutoff_words(chosen_cutoff(form.data)),
        "measure": _measure(kind, asked),
        "sets": _sets(acting, kind, asked, found),
        "columns_url": _columns_url(kind, found),
        "figures_url": reverse("reporting:figures") if may(acting, Action.PREPARE_RETURN) else "",
    }


def cells(row: Sequence[Cell], columns: Sequence[Column]) -> list[tuple[str, bool]]:
    """Return texts, and which of them must not be broken."""
    return [
        (words(cell), column.kind is ColumnKind.DATE or place == 0)
        for place, (cell, column) in enumerate(zip(row, columns, strict=True))
    ]


def tabs(form: LedgerForm) -> list[dict[str, object]]:
    """Return the ledgers over the same period."""
    kept = {name: form.data.get(name, "") for name in ("since", "until", "cutoff")}
    return [
        {
            "label": ledger_title(kind),
            "url": f"{reverse('ledgers:page')}?{urlencode(kept | {'kind': kind.value})}",
            "is_current": kind is form.ledger,
        }
        for kind in LedgerKind
    ]


def presets(form: LedgerForm, page: str = "ledgers:page") -> list[dict[str, str]]:
    """Return the usual periods under the 统计截止日 chosen; filters are kept."""
    today, cutoff = form.today, chosen_cutoff(form.data)
    found = (
        (_("本月"), periods.month_of(today, cutoff)),
        (_("上月"), periods.month_before(today, cutoff)),
        (_("本季"), periods.quarter_of(today, cutoff)),
        (_("本年"), periods.year_so_far(today, cutoff)),
    )
    kept = {
        name: value
        for name, value in form.data.items()
        if value and name in form.fields and name not in {"since", "until"}
    }
    return [
        {
            "label": label,
            "url": reverse(page)
            + "?"
            + urlencode(
                kept | {"since": period.since.isoformat(), "until": period.until.isoformat()}
            ),
        }
        for label, period in found
    ]


def _tiles(acting: Actor, asked: LedgerFilter) -> list[dict[str, object]]:
    """Return the count of each ledger over the period, each by itself, with its 口径 and its list."""
    period = LedgerFilter(since=asked.since, until=asked.until, today=asked.today)
    return [
        {
            "label": ledger_title(kind),
            "value": ledger_count(acting, kind, period),
            "note": _("口径：%(words)s") % {"words": _(LEDGER_COUNT_WORDS[kind])},
            "url": ledger_url(kind, period),
        }
        for kind in LedgerKind
    ]


def _measure(kind: LedgerKind, asked: LedgerFilter) -> dict[str, str] | None:
    """Return the figure that opened the list, and the way to the whole list."""
    if not asked.measure:
        return None
    found = [
        figure
        for figure in FIGURES.values()
        if figure.ledger is kind and figure.measure == asked.measure
    ]
    if not found:
        return None
    return {
        "name": _(found[0].name),
        "meaning": _(found[0].meaning),
        "url": ledger_url(kind, replace(asked, measure="")),
    }


def _sets(
    acting: Actor, kind: LedgerKind, asked: LedgerFilter, current: LedgerColumnSet | None
) -> list[dict[str, object]]:
    return [
        {
            "label": one.name if one.owner_id else _("%(name)s（全院）") % {"name": one.name},
            "url": ledger_url(kind, asked, columns=one.id),
            "is_current": current is not None and one.id == current.id,
        }
        for one in list_column_sets(acting, kind)
    ]


def _columns_url(kind: LedgerKind, found: LedgerColumnSet | None) -> str:
    query = {"kind": kind.value} | ({"columns": str(found.id)} if found is not None else {})
    return f"{reverse('ledgers:columns')}?{urlencode(query)}"

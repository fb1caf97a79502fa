"""What the page of a return shows: the filled form, the chosen cell, its sums, what may be done."""

from dataclasses import dataclass
from datetime import date
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from xiezhi.accounts.rules.rights import Action, may
from xiezhi.kernel import clock
from xiezhi.kernel.actor import Actor
from xiezhi.reporting.models import UpwardReturn
from xiezhi.reporting.rules.differences import changed_since
from xiezhi.reporting.rules.figures import FIGURES, Figure, counted_by
from xiezhi.reporting.rules.mapping import CellMapping
from xiezhi.reporting.rules.procedure import ReturnState
from xiezhi.reporting.rules.values import CellValue, value_words, values_of
from xiezhi.reporting.rules.workbook.grid import CellKind, GridCell
from xiezhi.reporting.rules.workbook.places import CellPlace
from xiezhi.reporting.selectors.figures import filter_of
from xiezhi.reporting.selectors.filling import FilledReturn, fill_return, period_of_cell
from xiezhi.reporting.selectors.returns import (
    ReturnTexts,
    find_locked,
    find_locked_before,
)
from xiezhi.web.ledgers.addresses import figure_url
from xiezhi.web.ledgers.tables import period_words
from xiezhi.web.reporting.forms import AdjustForm, ReasonForm, ReturnTextForm
from xiezhi.web.reporting.grids import (
    Shown,
    asked_place,
    chosen_sheet,
    drawn,
    note_lines,
    sheet_tabs,
)
from xiezhi.web.reporting.return_rows import edition_words, state_words
from xiezhi.web.reporting.words import cell_details, content_words, figure_meaning
from xiezhi.web.requests import office_of


@dataclass(frozen=True, slots=True, kw_only=True)
class ReturnView:
    """A return as it stands, and as it would be counted now."""

    found: UpwardReturn
    filled: FilledReturn
    cells: dict[CellPlace, CellValue]
    changed: int


def view_of(acting: Actor, found: UpwardReturn, request: HttpRequest, today: date) -> ReturnView:
    """Return what is shown: counted now while it is being filled, what was handed in afterwards."""
    texts = ReturnTexts(office=office_of(request).name, filled_on=today)
    filled = fill_return(acting, found, texts, today=today)
    cells, changed = filled.cells, 0
    if found.state == ReturnState.CHECKING:
        cells = values_of(found.cells)
        changed = changed_since(cells, filled.cells)
    locked = find_locked(found)
    if locked is not None:
        cells = values_of(locked.cells)
        changed = changed_since(cells, filled.cells)
    return ReturnView(
        found=found,
        filled=filled,
        cells={one.place: one for one in cells},
        changed=changed,
    )


def return_context(
    acting: Actor,
    found: UpwardReturn,
    request: HttpRequest,
    *,
    place: CellPlace | None = None,
) -> dict[str, Any]:
    """Return everything the page shows."""
    today = clock.legal_day(clock.now())
    view = view_of(acting, found, request, today)
    address = reverse("reporting:return", args=[found.id])
    grid = view.filled.grid
    sheet = chosen_sheet(grid, place.sheet if place else request.GET.get("sheet", ""))
    chosen = asked_place(sheet, place.cell if place else request.GET.get("cell", ""))
    failed = {one.place for one in view.filled.checks if not one.holds}
    return {
        "found": found,
        "period": period_words(found.since, found.until),
        "state": state_words(found),
        "edition": edition_words(found),
        "is_draft": found.state == ReturnState.DRAFT,
        "is_checking": found.state == ReturnState.CHECKING,
        "locked": find_locked(found),
        "changed": view.changed,
        "notes": note_lines(grid.notes),
        "tabs": sheet_tabs(grid, sheet, address) if len(grid.sheets) > 1 else [],
        "grid": drawn(
            sheet,
            address,
            current=chosen.cell if chosen else "",
            shown=lambda place, cell: _shown(view, failed, place, cell),
        ),
        "checks": _checks(view.filled),
        "failed": len(failed),
        "chosen": _chosen(view, chosen, today) if chosen else None,
        "adjusted": [one for one in view.cells.values() if one.is_adjusted],
        "texts": ReturnTextForm(
            initial={"responsible": found.responsible, "telephone": found.telephone}
        ),
        "back_form": ReasonForm(),
        "before": find_locked_before(acting, found),
        "difference_url": reverse("reporting:difference", args=[found.id]),
        "may_lock": may(acting, Action.LOCK_RETURN),
        "is_own": found.prepared_by_id is not None and found.prepared_by_id == acting.id,
        "correct_url": _correct_url(found),
    }


def _shown(view: ReturnView, failed: set[CellPlace], place: CellPlace, cell: GridCell) -> Shown:
    value = view.cells.get(place)
    if value is None:
        if cell.kind is CellKind.FORMULA:
            return Shown(text=_("公式"), tone="formula")
        return Shown(text=cell.text, is_link=False)
    sub = ""
    if value.denominator is not None and not value.is_adjusted:
        sub = f"{value.numerator}/{value.denominator}"
    if value.is_adjusted:
        sub = _("手工调整")
    tone = "formula" if value.is_formula else "words"
    if value.identity and not value.is_formula:
        tone = "figure"
    if value.is_adjusted:
        tone = "adjusted"
    if place in failed:
        tone = "failed"
    return Shown(
        text=value.words, sub=sub, tone=tone, label=f"{value.label} {value.words} {sub}".strip()
    )


def _checks(filled: FilledReturn) -> list[dict[str, object]]:
    return [
        {
            "cell": one.place.cell,
            "label": filled.grid.label_of(one.place),
            "parts": "+".join(one.parts),
            "total": "" if one.total is None else value_words(one.total),
            "sum": value_words(one.sum),
            "holds": one.holds,
        }
        for one in filled.checks
    ]


def _chosen(view: ReturnView, place: CellPlace, today: date) -> dict[str, Any]:
    mapping, value = view.filled.mapped.at(place), view.cells.get(place)
    live = view.filled.at(place)
    return {
        "place": place,
        "label": view.filled.grid.label_of(place),
        "value": value,
        "live": live.counted or live.words if live is not None else "",
        "content": content_words(mapping) if mapping is not None else "",
        "details": cell_details(mapping) if mapping is not None else "",
        "lists": _lists(view, mapping, today) if mapping is not None else [],
        "meaning": _meaning(mapping),
        "adjust": AdjustForm(
            initial={"words": value.words, "reason": value.reason}
            if value is not None and value.is_adjusted
            else None
        ),
        "may_adjust": mapping is not None and view.found.state == ReturnState.DRAFT,
    }


def _meaning(mapping: CellMapping | None) -> str:
    if mapping is None or mapping.text is not None:
        return ""
    return figure_meaning(FIGURES[mapping.figure])


def _lists(view: ReturnView, mapping: CellMapping, today: date) -> list[dict[str, str]]:
    """Return the list behind a count, or the two behind a rate, over the days of the cell."""
    if mapping.text is not None:
        return []
    figure: Figure = FIGURES[mapping.figure]
    period = period_of_cell(view.found, mapping)
    asked = filter_of(period, mapping.filters, today=today)
    return [{"label": _(one.name), "url": figure_url(one, asked)} for one in counted_by(figure)]


def _correct_url(found: UpwardReturn) -> str:
    """Return where a correction of a locked return begins."""
    query = urlencode({"since": found.since.isoformat(), "until": found.until.isoformat()})
    return f"{reverse('reporting:start', args=[found.form_id])}?{query}"

"""Figures, spans and filters in the office's words."""

from collections.abc import Callable
from typing import Final

from django.utils.translation import gettext as _

from xiezhi.accounts.selectors.people import list_departments
from xiezhi.law.areas import area_register
from xiezhi.law.sources import source_register
from xiezhi.reporting.rules.figures import FIGURES, FILTER_LABELS, Figure, FigureFilter
from xiezhi.reporting.rules.mapping import FORM_TEXT_LABELS, CellMapping
from xiezhi.reporting.rules.periods import SPAN_LABELS, Span


def figure_meaning(figure: Figure) -> str:
    """Return the 口径 of a figure; of a rate, what is divided by what."""
    if not figure.is_rate:
        return _(figure.meaning)
    above, below = FIGURES[figure.numerator], FIGURES[figure.denominator]
    return _("%(above)s ÷ %(below)s；分母为零时记「—」。") % {
        "above": _(above.name),
        "below": _(below.name),
    }


def content_words(cell: CellMapping) -> str:
    """Return what a cell is filled with, in a few words."""
    if cell.text is not None:
        return _(FORM_TEXT_LABELS[cell.text])
    return _(FIGURES[cell.figure].name)


def cell_details(cell: CellMapping) -> str:
    """Return the span and the filters of a cell, "" for the whole office in the period itself."""
    parts = [] if cell.span is Span.PERIOD else [_(SPAN_LABELS[cell.span])]
    parts += [f"{_(FILTER_LABELS[name])}：{_VALUES[name](value)}" for name, value in cell.filters]
    return "，".join(parts)


def _area(key: str) -> str:
    return next((_(one.name) for one in area_register().areas if one.key == key), key)


def _channel(key: str) -> str:
    channels = source_register().channels.values()
    return next((_(one.label) for one in channels if one.channel.value == key), key)


def _source(key: str) -> str:
    sources = source_register().sources.values()
    return next((_(one.label) for one in sources if one.source.value == key), key)


def _department(key: str) -> str:
    return next((one.name for one in list_departments() if str(one.id) == key), key)


_VALUES: Final[dict[FigureFilter, Callable[[str], str]]] = {
    FigureFilter.AREA: _area,
    FigureFilter.TOWN: str,
    FigureFilter.CHANNEL: _channel,
    FigureFilter.SOURCE: _source,
    FigureFilter.DEPARTMENT: _department,
}

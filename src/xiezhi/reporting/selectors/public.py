"""公开数据 of a period, counted and with small groups withheld: nothing else leaves this module."""

from datetime import date

from xiezhi.disclosure.rules.release import FigureLine, GroupRow, GroupTable, ReleasedFigures
from xiezhi.disclosure.rules.suppression import (
    may_show_rate,
    shown_count,
    shown_groups,
    shown_part,
)
from xiezhi.kernel.actor import Actor
from xiezhi.reporting.rules.figures import (
    FIGURES,
    FILTER_LABELS,
    NOTHING,
    FigureValue,
)
from xiezhi.reporting.rules.periods import StatisticalPeriod
from xiezhi.reporting.rules.public import (
    PUBLIC_FIGURES,
    PUBLIC_TABLES,
    PublicFigure,
    PublicTable,
)
from xiezhi.reporting.selectors.figures import Counting
from xiezhi.reporting.selectors.groups import grouped


def public_figures(acting: Actor, period: StatisticalPeriod, *, today: date) -> ReleasedFigures:
    """Return what may be told of a period.

    Raises:
        NotAllowedError: ``accounts.no_right``.
    """
    counting = Counting(acting, today)
    return ReleasedFigures(
        lines=tuple(_line(counting, one, period) for one in PUBLIC_FIGURES),
        tables=tuple(_table(counting, one, period) for one in PUBLIC_TABLES),
    )


def _line(counting: Counting, one: PublicFigure, period: StatisticalPeriod) -> FigureLine:
    figure = FIGURES[one.key]
    value = counting.value(figure, period, ())
    words = _rate_words(value) if figure.is_rate else _count_words(counting, one, value, period)
    return FigureLine(name=figure.name, meaning=figure.meaning, unit=figure.unit, words=words)


def _rate_words(value: FigureValue) -> str:
    if not value.denominator:
        return NOTHING
    return value.words if may_show_rate(value.numerator, value.denominator) else ""


def _count_words(
    counting: Counting, one: PublicFigure, value: FigureValue, period: StatisticalPeriod
) -> str:
    shown = shown_count(value.count)
    if one.whole:
        whole = counting.value(FIGURES[one.whole], period, ())
        shown = shown_part(value.count, whole.count)
    return "" if shown is None else str(shown)


def _table(counting: Counting, one: PublicTable, period: StatisticalPeriod) -> GroupTable:
    """Return a figure by its groups; empty groups are left out, as long as they may be told."""
    figure = FIGURES[one.key]
    total = counting.value(figure, period, ()).count
    named = grouped(counting, one.key, one.by, period)
    shown = shown_groups([count for _, count in named])
    return GroupTable(
        name=figure.name,
        by=FILTER_LABELS[one.by],
        unit=figure.unit,
        total=shown_count(total),
        rows=tuple(
            GroupRow(name=name, count=count)
            for (name, _), count in zip(named, shown, strict=True)
            if count != 0
        ),
    )

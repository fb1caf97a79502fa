"""A figure by its groups: every row of its list in one group, or in the rest."""

from collections.abc import Callable
from typing import Final

from xiezhi.accounts.selectors.towns import list_towns
from xiezhi.law.areas import area_register
from xiezhi.law.sources import source_register
from xiezhi.reporting.rules.figures import FIGURES, FigureFilter
from xiezhi.reporting.rules.periods import StatisticalPeriod
from xiezhi.reporting.rules.public import REST_LABELS
from xiezhi.reporting.selectors.figures import Counting

_GROUPS: Final[dict[FigureFilter, Callable[[], list[tuple[str, str]]]]] = {
    FigureFilter.CHANNEL: lambda: [
        (entry.channel.value, entry.label) for entry in source_register().channels.values()
    ],
    FigureFilter.AREA: lambda: [(area.key, area.name) for area in area_register().areas],
    FigureFilter.TOWN: lambda: [(town.name, town.name) for town in list_towns()],
}
"""The value and the name of each group of a filter."""


def grouped(
    counting: Counting, key: str, by: FigureFilter, period: StatisticalPeriod
) -> list[tuple[str, int]]:
    """Return name and count of each group in the order of its register, the rest last.

    Raises:
        NotAllowedError: ``accounts.no_right``.
    """
    figure = FIGURES[key]
    total = counting.value(figure, period, ()).count
    named = [
        (name, counting.value(figure, period, ((by, value),)).count)
        for value, name in _GROUPS[by]()
    ]
    return [*named, (REST_LABELS["rest"], total - sum(count for _, count in named))]

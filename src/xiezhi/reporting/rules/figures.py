"""The figures: key, official name, 口径 in words, unit, and the list each one counts.

A rate names its numerator and denominator, which are figures themselves; the rate of nothing has
no value. There are no rankings and no targets.

Source: PRACTICE (业务数据口径): 成案率 over 评估办结 and over 登记; 回复率 and 按期回复率 over what is
due, 未到期 apart; 最高检「一取消三不再」 (2024-10).
"""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from enum import StrEnum
from typing import Final

from xiezhi.kernel.errors import InvalidInputError
from xiezhi.reporting.rules.figure_labels import (
    CASE_FIGURE_LABELS,
    FEEDBACK_FIGURE_LABELS,
    INFORMATION_FIGURE_LABELS,
    LEAD_FIGURE_LABELS,
    LETTER_FIGURE_LABELS,
    PROPOSAL_FIGURE_LABELS,
    RATE_FIGURE_LABELS,
    REPLY_FIGURE_LABELS,
)
from xiezhi.reporting.rules.ledgers import LedgerKind


class FigureFilter(StrEnum):
    """What a figure may be narrowed by."""

    AREA = "area"
    TOWN = "town"
    CHANNEL = "channel"
    SOURCE = "source"
    DEPARTMENT = "department"


FILTER_LABELS: Final = {
    FigureFilter.AREA: "领域",
    FigureFilter.TOWN: "苏木镇",
    FigureFilter.CHANNEL: "来源方式",
    FigureFilter.SOURCE: "法定来源",
    FigureFilter.DEPARTMENT: "部门",
}
_OF_LEADS: Final = frozenset(FigureFilter)
_OF_REPORTS: Final = frozenset({FigureFilter.AREA, FigureFilter.TOWN, FigureFilter.CHANNEL})
_OF_CASES: Final = frozenset({FigureFilter.AREA, FigureFilter.TOWN, FigureFilter.DEPARTMENT})
_OF_PROPOSALS: Final = frozenset({FigureFilter.AREA, FigureFilter.CHANNEL, FigureFilter.DEPARTMENT})
FILTERS: Final[dict[LedgerKind, frozenset[FigureFilter]]] = {
    LedgerKind.INFORMATION: _OF_REPORTS,
    LedgerKind.LEADS: _OF_LEADS,
    LedgerKind.CASES: _OF_CASES,
    LedgerKind.LETTERS: frozenset(),
    LedgerKind.REPLIES: frozenset(),
    LedgerKind.FEEDBACK: _OF_LEADS,
    LedgerKind.PROPOSALS: _OF_PROPOSALS,
}
"""What the list behind a figure can be narrowed by; a letter has no area of its own."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """A count of the rows of one ledger under one measure, or a rate of two counts.

    Attributes:
        meaning: 口径, shown beside every value; a rate's is its numerator over its denominator.
        numerator: key of a count; "" for a count.
        denominator: key of a count; "" for a count.
    """

    key: str
    name: str
    unit: str
    ledger: LedgerKind
    meaning: str = ""
    measure: str = ""
    numerator: str = ""
    denominator: str = ""

    @property
    def is_rate(self) -> bool:
        """Whether it is a rate."""
        return bool(self.denominator)

    @property
    def filters(self) -> frozenset[FigureFilter]:
        """What it may be narrowed by."""
        return FILTERS[self.ledger]


UNIT_LABELS: Final = {
    LedgerKind.INFORMATION: "条",
    LedgerKind.LEADS: "件",
    LedgerKind.CASES: "件",
    LedgerKind.LETTERS: "份",
    LedgerKind.REPLIES: "份",
    LedgerKind.FEEDBACK: "件",
    LedgerKind.PROPOSALS: "件",
}
_TABLES: Final = (
    (LedgerKind.INFORMATION, INFORMATION_FIGURE_LABELS),
    (LedgerKind.LEADS, LEAD_FIGURE_LABELS),
    (LedgerKind.CASES, CASE_FIGURE_LABELS),
    (LedgerKind.LETTERS, LETTER_FIGURE_LABELS),
    (LedgerKind.REPLIES, REPLY_FIGURE_LABELS),
    (LedgerKind.FEEDBACK, FEEDBACK_FIGURE_LABELS),
    (LedgerKind.PROPOSALS, PROPOSAL_FIGURE_LABELS),
)


def _counts() -> Iterator[Figure]:
    for ledger, table in _TABLES:
        for key, name, measure, meaning in table:
            yield Figure(
                key=key,
                name=name,
                meaning=meaning,
                unit=UNIT_LABELS[ledger],
                ledger=ledger,
                measure=measure,
            )


def _rates(counts: dict[str, Figure]) -> Iterator[Figure]:
    for key, name, numerator, denominator in RATE_FIGURE_LABELS:
        yield Figure(
            key=key,
            name=name,
            unit="%",
            ledger=counts[numerator].ledger,
            numerator=numerator,
            denominator=denominator,
        )


_COUNTED: Final = {figure.key: figure for figure in _counts()}
FIGURES: Final[dict[str, Figure]] = _COUNTED | {figure.key: figure for figure in _rates(_COUNTED)}
NOTHING: Final = "—"
"""What stands where there is no value: the rate of nothing."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FigureValue:
    """A figure counted: the count, or numerator and denominator of a rate."""

    figure: Figure
    count: int = 0
    numerator: int = 0
    denominator: int = 0

    @property
    def percent(self) -> Decimal | None:
        """The rate in percent, two places, half up; None of a count and of a rate of nothing."""
        if not self.figure.is_rate or not self.denominator:
            return None
        exact = Decimal(self.numerator) * 100 / Decimal(self.denominator)
        return exact.quantize(Decimal("0.01"), rounding=ROUND_HALF_UP)

    @property
    def words(self) -> str:
        """The value as it is printed: 12, 85.71%, or — of nothing."""
        if not self.figure.is_rate:
            return str(self.count)
        return NOTHING if self.percent is None else f"{self.percent}%"


def get_figure(key: str) -> Figure:
    """Return a figure.

    Raises:
        InvalidInputError: ``reporting.unknown_figure``.
    """
    if key not in FIGURES:
        raise InvalidInputError("reporting.unknown_figure")
    return FIGURES[key]


def counted_by(figure: Figure) -> Iterator[Figure]:
    """Yield the counts a figure is made of: itself, or a rate's two."""
    if figure.is_rate:
        yield FIGURES[figure.numerator]
        yield FIGURES[figure.denominator]
    else:
        yield figure

"""公开数据: what is put before everybody for a period, and by which two people.

Nothing that is out is changed: a mistake is withdrawn, with the reason, and put out anew for the
same period. Periods are long and do not overlap, else the difference of two would tell of the days
between them.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import Any, Final

from xiezhi.disclosure.rules.suppression import Shown
from xiezhi.kernel.errors import InvalidInputError
from xiezhi.kernel.transitions import Transition

MAX_NOTE: Final = 500
MAX_REASON: Final = 300
MAX_LINES: Final = 40
MAX_TABLES: Final = 12
MAX_ROWS: Final = 60
SHORTEST: Final = timedelta(days=89)
"""A quarter may have no more than 90 days."""


class ReleaseState(StrEnum):
    """Where a release stands."""

    PROPOSED = "proposed"
    RELEASED = "released"
    REFUSED = "refused"
    WITHDRAWN = "withdrawn"


class ReleaseEvent(StrEnum):
    """What happens to a release."""

    RELEASE = "release"
    REFUSE = "refuse"
    WITHDRAW = "withdraw"


RELEASE_STATE_LABELS: Final = {
    ReleaseState.PROPOSED: "待审核",
    ReleaseState.RELEASED: "已公开",
    ReleaseState.REFUSED: "已退回",
    ReleaseState.WITHDRAWN: "已撤下",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class ReleaseFacts:
    """What the guard asks about: the person deciding prepared it."""

    decider_is_preparer: bool = False


def _second_person(facts: ReleaseFacts) -> str:
    return "disclosure.releases_own" if facts.decider_is_preparer else ""


_S, _E = ReleaseState, ReleaseEvent
Row = Transition[ReleaseState, ReleaseEvent, ReleaseFacts]
_BASIS: Final = "本院规定"
TRANSITIONS: Final[tuple[Row, ...]] = (
    Row(
        source=_S.PROPOSED,
        event=_E.RELEASE,
        target=_S.RELEASED,
        basis=_BASIS,
        guard=_second_person,
    ),
    Row(source=_S.PROPOSED, event=_E.REFUSE, target=_S.REFUSED, basis=_BASIS),
    Row(source=_S.RELEASED, event=_E.WITHDRAW, target=_S.WITHDRAWN, basis=_BASIS),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class FigureLine:
    """A figure of the whole office; without words where it is withheld."""

    name: str
    meaning: str
    unit: str
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class GroupRow:
    """A group of a table; None is withheld."""

    name: str
    count: Shown


@dataclass(frozen=True, slots=True, kw_only=True)
class GroupTable:
    """A whole and its groups; ``by`` says in a word what they are groups of."""

    name: str
    by: str
    unit: str
    total: Shown
    rows: tuple[GroupRow, ...]

    @property
    def is_withheld(self) -> bool:
        """Whether no group may be told."""
        return bool(self.rows) and all(row.count is None for row in self.rows)


@dataclass(frozen=True, slots=True, kw_only=True)
class ReleasedFigures:
    """Everything a release says."""

    lines: tuple[FigureLine, ...]
    tables: tuple[GroupTable, ...]

    @property
    def withheld(self) -> int:
        """How many numbers are withheld."""
        return sum(not line.words for line in self.lines) + sum(
            row.count is None for table in self.tables for row in table.rows
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class ReleasePeriod:
    """First and last day, both included, of what was ever put out, and whether it still is."""

    since: date
    until: date
    is_withdrawn: bool = False


def check_period(period: ReleasePeriod, others: Iterable[ReleasePeriod], *, today: date) -> None:
    """Refuse a period that may not be put out.

    Raises:
        InvalidInputError: ``disclosure.period_order``, ``disclosure.period_not_over``,
            ``disclosure.period_short``, ``disclosure.period_overlaps`` with the days of the other.
    """
    if period.until < period.since:
        raise InvalidInputError("disclosure.period_order")
    if period.until >= today:
        raise InvalidInputError("disclosure.period_not_over")
    if period.until - period.since < SHORTEST:
        raise InvalidInputError("disclosure.period_short")
    for other in others:
        is_anew = other.is_withdrawn and (other.since, other.until) == (period.since, period.until)
        if not is_anew and other.since <= period.until and period.since <= other.until:
            raise InvalidInputError(
                "disclosure.period_overlaps",
                since=other.since.isoformat(),
                until=other.until.isoformat(),
            )


def stored_figures(figures: ReleasedFigures) -> dict[str, Any]:
    """Return figures as they are kept."""
    return {
        "lines": [
            {"name": one.name, "meaning": one.meaning, "unit": one.unit, "words": one.words}
            for one in figures.lines
        ],
        "tables": [
            {
                "name": table.name,
                "by": table.by,
                "unit": table.unit,
                "total": table.total,
                "rows": [{"name": row.name, "count": row.count} for row in table.rows],
            }
            for table in figures.tables
        ],
    }


def figures_of(stored: dict[str, Any]) -> ReleasedFigures:
    """Return figures from what was kept."""
    return ReleasedFigures(
        lines=tuple(FigureLine(**line) for line in stored["lines"]),
        tables=tuple(
            GroupTable(
                name=table["name"],
                by=table["by"],
                unit=table["unit"],
                total=table["total"],
                rows=tuple(GroupRow(**row) for row in table["rows"]),
            )
            for table in stored["tables"]
        ),
    )

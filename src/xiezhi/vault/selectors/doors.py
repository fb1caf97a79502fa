"""What those above say of a report: its matters, who works on them, and whether they have ended.

The vault lies below leads and cases and knows neither; each registers a door when the application
starts. The vault process asks `team_of` with its own eyes: as the vault role, from the tables.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Final
from uuid import UUID

from xiezhi.accounts.selectors.for_the_vault import deputies_of
from xiezhi.kernel.actor import Actor
from xiezhi.kernel.matters import Matter


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportDoor:
    """What one kind of matter says of a report.

    Attributes:
        matters: the matters of the report the person may see.
        team: the members of staff who handle them. Reads only columns the vault role may read.
        is_open: one of them has not ended.
        ended_on: the day the last of them ended; None where there is none.
    """

    matters: Callable[[Actor, UUID], list[Matter]]
    team: Callable[[UUID], frozenset[UUID]]
    is_open: Callable[[UUID], bool]
    ended_on: Callable[[UUID], date | None]


_doors: Final[list[ReportDoor]] = []


def register_reports(door: ReportDoor) -> None:
    """Add a door; called once by each capability, when the application starts."""
    _doors.append(door)


def list_matters(acting: Actor, report_id: UUID) -> list[Matter]:
    """Return every matter of a report the person may see."""
    return [matter for door in _doors for matter in door.matters(acting, report_id)]


def team_of(report_id: UUID, *, day: date) -> frozenset[UUID]:
    """Return who works on any matter of a report, and whoever does their work on that day."""
    team = frozenset().union(*(door.team(report_id) for door in _doors))
    return team | deputies_of(team, day)


def ended_on(report_id: UUID) -> date | None:
    """Return the day the last matter of a report ended; None while one runs, or without any."""
    if any(door.is_open(report_id) for door in _doors):
        return None
    days = [day for door in _doors if (day := door.ended_on(report_id)) is not None]
    return max(days, default=None)


def has_matter_open(report_id: UUID) -> bool:
    """Return whether a matter of the report has not ended."""
    return any(door.is_open(report_id) for door in _doors)

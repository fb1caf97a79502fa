"""A release as it crosses to the outer zone: what everybody reads anyway, and no name."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from xiezhi.disclosure.rules.release import FigureLine, GroupTable


@dataclass(frozen=True, slots=True, kw_only=True)
class CrossedRelease:
    """A release that is out, or was."""

    id: UUID
    first_day: date
    last_day: date
    note: str
    lines: tuple[FigureLine, ...]
    tables: tuple[GroupTable, ...]
    released_at: datetime
    taken_down_at: datetime | None
    taken_down_reason: str

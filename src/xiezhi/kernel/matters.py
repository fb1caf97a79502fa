"""A matter named by value: letters, notes and tasks belong to one without knowing its table."""

from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID


class MatterKind(StrEnum):
    """What a letter, a note, a task or a clock is about."""

    LEAD = "lead"
    REPORT = "report"
    CASE = "case"
    PROPOSAL = "proposal"


@dataclass(frozen=True, slots=True, kw_only=True)
class Matter:
    """A matter as those below know it: kind, id and the words staff call it by (线索 2026-17)."""

    kind: MatterKind
    id: UUID
    label: str

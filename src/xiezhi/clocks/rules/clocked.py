"""A matter as its clocks know it."""

from dataclasses import dataclass
from uuid import UUID

from xiezhi.kernel.matters import MatterKind


@dataclass(frozen=True, slots=True, kw_only=True)
class Clocked:
    """What a clock repeats of its matter, so that lists and alarms need not ask it.

    Attributes:
        label: the words staff call it by (线索 2026-17).
        title: a few words for lists inside the office.
    """

    kind: MatterKind
    id: UUID
    label: str
    title: str
    handler_id: UUID | None
    department_id: UUID

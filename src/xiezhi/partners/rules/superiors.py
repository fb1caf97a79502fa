"""Who stands above whom on a day (上级单位): several may, as under 双重领导; never round in a circle."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID


@dataclass(frozen=True, slots=True, kw_only=True)
class SuperiorSpan:
    """One unit above another, from a day to a day, both included; open while ``until`` is None."""

    unit_id: UUID
    superior_id: UUID
    since: date
    until: date | None

    def holds_on(self, day: date) -> bool:
        """Return whether it was so on a day."""
        return self.since <= day and (self.until is None or day <= self.until)

    def overlaps(self, other: "SuperiorSpan") -> bool:
        """Return whether both were so on some day."""
        return self.holds_on(other.since) or other.holds_on(self.since)


def all_above(unit_ids: Iterable[UUID], above: Mapping[UUID, Iterable[UUID]]) -> tuple[UUID, ...]:
    """Return every unit above some, the nearest first, each once, those asked about left out."""
    asked = set(unit_ids)
    found: dict[UUID, None] = {}
    level = sorted(asked, key=str)
    while level:
        higher = [one for unit_id in level for one in above.get(unit_id, ())]
        level = [one for one in dict.fromkeys(higher) if one not in found and one not in asked]
        found |= dict.fromkeys(level)
    return tuple(found)


def makes_a_circle(new: SuperiorSpan, others: Iterable[SuperiorSpan]) -> bool:
    """Return whether the superior stands under the unit on some day of the new relation."""
    days = {new.since} | {one.since for one in others if new.holds_on(one.since)}
    return any(_is_above(new.unit_id, new.superior_id, others, day) for day in days)


def _is_above(high: UUID, low: UUID, standings: Iterable[SuperiorSpan], day: date) -> bool:
    above: dict[UUID, list[UUID]] = {}
    for one in standings:
        if one.holds_on(day):
            above.setdefault(one.unit_id, []).append(one.superior_id)
    return high == low or high in all_above([low], above)

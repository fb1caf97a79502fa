"""Areas of staged bytes that some table names; whoever stages tells which are his."""

from collections.abc import Callable, Iterable
from typing import Final
from uuid import UUID

from xiezhi.evidence.models import StoredFile

Areas = Callable[[], Iterable[UUID]]
_DOORS: Final[list[Areas]] = []


def open_area_door(areas: Areas) -> None:
    """Have a capability's areas counted among those that are named; called once, at the start."""
    if areas not in _DOORS:
        _DOORS.append(areas)


def named_areas() -> set[UUID]:
    """Return the areas of this office that a table names."""
    waiting = StoredFile.objects.filter(staged_sha256__isnull=False)
    own = set(waiting.values_list("id", flat=True))
    return own.union(*(areas() for areas in _DOORS))

"""The doors to matters with clocks: who owns a kind says whose clocks a person sees, and where it is shown.

Clocks lie below every kind of matter and know none; whoever keeps one registers its door when the
application starts.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final
from uuid import UUID

from django.db.models import Q

from xiezhi.kernel.actor import Actor
from xiezhi.kernel.matters import MatterKind


@dataclass(frozen=True, slots=True, kw_only=True)
class ClockDoor:
    """What clocks may ask about the matters of one kind.

    Attributes:
        sees: the condition on clocks (handler, department, matter_id) under which a person sees
            the matter; None for whoever sees none.
        path: the page of a matter, inside the site.
    """

    sees: Callable[[Actor], Q | None]
    path: Callable[[UUID], str]


_doors: Final[dict[MatterKind, ClockDoor]] = {}


def register_clocks(kind: MatterKind, door: ClockDoor) -> None:
    """Open the door to a kind of matter; called once, when the application starts."""
    _doors[kind] = door


def seen_clocks(acting: Actor) -> Q | None:
    """Return the condition on the clocks of every matter a person sees; None for none."""
    seen = None
    for kind, door in _doors.items():
        condition = door.sees(acting)
        if condition is not None:
            own = Q(matter_kind=kind) & condition
            seen = own if seen is None else seen | own
    return seen


def path_of_matter(kind: MatterKind, matter_id: UUID) -> str:
    """Return the page of a matter; the list of what is due where its kind has no page here."""
    door = _doors.get(kind)
    return "/desk/due/" if door is None else door.path(matter_id)

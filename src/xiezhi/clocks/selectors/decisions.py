"""待我决定: what waits for a person's opinion or decision, whatever kind of matter it is.

Whoever keeps a kind of matter registers its door when the application starts.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Final

from xiezhi.clocks.selectors.of_matters import Due
from xiezhi.kernel.actor import Actor
from xiezhi.kernel.matters import MatterKind


@dataclass(frozen=True, slots=True, kw_only=True)
class AwaitedDecision:
    """One opinion or decision asked of the person.

    Attributes:
        asks: what is asked, in the office's words: a message id, translated where it is shown.
        path: where it is given, inside the site.
    """

    matter_kind: MatterKind
    matter_label: str
    matter_title: str
    asks: str
    path: str
    handler_label: str
    due: Due | None


@dataclass(frozen=True, slots=True, kw_only=True)
class DecisionDoor:
    """How many decisions of a kind of matter wait for a person, and the first of them."""

    count: Callable[[Actor, date], int]
    list: Callable[[Actor, date], tuple[AwaitedDecision, ...]]


_doors: Final[dict[MatterKind, DecisionDoor]] = {}


def register_decisions(kind: MatterKind, door: DecisionDoor) -> None:
    """Open the door to a kind of matter; called once, when the application starts."""
    _doors[kind] = door


def count_decisions(acting: Actor, today: date) -> int:
    """Return how many opinions and decisions wait for a person."""
    return sum(door.count(acting, today) for door in _doors.values())


def list_decisions(acting: Actor, today: date) -> tuple[AwaitedDecision, ...]:
    """Return what waits for a person, nearest last day first, what has none at the end."""
    found = [one for door in _doors.values() for one in door.list(acting, today)]
    return tuple(sorted(found, key=lambda one: one.due.on if one.due else date.max))

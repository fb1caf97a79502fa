"""The doors to matters: who owns a kind of matter says who may see it and what may be written on it.

Letters lie below leads and know none; whoever keeps a kind of matter registers its door when the
application starts (as addresses are registered with notifications).
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Final
from uuid import UUID

from django.db.models import QuerySet

from xiezhi.kernel.actor import Actor
from xiezhi.kernel.errors import NotFoundError
from xiezhi.kernel.matters import Matter, MatterKind
from xiezhi.letters.rules.kinds import LetterKind


@dataclass(frozen=True, slots=True, kw_only=True)
class MatterDoor:
    """What letters may ask about the matters of one kind.

    Attributes:
        visible_ids: the ids of the matters a person may see, as a query of one column.
        access: the matter, for whoever may see it; else NotFoundError.
        may_go_out: refuses where no such paper may go out about the matter now.
        check_words: refuses words that must not leave the office (the report, its reporter).
    """

    visible_ids: Callable[[Actor], "QuerySet[Any, Any]"]
    access: Callable[[Actor, UUID], Matter]
    may_go_out: Callable[[UUID, LetterKind], None]
    check_words: Callable[[UUID, str], None]


_doors: Final[dict[MatterKind, MatterDoor]] = {}


def register_matters(kind: MatterKind, door: MatterDoor) -> None:
    """Open the door to a kind of matter; called once, when the application starts."""
    _doors[kind] = door


def doors() -> dict[MatterKind, MatterDoor]:
    """Return the doors there are in this zone."""
    return dict(_doors)


def door_of(kind: str) -> MatterDoor:
    """Return the door to a kind of matter.

    Raises:
        NotFoundError: ``letters.no_matter``: this zone has no such matters.
    """
    door = _doors.get(MatterKind(kind))
    if door is None:
        raise NotFoundError("letters.no_matter")
    return door

"""Who decides what (决定权), as data: the platform records decisions and checks who took them."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from xiezhi.kernel.errors import NotFoundError
from xiezhi.law.reading import Entry
from xiezhi.law.shelf import kept, records
from xiezhi.law.sourced import Sourced, sourced


class DecisionMaker(StrEnum):
    """Who may decide or review. Assistants, clerks and supporters may do neither."""

    PROSECUTOR = "prosecutor"
    DEPARTMENT_HEAD = "department_head"
    CHIEF = "chief"
    COMMITTEE = "committee"
    SUPERIOR = "superior"
    POLICY = "policy"


@dataclass(frozen=True, slots=True, kw_only=True)
class DecisionRight:
    """An act and who decides it; any one of ``decided_by`` does."""

    key: str
    name: str
    decided_by: tuple[DecisionMaker, ...]
    reviewed_by: tuple[DecisionMaker, ...]
    flows: tuple[str, ...]
    source: Sourced


@kept
def decision_rights() -> Mapping[str, DecisionRight]:
    """Return every act by key."""
    return records("decisions", _parse)


def decision_right(key: str) -> DecisionRight:
    """Return who decides an act.

    Raises:
        NotFoundError: ``law.no_decision``.
    """
    found = decision_rights().get(key)
    if found is None:
        raise NotFoundError("law.no_decision", decision=key)
    return found


def _parse(entry: Entry, supplement: str) -> tuple[str, DecisionRight]:
    found = DecisionRight(
        key=entry.text("key"),
        name=entry.text("name"),
        decided_by=entry.choices("decided_by", DecisionMaker),
        reviewed_by=entry.choices("reviewed_by", DecisionMaker),
        flows=entry.texts("flows"),
        source=sourced(entry, supplement),
    )
    if not found.decided_by:
        raise entry.wrong("decided_by", "nobody_decides")
    return found.key, found

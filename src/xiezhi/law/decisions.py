"""Who decides what (决定权), as data: the platform records decisions and checks who took them."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from types import MappingProxyType
from typing import Final

from xiezhi.kernel.errors import NotFoundError
from xiezhi.law.reading import Entry
from xiezhi.law.shelf import kept, section
from xiezhi.law.sourced import Sourced, sourced


class DecisionMaker(StrEnum):
    """Who may decide or review. Assistants, clerks and supporters may do neither."""

    PROSECUTOR = "prosecutor"
    DEPARTMENT_HEAD = "department_head"
    CHIEF = "chief"
    COMMITTEE = "committee"
    SUPERIOR = "superior"
    POLICY = "policy"
    COURT = "court"


LEVELS: Final = (
    DecisionMaker.PROSECUTOR,
    DecisionMaker.DEPARTMENT_HEAD,
    DecisionMaker.CHIEF,
    DecisionMaker.COMMITTEE,
    DecisionMaker.SUPERIOR,
)
"""Who stands above whom; the policy department reviews, the court is another body."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DecisionRight:
    """An act and who decides it; any one of ``decided_by`` does.

    Attributes:
        effective_from: first day this version counts.
        is_left_to_office: the law names nobody; an office may let a lower level decide.
    """

    key: str
    name: str
    decided_by: tuple[DecisionMaker, ...]
    reviewed_by: tuple[DecisionMaker, ...]
    flows: tuple[str, ...]
    effective_from: date
    is_left_to_office: bool
    source: Sourced


Versions = tuple[DecisionRight, ...]


def decision_right(key: str, day: date) -> DecisionRight:
    """Return who decides an act under the law of a day.

    Of a time before the first version that one counts: older cases take what their time lacked.

    Raises:
        NotFoundError: ``law.no_decision``.
    """
    versions = decision_rights().get(key)
    if versions is None:
        raise NotFoundError("law.no_decision", decision=key)
    begun = [one for one in versions if one.effective_from <= day]
    return begun[-1] if begun else versions[0]


def decision_rights_on(day: date) -> Versions:
    """Return the version of each act that counts on a day, without those whose text did not apply."""
    found = (decision_right(key, day) for key in decision_rights())
    return tuple(one for one in found if one.source.is_in_force(day))


@kept
def decision_rights() -> Mapping[str, Versions]:
    """Return the versions of every act by key, oldest first; an office's end those before them."""
    found: dict[str, Versions] = {}
    for file, document in section("decisions"):
        here: dict[str, DecisionRight] = {}
        for entry in document.entries("decisions"):
            right = _parse(entry, file)
            if right.key in here:
                raise entry.wrong("key", "given_twice")
            here[right.key] = right
            found[right.key] = _following(entry, right, found.get(right.key, ()))
            entry.close()
        document.close()
    return MappingProxyType(found)


def _following(entry: Entry, right: DecisionRight, before: Versions) -> Versions:
    """Return the versions with a later file's in the place of those it ends.

    Raises:
        InvalidInputError: ``law.data_wrong``: an office lowers what the law does not leave to it.
    """
    if before:
        earlier = [one for one in before if one.effective_from <= right.effective_from]
        _check_not_lowered(entry, right, (earlier or [before[0]])[-1])
    kept_ones = (one for one in before if one.effective_from < right.effective_from)
    return (*kept_ones, right)


def _check_not_lowered(entry: Entry, right: DecisionRight, before: DecisionRight) -> None:
    if before.is_left_to_office or _is_newer_law(right, before):
        return
    if right.is_left_to_office:
        raise entry.wrong("left_to_office", "decision_lowered")
    if _lowest(right) < _lowest(before):
        raise entry.wrong("decided_by", "decision_lowered")


def _is_newer_law(right: DecisionRight, before: DecisionRight) -> bool:
    """Whether a text of the law, later than the one before, stands behind the new version."""
    new, old = right.source.instrument, before.source.instrument
    if new is None or not new.is_in_force(right.effective_from):
        return False
    return old is None or (new.effective_from or date.min) > (old.effective_from or date.min)


def _lowest(right: DecisionRight) -> int:
    """Return the lowest level that may decide; the court stands beside the levels, above all."""
    places = (LEVELS.index(one) if one in LEVELS else len(LEVELS) for one in right.decided_by)
    return min(places)


def _parse(entry: Entry, supplement: str) -> DecisionRight:
    source = sourced(entry, supplement)
    usual = None if source.instrument is None else source.instrument.effective_from
    found = DecisionRight(
        key=entry.text("key"),
        name=entry.text("name"),
        decided_by=entry.choices("decided_by", DecisionMaker),
        reviewed_by=entry.choices("reviewed_by", DecisionMaker),
        flows=entry.texts("flows"),
        effective_from=entry.optional_day("effective_from") or usual or date.min,
        is_left_to_office=entry.flag("left_to_office", default=False),
        source=source,
    )
    if not found.decided_by or DecisionMaker.POLICY in found.decided_by:
        raise entry.wrong("decided_by", "nobody_decides")
    return found

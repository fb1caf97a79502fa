"""Who may decide a step of a case: as the rule book says for the day whose law the case keeps."""

from collections.abc import Mapping
from datetime import date
from types import MappingProxyType
from typing import Final

from xiezhi.cases.rules.kinds import Decider
from xiezhi.cases.rules.table import CaseRow
from xiezhi.kernel.errors import InvalidInputError, TransitionRefusedError
from xiezhi.law.decisions import DecisionMaker, decision_right

_DECIDERS: Final[Mapping[DecisionMaker, Decider]] = MappingProxyType(
    {
        DecisionMaker.PROSECUTOR: Decider.PROSECUTOR,
        DecisionMaker.DEPARTMENT_HEAD: Decider.HEAD,
        DecisionMaker.CHIEF: Decider.CHIEF,
        DecisionMaker.COMMITTEE: Decider.COMMITTEE,
        DecisionMaker.SUPERIOR: Decider.SUPERIOR,
        DecisionMaker.COURT: Decider.COURT,
    }
)
_CHIEFS: Final = frozenset({Decider.CHIEF, Decider.COMMITTEE})
_COMMITTEE: Final = "committee"


def makers_of(right: str, law_day: date) -> frozenset[Decider]:
    """Return whom the rule book names for a right, and nobody besides."""
    named = decision_right(right, law_day).decided_by
    return frozenset(_DECIDERS[maker] for maker in named)


def deciders_of(row: CaseRow, law_day: date) -> frozenset[Decider]:
    """Return who may decide a step, empty where nobody does.

    What the chief procurator decides the chief may lay before the committee.
    """
    if not row.right:
        return frozenset()
    named = makers_of(row.right, law_day)
    return named | makers_of(_COMMITTEE, law_day) if Decider.CHIEF in named else named


def is_for_chief(row: CaseRow, law_day: date) -> bool:
    """Whether nobody below the chief procurator may decide a step."""
    deciders = deciders_of(row, law_day)
    return bool(deciders) and deciders <= _CHIEFS


def check_decider(row: CaseRow, decider: Decider | None, law_day: date) -> None:
    """Refuse a decision by somebody who may not take it.

    Raises:
        InvalidInputError: ``cases.no_decider``.
        TransitionRefusedError: ``cases.wrong_decider`` with the article.
    """
    deciders = deciders_of(row, law_day)
    if not deciders:
        return
    if decider is None:
        raise InvalidInputError("cases.no_decider")
    if decider not in deciders:
        raise TransitionRefusedError(
            "cases.wrong_decider", basis=row.basis, state=row.source, event=row.event
        )

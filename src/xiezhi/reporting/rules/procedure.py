"""A form on its way upward: prepared, handed to a second person, locked or sent back.

Nothing locked is changed: a correction is an edition of its own.
"""

from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from xiezhi.kernel.transitions import Transition


class ReturnState(StrEnum):
    """Where a filled form stands."""

    DRAFT = "draft"
    CHECKING = "checking"
    LOCKED = "locked"
    ABANDONED = "abandoned"


class ReturnEvent(StrEnum):
    """What happens to a filled form."""

    SUBMIT_RETURN = "submit_return"
    SEND_BACK = "send_back"
    LOCK_RETURN = "lock_return"
    ABANDON_RETURN = "abandon_return"


RETURN_STATE_LABELS: Final = {
    ReturnState.DRAFT: "填报中",
    ReturnState.CHECKING: "待审核",
    ReturnState.LOCKED: "已锁定",
    ReturnState.ABANDONED: "已作废",
}
RETURN_EVENT_LABELS: Final = {
    ReturnEvent.SUBMIT_RETURN: "提请审核",
    ReturnEvent.SEND_BACK: "退回修改",
    ReturnEvent.LOCK_RETURN: "锁定上报版",
    ReturnEvent.ABANDON_RETURN: "作废",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class ReturnFacts:
    """What the guards ask about.

    Attributes:
        has_cells: the mapping fills at least one cell.
        failed_checks: 校验 that do not hold.
        checker_is_preparer: the person locking prepared the form.
    """

    has_cells: bool = True
    failed_checks: int = 0
    checker_is_preparer: bool = False


def _ready(facts: ReturnFacts) -> str:
    if not facts.has_cells:
        return "reporting.nothing_mapped"
    return "reporting.checks_failed" if facts.failed_checks else ""


def _second_person(facts: ReturnFacts) -> str:
    return "reporting.locks_own_return" if facts.checker_is_preparer else ""


_S, _E = ReturnState, ReturnEvent
Row = Transition[ReturnState, ReturnEvent, ReturnFacts]
_BASIS: Final = "本院规定"

TRANSITIONS: Final[tuple[Row, ...]] = (
    Row(source=_S.DRAFT, event=_E.SUBMIT_RETURN, target=_S.CHECKING, basis=_BASIS, guard=_ready),
    Row(source=_S.CHECKING, event=_E.SEND_BACK, target=_S.DRAFT, basis=_BASIS),
    Row(
        source=_S.CHECKING,
        event=_E.LOCK_RETURN,
        target=_S.LOCKED,
        basis=_BASIS,
        guard=_second_person,
    ),
    Row(source=_S.DRAFT, event=_E.ABANDON_RETURN, target=_S.ABANDONED, basis=_BASIS),
)

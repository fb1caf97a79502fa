"""The way of a proposal through the office. Its answer is owed whatever it is converted into."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Final

from xiezhi.kernel.transitions import Transition

OWN: Final = "本院规定"


class ProposalState(StrEnum):
    """Where it stands; the tabs of the list."""

    RECEIVED = "received"
    IN_HAND = "in_hand"
    AWAITING_ANSWER = "awaiting_answer"
    ANSWERED = "answered"


PROPOSAL_STATE_LABELS: Final = {
    ProposalState.RECEIVED: "待筛查",
    ProposalState.IN_HAND: "办理中",
    ProposalState.AWAITING_ANSWER: "待答复",
    ProposalState.ANSWERED: "已答复",
}


class ProposalEvent(StrEnum):
    """A step of it."""

    REGISTER = "register"
    FIND_SUBSTANCE = "find_substance"
    FIND_WISH = "find_wish"
    SCREEN_AGAIN = "screen_again"
    CONVERT = "convert"
    FINISH = "finish"
    ANSWER = "answer"
    HANDLE_AGAIN = "handle_again"
    MARK_COMPLEX = "mark_complex"


PROPOSAL_EVENT_LABELS: Final = {
    ProposalEvent.REGISTER: "登记",
    ProposalEvent.FIND_SUBSTANCE: "筛查：含公益诉讼内容",
    ProposalEvent.FIND_WISH: "筛查：不含公益诉讼内容",
    ProposalEvent.SCREEN_AGAIN: "重新筛查",
    ProposalEvent.CONVERT: "衔接转化",
    ProposalEvent.FINISH: "办理完毕，待答复",
    ProposalEvent.ANSWER: "答复",
    ProposalEvent.HANDLE_AGAIN: "不满意，重新办理",
    ProposalEvent.MARK_COMPLEX: "涉及面广、处理难度大，答复期限改为六个月",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class ProposalFacts:
    """What the guards ask."""

    conversions: int = 0
    is_dissatisfied: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Decided:
    """Who decided a step and when; who typed it is the actor. "" is the actor, None today."""

    by: str = ""
    on: date | None = None


def _nothing_converted_yet(facts: ProposalFacts) -> str:
    return "proposals.already_converted" if facts.conversions else ""


def _something_came_of_it(facts: ProposalFacts) -> str:
    return "" if facts.conversions else "proposals.nothing_converted"


def _submitter_is_dissatisfied(facts: ProposalFacts) -> str:
    return "" if facts.is_dissatisfied else "proposals.not_dissatisfied"


_Row = Transition[ProposalState, ProposalEvent, ProposalFacts]
_RECEIVED, _IN_HAND = ProposalState.RECEIVED, ProposalState.IN_HAND
_AWAITING, _ANSWERED = ProposalState.AWAITING_ANSWER, ProposalState.ANSWERED

TRANSITIONS: Final[tuple[_Row, ...]] = (
    _Row(source=_RECEIVED, event=ProposalEvent.FIND_SUBSTANCE, target=_IN_HAND, basis=OWN),
    _Row(source=_RECEIVED, event=ProposalEvent.FIND_WISH, target=_AWAITING, basis=OWN),
    _Row(
        source=_IN_HAND,
        event=ProposalEvent.SCREEN_AGAIN,
        target=_RECEIVED,
        basis=OWN,
        guard=_nothing_converted_yet,
    ),
    _Row(
        source=_AWAITING,
        event=ProposalEvent.SCREEN_AGAIN,
        target=_RECEIVED,
        basis=OWN,
        guard=_nothing_converted_yet,
    ),
    _Row(source=_IN_HAND, event=ProposalEvent.CONVERT, target=_IN_HAND, basis=OWN),
    _Row(source=_AWAITING, event=ProposalEvent.CONVERT, target=_AWAITING, basis=OWN),
    # What was answered may still bear fruit: a mechanism signed a year later is linked too.
    _Row(source=_ANSWERED, event=ProposalEvent.CONVERT, target=_ANSWERED, basis=OWN),
    _Row(
        source=_IN_HAND,
        event=ProposalEvent.FINISH,
        target=_AWAITING,
        basis=OWN,
        guard=_something_came_of_it,
    ),
    # The clock of the answer runs beside everything, so an answer may go before the work is done.
    _Row(source=_IN_HAND, event=ProposalEvent.ANSWER, target=_ANSWERED, basis=OWN),
    _Row(source=_AWAITING, event=ProposalEvent.ANSWER, target=_ANSWERED, basis=OWN),
    _Row(
        source=_ANSWERED,
        event=ProposalEvent.HANDLE_AGAIN,
        target=_IN_HAND,
        basis=OWN,
        guard=_submitter_is_dissatisfied,
    ),
)

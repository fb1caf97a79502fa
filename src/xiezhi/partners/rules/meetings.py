"""联席会议: how far one is, what a unit answers, what a unit's 回执 must say."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from xiezhi.kernel.errors import InvalidInputError
from xiezhi.kernel.transitions import Transition
from xiezhi.language.cleaning import clean_line

MAX_TITLE: Final = 60
MAX_PLACE: Final = 80
MAX_CONTACT: Final = 60
MAX_AGENDA: Final = 2000
MAX_MINUTES: Final = 5000
MAX_POSTS: Final = 120
MAX_REASON: Final = 120
MAX_UNITS: Final = 60


class MeetingState(StrEnum):
    """How far a joint meeting is."""

    PLANNED = "planned"
    HELD = "held"
    CANCELLED = "cancelled"


class MeetingEvent(StrEnum):
    """A step of a joint meeting."""

    HOLD = "hold"
    CORRECT = "correct"
    CANCEL = "cancel"


class MeetingAnswer(StrEnum):
    """What a unit answers 回执."""

    COMING = "coming"
    NOT_COMING = "not_coming"


MEETING_STATE_LABELS: Final = {
    MeetingState.PLANNED: "待召开",
    MeetingState.HELD: "已召开",
    MeetingState.CANCELLED: "已取消",
}
MEETING_ANSWER_LABELS: Final = {
    MeetingAnswer.COMING: "参加",
    MeetingAnswer.NOT_COMING: "不能参加",
}
_PRACTICE: Final = "本院设定"


@dataclass(frozen=True, slots=True, kw_only=True)
class MeetingFacts:
    """What decides whether a step may be taken."""

    has_begun: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class MeetingReply:
    """回执: coming with whom, by post; or not coming and why. No person is named.

    Attributes:
        posts: 参加人员的职务, for example ``副局长、河道管理科科长``.
        words: why nobody comes.
    """

    answer: MeetingAnswer
    posts: str = ""
    words: str = ""


def clean_reply(reply: MeetingReply) -> MeetingReply:
    """Return a reply as it is kept: who comes by post, or why nobody does.

    Raises:
        InvalidInputError: ``partners.posts_missing``, ``partners.absence_reason_missing``, or a
            code of language.
    """
    is_coming = reply.answer is MeetingAnswer.COMING
    posts = clean_line(reply.posts, limit=MAX_POSTS) if is_coming else ""
    words = "" if is_coming else clean_line(reply.words, limit=MAX_REASON)
    if is_coming and not posts:
        raise InvalidInputError("partners.posts_missing")
    if not is_coming and not words:
        raise InvalidInputError("partners.absence_reason_missing")
    return MeetingReply(answer=reply.answer, posts=posts, words=words)


def _begun(facts: MeetingFacts) -> str:
    return "" if facts.has_begun else "partners.meeting_not_begun"


TRANSITIONS: Final[tuple[Transition[MeetingState, MeetingEvent, MeetingFacts], ...]] = (
    Transition(
        source=MeetingState.PLANNED,
        event=MeetingEvent.HOLD,
        target=MeetingState.HELD,
        guard=_begun,
        basis=_PRACTICE,
    ),
    Transition(
        source=MeetingState.HELD,
        event=MeetingEvent.CORRECT,
        target=MeetingState.HELD,
        basis=_PRACTICE,
    ),
    Transition(
        source=MeetingState.PLANNED,
        event=MeetingEvent.CANCEL,
        target=MeetingState.CANCELLED,
        basis=_PRACTICE,
    ),
)

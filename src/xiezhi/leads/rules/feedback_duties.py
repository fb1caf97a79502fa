"""反馈 as a dated duty: towards whom, by when, and how it stands."""

from datetime import date
from enum import StrEnum
from typing import Final

from xiezhi.kernel.errors import InvalidInputError


class FeedbackKind(StrEnum):
    """Who has to be told, and of what."""

    REPORTER = "reporter"
    ORGAN = "organ"
    WORDS = "words"
    MEMBER = "member"


FEEDBACK_KIND_LABELS: Final = {
    FeedbackKind.REPORTER: "反馈反映人",
    FeedbackKind.ORGAN: "反馈移送单位",
    FeedbackKind.WORDS: "答复反映人来言",
    FeedbackKind.MEMBER: "告知网格员初筛结果",
}


class FeedbackState(StrEnum):
    """How a duty stands: 应反馈, 逾期未反馈, 已反馈."""

    DUE = "due"
    OVERDUE = "overdue"
    DONE = "done"


FEEDBACK_STATE_LABELS: Final = {
    FeedbackState.DUE: "应反馈",
    FeedbackState.OVERDUE: "逾期未反馈",
    FeedbackState.DONE: "已反馈",
}

WORDS_RULE: Final = "reporter_words_reply"
MEMBER_RULE: Final = "screening_feedback"


def feedback_state(today: date, *, due_on: date | None, done_on: date | None) -> FeedbackState:
    """Return how a duty stands on a day; the last day is still in time."""
    if done_on is not None:
        return FeedbackState.DONE
    is_overdue = due_on is not None and due_on < today
    return FeedbackState.OVERDUE if is_overdue else FeedbackState.DUE


def check_span(since: date | None, until: date | None) -> None:
    """Refuse a span that ends before it begins.

    Raises:
        InvalidInputError: ``leads.span_reversed``.
    """
    if since is not None and until is not None and until < since:
        raise InvalidInputError("leads.span_reversed")

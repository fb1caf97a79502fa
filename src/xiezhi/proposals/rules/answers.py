"""答复 and what the submitter thinks of it."""

from datetime import date
from enum import StrEnum
from typing import Final

from xiezhi.kernel.errors import InvalidInputError

MAX_ANSWER: Final = 20_000


class Satisfaction(StrEnum):
    """What the submitter said of the answer."""

    SATISFIED = "satisfied"
    BASICALLY = "basically"
    DISSATISFIED = "dissatisfied"


SATISFACTION_LABELS: Final = {
    Satisfaction.SATISFIED: "满意",
    Satisfaction.BASICALLY: "基本满意",
    Satisfaction.DISSATISFIED: "不满意",
}


class AnswerClass(StrEnum):
    """How offices sort answers; practice, to be confirmed with each office (待核)."""

    A = "a"
    B = "b"
    C = "c"


ANSWER_CLASS_LABELS: Final = {
    AnswerClass.A: "A 类：已经解决或者基本解决",
    AnswerClass.B: "B 类：正在解决或者列入计划",
    AnswerClass.C: "C 类：留作参考或者暂不具备条件",
}


def check_answer(*, text: str, answer_class: str) -> None:
    """Refuse an empty answer, or one nobody sorted.

    Raises:
        InvalidInputError: ``proposals.answer_missing``, ``proposals.answer_class_missing``.
    """
    if not text.strip():
        raise InvalidInputError("proposals.answer_missing")
    if answer_class not in set(AnswerClass):
        raise InvalidInputError("proposals.answer_class_missing")


def check_sent_on(sent_on: date, *, assigned_on: date, today: date) -> None:
    """Refuse a day on which no answer can have gone.

    Raises:
        InvalidInputError: ``proposals.day_in_future``, ``proposals.before_assigned``.
    """
    if sent_on > today:
        raise InvalidInputError("proposals.day_in_future")
    if sent_on < assigned_on:
        raise InvalidInputError("proposals.before_assigned")

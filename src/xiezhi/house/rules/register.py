"""What an own rule is, whether it is in force, and how it is cited."""

from datetime import date
from enum import StrEnum
from typing import Final

from xiezhi.kernel.errors import InvalidInputError, RuleRefusedError

BASIS: Final = "本院规定"
WITHOUT_TEXT: Final = "本院设定"


class RuleKind(StrEnum):
    """What sort of text a rule of the office is."""

    METHOD = "method"
    DUTIES = "duties"
    FLOW = "flow"
    OTHER = "other"


RULE_KIND_LABELS: Final = {
    RuleKind.METHOD: "工作办法",
    RuleKind.DUTIES: "岗位职责",
    RuleKind.FLOW: "业务流程",
    RuleKind.OTHER: "其他",
}


class RuleState(StrEnum):
    """Whether a rule is in force on a day."""

    COMING = "coming"
    IN_FORCE = "in_force"
    REPEALED = "repealed"


RULE_STATE_LABELS: Final = {
    RuleState.COMING: "尚未施行",
    RuleState.IN_FORCE: "现行",
    RuleState.REPEALED: "废止",
}


def state_on(day: date, *, in_force_from: date, repealed_on: date | None) -> RuleState:
    """Return how a rule stands on a day; it no longer counts on the day it is repealed."""
    if repealed_on is not None and repealed_on <= day:
        return RuleState.REPEALED
    return RuleState.COMING if in_force_from > day else RuleState.IN_FORCE


def check_days(*, issued_on: date, in_force_from: date, repealed_on: date | None) -> None:
    """Refuse days that cannot be.

    Raises:
        InvalidInputError: ``house.in_force_before_issue``, ``house.repealed_before_in_force``.
    """
    if in_force_from < issued_on:
        raise InvalidInputError("house.in_force_before_issue")
    if repealed_on is not None and repealed_on < in_force_from:
        raise InvalidInputError("house.repealed_before_in_force")


def check_citable(day: date, *, in_force_from: date, repealed_on: date | None) -> None:
    """Refuse to rest anything on a rule that is not in force on its day.

    Raises:
        RuleRefusedError: ``house.rule_repealed``, ``house.rule_not_in_force``.
    """
    state = state_on(day, in_force_from=in_force_from, repealed_on=repealed_on)
    if state is RuleState.REPEALED:
        raise RuleRefusedError("house.rule_repealed", basis=BASIS, day=day.isoformat())
    if state is RuleState.COMING:
        raise RuleRefusedError("house.rule_not_in_force", basis=BASIS, day=day.isoformat())


def citation_words(*, name: str, number: str, issued_on: date, clause: str) -> str:
    """Return how a clause is cited: 《办法》（达检发〔2026〕3号）第五条; the day where there is no 文号.

    With names of 60, numbers of 30 and clauses of 20 characters it keeps within 120.
    """
    told_apart = number or f"{issued_on:%Y-%m-%d}印发"
    return f"《{name}》（{told_apart}）{clause}"

"""The cases of the demo and what happened in each; days count back from the demo's day."""

from dataclasses import dataclass
from enum import StrEnum
from functools import cache

from xiezhi.cases.rules.grounds import (
    ClosingGround,
    Finding,
    GovernanceSituation,
    NotPerformed,
)
from xiezhi.cases.rules.kinds import CaseKind
from xiezhi.demo.tables import read_rows


class DemoAct(StrEnum):
    """What happened."""

    OPEN = "open"
    FILE = "file"
    SERVE = "serve"
    PLAN = "plan"
    EVIDENCE = "evidence"
    COMMISSION = "commission"
    TALKS = "talks"
    INVITE = "invite"
    REPORT = "report"
    SUGGEST = "suggest"
    DECIDE = "decide"
    POLICY = "policy"
    MEETING = "meeting"
    BACKUP = "backup"
    REPLY = "reply"
    FOLLOW = "follow"
    SUSPEND = "suspend"
    BEGIN_REVIEW = "begin_review"
    REVIEW = "review"
    ANNOUNCE = "announce"
    TRANSFER = "transfer"
    CLOSE = "close"
    SUE = "sue"
    JUDGMENT = "judgment"
    OUTCOME = "outcome"
    PLAN_LOOK = "plan_look"
    LOOK = "look"
    BATCH = "batch"


@dataclass(frozen=True, slots=True, kw_only=True)
class DemoCase:
    """A case: from which leads, about whom."""

    key: str
    kind: CaseKind
    title: str
    story: str
    area: str = ""
    unit: str = ""
    party: str = ""
    summary: str = ""
    campaign: str = ""
    situation: GovernanceSituation | None = None
    number: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class DemoCaseAct:
    """One thing that happened in a case.

    Attributes:
        within: for suggestions, in how many days the organ is to put things right.
            Of a batch of 回头看, until its day.
        served: how many days after the decision a paper was served; 0 the same day.
        shots: how many pictures were taken on the spot.
    """

    case: str
    days: int
    act: DemoAct
    words: str = ""
    place: str = ""
    name: str = ""
    within: int = 0
    served: int = -1
    amount: int = 0
    shots: int = 0
    unit: str = ""
    urgent: bool = False
    finding: Finding | None = None
    not_performed: NotPerformed | None = None
    ground: ClosingGround | None = None


@cache
def demo_cases() -> dict[str, DemoCase]:
    """Return the cases by key, in the order of the table."""
    return {row.key: row for row in read_rows("cases", "cases", DemoCase)}


@cache
def demo_case_acts() -> tuple[DemoCaseAct, ...]:
    """Return everything that happened, in the order of the table."""
    return read_rows("cases", "acts", DemoCaseAct)

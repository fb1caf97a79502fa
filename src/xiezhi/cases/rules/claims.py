"""What an act on a case says beside its paper: the officer's findings, dates and grounds."""

from dataclasses import dataclass
from datetime import date

from xiezhi.cases.rules.grounds import ClosingGround, NotPerformed, SuspensionCondition


@dataclass(frozen=True, slots=True, kw_only=True)
class Claims:
    """Findings and dates of one act; whatever the act does not need stays as it is.

    Attributes:
        rectification_due_on: 整改期限 the suggestion names; no law sets it.
        objection_days: within how many days the addressee may object (检察建议规定第16条).
        is_urgent: the harm goes on growing: reply within fifteen days (两高解释第21条).
        urgent_reply_days: within how many days a social-governance suggestion asks for the reply where
            two months are too long (检察建议规定第19条); ``urgent_reason`` says why.
        received_on: day a notice, judgment or copy came in.
        sent_on: day the suggestion was sent 发出, None while it is still here; of an announcement the
            day it was published 发布, where that is not the day it was decided.
        is_ruling: what the court gave is a ruling 裁定, appealed within fewer days than a judgment.
    """

    is_interest_harmed: bool = False
    is_duty_neglected: bool = False
    is_serious_and_unknown: bool = False
    criminal_case: str = ""
    ground: ClosingGround | None = None
    conditions: frozenset[SuspensionCondition] = frozenset()
    not_performed: frozenset[NotPerformed] = frozenset()
    rectification_due_on: date | None = None
    objection_days: int | None = None
    is_urgent: bool = False
    received_on: date | None = None
    sent_on: date | None = None
    is_ruling: bool = False
    urgent_reply_days: int | None = None
    urgent_reason: str = ""


NO_CLAIMS = Claims()

"""Opening an identity: what for, in which order, by whom, and for how long.

Approval by the chief procurator: 人民检察院举报工作规定第59条 (to be checked against the text). The second
person, the quarter of an hour and the days within which an approval is used are the office's own.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Final
from uuid import UUID

from xiezhi.kernel.errors import DomainError, NotAllowedError, RuleRefusedError, StepUpRequiredError

APPROVAL_BASIS: Final = "举报工作规定第59条（待核）"
OWN: Final = "本院设定"
OPEN_FOR: Final = timedelta(minutes=15)
STEP_UP_WITHIN: Final = timedelta(minutes=5)
USED_WITHIN: Final = timedelta(days=7)


class IdentityField(StrEnum):
    """What may be opened, one at a time."""

    PHONE = "phone"
    NAME = "name"
    NOTE = "note"
    SUBMITTED_AT = "submitted_at"
    PHOTO_DATA = "photo_data"


class OpeningPurpose(StrEnum):
    """Why an identity may be opened. Another reason is none."""

    HEAR_REPORTER = "hear_reporter"
    PROTECT_REPORTER = "protect_reporter"
    REPORTER_AGREES = "reporter_agrees"
    LAWFUL_DEMAND = "lawful_demand"
    FALSE_REPORT = "false_report"


class OpeningState(StrEnum):
    """How far a request has come; worked out from its dates, never stored."""

    AWAITS_CHIEF = "awaits_chief"
    AWAITS_SECOND = "awaits_second"
    READY = "ready"
    OPEN = "open"
    OVER = "over"
    REFUSED = "refused"
    LAPSED = "lapsed"


FIELD_LABELS: Final = {
    IdentityField.PHONE: "电话",
    IdentityField.NAME: "姓名",
    IdentityField.NOTE: "反映人另外写的话",
    IdentityField.SUBMITTED_AT: "提交的准确时间",
    IdentityField.PHOTO_DATA: "照片自带的信息",
}
PURPOSE_LABELS: Final = {
    OpeningPurpose.HEAR_REPORTER: "核实情况，须当面听取反映人意见",
    OpeningPurpose.PROTECT_REPORTER: "反映人受到或者可能受到打击报复，须采取保护措施",
    OpeningPurpose.REPORTER_AGREES: "反映人同意公开身份或者作证",
    OpeningPurpose.LAWFUL_DEMAND: "有权机关依法调取",
    OpeningPurpose.FALSE_REPORT: "涉嫌诬告陷害，须依法核查",
}
# What the reporter reads behind the receipt.
PURPOSE_WORDS: Final = {
    OpeningPurpose.HEAR_REPORTER: "核实情况",
    OpeningPurpose.PROTECT_REPORTER: "保护您的安全",
    OpeningPurpose.REPORTER_AGREES: "您已同意",
    OpeningPurpose.LAWFUL_DEMAND: "有权机关依法调取",
    OpeningPurpose.FALSE_REPORT: "依法核查",
}
STATE_LABELS: Final = {
    OpeningState.AWAITS_CHIEF: "待检察长审批",
    OpeningState.AWAITS_SECOND: "待第二人复核",
    OpeningState.READY: "可以打开",
    OpeningState.OPEN: "打开中",
    OpeningState.OVER: "已用过",
    OpeningState.REFUSED: "不同意",
    OpeningState.LAPSED: "过期未用",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Course:
    """The dates and persons of a request, as they stand."""

    requested_by: UUID
    approved_by: UUID | None = None
    approved_at: datetime | None = None
    seconded_by: UUID | None = None
    seconded_at: datetime | None = None
    refused_at: datetime | None = None
    opened_at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class OpeningFacts:
    """What the vault process found out itself about a request and whoever asks now.

    Attributes:
        team: everybody who works on a matter of this report now, with their deputies.
        was_chief: the approver held the post of chief procurator on the day of approval.
        second_may: the second person held a role that may second on that day.
        asking: who asks; ``asking_is_active`` says that they still serve and act for themselves.
        confirmed_at: when they last proved who they are by a second factor.
    """

    course: Course
    team: frozenset[UUID]
    was_chief: bool
    second_may: bool
    asking: UUID
    asking_is_active: bool
    confirmed_at: datetime | None


def state_of(course: Course, now: datetime) -> OpeningState:
    """Return how far a request has come."""
    if course.refused_at is not None:
        return OpeningState.REFUSED
    if course.opened_at is not None:
        return OpeningState.OPEN if now < course.opened_at + OPEN_FOR else OpeningState.OVER
    if course.approved_at is None:
        return OpeningState.AWAITS_CHIEF
    if course.seconded_at is None:
        return OpeningState.AWAITS_SECOND
    return OpeningState.READY if now < course.seconded_at + USED_WITHIN else OpeningState.LAPSED


def check_approver(course: Course, approver: UUID) -> None:
    """Refuse an approval by whoever asked.

    Raises:
        RuleRefusedError: ``vault.same_person``.
    """
    if approver == course.requested_by:
        raise RuleRefusedError("vault.same_person", basis=OWN)


def check_second(course: Course, second: UUID, team: frozenset[UUID]) -> None:
    """Refuse a second person who is not a third, or who works on the matter.

    Raises:
        RuleRefusedError: ``vault.same_person`` or ``vault.second_on_team``.
    """
    if second in {course.requested_by, course.approved_by}:
        raise RuleRefusedError("vault.same_person", basis=OWN)
    if second in team:
        raise RuleRefusedError("vault.second_on_team", basis=OWN)


def check_opening(facts: OpeningFacts, now: datetime) -> None:
    """Refuse to open unless every condition holds at this moment.

    Raises:
        NotAllowedError: ``vault.not_the_requester``.
        RuleRefusedError: ``vault.opening_<state>``, ``vault.approver_not_chief``,
            ``vault.second_has_no_right`` and the codes of `check_approver` and `check_second`.
        StepUpRequiredError: ``accounts.step_up``.
    """
    course = facts.course
    if facts.asking != course.requested_by or not facts.asking_is_active:
        raise NotAllowedError("vault.not_the_requester")
    state = state_of(course, now)
    if state not in {OpeningState.READY, OpeningState.OPEN}:
        raise _refusal_of(state)
    if course.approved_by is None or course.seconded_by is None:
        raise _refusal_of(OpeningState.AWAITS_CHIEF)
    check_approver(course, course.approved_by)
    if not facts.was_chief:
        raise RuleRefusedError("vault.approver_not_chief", basis=APPROVAL_BASIS)
    check_second(course, course.seconded_by, facts.team)
    if not facts.second_may:
        raise RuleRefusedError("vault.second_has_no_right", basis=OWN)
    if facts.confirmed_at is None or not timedelta() <= now - facts.confirmed_at < STEP_UP_WITHIN:
        raise StepUpRequiredError("accounts.step_up")


def _refusal_of(state: OpeningState) -> DomainError:
    match state:
        case OpeningState.AWAITS_CHIEF:
            return RuleRefusedError("vault.opening_awaits_chief", basis=APPROVAL_BASIS)
        case OpeningState.AWAITS_SECOND:
            return RuleRefusedError("vault.opening_awaits_second", basis=OWN)
        case OpeningState.REFUSED:
            return RuleRefusedError("vault.opening_refused", basis=OWN)
        case OpeningState.LAPSED:
            return RuleRefusedError("vault.opening_lapsed", basis=OWN)
        case OpeningState.READY | OpeningState.OPEN | OpeningState.OVER:
            return RuleRefusedError("vault.opening_over", basis=OWN)

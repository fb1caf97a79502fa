"""Which time limits each step of a case starts and meets, and from which day each runs."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType
from typing import Final

from xiezhi.cases.rules.kinds import CaseKind
from xiezhi.cases.rules.papers import PaperKind
from xiezhi.cases.rules.states import CaseEvent, CaseState


class CaseRule(StrEnum):
    """Keys of the law library's time limits that run on a case."""

    FILING_SERVICE = "pil_filing_decision_service"
    SUGGESTION_SERVICE = "pil_suggestion_service"
    SUGGESTION_BACKUP = "pil_suggestion_backup"
    SUGGESTION_REPLY = "pil_suggestion_reply"
    ADMIN_REVIEW = "pil_admin_review"
    ANNOUNCEMENT = "pil_civil_announcement"
    CIVIL_REVIEW = "pil_civil_review"
    COMPLAINT_BACKUP = "pil_complaint_backup"
    COURT_ATTENDANCE = "pil_court_attendance"
    JUDGMENT_BACKUP = "pil_judgment_backup"
    APPEAL_COPY = "pil_appeal_copy_report"
    ADMIN_APPEAL = "pil_admin_appeal"
    CIVIL_APPEAL = "pil_civil_appeal"
    INCIDENTAL_APPEAL = "pil_incidental_appeal"
    WITHDRAW_OR_CHANGE = "pil_withdraw_or_change"
    WITHDRAW_SUPPORT = "pil_withdraw_support"
    RECUSAL = "pil_recusal_decision"
    RECUSAL_REVIEW = "pil_recusal_review"
    GOVERNANCE_INVESTIGATION = "sugg_investigation"
    GOVERNANCE_BACKUP = "sugg_backup"
    GOVERNANCE_REPLY = "sugg_reply"
    FIELD_TASK = "grid_member_verification"
    LOOK_BACK = "look_back"


class TriggerDay(StrEnum):
    """From which day of an act a limit runs."""

    DECIDED = "decided"
    SERVED = "served"
    RECTIFICATION_DUE = "rectification_due"
    ANNOUNCEMENT_DUE = "announcement_due"
    RECEIVED = "received"
    SENT = "sent"
    PUBLISHED = "published"


@dataclass(frozen=True, slots=True, kw_only=True)
class Start:
    """A limit an act starts, and from which of its days."""

    rule: CaseRule
    trigger: TriggerDay


_R, _T = CaseRule, TriggerDay
APPEALS: Final[Mapping[CaseKind, CaseRule]] = MappingProxyType(
    {
        CaseKind.ADMINISTRATIVE: _R.ADMIN_APPEAL,
        CaseKind.CIVIL: _R.CIVIL_APPEAL,
        CaseKind.INCIDENTAL: _R.INCIDENTAL_APPEAL,
    }
)
"""Within which limit the office appeals: a right that ends with its last day, never overdue."""
APPEAL_RULES: Final = frozenset(APPEALS.values())
RULING: Final = "ruling"
"""The variant by which a ruling 裁定 is appealed, within fewer days than a judgment."""

STARTS: Final[Mapping[tuple[CaseKind, CaseEvent], tuple[Start, ...]]] = MappingProxyType(
    {
        (CaseKind.ADMINISTRATIVE, CaseEvent.FILE): (
            Start(rule=_R.FILING_SERVICE, trigger=_T.DECIDED),
        ),
        (CaseKind.ADMINISTRATIVE, CaseEvent.DECIDE_SUGGESTION): (
            Start(rule=_R.SUGGESTION_SERVICE, trigger=_T.DECIDED),
        ),
        (CaseKind.ADMINISTRATIVE, CaseEvent.CHANGE_SUGGESTION): (
            Start(rule=_R.SUGGESTION_SERVICE, trigger=_T.DECIDED),
        ),
        (CaseKind.ADMINISTRATIVE, CaseEvent.SERVE_SUGGESTION): (
            Start(rule=_R.SUGGESTION_BACKUP, trigger=_T.SERVED),
            Start(rule=_R.SUGGESTION_REPLY, trigger=_T.SERVED),
            Start(rule=_R.ADMIN_REVIEW, trigger=_T.RECTIFICATION_DUE),
        ),
        **{
            (kind, event): starts
            for kind in (CaseKind.CIVIL, CaseKind.INCIDENTAL)
            for event, starts in {
                CaseEvent.TAKE_OVER: (Start(rule=_R.CIVIL_REVIEW, trigger=_T.RECEIVED),),
                CaseEvent.ANNOUNCE: (
                    Start(rule=_R.ANNOUNCEMENT, trigger=_T.PUBLISHED),
                    Start(rule=_R.CIVIL_REVIEW, trigger=_T.ANNOUNCEMENT_DUE),
                ),
            }.items()
        },
        **{
            (kind, event): starts
            for kind in (CaseKind.ADMINISTRATIVE, CaseKind.CIVIL, CaseKind.INCIDENTAL)
            for event, starts in {
                CaseEvent.RECEIVE_NOTICE: (Start(rule=_R.COURT_ATTENDANCE, trigger=_T.RECEIVED),),
                CaseEvent.RECEIVE_APPEAL: (Start(rule=_R.APPEAL_COPY, trigger=_T.RECEIVED),),
                CaseEvent.RECEIVE_JUDGMENT: (
                    Start(rule=_R.JUDGMENT_BACKUP, trigger=_T.RECEIVED),
                    Start(rule=APPEALS[kind], trigger=_T.RECEIVED),
                ),
                CaseEvent.WITHDRAW_SUIT: (Start(rule=_R.WITHDRAW_OR_CHANGE, trigger=_T.DECIDED),),
            }.items()
        },
        (CaseKind.ADMINISTRATIVE, CaseEvent.TAKE_OVER): (
            Start(rule=_R.ADMIN_REVIEW, trigger=_T.RECEIVED),
        ),
        (CaseKind.ADMINISTRATIVE, CaseEvent.CHANGE_CLAIM): (
            Start(rule=_R.WITHDRAW_OR_CHANGE, trigger=_T.DECIDED),
        ),
        (CaseKind.SUPPORT, CaseEvent.WITHDRAW_SUPPORT): (
            Start(rule=_R.WITHDRAW_SUPPORT, trigger=_T.DECIDED),
        ),
        (CaseKind.GOVERNANCE, CaseEvent.DECIDE_INVESTIGATION): (
            Start(rule=_R.GOVERNANCE_INVESTIGATION, trigger=_T.DECIDED),
        ),
        # 发出的检察建议书 (第21条): from the day it was sent, known with the paper or, at the latest, served.
        (CaseKind.GOVERNANCE, CaseEvent.DECIDE_SUGGESTION): (
            Start(rule=_R.GOVERNANCE_BACKUP, trigger=_T.SENT),
        ),
        (CaseKind.GOVERNANCE, CaseEvent.CHANGE_SUGGESTION): (
            Start(rule=_R.GOVERNANCE_BACKUP, trigger=_T.SENT),
        ),
        (CaseKind.GOVERNANCE, CaseEvent.SERVE_SUGGESTION): (
            Start(rule=_R.GOVERNANCE_BACKUP, trigger=_T.SENT),
            Start(rule=_R.GOVERNANCE_REPLY, trigger=_T.SERVED),
        ),
    }
)
SENT_BY: Final = frozenset(
    event
    for (_kind, event), starts in STARTS.items()
    for start in starts
    if start.trigger is _T.SENT and event is not CaseEvent.SERVE_SUGGESTION
)
"""Steps whose paper runs a limit from the day it was sent."""
FROM_SERVICE: Final = frozenset(
    start.rule for starts in STARTS.values() for start in starts if start.trigger is _T.SERVED
)
"""Limits that run from the day a paper was served."""
MEETS: Final[Mapping[CaseEvent, frozenset[CaseRule]]] = MappingProxyType(
    {
        CaseEvent.SERVE_SUGGESTION: frozenset({_R.SUGGESTION_SERVICE}),
        CaseEvent.REPORT_INVESTIGATION: frozenset({_R.GOVERNANCE_INVESTIGATION}),
        CaseEvent.FILE_RECORD: frozenset(
            {
                _R.SUGGESTION_BACKUP,
                _R.GOVERNANCE_BACKUP,
                _R.COMPLAINT_BACKUP,
                _R.JUDGMENT_BACKUP,
                _R.APPEAL_COPY,
            }
        ),
        CaseEvent.START_REVIEW: frozenset({_R.ANNOUNCEMENT}),
        CaseEvent.ATTEND_COURT: frozenset({_R.COURT_ATTENDANCE}),
        CaseEvent.APPEAL: APPEAL_RULES,
        CaseEvent.SUE: frozenset({_R.ADMIN_REVIEW, _R.CIVIL_REVIEW}),
        CaseEvent.TERMINATE: frozenset({_R.ADMIN_REVIEW, _R.CIVIL_REVIEW}),
        CaseEvent.TRANSFER: frozenset({_R.ADMIN_REVIEW, _R.CIVIL_REVIEW}),
    }
)
"""Limits a step keeps, on the day it was done."""

_ANSWERED: Final = frozenset(
    {_R.GOVERNANCE_REPLY, _R.SUGGESTION_REPLY, _R.SUGGESTION_SERVICE, _R.ADMIN_REVIEW}
)
VOIDS: Final[Mapping[CaseEvent, frozenset[CaseRule]]] = MappingProxyType(
    {
        CaseEvent.CHANGE_SUGGESTION: _ANSWERED,
        CaseEvent.WITHDRAW_SUGGESTION: _ANSWERED | {_R.SUGGESTION_BACKUP, _R.GOVERNANCE_BACKUP},
        CaseEvent.WAIVE_APPEAL: APPEAL_RULES,
        CaseEvent.LAPSE_APPEAL: APPEAL_RULES,
    }
)
"""Limits a step ends without their being kept.

The changed suggestion is served, answered and reviewed in days of its own, while the report upwards of
the first is still owed; of a withdrawn one nothing is left to report.
"""

REVIEWS: Final = frozenset({_R.ADMIN_REVIEW, _R.CIVIL_REVIEW})
"""Limits of the review for suit: lengthened by approval, expert work left out (第47、48条)."""

REPLY_RULES: Final[Mapping[CaseKind, CaseRule]] = MappingProxyType(
    {
        CaseKind.ADMINISTRATIVE: _R.SUGGESTION_REPLY,
        CaseKind.GOVERNANCE: _R.GOVERNANCE_REPLY,
    }
)
"""Within which limit the papers of `ANSWERED` ask for a written reply."""
SERVICE_RULES: Final[Mapping[PaperKind, CaseRule]] = MappingProxyType(
    {
        PaperKind.FILING_DECISION: _R.FILING_SERVICE,
        PaperKind.PIL_SUGGESTION: _R.SUGGESTION_SERVICE,
        PaperKind.WITHDRAWAL_DECISION: _R.WITHDRAW_OR_CHANGE,
        PaperKind.CLAIM_CHANGE_DECISION: _R.WITHDRAW_OR_CHANGE,
        PaperKind.SUPPORT_WITHDRAWAL: _R.WITHDRAW_SUPPORT,
    }
)
"""The limit serving a paper keeps."""

SERVICE_STARTS: Final[Mapping[PaperKind, CaseRule]] = MappingProxyType(
    {PaperKind.COMPLAINT: _R.COMPLAINT_BACKUP}
)
"""The limit that runs from the day a paper was served, whenever that is (第46条第3款)."""


_SUGGESTED: Final = frozenset({_R.SUGGESTION_BACKUP, _R.GOVERNANCE_BACKUP})
_REPORTED: Final[Mapping[CaseState, frozenset[CaseRule]]] = MappingProxyType(
    {
        CaseState.SUED: frozenset({_R.COMPLAINT_BACKUP}),
        CaseState.JUDGED: frozenset({_R.JUDGMENT_BACKUP}),
        CaseState.APPEALED: frozenset({_R.APPEAL_COPY}),
    }
)
"""What a report upwards is usually about where a case stands; before a suit, the suggestion."""


def kept_by(source: CaseState, event: CaseEvent) -> tuple[frozenset[CaseRule], ...]:
    """Return the limits a step keeps, in groups: a later one only when none of the former runs.

    One report upwards is about one thing: reporting the complaint does not make good the report of the
    suggestion nobody made.
    """
    kept = MEETS.get(event, frozenset())
    if event is not CaseEvent.FILE_RECORD:
        return (kept,)
    own = _REPORTED.get(source, _SUGGESTED)
    return (own, kept - own)


def starts_of(kind: CaseKind, source: CaseState, event: CaseEvent) -> tuple[Start, ...]:
    """Return the limits a step starts; only a judgment of first instance is reported and appealed (第58条)."""
    if event is CaseEvent.RECEIVE_JUDGMENT and source is CaseState.APPEALED:
        return ()
    return STARTS.get((kind, event), ())


def sent_rules(kind: CaseKind) -> frozenset[CaseRule]:
    """Return the limits that run from the sending of a suggestion of this kind of case."""
    starts = STARTS.get((kind, CaseEvent.DECIDE_SUGGESTION), ())
    return frozenset(start.rule for start in starts if start.trigger is TriggerDay.SENT)


def dated_rules(kind: CaseKind, source: CaseState, event: CaseEvent) -> tuple[CaseRule, ...]:
    """Return the limits of a step that run from a day the clerk typed: of receipt, sending, publication.

    A second instance's judgment starts none; the day a paper was served is put right with its service.
    """
    if event is CaseEvent.SERVE_SUGGESTION:
        return ()
    typed = {TriggerDay.RECEIVED, TriggerDay.SENT, TriggerDay.PUBLISHED}
    return tuple(one.rule for one in starts_of(kind, source, event) if one.trigger in typed)

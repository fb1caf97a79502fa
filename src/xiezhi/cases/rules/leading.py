"""Which lawful step usually comes next, and which ones stand apart from the usual course."""

from collections.abc import Set as AbstractSet
from enum import StrEnum
from typing import Final

from xiezhi.cases.rules.clocks import CaseRule, kept_by
from xiezhi.cases.rules.facts import CaseFacts
from xiezhi.cases.rules.grounds import Finding
from xiezhi.cases.rules.states import EXCEPTIONAL, LEADING, CaseEvent, CaseState
from xiezhi.cases.rules.table import CaseRow


class Course(StrEnum):
    """How a step stands to the usual course of a case."""

    LEADS_ON = "leads_on"
    USUAL = "usual"
    APART = "apart"


VISITED: Final = frozenset(
    {CaseState.FOLLOW_UP, CaseState.UNDER_REVIEW, CaseState.ANNOUNCED, CaseState.ESCALATED}
)
"""Where a follow-up investigation is part of the usual course (第77条、第93条, 检察建议规定第24条)."""
_APART: Final = EXCEPTIONAL - {CaseEvent.ESCALATE} | {CaseEvent.TAKE_OVER}


def course_of(row: CaseRow, facts: CaseFacts, running: AbstractSet[str]) -> Course:
    """Return how a step stands to the usual course.

    Args:
        row: the step.
        facts: what is known of the case.
        running: keys of the limits that run on it.
    """
    if row.event is CaseEvent.FILE_RECORD:
        return _report_upwards(row, running)
    if row.event in _APART or (row.event is CaseEvent.APPEAL and not facts.is_appeal_running):
        return Course.APART
    return Course.LEADS_ON if _leads_on(row, facts) else Course.USUAL


def _report_upwards(row: CaseRow, running: AbstractSet[str]) -> Course:
    """A report still owed leads on; a suspension is reported too, in no number of days (第78条)."""
    owed: frozenset[CaseRule] = frozenset().union(*kept_by(row.source, row.event))
    if owed & running:
        return Course.LEADS_ON
    return Course.USUAL if row.source is CaseState.SUSPENDED else Course.APART


def _leads_on(row: CaseRow, facts: CaseFacts) -> bool:
    is_mended = facts.finding is Finding.ALL
    match row.event:
        case CaseEvent.START_REVIEW:
            return bool(facts.visits)
        case CaseEvent.REPORT_REVIEW:
            return row.source is CaseState.UNDER_REVIEW or is_mended
        case CaseEvent.TERMINATE:
            return row.source is not CaseState.INVESTIGATED and is_mended
        case CaseEvent.SUE:
            return facts.may_sue and not is_mended
        case CaseEvent.TRANSFER:
            return not facts.may_sue and not is_mended
        case _:
            return row.event in LEADING


def is_offered(row: CaseRow, facts: CaseFacts) -> bool:
    """Whether a step is shown to people: a waiver needs days that run; counted days lapse by themselves.

    That days nobody counted are over is for a person to say: what was done in them is known to people only.

    Where the other side has appealed, so is the office's own appeal only within its days; it answers
    only an appeal of the office.
    """
    match row.event:
        case CaseEvent.LAPSE_APPEAL:
            return facts.is_appeal_uncounted and facts.is_appeal_over
        case CaseEvent.WAIVE_APPEAL:
            return facts.is_appeal_running
        case CaseEvent.APPEAL:
            return row.source is CaseState.JUDGED or facts.is_appeal_running
        case CaseEvent.RECEIVE_ANSWER:
            return facts.has_own_appeal
        case _:
            return True


def is_visit_due(state: CaseState, facts: CaseFacts) -> bool:
    """Whether looking at the place is what usually comes next: never looked, or part is left to mend."""
    if state not in VISITED:
        return False
    if not facts.visits:
        return True
    is_over = facts.is_rectification_over or facts.is_announcement_over
    return facts.finding is not Finding.ALL and not is_over and state is not CaseState.UNDER_REVIEW

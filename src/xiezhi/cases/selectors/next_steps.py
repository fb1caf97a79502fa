"""下一步可依法进行: the steps of the procedure from where a case stands, and what each still waits for."""

from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace
from datetime import date

from xiezhi.cases.models import Case
from xiezhi.cases.rules.claims import Claims
from xiezhi.cases.rules.facts import CaseFacts
from xiezhi.cases.rules.grounds import ClosingGround, NotPerformed, SuspensionCondition
from xiezhi.cases.rules.kinds import CaseKind
from xiezhi.cases.rules.leading import Course, course_of, is_offered, is_visit_due
from xiezhi.cases.rules.procedure import rows_from
from xiezhi.cases.rules.states import CaseEvent, CaseState
from xiezhi.cases.rules.suing import ONLY_WHERE_SUED
from xiezhi.cases.rules.table import CaseRow
from xiezhi.cases.selectors.facts import facts_of


@dataclass(frozen=True, slots=True, kw_only=True)
class NextStep:
    """A step of the table.

    Attributes:
        reason: code of what is missing; "" when only the form's own entries are left to make.
        course: how it stands to what usually comes next.
    """

    row: CaseRow
    reason: str
    course: Course

    @property
    def is_possible(self) -> bool:
        """Whether nothing stands against the step but what its form asks."""
        return not self.reason


@dataclass(frozen=True, slots=True, kw_only=True)
class Ahead:
    """What lies ahead of a case: its steps, and whether somebody should go and look."""

    steps: tuple[NextStep, ...]
    is_visit_due: bool


def list_next_steps(case: Case, today: date) -> tuple[NextStep, ...]:
    """Return the steps that leave a case's state, with the guard's refusal where it refuses.

    What the form itself asks (the two limbs, grounds, dates) counts as claimed: only what the case
    lacks is told.
    """
    return look_ahead(case, today).steps


def look_ahead(case: Case, today: date, running: AbstractSet[str] = frozenset()) -> Ahead:
    """Return the steps as `list_next_steps` does, and whether a follow-up investigation is due.

    Args:
        case: the case.
        today: the legal day.
        running: keys of the limits that run on it; a report upwards leads on while one is owed.
    """
    facts = facts_of(case, _willing(case, today), today)
    state = CaseState(case.state)
    steps = tuple(
        NextStep(row=row, reason=_reason(row, facts), course=course_of(row, facts, running))
        for row in rows_from(CaseKind(case.kind), state)
        if is_offered(row, facts) and (facts.may_sue or row.event not in ONLY_WHERE_SUED)
    )
    return Ahead(steps=steps, is_visit_due=is_visit_due(state, facts))


def _reason(row: CaseRow, facts: CaseFacts) -> str:
    if row.event is CaseEvent.CHANGE_SUGGESTION:
        # The form asks for the new period; that of the suggestion to be changed may be over.
        facts = replace(facts, is_rectification_over=False)
    return row.guard(facts) if row.guard else ""


def _willing(case: Case, today: date) -> Claims:
    """Return claims as the most willing form would make them."""
    return Claims(
        is_interest_harmed=True,
        is_duty_neglected=True,
        criminal_case=case.criminal_case or "-",
        ground=ClosingGround.OTHER,
        conditions=frozenset(SuspensionCondition),
        not_performed=frozenset({NotPerformed.OTHER}),
        rectification_due_on=None if case.rectification_due_on else today,
        objection_days=1,
    )

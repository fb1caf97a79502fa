"""The day a step's limits run from, as it stands: corrected, typed, or read from its limit."""

from datetime import date
from uuid import UUID

from xiezhi.cases.models import Case, CaseStep, StepCorrection
from xiezhi.cases.rules.clocks import APPEAL_RULES, RULING, CaseRule, dated_rules
from xiezhi.cases.rules.kinds import CaseKind
from xiezhi.cases.rules.states import CaseEvent, CaseState
from xiezhi.clocks.selectors.running import has_variant, trigger_days
from xiezhi.kernel.errors import NotFoundError


def told_day(step: CaseStep) -> date | None:
    """Return the day of receipt or sending somebody typed, the last correction first; None for none."""
    last = last_correction(step)
    return last.on if last is not None else step.counted_from


def day_of(step: CaseStep) -> date | None:
    """Return the day a step's limits run from; None where it is not known yet.

    Of steps taken before their day was kept with them, each began one limit: the first of them the
    first limit, and so on.
    """
    told = told_day(step)
    rules = rules_of(step)
    if told is not None or not rules:
        return told
    begun = trigger_days(step.case_id, rules)
    alike = CaseStep.objects.filter(case_id=step.case_id, event=step.event)
    alike = alike.filter(source_state=step.source_state).order_by("at")
    ids = list(alike.values_list("id", flat=True))
    return begun[ids.index(step.id)] if len(begun) == len(ids) else None


def is_ruling_of(step: CaseStep) -> bool | None:
    """Return whether what a court gave in first instance is a ruling; None for every other step."""
    appeals = APPEAL_RULES & set(rules_of(step))
    if not appeals:
        return None
    last = last_correction(step)
    if last is not None:
        return bool(last.is_ruling)
    return has_variant(step.case_id, appeals, RULING)


def rules_of(step: CaseStep) -> tuple[CaseRule, ...]:
    """Return the limits of a step that run from a typed day."""
    if not step.event:
        return ()
    source, event = CaseState(step.source_state), CaseEvent(step.event)
    return dated_rules(CaseKind(step.case.kind), source, event)


def last_correction(step: CaseStep) -> StepCorrection | None:
    """Return the correction that stands; None for none."""
    last: StepCorrection | None = step.corrections.order_by("-at").first()
    return last


def get_dated_step(case: Case, step_id: UUID) -> CaseStep:
    """Return a step of a case whose limits run from a typed day.

    Raises:
        NotFoundError: ``cases.no_step``.
    """
    steps = case.steps.select_related("case", "paper")
    step: CaseStep | None = steps.filter(id=step_id).first()
    if step is None or not rules_of(step):
        raise NotFoundError("cases.no_step")
    return step

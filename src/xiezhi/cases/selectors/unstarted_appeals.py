"""上诉期限补算: judgments registered before the office's own days to appeal were known to the platform."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from xiezhi.accounts.selectors.limits import count_limit
from xiezhi.cases.models import Case, CaseStep
from xiezhi.cases.rules.clocks import APPEAL_RULES, APPEALS, RULING, CaseRule
from xiezhi.cases.rules.kinds import CaseKind
from xiezhi.cases.rules.states import CaseEvent, CaseState
from xiezhi.cases.selectors.step_days import day_of, is_ruling_of
from xiezhi.clocks.selectors.running import has_any
from xiezhi.kernel.errors import NotFoundError

_JUDGED = (CaseState.JUDGED, CaseState.APPEALED)
_SETTLED = (CaseEvent.APPEAL, CaseEvent.WAIVE_APPEAL, CaseEvent.LAPSE_APPEAL)


@dataclass(frozen=True, slots=True, kw_only=True)
class UnstartedAppeal:
    """Days to appeal that no clock counts; ``variant`` is that of a ruling where one is known."""

    rule: CaseRule
    received_on: date
    due_on: date
    is_provisional: bool
    variant: str = ""


def find_unstarted_appeal(case: Case) -> UnstartedAppeal | None:
    """Return the days to appeal of a case judged in first instance that were never counted.

    None where they run or ran, where the office appealed or they were settled, and where the day of
    receipt is not known.
    """
    if case.state not in _JUDGED or has_any(case.id, APPEAL_RULES):
        return None
    judged = case.steps.filter(event=CaseEvent.RECEIVE_JUDGMENT).order_by("-at").first()
    if judged is None or judged.source_state != CaseState.SUED:
        return None
    if case.steps.filter(event__in=_SETTLED, at__gte=judged.at).exists():
        return None
    return _counted(case, judged)


def list_judged() -> list[UUID]:
    """Return the open cases that have a judgment, the oldest first."""
    cases = Case.objects.filter(is_open=True, state__in=_JUDGED).order_by("opened_at", "id")
    return list(cases.values_list("id", flat=True))


def _counted(case: Case, judged: CaseStep) -> UnstartedAppeal | None:
    received_on = day_of(judged)
    if received_on is None:
        return None
    rule, variant = APPEALS[CaseKind(case.kind)], RULING if is_ruling_of(judged) else ""
    try:
        limit = count_limit(rule, received_on, law_day=case.law_day, variant=variant)
    except NotFoundError:
        # The law of the day the case was filed knew no such limit.
        return None
    return UnstartedAppeal(
        rule=rule,
        received_on=received_on,
        due_on=limit.due_on,
        is_provisional=limit.is_provisional,
        variant=variant,
    )

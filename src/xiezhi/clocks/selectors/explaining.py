"""How a clock's last day came about: trigger, article, each step, what did not count, who lengthened it."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from xiezhi.accounts.selectors.office_settings import list_holiday_tables
from xiezhi.clocks.models import Clock, ClockExtension, ClockPause, ClockRecount
from xiezhi.clocks.selectors.counting import closed_pauses, period_of, rule_of
from xiezhi.clocks.selectors.doors import path_of_matter, seen_clocks
from xiezhi.clocks.selectors.of_matters import ClockShown, clock_shown
from xiezhi.kernel.actor import Actor
from xiezhi.kernel.errors import NotFoundError
from xiezhi.kernel.matters import MatterKind
from xiezhi.law.deadlines import DeadlineKind, DeadlineRule, Extension, explain
from xiezhi.law.periods import Period, Unit
from xiezhi.law.steps import Step, StepCode


@dataclass(frozen=True, slots=True, kw_only=True)
class ExplainedClock:
    """A clock with every step of its count, as the rule of its day gives them."""

    clock: Clock
    shown: ClockShown
    rule: DeadlineRule
    path: str
    steps: tuple[Step, ...]
    pauses: tuple[ClockPause, ...]
    extensions: tuple[ClockExtension, ...]
    recounts: tuple[ClockRecount, ...]


def access_clock(acting: Actor, clock_id: UUID) -> Clock:
    """Return a clock of a matter the person sees.

    Raises:
        NotFoundError: ``clocks.not_found``; whether it exists is not told.
    """
    seen = seen_clocks(acting)
    clock: Clock | None = None if seen is None else Clock.objects.filter(seen, id=clock_id).first()
    if clock is None:
        raise NotFoundError("clocks.not_found")
    return clock


def explain_clock(acting: Actor, clock_id: UUID, today: date) -> ExplainedClock:
    """Return how the last day of a clock came about.

    Raises:
        NotFoundError: ``clocks.not_found``, ``law.no_rule``.
    """
    clock = access_clock(acting, clock_id)
    pauses = tuple(clock.pauses.order_by("first_on", "id"))
    extensions = tuple(clock.extensions.select_related("file").order_by("place"))
    rule = rule_of(clock)
    return ExplainedClock(
        clock=clock,
        shown=clock_shown(clock, today),
        rule=rule,
        path=path_of_matter(MatterKind(clock.matter_kind), clock.matter_id),
        steps=_steps(clock, rule, pauses, extensions),
        pauses=pauses,
        extensions=extensions,
        recounts=tuple(clock.recounts.order_by("at", "id")),
    )


def _steps(
    clock: Clock,
    rule: DeadlineRule,
    pauses: tuple[ClockPause, ...],
    extensions: tuple[ClockExtension, ...],
) -> tuple[Step, ...]:
    """Return the law's steps, or that the office named the day; where more was counted from a day an approver set, that follows them."""
    if rule.kind is DeadlineKind.OWN and not clock.unit:
        named = {"day": clock.due_on}
        return (
            Step(code=StepCode.TRIGGER, params={"day": clock.trigger_on}),
            Step(code=StepCode.NAMED_DAY, params=named),
            Step(code=StepCode.LAST_DAY, params=named),
        )
    open_since = [one.first_on for one in pauses if one.last_on is None]
    told = explain(
        rule,
        clock.trigger_on,
        list_holiday_tables(),
        period_of(clock) if rule.kind is DeadlineKind.OWN else None,
        suspensions=closed_pauses(pauses),
        extensions=[_extension(one) for one in extensions],
        paused_since=min(open_since, default=None),
    )
    if told.day is None or told.day == clock.due_on:
        return told.steps
    return (*told.steps, Step(code=StepCode.LAST_DAY, params={"day": clock.due_on}))


def _extension(one: ClockExtension) -> Extension:
    period = None if one.length is None else Period(length=one.length, unit=Unit(one.unit))
    return Extension(approver=one.approver, period=period, until=one.until_on)

"""A clock counted anew: its rule as of its day, its pauses and what lengthened it."""

from collections.abc import Iterable

from xiezhi.accounts.selectors.office_settings import list_holiday_tables
from xiezhi.clocks.models import Clock, ClockExtension, ClockPause
from xiezhi.clocks.rules.counting import Lengthened, count_clock
from xiezhi.law.deadlines import DeadlineKind, DeadlineRule, rule_on
from xiezhi.law.periods import Period, Suspension, Unit
from xiezhi.law.steps import CountedDate


def rule_of(clock: Clock) -> DeadlineRule:
    """Return the version of the rule a clock runs by: that of its ``law_day``.

    Raises:
        NotFoundError: ``law.no_rule``.
    """
    return rule_on(clock.rule_key, clock.law_day, variant=clock.variant)


def counted_again(clock: Clock) -> CountedDate:
    """Return a clock's last day with every step of its count; an open pause is not counted yet.

    An own limit keeps the length it began with, whatever the office set since.
    """
    rule = rule_of(clock)
    return count_clock(
        rule,
        clock.trigger_on,
        own_length=period_of(clock) if rule.kind is DeadlineKind.OWN else None,
        tables=list_holiday_tables(),
        pauses=closed_pauses(clock.pauses.order_by("first_on", "id")),
        extensions=[_lengthened(one) for one in clock.extensions.order_by("place")],
    )


def closed_pauses(pauses: Iterable[ClockPause]) -> list[Suspension]:
    """Return the pauses that have ended, as the law counts them."""
    return [
        Suspension(first=one.first_on, last=one.last_on)
        for one in pauses
        if one.last_on is not None
    ]


def period_of(clock: Clock) -> Period | None:
    """Return how long a clock runs; None where the law sets a day."""
    return Period(length=clock.length, unit=Unit(clock.unit)) if clock.unit else None


def _lengthened(one: ClockExtension) -> Lengthened:
    period = None if one.length is None else Period(length=one.length, unit=Unit(one.unit))
    return Lengthened(period=period, until_on=one.until_on, decided_on=one.decided_on)

"""What 工作情况报告 says of a period, counted as every other figure is."""

from datetime import date

from xiezhi.cases.rules.follow_up import LOOK_BACK_LABELS, LookBackResult
from xiezhi.cases.selectors.office_figures import (
    LookBackFigures,
    count_office_look_backs,
    count_office_suggestions,
)
from xiezhi.kernel.actor import Actor
from xiezhi.partners.selectors.instruments import count_parties_in_force
from xiezhi.reporting.rules.figures import FIGURES, FigureFilter
from xiezhi.reporting.rules.periods import StatisticalPeriod
from xiezhi.reporting.rules.work_report import REPORTED, WorkFigures
from xiezhi.reporting.selectors.figures import Counting
from xiezhi.reporting.selectors.groups import grouped
from xiezhi.supporters.rules.kinds import SUPPORTER_KIND_LABELS
from xiezhi.supporters.selectors.rosters import count_in_office


def work_figures(acting: Actor, period: StatisticalPeriod, *, today: date) -> WorkFigures:
    """Return everything a report says of a period, over the whole office.

    Raises:
        NotAllowedError: ``accounts.no_right``.
    """
    counting = Counting(acting, today)
    suggestions = count_office_suggestions(acting, period.since, period.until)
    look_backs = count_office_look_backs(acting, period.since, period.until, today=today)
    strength = count_in_office(today=today)
    return WorkFigures(
        values={key: counting.value(FIGURES[key], period, ()) for key in REPORTED},
        channels=grouped(counting, "leads", FigureFilter.CHANNEL, period),
        areas=grouped(counting, "leads", FigureFilter.AREA, period),
        case_areas=grouped(counting, "cases_filed", FigureFilter.AREA, period),
        strength=[(label, strength.get(kind, 0)) for kind, label in SUPPORTER_KIND_LABELS.items()],
        units=count_parties_in_force(today),
        public_interest=suggestions.public_interest,
        governance=suggestions.governance,
        look_backs_due=look_backs.due,
        look_backs_late=look_backs.late,
        look_backs=_by_result(look_backs),
    )


def _by_result(found: LookBackFigures) -> list[tuple[str, int]]:
    counts = {
        LookBackResult.HOLDS: found.holds,
        LookBackResult.REBOUND: found.rebound,
        LookBackResult.NEW_PROBLEM: found.new_problem,
    }
    return [(LOOK_BACK_LABELS[result], count) for result, count in counts.items()]

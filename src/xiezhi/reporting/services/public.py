"""公开数据: counted now, small groups withheld, handed to a second person."""

from datetime import date, datetime

from xiezhi.disclosure.models import FigureRelease
from xiezhi.disclosure.rules.release import ReleasePeriod, check_period
from xiezhi.disclosure.selectors.releases import told_periods
from xiezhi.disclosure.services.releases import propose_release
from xiezhi.kernel.actor import Actor
from xiezhi.kernel.clock import legal_day
from xiezhi.reporting.rules.periods import StatisticalPeriod
from xiezhi.reporting.selectors.public import public_figures


def propose_figures(
    *, since: date, until: date, note: str, acting: Actor, now: datetime
) -> FigureRelease:
    """Propose what may be told of a period.

    Raises:
        NotAllowedError: ``accounts.no_right``.
        InvalidInputError: a code of `check_period`, or of language.
    """
    today = legal_day(now)
    period = ReleasePeriod(since=since, until=until)
    check_period(period, told_periods(), today=today)
    figures = public_figures(acting, StatisticalPeriod(since=since, until=until), today=today)
    return propose_release(period=period, figures=figures, note=note, acting=acting, now=now)

"""Jobs of clocks. They run from 08:30 to 18:30 in China every hour: a late start catches up."""

from typing import Final

from xiezhi.clocks.services.alarms import send_daily_lists, send_deadline_alarms
from xiezhi.clocks.services.recounting import JOB as RECOUNT
from xiezhi.clocks.services.recounting import recount_provisional
from xiezhi.infra.jobs import periodic_for_each_office
from xiezhi.infra.tenant import current_tenant
from xiezhi.kernel import clock
from xiezhi.kernel.actor import system_actor

OFFICE_HOURS_UTC: Final = "30 0-10 * * *"
BEFORE_THE_ALARMS_UTC: Final = "10 0 * * *"
"""08:10 in China, for a calendar that came with a new version; entered holidays enqueue the job at once."""


@periodic_for_each_office("clocks.send_deadline_alarms", cron=OFFICE_HOURS_UTC)
def ring() -> None:
    """Ring the clocks that come near."""
    send_deadline_alarms(acting=system_actor(current_tenant()), now=clock.now())


@periodic_for_each_office("clocks.send_daily_lists", cron=OFFICE_HOURS_UTC)
def list_the_day() -> None:
    """Send the list of the morning, once a day."""
    send_daily_lists(acting=system_actor(current_tenant()), now=clock.now())


@periodic_for_each_office(RECOUNT, cron=BEFORE_THE_ALARMS_UTC)
def recount() -> None:
    """Count provisional last days anew."""
    recount_provisional(acting=system_actor(current_tenant()), now=clock.now())

"""Jobs of cases."""

from typing import Final

from xiezhi.cases.services.appeals import JOB, lapse_appeals
from xiezhi.infra.jobs import periodic_for_each_office
from xiezhi.infra.tenant import current_tenant
from xiezhi.kernel import clock
from xiezhi.kernel.actor import system_actor

EVERY_HOUR: Final = "5 * * * *"
"""Soon after midnight in China, and after a standstill before the alarms of the same hour."""


@periodic_for_each_office(JOB, cron=EVERY_HOUR)
def lapse() -> None:
    """Note that days to appeal are over."""
    lapse_appeals(acting=system_actor(current_tenant()), now=clock.now())

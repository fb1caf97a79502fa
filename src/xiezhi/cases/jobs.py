"""Jobs of cases."""

from typing import Final

from xiezhi.cases.services.appeals import JOB, begin_appeals, lapse_appeals
from xiezhi.infra.jobs import periodic_for_each_office
from xiezhi.infra.tenant import current_tenant
from xiezhi.kernel import clock
from xiezhi.kernel.actor import system_actor

EVERY_HOUR: Final = "5 * * * *"
"""Soon after midnight in China, and after a standstill before the alarms of the same hour."""


@periodic_for_each_office(JOB, cron=EVERY_HOUR)
def lapse() -> None:
    """Begin days to appeal that were never counted, and note that others are over."""
    acting, now = system_actor(current_tenant()), clock.now()
    begin_appeals(acting=acting, now=now)
    lapse_appeals(acting=acting, now=now)

"""Jobs of letters."""

from typing import Final

from xiezhi.infra.jobs import periodic_for_each_office
from xiezhi.infra.tenant import current_tenant
from xiezhi.kernel import clock
from xiezhi.kernel.actor import system_actor
from xiezhi.letters.services.recounting import JOB, recount_letters

EARLY_UTC: Final = "5 0 * * *"
"""08:05 in China, for a calendar that came with a new version; entered holidays enqueue the job at once."""


@periodic_for_each_office(JOB, cron=EARLY_UTC)
def recount() -> None:
    """Count provisional days of units anew."""
    recount_letters(acting=system_actor(current_tenant()), now=clock.now())

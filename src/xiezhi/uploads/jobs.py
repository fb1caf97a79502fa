"""Jobs of uploads."""

from xiezhi.infra.jobs import periodic_for_each_office
from xiezhi.kernel import clock
from xiezhi.uploads.services.arriving import sweep_uploads


@periodic_for_each_office("uploads.sweep", cron="40 * * * *")
def sweep() -> None:
    """Forget files nobody finished sending, every hour."""
    sweep_uploads(now=clock.now())

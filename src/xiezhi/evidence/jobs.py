"""Jobs of evidence."""

from xiezhi.evidence.services.sealing import complete_manifests
from xiezhi.infra.jobs import periodic_for_each_office
from xiezhi.kernel import clock


@periodic_for_each_office("evidence.complete_manifests", cron="*/15 * * * *")
def complete() -> None:
    """Write the manifests of files kept before there were any."""
    complete_manifests(now=clock.now())

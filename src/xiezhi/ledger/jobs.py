"""Jobs of the ledger."""

from xiezhi.infra.jobs import periodic_for_each_office
from xiezhi.kernel import clock
from xiezhi.ledger.services.checkpoints import sign_checkpoint


@periodic_for_each_office("ledger.sign_checkpoint", cron="*/10 * * * *")
def sign() -> None:
    """Sign a checkpoint where the ledger grew."""
    sign_checkpoint(now=clock.now())

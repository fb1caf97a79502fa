"""Jobs of the ledger."""

from xiezhi.infra.jobs import periodic_for_each_office
from xiezhi.infra.tenant import current_tenant
from xiezhi.kernel import clock
from xiezhi.kernel.actor import system_actor
from xiezhi.ledger.services.checkpoints import sign_checkpoint
from xiezhi.ledger.services.nightly import verify_and_record


@periodic_for_each_office("ledger.sign_checkpoint", cron="*/10 * * * *")
def sign() -> None:
    """Sign a checkpoint where the ledger grew."""
    sign_checkpoint(now=clock.now())


@periodic_for_each_office("ledger.verify", cron="10 18 * * *")
def verify() -> None:
    """Recompute the ledger at 02:10 in China."""
    verify_and_record(acting=system_actor(current_tenant()), now=clock.now())

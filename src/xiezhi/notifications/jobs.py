"""Jobs of notifications."""

from uuid import UUID

from xiezhi.infra.jobs import periodic_for_each_office, tenant_task
from xiezhi.infra.tenant import current_tenant
from xiezhi.kernel import clock
from xiezhi.kernel.actor import system_actor
from xiezhi.notifications.services.delivering import deliver_one, queue_overdue
from xiezhi.notifications.services.ledger_faults import tell_ledger_fault
from xiezhi.notifications.services.quarantine import tell_quarantine


@tenant_task("notifications.deliver")
def deliver(*, delivery_id: str) -> None:
    """Try one delivery once."""
    deliver_one(
        delivery_id=UUID(delivery_id), acting=system_actor(current_tenant()), now=clock.now()
    )


@periodic_for_each_office("notifications.queue_overdue", cron="*/10 * * * *")
def queue_lost_deliveries() -> None:
    """Queue again what a lost job left behind."""
    queue_overdue(now=clock.now())


@tenant_task("notifications.tell_ledger_fault")
def tell_fault(*, sequence: int) -> None:
    """Tell who watches over the ledger that it contradicts itself."""
    tell_ledger_fault(sequence=sequence, acting=system_actor(current_tenant()), now=clock.now())


@tenant_task("notifications.tell_quarantine")
def tell_found(*, file_id: str) -> None:
    """Tell who watches over the installation that a file holds a virus."""
    tell_quarantine(file_id=UUID(file_id), acting=system_actor(current_tenant()), now=clock.now())

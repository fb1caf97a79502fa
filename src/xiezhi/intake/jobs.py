"""Jobs of intake."""

from uuid import UUID

from xiezhi.infra.jobs import tenant_task
from xiezhi.infra.tenant import current_tenant
from xiezhi.intake.services.urgent import tell_office_of_urgent
from xiezhi.kernel import clock
from xiezhi.kernel.actor import system_actor


@tenant_task("intake.tell_office_of_urgent")
def tell_office(*, report_id: str) -> None:
    """Tell the office of an urgent report."""
    tell_office_of_urgent(
        report_id=UUID(report_id), acting=system_actor(current_tenant()), now=clock.now()
    )

"""Jobs of intake."""

from uuid import UUID

from xiezhi.infra.jobs import periodic_for_each_office, tenant_task
from xiezhi.infra.tenant import current_tenant
from xiezhi.intake.services.drafts import purge_drafts
from xiezhi.intake.services.urgent import tell_office_of_urgent
from xiezhi.kernel import clock
from xiezhi.kernel.actor import system_actor


@tenant_task("intake.tell_office_of_urgent")
def tell_office(*, report_id: str) -> None:
    """Tell the office of an urgent report."""
    tell_office_of_urgent(
        report_id=UUID(report_id), acting=system_actor(current_tenant()), now=clock.now()
    )


@periodic_for_each_office("intake.purge_drafts", cron="20 19 * * *")
def purge() -> None:
    """Remove unfinished entries past their time, every night."""
    purge_drafts(acting=system_actor(current_tenant()), now=clock.now())

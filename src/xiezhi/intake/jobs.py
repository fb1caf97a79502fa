"""Jobs of intake."""

from typing import Final
from uuid import UUID

from django.conf import settings

from xiezhi.infra.jobs import periodic_for_each_office, tenant_task
from xiezhi.infra.tenant import current_tenant
from xiezhi.intake.services.drafts import purge_drafts
from xiezhi.intake.services.erasing import order_due_erasures
from xiezhi.intake.services.identity import tell_of_openings
from xiezhi.intake.services.relaying import queue_waiting_relays, send_relay
from xiezhi.intake.services.urgent import tell_office_of_urgent
from xiezhi.intake.services.week import send_week_of_openings
from xiezhi.kernel import clock
from xiezhi.kernel.actor import system_actor

_OUTER: Final = "outer"


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


@tenant_task("intake.relay")
def relay(*, message_id: str) -> None:
    """Hand neutral words to the vault process."""
    send_relay(message_id=UUID(message_id))


@periodic_for_each_office("intake.queue_relays", cron="*/30 * * * *")
def queue_relays() -> None:
    """Queue again the words that wait for the vault process."""
    queue_waiting_relays(now=clock.now())


@periodic_for_each_office("intake.tell_of_openings", cron="10 * * * *")
def tell_openings() -> None:
    """Tell the reporters whose identity was opened; a block ends by itself here."""
    tell_of_openings(acting=system_actor(current_tenant()), now=clock.now())


@periodic_for_each_office("intake.order_erasures", cron="40 18 * * *")
def order_erasures() -> None:
    """Order the end of identities whose time is over, every night."""
    order_due_erasures(acting=system_actor(current_tenant()), now=clock.now())


@periodic_for_each_office("intake.send_week", cron="35 0 * * 1")
def send_week() -> None:
    """Send the week's list of openings on Monday morning, 08:35 in China; never outside."""
    if settings.XIEZHI_ZONE != _OUTER:
        send_week_of_openings(acting=system_actor(current_tenant()), now=clock.now())

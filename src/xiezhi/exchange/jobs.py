"""Jobs of exchange."""

from typing import Final
from uuid import UUID

from django.conf import settings

from xiezhi.evidence.services.carrying_away import has_files_leaving, remove_bytes
from xiezhi.exchange.selectors.forgettable import list_forgettable
from xiezhi.exchange.services.forgetting import forget_answers, forget_package, list_idle_answers
from xiezhi.infra.jobs import enqueue, periodic_for_each_office, unscoped_task
from xiezhi.infra.tenant import tenant_scope
from xiezhi.kernel import clock
from xiezhi.kernel.actor import system_actor

_OUTER: Final = "outer"


@periodic_for_each_office("exchange.forget", cron="40 16-20 * * *")
def forget() -> None:
    """Have the outer zone forget what the inner one has, in the night (from 0:40 in Beijing)."""
    if settings.XIEZHI_ZONE != _OUTER:
        return
    now = clock.now()
    if list_forgettable(now) or list_idle_answers(now) or has_files_leaving():
        enqueue("exchange.forget_carried")


@unscoped_task("exchange.forget_carried", lock="exchange.forget_carried")
def forget_carried(tenant: UUID) -> None:
    """Forget package by package, then answers, then remove the bytes; what is left is begun again in an hour."""
    now = clock.now()
    with tenant_scope(tenant):
        packages = list_forgettable(now)
    for package_id in packages:
        with tenant_scope(tenant):
            forget_package(package_id=package_id, acting=system_actor(tenant), now=now)
    with tenant_scope(tenant):
        forget_answers(acting=system_actor(tenant), now=now)
    while _remove_some(tenant):
        pass


def _remove_some(tenant: UUID) -> int:
    with tenant_scope(tenant):
        return remove_bytes(now=clock.now())

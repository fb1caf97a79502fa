"""Jobs: enqueued in the transaction of the act they serve, run in a tenant scope of their own."""

from collections.abc import Callable
from typing import Final
from uuid import UUID

from procrastinate import RetryStrategy
from procrastinate.contrib.django import app
from typing_extensions import TypeVar

from xiezhi.infra.tenant import current_tenant, tenant_scope

JobArgument = str | int | None
TenantJob = TypeVar("TenantJob", bound=Callable[..., None])

RETRY: Final = RetryStrategy(max_attempts=5, exponential_wait=4)


def enqueue(name: str, **arguments: JobArgument) -> None:
    """Put a job in the queue; it exists only if the present transaction commits.

    Arguments are ids and codes only: the queue's table lies outside the tenant wall.
    """
    app.configure_task(name, allow_unknown=False).defer(tenant=str(current_tenant()), **arguments)


def tenant_task(name: str) -> Callable[[TenantJob], TenantJob]:
    """Register a function as a job that runs inside the tenant scope it was enqueued in.

    The job must be safe to run twice: it is retried up to five times.
    """

    def register(job: TenantJob) -> TenantJob:
        def run(tenant: str, **arguments: JobArgument) -> None:
            with tenant_scope(UUID(tenant)):
                job(**arguments)

        app.task(name=name, retry=RETRY)(run)
        return job

    return register


def periodic_for_each_office(
    name: str, *, cron: str, offices: Callable[[], list[UUID]]
) -> Callable[[TenantJob], TenantJob]:
    """Register a job that runs by the clock, once for every office, each in its own scope."""

    def register(job: TenantJob) -> TenantJob:
        def run(timestamp: int) -> None:  # noqa: ARG001  # handed over by procrastinate
            for office_id in offices():
                with tenant_scope(office_id):
                    job()

        app.periodic(cron=cron, periodic_id=name)(app.task(name=name)(run))
        return job

    return register


def registered_names() -> frozenset[str]:
    """Return the names of all jobs; a test compares them with the names services enqueue."""
    return frozenset(app.tasks)

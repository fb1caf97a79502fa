"""Jobs: enqueued in the transaction of the act they serve, run in a tenant scope of their own.

Every application's ``jobs`` module is imported when Django starts, so web and worker know the same
names. The queue's tables lie outside the tenant wall: arguments are ids and codes only.
"""

from collections.abc import Callable
from datetime import datetime
from typing import Final
from uuid import UUID

from procrastinate import JobContext, RetryStrategy
from procrastinate.contrib.django import app
from procrastinate.exceptions import AlreadyEnqueued, ConnectorException, UniqueViolation
from procrastinate.jobs import Status
from typing_extensions import TypeVar

from xiezhi.infra.offices import list_office_ids
from xiezhi.infra.tenant import current_tenant, tenant_scope

JobArgument = str | int | None
TenantJob = TypeVar("TenantJob", bound=Callable[..., None])
LongJob = TypeVar("LongJob", bound=Callable[..., None])

RETRY: Final = RetryStrategy(max_attempts=5, exponential_wait=4)
CLOCK: Final = ".by_clock"
KEEP_HOURS: Final = 30 * 24


def enqueue(name: str, **arguments: JobArgument) -> None:
    """Put a job in the queue; it exists only if the present transaction commits."""
    app.configure_task(name, allow_unknown=False).defer(tenant=str(current_tenant()), **arguments)


def enqueue_at(name: str, at: datetime, **arguments: JobArgument) -> None:
    """Put a job in the queue that runs at an instant or soon after it."""
    app.configure_task(name, allow_unknown=False, schedule_at=at).defer(
        tenant=str(current_tenant()), **arguments
    )


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


def unscoped_task(name: str, *, lock: str) -> Callable[[LongJob], LongJob]:
    """Register a job that opens its tenant scopes itself, given the tenant first.

    For work so long that no transaction may stand open round it. As safe to run twice as any.
    One of a ``lock`` runs at a time, in the order they came, and one that waits for another try
    holds up the next; other jobs go on beside it.
    """

    def register(job: LongJob) -> LongJob:
        def run(tenant: str, **arguments: JobArgument) -> None:
            job(UUID(tenant), **arguments)

        app.task(name=name, retry=RETRY, lock=lock)(run)
        return job

    return register


def periodic_for_each_office(name: str, *, cron: str) -> Callable[[TenantJob], TenantJob]:
    """Register a job that runs by the clock (cron, UTC), once for every office.

    The clock only enqueues one job an office, so that one office's failure is retried by itself
    and stops no other; an office whose last run still waits gets no second one. After more than
    ten minutes of standstill a turn is left out: jobs must catch up at the next.
    """

    def register(job: TenantJob) -> TenantJob:
        tenant_task(name)(job)

        def spread(timestamp: int) -> None:  # noqa: ARG001  # handed over by procrastinate
            for office_id in list_office_ids():
                _enqueue_once(name, office_id)

        clocked = app.task(name=name + CLOCK)(spread)
        app.periodic(cron=cron, periodic_id=name)(clocked)
        return job

    return register


def _enqueue_once(name: str, office_id: UUID) -> None:
    task = app.configure_task(name, allow_unknown=False, queueing_lock=f"{name}:{office_id}")
    try:
        task.defer(tenant=str(office_id))
    except AlreadyEnqueued:
        return


async def retry_stalled(context: JobContext, timestamp: int) -> None:  # noqa: ARG001  # handed over by procrastinate
    """Put back the jobs whose worker died, and forget what was finished a month ago.

    Of jobs that may wait but once, one that finds its like waiting is given up: the other does its
    work. No job that cannot be put back keeps the next from it.
    """
    jobs = context.app.job_manager
    for stalled in await jobs.get_stalled_jobs():
        try:
            await jobs.retry_job(stalled)
        except UniqueViolation:
            await jobs.finish_job(stalled, Status.ABORTED, delete_job=True)
        except ConnectorException:  # its worker lives after all and has finished it
            continue
    await jobs.delete_old_jobs(nb_hours=KEEP_HOURS, include_failed=True, include_cancelled=True)


app.periodic(cron="* * * * *", periodic_id="infra.retry_stalled")(
    app.task(name="infra.retry_stalled", pass_context=True, queueing_lock="infra.retry_stalled")(
        retry_stalled
    )
)


def registered_names() -> frozenset[str]:
    """Return the names of all jobs; a test compares them with the names services enqueue."""
    return frozenset(app.tasks)

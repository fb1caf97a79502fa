"""The worker runs jobs as the app role, each in its tenant's scope; lost ones come back."""

import asyncio
import os
import signal
import subprocess
import sys
import time
from datetime import datetime
from typing import Any

import psycopg
import pytest
from django.db import connection, transaction
from procrastinate.contrib.django import app
from procrastinate.contrib.django.models import ProcrastinateJob
from procrastinate.exceptions import TaskNotFound

from tests.cast import make_office, make_report, make_staff
from tests.database import SECRET, Clone
from xiezhi.accounts.models import Procuratorate
from xiezhi.accounts.rules.roles import Role
from xiezhi.cli.worker import AT_ONCE
from xiezhi.infra.jobs import CLOCK, enqueue, enqueue_at
from xiezhi.infra.tenant import tenant_scope
from xiezhi.ledger.models import LedgerCheckpoint
from xiezhi.notifications.selectors.inbox import count_unread

PATIENCE_SECONDS = 60


def run_waiting_jobs() -> None:
    """Run what waits, in this process, as the worker would."""

    async def run() -> None:
        async with worker.open_async():
            await worker.run_worker_async(wait=False, listen_notify=False)

    # A job's thread ends with the run; its connection must not be kept for a next one.
    kept, connection.settings_dict["CONN_MAX_AGE"] = connection.settings_dict["CONN_MAX_AGE"], 0
    with app.replace_connector(app.connector.get_worker_connector()) as worker:  # type: ignore[attr-defined]  # Django's connector
        asyncio.run(run())
    connection.settings_dict["CONN_MAX_AGE"] = kept


def test_job_exists_only_if_its_act_commits(office: Procuratorate) -> None:
    with tenant_scope(office.id):
        enqueue("notifications.deliver", delivery_id="1")
        transaction.set_rollback(True)
    with tenant_scope(office.id):
        enqueue("notifications.deliver", delivery_id="2")
    (job,) = ProcrastinateJob.objects.all()
    assert job.args == {"tenant": str(office.id), "delivery_id": "2"}


def test_unknown_job_is_refused_where_it_is_enqueued(scope: Procuratorate) -> None:
    with pytest.raises(TaskNotFound):
        enqueue("nobody.knows")


def test_job_without_a_tenant_is_refused(db: None) -> None:
    with pytest.raises(LookupError):
        enqueue("notifications.deliver", delivery_id="1")


def test_job_may_wait_for_its_time(scope: Procuratorate, now: datetime) -> None:
    enqueue_at("notifications.deliver", now, delivery_id="1")
    assert ProcrastinateJob.objects.get().scheduled_at == now


def test_clock_enqueues_one_job_an_office_and_none_while_one_waits(
    own_database: Clone, now: datetime
) -> None:
    make_office(now)
    make_office(now, slug="lingyi", number=8, is_default=False)
    task = app.tasks["ledger.sign_checkpoint" + CLOCK]
    for _ in range(2):
        task(timestamp=0)
    assert ProcrastinateJob.objects.filter(task_name="ledger.sign_checkpoint").count() == 2


def environment(database: Clone) -> dict[str, str]:
    given = {
        "XIEZHI_APP_DATABASE_URL": database.urls.app,
        "XIEZHI_DATABASE_ROLE": "app",
        "XIEZHI_SECRET_KEY": SECRET,
        "XIEZHI_LOG_LEVEL": "info",
    }
    return {k: v for k, v in os.environ.items() if k != "DATABASE_URL"} | given


def test_worker_finds_and_runs_jobs_as_the_app_role(own_database: Clone, now: datetime) -> None:
    office = make_office(now)
    with tenant_scope(office.id):
        liaison = make_staff("联络员01", Role.LIAISON)
        report = make_report(now, is_urgent=True)
        enqueue("intake.tell_office_of_urgent", report_id=str(report.id))
        enqueue("ledger.sign_checkpoint")
    connection.close()
    worker = subprocess.Popen(  # our own command
        [sys.executable, "-m", "xiezhi.cli", "worker"],
        env=environment(own_database),
        stderr=subprocess.PIPE,
        text=True,
    )
    try:
        until = time.monotonic() + PATIENCE_SECONDS
        while time.monotonic() < until and worker.poll() is None:
            if (
                not ProcrastinateJob.objects.exclude(status="doing")
                .exclude(task_name__endswith=CLOCK)
                .exists()
            ):
                break
            time.sleep(0.2)
        time.sleep(0.5)
    finally:
        worker.send_signal(signal.SIGTERM)
        _, log = worker.communicate(timeout=PATIENCE_SECONDS)
    with tenant_scope(office.id):
        assert count_unread(liaison) == 1, log
        assert LedgerCheckpoint.objects.exists(), log
    assert str(report.code) not in log


def test_jobs_of_a_dead_worker_are_put_back(own_database: Clone, now: datetime) -> None:
    office = make_office(now)
    with tenant_scope(office.id):
        enqueue("ledger.sign_checkpoint")
    with psycopg.connect(own_database.urls.owner) as database:
        database.execute("UPDATE procrastinate_jobs SET status = 'doing', worker_id = NULL")
    _retry_stalled()
    run_waiting_jobs()
    with tenant_scope(office.id):
        assert LedgerCheckpoint.objects.count() == 1


def test_of_jobs_that_wait_but_once_a_dead_workers_gives_way_and_stops_no_other(
    own_database: Clone, now: datetime
) -> None:
    office = make_office(now)
    for _ in range(2):
        app.tasks["ledger.sign_checkpoint" + CLOCK](timestamp=0)
        with psycopg.connect(own_database.urls.owner) as database:
            database.execute("UPDATE procrastinate_jobs SET status = 'doing', worker_id = NULL")
    with tenant_scope(office.id):
        report = make_report(now, is_urgent=True)
        liaison = make_staff("联络员01", Role.LIAISON)
        enqueue("intake.tell_office_of_urgent", report_id=str(report.id))
    with psycopg.connect(own_database.urls.owner) as database:
        database.execute("UPDATE procrastinate_jobs SET status = 'doing', worker_id = NULL")
    _retry_stalled()
    run_waiting_jobs()
    with tenant_scope(office.id):
        assert count_unread(liaison) == 1
        assert LedgerCheckpoint.objects.exists()
    assert not ProcrastinateJob.objects.filter(status="doing").exists()


def _retry_stalled() -> None:
    app.configure_task("infra.retry_stalled").defer(timestamp=0)
    run_waiting_jobs()


def test_failing_job_is_tried_again_and_changes_nothing(own_database: Clone, now: datetime) -> None:
    office = make_office(now)
    with tenant_scope(office.id):
        enqueue("intake.tell_office_of_urgent", report_id="no uuid")
    run_waiting_jobs()
    job: Any = ProcrastinateJob.objects.get(task_name="intake.tell_office_of_urgent")
    assert (job.status, job.attempts) == ("todo", 1)


def test_long_work_runs_alone_and_other_jobs_beside_it() -> None:
    long = ("evidence.make_copy", "evidence.scan", "evidence.scan_some")
    locks = {app.tasks[name].lock for name in long}
    assert locks == {"evidence.make_copy", "evidence.scan"}
    assert app.tasks["notifications.deliver"].lock is None
    assert len(locks) < AT_ONCE

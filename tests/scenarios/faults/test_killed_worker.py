"""The jobs' process is killed under load: its jobs are taken up again, and what they do is done once."""

import json
import random
import threading
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

import psycopg
import pytest
from django.db import connection
from django.db.models import F
from procrastinate.contrib.django import app
from procrastinate.contrib.django.models import ProcrastinateJob, ProcrastinateWorker
from procrastinate.exceptions import AlreadyEnqueued

from tests.database import Clone
from tests.evidence.films import film
from tests.evidence.scanner import scanner
from tests.notifications.people import reachable
from tests.scenarios.faults.keeping import kept_reports, ledger_is_sound
from tests.scenarios.faults.mortal import Mortal, MortalSite, mortal_site, mortal_worker
from tests.scenarios.faults.sender import Sender
from tests.scenarios.faults.test_killed_service import picture
from xiezhi.accounts.models import Procuratorate
from xiezhi.accounts.rules.roles import Role
from xiezhi.evidence.models import StoredFile
from xiezhi.evidence.rules.kinds import MediaKind
from xiezhi.evidence.rules.readiness import MOST_TRIES, CopyState, ScanState
from xiezhi.infra.jobs import CLOCK
from xiezhi.infra.storage.local import LocalFileStore
from xiezhi.infra.tenant import tenant_scope
from xiezhi.ledger.models import LedgerEntry
from xiezhi.notifications.models import Delivery, Message

KILLS = 24
SEED = 20261127
TELEPHONES = 2
# Jobs in whose midst the process is killed, and how long after their beginning at most.
LONGEST_SECONDS = {
    "evidence.scan": 0.06,
    "evidence.make_copy": 0.5,
    "intake.tell_office_of_urgent": 0.03,
    "notifications.deliver": 0.02,
}
KINDS = tuple(LONGEST_SECONDS)
SCANNER_WAITS = 0.004
PATIENCE_SECONDS = 300
BY_THE_CLOCK = (
    "evidence.scan_waiting",
    "evidence.copy_waiting",
    "ledger.sign_checkpoint",
    "notifications.queue_overdue",
    "uploads.sweep",
)
# What jobs do that must be done once, whatever became of the process.
ONCE = ("evidence.scan", "evidence.make_copy", "notifications.send")


@dataclass(frozen=True, kw_only=True)
class Place:
    """A site whose jobs are done by a process that is killed."""

    site: MortalSite
    worker: Mortal
    database: Clone
    folder: Path
    office_id: UUID

    def texts(self) -> list[dict[str, str]]:
        """The texts that were handed to the gateway."""
        lines = (self.folder / "outbox" / "sms.jsonl").read_text().splitlines()
        return [json.loads(line) for line in lines]

    def programs(self) -> list[str]:
        """Return the processes that still work on a film."""
        found = []
        for process in Path("/proc").iterdir():
            with suppress(OSError):
                where = str((process / "cwd").readlink())
                found += [where] if where.startswith(str(self.folder / "tmp")) else []
        return found


@pytest.fixture
def place(own_database: Clone, tmp_path: Path) -> Iterator[Place]:
    (tmp_path / "tmp").mkdir()
    with scanner() as scans:
        scans.waits = SCANNER_WAITS
        settings = {
            "XIEZHI_DEMO": "1",  # there the texts go to a file
            "XIEZHI_CLAMD": str(scans.path),
            "TMPDIR": str(tmp_path / "tmp"),
        }
        app_url, files = own_database.urls.app, tmp_path / "files"
        with mortal_site(app_url, files, tmp_path / "log", settings=settings) as site:
            office_id = Procuratorate.objects.get().id
            with tenant_scope(office_id):
                reachable("联络员01", Role.LIAISON, mobile="13800000001")
                reachable("联络员02", Role.LIAISON, mobile="13800000002")
            with mortal_worker(site.loader) as worker:
                yield Place(
                    site=site,
                    worker=worker,
                    database=own_database,
                    folder=tmp_path,
                    office_id=office_id,
                )


@dataclass
class Load:
    """Telephones that report until told to stop: every third report brings a film, every other is urgent."""

    port: int
    receipts: list[dict[str, Any]] = field(default_factory=list)
    urgent: set[str] = field(default_factory=set)
    broken: list[BaseException] = field(default_factory=list)
    is_over: threading.Event = field(default_factory=threading.Event)

    def send(self, first: int) -> None:
        sender = Sender(self.port, lambda: None)
        number = first
        try:
            while not self.is_over.wait(0.2):
                films = [film(seconds=1 + number // 3 % 3)] if number % 3 == 0 else []
                receipt = sender.report([picture(number)], films, is_urgent=number % 2 == 0)
                self.receipts.append(receipt)
                if number % 2 == 0:
                    self.urgent.add(receipt["number"])
                number += TELEPHONES * 3 + 1
        except BaseException as fault:
            self.broken.append(fault)
            raise


def let_time_pass() -> None:
    """Let the dead process's last sign of life be old, and the clock's jobs be due."""
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE procrastinate_workers SET last_heartbeat = last_heartbeat - interval '1 minute'"
        )
    for name in ("infra.retry_stalled", *(name + CLOCK for name in BY_THE_CLOCK)):
        with suppress(AlreadyEnqueued):
            app.configure_task(name).defer(timestamp=0)


def until(holds: Any) -> None:
    """Wait until something holds."""
    end = time.monotonic() + PATIENCE_SECONDS
    while not holds():
        assert time.monotonic() < end, list(ProcrastinateJob.objects.values_list())
        time.sleep(0.004)


def doing() -> list[str]:
    """Return the jobs of the office the last process has under way, by name."""
    last = ProcrastinateWorker.objects.order_by("-id").values("id")[:1]
    under_way = ProcrastinateJob.objects.filter(
        status="doing", worker_id__in=last, args__has_key="tenant"
    )
    return list(under_way.values_list("task_name", flat=True))


def kill_again_and_again(place: Place, load: Load) -> Counter[str]:
    """Kill at random moments of jobs of each kind in turn; return what was broken off."""
    dice = random.Random(SEED)
    broken_off = Counter[str]()
    for number in range(KILLS):
        kind = KINDS[number % len(KINDS)]
        until(lambda: kind in doing())  # noqa: B023  # asked at once
        time.sleep(dice.uniform(0, LONGEST_SECONDS[kind]))
        place.worker.kill()
        broken_off.update(doing())
        assert not load.broken, load.broken
        let_time_pass()
        place.worker.revive()
    return broken_off


def no_job_waits() -> None:
    """Wait until every job was done."""
    until(lambda: not ProcrastinateJob.objects.exclude(status="failed").exists())


def finish(place: Place) -> None:
    """Let the last process take up what the others left, and end all that waits.

    A notice whose job was lost is found by the clock's job once it is some minutes old.
    """
    no_job_waits()
    with tenant_scope(place.office_id):
        left = Delivery.objects.filter(state="queued")
        left.update(next_attempt_at=F("next_attempt_at") - timedelta(minutes=10))
    app.configure_task(f"notifications.queue_overdue{CLOCK}").defer(timestamp=0)
    no_job_waits()
    assert list(ProcrastinateJob.objects.values_list("task_name", flat=True)) == []
    place.worker.kill()
    until(lambda: not place.programs())


def under_load(place: Place) -> tuple[Load, Counter[str]]:
    """Kill while telephones report; return what they were told, and what was broken off."""
    load = Load(place.site.port)
    telephones = [
        threading.Thread(target=load.send, args=(number * 3,)) for number in range(TELEPHONES)
    ]
    for telephone in telephones:
        telephone.start()
    try:
        broken_off = kill_again_and_again(place, load)
    finally:
        load.is_over.set()
        for telephone in telephones:
            telephone.join()
    finish(place)
    return load, broken_off


def test_jobs_of_killed_processes_are_done_once_and_nothing_is_lost(place: Place) -> None:
    load, broken_off = under_load(place)
    assert broken_off.total() >= KILLS // 2, broken_off
    assert len(set(KINDS) & set(broken_off)) >= len(KINDS) - 1, broken_off
    check_reports(place, load)
    with tenant_scope(place.office_id):
        check_files()
        check_notices(place, load)
        check_ledger()
    assert ledger_is_sound(place.database.urls.app, place.folder)


def check_reports(place: Place, load: Load) -> None:
    """Every acknowledged report is there, each of its files whole and in every copy."""
    with psycopg.connect(place.database.urls.owner) as owner:
        kept = kept_reports(owner)
    assert sorted(kept) == sorted(receipt["number"] for receipt in load.receipts)
    store = LocalFileStore(place.folder / "files")
    for receipt in load.receipts:
        files = kept[receipt["number"]]
        assert [one.sha256.hex() for one in files] == [one["sha256"] for one in receipt["files"]]
        for one in files:
            for address in one.addresses:
                with store.open(UUID(str(one.office)), address, is_verified=True) as stream:
                    assert stream.read(1)


def check_files() -> None:
    """Every file was scanned, every film copied, but one that always found the process dying."""
    assert StoredFile.objects.filter(copy_state=CopyState.MADE, copy_tries__gt=1).exists()
    files = StoredFile.objects.exclude(copy_state=CopyState.FAILED, copy_tries__gte=MOST_TRIES)
    states = set(files.values_list("kind", "scan_state", "copy_state"))
    photo = (MediaKind.PHOTO, ScanState.CLEAN, CopyState.NONE)
    assert states == {photo, (MediaKind.VIDEO, ScanState.CLEAN, CopyState.MADE)}


def check_notices(place: Place, load: Load) -> None:
    """Every urgent report was told to both, once each; the gateway can tell what comes again."""
    told = Message.objects.values_list("title", flat=True)
    assert sorted(number for number in load.urgent for title in told if number in title) == sorted(
        [*load.urgent, *load.urgent]
    )
    sent = Delivery.objects.filter(channel="sms")
    assert set(sent.values_list("state", "attempts")) == {("sent", 1)}
    texts = place.texts()
    by_key = {text["key"]: text["number"] for text in texts}
    assert len(by_key) == sent.count() == 2 * len(load.urgent)
    assert all(by_key[text["key"]] == text["number"] for text in texts)


def check_ledger() -> None:
    """Nothing that is done once was written down twice."""
    for act in ONCE:
        entries = Counter(LedgerEntry.objects.filter(act=act).values_list("object_id", flat=True))
        assert set(entries.values()) == {1}, act
    deliveries = LedgerEntry.objects.filter(act="notifications.deliver").count()
    assert deliveries == Delivery.objects.filter(channel="sms").count()

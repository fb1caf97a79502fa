"""Jobs of evidence."""

from collections.abc import Sequence
from contextlib import suppress
from typing import Final
from uuid import UUID

from xiezhi.evidence.clamd import ScannerAwayError
from xiezhi.evidence.selectors.files import is_scanning
from xiezhi.evidence.services.copying import (
    begin_copy,
    end_copy,
    list_uncopied,
    make_film_copy,
)
from xiezhi.evidence.services.housekeeping import (
    clear_leftovers,
    compare_store,
    note_findings,
)
from xiezhi.evidence.services.particulars import (
    complete_particulars,
    list_without_particulars,
    look_at_head,
    read_head,
)
from xiezhi.evidence.services.scanning import (
    ask_scanner,
    begin_scan,
    end_scan,
    list_outdated,
    list_unscanned,
    list_unscanned_originals,
    signatures_now,
)
from xiezhi.evidence.services.sealing import complete_manifests
from xiezhi.infra.jobs import enqueue, periodic_for_each_office, unscoped_task
from xiezhi.infra.tenant import tenant_scope
from xiezhi.kernel import clock

_GIVES_UP_AFTER: Final = 3
_BATCHES_A_NIGHT: Final = 25
"""Of 200 files each: at a second a file, an hour and a half."""


@periodic_for_each_office("evidence.complete_manifests", cron="*/15 * * * *")
def complete() -> None:
    """Write the manifests of files kept before there were any."""
    complete_manifests(now=clock.now())


@periodic_for_each_office("evidence.scan_waiting", cron="*/10 * * * *")
def scan_waiting() -> None:
    """Ask again about what the scanner has not answered."""
    if list_unscanned():
        enqueue("evidence.scan_some")


@periodic_for_each_office("evidence.copy_waiting", cron="35 * * * *")
def copy_waiting() -> None:
    """Begin again with films whose copying was broken off."""
    for file_id in list_uncopied(now=clock.now()):
        enqueue("evidence.make_copy", file_id=str(file_id))


@periodic_for_each_office("evidence.look_through_store", cron="20 18 * * *")
def look_through_store() -> None:
    """Compare the store with the tables in the night (2:20 in Beijing); remove leftovers."""
    now = clock.now()
    state = compare_store(now=now)
    note_findings(state=state, removed=clear_leftovers(state=state, now=now), now=now)


@unscoped_task("evidence.scan", lock="evidence.scan")
def scan(tenant: UUID, file_id: str) -> None:
    """Have one file scanned, now or by `scan_waiting`; no failing file holds up the next."""
    with suppress(ScannerAwayError):
        _scan(tenant, UUID(file_id))


@unscoped_task("evidence.scan_some", lock="evidence.scan")
def scan_some(tenant: UUID) -> None:
    """Have those scanned that wait, until the scanner has failed at several in a row."""
    with tenant_scope(tenant):
        waiting = list_unscanned()
    _scan_all(tenant, waiting)


@periodic_for_each_office("evidence.scan_originals", cron="50 16 * * *")
def scan_originals() -> None:
    """Have the vault process scan sealed originals no scanner has seen, every night."""
    if list_unscanned_originals():
        enqueue("evidence.scan_some_originals")


@unscoped_task("evidence.scan_some_originals", lock="evidence.scan")
def scan_some_originals(tenant: UUID) -> None:
    """Scan a batch of sealed originals of which only copies were scanned."""
    with tenant_scope(tenant):
        waiting = list_unscanned_originals()
    _scan_all(tenant, waiting, again=True)


@periodic_for_each_office("evidence.rescan", cron="10 17 * * *")
def rescan() -> None:
    """Begin the night's rescan: freshclam has brought new signatures by then."""
    if is_scanning():
        enqueue("evidence.rescan_some", batches=_BATCHES_A_NIGHT)


@unscoped_task("evidence.rescan_some", lock="evidence.rescan")
def rescan_some(tenant: UUID, batches: int) -> None:
    """Scan again a batch of what was clean under older signatures, then queue the next batch.

    A night does so many and no more; the rest waits for the next, those longest ago first.
    """
    with suppress(ScannerAwayError):
        by = signatures_now()
        with tenant_scope(tenant):
            waiting = list_outdated(by)
        is_done = _scan_all(tenant, waiting, again=True)
        with tenant_scope(tenant):
            if is_done and batches > 1 and list_outdated(by):
                enqueue("evidence.rescan_some", batches=batches - 1)


@periodic_for_each_office("evidence.read_heads", cron="*/15 * * * *")
def read_heads() -> None:
    """Look at the heads of pictures that came from the other zone, or before heads were kept."""
    if list_without_particulars():
        enqueue("evidence.read_some_heads")


@unscoped_task("evidence.read_some_heads", lock="evidence.read_heads")
def read_some_heads(tenant: UUID) -> None:
    """Keep the 拍摄信息 of some of them; the decoder works while no transaction is open."""
    with tenant_scope(tenant):
        waiting = list_without_particulars()
    for file_id in waiting:
        with tenant_scope(tenant):
            head = read_head(file_id)
        if head is None:
            continue
        found = look_at_head(*head)
        with tenant_scope(tenant):
            complete_particulars(file_id=file_id, particulars=found, now=clock.now())


def _scan_all(tenant: UUID, waiting: Sequence[UUID], *, again: bool = False) -> bool:
    """Scan files one after the other; False when the scanner failed at several in a row."""
    failed = 0
    for file_id in waiting:
        try:
            _scan(tenant, file_id, again=again)
            failed = 0
        except ScannerAwayError:
            failed += 1
        if failed == _GIVES_UP_AFTER:
            return False
    return True


def _scan(tenant: UUID, file_id: UUID, *, again: bool = False) -> None:
    """Ask the scanner about one file; it takes its time, so no transaction is open meanwhile."""
    with tenant_scope(tenant):
        wanted = begin_scan(file_id, again=again)
    if wanted is None:
        return
    said = ask_scanner(wanted)
    with tenant_scope(tenant):
        end_scan(file_id=file_id, said=said, now=clock.now())


@unscoped_task("evidence.make_copy", lock="evidence.make_copy")
def make_copy(tenant: UUID, file_id: str) -> None:
    """Copy one film. The try is committed before: a film that kills the worker is counted."""
    with tenant_scope(tenant):
        wanted = begin_copy(file_id=UUID(file_id), now=clock.now())
    if wanted is None:
        return
    made, has_program = make_film_copy(wanted), wanted.program is not None
    with tenant_scope(tenant):
        end_copy(file_id=UUID(file_id), made=made, has_program=has_program, now=clock.now())

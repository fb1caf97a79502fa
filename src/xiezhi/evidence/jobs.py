"""Jobs of evidence."""

from contextlib import suppress
from typing import Final
from uuid import UUID

from xiezhi.evidence.clamd import ScannerAwayError
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
from xiezhi.evidence.services.scanning import ask_scanner, begin_scan, end_scan, list_unscanned
from xiezhi.evidence.services.sealing import complete_manifests
from xiezhi.infra.jobs import enqueue, periodic_for_each_office, unscoped_task
from xiezhi.infra.tenant import tenant_scope
from xiezhi.kernel import clock

_GIVES_UP_AFTER: Final = 3


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
    failed = 0
    for file_id in waiting:
        try:
            _scan(tenant, file_id)
            failed = 0
        except ScannerAwayError:
            failed += 1
        if failed == _GIVES_UP_AFTER:
            return


def _scan(tenant: UUID, file_id: UUID) -> None:
    """Ask the scanner about one file; it takes its time, so no transaction is open meanwhile."""
    with tenant_scope(tenant):
        wanted = begin_scan(file_id)
    if wanted is None:
        return
    is_found = ask_scanner(wanted)
    with tenant_scope(tenant):
        end_scan(file_id=file_id, is_found=is_found, now=clock.now())


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

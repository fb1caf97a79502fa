"""Searching for viruses: a file is taken at once and shown when the scanner called it clean."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Final
from uuid import UUID

from django.conf import settings

from xiezhi.evidence.clamd import is_infected
from xiezhi.evidence.models import StoredFile
from xiezhi.evidence.rules.readiness import CopyState, ScanState
from xiezhi.evidence.selectors.files import is_scanning
from xiezhi.evidence.services.waiting import let_go, read_original
from xiezhi.evidence.store import file_store
from xiezhi.infra.jobs import enqueue
from xiezhi.infra.tenant import current_tenant
from xiezhi.kernel.actor import system_actor
from xiezhi.kernel.errors import NotFoundError
from xiezhi.ledger.services.acts import act

CLEARED: Final = "evidence.scan"
QUARANTINED: Final = "evidence.quarantine"
BATCH: Final = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class ToScan:
    """What the scanner is asked about: the original, or all that can be shown of a sealed one."""

    contents: tuple[bytes, ...]


def begin_scan(file_id: UUID) -> ToScan | None:
    """Return what is to be scanned of a file; None where nothing is."""
    file: StoredFile | None = StoredFile.objects.filter(
        id=file_id, scan_state=ScanState.UNSCANNED
    ).first()
    if file is None or not is_scanning():
        return None
    original = read_original(file)
    contents = _copies(file) if original is None else (original,)
    return ToScan(contents=contents) if contents else None


def ask_scanner(wanted: ToScan) -> bool:
    """Return whether a virus was found; slow, so asked while no transaction is open.

    Raises:
        ScannerAwayError: ``evidence.scanner_away``.
    """
    return any(is_infected(Path(settings.XIEZHI_CLAMD), one) for one in wanted.contents)


def end_scan(*, file_id: UUID, is_found: bool, now: datetime) -> None:
    """Write down what the scanner said; what it found something in is shown to nobody any more."""
    file: StoredFile | None = (
        StoredFile.objects.select_for_update()
        .filter(id=file_id, scan_state=ScanState.UNSCANNED)
        .first()
    )
    if file is None:
        return
    with act(acting=system_actor(current_tenant()), now=now) as record:
        file.scan_state = ScanState.INFECTED if is_found else ScanState.CLEAN
        if is_found and file.copy_state == CopyState.PENDING:
            file.copy_state = CopyState.FAILED
        let_go(file, is_scanning=True)
        file.save(update_fields=["scan_state", "copy_state", "staged_sha256"])
        word = QUARANTINED if is_found else CLEARED
        record(word, "file", file.id, after={"scan": file.scan_state})
    if file.copy_state == CopyState.PENDING:
        enqueue("evidence.make_copy", file_id=str(file.id))


def refuse_unscanned(content: bytes) -> None:
    """Refuse to show what waits in a draft unless the scanner calls it clean, where there is one.

    Raises:
        NotFoundError: ``evidence.infected``.
        ScannerAwayError: ``evidence.scanner_away``.
    """
    if is_scanning() and ask_scanner(ToScan(contents=(content,))):
        raise NotFoundError("evidence.infected")


def list_unscanned() -> Sequence[UUID]:
    """Return the ids of files nobody scanned yet, some at a time.

    In no order, so that files the scanner cannot take do not hold up the rest time and again.
    What is sealed and has no copy can neither be scanned nor shown.
    """
    if not is_scanning():
        return ()
    waiting = StoredFile.objects.filter(scan_state=ScanState.UNSCANNED).exclude(
        is_sealed=True, staged_sha256__isnull=True, shared_sha256__isnull=True
    )
    return list(waiting.order_by("?").values_list("id", flat=True)[:BATCH])


def _copies(file: StoredFile) -> tuple[bytes, ...]:
    """Return the copies of a sealed original; it can itself be shown to nobody."""
    found = []
    for digest in (file.shared_sha256, file.thumbnail_sha256):
        if digest is None:
            continue
        try:
            with file_store().open(current_tenant(), bytes(digest)) as stream:
                found.append(stream.read())
        except NotFoundError:
            continue
    return tuple(found)

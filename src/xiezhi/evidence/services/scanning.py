"""Searching for viruses: a file is taken at once and shown when the scanner called it clean."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Final
from uuid import UUID

from django.conf import settings
from django.db.models import F

from xiezhi.evidence.clamd import ScannerAwayError, is_infected, scanner_version
from xiezhi.evidence.models import StoredFile
from xiezhi.evidence.rules.readiness import CopyState, Keeping, ScanState
from xiezhi.evidence.selectors.files import has_vault, is_scanning, originals_to_scan
from xiezhi.evidence.services.waiting import let_go, read_original
from xiezhi.evidence.store import file_store
from xiezhi.infra.jobs import enqueue
from xiezhi.infra.tenant import current_tenant
from xiezhi.kernel.actor import system_actor
from xiezhi.kernel.errors import DomainError, NotFoundError
from xiezhi.ledger.services.acts import act
from xiezhi.vault.client import ask_to_scan

CLEARED: Final = "evidence.scan"
SCANNED_AGAIN: Final = "evidence.scan_again"
QUARANTINED: Final = "evidence.quarantine"
BATCH: Final = 200
_SAVED: Final = (
    "scan_state",
    "copy_state",
    "staged_sha256",
    "scanned_at",
    "scanned_by",
    "is_original_scanned",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class SealedOriginal:
    """An original as it lies sealed, whose it is, and what its content hashes to."""

    office_id: UUID
    sealed: bytes
    sha256: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class ToScan:
    """What the scanner is asked about: the original, or all that can be shown of a sealed one.

    Attributes:
        sealed: what the vault process can have scanned.
    """

    contents: tuple[bytes, ...]
    is_original: bool = True
    sealed: SealedOriginal | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Scanned:
    """What the scanner said, and with which signatures; of the original, or of copies only."""

    is_found: bool
    by: str = ""
    is_original: bool = True


def begin_scan(file_id: UUID, *, again: bool = False) -> ToScan | None:
    """Return what is to be scanned of a file; None where nothing is.

    ``again`` asks about a file that was called clean before.
    """
    state = ScanState.CLEAN if again else ScanState.UNSCANNED
    file: StoredFile | None = StoredFile.objects.filter(
        id=file_id, scan_state=state, keeping=Keeping.HERE
    ).first()
    if file is None or not is_scanning():
        return None
    original = read_original(file)
    if original is not None:
        return ToScan(contents=(original,))
    copies, sealed = _copies(file), _sealed(file)
    if not copies and sealed is None:
        return None
    return ToScan(contents=copies, is_original=False, sealed=sealed)


def ask_scanner(wanted: ToScan) -> Scanned:
    """Return what was found; slow, so asked while no transaction is open.

    A sealed original is scanned inside the vault process, which hands out nothing of it. Where it
    cannot, the copies are.

    Raises:
        ScannerAwayError: ``evidence.scanner_away``; ``vault.closed`` for what only the vault reads.
    """
    path = Path(settings.XIEZHI_CLAMD)
    by = scanner_version(path)
    if wanted.sealed is not None:
        inside = _ask_the_vault(wanted.sealed)
        if inside is not None:
            return Scanned(is_found=inside, by=by)
        if not wanted.contents:
            raise ScannerAwayError("vault.closed")
    is_found = any(is_infected(path, one) for one in wanted.contents)
    return Scanned(is_found=is_found, by=by, is_original=wanted.is_original)


def end_scan(*, file_id: UUID, said: Scanned, now: datetime) -> None:
    """Write down what the scanner said; what it found something in is shown to nobody any more."""
    file: StoredFile | None = (
        StoredFile.objects.select_for_update()
        .filter(id=file_id)
        .exclude(scan_state=ScanState.INFECTED)
        .first()
    )
    if file is None:
        return
    was_clean = file.scan_state == ScanState.CLEAN
    with act(acting=system_actor(current_tenant()), now=now) as record:
        file.scan_state = ScanState.INFECTED if said.is_found else ScanState.CLEAN
        if said.is_found and file.copy_state == CopyState.PENDING:
            file.copy_state = CopyState.FAILED
        file.scanned_at, file.scanned_by = now, said.by
        file.is_original_scanned = file.is_original_scanned or said.is_original
        let_go(file, is_scanning=True)
        file.save(update_fields=_SAVED)
        word = QUARANTINED if said.is_found else (SCANNED_AGAIN if was_clean else CLEARED)
        record(word, "file", file.id, after={"scan": file.scan_state, "by": said.by})
    if said.is_found:
        enqueue("notifications.tell_quarantine", file_id=str(file.id))
    if file.copy_state == CopyState.PENDING:
        enqueue("evidence.make_copy", file_id=str(file.id))


def refuse_unscanned(content: bytes) -> None:
    """Refuse to show what waits in a draft unless the scanner calls it clean, where there is one.

    Raises:
        NotFoundError: ``evidence.infected``.
        ScannerAwayError: ``evidence.scanner_away``.
    """
    if is_scanning() and is_infected(Path(settings.XIEZHI_CLAMD), content):
        raise NotFoundError("evidence.infected")


def list_unscanned() -> Sequence[UUID]:
    """Return the ids of files nobody scanned yet, some at a time.

    In no order, so that files the scanner cannot take do not hold up the rest time and again.
    What is sealed and has no copy is scanned inside the vault process; outside there is none.
    """
    if not is_scanning():
        return ()
    waiting = StoredFile.objects.filter(scan_state=ScanState.UNSCANNED, keeping=Keeping.HERE)
    if not has_vault():
        waiting = waiting.exclude(
            is_sealed=True, staged_sha256__isnull=True, shared_sha256__isnull=True
        )
    return list(waiting.order_by("?").values_list("id", flat=True)[:BATCH])


def list_unscanned_originals() -> Sequence[UUID]:
    """Return some of the sealed originals of which only the copies were ever scanned."""
    if not (is_scanning() and has_vault()):
        return ()
    waiting = originals_to_scan().filter(scan_state=ScanState.CLEAN)
    return list(waiting.order_by("?").values_list("id", flat=True)[:BATCH])


def list_outdated(by: str) -> Sequence[UUID]:
    """Return some of the files called clean under other signatures than these, longest ago first."""
    clean = StoredFile.objects.filter(scan_state=ScanState.CLEAN, keeping=Keeping.HERE)
    clean = clean.exclude(scanned_by=by)
    oldest = clean.order_by(F("scanned_at").asc(nulls_first=True), "id")
    return list(oldest.values_list("id", flat=True)[:BATCH])


def signatures_now() -> str:
    """Return what the scanner would look with now; "" where there is none.

    Raises:
        ScannerAwayError: ``evidence.scanner_away``.
    """
    return scanner_version(Path(settings.XIEZHI_CLAMD)) if is_scanning() else ""


def _ask_the_vault(one: SealedOriginal) -> bool | None:
    """Return whether the vault's scanner found something; None where it cannot be asked."""
    try:
        return ask_to_scan(office_id=one.office_id, sealed=one.sealed, sha256=one.sha256)
    except DomainError as error:
        if error.code == "evidence.scanner_away":
            raise ScannerAwayError(error.code) from error
        return None


def _sealed(file: StoredFile) -> SealedOriginal | None:
    if not (file.is_sealed and has_vault()):
        return None
    try:
        with file_store().open(current_tenant(), bytes(file.stored_sha256)) as stream:
            return SealedOriginal(
                office_id=current_tenant(), sealed=stream.read(), sha256=bytes(file.sha256)
            )
    except NotFoundError:
        return None


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

"""操作留痕 as people read it: entries by object, person, act or time, and proof that one is in.

The right to see it is asked by the page: roles lie above the ledger.
"""

import json
from dataclasses import dataclass, field
from datetime import date, datetime, time
from typing import Any, Final
from uuid import UUID

from django.db.models import QuerySet

from xiezhi.kernel.clock import CHINA
from xiezhi.kernel.errors import NotFoundError
from xiezhi.ledger.models import LedgerCheckpoint, LedgerEntry
from xiezhi.ledger.rules.ranges import streamed_proof

PAGE_SIZE: Final = 50
CHUNK: Final = 10_000


@dataclass(frozen=True, slots=True, kw_only=True)
class LogFilter:
    """What a person asked to see. Empty values do not filter; ``before`` continues a list."""

    act: str = ""
    actor_id: str = ""
    object_kind: str = ""
    object_id: str = ""
    since: datetime | None = None
    until: datetime | None = None
    before: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class LogEntry:
    """One entry, read from its sealed words."""

    sequence: int
    at: datetime
    act: str
    object_kind: str
    object_id: str
    actor_kind: str
    actor_label: str
    actor_id: str
    roles: tuple[str, ...]
    on_behalf_of: str
    leaf: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class LogPage:
    """At most 50 entries, newest first. ``before`` asks for the next page, None on the last."""

    entries: tuple[LogEntry, ...]
    before: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class InclusionProof:
    """Proof that an entry stands in the ledger a signed checkpoint describes."""

    sequence: int
    leaf: bytes
    size: int
    hashes: tuple[bytes, ...] = field(default_factory=tuple)
    note: str


def list_entries(asked: LogFilter) -> LogPage:
    """Return one page of the log; one query over an index."""
    found = list(_filtered(asked).order_by("-id")[: PAGE_SIZE + 1])
    shown = found[:PAGE_SIZE]
    is_last = len(found) <= PAGE_SIZE
    return LogPage(
        entries=tuple(_entry(row) for row in shown), before=None if is_last else shown[-1].id
    )


def get_entry(sequence: int) -> LogEntry:
    """Return an entry by its place.

    Raises:
        NotFoundError: ``ledger.no_entry``.
    """
    return _entry(_row(sequence))


def get_inclusion_proof(sequence: int) -> InclusionProof:
    """Return the proof of an entry against the earliest checkpoint that covers it.

    Reads every leaf hash up to that checkpoint once, in constant memory.

    Raises:
        NotFoundError: ``ledger.no_entry``; ``ledger.not_signed_yet`` until the next checkpoint.
    """
    entry = _row(sequence)
    checkpoint = LedgerCheckpoint.objects.filter(id__gt=sequence).order_by("id").first()
    if checkpoint is None:
        raise NotFoundError("ledger.not_signed_yet")
    leaves = (
        LedgerEntry.objects.filter(id__lt=checkpoint.id)
        .order_by("id")
        .values_list("leaf_hash", flat=True)
    )
    stream = (bytes(leaf) for leaf in leaves.iterator(chunk_size=CHUNK))
    return InclusionProof(
        sequence=sequence,
        leaf=bytes(entry.leaf_hash),
        size=checkpoint.id,
        hashes=tuple(streamed_proof(stream, sequence, checkpoint.id)),
        note=checkpoint.note,
    )


def find_last_entry(*acts: str) -> LogEntry | None:
    """Return the newest entry of any of the acts; one look into the index for each."""
    newest = [LedgerEntry.objects.filter(act=one).order_by("-id").first() for one in acts]
    found = [row for row in newest if row is not None]
    return _entry(max(found, key=lambda row: row.id)) if found else None


def find_last_checkpoint() -> LedgerCheckpoint | None:
    """Return the newest signed checkpoint."""
    found: LedgerCheckpoint | None = LedgerCheckpoint.objects.order_by("-id").first()
    return found


def find_published_checkpoint(*, today: date) -> LedgerCheckpoint | None:
    """Return what everyone may read on a day: the last checkpoint signed before it began.

    One a day: a size that grows in the night would tell whoever watches when somebody reported. On
    the very first day it is the first there is, all day.
    """
    midnight = datetime.combine(today, time(), CHINA)
    rows = LedgerCheckpoint.objects
    found: LedgerCheckpoint | None = rows.filter(signed_at__lt=midnight).order_by("-id").first()
    return found or rows.order_by("id").first()


def _filtered(asked: LogFilter) -> QuerySet[LedgerEntry]:
    exact = {
        "act": asked.act,
        "actor_id": asked.actor_id,
        "object_kind": asked.object_kind,
        "object_id": asked.object_id,
        "at__gte": asked.since,
        "at__lt": asked.until,
        "id__lt": asked.before,
    }
    entries: QuerySet[LedgerEntry] = LedgerEntry.objects.filter(
        **{column: value for column, value in exact.items() if value not in ("", None)}
    )
    return entries


def _row(sequence: int) -> LedgerEntry:
    row: LedgerEntry | None = LedgerEntry.objects.filter(id=sequence).first()
    if row is None:
        raise NotFoundError("ledger.no_entry")
    return row


def _entry(row: LedgerEntry) -> LogEntry:
    words: dict[str, Any] = json.loads(row.body)
    actor: dict[str, Any] = words["actor"]
    return LogEntry(
        sequence=row.id,
        at=row.at,
        act=row.act,
        object_kind=row.object_kind,
        object_id=row.object_id,
        actor_kind=actor["kind"],
        actor_label=actor["label"],
        actor_id=row.actor_id,
        roles=tuple(actor["roles"]),
        on_behalf_of=actor["on_behalf_of"] or "",
        leaf=bytes(row.leaf_hash),
    )


def last_time_of(act: str, *, actor_id: UUID) -> datetime | None:
    """Return when somebody last did an act; None when never."""
    entries = LedgerEntry.objects.filter(act=act, actor_id=str(actor_id))
    at: datetime | None = entries.order_by("-id").values_list("at", flat=True).first()
    return at


def count_acts(act: str, *, since: datetime, until: datetime) -> int:
    """Return how often an act was done in a span, its end left out."""
    return LedgerEntry.objects.filter(act=act, at__gte=since, at__lt=until).count()

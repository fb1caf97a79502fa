"""One act, one transaction: the change and its entry commit together or not at all."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from datetime import datetime
from functools import partial
from uuid import UUID

from django.db import transaction

from xiezhi.infra.tenant import before_commit, current_scope, current_tenant, tenant_scope
from xiezhi.kernel.actor import Actor
from xiezhi.kernel.errors import DomainError
from xiezhi.ledger.models import LedgerEntry, LedgerHead, LedgerSalt
from xiezhi.ledger.rules.canonical import Json, canonical_bytes
from xiezhi.ledger.rules.merkle import Frontier, leaf_hash
from xiezhi.ledger.rules.salted import new_salt, salted_hash

Snapshot = Mapping[str, Json]


@dataclass(frozen=True, slots=True, kw_only=True)
class PendingEntry:
    """An entry waiting for its place in the tree."""

    acting: Actor
    now: datetime
    act: str
    object_kind: str
    object_id: str
    before: Snapshot | None
    after: Snapshot | None


@dataclass(slots=True)
class Recorder:
    """Collects the entries of one act."""

    acting: Actor
    now: datetime
    entries: list[PendingEntry] = field(default_factory=list)

    def __call__(
        self,
        act: str,
        object_kind: str,
        object_id: UUID | str,
        *,
        before: Snapshot | None = None,
        after: Snapshot | None = None,
    ) -> None:
        """Name what is done. Snapshots are hashed with a salt; their words never enter the log."""
        self.entries.append(
            PendingEntry(
                acting=self.acting,
                now=self.now,
                act=act,
                object_kind=object_kind,
                object_id=str(object_id),
                before=before,
                after=after,
            )
        )


@dataclass(frozen=True, slots=True)
class _Pending:
    """Entries of one scope. A scope that was rolled back leaves its own behind, never another's."""

    scope: object
    entries: list[PendingEntry] = field(default_factory=list)


_pending: ContextVar[_Pending | None] = ContextVar("xiezhi_ledger", default=None)
_open: ContextVar[Recorder | None] = ContextVar("xiezhi_open_act", default=None)


@contextmanager
def act(*, acting: Actor, now: datetime) -> Iterator[Recorder]:
    """Open an act inside the tenant scope; its entries are appended last, just before commit.

    A refusal inside rolls the act back, entries included. Acts may contain acts.

    Raises:
        RuntimeError: the act named no entry, or acts for another procuratorate than the scope's.
    """
    if acting.procuratorate_id != current_tenant():
        raise RuntimeError("an act belongs to the procuratorate of its scope")
    recorder = Recorder(acting=acting, now=now)
    token = _open.set(recorder)
    try:
        with transaction.atomic():
            yield recorder
    finally:
        _open.reset(token)
    if not recorder.entries:
        raise RuntimeError("an act names at least one entry")
    _collect(recorder.entries)


def record_refusal(*, acting: Actor, now: datetime, error: DomainError, target: str) -> None:
    """Log a refused attempt in a transaction of its own, after the refused one is rolled back.

    ``target`` is the name of the address or job, without anything a person typed.
    """
    with tenant_scope(acting.procuratorate_id), act(acting=acting, now=now) as record:
        record("refused", "address", target[:40], after={"code": error.code})


def open_act() -> Recorder | None:
    """Return the innermost act now open: for its parts that record an entry of their own."""
    return _open.get()


def settle_entries() -> None:
    """Append the entries of the acts closed so far at once, so that their places are known.

    Holds the head of the tree until the scope ends: do what is slow before. A scope that is rolled
    back takes them with it.
    """
    pending = _pending.get()
    if pending is not None and pending.scope is current_scope() and pending.entries:
        _append(pending.entries)
        pending.entries.clear()


def _collect(entries: list[PendingEntry]) -> None:
    scope, pending = current_scope(), _pending.get()
    if pending is None or pending.scope is not scope:
        pending = _Pending(scope)
        _pending.set(pending)
        before_commit(partial(_flush, pending))
    pending.entries.extend(entries)


def _flush(pending: _Pending) -> None:
    _pending.set(None)
    if pending.entries:
        _append(pending.entries)


def _append(pending: list[PendingEntry]) -> None:
    """Append in order. The head's row lock makes places gap-free; it is taken as late as can be."""
    head = LedgerHead.objects.select_for_update().filter(id=1).first()
    if head is None:
        head = _first_head()
    frontier = Frontier.from_list(head.size, [bytes(item) for item in head.frontier])
    entries, salts = [], []
    for entry in pending:
        row, salt = _row(entry, frontier)
        entries.append(row)
        salts.append(salt)
        frontier = frontier.append(bytes(row.leaf_hash))
    LedgerEntry.objects.bulk_create(entries)
    LedgerSalt.objects.bulk_create(salt for salt in salts if salt.before or salt.after)
    LedgerHead.objects.filter(id=1).update(size=frontier.size, frontier=frontier.to_list())


def _first_head() -> LedgerHead:
    LedgerHead.objects.bulk_create([LedgerHead(id=1)], ignore_conflicts=True)
    head: LedgerHead = LedgerHead.objects.select_for_update().get(id=1)
    return head


def _row(entry: PendingEntry, frontier: Frontier) -> tuple[LedgerEntry, LedgerSalt]:
    salt = LedgerSalt(
        id=frontier.size,
        before=None if entry.before is None else new_salt(),
        after=None if entry.after is None else new_salt(),
    )
    body = canonical_bytes(_leaf(entry, frontier, salt))
    row = LedgerEntry(
        id=frontier.size,
        leaf_hash=leaf_hash(body),
        body=body.decode(),
        act=entry.act,
        actor_id=str(entry.acting.id or ""),
        at=entry.now,
        object_kind=entry.object_kind,
        object_id=entry.object_id,
    )
    return row, salt


def _leaf(entry: PendingEntry, frontier: Frontier, salt: LedgerSalt) -> dict[str, Json]:
    acting = entry.acting
    return {
        "sequence": frontier.size,
        # The tree so far: whoever changes one entry contradicts the next, which names the place.
        "tree": frontier.root().hex(),
        "tenant": str(acting.procuratorate_id),
        "time": entry.now,
        "actor": {
            "kind": acting.kind.value,
            "id": str(acting.id) if acting.id else None,
            "label": acting.label,
            "roles": sorted(acting.roles),
            "on_behalf_of": str(acting.on_behalf_of) if acting.on_behalf_of else None,
        },
        "act": entry.act,
        "object": {"kind": entry.object_kind, "id": entry.object_id},
        "before": _hashed(entry.before, salt.before),
        "after": _hashed(entry.after, salt.after),
    }


def _hashed(snapshot: Snapshot | None, salt: bytes | memoryview | None) -> str | None:
    return None if snapshot is None or salt is None else salted_hash(snapshot, bytes(salt)).hex()

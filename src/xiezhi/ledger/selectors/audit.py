"""操作留痕 as a person reads it: who did what to what, when; newest first."""

import json
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from xiezhi.ledger.models import LedgerCheckpoint, LedgerEntry

PAGE_SIZE: Final = 50


@dataclass(frozen=True, slots=True, kw_only=True)
class AuditLine:
    """One entry in plain fields; hashes stay where they are."""

    sequence: int
    at: datetime
    label: str
    kind: str
    roles: tuple[str, ...]
    on_behalf: bool
    act: str
    object_kind: str
    object_id: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AuditFilter:
    """What to list; empty means everything. ``before`` is a sequence to go on from."""

    area: str = ""
    label: str = ""
    object_id: str = ""
    day: date | None = None
    before: int | None = None


def list_audit_lines(wanted: AuditFilter) -> list[AuditLine]:
    """Return one page and one line more, so that the caller sees whether there is a next page."""
    entries = LedgerEntry.objects.order_by("-id")
    if wanted.before is not None:
        entries = entries.filter(id__lt=wanted.before)
    if wanted.object_id:
        entries = entries.filter(object_id=wanted.object_id)
    if wanted.area:
        entries = entries.filter(body__contains=f'"act":"{wanted.area}')
    if wanted.label:
        entries = entries.filter(body__contains=f'"label":{_quoted(wanted.label)}')
    if wanted.day is not None:
        entries = entries.filter(body__contains=f'"time":"{wanted.day.isoformat()}T')
    return [_line(entry) for entry in entries[: PAGE_SIZE + 1]]


def _quoted(label: str) -> str:
    return json.dumps(label, ensure_ascii=False)


def _line(entry: LedgerEntry) -> AuditLine:
    body = json.loads(entry.body)
    actor = body["actor"]
    return AuditLine(
        sequence=entry.id,
        at=datetime.fromisoformat(body["time"]),
        label=actor["label"],
        kind=actor["kind"],
        roles=tuple(actor["roles"]),
        on_behalf=actor["on_behalf_of"] is not None,
        act=body["act"],
        object_kind=body["object"]["kind"],
        object_id=body["object"]["id"],
    )


def find_last_checkpoint() -> LedgerCheckpoint | None:
    """Return the last signed checkpoint; its ``id`` is the size it speaks of."""
    return LedgerCheckpoint.objects.order_by("-id").first()

"""证据保管: each opening, copying and handing out of an original, written down with its purpose."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Final
from uuid import UUID

from xiezhi.evidence.models import CustodyEntry
from xiezhi.evidence.rules.custody import CustodyEvent, CustodyPurpose, check_purpose
from xiezhi.kernel.actor import Actor
from xiezhi.kernel.ids import public_id
from xiezhi.language.cleaning import clean_line
from xiezhi.ledger.rules.canonical import Json
from xiezhi.ledger.services.acts import act

ACTS: Final = {
    CustodyEvent.VIEWED: "evidence.view",
    CustodyEvent.COPIED: "evidence.copy",
    CustodyEvent.EXPORTED: "evidence.export",
    CustodyEvent.TRANSFERRED: "evidence.transfer",
    CustodyEvent.VERIFIED: "evidence.verify",
    CustodyEvent.FIXED: "evidence.fix",
}
OBJECT: Final = "custody"
MAX_WORDS: Final = 300


@dataclass(frozen=True, slots=True, kw_only=True)
class Handling:
    """What was done to files, and what for.

    Attributes:
        words: to whom they went, or how they were verified.
        copy_code: 导出编号 of what was handed out.
    """

    event: CustodyEvent
    purpose: CustodyPurpose | None
    words: str = ""
    copy_code: str = ""


def record_custody(
    *, file_ids: Iterable[UUID], handling: Handling, acting: Actor, now: datetime
) -> tuple[CustodyEntry, ...]:
    """Write a line into the 保管链 of each file; who may touch them is asked before.

    Raises:
        InvalidInputError: ``evidence.no_purpose``.
    """
    check_purpose(handling.event, handling.purpose)
    wanted = dict.fromkeys(file_ids)
    if not wanted:
        return ()
    with act(acting=acting, now=now) as record:
        rows = [_row(file_id, handling, acting, now) for file_id in wanted]
        CustodyEntry.objects.bulk_create(rows)
        for row in rows:
            record(ACTS[handling.event], OBJECT, row.id, after=custody_snapshot(row))
    return tuple(rows)


def custody_snapshot(row: CustodyEntry) -> dict[str, Json]:
    """Return what the ledger hashes of a line; the same words stand in a bundle."""
    return {
        "file": row.file_id,
        "event": row.event,
        "purpose": row.purpose,
        "words": row.words,
        "by": row.by_label,
        "at": row.at,
        "copy_code": row.copy_code,
    }


def _row(file_id: UUID, handling: Handling, acting: Actor, now: datetime) -> CustodyEntry:
    return CustodyEntry(
        id=public_id(),
        file_id=file_id,
        event=handling.event,
        purpose=handling.purpose or "",
        words=clean_line(handling.words, limit=MAX_WORDS),
        by_label=acting.signature[:60],
        by_id=str(acting.id or ""),
        at=now,
        copy_code=handling.copy_code,
    )

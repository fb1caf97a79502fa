"""What staff enter by hand: one row, what becomes of it at once, and when it is enough."""

import json
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import Final
from uuid import UUID

from xiezhi.evidence.rules.taken import TimeSource
from xiezhi.intake.rules.pool import NotLeadReason
from xiezhi.intake.rules.submission import MIN_WORDS
from xiezhi.kernel.errors import InvalidInputError
from xiezhi.law.sources import IntakeChannel

# A letter with its enclosures or a visitor's telephone bring more than 随手拍 takes.
MAX_PICTURES: Final = 30
MAX_SOUNDS: Final = 9
MAX_SCANS: Final = 20
OLDEST_RECEIPT: Final = timedelta(days=3660)
# 本院设定: how long an unfinished entry is kept after it was last touched.
KEPT_DAYS: Final = 30
MAX_ROWS: Final = 40
MAX_FILES: Final = 120

Value = str | int | float | bool | None | Sequence[str]


class Treatment(StrEnum):
    """What becomes of a row when it is saved (处理)."""

    POOL = "pool"
    LEAD = "lead"
    JOIN = "join"
    KEEP = "keep"
    NOT_LEAD = "not_lead"


TREATMENT_LABELS: Final = {
    Treatment.POOL: "进信息池待初筛",
    Treatment.LEAD: "登记线索",
    Treatment.JOIN: "并入",
    Treatment.KEEP: "留信息池",
    Treatment.NOT_LEAD: "不作线索",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class EntryRow:
    """One report as somebody types it, not yet in the pool.

    Attributes:
        speaker: as the chat writes the name; shown beside the grid member it stands for.
        received_on: None is the day it is saved.
        sent_at: when the message was sent, where one was.
        origin: the medium and its address, or the body that passed it on and its number.
        scans_are_masked: the scan shows nothing of who wrote; else it is sealed and not shown.
        reasons: codes why its messages stand together, for showing.
        warnings: codes of what to look at before saving.
    """

    channel: IntakeChannel = IntakeChannel.WECHAT_GROUP
    speaker: str = ""
    supporter_id: UUID | None = None
    contact_name: str = field(default="", repr=False)
    contact_phone: str = field(default="", repr=False)
    wants_secrecy: bool = False
    received_on: date | None = None
    sent_at: datetime | None = None
    seen_at: datetime | None = None
    seen_at_source: str = ""
    town: str = ""
    village: str = ""
    place_words: str = ""
    latitude: float | None = None
    longitude: float | None = None
    title: str = ""
    words: str = ""
    origin: str = ""
    external_number: str = ""
    topics: tuple[str, ...] = ()
    is_urgent: bool = False
    scans_are_masked: bool = False
    treatment: Treatment = Treatment.POOL
    not_lead_reason: str = ""
    note: str = ""
    lead_id: UUID | None = None
    reasons: tuple[str, ...] = ()
    warnings: tuple[str, ...] = ()


def check_entry(words: str, *, pictures: int, sounds: int, scans: int) -> None:
    """Refuse an entry that says too little or brings too much. Enough is one file or 5 characters.

    Raises:
        InvalidInputError: ``intake.entry_not_enough``, ``intake.too_many_files``.
    """
    for count, limit in ((pictures, MAX_PICTURES), (sounds, MAX_SOUNDS), (scans, MAX_SCANS)):
        if count > limit:
            raise InvalidInputError("intake.too_many_files", count=count, limit=limit)
    if not (pictures or sounds or scans) and len(words) < MIN_WORDS:
        raise InvalidInputError("intake.entry_not_enough", characters=MIN_WORDS)


def check_received_on(received_on: date, *, today: date) -> None:
    """Refuse a day of receipt that has not come, or that no file of ours remembers.

    Raises:
        InvalidInputError: ``intake.received_in_future``, ``intake.received_too_long_ago``.
    """
    if received_on > today:
        raise InvalidInputError("intake.received_in_future")
    if received_on < today - OLDEST_RECEIPT:
        raise InvalidInputError("intake.received_too_long_ago")


def check_treatment(row: EntryRow) -> None:
    """Refuse a row whose treatment lacks what it needs.

    Raises:
        InvalidInputError: ``intake.reason_missing``, ``intake.reason_needs_note``,
            ``intake.no_lead_chosen``.
    """
    if row.treatment is Treatment.NOT_LEAD:
        if row.not_lead_reason not in set(NotLeadReason):
            raise InvalidInputError("intake.reason_missing")
        if row.not_lead_reason == NotLeadReason.OTHER and not row.note.strip():
            raise InvalidInputError("intake.reason_needs_note")
    if row.treatment is Treatment.JOIN and row.lead_id is None:
        raise InvalidInputError("intake.no_lead_chosen")


def row_bytes(row: EntryRow) -> bytes:
    """Return a row as bytes to be sealed."""
    values: dict[str, Value] = {
        name: _plain(getattr(row, name)) for name in EntryRow.__dataclass_fields__
    }
    return json.dumps(values, ensure_ascii=False).encode("utf-8", "surrogatepass")


def row_of_bytes(content: bytes) -> EntryRow:
    """Return the row `row_bytes` wrote. Fields it does not know yet keep their default."""
    values = json.loads(content.decode("utf-8", "surrogatepass"))
    known = {name: values[name] for name in EntryRow.__dataclass_fields__ if name in values}
    for name in ("supporter_id", "lead_id"):
        known[name] = UUID(known[name]) if known.get(name) else None
    for name in ("sent_at", "seen_at"):
        known[name] = datetime.fromisoformat(known[name]) if known.get(name) else None
    known["received_on"] = (
        date.fromisoformat(known["received_on"]) if known.get("received_on") else None
    )
    for name in ("topics", "reasons", "warnings"):
        known[name] = tuple(known.get(name) or ())
    known["channel"] = IntakeChannel(known["channel"])
    known["treatment"] = Treatment(known["treatment"])
    return EntryRow(**known)


def merged(first: EntryRow, second: EntryRow) -> EntryRow:
    """Return the first row with what the second adds; what the first says already stays."""
    values = {name: getattr(first, name) for name in EntryRow.__dataclass_fields__}
    for name in (
        "supporter_id", "contact_name", "contact_phone", "town", "village", "place_words",
        "latitude", "longitude", "title", "origin", "external_number", "lead_id",
    ):  # fmt: skip
        values[name] = values[name] or getattr(second, name)
    values["words"] = "\n".join(part for part in (first.words, second.words) if part)
    values["topics"] = tuple(dict.fromkeys((*first.topics, *second.topics)))
    values["warnings"] = tuple(dict.fromkeys((*first.warnings, *second.warnings)))
    values["is_urgent"] = first.is_urgent or second.is_urgent
    values["wants_secrecy"] = first.wants_secrecy or second.wants_secrecy
    if first.seen_at is None:
        values["seen_at"], values["seen_at_source"] = second.seen_at, second.seen_at_source
    return EntryRow(**values)


def split(row: EntryRow, at: int | None) -> tuple[EntryRow, EntryRow]:
    """Return two rows: the words before a place and those after it; else after the first line.

    Raises:
        InvalidInputError: ``intake.nothing_to_split``: one of the two would be empty.
    """
    place = row.words.find("\n") if at is None or not 0 < at < len(row.words) else at
    before, after = row.words[: max(place, 0)].strip(), row.words[max(place, 0) :].strip()
    if not before or not after:
        raise InvalidInputError("intake.nothing_to_split")
    values = {name: getattr(row, name) for name in EntryRow.__dataclass_fields__}
    second = values | {"words": after, "reasons": (), "external_number": "", "title": ""}
    return EntryRow(**(values | {"words": before})), EntryRow(**second)


def seen_source(text: str) -> TimeSource | None:
    """Return the source a code names, or None."""
    return TimeSource(text) if text in set(TimeSource) else None


def _plain(value: object) -> Value:
    if isinstance(value, tuple):
        return [str(one) for one in value]
    if isinstance(value, UUID):
        return str(value)
    if isinstance(value, date):  # instants are dates too
        return value.isoformat()
    if value is None or isinstance(value, bool | int | float):
        return value
    return str(value)

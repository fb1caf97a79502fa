"""What of a letter and its answer crosses between the zones: what the portal shows, no matter."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Final
from uuid import UUID

from xiezhi.evidence.rules.crossing import CrossedFile
from xiezhi.kernel.clock import legal_day
from xiezhi.kernel.errors import InvalidInputError
from xiezhi.letters.rules.kinds import LetterKind
from xiezhi.letters.rules.procedure import LetterState
from xiezhi.letters.rules.replies import (
    MAX_MEASURES,
    PART_LIMITS,
    Measure,
    ReplyConclusion,
    ReplyDraft,
    ReplyPart,
    check_reply,
)
from xiezhi.letters.rules.setting_aside import SetAside

CLOCK_SLACK: Final = timedelta(minutes=15)
"""The other zone's clock may run ahead of ours."""
SHOWN_STATES: Final = frozenset(
    {
        LetterState.SEALED,
        LetterState.SENT,
        LetterState.SERVED,
        LetterState.REPLIED,
        LetterState.WITHDRAWN,
    }
)


@dataclass(frozen=True, slots=True, kw_only=True)
class CrossedLetter:
    """A letter as its unit sees it.

    Attributes:
        paper_name: what a judicial paper is called; "" for the office's own letters.
        dated_on: the day the paper bears.
        files: the sealed letter.
        limit_length: of the limit that runs from service, or that would run from today.
    """

    id: UUID
    unit_id: UUID
    kind: str
    paper_name: str
    state: str
    title: str
    body: str
    contact_words: str
    office_number: str
    dated_on: date | None
    asks_reply: bool
    sent_at: datetime
    served_on: date | None
    limit_kind: str
    limit_length: int
    limit_unit: str
    limit_basis: str
    reply_due_on: date | None
    is_reply_due_provisional: bool
    rectification_due_on: date | None
    may_object: bool
    objection_days: int | None
    objection_until: date | None
    objected_on: date | None
    replied_at: datetime | None
    withdrawn_at: datetime | None
    set_aside: str
    set_aside_on: date | None
    set_aside_number: str
    files: tuple[CrossedFile, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class CrossedReceipt:
    """签收 in the portal: when, by whom, and who in the unit deals with it. The id is the letter's."""

    id: UUID
    received_at: datetime
    received_by_label: str
    unit_section: str
    unit_contact: str
    unit_telephone: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CrossedObjection:
    """提出异议 in the portal, with its sealed paper. The id is the letter's."""

    id: UUID
    words: str
    objected_on: date
    files: tuple[CrossedFile, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class CrossedReply:
    """书面回复 from the portal. ``parts`` says of each file in ``files`` what it is."""

    id: UUID
    letter_id: UUID
    words: str
    measures: tuple[Measure, ...]
    conclusion: str
    reply_number: str
    dated_on: date
    entered_by_label: str
    submitted_at: datetime
    parts: tuple[str, ...]
    files: tuple[CrossedFile, ...]


def check_letter(letter: CrossedLetter) -> None:
    """Refuse what no office sends to a portal.

    Raises:
        InvalidInputError: ``letters.foreign_letter``.
    """
    is_known = letter.kind in set(LetterKind) and letter.state in SHOWN_STATES
    is_known = is_known and letter.set_aside in {"", *SetAside}
    if not is_known or not letter.title or len(letter.files) > 1:
        raise InvalidInputError("letters.foreign_letter")


def check_receipt(receipt: CrossedReceipt, *, now: datetime) -> None:
    """Refuse a receipt from the future.

    Raises:
        InvalidInputError: ``letters.foreign_letter``.
    """
    if receipt.received_at > now + CLOCK_SLACK:
        raise InvalidInputError("letters.foreign_letter")


def check_crossed_objection(objection: CrossedObjection, *, now: datetime) -> None:
    """Refuse an objection the portal would not have taken.

    Raises:
        InvalidInputError: ``letters.foreign_letter``.
    """
    is_known = bool(objection.words.strip()) and len(objection.files) == 1
    if not is_known or objection.objected_on > legal_day(now + CLOCK_SLACK):
        raise InvalidInputError("letters.foreign_letter")


def check_crossed_reply(reply: CrossedReply, *, now: datetime) -> None:
    """Refuse a reply the portal would not have taken.

    Raises:
        InvalidInputError: ``letters.foreign_letter`` or the codes of `check_reply`.
    """
    parts = set(reply.parts) <= set(ReplyPart) and len(reply.parts) == len(reply.files)
    is_known = parts and reply.conclusion in set(ReplyConclusion)
    if not is_known or len(reply.measures) > MAX_MEASURES:
        raise InvalidInputError("letters.foreign_letter")
    if any(reply.parts.count(part) > limit for part, limit in PART_LIMITS.items()):
        raise InvalidInputError("letters.foreign_letter")
    if reply.submitted_at > now + CLOCK_SLACK:
        raise InvalidInputError("letters.foreign_letter")
    check_reply(
        ReplyDraft(
            words=reply.words,
            measures=reply.measures,
            conclusion=ReplyConclusion(reply.conclusion),
            reply_number=reply.reply_number,
            dated_on=reply.dated_on,
        ),
        letter_count=reply.parts.count(ReplyPart.LETTER),
        today=legal_day(reply.submitted_at),
    )

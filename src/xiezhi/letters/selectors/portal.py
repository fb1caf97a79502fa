"""What a unit sees: the documents sent to it and its own replies. Never a matter, never a reporter."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Final
from uuid import UUID

from django.db.models import Count, F, Q, QuerySet

from xiezhi.accounts.rules.rights import Action, require
from xiezhi.evidence.models import StoredFile
from xiezhi.house.selectors.citations import repeal_days
from xiezhi.kernel.actor import Actor
from xiezhi.kernel.errors import NotFoundError
from xiezhi.letters.models import Letter, LetterReply, LetterReplyFile
from xiezhi.letters.rules.objections import ObjectionPeriod
from xiezhi.letters.rules.queues import Box
from xiezhi.letters.rules.replies import Measure, ReplyPart, measures_of
from xiezhi.letters.selectors.limits import basis_for_unit, limit_of
from xiezhi.letters.selectors.objections import period_of as period_of_objection

SOON_DAYS: Final = 7
MOST: Final = 200
_Terms = tuple[str, str, int | None, date | None]


@dataclass(frozen=True, slots=True, kw_only=True)
class ReplyFile:
    """A paper or picture of a reply."""

    id: UUID
    part: ReplyPart
    name: str
    kind: str
    media_type: str


@dataclass(frozen=True, slots=True, kw_only=True)
class UnitReply:
    """A reply of the unit, or its draft.

    ``is_forgotten``: the inner zone has words and files, this one no longer; ``file_count`` says how
    many there were.
    """

    id: UUID
    is_draft: bool
    words: str
    measures: tuple[Measure, ...]
    conclusion: str
    reply_number: str
    dated_on: date | None
    received_on: date | None
    way: str
    entered_by_label: str
    at: datetime
    files: tuple[ReplyFile, ...]
    file_count: int
    is_forgotten: bool

    def files_of(self, part: ReplyPart) -> tuple[ReplyFile, ...]:
        """Return the files of one part, in order."""
        return tuple(file for file in self.files if file.part == part)


@dataclass(frozen=True, slots=True, kw_only=True)
class ReplyLimit:
    """How long a unit has: 法定 or 本院规定, counted from the day after service."""

    kind: str
    length: int
    unit: str
    basis: str
    served_on: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class UnitLetter:
    """A document as the unit sees it. Holds no field of the matter behind it.

    ``paper_name`` is a judicial paper's own name, "" for the office's letters. ``objection`` holds
    the unit's own words; what came on paper, or is forgotten here, is its day alone. ``set_aside`` says that a later
    decision, of that day and number, changed or withdrew it.
    """

    id: UUID
    paper_name: str
    title: str
    body: str
    office_number: str
    contact_words: str
    asks_reply: bool
    sealed_letter_id: UUID | None
    dated_on: date | None
    sent_at: datetime
    served_on: date | None
    received_at: datetime | None
    received_by_label: str
    unit_section: str
    unit_contact: str
    unit_telephone: str
    reply_due_on: date | None
    is_reply_due_provisional: bool
    rectification_due_on: date | None
    objections: ObjectionPeriod
    objection_days: int | None
    objection: str
    objection_paper_id: UUID | None
    objection_is_forgotten: bool
    limit: ReplyLimit
    days_left: int | None
    replied_at: datetime | None
    set_aside: str
    set_aside_on: date | None
    set_aside_number: str


@dataclass(frozen=True, slots=True, kw_only=True)
class UnitLetterPage:
    """A document with the unit's draft and its replies, oldest first."""

    letter: UnitLetter
    draft: UnitReply | None
    replies: tuple[UnitReply, ...]


def letters_of_unit(acting: Actor) -> QuerySet[Letter]:
    """Return what was sent to the actor's unit and not withdrawn.

    Raises:
        NotAllowedError: ``accounts.no_right``.
    """
    require(acting, Action.ANSWER_REFERRAL)
    sent: QuerySet[Letter] = Letter.objects.filter(
        unit_id=acting.unit_id, sent_at__isnull=False, withdrawn_at__isnull=True
    )
    return sent


def access_unit_letter(acting: Actor, letter_id: UUID, *, lock: bool = False) -> Letter:
    """Return a document sent to the actor's unit.

    Raises:
        NotFoundError: ``letters.not_found``; also for another unit's.
    """
    found = letters_of_unit(acting).filter(id=letter_id)
    if lock:
        found = found.select_for_update()
    letter = found.first()
    if letter is None:
        raise NotFoundError("letters.not_found")
    return letter


def count_boxes(acting: Actor, today: date) -> dict[Box, int]:
    """Return the figures of the portal's cards, in one query."""
    counts: dict[str, int] = letters_of_unit(acting).aggregate(
        **{box.value: Count("id", filter=_in_box(box, today)) for box in Box}
    )
    return {box: counts[box.value] for box in Box}


def list_unit_letters(acting: Actor, box: Box, today: date) -> tuple[UnitLetter, ...]:
    """Return the documents of a box: unanswered first and by due day, answered ones newest first."""
    found = (
        letters_of_unit(acting)
        .filter(_in_box(box, today))
        .order_by(
            F("replied_at").desc(nulls_first=True),
            F("reply_due_on").asc(nulls_last=True),
            "sent_at",
            "id",
        )[:MOST]
    )
    return _as_seen(list(found), today)


def get_unit_letter(acting: Actor, letter_id: UUID, today: date) -> UnitLetterPage:
    """Return one document with draft and replies.

    Raises:
        NotFoundError: ``letters.not_found``.
    """
    letter = access_unit_letter(acting, letter_id)
    rows = list(LetterReply.objects.filter(letter_id=letter.id).order_by("at"))
    files = files_of_replies([row.id for row in rows])
    replies = [reply_as_seen(row, files) for row in rows]
    drafts = [reply for reply in replies if reply.is_draft]
    return UnitLetterPage(
        letter=_as_seen([letter], today)[0],
        draft=drafts[-1] if drafts else None,
        replies=tuple(reply for reply in replies if not reply.is_draft),
    )


def files_of_replies(reply_ids: list[UUID]) -> dict[UUID, list[ReplyFile]]:
    """Return the files of each reply, in order."""
    found: dict[UUID, list[ReplyFile]] = {}
    links = LetterReplyFile.objects.filter(reply_id__in=reply_ids).select_related("file")
    for link in links.order_by("position"):
        found.setdefault(link.reply_id, []).append(
            ReplyFile(
                id=link.file_id,
                part=ReplyPart(link.part),
                name=link.file.original_name,
                kind=link.file.kind,
                media_type=link.file.media_type,
            )
        )
    return found


def access_unit_file(acting: Actor, letter_id: UUID, file_id: UUID) -> StoredFile:
    """Return the sealed letter, or a file of the unit's own reply or objection.

    Raises:
        NotFoundError: ``letters.not_found`` or ``evidence.no_copy``.
    """
    letter = access_unit_letter(acting, letter_id)
    if letter.sealed_letter_id == file_id:
        sealed: StoredFile = letter.sealed_letter
        return sealed
    if letter.objection_paper_id == file_id:
        paper: StoredFile = letter.objection_paper
        return paper
    link = (
        LetterReplyFile.objects.filter(reply__letter_id=letter.id, file_id=file_id)
        .select_related("file")
        .first()
    )
    if link is None:
        raise NotFoundError("evidence.no_copy")
    file: StoredFile = link.file
    return file


def reply_as_seen(row: LetterReply, files: dict[UUID, list[ReplyFile]]) -> UnitReply:
    """Return a reply's values."""
    is_forgotten = row.forgotten_at is not None
    sent = tuple(files.get(row.id, ()))
    return UnitReply(
        id=row.id,
        is_draft=row.is_draft,
        words=row.words,
        measures=measures_of(row.measures),
        conclusion=row.conclusion,
        reply_number=row.reply_number,
        dated_on=row.dated_on,
        received_on=row.received_on,
        way=row.way,
        entered_by_label=row.entered_by_label,
        at=row.at,
        files=() if is_forgotten else sent,
        file_count=len(sent),
        is_forgotten=is_forgotten,
    )


def _in_box(box: Box, today: date) -> Q:
    unanswered = Q(replied_at__isnull=True)
    match box:
        case Box.ALL:
            return Q(sent_at__isnull=False)
        case Box.TO_CONFIRM:
            return unanswered & Q(received_at__isnull=True)
        case Box.TO_REPLY:
            return unanswered & Q(received_at__isnull=False, asks_reply=True)
        case Box.DUE_SOON:
            return unanswered & Q(reply_due_on__lte=today + timedelta(days=SOON_DAYS))
        case Box.REPLIED:
            return Q(replied_at__isnull=False)


def _as_seen(letters: list[Letter], today: date) -> tuple[UnitLetter, ...]:
    expected: dict[_Terms, ReplyLimit] = {}
    repealed = repeal_days() if letters else {}
    return tuple(
        UnitLetter(
            id=letter.id,
            paper_name=letter.paper_name,
            title=letter.title,
            body=letter.body,
            office_number=letter.office_number,
            contact_words=letter.contact_words,
            asks_reply=letter.asks_reply,
            sealed_letter_id=letter.sealed_letter_id,
            dated_on=letter.issued_on,
            sent_at=letter.sent_at,
            served_on=letter.served_on,
            received_at=letter.received_at,
            received_by_label=letter.received_by_label,
            unit_section=letter.unit_section,
            unit_contact=letter.unit_contact,
            unit_telephone=letter.unit_telephone,
            reply_due_on=letter.reply_due_on,
            is_reply_due_provisional=letter.is_reply_due_provisional,
            rectification_due_on=letter.rectification_due_on,
            objections=period_of_objection(letter),
            objection_days=letter.objection_days,
            objection=letter.objection,
            objection_paper_id=None
            if letter.objection_forgotten_at is not None
            else letter.objection_paper_id,
            objection_is_forgotten=letter.objection_forgotten_at is not None,
            limit=_told(_limit_of(letter, today, expected), today, repealed),
            days_left=_days_left(letter, today),
            replied_at=letter.replied_at,
            set_aside=letter.set_aside,
            set_aside_on=letter.set_aside_on,
            set_aside_number=letter.set_aside_number,
        )
        for letter in letters
        if letter.sent_at is not None
    )


def _days_left(letter: Letter, today: date) -> int | None:
    return None if letter.reply_due_on is None else (letter.reply_due_on - today).days


def _limit_of(letter: Letter, today: date, expected: dict[_Terms, ReplyLimit]) -> ReplyLimit:
    """Return the limit counted at service, else as it would run from today.

    In the outer zone a letter brings along what would run: the office's own limits stay inside.
    """
    if letter.reply_due_on is None and not letter.limit_length:
        terms = (letter.reply_rule, letter.reply_variant, letter.reply_days, letter.law_day)
        if terms not in expected:
            expected[terms] = _limit_today(letter, today)
        return expected[terms]
    return ReplyLimit(
        kind=letter.limit_kind,
        length=letter.limit_length,
        unit=letter.limit_unit,
        basis=letter.limit_basis,
        served_on=letter.served_on,
    )


def _told(limit: ReplyLimit, today: date, repealed: Mapping[str, date]) -> ReplyLimit:
    return replace(limit, basis=basis_for_unit(limit.basis, limit.served_on or today, repealed))


def _limit_today(letter: Letter, today: date) -> ReplyLimit:
    limit = limit_of(letter, today)
    return ReplyLimit(
        kind=limit.kind, length=limit.length, unit=limit.unit, basis=limit.basis, served_on=None
    )

"""书面回复: from the portal, or 代录 by the clerk from paper; equal in effect."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from xiezhi.accounts.rules.rights import Action, require
from xiezhi.evidence.rules.kinds import MediaKind
from xiezhi.evidence.services.storing import CheckedFile, IncomingFile, check_files, store_file
from xiezhi.kernel.actor import Actor
from xiezhi.kernel.clock import legal_day
from xiezhi.kernel.errors import ConflictError, InvalidInputError
from xiezhi.kernel.ids import public_id
from xiezhi.language.cleaning import clean_line, clean_text
from xiezhi.ledger.services.acts import Recorder, act
from xiezhi.letters.models import Letter, LetterReply, LetterReplyFile
from xiezhi.letters.rules.procedure import OUT, LetterEvent, LetterState
from xiezhi.letters.rules.replies import (
    MAX_REPLY_WORDS,
    PART_LIMITS,
    ReplyConclusion,
    ReplyDraft,
    ReplyPart,
    ReplyWay,
    check_reply,
    clean_measures,
    rows_of,
)
from xiezhi.letters.selectors.access import access_letter
from xiezhi.letters.selectors.letter_page import facts_of
from xiezhi.letters.selectors.portal import access_unit_letter
from xiezhi.letters.services._steps import StepWords, move

_PICTURES = frozenset({ReplyPart.BEFORE, ReplyPart.AFTER})


@dataclass(frozen=True, slots=True, kw_only=True)
class ReplyPaper:
    """A paper or picture handed in with a reply."""

    part: ReplyPart
    file: IncomingFile


@dataclass(frozen=True, slots=True, kw_only=True)
class _Checked:
    part: ReplyPart
    file: CheckedFile


def save_reply_draft(
    *,
    letter_id: UUID,
    draft: ReplyDraft,
    papers: Sequence[ReplyPaper] = (),
    removed_file_ids: Collection[UUID] = (),
    acting: Actor,
    now: datetime,
) -> LetterReply:
    """Keep a unit's draft 暂存; it may lack anything.

    Raises:
        ConflictError: ``letters.already_replied``.
        InvalidInputError: ``letters.too_many_files``, the codes of evidence.
    """
    checked = _look_through(papers)
    with act(acting=acting, now=now) as record:
        letter = _open_for_unit(acting, letter_id)
        reply = _keep_draft(letter, draft, checked, removed_file_ids, acting=acting, now=now)
        record("letters.save_reply", "letter", letter.id)
    return reply


def submit_reply(
    *,
    letter_id: UUID,
    draft: ReplyDraft,
    papers: Sequence[ReplyPaper] = (),
    removed_file_ids: Collection[UUID] = (),
    acting: Actor,
    now: datetime,
) -> LetterReply:
    """Submit a unit's reply; files of the draft go along.

    Raises:
        InvalidInputError: ``letters.reply_incomplete`` with the missing ``part``.
        ConflictError: ``letters.already_replied``.
    """
    checked = _look_through(papers)
    with act(acting=acting, now=now) as record:
        letter = _open_for_unit(acting, letter_id)
        reply = _keep_draft(letter, draft, checked, removed_file_ids, acting=acting, now=now)
        _check(reply, draft, now)
        reply.received_on = legal_day(now)
        _finish(reply, letter, acting=acting, now=now, record=record)
    return reply


def record_paper_reply(
    *,
    letter_id: UUID,
    draft: ReplyDraft,
    received_on: date,
    papers: Sequence[ReplyPaper],
    acting: Actor,
    now: datetime,
) -> LetterReply:
    """Enter a reply that came on paper 代录回复: 文号, 落款日期, 收到日期 and the sealed scan.

    Equal in effect to the portal's. What it means for the matter is its keeper's to take.

    Raises:
        InvalidInputError: ``letters.reply_incomplete``, ``letters.day_in_future``.
        ConflictError: ``letters.already_replied``, ``letters.not_sent``.
    """
    checked = _look_through(papers)
    with act(acting=acting, now=now) as record:
        require(acting, Action.RECORD_PAPER_REPLY)
        letter = access_letter(acting, letter_id, lock=True)
        if received_on > legal_day(now):
            raise InvalidInputError("letters.day_in_future")
        _refuse_unless_waiting(letter)
        reply = _row_for_paper(letter)
        _fill(reply, draft, acting, now)
        reply.received_on = received_on
        reply.save()
        _add_files(reply, checked, now)
        _check(reply, draft, now)
        _finish(reply, letter, acting=acting, now=now, record=record)
    return reply


def _row_for_paper(letter: Letter) -> LetterReply:
    """What the unit had begun in the portal gives way to its paper: one draft a document at most."""
    reply: LetterReply | None = LetterReply.objects.filter(
        letter_id=letter.id, is_draft=True
    ).first()
    if reply is None:
        return LetterReply(id=public_id(), letter=letter, way=ReplyWay.ENTERED, is_draft=True)
    LetterReplyFile.objects.filter(reply_id=reply.id).delete()
    reply.way = ReplyWay.ENTERED
    return reply


def _look_through(papers: Sequence[ReplyPaper]) -> list[_Checked]:
    checked = []
    for kind in (MediaKind.PAPER, MediaKind.PHOTO):
        group = [one for one in papers if (one.part in _PICTURES) == (kind is MediaKind.PHOTO)]
        files = check_files(kind, [one.file for one in group])
        checked += [
            _Checked(part=one.part, file=file) for one, file in zip(group, files, strict=True)
        ]
    return checked


def _open_for_unit(acting: Actor, letter_id: UUID) -> Letter:
    letter = access_unit_letter(acting, letter_id, lock=True)
    _refuse_unless_waiting(letter)
    return letter


def _refuse_unless_waiting(letter: Letter) -> None:
    if letter.state == LetterState.REPLIED:
        raise ConflictError("letters.already_replied")
    if letter.state not in OUT:
        raise ConflictError("letters.not_sent")


def _keep_draft(  # one row, each value named
    letter: Letter,
    draft: ReplyDraft,
    checked: list[_Checked],
    removed_file_ids: Collection[UUID],
    *,
    acting: Actor,
    now: datetime,
) -> LetterReply:
    reply: LetterReply | None = LetterReply.objects.filter(
        letter_id=letter.id, is_draft=True
    ).first()
    if reply is None:
        reply = LetterReply(id=public_id(), letter=letter, way=ReplyWay.PORTAL, is_draft=True)
    _fill(reply, draft, acting, now)
    reply.save()
    LetterReplyFile.objects.filter(reply_id=reply.id, file_id__in=list(removed_file_ids)).delete()
    _add_files(reply, checked, now)
    return reply


def _fill(reply: LetterReply, draft: ReplyDraft, acting: Actor, now: datetime) -> None:
    reply.words = clean_text(draft.words, limit=MAX_REPLY_WORDS).strip()
    reply.measures = rows_of(clean_measures(draft.measures))
    reply.conclusion = draft.conclusion or ""
    reply.reply_number = clean_line(draft.reply_number, limit=60)
    reply.dated_on = draft.dated_on
    reply.entered_by_label = acting.label[:60]
    reply.at = now


def _add_files(reply: LetterReply, checked: list[_Checked], now: datetime) -> None:
    present = list(LetterReplyFile.objects.filter(reply_id=reply.id).values_list("part", flat=True))
    for part, limit in PART_LIMITS.items():
        if present.count(part) + sum(one.part is part for one in checked) > limit:
            raise InvalidInputError("letters.too_many_files", part=part, limit=limit)
    LetterReplyFile.objects.bulk_create(
        LetterReplyFile(
            reply=reply,
            file=store_file(one.file, received_at=now),
            part=one.part,
            position=len(present) + place,
        )
        for place, one in enumerate(checked)
    )


def _check(reply: LetterReply, draft: ReplyDraft, now: datetime) -> None:
    letter: Letter = reply.letter
    if draft.conclusion is ReplyConclusion.OBJECTED and letter.objected_on is None:
        raise InvalidInputError("letters.objection_first")
    scans = LetterReplyFile.objects.filter(reply_id=reply.id, part=ReplyPart.LETTER).count()
    check_reply(draft, letter_count=scans, today=legal_day(now))


def _finish(
    reply: LetterReply, letter: Letter, *, acting: Actor, now: datetime, record: Recorder
) -> None:
    reply.is_draft = False
    reply.save()
    letter.replied_at = now
    said = StepWords(
        words=reply.reply_number, decided_by=letter.unit.name[:60], decided_on=reply.dated_on
    )
    facts = facts_of(acting, letter)
    move(letter, LetterEvent.REPLY, facts, acting=acting, now=now, record=record, said=said)
    record(
        "letters.take_reply",
        "letter",
        letter.id,
        after={
            "way": str(reply.way),
            "conclusion": reply.conclusion,
            "number": reply.reply_number,
        },
    )

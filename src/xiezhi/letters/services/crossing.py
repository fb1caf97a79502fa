"""Letters, receipts and replies that came in a package.

Outside, a letter is what the inner zone says it is; nothing is decided there. Inside, a receipt and
a reply count from the day the unit gave them, not from the day they arrived.
"""

from datetime import date, datetime
from typing import Final
from uuid import UUID

from xiezhi.evidence.services.crossing import OpenBlob, keep_crossed_file
from xiezhi.kernel.actor import Actor
from xiezhi.kernel.clock import legal_day
from xiezhi.kernel.errors import InvalidInputError, NotFoundError
from xiezhi.kernel.matters import MatterKind
from xiezhi.ledger.services.acts import Recorder, act
from xiezhi.letters.models import Letter, LetterReply, LetterReplyFile
from xiezhi.letters.rules.crossing import (
    CrossedLetter,
    CrossedObjection,
    CrossedReceipt,
    CrossedReply,
    check_crossed_objection,
    check_crossed_reply,
    check_letter,
    check_receipt,
)
from xiezhi.letters.rules.procedure import OUT, TRANSITIONS, LetterEvent, LetterState
from xiezhi.letters.rules.replies import ReplyWay, rows_of
from xiezhi.letters.rules.service import SERVICE_LABELS, ServiceWay
from xiezhi.letters.selectors.letter_page import facts_of
from xiezhi.letters.services._limits import start_limits
from xiezhi.letters.services._steps import StepWords, move
from xiezhi.letters.services.told import tell_unit, unit_signed
from xiezhi.partners.selectors.addressees import consents_to_electronic_service

_LAWFUL: Final = frozenset((row.source, row.target) for row in TRANSITIONS)


def take_letter(
    *, letter: CrossedLetter, open_blob: OpenBlob, acting: Actor, now: datetime
) -> Letter:
    """Keep a letter as the inner zone has it, and tell its unit of a new one.

    What the unit has answered here in the meantime stays answered.

    Raises:
        InvalidInputError: ``letters.foreign_letter``, the codes of evidence.
    """
    check_letter(letter)
    with act(acting=acting, now=now) as record:
        kept: Letter | None = Letter.objects.select_for_update().filter(id=letter.id).first()
        is_new = kept is None
        if kept is None:
            kept = Letter(id=letter.id, state=letter.state, written_at=letter.sent_at)
            # The matter stays inside: here the letter is a matter of its own.
            kept.matter_kind, kept.matter_id = MatterKind.LEAD, letter.id
            kept.unit_id = letter.unit_id
        if kept.unit_id != letter.unit_id:
            raise InvalidInputError("letters.foreign_letter")
        for file in letter.files:
            kept.sealed_letter_id = keep_crossed_file(file, open_blob=open_blob).id
        _fill(kept, letter)
        kept.save()
        record("letters.take_letter", "letter", kept.id, after={"state": kept.state})
        if is_new and kept.withdrawn_at is None:
            tell_unit(letter=kept, acting=acting, now=now)
    return kept


def take_receipt(*, receipt: CrossedReceipt, acting: Actor, now: datetime) -> Letter:
    """Note inside that a unit signed for a letter in the portal.

    With consent to electronic service on file it was served by that, on that day.

    Raises:
        NotFoundError: ``letters.not_found``.
        InvalidInputError: ``letters.foreign_letter``.
    """
    check_receipt(receipt, now=now)
    with act(acting=acting, now=now) as record:
        letter = _locked(receipt.id)
        if letter.received_at is None:
            letter.received_at = receipt.received_at
            letter.received_by_label = receipt.received_by_label
        letter.unit_section = receipt.unit_section or letter.unit_section
        letter.unit_contact = receipt.unit_contact or letter.unit_contact
        letter.unit_telephone = receipt.unit_telephone or letter.unit_telephone
        letter.save()
        record(
            "letters.carry_receipt", "letter", letter.id, after={"by": receipt.received_by_label}
        )
        day = legal_day(letter.received_at)
        if _may_be_served(letter, day):
            _serve(letter, day, acting=acting, now=now, record=record)
        unit_signed(letter=letter, acting=acting, now=now)
    return letter


def take_objection(
    *, objection: CrossedObjection, open_blob: OpenBlob, acting: Actor, now: datetime
) -> Letter:
    """Keep an objection the unit made in the portal, on the day it made it.

    One the office entered from paper in the meantime stays.

    Raises:
        NotFoundError: ``letters.not_found``.
        InvalidInputError: ``letters.foreign_letter``, ``letters.may_not_object``, the codes of
            evidence.
    """
    check_crossed_objection(objection, now=now)
    with act(acting=acting, now=now) as record:
        letter = _locked(objection.id)
        if not letter.may_object:
            raise InvalidInputError("letters.may_not_object")
        on = objection.objected_on
        if letter.objected_on is None:
            letter.objected_on, letter.objection = on, objection.words
            kept = keep_crossed_file(objection.files[0], open_blob=open_blob)
            letter.objection_paper_id = kept.id
            letter.save(update_fields=["objected_on", "objection", "objection_paper"])
        record("letters.carry_objection", "letter", letter.id, after={"on": on.isoformat()})
    return letter


def take_reply(
    *, reply: CrossedReply, open_blob: OpenBlob, acting: Actor, now: datetime
) -> LetterReply:
    """Keep a reply the unit submitted in the portal, received on the day it did so.

    An answer is never refused for the state of the letter: one to a paper answered or withdrawn in
    the meantime is kept beside it.

    Raises:
        NotFoundError: ``letters.not_found``.
        InvalidInputError: ``letters.foreign_letter``, ``letters.reply_incomplete``, the codes of
            evidence.
    """
    check_crossed_reply(reply, now=now)
    with act(acting=acting, now=now) as record:
        letter = _locked(reply.letter_id)
        kept: LetterReply = LetterReply.objects.create(
            id=reply.id,
            letter=letter,
            words=reply.words,
            measures=rows_of(reply.measures),
            conclusion=reply.conclusion,
            reply_number=reply.reply_number,
            dated_on=reply.dated_on,
            received_on=legal_day(reply.submitted_at),
            way=ReplyWay.PORTAL,
            entered_by_label=reply.entered_by_label,
            at=reply.submitted_at,
        )
        LetterReplyFile.objects.bulk_create(
            LetterReplyFile(
                reply=kept,
                file=keep_crossed_file(file, open_blob=open_blob),
                part=part,
                position=position,
            )
            for position, (part, file) in enumerate(zip(reply.parts, reply.files, strict=True))
        )
        record(
            "letters.carry_reply",
            "letter",
            letter.id,
            after={"conclusion": kept.conclusion, "number": kept.reply_number},
        )
        if letter.state in OUT:
            letter.replied_at = reply.submitted_at
            said = StepWords(
                words=kept.reply_number,
                decided_by=letter.unit.name[:60],
                decided_on=kept.dated_on,
            )
            facts = facts_of(acting, letter)
            move(letter, LetterEvent.REPLY, facts, acting=acting, now=now, record=record, said=said)
    return kept


def _fill(kept: Letter, letter: CrossedLetter) -> None:
    for name in (
        "kind",
        "paper_name",
        "title",
        "body",
        "contact_words",
        "office_number",
        "asks_reply",
        "sent_at",
        "served_on",
        "limit_kind",
        "limit_length",
        "limit_unit",
        "limit_basis",
        "reply_due_on",
        "is_reply_due_provisional",
        "rectification_due_on",
        "may_object",
        "objection_days",
        "objection_until",
        "withdrawn_at",
        "set_aside",
        "set_aside_on",
        "set_aside_number",
    ):
        setattr(kept, name, getattr(letter, name))
    kept.issued_on = letter.dated_on
    kept.objected_on = kept.objected_on or letter.objected_on
    kept.replied_at = kept.replied_at or letter.replied_at
    if (LetterState(kept.state), LetterState(letter.state)) in _LAWFUL:
        kept.state = letter.state


def _locked(letter_id: UUID) -> Letter:
    letter: Letter | None = Letter.objects.select_for_update().filter(id=letter_id).first()
    if letter is None:
        raise NotFoundError("letters.not_found")
    return letter


def _may_be_served(letter: Letter, day: date) -> bool:
    is_open = letter.served_on is None and letter.withdrawn_at is None and not letter.set_aside
    return is_open and consents_to_electronic_service(letter.unit, day)


def _serve(letter: Letter, day: date, *, acting: Actor, now: datetime, record: Recorder) -> None:
    """Serve by the unit's own click, where consent is on file: the time runs from that day."""
    letter.served_on, letter.service_way = day, ServiceWay.ELECTRONIC
    letter.signed_for_by = letter.received_by_label
    start_limits(letter, day)
    said = StepWords(
        words=SERVICE_LABELS[ServiceWay.ELECTRONIC],
        decided_by=letter.signed_for_by,
        decided_on=day,
    )
    facts = facts_of(acting, letter)
    move(letter, LetterEvent.SERVE, facts, acting=acting, now=now, record=record, said=said)

"""Letters, receipts and replies as values that may cross between the zones."""

from collections.abc import Collection, Iterator
from datetime import date
from uuid import UUID

from xiezhi.evidence.selectors.crossing import crossed_file
from xiezhi.house.selectors.citations import repeal_days
from xiezhi.letters.models import Letter, LetterReply
from xiezhi.letters.rules.crossing import (
    CrossedLetter,
    CrossedObjection,
    CrossedReceipt,
    CrossedReply,
)
from xiezhi.letters.rules.replies import ReplyWay, measures_of
from xiezhi.letters.selectors.limits import basis_for_unit, limit_of


def letters_to_carry(today: date) -> Iterator[CrossedLetter]:
    """Yield every letter ever sent to a portal as it stands now; what was withdrawn says so."""
    sent = Letter.objects.filter(sent_at__isnull=False).select_related("sealed_letter")
    repealed = repeal_days()
    for letter in sent.order_by("sent_at", "id"):
        is_counted = letter.reply_due_on is not None
        expected = limit_of(letter, today)
        basis = letter.limit_basis if is_counted else expected.basis
        began_on = (letter.served_on if is_counted else None) or today
        yield CrossedLetter(
            id=letter.id,
            unit_id=letter.unit_id,
            kind=letter.kind,
            paper_name=letter.paper_name,
            state=letter.state,
            title=letter.title,
            body=letter.body,
            contact_words=letter.contact_words,
            office_number=letter.office_number,
            dated_on=letter.issued_on,
            asks_reply=letter.asks_reply,
            sent_at=letter.sent_at,
            served_on=letter.served_on,
            limit_kind=letter.limit_kind if is_counted else expected.kind,
            limit_length=letter.limit_length if is_counted else expected.length,
            limit_unit=letter.limit_unit if is_counted else expected.unit,
            limit_basis=basis_for_unit(basis, began_on, repealed),
            reply_due_on=letter.reply_due_on,
            is_reply_due_provisional=letter.is_reply_due_provisional,
            rectification_due_on=letter.rectification_due_on,
            may_object=letter.may_object,
            objection_days=letter.objection_days,
            objection_until=letter.objection_until,
            objected_on=letter.objected_on,
            replied_at=letter.replied_at,
            withdrawn_at=letter.withdrawn_at,
            set_aside=letter.set_aside,
            set_aside_on=letter.set_aside_on,
            set_aside_number=letter.set_aside_number,
            files=(() if letter.sealed_letter is None else (crossed_file(letter.sealed_letter),)),
        )


def receipts_to_carry() -> Iterator[CrossedReceipt]:
    """Yield every 签收 in the portal, with who in the unit deals with the letter."""
    for letter in Letter.objects.filter(received_at__isnull=False).order_by("received_at", "id"):
        yield CrossedReceipt(
            id=letter.id,
            received_at=letter.received_at,
            received_by_label=letter.received_by_label,
            unit_section=letter.unit_section,
            unit_contact=letter.unit_contact,
            unit_telephone=letter.unit_telephone,
        )


def objections_to_carry() -> Iterator[CrossedObjection]:
    """Yield the objections made in the portal, not forgotten; what came on paper is known inside."""
    made = Letter.objects.filter(
        objected_on__isnull=False,
        objection_paper__isnull=False,
        objection_forgotten_at__isnull=True,
    )
    for letter in made.select_related("objection_paper").order_by("objected_on", "id"):
        yield CrossedObjection(
            id=letter.id,
            words=letter.objection,
            objected_on=letter.objected_on,
            files=(crossed_file(letter.objection_paper),),
        )


def replies_to_carry(known: Collection[str]) -> Iterator[CrossedReply]:
    """Yield the replies submitted in the portal that were not carried yet, oldest first."""
    sent = LetterReply.objects.filter(
        is_draft=False, way=ReplyWay.PORTAL, forgotten_at__isnull=True
    )
    for reply in sent.prefetch_related("files__file").order_by("at", "id"):
        if str(reply.id) in known or reply.dated_on is None:
            continue
        links = sorted(reply.files.all(), key=lambda link: link.position)
        yield CrossedReply(
            id=reply.id,
            letter_id=reply.letter_id,
            words=reply.words,
            measures=measures_of(reply.measures),
            conclusion=reply.conclusion,
            reply_number=reply.reply_number,
            dated_on=reply.dated_on,
            entered_by_label=reply.entered_by_label,
            submitted_at=reply.at,
            parts=tuple(link.part for link in links),
            files=tuple(crossed_file(link.file) for link in links),
        )


def has_letter(letter_id: UUID) -> bool:
    """Return whether a letter is in this zone."""
    return Letter.objects.filter(id=letter_id).exists()


def has_objection(letter_id: UUID) -> bool:
    """Return whether an objection to a letter is on file in this zone."""
    return Letter.objects.filter(id=letter_id, objected_on__isnull=False).exists()


def has_reply(reply_id: UUID) -> bool:
    """Return whether a submitted reply is in this zone."""
    return LetterReply.objects.filter(id=reply_id, is_draft=False).exists()

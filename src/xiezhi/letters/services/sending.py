"""Sending to the portal, service, 签收 by the unit, withdrawing."""

from datetime import date, datetime, time
from typing import Final
from uuid import UUID

from django.conf import settings

from xiezhi.accounts.rules.rights import Action, require
from xiezhi.evidence.services.papers import check_papers, keep_papers
from xiezhi.evidence.services.storing import IncomingFile
from xiezhi.kernel.actor import Actor, ActorKind
from xiezhi.kernel.clock import CHINA, legal_day
from xiezhi.kernel.errors import ConflictError, InvalidInputError
from xiezhi.kernel.ids import new_id
from xiezhi.language.cleaning import clean_line, clean_text
from xiezhi.ledger.services.acts import Recorder, act
from xiezhi.letters.models import ContactNote, Letter
from xiezhi.letters.rules.kinds import LetterKind
from xiezhi.letters.rules.notes import NoteKind
from xiezhi.letters.rules.procedure import LetterEvent, LetterState, lets_go
from xiezhi.letters.rules.service import SERVICE_LABELS, Service, ServiceWay, check_service
from xiezhi.letters.selectors.access import access_letter
from xiezhi.letters.selectors.letter_page import facts_of
from xiezhi.letters.selectors.matters import door_of
from xiezhi.letters.selectors.portal import access_unit_letter
from xiezhi.letters.services._limits import start_limits
from xiezhi.letters.services._steps import StepWords, move
from xiezhi.letters.services.told import tell_unit, unit_signed
from xiezhi.partners.selectors.addressees import consents_to_electronic_service, get_addressee

MAX_REASON: Final = 2000
_OUTER: Final = "outer"


def send_letter(*, letter_id: UUID, acting: Actor, now: datetime) -> Letter:
    """Send a sealed letter to its unit's portal. Sending is no service: that is recorded apart.

    Raises:
        TransitionRefusedError: it is not sealed.
        ConflictError: ``letters.already_sent``.
        RuleRefusedError: what the matter's door refuses; reports may have come since.
    """
    with act(acting=acting, now=now) as record:
        require(acting, Action.RECORD_PAPER_REPLY)
        letter = access_letter(acting, letter_id, lock=True)
        if letter.sent_at is not None:
            raise ConflictError("letters.already_sent")
        _send(letter, acting=acting, now=now, record=record)
    return letter


def record_service(
    *,
    letter_id: UUID,
    service: Service,
    receipt: IncomingFile | None = None,
    acting: Actor,
    now: datetime,
) -> Letter:
    """Record service 登记送达: from this day, not from a click, the unit's time runs.

    What is served electronically goes to the unit's portal with it.

    Raises:
        InvalidInputError: what `check_service` asks for.
        RuleRefusedError: ``letters.no_consent``: electronic service without consent on file.
        ConflictError: ``letters.already_served``.
        TransitionRefusedError: it is not sealed, or withdrawn.
    """
    receipts = check_papers([receipt])
    with act(acting=acting, now=now) as record:
        require(acting, Action.RECORD_PAPER_REPLY)
        letter = access_letter(acting, letter_id, lock=True)
        if letter.served_on is not None:
            raise ConflictError("letters.already_served")
        check_service(
            service,
            has_receipt=bool(receipts),
            has_consent=_consents(letter, service.served_on),
            sealed_on=letter.sealed_on,
            today=legal_day(now),
        )
        if receipts:
            letter.service_receipt_id = keep_papers(receipts, now)[0]
        if service.way is ServiceWay.ELECTRONIC and _is_to_go(letter):
            _send(letter, acting=acting, now=now, record=record)
        _serve(letter, service, acting=acting, now=now, record=record)
    return letter


def confirm_receipt(  # one act, each value named
    *,
    letter_id: UUID,
    section: str = "",
    contact: str = "",
    telephone: str = "",
    acting: Actor,
    now: datetime,
) -> Letter:
    """Note that a unit opened a letter in the portal 签收; who in the unit deals with it.

    It counts as service only where consent to electronic service is on file; what came by way of
    the outer zone is counted inside, from the same day, by the office's own limits.
    """
    with act(acting=acting, now=now) as record:
        letter = access_unit_letter(acting, letter_id, lock=True)
        if letter.received_at is None:
            letter.received_at, letter.received_by_label = now, acting.label[:60]
        letter.unit_section = clean_line(section, limit=60) or letter.unit_section
        letter.unit_contact = clean_line(contact, limit=60) or letter.unit_contact
        letter.unit_telephone = clean_line(telephone, limit=30) or letter.unit_telephone
        letter.save()
        record("letters.confirm_receipt", "letter", letter.id, after={"by": acting.label})
        today = legal_day(now)
        if (
            letter.served_on is None
            and not letter.set_aside
            and _counts_here()
            and _consents(letter, today)
        ):
            service = Service(
                way=ServiceWay.ELECTRONIC, served_on=today, signed_for_by=acting.label
            )
            _serve(letter, service, acting=acting, now=now, record=record)
        unit_signed(letter=letter, acting=acting, now=now)
    return letter


def withdraw_letter(*, letter_id: UUID, reason: str, acting: Actor, now: datetime) -> Letter:
    """Withdraw a letter that was not answered; the unit no longer sees it.

    Raises:
        InvalidInputError: ``letters.no_reason``.
        ConflictError: ``letters.already_replied``, ``letters.already_withdrawn``.
    """
    with act(acting=acting, now=now) as record:
        require(acting, Action.REFER_TO_ORGAN)
        letter = access_letter(acting, letter_id, lock=True)
        words = clean_text(reason, limit=MAX_REASON).strip()
        if not words:
            raise InvalidInputError("letters.no_reason")
        if letter.replied_at is not None:
            raise ConflictError("letters.already_replied")
        if letter.withdrawn_at is not None:
            raise ConflictError("letters.already_withdrawn")
        letter.withdrawn_at = now
        said = StepWords(words=words)
        facts = facts_of(acting, letter)
        move(letter, LetterEvent.WITHDRAW, facts, acting=acting, now=now, record=record, said=said)
    return letter


def _counts_here() -> bool:
    """The office's own limits are inside; the outer zone shows what is counted there."""
    return bool(settings.XIEZHI_ZONE != _OUTER)


def _consents(letter: Letter, day: date) -> bool:
    return consents_to_electronic_service(letter.unit, day)


def _is_to_go(letter: Letter) -> bool:
    return letter.sent_at is None and lets_go(LetterState(letter.state))


def _send(letter: Letter, *, acting: Actor, now: datetime, record: Recorder) -> None:
    door = door_of(letter.matter_kind)
    door.may_go_out(letter.matter_id, LetterKind(letter.kind))
    door.check_words(letter.matter_id, f"{letter.title}\n{letter.body}")
    get_addressee(letter.unit_id)
    letter.sent_at = now
    move(letter, LetterEvent.SEND, facts_of(acting, letter), acting=acting, now=now, record=record)
    _note_urging(letter, now, acting=acting, now=now)
    tell_unit(letter=letter, acting=acting, now=now)


def enter_service(letter: Letter, service: Service) -> None:
    """Write a service down on a locked letter; the caller counts the limits and saves it."""
    letter.served_on, letter.service_way = service.served_on, service.way
    letter.signed_for_by = clean_line(service.signed_for_by, limit=60)
    letter.service_note = clean_line(service.note, limit=300)
    letter.tracking_number = clean_line(service.tracking_number, limit=40)


def _serve(
    letter: Letter, service: Service, *, acting: Actor, now: datetime, record: Recorder
) -> None:
    enter_service(letter, service)
    start_limits(letter, service.served_on)
    said = StepWords(
        words=SERVICE_LABELS[service.way],
        decided_by=letter.signed_for_by,
        decided_on=service.served_on,
    )
    facts = facts_of(acting, letter)
    move(letter, LetterEvent.SERVE, facts, acting=acting, now=now, record=record, said=said)
    noon = datetime.combine(service.served_on, time(12), tzinfo=CHINA)
    _note_urging(letter, min(noon, now), acting=acting, now=now)


def _note_urging(letter: Letter, at: datetime, *, acting: Actor, now: datetime) -> None:
    """A 催办函 that went out is the 书面催办 of the letter it urges; once, however it went."""
    if letter.urges_id is None or acting.kind is not ActorKind.STAFF or acting.id is None:
        return
    words = f"{letter.title}（{letter.office_number}）"
    known = ContactNote.objects.filter(
        letter_id=letter.urges_id, kind=NoteKind.URGE_LETTER, words=words
    )
    if known.exists():
        return
    ContactNote.objects.create(
        id=new_id(now),
        matter_kind=letter.matter_kind,
        matter_id=letter.matter_id,
        matter_label=letter.matter_label,
        letter_id=letter.urges_id,
        kind=NoteKind.URGE_LETTER,
        party=letter.unit.name,
        spoken_at=at,
        words=words,
        written_by_id=acting.id,
        written_at=now,
    )

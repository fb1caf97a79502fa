"""更正送达登记、回复收到日期: what was entered is put right, and limits follow from the right day."""

from datetime import date, datetime
from uuid import UUID

from xiezhi.accounts.rules.rights import Action, require
from xiezhi.evidence.services.papers import check_paper, keep_paper
from xiezhi.evidence.services.storing import IncomingFile
from xiezhi.kernel.actor import Actor
from xiezhi.kernel.clock import legal_day
from xiezhi.kernel.errors import ConflictError, InvalidInputError
from xiezhi.kernel.ids import new_id
from xiezhi.language.cleaning import clean_text
from xiezhi.ledger.services.acts import act
from xiezhi.letters.models import FormerService, Letter, LetterReply
from xiezhi.letters.rules.procedure import LetterEvent
from xiezhi.letters.rules.replies import ReplyWay
from xiezhi.letters.rules.service import SERVICE_LABELS, Service, ServiceWay, check_service
from xiezhi.letters.selectors.access import access_letter
from xiezhi.letters.selectors.letter_page import facts_of
from xiezhi.letters.services._limits import count_limits_anew
from xiezhi.letters.services._steps import StepWords, move
from xiezhi.letters.services.sending import MAX_REASON, enter_service
from xiezhi.letters.services.told import tell_service_corrected
from xiezhi.partners.selectors.addressees import consents_to_electronic_service


def correct_service(  # one act, each value named
    *,
    letter_id: UUID,
    service: Service,
    reason: str,
    receipt: IncomingFile | None = None,
    acting: Actor,
    now: datetime,
) -> Letter:
    """Put right what was entered of a letter's service 更正送达登记; what stood before is kept.

    Without a new receipt the one on file stays. The unit's limits are counted from the right day; the
    matter's follow by `keepers.after_correction`, which whoever calls asks in the same transaction.

    Raises:
        InvalidInputError: ``letters.no_reason``, ``letters.nothing_corrected``; as `check_service`.
        RuleRefusedError: ``letters.no_consent``.
        ConflictError: ``letters.not_served``.
        TransitionRefusedError: it is withdrawn.
    """
    checked = check_paper(receipt)
    with act(acting=acting, now=now) as record:
        require(acting, Action.RECORD_PAPER_REPLY)
        letter = access_letter(acting, letter_id, lock=True)
        words = clean_text(reason, limit=MAX_REASON).strip()
        if not words:
            raise InvalidInputError("letters.no_reason")
        former = _former(letter, words, acting=acting, now=now)
        check_service(
            service,
            has_receipt=checked is not None or letter.service_receipt_id is not None,
            has_consent=consents_to_electronic_service(letter.unit, service.served_on),
            sealed_on=letter.sealed_on,
            today=legal_day(now),
        )
        enter_service(letter, service)
        if checked is None and not _differs(letter, former):
            raise InvalidInputError("letters.nothing_corrected")
        former.save(force_insert=True)
        letter.service_receipt_id = keep_paper(checked, now) or letter.service_receipt_id
        count_limits_anew(letter, service.served_on)
        said = StepWords(
            words=_explained(letter, former, words),
            decided_by=letter.signed_for_by,
            decided_on=letter.served_on,
        )
        facts, event = facts_of(acting, letter), LetterEvent.CORRECT_SERVICE
        move(letter, event, facts, acting=acting, now=now, record=record, said=said)
        if letter.sent_at is not None and letter.served_on != former.served_on:
            tell_service_corrected(letter=letter, former=former, acting=acting, now=now)
    return letter


def correct_reply(
    *, letter_id: UUID, received_on: date, reason: str, acting: Actor, now: datetime
) -> tuple[LetterReply, date]:
    """Put right the day a reply on paper was received 更正回复收到日期; returns it and the day before.

    What stood before is told in its step. The day a unit sent its reply in the portal is the platform's
    own and is not corrected. The matter's follow by `keepers.after_reply_correction`, in the same
    transaction.

    Raises:
        InvalidInputError: ``letters.no_reason``, ``letters.nothing_corrected``, ``letters.day_in_future``,
            ``letters.received_before_dated``.
        ConflictError: ``letters.no_paper_reply``.
    """
    with act(acting=acting, now=now) as record:
        require(acting, Action.RECORD_PAPER_REPLY)
        letter = access_letter(acting, letter_id, lock=True)
        words = clean_text(reason, limit=MAX_REASON).strip()
        if not words:
            raise InvalidInputError("letters.no_reason")
        reply, was_on = _on_paper(letter)
        _check_received(reply, received_on, was_on, today=legal_day(now))
        reply.received_on = received_on
        reply.save(update_fields=["received_on"])
        said = StepWords(words=f"{words}（收到日期：{was_on} → {received_on}）")
        facts, event = facts_of(acting, letter), LetterEvent.CORRECT_REPLY
        move(letter, event, facts, acting=acting, now=now, record=record, said=said)
    return reply, was_on


def _on_paper(letter: Letter) -> tuple[LetterReply, date]:
    replies = letter.replies.select_for_update(of=("self",)).filter(
        is_draft=False, way=ReplyWay.ENTERED, received_on__isnull=False
    )
    reply: LetterReply | None = replies.order_by("-at").first()
    if reply is None or reply.received_on is None:
        raise ConflictError("letters.no_paper_reply")
    reply.letter = letter
    return reply, reply.received_on


def _check_received(reply: LetterReply, on: date, was_on: date, *, today: date) -> None:
    if on > today:
        raise InvalidInputError("letters.day_in_future")
    if on == was_on:
        raise InvalidInputError("letters.nothing_corrected")
    if reply.dated_on is not None and on < reply.dated_on:
        raise InvalidInputError("letters.received_before_dated")


def _former(letter: Letter, reason: str, *, acting: Actor, now: datetime) -> FormerService:
    if letter.served_on is None:
        raise ConflictError("letters.not_served")
    return FormerService(
        id=new_id(now),
        letter=letter,
        served_on=letter.served_on,
        way=letter.service_way,
        signed_for_by=letter.signed_for_by,
        tracking_number=letter.tracking_number,
        note=letter.service_note,
        receipt_id=letter.service_receipt_id,
        reply_due_on=letter.reply_due_on,
        objection_until=letter.objection_until,
        reason=reason,
        corrected_by_label=acting.signature,
        at=now,
    )


def _differs(letter: Letter, former: FormerService) -> bool:
    stands = (
        letter.served_on,
        letter.service_way,
        letter.signed_for_by,
        letter.tracking_number,
        letter.service_note,
    )
    stood = (
        former.served_on,
        former.way,
        former.signed_for_by,
        former.tracking_number,
        former.note,
    )
    return stands != stood


def _explained(letter: Letter, former: FormerService, reason: str) -> str:
    """Return the reason, what was entered before, and how each limit moved."""
    entered = [SERVICE_LABELS[ServiceWay(former.way)], former.served_on.isoformat()]
    entered += [one for one in (former.signed_for_by, former.tracking_number) if one]
    lines = [f"{reason}（原登记：{'，'.join(entered)}）"]
    limits = (
        ("回复期限", former.reply_due_on, letter.reply_due_on),
        ("异议期限", former.objection_until, letter.objection_until),
    )
    lines += [_moved(name, was, now) for name, was, now in limits if was != now]
    return "\n".join(lines)


def _moved(name: str, was: date | None, now: date | None) -> str:
    return f"{name}从更正后的送达日期重新起算：{was or '未起算'} → {now or '未起算'}"

"""What happens to a letter means something for its case: limits, lamps, the handler told.

Called in the transaction of the act on the letter, or when what happened outside is imported. The
letter is locked before the case. Letters on other matters pass.
"""

from datetime import date, datetime
from typing import Final

from xiezhi.cases.models import Case, PaperDelivery
from xiezhi.cases.rules.clocks import REPLY_RULES
from xiezhi.cases.rules.kinds import CaseKind
from xiezhi.cases.rules.papers import ANSWERED
from xiezhi.cases.rules.states import CaseEvent, CaseState
from xiezhi.cases.services._delivery import count_anew, take_sending
from xiezhi.cases.services._delivery import take_service as take_paper_service
from xiezhi.cases.services._procedure import DUE_FIELDS, StepWords, move, repeat_nearest
from xiezhi.cases.services.told import tell_handler
from xiezhi.clocks.services.correcting import meet_on
from xiezhi.clocks.services.running import stop_clocks
from xiezhi.kernel.actor import Actor
from xiezhi.kernel.clock import legal_day
from xiezhi.kernel.matters import MatterKind
from xiezhi.ledger.services.acts import act
from xiezhi.letters.models import Letter, LetterReply
from xiezhi.letters.rules.replies import ReplyConclusion

_WITHOUT_MEASURES: Final = frozenset({ReplyConclusion.NOT_ADOPTED, ReplyConclusion.OBJECTED})


def take_receipt(*, letter: Letter, acting: Actor, now: datetime) -> None:
    """Tell the handler that a unit signed for a paper in the portal; it is service only by consent."""
    case = _lock_case(letter)
    if case is None or letter.received_at is None:
        return
    with act(acting=acting, now=now) as record:
        record("cases.take_receipt", "case", case.id, after={"letter": str(letter.id)})
        row = PaperDelivery.objects.filter(letter_id=letter.id).select_related("paper").first()
        if row is not None and letter.sent_at is not None and not letter.set_aside:
            take_sending(case, row.paper, legal_day(letter.sent_at))
        tell_handler(case, "cases.received", acting=acting, now=now, key=f"received:{letter.id}")
    if letter.served_on is not None:
        take_service(letter=letter, acting=acting, now=now)


def take_service(*, letter: Letter, acting: Actor, now: datetime) -> None:
    """Copy the service of a letter onto its paper; a second time changes nothing."""
    case = _lock_case(letter)
    if case is None or letter.served_on is None:
        return
    row = PaperDelivery.objects.filter(letter_id=letter.id).select_related("paper").first()
    if row is None or row.served_on is not None:
        return
    with act(acting=acting, now=now) as record:
        row.served_on, row.way = letter.served_on, letter.service_way
        row.signed_for_by, row.note = letter.signed_for_by, letter.service_note
        row.receipt_id = letter.service_receipt_id
        row.save()
        take_paper_service(case, row.paper, letter.served_on, acting=acting, now=now)
        after = {"letter": str(letter.id), "served_on": letter.served_on.isoformat()}
        record("cases.take_service", "case", case.id, after=after)


def take_correction(*, letter: Letter, acting: Actor, now: datetime) -> None:
    """Copy the corrected service onto its paper and count what began with it from the right day."""
    case = _lock_case(letter)
    row = PaperDelivery.objects.filter(letter_id=letter.id).select_related("paper").first()
    if case is None or row is None or row.served_on is None or letter.served_on is None:
        return
    was_on = row.served_on
    with act(acting=acting, now=now) as record:
        row.served_on, row.way = letter.served_on, letter.service_way
        row.signed_for_by, row.note = letter.signed_for_by, letter.service_note
        row.receipt_id = letter.service_receipt_id
        row.save()
        count_anew(case, row.paper, was_on, letter.served_on)
        record(
            "cases.take_correction",
            "case",
            case.id,
            before={"served_on": was_on.isoformat()},
            after={"letter": str(letter.id), "served_on": letter.served_on.isoformat()},
        )


def take_reply(*, reply: LetterReply, acting: Actor, now: datetime) -> None:
    """Light the lamp 已回复 and keep the reply's limit. A reply says nothing of the rectification."""
    letter: Letter = reply.letter
    case = _lock_case(letter)
    if case is None or reply.is_draft or letter.paper_kind not in set(ANSWERED):
        return
    if letter.set_aside:
        # It answers what stands no longer; kept with its letter, it says nothing of the new one.
        return
    received_on = reply.received_on or legal_day(now)
    with act(acting=acting, now=now) as record:
        stop_clocks(case.id, [REPLY_RULES[CaseKind(case.kind)]], on=received_on, met=True)
        case.replied_on = case.replied_on or received_on
        if reply.conclusion not in _WITHOUT_MEASURES and reply.measures:
            case.measures_on = case.measures_on or received_on
        repeat_nearest(case)
        case.save(update_fields=["replied_on", "measures_on", *DUE_FIELDS])
        after = {"letter": str(letter.id), "received_on": received_on.isoformat()}
        record("cases.take_reply", "case", case.id, after=after)
        tell_handler(case, "cases.replied", acting=acting, now=now, key=f"replied:{letter.id}")


def take_reply_correction(
    *, reply: LetterReply, was_on: date, acting: Actor, now: datetime
) -> None:
    """Move the day the reply's limit was met, and the lamps that were lit by it."""
    letter: Letter = reply.letter
    case, on = _lock_case(letter), reply.received_on
    if case is None or on is None or letter.paper_kind not in set(ANSWERED) or letter.set_aside:
        return
    with act(acting=acting, now=now) as record:
        meet_on(case.id, [REPLY_RULES[CaseKind(case.kind)]], was_on=was_on, on=on)
        case.replied_on = on if case.replied_on == was_on else case.replied_on
        case.measures_on = on if case.measures_on == was_on else case.measures_on
        case.save(update_fields=["replied_on", "measures_on"])
        record(
            "cases.take_correction",
            "case",
            case.id,
            before={"received_on": was_on.isoformat()},
            after={"letter": str(letter.id), "received_on": on.isoformat()},
        )


def take_objection(*, letter: Letter, acting: Actor, now: datetime) -> None:
    """Begin the re-examination 复核 of a social-governance suggestion objected to.

    Where the case has gone on in the meantime, the handler is told and judges.
    """
    case = _lock_case(letter)
    if case is None or letter.objected_on is None:
        return
    with act(acting=acting, now=now) as record:
        after = {"letter": str(letter.id), "objected_on": letter.objected_on.isoformat()}
        record("cases.take_objection", "case", case.id, after=after)
        if case.state == CaseState.FOLLOW_UP:
            said = StepWords(words=letter.objection, happened_on=letter.objected_on)
            move(case, CaseEvent.OBJECT, acting=acting, now=now, record=record, said=said)
        tell_handler(case, "cases.objected", acting=acting, now=now, key=f"objected:{letter.id}")


def take_withdrawal(*, letter: Letter, acting: Actor, now: datetime) -> None:
    """Void the reply's limit of a letter that was withdrawn."""
    case = _lock_case(letter)
    if case is None or letter.withdrawn_at is None:
        return
    day: date = legal_day(letter.withdrawn_at)
    with act(acting=acting, now=now) as record:
        if letter.paper_kind in set(ANSWERED):
            stop_clocks(case.id, [REPLY_RULES[CaseKind(case.kind)]], on=day, met=False)
            repeat_nearest(case)
            case.save(update_fields=list(DUE_FIELDS))
        record("cases.take_withdrawal", "case", case.id, after={"letter": str(letter.id)})


def _lock_case(letter: Letter) -> Case | None:
    if letter.matter_kind != MatterKind.CASE:
        return None
    case: Case | None = Case.objects.select_for_update().filter(id=letter.matter_id).first()
    return case

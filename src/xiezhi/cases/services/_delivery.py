"""送达 inside an act: a paper goes to its addressees; units get it as a letter, others by the record."""

from collections.abc import Sequence
from datetime import date, datetime
from uuid import UUID

from xiezhi.cases.models import Case, CasePaper, CaseParty, PaperDelivery
from xiezhi.cases.rules.claims import Claims
from xiezhi.cases.rules.clocks import (
    FROM_SERVICE,
    REPLY_RULES,
    SENT_BY,
    SERVICE_RULES,
    SERVICE_STARTS,
    sent_rules,
)
from xiezhi.cases.rules.kinds import CaseKind
from xiezhi.cases.rules.naming import name_of_paper
from xiezhi.cases.rules.papers import ANSWERED, PaperKind
from xiezhi.cases.rules.states import CaseEvent, CaseState
from xiezhi.cases.selectors.letter_door import matter_of
from xiezhi.cases.selectors.step_days import told_day
from xiezhi.cases.services._procedure import (
    DUE_FIELDS,
    URGENT,
    StepWords,
    begin_sent,
    move,
    repeat_nearest,
    run_clock,
)
from xiezhi.cases.services.delivery_input import DeliveryInput
from xiezhi.clocks.services.correcting import count_from, meet_on
from xiezhi.clocks.services.running import stop_clocks
from xiezhi.evidence.services.papers import keep_papers
from xiezhi.evidence.services.storing import CheckedFile
from xiezhi.kernel.actor import Actor
from xiezhi.kernel.clock import legal_day
from xiezhi.kernel.errors import ConflictError, InvalidInputError, RuleRefusedError
from xiezhi.language.cleaning import clean_line
from xiezhi.ledger.services.acts import act
from xiezhi.letters.models import Letter
from xiezhi.letters.rules.service import ServiceWay, check_service
from xiezhi.letters.services.judicial import JudicialPaper, carry_paper
from xiezhi.letters.services.sending import record_service


def deliver(
    case: Case,
    paper: CasePaper,
    deliveries: Sequence[DeliveryInput],
    receipts: Sequence[list[CheckedFile]],
    *,
    acting: Actor,
    now: datetime,
) -> list[PaperDelivery]:
    """Take a paper to its addressees; part of registering it.

    Raises:
        InvalidInputError: ``cases.no_addressee``, codes of service.
        RuleRefusedError: ``cases.announced_needs_agreement``.
    """
    made = []
    for one, checked in zip(deliveries, receipts, strict=True):
        delivery = new_delivery(case, paper, one, acting=acting, now=now)
        made.append(delivery)
        if one.service is not None:
            serve(case, delivery, one, checked, acting=acting, now=now)
    return made


def take_service(
    case: Case, paper: CasePaper, served_on: date, *, acting: Actor, now: datetime
) -> None:
    """What service means for a locked case: its limit is kept, a suggestion's own limits begin."""
    rule = SERVICE_RULES.get(PaperKind(paper.kind))
    if rule is not None:
        stop_clocks(case.id, [rule], on=served_on, met=True)
    begins = SERVICE_STARTS.get(PaperKind(paper.kind))
    if begins is not None:
        run_clock(case, begins, served_on, about_id=paper.id)
    if paper.kind in ANSWERED and case.state == CaseState.SUGGESTION_DECIDED:
        with act(acting=acting, now=now) as record:
            claims = Claims(sent_on=_sent_on(paper, served_on))
            said = StepWords(happened_on=served_on, paper=paper, claims=claims)
            move(case, CaseEvent.SERVE_SUGGESTION, acting=acting, now=now, record=record, said=said)
        return
    repeat_nearest(case)
    case.save(update_fields=list(DUE_FIELDS))


def take_sending(case: Case, paper: CasePaper, sent_on: date) -> bool:
    """Begin what runs from the sending of a paper, for a locked case; returns whether anything did."""
    rules = sent_rules(CaseKind(case.kind)) if paper.kind in ANSWERED else frozenset()
    begun = [begin_sent(case, rule, paper, sent_on) for rule in sorted(rules)]
    if not any(begun):
        return False
    repeat_nearest(case)
    case.save(update_fields=list(DUE_FIELDS))
    return True


def _sent_on(paper: CasePaper, served_on: date) -> date:
    """Return when a paper was first sent, as far as is known: shown in a portal, else served."""
    rows = paper.deliveries.filter(letter__sent_at__isnull=False)
    first = rows.order_by("letter__sent_at").values_list("letter__sent_at", flat=True).first()
    return served_on if first is None else min(served_on, legal_day(first))


def count_anew(case: Case, paper: CasePaper, was_on: date, served_on: date) -> None:
    """Count the limits of a locked case that began or ended on a wrong day of service anew.

    Those begun by another addressee's receipt on another day stay.
    """
    kind = PaperKind(paper.kind)
    kept = SERVICE_RULES.get(kind)
    if kept is not None:
        meet_on(case.id, [kept], was_on=was_on, on=served_on)
    begins = SERVICE_STARTS.get(kind)
    if begins is not None:
        count_from(case.id, [begins], was_on=was_on, on=served_on, about_id=paper.id)
    if kind in ANSWERED:
        for clock in count_from(case.id, FROM_SERVICE, was_on=was_on, on=served_on):
            if clock.rule_key == REPLY_RULES[CaseKind(case.kind)]:
                case.reply_due_on = clock.due_on
        _count_sending_anew(case, paper, was_on, served_on)
    repeat_nearest(case)
    case.save(update_fields=["reply_due_on", *DUE_FIELDS])


def _count_sending_anew(case: Case, paper: CasePaper, was_on: date, served_on: date) -> None:
    """Where the day of sending was told, it stands; else the limit began with the service."""
    step = case.steps.filter(paper_id=paper.id, event__in=sorted(SENT_BY)).first()
    if step is None or told_day(step) is not None:
        return
    rules = sent_rules(CaseKind(case.kind))
    count_from(case.id, rules, was_on=was_on, on=_sent_on(paper, served_on))


def new_delivery(
    case: Case, paper: CasePaper, one: DeliveryInput, *, acting: Actor, now: datetime
) -> PaperDelivery:
    party = None if one.party_id is None else _party(case, one.party_id)
    name = party.name if party is not None else clean_line(one.addressee, limit=60)
    if not name:
        raise InvalidInputError("cases.no_addressee")
    letter = None
    if party is not None and party.unit_id is not None and paper.file_id is not None:
        letter = _letter(case, paper, party.unit_id, acting=acting, now=now)
    row: PaperDelivery = PaperDelivery.objects.create(
        paper=paper, party=party, addressee=name, letter=letter
    )
    return row


def _party(case: Case, party_id: UUID) -> CaseParty:
    found: CaseParty | None = CaseParty.objects.filter(case_id=case.id, id=party_id).first()
    if found is None:
        raise InvalidInputError("cases.no_addressee")
    return found


def _letter(case: Case, paper: CasePaper, unit_id: UUID, *, acting: Actor, now: datetime) -> Letter:
    kind = PaperKind(paper.kind)
    if paper.file_id is None or paper.decided_on is None:
        raise InvalidInputError("cases.no_file")
    is_answered = kind in ANSWERED
    may_object = is_answered and case.kind == CaseKind.GOVERNANCE
    judicial = JudicialPaper(
        paper_kind=kind,
        paper_name=name_of_paper(kind, case.kind, case.regime),
        title=paper.title,
        number=paper.number,
        unit_id=unit_id,
        issued_by_label=paper.decided_by_label,
        issued_on=paper.decided_on,
        sealed_file_id=paper.file_id,
        reply_rule=REPLY_RULES[CaseKind(case.kind)] if is_answered else "",
        reply_variant=URGENT if case.is_urgent and is_answered else "",
        reply_days=case.urgent_reply_days if is_answered else None,
        law_day=case.law_day,
        rectification_due_on=case.rectification_due_on if is_answered else None,
        may_object=may_object,
        objection_days=case.objection_days if may_object else None,
    )
    return carry_paper(matter=matter_of(case), paper=judicial, acting=acting, now=now)


def serve(
    case: Case,
    row: PaperDelivery,
    one: DeliveryInput,
    receipts: list[CheckedFile],
    *,
    acting: Actor,
    now: datetime,
) -> None:
    service, paper = one.service, row.paper
    if service is None:
        return
    if row.served_on is not None:
        raise ConflictError("letters.already_served")
    _check_announced(paper, one)
    if row.letter_id is not None:
        letter = record_service(
            letter_id=row.letter_id, service=service, receipt=one.receipt, acting=acting, now=now
        )
        row.receipt_id = letter.service_receipt_id
    else:
        check_service(
            service,
            has_receipt=bool(receipts),
            has_consent=False,
            sealed_on=paper.decided_on,
            today=legal_day(now),
        )
        kept = keep_papers(receipts, now)
        row.receipt_id = kept[0] if kept else None
    row.served_on, row.way = service.served_on, service.way
    row.signed_for_by = clean_line(service.signed_for_by, limit=60)
    row.note = clean_line(service.note, limit=300)
    row.save()
    take_service(case, paper, service.served_on, acting=acting, now=now)


def _check_announced(paper: CasePaper, one: DeliveryInput) -> None:
    """宣告送达 of a social-governance suggestion only by agreement; a public-interest one needs none."""
    is_announced = one.service is not None and one.service.way is ServiceWay.ANNOUNCED
    if paper.kind == PaperKind.GOVERNANCE_SUGGESTION and is_announced and not one.has_agreed:
        raise RuleRefusedError("cases.announced_needs_agreement", basis="检察建议规定第18条")

"""登记送达: the service of a registered paper is recorded, on an addressee it goes to or a new one."""

from datetime import date, datetime
from typing import Final
from uuid import UUID

from xiezhi.accounts.rules.rights import Action, require
from xiezhi.cases.models import Case, CasePaper, PaperDelivery
from xiezhi.cases.rules.papers import ANSWERED
from xiezhi.cases.selectors.access import access_case
from xiezhi.cases.selectors.facts import standing_suggestion
from xiezhi.cases.services._delivery import count_anew, new_delivery, serve
from xiezhi.cases.services.delivery_input import DeliveryInput
from xiezhi.evidence.services.papers import check_papers, keep_papers
from xiezhi.evidence.services.storing import IncomingFile
from xiezhi.kernel.actor import Actor
from xiezhi.kernel.clock import legal_day
from xiezhi.kernel.errors import ConflictError, InvalidInputError
from xiezhi.language.cleaning import clean_line
from xiezhi.ledger.services.acts import act
from xiezhi.letters.rules.service import SERVICE_LABELS, Service, ServiceWay, check_service
from xiezhi.letters.selectors.access import access_letter

MAX_REASON: Final = 120
MAX_NOTE: Final = 300


def record_delivery(
    *, case_id: UUID, paper_id: UUID, delivery: DeliveryInput, acting: Actor, now: datetime
) -> PaperDelivery:
    """Record the service of a registered paper 登记送达, on an addressee it goes to or a new one.

    Raises:
        InvalidInputError: ``cases.no_paper``, ``cases.no_service``, codes of service.
        ConflictError: ``letters.already_served``, ``cases.suggestion_stands_no_longer``: it was changed
            or withdrawn.
        RuleRefusedError: ``cases.announced_needs_agreement``.
    """
    checked = check_papers([delivery.receipt])
    with act(acting=acting, now=now) as record:
        require(acting, Action.RECORD_PAPER_REPLY)
        _lock_letters(acting, paper_id)
        case = access_case(acting, case_id, lock=True)
        paper = case.papers.filter(id=paper_id, voided_at__isnull=True, is_draft=False).first()
        if paper is None:
            raise InvalidInputError("cases.no_paper")
        if delivery.service is None:
            raise InvalidInputError("cases.no_service")
        _check_standing(case, paper)
        row = _waiting(paper, delivery) or new_delivery(
            case, paper, delivery, acting=acting, now=now
        )
        serve(case, row, delivery, checked, acting=acting, now=now)
        served_on = delivery.service.served_on.isoformat()
        record("cases.record_delivery", "case_paper", paper.id, after={"served_on": served_on})
    return row


def correct_delivery(  # one act, each value named
    *,
    case_id: UUID,
    delivery_id: UUID,
    service: Service,
    reason: str,
    receipt: IncomingFile | None = None,
    acting: Actor,
    now: datetime,
) -> PaperDelivery:
    """Put right what was entered of a service on somebody who has no letter of it 更正送达登记.

    What stood before is told in its note; without a new receipt the one on file stays. Limits that began
    or ended with the wrong day are counted anew.

    Raises:
        InvalidInputError: ``cases.no_reason``, ``cases.no_service``; as `check_service`.
    """
    checked = check_papers([receipt])
    with act(acting=acting, now=now) as record:
        require(acting, Action.RECORD_PAPER_REPLY)
        case = access_case(acting, case_id, lock=True)
        words = clean_line(reason, limit=MAX_REASON)
        if not words:
            raise InvalidInputError("cases.no_reason")
        row, was_on = _served_by_record(case, delivery_id)
        check_service(
            service,
            has_receipt=bool(checked) or row.receipt_id is not None,
            has_consent=False,
            sealed_on=row.paper.decided_on,
            today=legal_day(now),
        )
        kept = keep_papers(checked, now)
        row.receipt_id = kept[0] if kept else row.receipt_id
        former = f"{SERVICE_LABELS[ServiceWay(row.way)]} {was_on.isoformat()}"
        row.served_on, row.way = service.served_on, service.way
        row.signed_for_by = clean_line(service.signed_for_by, limit=60)
        row.note = clean_line(f"{service.note}（更正，原登记：{former}；{words}）", limit=MAX_NOTE)
        row.save()
        count_anew(case, row.paper, was_on, service.served_on)
        record(
            "cases.correct_delivery",
            "case_paper",
            row.paper_id,
            before={"served_on": was_on.isoformat()},
            after={"served_on": service.served_on.isoformat()},
        )
    return row


def _served_by_record(case: Case, delivery_id: UUID) -> tuple[PaperDelivery, date]:
    """Return a service that stands on the record alone, and its day; a letter's is corrected there."""
    rows = PaperDelivery.objects.select_for_update(of=("self",)).select_related("paper")
    row: PaperDelivery | None = rows.filter(
        id=delivery_id,
        letter__isnull=True,
        served_on__isnull=False,
        paper__case_id=case.id,
        paper__voided_at__isnull=True,
    ).first()
    if row is None or row.served_on is None:
        raise InvalidInputError("cases.no_service")
    return row, row.served_on


def _check_standing(case: Case, paper: CasePaper) -> None:
    standing = standing_suggestion(case)
    if paper.kind in ANSWERED and (standing is None or standing.id != paper.id):
        raise ConflictError("cases.suggestion_stands_no_longer", basis="检察建议规定第22条")


def _lock_letters(acting: Actor, paper_id: UUID) -> None:
    """Whoever locks a letter and its matter locks the letter first."""
    rows = PaperDelivery.objects.filter(paper_id=paper_id, letter__isnull=False)
    for letter_id in rows.order_by("letter_id").values_list("letter_id", flat=True):
        access_letter(acting, letter_id, lock=True)


def _waiting(paper: CasePaper, one: DeliveryInput) -> PaperDelivery | None:
    rows = PaperDelivery.objects.select_for_update(of=("self",)).filter(
        paper_id=paper.id, served_on__isnull=True
    )
    if one.party_id is not None:
        return rows.filter(party_id=one.party_id).first()
    return rows.filter(addressee=clean_line(one.addressee, limit=60)).first()

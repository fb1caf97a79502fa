"""登记送达: the service of a registered paper is recorded, on an addressee it goes to or a new one."""

from datetime import datetime
from uuid import UUID

from xiezhi.accounts.rules.rights import Action, require
from xiezhi.cases.models import Case, CasePaper, PaperDelivery
from xiezhi.cases.rules.papers import ANSWERED
from xiezhi.cases.selectors.access import access_case
from xiezhi.cases.selectors.facts import standing_suggestion
from xiezhi.cases.services._delivery import new_delivery, serve
from xiezhi.cases.services.delivery_input import DeliveryInput
from xiezhi.evidence.services.papers import check_papers
from xiezhi.kernel.actor import Actor
from xiezhi.kernel.errors import ConflictError, InvalidInputError
from xiezhi.language.cleaning import clean_line
from xiezhi.ledger.services.acts import act
from xiezhi.letters.selectors.access import access_letter


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

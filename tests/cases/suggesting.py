"""Suggestions on their way to a unit: in its portal, served or not."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from typing_extensions import override

from tests.cases.office import CaseOffice, at
from tests.leads.desk import paper
from xiezhi.cases.models import Case, CasePaper
from xiezhi.cases.rules.claims import Claims
from xiezhi.cases.rules.kinds import CaseKind, Decider
from xiezhi.cases.rules.papers import PaperKind
from xiezhi.cases.rules.states import CaseEvent
from xiezhi.cases.services.opening import join_leads
from xiezhi.cases.services.steps import EnteredDecision, take_step
from xiezhi.kernel import clock
from xiezhi.letters.models import Letter
from xiezhi.letters.services.sending import send_letter

OBJECTION_DAYS = 10


@dataclass(frozen=True, kw_only=True)
class ReportedOffice(CaseOffice):
    """An office whose cases stand on the reported lead."""

    lead_id: UUID

    @override
    def open(self, day: date, kind: CaseKind = CaseKind.ADMINISTRATIVE, **fields: Any) -> Case:
        """A case about the unit, with the lead behind it."""
        case = super().open(day, kind, **fields)
        return join_leads(
            case_id=case.id, lead_ids=[self.lead_id], acting=self.handler, now=clock.now()
        )


def governed(
    office: CaseOffice, day: date, *, served_on: date | None = None, **fields: Any
) -> tuple[Case, CasePaper]:
    """A social-governance suggestion decided on a day, its case begun a month before."""
    begun = day - timedelta(days=30)
    case = office.open(begun, CaseKind.GOVERNANCE, **fields)
    step(office, case, CaseEvent.DECIDE_INVESTIGATION, begun, entered=decided(begun))
    office.register(case, PaperKind.GOVERNANCE_REPORT, day - timedelta(days=4))
    step(office, case, CaseEvent.REQUEST_POLICY_REVIEW, day - timedelta(days=3))
    office.register(case, PaperKind.POLICY_REVIEW, day - timedelta(days=2))
    suggestion = office.register(
        case,
        PaperKind.GOVERNANCE_SUGGESTION,
        day,
        claims=Claims(objection_days=OBJECTION_DAYS),
        deliveries=[office.delivery(case, served_on)],
    )
    return case, suggestion


def suggested(
    office: CaseOffice, day: date, *, served_on: date | None = None, **fields: Any
) -> tuple[Case, CasePaper]:
    """A public-interest suggestion decided on a day, to be put right within two months."""
    case = office.investigated(day - timedelta(days=30), day - timedelta(days=5), **fields)
    made = office.suggested(
        case, day, day + timedelta(days=60), deliveries=[office.delivery(case, served_on)]
    )
    return case, made


def letter_of(made: CasePaper) -> Letter:
    found: Letter = Letter.objects.get(id=made.deliveries.get().letter_id)
    return found


def in_portal(office: CaseOffice, made: CasePaper, now: datetime) -> Letter:
    """The clerk shows the registered paper in the unit's portal."""
    return send_letter(letter_id=letter_of(made).id, acting=office.clerk, now=now)


def decided(day: date) -> EnteredDecision:
    return EnteredDecision(
        decider=Decider.CHIEF,
        decided_by_label="检察长",
        decided_on=day,
        slip=paper("审批单.pdf"),
    )


def step(
    office: CaseOffice,
    case: Case,
    event: CaseEvent,
    day: date,
    *,
    entered: EnteredDecision | None = None,
) -> None:
    take_step(case_id=case.id, event=event, entered=entered, acting=office.clerk, now=at(day))
    case.refresh_from_db()

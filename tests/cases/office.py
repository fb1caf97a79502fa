"""A small office with its units, and short ways to a case at any point of its procedure."""

from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any
from uuid import UUID

from tests.cast import make_department, make_staff, make_unit
from tests.leads.desk import paper
from xiezhi.accounts.rules.roles import Role
from xiezhi.cases.models import Case, CasePaper, CaseParty, EvidenceItem
from xiezhi.cases.rules.claims import NO_CLAIMS, Claims
from xiezhi.cases.rules.evidence import CollectionWay, EvidenceKind
from xiezhi.cases.rules.grounds import GovernanceSituation
from xiezhi.cases.rules.kinds import MAIN_ROLE, CaseKind, Decider
from xiezhi.cases.rules.papers import PaperKind
from xiezhi.cases.services.delivery_input import DeliveryInput
from xiezhi.cases.services.opening import Opening, PartyInput, open_case
from xiezhi.cases.services.results import Result, register_result
from xiezhi.kernel.actor import Actor
from xiezhi.kernel.clock import CHINA
from xiezhi.letters.rules.service import Service, ServiceWay
from xiezhi.partners.models import PartnerUnit

LIMBS = Claims(is_interest_harmed=True, is_duty_neglected=True)
CODES = {
    PaperKind.FILING_DECISION: "行公立",
    PaperKind.NO_FILING_DECISION: "行公不立",
    PaperKind.PIL_SUGGESTION: "行公建",
    PaperKind.GOVERNANCE_SUGGESTION: "检建",
    PaperKind.SUSPENSION_DECISION: "行公中",
    PaperKind.RESUMPTION_DECISION: "行公恢",
    PaperKind.TERMINATION_DECISION: "行公终",
    PaperKind.COMPLAINT: "行公诉",
    PaperKind.ANNOUNCEMENT: "民公告",
    PaperKind.WITHDRAWAL_DECISION: "公撤",
    PaperKind.CLAIM_CHANGE_DECISION: "公变",
    PaperKind.APPEAL: "公上",
    PaperKind.SUPPORT_OPINION: "民公支",
    PaperKind.SUPPORT_WITHDRAWAL: "民公撤支",
    PaperKind.SUGGESTION_CHANGE: "检建变",
    PaperKind.SUGGESTION_WITHDRAWAL: "检建撤",
}


def at(day: date) -> datetime:
    """Noon of a day: every act of these tests happens on a day."""
    return datetime(day.year, day.month, day.day, 12, tzinfo=CHINA)


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseOffice:
    """Who works here, and the organ its cases are about."""

    chief: Actor
    head: Actor
    handler: Actor
    clerk: Actor
    unit: PartnerUnit

    def open(self, day: date, kind: CaseKind = CaseKind.ADMINISTRATIVE, **fields: Any) -> Case:
        """A case about the unit, waiting for the decision to file."""
        is_governance = kind is CaseKind.GOVERNANCE
        values: dict[str, Any] = {
            "kind": kind,
            "title": "督促旗水利局履行河道监管职责行政公益诉讼案",
            "department_id": make_department().id,
            "handler_id": self.handler.id,
            "area": "" if is_governance else "eco_resources",
            "situation": GovernanceSituation.TRADE_SUPERVISION if is_governance else None,
            "parties": (PartyInput(role=MAIN_ROLE[kind], unit_id=self.unit.id),),
        }
        return open_case(opening=Opening(**(values | fields)), acting=self.handler, now=at(day))

    def register(self, case: Case, kind: PaperKind, day: date, **changes: Any) -> CasePaper:
        """The clerk registers a paper of the national system, on the day it was last heard of."""
        served = [one.service.served_on for one in changes.get("deliveries", ()) if one.service]
        received = changes.get("claims", NO_CLAIMS).received_on or day
        number = (
            f"达检{CODES[kind]}〔{day.year}〕{CasePaper.objects.count() + 1}号"
            if kind in CODES
            else ""
        )
        values: dict[str, Any] = {
            "paper": kind,
            "decided_on": day,
            "decider": Decider.CHIEF,
            "decided_by_label": "检察长",
            "number": number,
            "file": paper(f"{kind}.pdf"),
        }
        result = Result(**(values | changes))
        made = register_result(
            case_id=case.id, result=result, acting=self.clerk, now=at(max([day, received, *served]))
        )
        case.refresh_from_db()
        return made

    def delivery(self, case: Case, served_on: date | None = None, **changes: Any) -> DeliveryInput:
        """To the case's first party, with the signed receipt when a day is given."""
        service = None
        if served_on is not None:
            service = Service(
                way=ServiceWay.DIRECT, served_on=served_on, signed_for_by="办公室主任01"
            )
        values: dict[str, Any] = {
            "party_id": self.party_id(case),
            "service": service,
            "receipt": paper("送达回证.pdf") if service else None,
        }
        return DeliveryInput(**(values | changes))

    def party_id(self, case: Case) -> UUID:
        party: CaseParty | None = (
            CaseParty.objects.filter(case_id=case.id).order_by("position").first()
        )
        assert party is not None
        found: UUID = party.id
        return found

    def evidence(self, case: Case, day: date, collectors: int = 2) -> EvidenceItem:
        item: EvidenceItem = EvidenceItem.objects.create(
            case=case,
            position=case.evidence.count() + 1,
            kind=EvidenceKind.SITE_RECORD,
            way=CollectionWay.INSPECTION,
            title="现场勘验笔录",
            proves="河道内堆放建筑垃圾",
            collectors=[f"检察人员0{place}" for place in range(collectors)],
            collector_count=collectors,
            collected_on=day,
            entered_by_label="书记员01",
            entered_at=at(day),
        )
        return item

    def filed(self, day: date, served_on: date | None = None, **fields: Any) -> Case:
        """A case filed, its decision served when a day is given."""
        case = self.open(day, **fields)
        self.register(
            case,
            PaperKind.FILING_DECISION,
            day,
            claims=replace(LIMBS, criminal_case=fields.get("criminal_case", "")),
            deliveries=[self.delivery(case, served_on)],
        )
        return case

    def investigated(self, filed_on: date, ended_on: date, **fields: Any) -> Case:
        """A filed case whose investigation has ended."""
        case = self.filed(filed_on, filed_on, **fields)
        self.register(case, PaperKind.INVESTIGATION_PLAN, filed_on, decider=Decider.PROSECUTOR)
        self.evidence(case, ended_on)
        self.register(case, PaperKind.INVESTIGATION_REPORT, ended_on, decider=Decider.PROSECUTOR)
        return case

    def suggested(self, case: Case, day: date, due_on: date, **changes: Any) -> CasePaper:
        """A suggestion decided and served on a day."""
        values: dict[str, Any] = {
            "claims": Claims(rectification_due_on=due_on),
            "deliveries": [self.delivery(case, day)],
        }
        return self.register(case, PaperKind.PIL_SUGGESTION, day, **(values | changes))


def case_office() -> CaseOffice:
    """Needs an open scope."""
    return CaseOffice(
        chief=make_staff("检察长01", Role.CHIEF_PROCURATOR),
        head=make_staff("部门负责人01", Role.DEPARTMENT_HEAD),
        handler=make_staff("检察官01", Role.PROSECUTOR),
        clerk=make_staff("书记员01", Role.CLERK),
        unit=make_unit(),
    )

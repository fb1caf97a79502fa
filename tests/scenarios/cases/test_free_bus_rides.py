"""Free bus rides: a CPPCC proposal becomes a lead and a case of 2022; talks urge the duty; a ride verifies it."""

from datetime import date
from decimal import Decimal

from tests.cases.office import LIMBS, CaseOffice, at
from tests.cases.places import lead_desk
from tests.cast import make_department
from tests.proposals.cast import entry
from xiezhi.accounts.models import Procuratorate
from xiezhi.cases.models import Case
from xiezhi.cases.rules.claims import Claims
from xiezhi.cases.rules.follow_up import OutcomeUnit
from xiezhi.cases.rules.grounds import ClosingGround
from xiezhi.cases.rules.kinds import Decider
from xiezhi.cases.rules.meetings import MeetingKind
from xiezhi.cases.rules.papers import PaperKind
from xiezhi.cases.rules.states import CaseState
from xiezhi.cases.services.meetings import MeetingInput, record_meeting
from xiezhi.cases.services.opening import join_leads
from xiezhi.cases.services.outcomes import OutcomeInput, add_outcome
from xiezhi.infra.tenant import current_tenant
from xiezhi.kernel.matters import Matter, MatterKind
from xiezhi.law.areas import Standing, area_on
from xiezhi.leads.models import Lead
from xiezhi.leads.services.registration import Registration
from xiezhi.proposals.models import Proposal
from xiezhi.proposals.rules.conversion import ConversionKind
from xiezhi.proposals.rules.kinds import ProposalKind
from xiezhi.proposals.selectors.behind import list_behind
from xiezhi.proposals.services.conversion import (
    ConversionDraft,
    NewLead,
    convert_proposal,
    convert_to_lead,
)
from xiezhi.proposals.services.registration import register_proposal
from xiezhi.proposals.services.screening import Screening, screen_proposal

SENT_ON = date(2022, 3, 1)
FILED_ON = date(2022, 4, 11)
TALKED_ON = date(2022, 4, 20)
ADOPTED_ON = date(2022, 6, 1)
RIDDEN_ON = date(2022, 6, 8)
CLOSED_ON = date(2022, 6, 20)


def take_the_proposal(office: CaseOffice) -> tuple[Proposal, Lead]:
    """Registered, found to have public-interest substance, and turned into a lead."""
    desk, now = lead_desk(office, SENT_ON), at(SENT_ON)
    handed = entry(
        kind=ProposalKind.CPPCC_PROPOSAL,
        number="第031号",
        title="关于落实残疾人免费乘坐公交车的提案",
        text="部分线路对外地残疾人证不予认可，法定优待没有落实。",
        submitters="旗政协委员03",
        delegation="",
        assigned_on=SENT_ON,
        received_on=SENT_ON,
    )
    proposal = register_proposal(entry=handed, acting=desk.clerk, now=now)
    found = Screening(has_substance=True, area="accessibility", words="特定群体权益受损")
    screen_proposal(proposal_id=proposal.id, screening=found, acting=desk.clerk, now=now)
    registration = Registration(
        title="残疾人免费乘车未落实",
        department_id=make_department().id,
        handler_id=office.handler.id,
        area="accessibility",
    )
    lead = convert_to_lead(
        proposal_id=proposal.id,
        new=NewLead(registration=registration, words="公益受损，转为线索"),
        office=Procuratorate.objects.get(id=current_tenant()),
        acting=office.handler,
        now=now,
    )
    return proposal, lead


def open_the_case(office: CaseOffice, proposal: Proposal, lead: Lead) -> Case:
    """Filed under the law of 2022, linked with the proposal for good."""
    case = office.open(
        FILED_ON,
        title="督促旗水利局落实残疾人免费乘车行政公益诉讼案",
        area="accessibility",
    )
    join_leads(case_id=case.id, lead_ids=[lead.id], acting=office.handler, now=at(FILED_ON))
    became = ConversionDraft(
        kind=ConversionKind.CASE,
        words="立案督促履职",
        matter=Matter(kind=MatterKind.CASE, id=case.id, label=f"案件 {case.year}-{case.number}"),
    )
    convert_proposal(proposal_id=proposal.id, draft=became, acting=office.clerk, now=at(FILED_ON))
    office.register(
        case,
        PaperKind.FILING_DECISION,
        FILED_ON,
        claims=LIMBS,
        deliveries=[office.delivery(case, date(2022, 4, 13))],
    )
    return case


def urge_the_duty(office: CaseOffice, case: Case) -> None:
    """Talks with their minutes; the investigation goes on beside them."""
    office.register(case, PaperKind.INVESTIGATION_PLAN, FILED_ON, decider=Decider.PROSECUTOR)
    meeting = MeetingInput(
        kind=MeetingKind.TALKS,
        title="免费乘车磋商会",
        held_on=TALKED_ON,
        attendees=("副局长01", "公交公司经理02", "旗政协委员03"),
        minutes="主管部门承诺全域、不分户籍落实免费乘车",
    )
    record_meeting(case_id=case.id, meeting=meeting, acting=office.handler, now=at(TALKED_ON))
    office.register(case, PaperKind.TALKS_MINUTES, TALKED_ON, decider=Decider.PROSECUTOR)
    assert case.state == CaseState.INVESTIGATING
    office.evidence(case, date(2022, 5, 10))


def test_a_proposal_ends_in_rides_for_every_holder(office: CaseOffice) -> None:
    proposal, lead = take_the_proposal(office)
    case = open_the_case(office, proposal, lead)

    # Then no statute named the area; today one does. The case keeps the law of its day.
    assert area_on("accessibility", case.law_day).standing is Standing.BEYOND
    assert area_on("accessibility", date(2026, 3, 2)).standing is Standing.STATUTORY

    urge_the_duty(office, case)
    office.evidence(case, RIDDEN_ON)  # the ride itself, by two officers
    outcome = OutcomeInput(
        words="全旗公交对所有持证残疾人免费",
        quantity=Decimal(1),
        unit=OutcomeUnit.POLICY,
        policy="残疾人免费乘坐城市公交车实施办法",
        verified_on=RIDDEN_ON,
        verified_how="两名检察人员持证乘车核验",
    )
    add_outcome(case_id=case.id, outcome=outcome, acting=office.handler, now=at(RIDDEN_ON))
    report_on = date(2022, 6, 15)
    office.register(case, PaperKind.INVESTIGATION_REPORT, report_on, decider=Decider.PROSECUTOR)
    office.register(
        case,
        PaperKind.TERMINATION_DECISION,
        CLOSED_ON,
        claims=Claims(ground=ClosingGround.RECTIFIED),
        deliveries=[office.delivery(case, CLOSED_ON)],
    )
    assert (case.state, case.closed_on) == (CaseState.CLOSED, CLOSED_ON)
    assert case.outcomes.get().verified_on == RIDDEN_ON
    assert case.steps.filter(basis="办案规则第74条").exists()

    # From the case the proposal is found, and from the proposal both lead and case.
    behind = list_behind(office.clerk, case.id)
    assert [one.proposal_id for one in behind.conversions] == [proposal.id]
    kinds = set(proposal.conversions.values_list("kind", flat=True))
    assert kinds == {ConversionKind.LEAD, ConversionKind.CASE}

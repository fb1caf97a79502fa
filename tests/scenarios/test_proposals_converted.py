"""Two journeys of 衔接转化: 消防安全治理 and 残疾人免费乘车, in steps an office would recognise."""

from datetime import date, datetime, timedelta
from decimal import Decimal

import pytest

from tests.campaigns.cast import make_campaign
from tests.cast import make_department, make_unit
from tests.leads.desk import Office, proposing, small_office
from tests.proposals.cast import defaults, row, workbook
from xiezhi.accounts.models import Procuratorate
from xiezhi.campaigns.rules.actions import Figure, FigureUnit, JointActionKind
from xiezhi.campaigns.selectors.done import get_campaign_page
from xiezhi.campaigns.services.actions import ActionDraft, record_action
from xiezhi.clocks.models import Clock
from xiezhi.leads.models import Lead
from xiezhi.leads.rules.procedure import LeadEvent
from xiezhi.leads.services.registration import Registration
from xiezhi.proposals.models import Proposal
from xiezhi.proposals.rules.answers import AnswerClass, Satisfaction
from xiezhi.proposals.rules.conversion import ConversionKind, CopyKind
from xiezhi.proposals.rules.kinds import ProposalKind
from xiezhi.proposals.rules.reading_in.fields import guess_mapping
from xiezhi.proposals.rules.reading_in.rows import read_sheet
from xiezhi.proposals.selectors.behind import list_behind
from xiezhi.proposals.selectors.page import get_proposal_page
from xiezhi.proposals.services.answers import AnswerDraft, record_satisfaction, send_answer
from xiezhi.proposals.services.conversion import (
    ConversionDraft,
    NewLead,
    convert_proposal,
    convert_to_lead,
)
from xiezhi.proposals.services.copies import CopyDraft, record_copy
from xiezhi.proposals.services.importing import import_list
from xiezhi.proposals.services.screening import Screening, screen_proposal


@pytest.fixture
def desk(scope: object, now: datetime) -> Office:
    return small_office(now)


def handed_over(desk: Office, kind: ProposalKind, title: str, text: str) -> Proposal:
    """The committee hands its list over; the clerk imports it."""
    data = workbook(row(12, title, 内容=text, 交办日期="2026-11-02"))
    import_list(
        data=data,
        name="交办目录.xlsx",
        mapping=guess_mapping(read_sheet(data).headings),
        defaults=defaults(kind=kind),
        acting=desk.clerk,
        now=desk.now,
    )
    found: Proposal = Proposal.objects.get()
    return found


def screened(desk: Office, proposal: Proposal, area: str) -> None:
    found = Screening(has_substance=True, area=area, words="公共利益受到侵害")
    screen_proposal(proposal_id=proposal.id, screening=found, acting=desk.clerk, now=desk.now)


def to_lead(desk: Office, proposal: Proposal, office: Procuratorate, area: str) -> Lead:
    registration = Registration(
        title=proposal.title,
        department_id=make_department().id,
        area=area,
        handler_id=desk.handler.id,
    )
    new = NewLead(registration=registration, words="转为线索")
    return convert_to_lead(
        proposal_id=proposal.id, new=new, office=office, acting=desk.handler, now=desk.now
    )


def test_fire_safety_becomes_a_mechanism_and_a_governance_suggestion(
    desk: Office, now: datetime
) -> None:
    proposal = handed_over(
        desk, ProposalKind.DEPUTY_SUGGESTION, "关于加强消防安全治理的建议", "消火栓损坏，监管不到位"
    )
    screened(desk, proposal, "work_safety")
    campaign = make_campaign(desk.head, now)
    today = date(2026, 11, 25)
    became = [
        ConversionDraft(kind=ConversionKind.CAMPAIGN, words="列入", campaign_id=campaign.id),
        ConversionDraft(kind=ConversionKind.MECHANISM, words="会签", document_on=today),
        ConversionDraft(kind=ConversionKind.GOVERNANCE_SUGGESTION, words="制发", document_on=today),
    ]
    links = [
        convert_proposal(proposal_id=proposal.id, draft=draft, acting=desk.clerk, now=now)
        for draft in became
    ]
    inspection = ActionDraft(
        kind=JointActionKind.JOINT_INSPECTION,
        done_on=today,
        words="联合检查消火栓",
        unit_ids=[make_unit("旗消防救援大队").id],
        problem_count=12,
        figures=[Figure(name="整改消火栓", amount=Decimal(12), unit=FigureUnit.PLACES)],
    )
    record_action(campaign_id=campaign.id, draft=inspection, acting=desk.clerk, now=now)
    copy = CopyDraft(kind=CopyKind.DECISION, sent_on=today, words="检察建议书")
    record_copy(conversion_id=links[-1].id, draft=copy, acting=desk.clerk, now=now)
    later = now + timedelta(days=60)
    answer = AnswerDraft(
        text="答复", answer_class=AnswerClass.A, sent_on=date(2027, 1, 20), signed_by="检察长"
    )
    send_answer(proposal_id=proposal.id, draft=answer, acting=desk.clerk, now=later)
    record_satisfaction(
        proposal_id=proposal.id,
        satisfaction=Satisfaction.SATISFIED,
        words="",
        on=date(2027, 1, 22),
        acting=desk.clerk,
        now=later,
    )
    page = get_campaign_page(campaign)
    assert ([one.id for one in page.matters], page.problem_count) == ([proposal.id], 12)
    ended = {one.rule_key: (one.due_on, one.met_on) for one in Clock.objects.all()}
    assert ended["npc_proposal_reply"] == (date(2027, 2, 2), date(2027, 1, 20))
    assert ended["conversion_copy_back"][1] == today
    assert get_proposal_page(desk.chief, proposal.id).proposal.state == "answered"


def test_free_rides_become_a_lead_decided_on_while_the_answer_is_still_owed(
    desk: Office, scope: Procuratorate, now: datetime
) -> None:
    proposal = handed_over(
        desk,
        ProposalKind.CPPCC_PROPOSAL,
        "关于落实残疾人免费乘车的提案",
        "持证残疾人乘车被要求投币，主管部门监管不到位",
    )
    screened(desk, proposal, "accessibility")
    lead = to_lead(desk, proposal, scope, "accessibility")
    decided = desk.decide(lead, proposing(LeadEvent.DECIDE_FILING, area="accessibility"))
    assert decided.source == "handed_on"
    (behind,) = list_behind(desk.handler, lead.id).conversions
    assert behind.proposal_id == proposal.id
    owed = Clock.objects.exclude(rule_key="conversion_outcome").get(matter_id=proposal.id)
    assert (owed.rule_key, owed.kind, owed.met_on) == ("cppcc_proposal_reply", "own", None)

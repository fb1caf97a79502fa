"""Fire safety: a deputy's suggestion and 八号检察建议 become 消检协作 and a social-governance suggestion."""

from datetime import date

from tests.campaigns.cast import keeper, make_campaign
from tests.cases.office import CaseOffice, at
from tests.cases.places import clocks_of, look
from tests.cast import make_unit
from tests.proposals.cast import in_hand
from tests.scenarios.cases.steps import answer_on_paper, step
from xiezhi.campaigns.rules.actions import JointActionKind
from xiezhi.campaigns.selectors.register import list_of_matter
from xiezhi.campaigns.services.actions import ActionDraft, record_action
from xiezhi.cases.models import Case, CasePaper
from xiezhi.cases.rules.claims import Claims
from xiezhi.cases.rules.clocks import CaseRule
from xiezhi.cases.rules.grounds import ClosingGround
from xiezhi.cases.rules.kinds import CaseKind, Decider
from xiezhi.cases.rules.papers import PaperKind
from xiezhi.cases.rules.states import CaseEvent, CaseState
from xiezhi.kernel.matters import Matter, MatterKind
from xiezhi.proposals.models import Proposal
from xiezhi.proposals.rules.conversion import ConversionKind
from xiezhi.proposals.services.conversion import ConversionDraft, convert_proposal

BEGUN_ON = date(2026, 3, 9)
SIGNED_ON = date(2026, 3, 20)
ISSUED_ON = date(2026, 4, 13)


def sign_the_mechanism(office: CaseOffice, proposal: Proposal) -> None:
    """消检协作: signed with the fire brigade, one of the things the suggestion became."""
    became = ConversionDraft(
        kind=ConversionKind.MECHANISM,
        words="与旗消防救援大队建立消检协作机制",
        document_name="关于建立消防救援与检察公益诉讼协作机制的意见",
        document_on=SIGNED_ON,
    )
    convert_proposal(proposal_id=proposal.id, draft=became, acting=office.clerk, now=at(SIGNED_ON))


def suggest(office: CaseOffice, case: Case) -> CasePaper:
    """Looked into by decision of the chief, reviewed for law and policy, announced on the spot."""
    step(case, CaseEvent.DECIDE_INVESTIGATION, BEGUN_ON, office.chief)
    reported_on, passed_on = date(2026, 4, 2), date(2026, 4, 9)
    office.register(case, PaperKind.GOVERNANCE_REPORT, reported_on, decider=Decider.PROSECUTOR)
    step(case, CaseEvent.REQUEST_POLICY_REVIEW, date(2026, 4, 7), office.handler)
    office.register(case, PaperKind.POLICY_REVIEW, passed_on, decider=Decider.HEAD)
    return office.register(
        case,
        PaperKind.GOVERNANCE_SUGGESTION,
        ISSUED_ON,
        claims=Claims(objection_days=10),
        deliveries=[office.delivery(case, ISSUED_ON)],
    )


def test_a_suggestion_of_deputies_becomes_a_mechanism_and_a_suggestion(office: CaseOffice) -> None:
    now = at(BEGUN_ON)
    proposal = in_hand(office.clerk, now)
    manager = keeper()
    campaign = make_campaign(manager, now)
    case = office.open(BEGUN_ON, CaseKind.GOVERNANCE, campaign=campaign.title)
    assert [one.title for one in list_of_matter(case.id)] == [campaign.title]

    sign_the_mechanism(office, proposal)
    became = ConversionDraft(
        kind=ConversionKind.CASE,
        words="制发社会治理检察建议",
        matter=Matter(kind=MatterKind.CASE, id=case.id, label=f"案件 {case.year}-{case.number}"),
    )
    convert_proposal(proposal_id=proposal.id, draft=became, acting=office.clerk, now=at(SIGNED_ON))

    inspected_on = date(2026, 3, 25)
    inspection = ActionDraft(
        kind=JointActionKind.JOINT_INSPECTION,
        done_on=inspected_on,
        words="与消防救援大队联合检查商住楼三处",
        unit_ids=[make_unit("旗消防救援大队").id],
        problem_count=9,
        matter_ids=[case.id],
    )
    record_action(campaign_id=campaign.id, draft=inspection, acting=manager, now=at(inspected_on))

    suggestion = suggest(office, case)
    assert case.state == CaseState.FOLLOW_UP
    assert clocks_of(case)[CaseRule.GOVERNANCE_REPLY].due_on == date(2026, 6, 15)  # 13th: Saturday
    backed_on = date(2026, 4, 16)
    office.register(case, PaperKind.RECORD_FILING_REPORT, backed_on, decider=Decider.PROSECUTOR)
    assert clocks_of(case)[CaseRule.GOVERNANCE_BACKUP].met_on == backed_on

    answer_on_paper(office, suggestion, date(2026, 6, 8))
    case.refresh_from_db()
    assert case.replied_on == date(2026, 6, 8)
    look(office, case, date(2026, 6, 17), words="三处商住楼隐患九项全部消除")
    adopted = Claims(ground=ClosingGround.ADOPTED)
    step(case, CaseEvent.TERMINATE, date(2026, 6, 18), office.handler, adopted)
    assert (case.state, case.closing_ground) == (CaseState.CLOSED, ClosingGround.ADOPTED)
    kinds = set(proposal.conversions.values_list("kind", flat=True))
    assert kinds == {ConversionKind.MECHANISM, ConversionKind.CASE}

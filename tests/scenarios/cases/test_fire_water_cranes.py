"""消防水鹤: two agencies, talks, suggestion, paper reply, follow-up, closing, and a look back after six months."""

from datetime import date
from decimal import Decimal

from tests.cases.office import LIMBS, CaseOffice, at
from tests.cases.places import clocks_of, lead_desk, look
from tests.cast import make_department, make_unit
from tests.leads.desk import paper
from tests.scenarios.cases.steps import TWO_PLACES, answer_on_paper, id_of, step
from xiezhi.cases.models import Case, LookBack
from xiezhi.cases.rules.claims import Claims
from xiezhi.cases.rules.clocks import CaseRule
from xiezhi.cases.rules.follow_up import LookBackResult, OutcomeUnit
from xiezhi.cases.rules.grounds import ClosingGround, Finding
from xiezhi.cases.rules.kinds import CaseKind, Decider, PartyRole
from xiezhi.cases.rules.meetings import MeetingKind
from xiezhi.cases.rules.papers import PaperKind
from xiezhi.cases.rules.states import CaseEvent, CaseState
from xiezhi.cases.services.look_backs import LookBackInput, link_new_lead, record_look_back
from xiezhi.cases.services.meetings import DutyInput, MeetingInput, finish_duty, record_meeting
from xiezhi.cases.services.opening import Opening, PartyInput, open_cases
from xiezhi.cases.services.outcomes import OutcomeInput, add_outcome

FILED_ON = date(2026, 3, 2)
TALKED_ON = date(2026, 3, 12)
REPORTED_ON = date(2026, 4, 8)
SERVED_ON = date(2026, 4, 13)
DUE_ON = date(2026, 6, 12)
REPLIED_ON = date(2026, 6, 10)
SEEN_ON = date(2026, 6, 15)
CLOSED_ON = date(2026, 6, 26)


def filed_apart(office: CaseOffice) -> tuple[Case, Case]:
    """One lead of a grid member, two organs with duties of their own."""
    lead = lead_desk(office, FILED_ON).register(words="城区消防水鹤冬季无法出水")
    units = (office.unit, make_unit("旗消防救援大队"))
    openings = [
        Opening(
            kind=CaseKind.ADMINISTRATIVE,
            title=f"督促{unit.name}履行消防水鹤监管职责行政公益诉讼案",
            department_id=make_department().id,
            handler_id=office.handler.id,
            area="work_safety",
            parties=(PartyInput(role=PartyRole.SUPERVISED, unit_id=unit.id),),
        )
        for unit in units
    ]
    first, second = open_cases(
        openings=openings, lead_ids=[lead.id], acting=office.handler, now=at(FILED_ON)
    )
    return first, second


def file(office: CaseOffice, case: Case) -> None:
    office.register(
        case,
        PaperKind.FILING_DECISION,
        FILED_ON,
        claims=LIMBS,
        deliveries=[office.delivery(case, date(2026, 3, 4))],
    )


def investigate(office: CaseOffice, case: Case) -> None:
    office.register(case, PaperKind.INVESTIGATION_PLAN, FILED_ON, decider=Decider.PROSECUTOR)
    office.register(case, PaperKind.TALKS_MINUTES, TALKED_ON, decider=Decider.PROSECUTOR)
    office.evidence(case, date(2026, 3, 20))
    office.register(case, PaperKind.INVESTIGATION_REPORT, REPORTED_ON, decider=Decider.PROSECUTOR)


def hold_promotion_meeting(office: CaseOffice, case: Case) -> None:
    """工作推进会: the special assistant explains the standard; duties are listed and ticked off."""
    meeting = record_meeting(
        case_id=case.id,
        meeting=MeetingInput(
            kind=MeetingKind.PROMOTION,
            title="消防水鹤管护工作推进会",
            held_on=date(2026, 5, 8),
            place="检察院三楼会议室",
            chaired_by="副检察长01",
            agenda="通报问题；特邀检察官助理03释明消防给水规范；明确责任",
            attendees=("副局长01", "大队参谋02", "特邀检察官助理03"),
            minutes="逐台明确管护单位和完成时限",
            duties=(DutyInput(words="更换损坏阀门十一处", responsible="旗水利局", due_on=DUE_ON),),
        ),
        acting=office.handler,
        now=at(date(2026, 5, 8)),
    )
    duty = meeting.duties.get()
    finish_duty(
        case_id=case.id,
        duty_id=duty.id,
        done_on=date(2026, 6, 5),
        words="十一处全部更换，验收单存卷",
        acting=office.handler,
        now=at(date(2026, 6, 8)),
    )


def carry_to_a_reply(office: CaseOffice, case: Case) -> None:
    """Suggestion, report upwards, a first look, the promotion meeting, the sealed answer."""
    suggestion = office.suggested(case, SERVED_ON, DUE_ON)
    reported_on = date(2026, 4, 16)
    office.register(case, PaperKind.RECORD_FILING_REPORT, reported_on, decider=Decider.PROSECUTOR)
    assert clocks_of(case)[CaseRule.SUGGESTION_BACKUP].met_on == reported_on
    # Looked at before anybody answered: the duty to follow up begins with service.
    look(office, case, date(2026, 4, 28), finding=Finding.PART, has_measures=True)
    hold_promotion_meeting(office, case)
    answer_on_paper(office, suggestion, REPLIED_ON)
    case.refresh_from_db()


def verify_and_close(office: CaseOffice, case: Case) -> None:
    """Two officers look with the special assistant beside them; review report; closed as put right."""
    look(office, case, SEEN_ON, helpers=["特邀检察官助理03"], words=TWO_PLACES)
    assert case.verified_on == SEEN_ON
    step(case, CaseEvent.START_REVIEW, SEEN_ON, office.clerk)
    office.register(case, PaperKind.REVIEW_REPORT, date(2026, 6, 24), decider=Decider.PROSECUTOR)
    office.register(
        case,
        PaperKind.TERMINATION_DECISION,
        CLOSED_ON,
        claims=Claims(ground=ClosingGround.RECTIFIED),
        deliveries=[office.delivery(case, CLOSED_ON)],
    )
    outcome = OutcomeInput(
        words="修复消防水鹤",
        quantity=Decimal(11),
        unit=OutcomeUnit.PLACE,
        verified_on=SEEN_ON,
        verified_how="两名检察人员现场试水",
    )
    add_outcome(case_id=case.id, outcome=outcome, acting=office.handler, now=at(CLOSED_ON))


def look_back(office: CaseOffice, case: Case, day: date) -> LookBack:
    """Half a year later somebody goes and looks, as planned when the case was closed."""
    planned = LookBack.objects.get(case_id=case.id, months=6)
    seen = LookBackInput(
        done_on=day,
        place="锡尼街水鹤",
        words="一处水鹤再次冻坏",
        result=LookBackResult.REBOUND,
        staff_ids=[id_of(office.handler), id_of(office.clerk)],
        record=paper("回头看记录.pdf"),
    )
    return record_look_back(look_back_id=planned.id, seen=seen, acting=office.handler, now=at(day))


def test_the_cranes_give_water_again(office: CaseOffice) -> None:
    first, second = filed_apart(office)
    for case in (first, second):
        file(office, case)
        investigate(office, case)
    assert clocks_of(first)[CaseRule.FILING_SERVICE].met_on == date(2026, 3, 4)

    # The fire brigade had no duty over the pipes: its case ends after the investigation.
    not_unlawful = Claims(ground=ClosingGround.NOT_UNLAWFUL)
    office.register(second, PaperKind.TERMINATION_DECISION, REPORTED_ON, claims=not_unlawful)
    assert second.state == CaseState.CLOSED

    # The reply lights one lamp; it neither verifies nor starts the review.
    carry_to_a_reply(office, first)
    clocks = clocks_of(first)
    assert (first.state, first.replied_on) == (CaseState.FOLLOW_UP, REPLIED_ON)
    assert not first.verified_on
    assert clocks[CaseRule.SUGGESTION_REPLY].met_on == REPLIED_ON
    assert clocks[CaseRule.ADMIN_REVIEW].trigger_on == DUE_ON

    verify_and_close(office, first)
    assert (first.state, first.closed_on) == (CaseState.CLOSED, CLOSED_ON)
    assert clocks_of(first)[CaseRule.ADMIN_REVIEW].met_on == CLOSED_ON

    # What has broken anew is a new lead, not this case.
    day = date(2026, 12, 24)
    found = look_back(office, first, day)
    again = lead_desk(office, day, number=8).register(words="锡尼街水鹤再次冻坏")
    link_new_lead(look_back_id=found.id, lead_id=again.id, acting=office.handler, now=at(day))
    found.refresh_from_db()
    first.refresh_from_db()
    assert (found.new_lead_id, first.state) == (again.id, CaseState.CLOSED)

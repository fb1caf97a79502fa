"""Cases at several points, for the pages that show them."""

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from tests.browser.journey_cast import picture
from tests.cases.office import CaseOffice
from xiezhi.cases.models import Case, CaseStep, EvidenceItem, LookBack, PlacePicture, Recusal
from xiezhi.cases.rules.evidence import CommissionKind
from xiezhi.cases.rules.follow_up import OutcomeUnit
from xiezhi.cases.rules.kinds import CaseKind
from xiezhi.cases.rules.meetings import MeetingKind
from xiezhi.cases.rules.papers import PaperKind
from xiezhi.cases.rules.people import TeamRole
from xiezhi.cases.rules.recusal import RecusalGround
from xiezhi.cases.rules.states import CaseEvent, CaseState
from xiezhi.cases.services.commissions import CommissionInput, commission
from xiezhi.cases.services.drafting import DraftInput, start_draft
from xiezhi.cases.services.meetings import DutyInput, MeetingInput, record_meeting
from xiezhi.cases.services.outcomes import OutcomeInput, add_outcome
from xiezhi.cases.services.team import add_member
from xiezhi.clocks.models import Clock
from xiezhi.evidence.rules.kinds import MediaKind
from xiezhi.evidence.services.storing import IncomingFile, check_files, store_file
from xiezhi.kernel import clock
from xiezhi.kernel.clock import legal_day
from xiezhi.kernel.ids import new_id
from xiezhi.partners.models import PartnerUnit


def case_office_of(inside: Any, unit: PartnerUnit) -> CaseOffice:
    """Return the people of an office with a unit its cases are about."""
    return CaseOffice(
        chief=inside.chief,
        head=inside.head,
        handler=inside.handler,
        clerk=inside.clerk,
        unit=unit,
    )


def case_ids(office: CaseOffice) -> dict[str, Any]:
    """Make one case whose suggestion is out; needs an open scope."""
    today = legal_day(clock.now())
    case = suggested(office, today)
    counted = Clock.objects.filter(matter_id=case.id, met_on__isnull=True).first()
    assert counted is not None
    return _around(office, case, today) | {
        "case_id": case.id,
        "paper_id": case.papers.get(kind=PaperKind.PIL_SUGGESTION, is_draft=False).id,
        "case_clock_id": counted.id,
    }


def _around(office: CaseOffice, case: Case, today: date) -> dict[str, Any]:
    """One of everything that surrounds a case."""
    asked = Recusal.objects.create(
        case=case,
        about_label="鉴定人01",
        applicant="旗水利局",
        ground=RecusalGround.RELATIVE,
        reasons="与该局负责人系近亲属",
        applied_on=today,
        entered_by_label="书记员01",
        entered_at=clock.now(),
    )
    meeting = MeetingInput(
        kind=MeetingKind.PROMOTION,
        title="河道整治工作推进会",
        held_on=today,
        attendees=["旗水利局副局长"],
        minutes="明确责任分工",
        duties=[DutyInput(words="清除河道建筑垃圾", responsible="旗水利局", due_on=today)],
    )
    acting, now = office.handler, clock.now()
    held = record_meeting(case_id=case.id, meeting=meeting, acting=acting, now=now)
    expert = CommissionInput(
        kind=CommissionKind.APPRAISAL,
        institution="某司法鉴定中心",
        qualification="环境损害司法鉴定",
        question="河道淤积量",
        commissioned_on=today,
    )
    result = OutcomeInput(
        words="清运垃圾", quantity=Decimal(40), unit=OutcomeUnit.TON, verified_how="过磅单"
    )
    fields = DraftInput(fields={"organ": "旗水利局"})
    draft = start_draft(
        case_id=case.id, kind=PaperKind.PIL_SUGGESTION, draft=fields, acting=acting, now=now
    )
    member = add_member(
        case_id=case.id,
        staff_id=office.clerk.id,  # type: ignore[arg-type]  # members have ids
        part=TeamRole.CLERK,
        acting=acting,
        now=now,
    )
    item = office.evidence(case, today)
    notice = CaseStep.objects.create(
        id=new_id(now),
        case=case,
        event=CaseEvent.RECEIVE_NOTICE,
        source_state=CaseState.SUED,
        target_state=CaseState.SUED,
        counted_from=today,
        recorded_by_label="书记员01",
        at=now,
    )
    return {
        "step_id": notice.id,
        "evidence_id": item.id,
        "picture_id": _picture(item).id,
        "commission_id": commission(case_id=case.id, given=expert, acting=acting, now=now).id,
        "duty_id": held.duties.get().id,
        "outcome_id": add_outcome(case_id=case.id, outcome=result, acting=acting, now=now).id,
        "recusal_id": asked.id,
        "look_back_id": LookBack.objects.create(case=case, due_on=today).id,
        "case_draft_id": draft.id,
        "case_member_id": member.id,
    }


def _picture(item: EvidenceItem) -> PlacePicture:
    """A picture of a piece of evidence whose witness is not written down yet."""
    drawn = IncomingFile(name="现场.jpg", data=picture()["buffer"])
    checked = check_files(MediaKind.PHOTO, [drawn])[0]
    made: PlacePicture = PlacePicture.objects.create(
        case=item.case,
        evidence=item,
        is_after=False,
        file=store_file(checked, received_at=clock.now()),
        taken_on=item.collected_on,
        taken_by="书记员01",
        place="河道××段",
        proves=item.proves,
    )
    return made


def suggested(office: CaseOffice, today: date) -> Case:
    """A case whose suggestion was served and whose rectification period runs."""
    case = office.investigated(today - timedelta(days=60), today - timedelta(days=30))
    office.suggested(case, today - timedelta(days=20), today + timedelta(days=20))
    return case


def case_pages(office: CaseOffice, ids: dict[str, Any]) -> tuple[str, ...]:
    """Return pages of cases in other states; makes what they show. Needs an open scope."""
    today = legal_day(clock.now())
    civil = office.open(today, CaseKind.CIVIL, title="某砂石厂破坏草原民事公益诉讼案")
    governance = office.open(
        today, CaseKind.GOVERNANCE, title="向旗住房和城乡建设局制发社会治理检察建议案"
    )
    case = f"/desk/cases/{ids['case_id']}/"
    return (
        "/desk/cases/?tab=follow_up&scope=department",
        f"/desk/cases/new/?selected={ids['lead_id']}",
        "/desk/cases/new/?kind=governance",
        f"{case}?tab=leads",
        f"{case}register/?paper=record_filing_report",
        f"/desk/cases/{civil.id}/",
        f"/desk/cases/{civil.id}/register/",
        *(f"{case}?tab={tab}" for tab in ("evidence", "rectification", "people")),
        "/desk/look-backs/?tab=look",
        f"/desk/cases/{governance.id}/",
        f"/desk/cases/{governance.id}/steps/decide_investigation/",
    )

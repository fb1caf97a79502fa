"""Cases at several points, for the pages that show them."""

from datetime import date, timedelta
from typing import Any

from tests.cases.office import CaseOffice
from xiezhi.cases.models import Case
from xiezhi.cases.rules.kinds import CaseKind
from xiezhi.cases.rules.papers import PaperKind
from xiezhi.clocks.models import Clock
from xiezhi.kernel import clock
from xiezhi.kernel.clock import legal_day
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
    return {
        "case_id": case.id,
        "paper_id": case.papers.get(kind=PaperKind.PIL_SUGGESTION).id,
        "clock_id": counted.id,
        "event": "start_review",
    }


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
        f"/desk/cases/{governance.id}/",
        f"/desk/cases/{governance.id}/steps/decide_investigation/",
    )

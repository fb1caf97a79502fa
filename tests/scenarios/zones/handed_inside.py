"""Steps of the inner zone on leads units handed over outside."""

from typing import Any
from uuid import UUID

from tests.scenarios.zones.carrying import scope, when
from tests.scenarios.zones.inside import handler
from xiezhi.evidence.selectors.files import FileCopy, has_copy, open_copy
from xiezhi.intake.models import ReportFile, ReportMessage, UnitReport
from xiezhi.intake.rules.pool import NotLeadReason
from xiezhi.intake.selectors.pool import get_report_detail
from xiezhi.intake.selectors.unit_reports import find_unit_report
from xiezhi.intake.services.screening import screen_as_not_lead


def handed_inside(report: str) -> dict[str, Any]:
    """Return a lead a unit handed over as it lies in the pool, with its files looked at."""
    with scope():
        found = get_report_detail(handler(), UUID(report)).report
        handed = find_unit_report(handler(), found)
        assert handed is not None
        links = ReportFile.objects.filter(report=found).select_related("file").order_by("position")
        return {
            "channel": found.channel,
            "title": found.title,
            "origin": found.origin,
            "words": found.words,
            "place": f"{found.town}{found.village}{found.place_words}",
            "code": found.code,
            "unit": handed.unit.short_name,
            "officer": handed.officer_label,
            "basis": handed.basis,
            "handed_at": handed.handed_at.isoformat(),
            "files": [[one.file.kind, one.file.is_sealed] for one in links],
            "pictures": [
                len(open_copy(one.file, FileCopy.SHARED)[0].read())
                for one in links
                if one.file.is_sealed and has_copy(one.file, FileCopy.SHARED)
            ],
        }


def handed_count() -> int:
    """Return how many leads units have handed over."""
    with scope():
        return UnitReport.objects.count()


def refuse_handed(report: str) -> None:
    """不作为线索."""
    with scope():
        screen_as_not_lead(
            report_ids=[UUID(report)], reason=NotLeadReason.UNCLEAR, acting=handler(), now=when(0)
        )


def steps_told(report: str) -> int:
    """Return how many words of the office stand behind a report inside."""
    with scope():
        return ReportMessage.objects.filter(report_id=report).count()

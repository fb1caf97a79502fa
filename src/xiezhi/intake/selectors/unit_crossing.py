"""Leads units handed over, and their standings, as values that may cross between the zones."""

from collections.abc import Collection, Iterator
from uuid import UUID

from xiezhi.evidence.selectors.crossing import crossed_file
from xiezhi.intake.models import ReportArrival, UnitReport
from xiezhi.intake.rules.pool import PoolState
from xiezhi.intake.rules.steps import ReporterStep
from xiezhi.intake.rules.unit_crossing import CrossedStanding, CrossedUnitReport
from xiezhi.intake.rules.unit_reports import UnitStanding, unit_standing
from xiezhi.intake.selectors.unit_reports import last_steps


def unit_reports_to_carry(known: Collection[str]) -> Iterator[CrossedUnitReport]:
    """Yield what units handed over outside and was not carried yet nor forgotten, oldest first."""
    here = UnitReport.objects.filter(report__forgotten_at__isnull=True).select_related("report")
    for one in here.prefetch_related("report__files__file").order_by("handed_at", "id"):
        if str(one.report_id) not in known:
            yield _unit_report(one)


def standings_to_carry(known: Collection[str]) -> Iterator[CrossedStanding]:
    """Yield how far each lead has come that a unit handed over outside, unless just received.

    That it was received the outer zone says itself.
    """
    arrived = ReportArrival.objects.values("report_id")
    here = list(UnitReport.objects.filter(report_id__in=arrived).select_related("report"))
    steps = last_steps([one.report_id for one in here])
    for one in sorted(here, key=lambda one: (one.handed_at, one.id)):
        step = steps.get(one.report_id, ReporterStep.RECEIVED)
        standing = unit_standing(PoolState(one.report.pool_state), step)
        if standing is not UnitStanding.RECEIVED or str(one.report_id) in known:
            yield CrossedStanding(id=one.report_id, standing=standing)


def has_unit_report(report_id: UUID) -> bool:
    """Return whether a lead a unit handed over is in this zone."""
    return UnitReport.objects.filter(report_id=report_id).exists()


def _unit_report(one: UnitReport) -> CrossedUnitReport:
    report = one.report
    links = sorted(report.files.all(), key=lambda link: link.position)
    return CrossedUnitReport(
        id=report.id,
        unit_report_id=one.id,
        unit_id=one.unit_id,
        officer_id=one.officer_id,
        officer_label=one.officer_label,
        handed_at=one.handed_at,
        code=report.code,
        submission_key=report.submission_key,
        content=bytes(report.content_sha256),
        received_at=report.received_at,
        received_on=report.received_on,
        title=report.title,
        words=report.words,
        seen_at=report.seen_at,
        seen_at_source=report.seen_at_source,
        town=report.town,
        village=report.village,
        place_words=report.place_words,
        own_number=one.own_number,
        area=one.area,
        basis=one.basis,
        files=tuple(crossed_file(link.file) for link in links),
    )

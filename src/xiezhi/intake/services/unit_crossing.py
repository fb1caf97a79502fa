"""Leads units handed over outside, taken inside; outside, how far they have come."""

from datetime import datetime
from uuid import UUID

from xiezhi.evidence.rules.kinds import MediaKind
from xiezhi.evidence.services.crossing import OpenBlob, keep_crossed_file
from xiezhi.intake.models import Report, ReportArrival, ReportBand, ReportFile, UnitReport
from xiezhi.intake.rules.pool import ReporterGrade
from xiezhi.intake.rules.unit_crossing import (
    CrossedStanding,
    CrossedUnitReport,
    check_crossed_unit_report,
    check_standing,
)
from xiezhi.intake.rules.unit_reports import origin_of
from xiezhi.intake.services._crossed import refuse_another
from xiezhi.kernel.actor import Actor
from xiezhi.kernel.errors import InvalidInputError, NotFoundError
from xiezhi.language.duplicates import band_keys
from xiezhi.language.segmentation import search_vector
from xiezhi.language.subject_hint import suggest_areas
from xiezhi.law.sources import IntakeChannel
from xiezhi.ledger.services.acts import act
from xiezhi.partners.models import LiaisonOfficer
from xiezhi.partners.selectors.crossing import find_officer


def take_unit_report(
    *,
    report: CrossedUnitReport,
    package_id: UUID,
    open_blob: OpenBlob,
    acting: Actor,
    now: datetime,
) -> UnitReport:
    """Put a lead a unit handed over outside into the pool inside, by 行政机关移送.

    Its times stay those of the outer zone. The caller has made sure that it is not here yet, and
    that its officer is.

    Raises:
        InvalidInputError: ``intake.foreign_report``, the codes of evidence.
    """
    check_crossed_unit_report(report, now=now)
    officer = find_officer(report.officer_id)
    if officer is None or officer.unit_id != report.unit_id:
        raise InvalidInputError("intake.foreign_report", part="officer", number=report.code[:8])
    with act(acting=acting, now=now) as record:
        refuse_another(report.id, code=report.code, submission_key=report.submission_key)
        files = [keep_crossed_file(file, open_blob=open_blob) for file in report.files]
        taken = _row(report, officer)
        taken.save(force_insert=True)
        ReportBand.objects.bulk_create(
            ReportBand(report=taken, band=key) for key in band_keys(report.words)
        )
        ReportFile.objects.bulk_create(
            ReportFile(report=taken, file=file, position=position)
            for position, file in enumerate(files)
        )
        ReportArrival.objects.create(
            id=taken.id, report=taken, package_id=package_id, arrived_at=now
        )
        handed = _handed(report, taken, officer)
        handed.save(force_insert=True)
        record(
            "intake.take_unit_report",
            "report",
            taken.id,
            after={
                "code": taken.code,
                "unit": str(report.unit_id),
                "content": report.content.hex(),
                "files": len(files),
            },
        )
    return handed


def take_standing(*, standing: CrossedStanding, acting: Actor, now: datetime) -> UnitReport:
    """Note outside how far a unit's lead has come inside.

    Raises:
        NotFoundError: ``intake.no_unit_report``.
        InvalidInputError: ``intake.foreign_report``.
    """
    check_standing(standing)
    with act(acting=acting, now=now) as record:
        handed: UnitReport | None = (
            UnitReport.objects.select_for_update().filter(report_id=standing.id).first()
        )
        if handed is None:
            raise NotFoundError("intake.no_unit_report")
        handed.standing = standing.standing
        handed.save(update_fields=["standing"])
        record("intake.take_standing", "report", standing.id, after={"to": standing.standing})
    return handed


def _row(report: CrossedUnitReport, officer: LiaisonOfficer) -> Report:
    """Return the report's row. What we can work out ourselves is not taken from the package."""
    hints = suggest_areas(report.words, chips=[])
    kinds = [file.kind for file in report.files]
    origin = origin_of(officer.unit.name, report.own_number)
    place = f"{report.town} {report.village} {report.place_words}"
    return Report(
        id=report.id,
        code=report.code,
        submission_key=report.submission_key,
        content_sha256=report.content,
        channel=IntakeChannel.AGENCY_TRANSFER,
        origin=origin,
        received_at=report.received_at,
        received_on=report.received_on,
        grade=ReporterGrade.SECRET,
        title=report.title,
        words=report.words,
        seen_at=report.seen_at,
        seen_at_source=report.seen_at_source,
        town=report.town,
        village=report.village,
        place_words=report.place_words,
        photo_count=kinds.count(MediaKind.PHOTO),
        suspected_area=hints[0].area if hints else "",
        search=search_vector(f"{report.title} {origin} {report.words} {place}"),
    )


def _handed(report: CrossedUnitReport, taken: Report, officer: LiaisonOfficer) -> UnitReport:
    return UnitReport(
        id=report.unit_report_id,
        report=taken,
        unit_id=report.unit_id,
        officer=officer,
        officer_label=report.officer_label,
        own_number=report.own_number,
        area=report.area,
        basis=report.basis,
        handed_at=report.handed_at,
    )

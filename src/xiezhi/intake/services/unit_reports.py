"""Take a lead a partner unit hands over in the portal 移送线索: into the pool, once for each form."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from django.db import IntegrityError

from xiezhi.accounts.models import Procuratorate
from xiezhi.accounts.rules.rights import Action, require
from xiezhi.evidence.rules.kinds import MediaKind
from xiezhi.evidence.services.storing import IncomingFile, check_files
from xiezhi.intake.models import Report, UnitReport
from xiezhi.intake.rules.pool import ReporterGrade
from xiezhi.intake.rules.submission import Submission, check_seen_at, content_hash, stored_key
from xiezhi.intake.rules.unit_reports import (
    MAX_BASIS,
    check_unit_report,
    origin_of,
    unit_report_hash,
)
from xiezhi.intake.services._building import Arrival, add_report, cleaned, cut
from xiezhi.kernel.actor import Actor
from xiezhi.kernel.clock import legal_day
from xiezhi.kernel.errors import ConflictError
from xiezhi.kernel.ids import public_id
from xiezhi.language.cleaning import clean_line, clean_text
from xiezhi.law.areas import area_on
from xiezhi.law.sources import IntakeChannel
from xiezhi.ledger.services.acts import act
from xiezhi.partners.models import LiaisonOfficer
from xiezhi.partners.selectors.own_unit import get_own_officer


@dataclass(frozen=True, slots=True, kw_only=True)
class Handing:
    """One lead as the unit has it in hand.

    Attributes:
        own_number: of the unit's own letter; two units may use the same.
        area: which area the unit takes it for; "" where it leaves that open.
        papers_are_masked: the papers show nothing of who complained; else they are sealed.
    """

    submission: Submission
    title: str
    own_number: str = ""
    area: str = ""
    basis: str = ""
    photos: Sequence[IncomingFile] = ()
    papers: Sequence[IncomingFile] = ()
    papers_are_masked: bool = False


def take_from_unit(
    *, handing: Handing, office: Procuratorate, acting: Actor, now: datetime
) -> UnitReport:
    """Put a unit's lead into the pool by 行政机关移送; the same form sent again gives the first.

    Raises:
        NotFoundError: ``partners.no_officer``.
        InvalidInputError: the codes of `check_unit_report`, `check_seen_at` and of evidence.
        ConflictError: ``intake.unit_report_changed``: the same form came before with other content.
    """
    require(acting, Action.GIVE_LEAD)
    officer = get_own_officer(acting)
    handing = _cleaned(handing, now)
    digest = _digest(handing)
    earlier = _earlier(handing, digest, officer)
    if earlier is not None:
        return earlier
    checked = [
        *check_files(MediaKind.PHOTO, handing.photos),
        *check_files(MediaKind.PAPER, handing.papers),
    ]
    try:
        with act(acting=acting, now=now) as record:
            report = add_report(
                handing.submission, checked, _arrival(handing, officer, digest, now), office
            )
            taken = _note(handing, report, officer, acting=acting, now=now)
            record(
                "intake.take_from_unit",
                "report",
                report.id,
                after={
                    "code": report.code,
                    "unit": str(officer.unit_id),
                    "content": digest.hex(),
                    "files": len(checked),
                },
            )
    except IntegrityError:
        # Another request committed the same form a moment ago.
        earlier = _earlier(handing, digest, officer)
        if earlier is None:
            raise
        return earlier
    return taken


def _cleaned(handing: Handing, now: datetime) -> Handing:
    submission = cleaned(handing.submission)
    title = clean_line(handing.title, limit=200)
    place = submission.place
    check_unit_report(
        title=title,
        words=submission.words,
        place=f"{place.town}{place.village}{place.words}",
        photos=len(handing.photos),
        papers=len(handing.papers),
    )
    if submission.seen_at is not None:
        check_seen_at(submission.seen_at, now=now)
    if handing.area:
        area_on(handing.area, legal_day(now))
    return replace(
        handing,
        submission=submission,
        title=title,
        own_number=clean_line(handing.own_number, limit=60),
        basis=clean_text(handing.basis, limit=MAX_BASIS).strip(),
    )


def _digest(handing: Handing) -> bytes:
    submission = handing.submission
    files = [file.sha256 for file in (*handing.photos, *handing.papers)]
    return unit_report_hash(
        content_hash(submission, files),
        handing.title,
        handing.own_number,
        handing.area,
        handing.basis,
        "" if submission.seen_at is None else submission.seen_at.isoformat(),
    )


def _arrival(handing: Handing, officer: LiaisonOfficer, digest: bytes, now: datetime) -> Arrival:
    return Arrival(
        channel=IntakeChannel.AGENCY_TRANSFER,
        grade=ReporterGrade.SECRET,
        received_at=cut(now),
        digest=digest,
        title=handing.title,
        origin=origin_of(officer.unit.name, handing.own_number),
        scans_are_masked=handing.papers_are_masked,
    )


def _note(
    handing: Handing, report: Report, officer: LiaisonOfficer, *, acting: Actor, now: datetime
) -> UnitReport:
    noted: UnitReport = UnitReport.objects.create(
        id=public_id(),
        report=report,
        unit_id=officer.unit_id,
        officer=officer,
        officer_label=acting.signature,
        own_number=handing.own_number,
        area=handing.area,
        basis=handing.basis,
        handed_at=now,
    )
    return noted


def _earlier(handing: Handing, digest: bytes, officer: LiaisonOfficer) -> UnitReport | None:
    """Return what this form made before; another unit's key is answered as changed content."""
    key = stored_key(handing.submission.submission_key)
    report: Report | None = Report.objects.filter(submission_key=key).first()
    if report is None:
        return None
    found: UnitReport | None = UnitReport.objects.filter(
        report_id=report.id, unit_id=officer.unit_id
    ).first()
    if found is None or bytes(report.content_sha256) != digest:
        raise ConflictError("intake.unit_report_changed")
    return found

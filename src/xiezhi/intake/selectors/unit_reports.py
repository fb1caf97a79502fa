"""What a unit handed over 移送线索: the unit sees its own and how far each has come, the office who."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final
from uuid import UUID

from django.db.models import QuerySet

from xiezhi.accounts.rules.rights import Action, require
from xiezhi.evidence.rules.kinds import MediaKind
from xiezhi.intake.models import Report, ReportFile, ReportMessage, UnitReport
from xiezhi.intake.rules.pool import PoolState
from xiezhi.intake.rules.steps import ReporterStep
from xiezhi.intake.rules.unit_reports import UnitStanding, unit_standing
from xiezhi.kernel.actor import Actor
from xiezhi.kernel.errors import NotFoundError
from xiezhi.law.sources import IntakeChannel

PAGE_SIZE: Final = 50
MAX_PAGE: Final = 400


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnUnitReport:
    """A lead as its unit sees it: what it wrote itself, the office's number and the standing.

    ``is_forgotten``: the inner zone has what the unit wrote and sent, this one no longer.
    """

    id: UUID
    code: str
    title: str
    words: str
    place: str
    seen_at: datetime | None
    area: str
    basis: str
    own_number: str
    officer_label: str
    handed_at: datetime
    standing: UnitStanding
    is_forgotten: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnUnitReports:
    """One page of them, newest first."""

    rows: tuple[OwnUnitReport, ...]
    page: int
    has_next: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnUnitReportPage:
    """One of them, with how many files came along."""

    one: OwnUnitReport
    photo_count: int
    paper_count: int


def list_own_unit_reports(acting: Actor, *, page: int = 1) -> OwnUnitReports:
    """Return what the actor's unit handed over; two queries.

    Raises:
        NotAllowedError: ``accounts.no_right``.
    """
    page = min(max(page, 1), MAX_PAGE)
    start = (page - 1) * PAGE_SIZE
    found = list(_own(acting).order_by("-handed_at", "id")[start : start + PAGE_SIZE + 1])
    return OwnUnitReports(
        rows=_as_seen(found[:PAGE_SIZE]), page=page, has_next=len(found) > PAGE_SIZE
    )


def get_own_unit_report(acting: Actor, unit_report_id: UUID) -> OwnUnitReportPage:
    """Return one lead of the actor's unit.

    Raises:
        NotAllowedError: ``accounts.no_right``.
        NotFoundError: ``intake.no_unit_report``; also for another unit's.
    """
    found: UnitReport | None = _own(acting).filter(id=unit_report_id).first()
    if found is None:
        raise NotFoundError("intake.no_unit_report")
    links = ReportFile.objects.filter(report_id=found.report_id, message=None)
    kinds = list(links.values_list("file__kind", flat=True))
    return OwnUnitReportPage(
        one=_as_seen([found])[0],
        photo_count=kinds.count(MediaKind.PHOTO),
        paper_count=kinds.count(MediaKind.PAPER),
    )


def find_unit_report(acting: Actor, report: Report) -> UnitReport | None:
    """Return which unit handed a report of the pool over, if one did.

    Raises:
        NotAllowedError: ``accounts.no_right``.
    """
    require(acting, Action.VIEW_POOL)
    if report.channel != IntakeChannel.AGENCY_TRANSFER:
        return None
    found: UnitReport | None = (
        UnitReport.objects.filter(report_id=report.id).select_related("unit").first()
    )
    return found


def _own(acting: Actor) -> QuerySet[UnitReport]:
    require(acting, Action.GIVE_LEAD)
    own: QuerySet[UnitReport] = UnitReport.objects.filter(unit_id=acting.unit_id)
    return own.select_related("report")


def _as_seen(found: Sequence[UnitReport]) -> tuple[OwnUnitReport, ...]:
    steps = last_steps([one.report_id for one in found])
    return tuple(
        OwnUnitReport(
            id=one.id,
            code=one.report.code,
            title=one.report.title,
            words=one.report.words,
            place=_place(one.report),
            seen_at=one.report.seen_at,
            area=one.area,
            basis=one.basis,
            own_number=one.own_number,
            officer_label=one.officer_label,
            handed_at=one.handed_at,
            standing=_standing(one, steps.get(one.report_id, ReporterStep.RECEIVED)),
            is_forgotten=one.report.forgotten_at is not None,
        )
        for one in found
    )


def _standing(one: UnitReport, last_step: ReporterStep) -> UnitStanding:
    """Return what the inner zone told; where the pool is, what the report itself says."""
    if one.standing:
        return UnitStanding(one.standing)
    return unit_standing(PoolState(one.report.pool_state), last_step)


def _place(report: Report) -> str:
    words = str(report.place_words)
    named = (part for part in (report.town, report.village) if part not in words)
    return "".join((*named, words))


def last_steps(report_ids: Sequence[UUID]) -> dict[UUID, ReporterStep]:
    """Return the newest step told of each report; of some there is none."""
    told = ReportMessage.objects.filter(report_id__in=report_ids).exclude(step="")
    last = told.order_by("written_at", "id").values_list("report_id", "step")
    return {report_id: ReporterStep(step) for report_id, step in last}

"""A grid member's own duty reports. What was sent 要求保密 names nobody and is found by receipt only."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import QuerySet

from xiezhi.accounts.rules.rights import Action, require
from xiezhi.evidence.models import StoredFile
from xiezhi.evidence.rules.readiness import Keeping
from xiezhi.intake.models import Report, ReportFile, ReportMessage
from xiezhi.intake.rules.steps import ReporterStep
from xiezhi.intake.rules.submission import stored_key
from xiezhi.kernel.actor import Actor
from xiezhi.kernel.errors import NotFoundError


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnReport:
    """A line of 我的上报. ``is_forgotten``: the inner zone has words and pictures, this one not."""

    id: UUID
    code: str
    words: str
    topics: tuple[str, ...]
    place: str
    received_at: datetime
    cover_id: UUID | None
    step: ReporterStep
    feedback: str
    has_question: bool
    is_forgotten: bool


def list_own_reports(acting: Actor) -> QuerySet[Report]:
    """Return the reports the actor sent on duty, newest first.

    Raises:
        NotAllowedError: ``accounts.no_right``.
    """
    require(acting, Action.VIEW_OWN_REPORTS)
    reports: QuerySet[Report] = Report.objects.filter(supporter_id=acting.id)
    return reports.order_by("-received_at", "id")


def list_own_reports_since(acting: Actor, since: datetime, *, most: int) -> list[Report]:
    """Return the actor's own reports received since an instant, newest first."""
    return list(list_own_reports(acting).filter(received_at__gte=since)[:most])


def find_own_reports(acting: Actor, keys: Collection[UUID]) -> list[UUID]:
    """Return the ids of the actor's own reports that came with these submission keys; one query."""
    wanted = [stored_key(key) for key in keys]
    return list(
        list_own_reports(acting).filter(submission_key__in=wanted).values_list("id", flat=True)
    )


def list_own_places(acting: Actor, *, most: int) -> list[Report]:
    """Return the actor's own reports that have a position, newest first."""
    placed = list_own_reports(acting).filter(latitude__isnull=False, longitude__isnull=False)
    return list(placed[:most])


def access_own_report(acting: Actor, report_id: UUID) -> Report:
    """Return one of the actor's own reports.

    Raises:
        NotFoundError: ``intake.no_report``; also for anybody else's.
    """
    found: Report | None = list_own_reports(acting).filter(id=report_id).first()
    if found is None:
        raise NotFoundError("intake.no_report")
    return found


def access_own_file(acting: Actor, report_id: UUID, file_id: UUID) -> StoredFile:
    """Return a file of one of the actor's own reports.

    Raises:
        NotFoundError: ``intake.no_report`` or ``evidence.no_copy``.
    """
    report = access_own_report(acting, report_id)
    link = ReportFile.objects.filter(report_id=report.id, file_id=file_id).select_related("file")
    found = link.first()
    if found is None:
        raise NotFoundError("evidence.no_copy")
    file: StoredFile = found.file
    return file


def describe_own_reports(reports: Sequence[Report]) -> tuple[OwnReport, ...]:
    """Return the lines of some reports in their order; two queries."""
    ids = [report.id for report in reports]
    covers = _covers(ids)
    said = _said(ids)
    return tuple(
        OwnReport(
            id=report.id,
            code=report.code,
            words=report.words,
            topics=tuple(report.topics),
            place=report.village or report.town or report.place_words,
            received_at=report.received_at,
            cover_id=covers.get(report.id),
            step=_last_step(said.get(report.id, ())),
            feedback=_last_feedback(said.get(report.id, ())),
            has_question=_is_asked(said.get(report.id, ())),
            is_forgotten=report.forgotten_at is not None,
        )
        for report in reports
    )


def _covers(report_ids: list[UUID]) -> dict[UUID, UUID]:
    links = ReportFile.objects.filter(
        report_id__in=report_ids, file__kind="photo", file__keeping=Keeping.HERE
    )
    found: dict[UUID, UUID] = {}
    for report_id, file_id in links.order_by("position").values_list("report_id", "file_id"):
        found.setdefault(report_id, file_id)
    return found


def _said(report_ids: list[UUID]) -> dict[UUID, list[ReportMessage]]:
    found: dict[UUID, list[ReportMessage]] = {}
    messages = ReportMessage.objects.filter(report_id__in=report_ids)
    for message in messages.order_by("written_at", "id"):
        found.setdefault(message.report_id, []).append(message)
    return found


def _last_step(said: Sequence[ReportMessage]) -> ReporterStep:
    steps = [message.step for message in said if message.step]
    return ReporterStep(steps[-1]) if steps else ReporterStep.RECEIVED


def _last_feedback(said: Sequence[ReportMessage]) -> str:
    words = [message.words for message in said if message.kind == "feedback"]
    return words[-1] if words else ""


def _is_asked(said: Sequence[ReportMessage]) -> bool:
    """Return whether the office's question waits for an answer."""
    talk = [message.kind for message in said if message.kind not in {"step", "feedback"}]
    return bool(talk) and talk[-1] == "question"

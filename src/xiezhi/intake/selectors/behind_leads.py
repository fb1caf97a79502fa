"""Reports and their files as leads need them: the sources behind a registration and a lead page."""

from collections.abc import Sequence
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import OuterRef, Q, QuerySet
from django.db.models.functions import JSONObject

from xiezhi.intake.models import Report, ReportFile, ReportMessage
from xiezhi.kernel.errors import NotFoundError


def list_files_behind(report_ids: Sequence[UUID]) -> list[ReportFile]:
    """Return every photo and voice of the reports with its stored file, in the order sent."""
    found = ReportFile.objects.filter(report_id__in=report_ids).select_related("file")
    return list(found.order_by("report_id", "position"))


def file_rows_behind(report_column: str) -> QuerySet[Any, Any]:
    """Return the files of the outer query's report as rows for an array, in the order sent."""
    columns = JSONObject(
        file_id="file_id",
        kind="file__kind",
        duration_s="file__duration_s",
        is_sealed="file__is_sealed",
        copy_state="file__copy_state",
        scan_state="file__scan_state",
        message_id="message_id",
    )
    files = ReportFile.objects.filter(report_id=OuterRef(report_column)).order_by("position")
    rows: QuerySet[Any, Any] = files.values(row=columns)
    return rows


def word_rows_behind(report_column: str) -> QuerySet[Any, Any]:
    """Return the conversation of the outer query's report as rows for an array, oldest first."""
    columns = JSONObject(
        id="id",
        kind="kind",
        words="words",
        step="step",
        written_by_label="written_by__label",
        written_at="written_at",
        seen_by_reporter_at="seen_by_reporter_at",
        judged_at="judged_at",
        judgement="judgement",
    )
    said = ReportMessage.objects.filter(report_id=OuterRef(report_column))
    rows: QuerySet[Any, Any] = said.order_by("written_at", "id").values(row=columns)
    return rows


def find_cover_id(report_ids: Sequence[UUID]) -> UUID | None:
    """Return the stored file of the first photo, in the order the reports are given."""
    photos = ReportFile.objects.filter(report_id__in=report_ids, file__kind="photo")
    places = {report_id: place for place, report_id in enumerate(report_ids)}
    rows = list(photos.values_list("report_id", "position", "file_id"))
    rows.sort(key=lambda row: (places[row[0]], row[1]))
    return rows[0][2] if rows else None


def list_words_between(report_ids: Sequence[UUID]) -> list[ReportMessage]:
    """Return the conversations behind several reports, oldest first."""
    found = ReportMessage.objects.filter(report_id__in=report_ids)
    return list(found.select_related("written_by").order_by("written_at", "id"))


def get_again_message(message_id: UUID) -> ReportMessage:
    """Return a 再次反映.

    Raises:
        NotFoundError: ``intake.no_message``.
    """
    found: ReportMessage | None = ReportMessage.objects.filter(id=message_id, kind="again").first()
    if found is None:
        raise NotFoundError("intake.no_message")
    return found


def reports_received(since: date | None = None, until: date | None = None) -> QuerySet[Report]:
    """Return the reports received in a period, both days included, oldest first."""
    condition = Q()
    if since is not None:
        condition &= Q(received_on__gte=since)
    if until is not None:
        condition &= Q(received_on__lte=until)
    reports: QuerySet[Report] = Report.objects.filter(condition)
    return reports.order_by("received_at", "id")


def is_of_a_report(file_id: UUID) -> bool:
    """Return whether a file came with a report, or in the conversation behind it."""
    return ReportFile.objects.filter(file_id=file_id).exists()

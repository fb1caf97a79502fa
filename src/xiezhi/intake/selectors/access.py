"""Who may see a report in the pool: one right, asked before anything is read."""

from collections.abc import Iterable
from uuid import UUID

from xiezhi.accounts.rules.rights import Action, require
from xiezhi.evidence.models import StoredFile
from xiezhi.intake.models import Report, ReportFile
from xiezhi.kernel.actor import Actor
from xiezhi.kernel.errors import NotFoundError


def access_report(acting: Actor, report_id: UUID, *, lock: bool = False) -> Report:
    """Return a report of the pool; locked until the transaction ends when asked for.

    Raises:
        NotAllowedError: ``accounts.no_right``.
        NotFoundError: ``intake.no_report``.
    """
    require(acting, Action.VIEW_POOL)
    reports = Report.objects.filter(id=report_id)
    if lock:
        reports = reports.select_for_update()
    else:
        reports = reports.select_related("supporter", "entered_by", "screened_by")
    found: Report | None = reports.first()
    if found is None:
        raise NotFoundError("intake.no_report")
    return found


def access_reports(
    acting: Actor, report_ids: Iterable[UUID], *, lock: bool = False
) -> list[Report]:
    """Return several reports in the order of their ids, so that two bulk acts never wait in a circle.

    Raises:
        NotAllowedError: ``accounts.no_right``.
        NotFoundError: ``intake.no_report``: one of them is not there.
    """
    require(acting, Action.VIEW_POOL)
    wanted = set(report_ids)
    reports = Report.objects.filter(id__in=wanted).order_by("id")
    found: list[Report] = list(reports.select_for_update() if lock else reports)
    if len(found) != len(wanted):
        raise NotFoundError("intake.no_report")
    return found


def access_report_file(acting: Actor, file_id: UUID) -> StoredFile:
    """Return a file that came with a report, or was added to its conversation.

    Raises:
        NotAllowedError: ``accounts.no_right``.
        NotFoundError: ``evidence.no_copy``.
    """
    require(acting, Action.VIEW_POOL)
    link = ReportFile.objects.filter(file_id=file_id).select_related("file").first()
    if link is None:
        raise NotFoundError("evidence.no_copy")
    file: StoredFile = link.file
    return file

"""Outside: what reporters and units wrote and sent is let go once the inner zone has it.

The row stays with its number, receipt, days, counts and hash, so that the same report sent again is
known and the page behind the receipt goes on; so do the words of the office. A trigger of
``exchange`` lets nothing be forgotten that the inner zone did not acknowledge.
"""

from collections import Counter
from collections.abc import Collection
from datetime import datetime
from typing import Final
from uuid import UUID

from xiezhi.evidence.services.carrying_away import let_files_go
from xiezhi.intake.models import Report, ReportBand, ReportFile, ReportMessage, UnitReport
from xiezhi.intake.rules.pool import PlaceSource
from xiezhi.kernel.actor import Actor
from xiezhi.ledger.services.acts import act

_EMPTY: Final[dict[str, object]] = {
    "title": "",
    "origin": "",
    "words": "",
    "topics": [],
    "town": "",
    "village": "",
    "place_words": "",
    "latitude": None,
    "longitude": None,
    "accuracy_m": None,
    "heading_deg": None,
    "position_source": PlaceSource.NONE,
    "suspected_area": "",
    "search": None,
}


def forget_reports(*, report_ids: Collection[UUID], acting: Actor, now: datetime) -> int:
    """Let go of reports the inner zone has, with the files sent with them; return how many.

    Those forgotten before, or never here, are passed over.
    """
    here = Report.objects.filter(id__in=list(report_ids), forgotten_at__isnull=True)
    reports = list(here.select_for_update())
    if not reports:
        return 0
    ids = [report.id for report in reports]
    with act(acting=acting, now=now) as record:
        files = ReportFile.objects.filter(report_id__in=ids, message_id__isnull=True)
        counts = Counter(files.values_list("report_id", flat=True))
        let_files_go(list(files.values_list("file_id", flat=True)))
        bands = ReportBand.objects.filter(report_id__in=ids)
        bands._raw_delete(bands.db)  # noqa: SLF001  # delete() would lose the tenant
        Report.objects.filter(id__in=ids).update(forgotten_at=now, **_EMPTY)
        UnitReport.objects.filter(report_id__in=ids).update(area="", basis="")
        for report in reports:
            content = bytes(report.content_sha256).hex()
            told = {"code": report.code, "content": content, "files": counts[report.id]}
            record("intake.forget_report", "report", report.id, after=told)
    return len(reports)


def forget_words(*, message_ids: Collection[UUID], acting: Actor, now: datetime) -> int:
    """Let go of what reporters said later and the inner zone has, with its files; return how many."""
    here = ReportMessage.objects.filter(id__in=list(message_ids), forgotten_at__isnull=True)
    said = dict(here.select_for_update().values_list("id", "report_id"))
    if not said:
        return 0
    with act(acting=acting, now=now) as record:
        files = ReportFile.objects.filter(message_id__in=list(said))
        counts = Counter(files.values_list("message_id", flat=True))
        let_files_go(list(files.values_list("file_id", flat=True)))
        ReportMessage.objects.filter(id__in=list(said)).update(words="", forgotten_at=now)
        for message_id, report_id in said.items():
            told = {"message": message_id, "files": counts[message_id]}
            record("intake.forget_words", "report", report_id, after=told)
    return len(said)

"""Suspected duplicates 疑似重复: keys find candidates through an index, similarity decides."""

from dataclasses import dataclass
from typing import Any, Final
from uuid import UUID

from django.db.models import Count, QuerySet

from xiezhi.accounts.rules.rights import Action, require
from xiezhi.intake.models import Report, ReportBand
from xiezhi.kernel.actor import Actor
from xiezhi.language.duplicates import SUSPECTED, similarity

CANDIDATES: Final = 100
SHOWN: Final = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class SuspectedDuplicate:
    """Another report and how alike the words are, 0.5 to 1."""

    report: Report
    likeness: float

    @property
    def percent(self) -> int:
        """Likeness in whole percent."""
        return round(self.likeness * 100)


def list_suspected_duplicates(acting: Actor, report: Report) -> list[SuspectedDuplicate]:
    """Return at most five other reports with words alike, most alike first; one query.

    A report without words has none: pictures are not compared.
    """
    require(acting, Action.VIEW_POOL)
    if not report.words:
        return []
    found = [
        SuspectedDuplicate(report=other, likeness=similarity(report.words, other.words))
        for other in Report.objects.filter(id__in=_candidates(report)).defer("search")
    ]
    alike = [one for one in found if one.likeness >= SUSPECTED]
    alike.sort(key=lambda one: (-one.likeness, one.report.received_at))
    return alike[:SHOWN]


def _candidates(report: Report) -> QuerySet[Any, UUID]:
    """Return the ids of reports sharing a key, those sharing most first."""
    own = ReportBand.objects.filter(report_id=report.id).values("band")
    ids: QuerySet[Any, UUID] = (
        ReportBand.objects.filter(band__in=own)
        .exclude(report_id=report.id)
        .values("report_id")
        .annotate(shared=Count("id"))
        .order_by("-shared", "report_id")
        .values_list("report_id", flat=True)[:CANDIDATES]
    )
    return ids

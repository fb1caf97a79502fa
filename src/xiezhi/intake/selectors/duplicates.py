"""Suspected duplicates 疑似重复: keys find candidates through an index, similarity decides."""

from collections.abc import Collection
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
LINKS: Final = 2_000


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


def alike_by_report(report_ids: Collection[UUID]) -> dict[UUID, set[UUID]]:
    """Return for each of some reports the others with words alike; one query.

    Where very many share a key only the first are looked at; whoever calls shows no words.
    """
    wanted = frozenset(report_ids)
    keys = ReportBand.objects.filter(report_id__in=wanted).values("band")
    rows = ReportBand.objects.filter(band__in=keys).order_by("band", "report_id")
    words: dict[UUID, str] = {}
    sharing: dict[int, list[UUID]] = {}
    for band, report_id, said in rows.values_list("band", "report_id", "report__words")[:LINKS]:
        words[report_id] = said
        sharing.setdefault(band, []).append(report_id)
    pairs = {
        (own, other)
        for ids in sharing.values()
        for own in wanted.intersection(ids)
        for other in ids
        if own != other
    }
    alike: dict[UUID, set[UUID]] = {}
    for own, other in pairs:
        if similarity(words[own], words[other]) >= SUSPECTED:
            alike.setdefault(own, set()).add(other)
    return alike

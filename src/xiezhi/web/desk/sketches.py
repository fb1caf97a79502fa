"""位置略图 of reports and leads, with the town seats."""

from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _

from xiezhi.accounts.selectors.towns import list_towns
from xiezhi.geo.position import MAX_ACCURACY_M, Position, PositionSource
from xiezhi.geo.sketch import Mark, MarkKind, SketchWords, sketch_svg
from xiezhi.intake.models import Report
from xiezhi.intake.selectors.duplicates import SuspectedDuplicate
from xiezhi.leads.models import Lead


def sketch_of_report(report: Report, alike: list[SuspectedDuplicate]) -> str:
    """Return the sketch of a report with its suspected duplicates, or "" without a position."""
    others = _marks([one.report for one in alike])
    return _sketch(report.latitude, report.longitude, report.accuracy_m, others)


def sketch_of_lead(lead: Lead, reports: list[Report]) -> str:
    """Return the sketch of a lead with every report behind it, or "" without a position."""
    first = next((one for one in reports if one.latitude == lead.latitude), None)
    others = _marks([one for one in reports if one is not first])
    return _sketch(lead.latitude, lead.longitude, first.accuracy_m if first else None, others)


def _marks(reports: list[Report]) -> list[Mark]:
    return [
        Mark(lat=one.latitude, lon=one.longitude, label=one.code, kind=MarkKind.EARLIER)
        for one in reports
        if one.latitude is not None and one.longitude is not None
    ]


def _sketch(
    latitude: float | None, longitude: float | None, accuracy_m: float | None, others: list[Mark]
) -> str:
    if latitude is None or longitude is None:
        return ""
    accuracy = None if accuracy_m is None else min(accuracy_m, MAX_ACCURACY_M)
    centre = Position(
        lat=latitude, lon=longitude, accuracy_m=accuracy, source=PositionSource.DEVICE
    )
    towns = [
        Mark(lat=town.latitude, lon=town.longitude, label=town.name, kind=MarkKind.TOWN)
        for town in list_towns()
        if town.latitude is not None and town.longitude is not None
    ]
    words = SketchWords(title=_("位置略图"), here=_("本件位置"), north=_("北"))
    # Made of our own elements; every word in it was escaped by geo.svg.
    return mark_safe(sketch_svg(centre, [*others, *towns], words=words))  # noqa: S308

"""One report as the reading pane shows it, suspected duplicates side by side."""

from uuid import UUID

from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _

from xiezhi.accounts.rules.rights import Action, may
from xiezhi.accounts.selectors.towns import list_towns
from xiezhi.geo.position import MAX_ACCURACY_M, Position, PositionSource
from xiezhi.geo.sketch import Mark, MarkKind, SketchWords, sketch_svg
from xiezhi.intake.models import Report
from xiezhi.intake.rules.pool import NOT_LEAD_LABELS, NotLeadReason, PoolState, ReporterGrade
from xiezhi.intake.selectors.duplicates import SuspectedDuplicate, list_suspected_duplicates
from xiezhi.intake.selectors.pool import get_report_detail
from xiezhi.kernel.actor import Actor
from xiezhi.leads.selectors.behind import find_leads_behind


def report_context(acting: Actor, report_id: UUID) -> dict[str, object]:
    """Return what the templates of one report need."""
    detail = get_report_detail(acting, report_id)
    report = detail.report
    alike = list_suspected_duplicates(acting, report)
    leads = find_leads_behind(acting, [report.id, *(one.report.id for one in alike)])
    return {
        "detail": detail,
        "report": report,
        "lead": leads.get(report.id),
        "alike": [{"found": one, "lead": leads.get(one.report.id)} for one in alike],
        "sketch": sketch_of_report(report, alike),
        "reasons": reason_buttons(),
        "is_pending": report.pool_state == PoolState.PENDING,
        "is_lead": report.pool_state == PoolState.LEAD,
        "may_screen": may(acting, Action.SCREEN_REPORT),
        "may_register": may(acting, Action.REGISTER_LEAD),
        "may_talk": may(acting, Action.TALK_WITH_REPORTER),
        "may_call": may(acting, Action.CALL_REPORTER) and report.grade == ReporterGrade.DUTY,
    }


def reason_buttons() -> list[dict[str, str]]:
    """Return the reasons of 不作线索 with the digit that gives each."""
    return [
        {"value": reason.value, "label": _(NOT_LEAD_LABELS[reason]), "key": str(number % 10)}
        for number, reason in enumerate(NotLeadReason, start=1)
    ]


def sketch_of_report(report: Report, alike: list[SuspectedDuplicate]) -> str:
    """Return 位置略图 with the suspected duplicates, or "" where no position is known."""
    earlier = [
        Mark(
            lat=one.report.latitude,
            lon=one.report.longitude,
            label=one.report.code,
            kind=MarkKind.EARLIER,
        )
        for one in alike
        if one.report.latitude is not None and one.report.longitude is not None
    ]
    return sketch(report.latitude, report.longitude, report.accuracy_m, earlier)


def sketch(
    latitude: float | None, longitude: float | None, accuracy_m: float | None, earlier: list[Mark]
) -> str:
    """Return the sketch round a point with the town seats, or "" without a point."""
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
    return mark_safe(sketch_svg(centre, [*earlier, *towns], words=words))  # noqa: S308

"""移送线索: inward what units handed over in the portal, outward how far it has come."""

from collections.abc import Collection, Iterable
from datetime import datetime
from uuid import UUID

from xiezhi.exchange.rules.handlers import APPLIED, UNCHANGED, Applied, Crossed, PeerView, waits
from xiezhi.exchange.rules.items import ItemKind
from xiezhi.exchange.services.by_value import Arrived, ValueReceiver, ValueSender
from xiezhi.exchange.services.registry import (
    register_forgetter,
    register_receiver,
    register_sender,
)
from xiezhi.intake.rules.unit_crossing import CrossedStanding, CrossedUnitReport
from xiezhi.intake.selectors.unit_crossing import (
    has_unit_report,
    standings_to_carry,
    unit_reports_to_carry,
)
from xiezhi.intake.services.forgetting import forget_reports
from xiezhi.intake.services.unit_crossing import take_standing, take_unit_report
from xiezhi.kernel.actor import Actor
from xiezhi.partners.selectors.crossing import find_officer


def register() -> None:
    """Name the handlers of what units hand over."""
    register_sender(ValueSender(kind=ItemKind.UNIT_REPORT, values=_handed))
    register_sender(ValueSender(kind=ItemKind.UNIT_STANDING, values=_standings))
    register_forgetter(ItemKind.UNIT_REPORT, _forget)
    register_receiver(ValueReceiver(kind=ItemKind.UNIT_REPORT, value=CrossedUnitReport, take=_take))
    register_receiver(
        ValueReceiver(kind=ItemKind.UNIT_STANDING, value=CrossedStanding, take=_take_standing)
    )


def _handed(_peer: PeerView, crossed: Crossed, _now: datetime) -> Iterable[CrossedUnitReport]:
    return unit_reports_to_carry(crossed.digests.keys())


def _standings(_peer: PeerView, crossed: Crossed, _now: datetime) -> Iterable[CrossedStanding]:
    return standings_to_carry(crossed.digests.keys())


def _forget(ids: Collection[UUID], acting: Actor, now: datetime) -> int:
    return forget_reports(report_ids=ids, acting=acting, now=now)


def _take(arrived: Arrived[CrossedUnitReport]) -> Applied:
    report = arrived.value
    if has_unit_report(report.id):
        return UNCHANGED
    if find_officer(report.officer_id) is None:
        return waits("exchange.waits_for_liaison")
    take_unit_report(
        report=report,
        package_id=arrived.arriving.package_id,
        open_blob=arrived.open_blob,
        acting=arrived.acting,
        now=arrived.now,
    )
    return APPLIED


def _take_standing(arrived: Arrived[CrossedStanding]) -> Applied:
    if not has_unit_report(arrived.value.id):
        return waits("exchange.waits_for_unit_report")
    take_standing(standing=arrived.value, acting=arrived.acting, now=arrived.now)
    return APPLIED

"""Rosters: towns, texts of the house opened outside, released figures, units, their liaison officers, supporters and work cards."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from xiezhi.accounts.rules.crossing import CrossedTown
from xiezhi.accounts.selectors.crossing import crossed_towns
from xiezhi.accounts.services.crossing import take_towns
from xiezhi.disclosure.rules.crossing import CrossedRelease
from xiezhi.disclosure.selectors.releases import crossed_releases
from xiezhi.disclosure.services.crossing import take_release
from xiezhi.exchange.rules.handlers import APPLIED, Applied, Crossed, PeerView, waits
from xiezhi.exchange.rules.items import ItemKind, PeerKind
from xiezhi.exchange.services.by_value import Arrived, ValueReceiver, ValueSender
from xiezhi.exchange.services.registry import register_receiver, register_sender
from xiezhi.house.rules.crossing import CrossedHouse
from xiezhi.house.selectors.crossing import crossed_house
from xiezhi.house.services.crossing import take_house
from xiezhi.infra.tenant import current_tenant
from xiezhi.kernel.clock import legal_day
from xiezhi.partners.rules.crossing import CrossedOfficer, CrossedUnit
from xiezhi.partners.selectors.crossing import crossed_officers, crossed_units, has_unit
from xiezhi.partners.services.crossing import take_officer, take_unit
from xiezhi.supporters.rules.crossing import CrossedCard, CrossedSupporter
from xiezhi.supporters.selectors.crossing import crossed_cards, crossed_supporters, has_supporter
from xiezhi.supporters.services.crossing import take_card, take_supporter


@dataclass(frozen=True, slots=True, kw_only=True)
class TownList:
    """Every town of an office; one thing, so that a town struck off goes on the other side too."""

    id: UUID
    towns: tuple[CrossedTown, ...]


def register() -> None:
    """Name the handlers of rosters."""
    register_sender(ValueSender(kind=ItemKind.TOWN, values=_towns))
    register_sender(ValueSender(kind=ItemKind.HOUSE, values=_house))
    register_sender(ValueSender(kind=ItemKind.FIGURES, values=lambda *_: crossed_releases()))
    register_sender(ValueSender(kind=ItemKind.UNIT, values=lambda *_: crossed_units()))
    register_sender(ValueSender(kind=ItemKind.LIAISON, values=_officers))
    register_sender(ValueSender(kind=ItemKind.SUPPORTER, values=lambda *_: crossed_supporters()))
    register_sender(ValueSender(kind=ItemKind.WORK_CARD, values=lambda *_: crossed_cards()))
    register_receiver(ValueReceiver(kind=ItemKind.TOWN, value=TownList, take=_take_towns))
    register_receiver(ValueReceiver(kind=ItemKind.HOUSE, value=CrossedHouse, take=_take_house))
    register_receiver(
        ValueReceiver(kind=ItemKind.FIGURES, value=CrossedRelease, take=_take_release)
    )
    register_receiver(ValueReceiver(kind=ItemKind.UNIT, value=CrossedUnit, take=_take_unit))
    register_receiver(
        ValueReceiver(kind=ItemKind.LIAISON, value=CrossedOfficer, take=_take_officer)
    )
    register_receiver(
        ValueReceiver(kind=ItemKind.SUPPORTER, value=CrossedSupporter, take=_take_supporter)
    )
    register_receiver(ValueReceiver(kind=ItemKind.WORK_CARD, value=CrossedCard, take=_take_card))


def _towns(_peer: PeerView, _crossed: Crossed, _now: datetime) -> Iterable[TownList]:
    towns = crossed_towns()
    return [TownList(id=current_tenant(), towns=towns)] if towns else []


def _house(_peer: PeerView, _crossed: Crossed, now: datetime) -> Iterable[CrossedHouse]:
    house = crossed_house(legal_day(now))
    return [] if house is None else [house]


def _officers(peer: PeerView, _crossed: Crossed, _now: datetime) -> Iterable[CrossedOfficer]:
    return crossed_officers(is_outward=peer.kind is PeerKind.OUTER)


def _take_towns(arrived: Arrived[TownList]) -> Applied:
    take_towns(towns=arrived.value.towns, acting=arrived.acting, now=arrived.now)
    return APPLIED


def _take_house(arrived: Arrived[CrossedHouse]) -> Applied:
    take_house(house=arrived.value, acting=arrived.acting, now=arrived.now)
    return APPLIED


def _take_release(arrived: Arrived[CrossedRelease]) -> Applied:
    take_release(release=arrived.value, acting=arrived.acting, now=arrived.now)
    return APPLIED


def _take_unit(arrived: Arrived[CrossedUnit]) -> Applied:
    take_unit(unit=arrived.value, acting=arrived.acting, now=arrived.now)
    return APPLIED


def _take_officer(arrived: Arrived[CrossedOfficer]) -> Applied:
    if not has_unit(arrived.value.unit_id):
        return waits("exchange.waits_for_unit")
    take_officer(officer=arrived.value, acting=arrived.acting, now=arrived.now)
    return APPLIED


def _take_supporter(arrived: Arrived[CrossedSupporter]) -> Applied:
    take_supporter(supporter=arrived.value, acting=arrived.acting, now=arrived.now)
    return APPLIED


def _take_card(arrived: Arrived[CrossedCard]) -> Applied:
    if not has_supporter(arrived.value.supporter_id):
        return waits("exchange.waits_for_supporter")
    take_card(card=arrived.value, acting=arrived.acting, now=arrived.now)
    return APPLIED

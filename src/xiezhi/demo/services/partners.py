"""The demo's units, their liaison officers and the texts signed with them."""

from datetime import datetime
from typing import Final

from xiezhi.accounts.rules.demo import DEMO_PASSWORD
from xiezhi.accounts.rules.roles import Role
from xiezhi.demo.facts import Unit, instruments, units
from xiezhi.demo.services.cast import Cast
from xiezhi.kernel.actor import Actor, ActorKind
from xiezhi.kernel.clock import legal_day
from xiezhi.partners.rules.kinds import UnitKind
from xiezhi.partners.services.units import (
    LiaisonContact,
    UnitDetails,
    add_unit,
    appoint_liaison,
    sign_instrument,
)

_KINDS: Final = {
    "行政机关": UnitKind.ADMINISTRATIVE,
    "群团组织": UnitKind.MASS_ORGANISATION,
    "人大机关": UnitKind.PEOPLES_CONGRESS,
    "政协机关": UnitKind.CPPCC,
    "监察机关": UnitKind.SUPERVISORY,
}


def add_partners(cast: Cast, *, now: datetime) -> None:
    """Add every unit with a liaison officer, and every signed text with its parties."""
    for number, unit in enumerate(units().values(), start=1):
        cast.units[unit.key] = _add_unit(cast, unit, number, now=now)
    for key, instrument in instruments().items():
        parties = {cast.unit_id(u.key): u.duties for u in units().values() if key in u.instruments}
        sign_instrument(
            acting=cast.system,
            title=instrument.title,
            signed_on=instrument.signed,
            parties=parties,
            now=now,
        )


def _add_unit(cast: Cast, unit: Unit, number: int, *, now: datetime) -> Actor:
    details = UnitDetails(
        name=unit.name,
        short_name=unit.short,
        kind=_KINDS[unit.kind],
        duties=unit.duties,
        consented_to_electronic_service_on=legal_day(now) if unit.partner else None,
    )
    added = add_unit(acting=cast.system, details=details, now=now)
    officer = appoint_liaison(
        acting=cast.system,
        unit_id=added.id,
        label=f"{unit.short}联络员",
        login=unit.key,
        password=DEMO_PASSWORD,
        contact=LiaisonContact(section="办公室", mobile=f"1390000{number:04d}"),
        now=now,
    )
    return Actor(
        kind=ActorKind.UNIT,
        procuratorate_id=cast.office.id,
        id=officer.id,
        label=officer.label,
        roles=frozenset({Role.UNIT_LIAISON}),
        unit_id=added.id,
    )

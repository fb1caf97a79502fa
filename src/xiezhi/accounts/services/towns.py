"""The office's list of towns."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from xiezhi.accounts.models import Town
from xiezhi.accounts.rules.rights import Action, require
from xiezhi.kernel.actor import Actor
from xiezhi.ledger.services.acts import act


@dataclass(frozen=True, slots=True, kw_only=True)
class TownEntry:
    """A town and the approximate position of its seat, WGS-84 degrees."""

    name: str
    latitude: float | None = None
    longitude: float | None = None


def set_towns(*, towns: Sequence[TownEntry], acting: Actor, now: datetime) -> None:
    """Replace the list of towns; reports keep the names they came with."""
    with act(acting=acting, now=now) as record:
        require(acting, Action.MANAGE_OFFICE)
        Town.objects.all().delete()
        Town.objects.bulk_create(
            Town(
                name=town.name, latitude=town.latitude, longitude=town.longitude, position=position
            )
            for position, town in enumerate(towns)
        )
        record(
            "accounts.set_towns",
            "office",
            acting.procuratorate_id,
            after={"towns": [town.name for town in towns]},
        )

"""Opening the demo's offices."""

from datetime import datetime
from typing import Final

from xiezhi.accounts.models import Procuratorate
from xiezhi.accounts.services.offices import open_office
from xiezhi.accounts.services.towns import TownEntry, set_towns
from xiezhi.demo.facts import Office, towns
from xiezhi.demo.services.cast import Cast
from xiezhi.vault.services.keys import office_public_key

_DEFAULT: Final = "dalad"


def open_demo_office(office: Office, number: int, *, now: datetime) -> Procuratorate:
    """Open an office of the demo with keys of its own; the first one answers every host name."""
    is_default = office.key == _DEFAULT
    return open_office(
        slug=office.key,
        name=office.name,
        short_name=office.short,
        superior_name=office.superior,
        telephone=office.telephone,
        public_number=number,
        identity_public_key=office_public_key(office.key),
        hosts=() if is_default else (f"{office.key}.localhost",),
        is_default=is_default,
        now=now,
    )


def name_towns(cast: Cast, *, now: datetime) -> None:
    """Give the office its list of towns."""
    entries = [
        TownEntry(name=town.name, latitude=town.latitude, longitude=town.longitude)
        for town in towns().values()
    ]
    set_towns(towns=entries, acting=cast.system, now=now)

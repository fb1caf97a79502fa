"""Opening the demo's offices."""

import os
from datetime import datetime
from pathlib import Path
from typing import Final

from django.conf import settings
from nacl.public import PrivateKey

from xiezhi.accounts.models import Procuratorate
from xiezhi.accounts.services.offices import open_office
from xiezhi.accounts.services.towns import TownEntry, set_towns
from xiezhi.demo.facts import Office, towns
from xiezhi.demo.services.cast import Cast
from xiezhi.vault.rules.sealing import new_key_pair

_DEFAULT: Final = "dalad"


def open_demo_office(office: Office, number: int, *, now: datetime) -> Procuratorate:
    """Open an office of the demo with keys of its own; the first one answers every host name."""
    is_default = office.key == _DEFAULT
    return open_office(
        slug=office.key,
        name=office.name,
        short_name=office.short,
        superior_name=office.superior,
        public_number=number,
        identity_public_key=_public_key(office.key),
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


def _public_key(slug: str) -> bytes:
    """Return the public half of the office's vault key, made once; the private half is a file."""
    path = Path(settings.XIEZHI_KEYS) / "vault" / f"{slug}.key"
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    try:
        handle = os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600)
    except FileExistsError:
        return bytes(PrivateKey(path.read_bytes()).public_key)
    pair = new_key_pair()
    with os.fdopen(handle, "wb") as file:
        file.write(pair.private_key)
    return pair.public_key

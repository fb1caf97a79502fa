"""The fixed cast of the tests."""

from datetime import datetime

from xiezhi.accounts.models import Procuratorate
from xiezhi.accounts.services.offices import open_office

PUBLIC_KEY = bytes(range(32))


def make_office(
    now: datetime, *, slug: str = "ceshi", number: int = 7, is_default: bool = True
) -> Procuratorate:
    return open_office(
        slug=slug,
        name=f"{slug}人民检察院",
        short_name=slug,
        public_number=number,
        identity_public_key=PUBLIC_KEY,
        is_default=is_default,
        hosts=(f"{slug}.test",),
        now=now,
    )

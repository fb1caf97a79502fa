"""The demo of the outer zone: what telephones sent in the last days, waiting to be carried inside.

It stands alone: the inner zone it is paired with is a key nobody holds, so that packages can be
drawn up and sealed. Two real zones are paired as for a real office (docs/zones.md).
"""

import secrets
from contextlib import nullcontext
from datetime import datetime, timedelta
from typing import Final
from uuid import uuid4

from django.conf import settings

from xiezhi.accounts.models import Procuratorate
from xiezhi.accounts.rules.roles import ADMINISTRATORS, Role
from xiezhi.accounts.selectors.offices import list_offices
from xiezhi.accounts.selectors.people import list_departments
from xiezhi.accounts.services.offices import open_office
from xiezhi.accounts.services.people import add_department
from xiezhi.demo.facts import Office, offices, staff
from xiezhi.demo.schedule import photos, seen_at
from xiezhi.demo.services.cast import Cast
from xiezhi.demo.services.offices import name_towns
from xiezhi.demo.services.partners import add_partners
from xiezhi.demo.services.people import add_member
from xiezhi.demo.services.reports import bring_in
from xiezhi.demo.services.supporters import SHOWN_MEMBER, appoint_members, keep_card_valid
from xiezhi.demo.stories import PoolMessage, pool
from xiezhi.demo.studio import Studio, open_studio
from xiezhi.exchange.rules.items import PeerKind
from xiezhi.exchange.rules.signing import KEY_BYTES, Ed25519Signer, PeerCard
from xiezhi.exchange.services.peers import trust_peer
from xiezhi.infra.tenant import tenant_scope
from xiezhi.intake.rules.pool import PoolState
from xiezhi.kernel.errors import NotAllowedError
from xiezhi.law.sources import IntakeChannel
from xiezhi.vault.rules.sealing import new_key_pair

_OFFICE: Final = "dalad"
_AGE: Final = timedelta(days=30)
_MOST: Final = 12
_CARRIERS: Final = frozenset({Role.LIAISON, Role.CASE_MANAGEMENT, *ADMINISTRATORS})


def load_demo(now: datetime, *, studio: Studio | None = None) -> None:
    """Load the office as its outer zone has it; what is there already stays as it is.

    Raises:
        NotAllowedError: ``demo.not_a_demo``.
    """
    present = {office.slug: office for office in list_offices()}
    if not settings.XIEZHI_DEMO or set(present) - set(offices()):
        raise NotAllowedError("demo.not_a_demo")
    opened = present.get(_OFFICE) or _open(offices()[_OFFICE], now=now - _AGE)
    with tenant_scope(opened.id):
        if not list_departments():
            _fill(Cast(office=opened), now=now, given=studio)
        else:
            keep_card_valid(SHOWN_MEMBER, now=now)


def is_loaded() -> bool:
    """Return whether the office is there and filled."""
    found = next((office for office in list_offices() if office.slug == _OFFICE), None)
    if found is None:
        return False
    with tenant_scope(found.id):
        return bool(list_departments())


def _open(office: Office, *, now: datetime) -> Procuratorate:
    """Open the office. Nobody keeps the private half of its key: outside there never is one."""
    return open_office(
        slug=office.key,
        name=office.name,
        short_name=office.short,
        superior_name=office.superior,
        telephone=office.telephone,
        public_number=1,
        identity_public_key=new_key_pair().public_key,
        is_default=True,
        now=now,
    )


def _fill(cast: Cast, *, now: datetime, given: Studio | None) -> None:
    opened = cast.office.created_at
    department = add_department(acting=cast.system, name="互联网端值守", now=opened)
    for person in staff():
        if person.office == cast.office.slug and person.role in _CARRIERS:
            cast.departments[person.department] = department.id
            cast.staff[person.key] = add_member(cast, person, now=opened)
    _trust_nobody(cast, now=opened)
    name_towns(cast, now=opened)
    add_partners(cast, now=opened)
    appoint_members(cast, opened=opened, now=now, is_outside=True)
    messages = sorted(_messages(), key=lambda one: seen_at(one, now=now))
    with nullcontext(given) if given else open_studio() as studio:
        studio.announce([photo for one in messages for photo in photos(one, now=now)])
        for one in messages:
            at = max(seen_at(one, now=now) + timedelta(minutes=10), opened)
            bring_in(one, photos(one, now=now), cast, studio, now=at)


def _trust_nobody(cast: Cast, *, now: datetime) -> None:
    """Pair with an inner zone that is not there."""
    signer = Ed25519Signer(secrets.token_bytes(KEY_BYTES))
    card = PeerCard(
        office_id=cast.office.id,
        installation_id=uuid4(),
        name=cast.office.short_name,
        algorithm=signer.algorithm,
        public_key=signer.public_key,
        identity_key=bytes(cast.office.identity_public_key),
    )
    trust_peer(
        card=card,
        kind=PeerKind.INNER,
        name="本院内网端（演示）",
        office=cast.office,
        acting=cast.system,
        now=now,
    )


def _messages() -> list[PoolMessage]:
    """Return what telephones sent and nobody has screened."""
    waiting = [
        one
        for one in pool().values()
        if one.channel is IntakeChannel.SNAP and one.state is PoolState.PENDING
    ]
    return waiting[-_MOST:]

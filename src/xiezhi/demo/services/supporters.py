"""The demo's grid members and special assistants; work cards whose address stays the same."""

import base64
import hashlib
import hmac
from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Final
from uuid import UUID

from django.conf import settings

from xiezhi.accounts.rules.roles import Role
from xiezhi.demo.facts import GridMember, grid_members, special_assistants, towns
from xiezhi.demo.schedule import ANCHOR
from xiezhi.demo.services.cast import Cast, known_id
from xiezhi.kernel.actor import Actor, ActorKind, system_actor
from xiezhi.kernel.clock import legal_day
from xiezhi.supporters.models import Supporter, WorkCard
from xiezhi.supporters.rules.kinds import SupporterKind
from xiezhi.supporters.selectors.rosters import find_card
from xiezhi.supporters.services.appointments import SupporterDetails, appoint_supporter
from xiezhi.supporters.services.work_cards import issue_work_card

SHOWN_MEMBER: Final = 7
"""The grid member whose card is printed and kept valid."""


def appoint_members(
    cast: Cast, *, opened: datetime, now: datetime, is_outside: bool = False
) -> None:
    """Appoint the grid members, each with a work card; outside without number and contact."""
    shift = legal_day(now) - ANCHOR
    for member in grid_members().values():
        details = _details(member, shift)
        if not is_outside:
            contact_id = known_id(cast.staff["lly01"])
            details = replace(details, mobile=member.phone, contact_id=contact_id)
        appointed = appoint_supporter(acting=cast.system, details=details, now=opened)
        cast.members[member.number] = Actor(
            kind=ActorKind.SUPPORTER,
            procuratorate_id=cast.office.id,
            id=appointed.id,
            label=appointed.label,
            roles=frozenset({Role.GRID_MEMBER}),
        )
        keep_card_valid(member.number, now=now)


def appoint_assistants(cast: Cast, *, opened: datetime, now: datetime) -> None:
    """Appoint the special assistants their units sent."""
    since = legal_day(opened)
    for one in special_assistants():
        details = SupporterDetails(
            kind=SupporterKind.SPECIAL_ASSISTANT,
            number=one.number,
            field=f"{one.field}：{one.expertise}"[:60],
            unit_id=cast.unit_id(one.unit),
            contact_id=known_id(cast.staff["lly01"]),
            term_from=since,
            term_until=_years_after(legal_day(now), 1),
        )
        appoint_supporter(acting=cast.system, details=details, now=opened)


def keep_card_valid(number: int, *, now: datetime) -> str:
    """Return the token of a grid member's present work card; a used one is followed by the next.

    The tokens come from the installation's secret key, so the printed address stays the same until
    a phone is bound by it. Call inside the office's scope.
    """
    member = Supporter.objects.get(kind=SupporterKind.GRID_MEMBER, number=number)
    issued = WorkCard.objects.filter(supporter_id=member.id).count()
    token = card_token(member.procuratorate_id, number, max(issued - 1, 0))
    if find_card(token, today=legal_day(now)) is not None:
        return token
    return issue_work_card(
        acting=system_actor(member.procuratorate_id),
        supporter_id=member.id,
        token=card_token(member.procuratorate_id, number, issued),
        now=now,
    )


def find_present_card(number: int) -> str:
    """Return the token of a grid member's latest card, empty when there is no such member."""
    member = Supporter.objects.filter(kind=SupporterKind.GRID_MEMBER, number=number).first()
    if member is None:
        return ""
    issued = WorkCard.objects.filter(supporter_id=member.id).count()
    return card_token(member.procuratorate_id, number, max(issued - 1, 0))


def card_token(office_id: UUID, number: int, issue: int) -> str:
    """Return the token of a member's nth card."""
    words = f"demo card {office_id} {number} {issue}"
    digest = hmac.digest(settings.SECRET_KEY.encode(), words.encode(), hashlib.sha256)
    return base64.urlsafe_b64encode(digest).decode().rstrip("=")


def _details(member: GridMember, shift: timedelta) -> SupporterDetails:
    return SupporterDetails(
        kind=SupporterKind.GRID_MEMBER,
        number=member.number,
        town=towns()[member.town].name,
        village=member.village,
        trade=member.trade,
        languages="、".join(member.languages),
        is_public_grid_worker=member.community_grid,
        term_from=member.since + shift,
        term_until=member.until + shift,
    )


def _years_after(day: date, years: int) -> date:
    return day + timedelta(days=365 * years)

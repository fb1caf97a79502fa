"""Who can sign in to the demo, with present codes, and what the double of SMS last sent."""

from typing import Final
from uuid import UUID

from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from xiezhi.accounts.models import RoleHolding, StaffMember
from xiezhi.accounts.rules.demo import DEMO_PASSWORD
from xiezhi.accounts.rules.names import short_name
from xiezhi.accounts.rules.roles import Role
from xiezhi.accounts.selectors.second_factor import totp_secrets_of
from xiezhi.accounts.selectors.staff import list_staff
from xiezhi.demo.facts import offices
from xiezhi.kernel import clock
from xiezhi.kernel.clock import legal_day
from xiezhi.kernel.errors import NotFoundError
from xiezhi.notifications.channels.sms import read_outbox
from xiezhi.partners.models import LiaisonOfficer
from xiezhi.partners.selectors.units import list_officers
from xiezhi.supporters.selectors.rosters import list_supporters
from xiezhi.web.office.rows import person_rows
from xiezhi.web.requests import office_of

_PERIOD_SECONDS: Final = 30
_GRID_MEMBERS_SHOWN: Final = 10
_TRIED_FIRST: Final = (
    Role.ASSISTANT,
    Role.DEPARTMENT_HEAD,
    Role.CHIEF_PROCURATOR,
    Role.PROSECUTOR,
    Role.CLERK,
    Role.LIAISON,
    Role.CASE_MANAGEMENT,
    Role.PETITION_OFFICER,
    Role.DEPUTY_CHIEF,
)
"""In the order a lead needs them; the administrators, whom nobody tries first, stand last."""


@require_GET
def sign_ins(request: HttpRequest) -> HttpResponse:
    """Show the demo's sign-ins; this page exists in a demo only.

    Raises:
        NotFoundError: ``demo.not_a_demo``: the switch was left on where a real office works.
    """
    if office_of(request).slug not in offices():
        raise NotFoundError("demo.not_a_demo")
    now = clock.now()
    today = legal_day(now)
    members = list(list_staff(today=today).select_related("account"))
    officers = list(list_officers(today=today).select_related("account", "unit"))
    seconds = int(now.timestamp())
    accounts = [one.account_id for one in members] + [one.account_id for one in officers]
    codes = _codes(accounts, seconds)
    context = {
        "password": DEMO_PASSWORD,
        "staff": _staff(members, codes),
        "officers": _officers(officers, codes),
        "supporters": list_supporters(kind="grid_member", today=today)[:_GRID_MEMBERS_SHOWN],
        "texts": read_outbox(),
        "seconds_left": _PERIOD_SECONDS - seconds % _PERIOD_SECONDS,
    }
    return render(request, "demo/sign_ins.html", context)


def _staff(members: list[StaffMember], codes: dict[UUID, str]) -> list[dict[str, object]]:
    roles = {row["member"].id: row["roles"] for row in person_rows(members)}
    return [
        {
            "label": member.label,
            "roles": roles[member.id],
            "login": short_name(member.account.username),
            "code": codes.get(member.account_id, ""),
        }
        for member in sorted(members, key=_place)
    ]


def _place(member: StaffMember) -> tuple[int, bool, str]:
    """Return where a member stands: by the first of the roles, public-interest work before other."""
    holdings: list[RoleHolding] = getattr(member, "present_holdings", [])
    held = [Role(holding.role) for holding in holdings]
    first = min(
        (_TRIED_FIRST.index(role) for role in held if role in _TRIED_FIRST),
        default=len(_TRIED_FIRST),
    )
    return first, not member.department.is_public_interest, member.label


def _officers(officers: list[LiaisonOfficer], codes: dict[UUID, str]) -> list[dict[str, object]]:
    return [
        {
            "label": officer.label,
            "unit": officer.unit.name,
            "login": short_name(officer.account.username),
            "mobile": officer.mobile,
            "code": codes.get(officer.account_id, ""),
        }
        for officer in officers
    ]


def _codes(account_ids: list[UUID], seconds: int) -> dict[UUID, str]:
    counter = seconds // _PERIOD_SECONDS
    return {
        account_id: format_hotp_value(hotp_value(secret, counter))
        for account_id, secret in totp_secrets_of(account_ids).items()
    }

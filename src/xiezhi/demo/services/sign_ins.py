"""The demo's sign-ins, printed at every start and shown on the demo's page."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from django.db import connection
from django.utils.translation import gettext as _

from xiezhi.accounts.rules.roles import ROLE_LABELS
from xiezhi.accounts.selectors.offices import list_offices
from xiezhi.demo.facts import grid_members, offices, staff, units
from xiezhi.demo.services.partners import UNIT_PASSWORD
from xiezhi.demo.services.people import STAFF_PASSWORD
from xiezhi.demo.services.supporters import SHOWN_MEMBER, find_present_card
from xiezhi.infra.tenant import tenant_scope

_SHOWN_STAFF: Final = ("zl01", "jcg01", "jcg02", "fzr01", "jcz", "sjy01", "lly01", "ks01", "xtgl")
_SHOWN_UNITS: Final = ("fire", "housing", "transport")


@dataclass(frozen=True, slots=True, kw_only=True)
class SignIn:
    """One way in: ``face`` is the address of the page to sign in at."""

    login: str
    label: str
    role: str
    face: str
    password: str


def list_sign_ins(slug: str) -> tuple[SignIn, ...]:
    """Return the sign-ins of an office: staff, and units where it has any."""
    people = tuple(
        SignIn(
            login=one.key,
            label=one.title,
            role=ROLE_LABELS[one.role],
            face="/desk/",
            password=STAFF_PASSWORD,
        )
        for one in staff()
        if one.office == slug
    )
    if offices()[slug].invented:
        return people
    return people + tuple(
        SignIn(login=key, label=unit.short, role="", face="/portal/", password=UNIT_PASSWORD)
        for key, unit in units().items()
    )


def member_card_address(slug: str) -> str:
    """Return the path of the shown grid member's work card, empty where there is none.

    Opens its own tenant scope.
    """
    office = next((one for one in list_offices() if one.slug == slug), None)
    if office is None:
        return ""
    with tenant_scope(office.id):
        token = find_present_card(SHOWN_MEMBER)
    return f"/card/{token}/" if token else ""


def demo_sign_ins() -> Iterator[str]:
    """Yield printable lines; the process's database connection is closed afterwards."""
    rows = {one.login: one for one in list_sign_ins("dalad")}
    card = member_card_address("dalad")
    connection.close()
    yield _("演示帐号（人物均以岗位和编号出现，口令只用于演示）：")
    yield _("  检察人员  /desk/    口令 {password}，动态口令见 /demo/").format(
        password=STAFF_PASSWORD
    )
    yield "    " + "  ".join(f"{rows[key].label} {key}" for key in _SHOWN_STAFF)
    yield _("  协作单位  /portal/  口令 {password}").format(password=UNIT_PASSWORD)
    yield "    " + "  ".join(f"{rows[key].label} {key}" for key in _SHOWN_UNITS)
    yield _("  {member}  工作证：{card}").format(
        member=grid_members()[SHOWN_MEMBER].label, card=card
    )
    yield _("  随手拍    /         不用登录")

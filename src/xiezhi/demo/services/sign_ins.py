"""The demo's sign-ins, printed at every start; the demo's page shows all of them."""

from collections.abc import Iterator
from typing import Final

from django.conf import settings
from django.db import connection
from django.utils.translation import gettext as _

from xiezhi.accounts.rules.demo import DEMO_PASSWORD
from xiezhi.accounts.selectors.offices import list_offices
from xiezhi.demo.facts import grid_members, staff, units
from xiezhi.demo.services.supporters import SHOWN_MEMBER, find_present_card
from xiezhi.infra.tenant import tenant_scope

_OFFICE: Final = "dalad"
_SHOWN_STAFF: Final = ("zl01", "jcg01", "jcg02", "fzr01", "jcz", "sjy01", "lly01", "ks01", "xtgl")
_SHOWN_OUTSIDE: Final = ("lly01", "ag01", "xtgl")
_INNER, _OUTER = "inner", "outer"
_SHOWN_UNITS: Final = ("fire", "housing", "transport")


def member_card_address() -> str:
    """Return the path of the shown grid member's work card, empty where there is none.

    Opens its own tenant scope.
    """
    office = next((one for one in list_offices() if one.slug == _OFFICE), None)
    if office is None:
        return ""
    with tenant_scope(office.id):
        token = find_present_card(SHOWN_MEMBER)
    return f"/card/{token}/" if token else ""


def demo_sign_ins() -> Iterator[str]:
    """Yield printable lines; the process's database connection is closed before the first."""
    card = member_card_address()
    connection.close()
    titles = {one.key: one.title for one in staff() if one.office == _OFFICE}
    yield _("演示帐号：密码都是 {password}，动态口令见 /demo/。人物均以岗位和编号出现。").format(
        password=DEMO_PASSWORD
    )
    shown = _SHOWN_OUTSIDE if settings.XIEZHI_ZONE == _OUTER else _SHOWN_STAFF
    yield _("  工作台 /desk/：") + "，".join(f"{titles[key]} {key}" for key in shown)
    if settings.XIEZHI_ZONE == _INNER:
        return
    yield _("  协作门户 /portal/：") + "，".join(
        f"{units()[key].short} {key}" for key in _SHOWN_UNITS
    )
    yield _("  {member} 的工作证：{card}").format(
        member=grid_members()[SHOWN_MEMBER].label, card=card
    )
    yield _("  随手拍 /：不用登录")

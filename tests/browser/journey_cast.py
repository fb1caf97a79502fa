"""The people of the journey, who can sign in, and how they do."""

import time
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any

from allauth.mfa.totp.internal.auth import (
    format_hotp_value,
    hotp_value,
    yield_hotp_counters_from_time,
)

from tests.accounts.people import PASSWORD, Person, make_person
from xiezhi.accounts.models import Procuratorate
from xiezhi.accounts.services.people import add_department
from xiezhi.accounts.services.towns import TownEntry, set_towns
from xiezhi.demo.papers import paper
from xiezhi.demo.pictures import Scene, take_photo
from xiezhi.infra.tenant import tenant_scope
from xiezhi.kernel import clock
from xiezhi.kernel.actor import system_actor
from xiezhi.partners.models import LiaisonOfficer, PartnerUnit
from xiezhi.partners.rules.kinds import UnitKind
from xiezhi.partners.services.units import UnitDetails, add_unit, appoint_liaison
from xiezhi.supporters.models import Supporter
from xiezhi.supporters.rules.kinds import SupporterKind
from xiezhi.supporters.services.appointments import SupporterDetails, appoint_supporter
from xiezhi.supporters.services.work_cards import issue_work_card

SECRET = "JBSWY3DPEHPK3PXP"  # RFC 6238's customary example
UNIT_LOGIN = "xiaofang"
UNIT_NAME = "旗消防救援大队"
TOWN = "展旦召苏木"
_STAFF = {
    "zl01": ("检察官助理01", ("assistant", "liaison")),
    "fzr01": ("部门负责人01", ("department_head",)),
    "jcz01": ("检察长01", ("chief_procurator",)),
    "sjy01": ("书记员01", ("clerk",)),
}


@dataclass(frozen=True)
class JourneyCast:
    """Who takes part; ``card`` is the token of the grid member's work card."""

    office: Procuratorate
    staff: dict[str, Person]
    unit: PartnerUnit
    officer: LiaisonOfficer
    member: Supporter
    card: str
    _counters: dict[str, int] = field(default_factory=dict)

    def sign_in(self, page: Any, login: str) -> None:
        """Sign a member of staff in at the desk, with password and one-time code."""
        page.goto("/desk/sign-in/")
        page.get_by_label("登录名").fill(login)
        page.get_by_label("密码").fill(PASSWORD)
        page.get_by_role("button", name="下一步").click()
        page.get_by_label("动态口令").fill(self._code(login))
        page.get_by_role("button", name="登录", exact=True).click()
        page.get_by_role("heading", level=1).first.wait_for()

    def sign_in_as_unit(self, page: Any) -> None:
        """Sign the liaison officer in at the portal."""
        page.goto("/portal/sign-in/")
        page.get_by_label("单位账号").fill(UNIT_LOGIN)
        page.get_by_label("密码").fill(PASSWORD)
        page.get_by_role("button", name="登录", exact=True).click()
        page.get_by_role("heading", name="来函", exact=True).wait_for(state="attached")

    def _code(self, login: str) -> str:
        """Return a code not spent yet; a person who signs in often has to wait for one."""
        spent = self._counters.get(login, -1)
        while True:
            _earlier, present, later = yield_hotp_counters_from_time()
            counter = max(present, spent + 1)
            if counter <= later:
                self._counters[login] = counter
                return str(format_hotp_value(hotp_value(SECRET, counter)))
            time.sleep(1)


def make_journey_cast(office: Procuratorate) -> JourneyCast:
    now, acting = clock.now(), system_actor(office.id)
    with tenant_scope(office.id):
        add_department(acting=acting, name="第五检察部", is_public_interest=True, now=now)
        set_towns(towns=[TownEntry(name=TOWN), TownEntry(name="树林召镇")], acting=acting, now=now)
    staff = {
        login: make_person(office, label, login, roles, secret=SECRET)
        for login, (label, roles) in _STAFF.items()
    }
    with tenant_scope(office.id):
        unit, officer = _unit(office, now)
        member = _member(office, staff["zl01"], now)
        card = issue_work_card(acting=acting, supporter_id=member.id, now=now)
    return JourneyCast(office, staff, unit, officer, member, card)


def _unit(office: Procuratorate, now: datetime) -> tuple[PartnerUnit, LiaisonOfficer]:
    acting = system_actor(office.id)
    details = UnitDetails(
        name=UNIT_NAME,
        short_name="消防大队",
        kind=UnitKind.ADMINISTRATIVE,
        consented_to_electronic_service_on=date(2020, 1, 6),
    )
    unit = add_unit(acting=acting, details=details, now=now)
    officer = appoint_liaison(
        acting=acting,
        unit_id=unit.id,
        label="消防大队联络员01",
        login=UNIT_LOGIN,
        password=PASSWORD,
        now=now,
    )
    return unit, officer


def _member(office: Procuratorate, contact: Person, now: datetime) -> Supporter:
    today = clock.legal_day(now)
    details = SupporterDetails(
        kind=SupporterKind.GRID_MEMBER,
        number=7,
        mobile="13800000007",
        town=TOWN,
        term_from=today - timedelta(days=100),
        term_until=today + timedelta(days=600),
        contact_id=contact.id,
    )
    return appoint_supporter(acting=system_actor(office.id), details=details, now=now)


def picture(*, after: bool = False, key: str = "journey") -> dict[str, Any]:
    """A drawn photo with position and time, as a browser uploads it."""
    taken = clock.now().astimezone(clock.CHINA)
    data = take_photo(
        Scene.CRANE, key, taken_at=taken, latitude=40.33, longitude=109.85, after=after
    )
    return {"name": "photo.jpg", "mimeType": "image/jpeg", "buffer": data}


def scan(title: str) -> dict[str, Any]:
    """A scanned paper, as a browser uploads it."""
    data = paper(title, ["情况已经办理。"], signed="（盖章）")
    return {"name": f"{title}.pdf", "mimeType": "application/pdf", "buffer": data}

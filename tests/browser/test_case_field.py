"""A prosecutor records a 跟进调查 on a phone; the pictures before and after stand side by side."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from django.conf import settings

from tests.browser.case_pages import suggested
from tests.browser.conftest import Site, Visit, running_site
from tests.browser.journey_cast import picture
from tests.browser.test_cases import _session
from tests.browser.test_every_page import AXE, _examine
from tests.cases.office import CaseOffice, case_office
from tests.cast import make_office
from tests.conftest import lasting_database
from tests.evidence.papers import pdf
from xiezhi.accounts.models import Procuratorate
from xiezhi.cases.models import Case
from xiezhi.infra.tenant import tenant_scope
from xiezhi.kernel import clock
from xiezhi.kernel.clock import legal_day

PHONE = {"width": 360, "height": 740}
# Two figures of a pair lie on one line and share no column.
SIDE_BY_SIDE = """() => {
  const [before, after] = [...document.querySelectorAll('.visit .pair figure')].map(one => one.getBoundingClientRect());
  return before.top === after.top && before.right <= after.left && after.right <= window.innerWidth;
}"""
NO_SIDEWAYS = "() => document.documentElement.scrollWidth <= window.innerWidth"
Cast = tuple[Procuratorate, CaseOffice, Case, str]


@pytest.fixture(scope="module")
def cast(django_db_setup: None, django_db_blocker: Any) -> Iterator[Cast]:
    """An office with one case whose suggestion is out."""
    with lasting_database(django_db_blocker, "case_field") as made:
        office = make_office(clock.now())
        with tenant_scope(office.id):
            inside = case_office()
            case = suggested(inside, legal_day(clock.now()) - timedelta(days=1))
        yield office, inside, case, made.urls.app


@pytest.fixture(scope="module")
def site(
    cast: Cast, static_files: None, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Site]:
    """One site for these tests."""
    with running_site(cast[0], cast[3], tmp_path_factory.mktemp("site") / "log") as running:
        yield running


@pytest.fixture
def phone(visit: Visit, cast: Cast, site: Site) -> Any:
    """The prosecutor's telephone, signed in."""
    page = visit(bypass_csp=True, reduced_motion="reduce", viewport=PHONE, has_touch=True)
    key = _session(cast[0], cast[1].handler)
    page.context.add_cookies(
        [{"name": settings.SESSION_COOKIE_NAME, "value": key, "url": site.address}]
    )
    page.add_init_script(path=AXE)
    return page


def _file(name: str, data: bytes, kind: str) -> Any:
    return {"name": name, "mimeType": kind, "buffer": data}


def test_follow_up_by_two_is_recorded_on_a_phone_and_its_pictures_stand_side_by_side(
    phone: Any, cast: Cast
) -> None:
    case = cast[2]
    phone.goto(f"/desk/cases/{case.id}/?tab=rectification")
    phone.get_by_role("link", name="登记跟进调查").click()
    phone.get_by_role("heading", level=1, name="登记跟进调查").wait_for()
    assert phone.evaluate(NO_SIDEWAYS)
    assert _examine(phone) == []
    photo = picture()
    phone.get_by_label("核查地点").fill("展旦召苏木××路口")
    phone.get_by_label("核查情况").fill("阀门已更换，出水正常")
    phone.locator("input[name=before]").set_input_files(
        [_file("前.jpg", photo["buffer"], "image/jpeg")]
    )
    phone.locator("input[name=after]").set_input_files(
        [_file("后.jpg", photo["buffer"], "image/jpeg")]
    )
    phone.get_by_label("全部整改到位").check()
    phone.locator("input[name=record]").set_input_files(
        _file("现场核查笔录.pdf", pdf(), "application/pdf")
    )
    phone.get_by_role("button", name="登记跟进调查").click()
    phone.get_by_text("检察人员不足两人，参与人不计入。").first.wait_for()
    assert phone.evaluate("() => document.querySelector('input[name=record]').files.length") == 1
    phone.get_by_label(cast[1].clerk.label).check()
    phone.get_by_role("button", name="登记跟进调查").click()
    phone.locator(".visit").wait_for()
    assert phone.evaluate(SIDE_BY_SIDE)
    assert phone.evaluate(NO_SIDEWAYS)
    assert _examine(phone) == []

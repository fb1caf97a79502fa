"""案件 in a browser: a result of the national system by keyboard alone; a refusal keeps the chosen file."""

import base64
import json
import time
from collections.abc import Callable, Iterator
from datetime import timedelta
from typing import Any

import pytest
from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore

from tests.browser.conftest import Site, Visit, running_site
from tests.browser.test_every_page import AXE, _examine
from tests.cases.office import CaseOffice, case_office
from tests.cast import make_office
from tests.conftest import lasting_database
from tests.evidence.papers import pdf
from xiezhi.accounts.models import Account, Procuratorate, StaffMember
from xiezhi.cases.models import Case
from xiezhi.cases.rules.states import CaseState
from xiezhi.infra.tenant import tenant_scope
from xiezhi.kernel import clock
from xiezhi.kernel.actor import Actor
from xiezhi.kernel.clock import legal_day
from xiezhi.web.middleware.second_factor import SESSION_KEY as SECOND_FACTOR

NUMBER = "达检行公立〔2026〕3号"
# Opening the form, two findings, the file, and sending; 决定日期, 决定人 and 送达给谁 are there already.
STEPS = 7
SECONDS = 15
# A file on the clipboard as the browser hands it over.
PASTE = """data => {
  const clipboard = new DataTransfer();
  const bytes = Uint8Array.from(atob(data), sign => sign.charCodeAt(0));
  clipboard.items.add(new File([bytes], "立案决定书.pdf", { type: "application/pdf" }));
  document.activeElement.dispatchEvent(new ClipboardEvent("paste", { clipboardData: clipboard, bubbles: true, cancelable: true }));
}"""
FILES = "() => document.getElementById('id_file').files.length"


@pytest.fixture(scope="module")
def cast(
    django_db_setup: None, django_db_blocker: Any
) -> Iterator[tuple[Procuratorate, CaseOffice, str]]:
    """The people, in a database of their own that all these tests share."""
    with lasting_database(django_db_blocker, "cases") as made:
        office = make_office(clock.now())
        with tenant_scope(office.id):
            inside = case_office()
        yield office, inside, made.urls.app


@pytest.fixture(scope="module")
def site(
    cast: tuple[Procuratorate, CaseOffice, str],
    static_files: None,
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[Site]:
    """One site for all these tests."""
    with running_site(cast[0], cast[2], tmp_path_factory.mktemp("site") / "log") as running:
        yield running


@pytest.fixture
def desk(visit: Visit, cast: tuple[Procuratorate, CaseOffice, str], site: Site) -> Any:
    """The clerk's browser, signed in; how people sign in is tested elsewhere."""
    page = visit(bypass_csp=True, reduced_motion="reduce")
    key = _session(cast[0], cast[1].clerk)
    page.context.add_cookies(
        [{"name": settings.SESSION_COOKIE_NAME, "value": key, "url": site.address}]
    )
    page.add_init_script(path=AXE)
    return page


@pytest.fixture
def proposed(cast: tuple[Procuratorate, CaseOffice, str]) -> Case:
    """A case that waits for the decision to file."""
    with tenant_scope(cast[0].id):
        return cast[1].open(legal_day(clock.now()) - timedelta(days=2))


def _session(office: Procuratorate, acting: Actor) -> str:
    with tenant_scope(office.id):
        account_id = StaffMember.objects.get(id=acting.id).account_id
    account = Account.objects.get(pk=account_id)
    session = SessionStore()
    session[SESSION_KEY] = str(account.pk)
    session[BACKEND_SESSION_KEY] = "xiezhi.accounts.backends.OfficeBackend"
    session[HASH_SESSION_KEY] = account.get_session_auth_hash()
    session[SECOND_FACTOR] = str(account.pk)
    session.create()
    return str(session.session_key)


def _fresh(office: Procuratorate, case: Case) -> Case:
    with tenant_scope(office.id):
        found: Case = Case.objects.get(id=case.id)
        return found


def _paste(page: Any) -> None:
    page.evaluate(PASTE, base64.b64encode(pdf()).decode())


def test_filing_is_registered_by_keyboard_alone(
    desk: Any,
    proposed: Case,
    cast: tuple[Procuratorate, CaseOffice, str],
    record_property: Callable[[str, object], None],
) -> None:
    desk.goto(f"/desk/cases/{proposed.id}/")
    begun, steps = time.monotonic(), 0

    def press(key: str) -> None:
        nonlocal steps
        desk.keyboard.press(key)
        steps += 1

    press("n")
    desk.get_by_role("heading", level=1, name="登记2.0办理结果").wait_for()
    assert desk.evaluate("document.activeElement.name") == "number"
    desk.keyboard.insert_text(NUMBER)
    for key in ("Tab", "Space", "Tab", "Space"):
        press(key)
    _paste(desk)
    steps += 1
    press("Control+Enter")
    desk.get_by_text("已登记《立案决定书》：立案，案件环节为“已立案”。").wait_for()
    seconds = time.monotonic() - begun
    figures = {"steps": steps, "signs": len(NUMBER), "seconds": round(seconds, 1)}
    record_property("result by keyboard", json.dumps(figures))
    print(f"result by keyboard: {figures}")  # noqa: T201  # the figure this test is about
    assert steps == STEPS
    assert seconds < SECONDS
    assert _fresh(cast[0], proposed).state == CaseState.FILED


def test_refusal_keeps_the_chosen_file_and_everything_typed(
    desk: Any, proposed: Case, cast: tuple[Procuratorate, CaseOffice, str]
) -> None:
    desk.goto(f"/desk/cases/{proposed.id}/register/")
    desk.locator(":focus").and_(desk.get_by_label("文号")).wait_for()
    desk.keyboard.insert_text("达检行公立〔2026〕8号")
    _paste(desk)
    desk.get_by_label("国家利益或者社会公共利益受到侵害").check()
    desk.keyboard.press("Control+Enter")
    desk.get_by_role("alert").get_by_text("办案规则第67条").wait_for()
    assert desk.evaluate(FILES) == 1
    assert desk.get_by_label("文号").input_value() == "达检行公立〔2026〕8号"
    assert desk.get_by_label("国家利益或者社会公共利益受到侵害").is_checked()
    assert _examine(desk) == []
    desk.get_by_label("监督管理职责的行政机关可能违法行使职权或者不作为").check()
    desk.keyboard.press("Control+Enter")
    desk.get_by_text("已登记《立案决定书》").wait_for()
    assert _fresh(cast[0], proposed).state == CaseState.FILED


def test_another_paper_asks_for_other_things_and_keeps_file_and_number(
    desk: Any, proposed: Case
) -> None:
    desk.goto(f"/desk/cases/{proposed.id}/register/")
    desk.locator(":focus").and_(desk.get_by_label("文号")).wait_for()
    desk.keyboard.insert_text("达检行公不立〔2026〕1号")
    _paste(desk)
    desk.locator("select[name=paper]").select_option("no_filing_decision")
    desk.get_by_text("登记后：不立案 → 不立案").wait_for()
    assert desk.locator("[name=is_interest_harmed]").count() == 0
    assert desk.get_by_label("文号").input_value() == "达检行公不立〔2026〕1号"
    assert desk.evaluate(FILES) == 1


def test_fields_of_the_card_are_copied_as_lines(desk: Any, proposed: Case) -> None:
    desk.context.grant_permissions(["clipboard-read", "clipboard-write"])
    desk.goto(f"/desk/cases/{proposed.id}/")
    desk.get_by_text("复制案卡字段").click()
    desk.get_by_role("button", name="复制全部").click()
    desk.get_by_text("已复制，可粘贴到2.0案卡").wait_for()
    lines = desk.evaluate("navigator.clipboard.readText()").splitlines()
    assert lines[0] == f"案件名称：{proposed.title}"


def test_count_of_a_limit_opens_in_its_place(
    desk: Any, cast: tuple[Procuratorate, CaseOffice, str]
) -> None:
    with tenant_scope(cast[0].id):
        case = cast[1].open(legal_day(clock.now()) - timedelta(days=3), title="另一案")
    desk.goto(f"/desk/cases/{case.id}/register/")
    desk.keyboard.insert_text("达检行公立〔2026〕9号")
    _paste(desk)
    for label in (
        "国家利益或者社会公共利益受到侵害",
        "监督管理职责的行政机关可能违法行使职权或者不作为",
    ):
        desk.get_by_label(label).check()
    desk.keyboard.press("Control+Enter")
    desk.get_by_text("计算过程").first.click()
    desk.get_by_text("起算日", exact=True).first.wait_for()
    assert desk.locator(".count-steps li").count() > 1

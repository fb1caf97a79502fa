"""A suggestion of a case in the unit's browser: signed for, answered with pictures, or objected to."""

from collections.abc import Callable, Iterator
from datetime import date, timedelta
from typing import Any
from uuid import UUID

import pytest
from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore

from tests.browser.conftest import PHONE, Site, Visit, running_site
from tests.browser.test_every_page import AXE, _examine
from tests.cases.office import CaseOffice, case_office
from tests.cases.suggesting import governed, in_portal, letter_of, suggested
from tests.cast import make_office, make_unit_actor
from tests.conftest import lasting_database
from tests.evidence.papers import pdf
from tests.web.outside import jpeg
from xiezhi.accounts.models import Account, Procuratorate, StaffMember
from xiezhi.cases.models import Case, CasePaper
from xiezhi.cases.rules.states import CaseState
from xiezhi.infra.tenant import tenant_scope
from xiezhi.kernel import clock
from xiezhi.kernel.actor import Actor
from xiezhi.kernel.clock import legal_day
from xiezhi.letters.models import Letter
from xiezhi.partners.models import LiaisonOfficer
from xiezhi.web.middleware.second_factor import SESSION_KEY as SECOND_FACTOR

Cast = tuple[Procuratorate, CaseOffice, Actor, str]
Make = Callable[..., tuple[Case, CasePaper]]
PAPER = {"name": "复函.pdf", "mimeType": "application/pdf", "buffer": pdf()}


@pytest.fixture(scope="module")
def cast(django_db_setup: None, django_db_blocker: Any) -> Iterator[Cast]:
    """The people, in a database of their own that all these tests share."""
    with lasting_database(django_db_blocker, "suggestions") as made:
        office = make_office(clock.now())
        with tenant_scope(office.id):
            inside = case_office()
            officer = make_unit_actor(inside.unit)
        yield office, inside, officer, made.urls.app


@pytest.fixture(scope="module")
def site(
    cast: Cast, static_files: None, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Site]:
    """One site for all these tests."""
    with running_site(cast[0], cast[3], tmp_path_factory.mktemp("site") / "log") as running:
        yield running


@pytest.fixture
def unit(visit: Visit, cast: Cast, site: Site) -> Any:
    """The browser of the unit's liaison officer, on a telephone."""
    with tenant_scope(cast[0].id):
        account_id = LiaisonOfficer.objects.get(id=cast[2].id).account_id
    return _signed_in(visit(**PHONE, bypass_csp=True, reduced_motion="reduce"), site, account_id)


@pytest.fixture
def desk(visit: Visit, cast: Cast, site: Site) -> Any:
    """The clerk's browser."""
    with tenant_scope(cast[0].id):
        account_id = StaffMember.objects.get(id=cast[1].clerk.id).account_id
    return _signed_in(visit(bypass_csp=True, reduced_motion="reduce"), site, account_id)


def _signed_in(page: Any, site: Site, account_id: UUID) -> Any:
    """How people sign in is tested elsewhere."""
    account = Account.objects.get(pk=account_id)
    session = SessionStore()
    session[SESSION_KEY] = str(account.pk)
    session[BACKEND_SESSION_KEY] = "xiezhi.accounts.backends.OfficeBackend"
    session[HASH_SESSION_KEY] = account.get_session_auth_hash()
    session[SECOND_FACTOR] = str(account.pk)
    session.create()
    page.context.add_cookies(
        [{"name": settings.SESSION_COOKIE_NAME, "value": session.session_key, "url": site.address}]
    )
    page.add_init_script(path=AXE)
    return page


def shown(cast: Cast, make: Make) -> Letter:
    """A suggestion served three days ago and shown in the portal."""
    day: date = legal_day(clock.now()) - timedelta(days=3)
    with tenant_scope(cast[0].id):
        _case, made = make(cast[1], day, served_on=day)
        in_portal(cast[1], made, clock.now())
        return letter_of(made)


def case_of(cast: Cast, letter: Letter) -> Case:
    with tenant_scope(cast[0].id):
        found: Case = Case.objects.get(id=letter.matter_id)
        return found


def sign_for(unit: Any, letter: Letter) -> None:
    unit.goto("/portal/?box=to_confirm")
    unit.locator(f"a.btn[href='/portal/letters/{letter.id}/']").click()
    unit.get_by_label("承办科室").fill("河道管理科")
    unit.get_by_role("button", name="签收", exact=True).click()
    unit.get_by_text("已签收，已送达。").wait_for()


def answer(unit: Any) -> None:
    """Fill the answer box and send it."""
    picture = {"name": "照片.jpg", "mimeType": "image/jpeg", "buffer": jpeg()}
    unit.get_by_label("正在整改").check()
    unit.get_by_label("办理情况").fill("已组织清运，剩余部分本月底前完成。")
    unit.locator("[name=measures-0-words]").fill("清运河道内建筑垃圾")
    unit.locator("[name=measures-0-responsible]").fill("河道管理科")
    unit.locator("[name=measures-0-due]").fill("12 月 20 日前")
    unit.get_by_label("回复函文号").fill("达水函〔2026〕31号")
    unit.get_by_label("落款日期").fill(legal_day(clock.now()).isoformat())
    unit.locator("input[name=letter]").set_input_files(PAPER)
    unit.locator("input[name=before]").set_input_files(picture)
    unit.locator("input[name=after]").set_input_files(picture | {"buffer": jpeg(200)})
    unit.get_by_role("button", name="提交", exact=True).click()
    unit.get_by_text("回复已提交，本院已经收到。").wait_for()


def test_suggestion_is_signed_for_answered_and_seen_on_the_case(
    unit: Any, desk: Any, cast: Cast
) -> None:
    letter = shown(cast, suggested)
    sign_for(unit, letter)
    assert unit.get_by_text("提出异议").count() == 0
    assert _examine(unit) == []
    answer(unit)
    assert unit.locator(".portal-pair img").count() == 2
    desk.goto(f"/desk/cases/{letter.matter_id}/")
    desk.locator(".lamp--lit").get_by_text("已回复").first.wait_for()
    desk.locator(f"a[href='/desk/letters/{letter.id}/']").first.click()
    desk.get_by_text("在业务应用系统制作").first.wait_for()
    desk.get_by_text("清运河道内建筑垃圾").wait_for()
    assert desk.locator("#replies img").count() == 2
    assert _examine(desk) == []


def test_governance_suggestion_is_objected_to_in_the_portal(
    unit: Any, desk: Any, cast: Cast
) -> None:
    letter = shown(cast, governed)
    sign_for(unit, letter)
    unit.locator("#objection summary").click()
    assert _examine(unit) == []
    unit.get_by_label("异议内容").fill("第二项不属我单位职责，应由住建部门负责。")
    unit.locator("input[name=objection_paper]").set_input_files(PAPER | {"name": "异议.pdf"})
    unit.locator("#objection").get_by_role("button", name="提出异议").click()
    unit.get_by_text("异议已提出，本院将立即复核。").wait_for()
    assert case_of(cast, letter).state == CaseState.OBJECTED
    desk.goto(f"/desk/letters/{letter.id}/")
    desk.locator("#objection").get_by_text("应由住建部门负责").wait_for()
    assert _examine(desk) == []


def test_refused_objection_keeps_its_words_and_its_paper(unit: Any, cast: Cast) -> None:
    letter = shown(cast, governed)
    sign_for(unit, letter)
    unit.locator("#objection summary").click()
    unit.locator("input[name=objection_paper]").set_input_files(PAPER | {"name": "异议.pdf"})
    send = unit.locator("#objection").get_by_role("button", name="提出异议")
    send.click()
    unit.locator("#objection .summary").wait_for()
    assert chosen(unit, "objection_paper") == ["异议.pdf"]
    assert unit.locator("form#reply").count() == 1
    unit.get_by_label("异议内容").fill("第二项不属我单位职责。")
    send.click()
    unit.get_by_text("异议已提出，本院将立即复核。").wait_for()
    unit.locator("#objection").get_by_text("书面异议").wait_for()


def test_refused_answer_in_the_portal_keeps_words_rows_and_scan(unit: Any, cast: Cast) -> None:
    letter = shown(cast, suggested)
    sign_for(unit, letter)
    unit.get_by_label("办理情况").fill("已组织清运。")
    unit.locator("[name=measures-0-words]").fill("清运河道内建筑垃圾")
    unit.locator("input[name=letter]").set_input_files(PAPER)
    send = unit.get_by_role("button", name="提交", exact=True)
    send.click()
    unit.locator("#reply .summary").wait_for()
    unit.locator("#reply").get_by_text("复函.pdf").wait_for()  # kept by the office already
    assert chosen(unit, "letter") == []
    assert unit.get_by_label("办理情况").input_value() == "已组织清运。"
    assert unit.locator("[name=measures-0-words]").input_value() == "清运河道内建筑垃圾"
    unit.get_by_label("正在整改").check()
    unit.locator("[name=measures-0-responsible]").fill("河道管理科")
    unit.locator("[name=measures-0-due]").fill("12 月 20 日前")
    unit.get_by_label("回复函文号").fill("达水函〔2026〕31号")
    unit.get_by_label("落款日期").fill(legal_day(clock.now()).isoformat())
    send.click()
    unit.get_by_text("回复已提交，本院已经收到。").wait_for()


def chosen(page: Any, name: str) -> list[str]:
    """Return the names of the files chosen in a field."""
    found: list[str] = page.locator(f"input[name={name}]").evaluate(
        "field => Array.from(field.files, file => file.name)"
    )
    return found


def note_page(desk: Any, letter: Letter) -> Any:
    desk.goto(f"/desk/letters/{letter.id}/note/")
    return desk.get_by_label("说了什么")


def test_note_that_was_registered_is_not_offered_again(desk: Any, cast: Cast) -> None:
    letter = shown(cast, suggested)
    note_page(desk, letter).fill("答应下周书面回复")
    desk.get_by_role("button", name="登记", exact=True).click()
    desk.locator("#notes").get_by_text("答应下周书面回复").wait_for()
    assert note_page(desk, letter).input_value() == ""


def test_refused_reply_keeps_the_scan_that_was_chosen(desk: Any, cast: Cast) -> None:
    letter = shown(cast, suggested)
    desk.goto(f"/desk/letters/{letter.id}/reply/")
    desk.get_by_label("已整改").check()
    desk.get_by_label("回复内容").fill("已清运完毕。")
    desk.get_by_label("回复文号").fill("达水函〔2026〕31号")
    desk.locator("[name=measures-0-words]").fill("清运建筑垃圾")
    desk.locator("[name=measures-0-responsible]").fill("河道管理科")
    desk.get_by_role("button", name="再加一行").click()
    desk.locator("[name=measures-1-words]").fill("设立围挡")
    desk.locator("input[name=letters]").set_input_files(PAPER)
    desk.get_by_role("button", name="登记回复").click()
    desk.locator(".summary").get_by_text("落款日期").wait_for()
    desk.get_by_label("落款日期").fill(legal_day(clock.now()).isoformat())
    desk.get_by_role("button", name="再加一行").click()
    desk.locator("[name=measures-2-words]").fill("每周巡查")
    desk.get_by_role("button", name="登记回复").click()
    replies = desk.locator("#replies")
    replies.get_by_text("已清运完毕。").wait_for()
    for words in ("清运建筑垃圾 · 河道管理科", "设立围挡", "每周巡查"):
        replies.get_by_text(words).wait_for()


def test_rows_typed_before_the_page_was_left_come_back(desk: Any, cast: Cast) -> None:
    letter = shown(cast, suggested)
    desk.goto(f"/desk/letters/{letter.id}/reply/")
    desk.get_by_role("button", name="再加一行").click()
    desk.locator("[name=measures-1-words]").fill("设立围挡")
    desk.reload()
    assert desk.locator("[name=measures-1-words]").input_value() == "设立围挡"


def test_sign_in_that_ran_out_while_typing_loses_nothing(desk: Any, cast: Cast, site: Site) -> None:
    letter = shown(cast, suggested)
    note_page(desk, letter).fill("答应本周五前回复")
    desk.context.clear_cookies(name=settings.SESSION_COOKIE_NAME)
    desk.get_by_role("button", name="登记", exact=True).click()
    door = desk.locator("[data-request-problem] a", has_text="登录")
    door.wait_for()
    assert door.get_attribute("href").endswith(f"%2Fdesk%2Fletters%2F{letter.id}%2Fnote%2F")
    # Signed in again elsewhere: a new session, and with it a new token that this page does not know.
    desk.context.clear_cookies()
    with tenant_scope(cast[0].id):
        account_id = StaffMember.objects.get(id=cast[1].clerk.id).account_id
    _signed_in(desk, site, account_id)
    desk.get_by_role("button", name="登记", exact=True).click()
    desk.locator("#notes").get_by_text("答应本周五前回复").wait_for()
    assert all("403" in fault for fault in desk.faults)
    desk.faults.clear()

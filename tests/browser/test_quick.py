"""快速登记: a telephone report by keyboard alone; a chat with pictures into rows, three ways out."""

import json
import time
from collections.abc import Callable, Iterator
from datetime import timedelta
from typing import Any

import pytest
from django.conf import settings

from tests.browser.conftest import Site, Visit, running_site
from tests.browser.journey_cast import JourneyCast, make_journey_cast
from tests.browser.quick_hands import Keyboard, count_files, paste, sign_in, uploads
from tests.browser.test_every_page import AXE, _examine
from tests.cast import make_office
from tests.conftest import lasting_database
from tests.intake.paste import chat, pictures
from xiezhi.infra.tenant import tenant_scope
from xiezhi.intake.models import Report
from xiezhi.kernel import clock
from xiezhi.kernel.clock import legal_day

WORDS = "加油站北边二百米的水鹤坏了一直冒水"
PLACE = "展旦召苏木加油站北200米"
NAME = "来电人甲"
PHONE = "13911117733"
# Opening the form, going from field to field, saving; and what is typed, sign by sign.
STEPS = 9


@pytest.fixture(scope="module")
def cast(django_db_setup: None, django_db_blocker: Any) -> Iterator[tuple[JourneyCast, str]]:
    """The people, in a database of their own that all these tests share."""
    with lasting_database(django_db_blocker, "quick") as made:
        yield make_journey_cast(make_office(clock.now())), made.urls.app


@pytest.fixture(scope="module")
def site(
    cast: tuple[JourneyCast, str], static_files: None, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Site]:
    """One site for all these tests."""
    log = tmp_path_factory.mktemp("site") / "log"
    with running_site(cast[0].office, cast[1], log) as running:
        yield running


@pytest.fixture
def enter(visit: Visit, cast: tuple[JourneyCast, str], site: Site) -> Callable[..., Any]:
    """Opens the browser of the assistant, signed in; how people sign in is tested elsewhere."""

    def opened(**options: Any) -> Any:
        page = visit(bypass_csp=True, reduced_motion="reduce", **options)
        sign_in(page, cast[0], site)
        return page

    return opened


@pytest.fixture
def desk(enter: Callable[..., Any]) -> Any:
    page = enter()
    page.add_init_script(path=AXE)
    return page


@pytest.fixture
def pool(site: Site) -> Callable[[], list[Report]]:
    """Tells which reports came in since the test began, the one seen first in front."""
    with tenant_scope(site.office.id):
        before = set(Report.objects.values_list("id", flat=True))

    def came_in() -> list[Report]:
        with tenant_scope(site.office.id):
            return list(Report.objects.exclude(id__in=before).order_by("seen_at"))

    return came_in


def test_telephone_report_is_in_the_pool_by_keyboard_alone(
    desk: Any, pool: Callable[[], list[Report]], record_property: Callable[[str, object], None]
) -> None:
    desk.goto("/desk/")
    keyboard, begun = Keyboard(desk), time.monotonic()
    keyboard.press("q")
    desk.get_by_role("heading", level=1, name="快速登记").wait_for()
    keyboard.press("t")
    desk.get_by_role("heading", level=1, name="电话").wait_for()
    keyboard.type(WORDS)
    keyboard.press("Tab")
    keyboard.type(PLACE)
    for _skipped in ("苏木镇", "嘎查村", "网格员"):
        keyboard.press("Tab")
    keyboard.press("Tab")
    keyboard.type(NAME)
    keyboard.press("Tab")
    keyboard.type(PHONE)
    keyboard.press("Control+Enter")
    desk.locator("#quick-answer").wait_for()
    seconds = time.monotonic() - begun
    figures = {"steps": keyboard.steps, "signs": keyboard.signs, "seconds": round(seconds, 1)}
    record_property("telephone by keyboard", json.dumps(figures))
    print(f"telephone by keyboard: {figures}")  # noqa: T201  # the figure this test is about
    assert (keyboard.steps, keyboard.signs) == (STEPS, len(WORDS + PLACE + NAME + PHONE))
    (report,) = pool()
    assert (report.channel, report.town, report.has_contact) == ("telephone", "展旦召苏木", True)
    # Ready for the next call: the first field has the focus and nothing is left in it.
    assert desk.evaluate("document.activeElement.name") == "words"
    assert desk.evaluate("document.activeElement.value") == ""
    assert desk.locator("[name=contact_phone]").input_value() == ""


def test_saved_and_assessed_by_keyboard(desk: Any) -> None:
    desk.goto("/desk/quick/form/telephone/")
    desk.keyboard.insert_text(WORDS)
    desk.keyboard.press("Control+Shift+Enter")
    desk.wait_for_url("**/assess/")


def test_answer_is_copied(desk: Any) -> None:
    desk.context.grant_permissions(["clipboard-read", "clipboard-write"])
    desk.goto("/desk/quick/form/telephone/")
    desk.keyboard.insert_text(WORDS)
    desk.keyboard.press("Control+Enter")
    desk.get_by_role("button", name="复制回复语").click()
    desk.get_by_text("已复制").wait_for()
    said = desk.evaluate("navigator.clipboard.readText()")
    assert said == desk.locator("#quick-answer").inner_text()


def test_form_gone_back_to_after_saving_does_not_offer_the_same_report_again(desk: Any) -> None:
    desk.goto("/desk/quick/")
    desk.goto("/desk/quick/form/telephone/")
    desk.keyboard.insert_text(WORDS)
    desk.keyboard.press("Control+Enter")
    desk.locator("#quick-answer").wait_for()
    desk.go_back()
    desk.get_by_role("heading", level=1, name="快速登记").wait_for()
    desk.go_forward()
    desk.get_by_role("heading", level=1, name="电话").wait_for()
    assert desk.locator("[name=words]").input_value() == ""


def test_sign_in_that_ran_out_costs_neither_the_caller_nor_the_picture(
    desk: Any, cast: tuple[JourneyCast, str], site: Site, pool: Callable[[], list[Report]]
) -> None:
    desk.goto("/desk/quick/form/telephone/")
    desk.locator("[name=words]").fill(WORDS)
    desk.locator("[name=contact_name]").fill(NAME)
    desk.locator("[name=contact_phone]").fill(PHONE)
    desk.locator("[name=attachments]").set_input_files(uploads())
    desk.context.clear_cookies(name=settings.SESSION_COOKIE_NAME)
    desk.locator("[data-quick-save]").click()
    desk.locator("[data-request-problem] a", has_text="登录").wait_for()
    # Signed in again in another window: a new session, and a token this page does not know.
    desk.context.clear_cookies()
    sign_in(desk, cast[0], site)
    desk.locator("[data-quick-save]").click()
    desk.locator("#quick-answer").wait_for()
    (report,) = pool()
    assert (report.has_contact, count_files(site, report)) == (True, 1)
    assert all("403" in fault for fault in desk.faults)
    desk.faults.clear()


def test_refused_form_keeps_its_caller_and_sends_its_picture_once(
    desk: Any, site: Site, pool: Callable[[], list[Report]]
) -> None:
    desk.goto("/desk/quick/form/telephone/")
    today = legal_day(clock.now())
    desk.locator("[name=words]").fill(WORDS)
    desk.locator("[name=contact_phone]").fill(PHONE)
    desk.locator("[name=attachments]").set_input_files(uploads())
    desk.locator("[name=received_on]").fill((today + timedelta(days=1)).isoformat())
    desk.locator("[data-quick-save]").click()
    desk.locator(".quick-kept").wait_for()
    assert desk.locator("[name=attachments]").evaluate("one => one.files.length") == 0
    assert desk.locator("[name=contact_phone]").input_value() == PHONE
    desk.locator("[name=received_on]").fill(today.isoformat())
    desk.locator("[data-quick-save]").click()
    desk.locator("#quick-answer").wait_for()
    (report,) = pool()
    assert (report.has_contact, count_files(site, report)) == (True, 1)


def test_paste_takes_typed_words_along_and_all_stay_when_it_cannot_be_sent(desk: Any) -> None:
    desk.goto("/desk/quick/")
    desk.locator("#quick-text").fill("早上说的：沟里有人倒垃圾。")
    desk.context.set_offline(True)
    paste(desk, "中午又倒了两车。", pictures()[:1])
    desk.locator("[data-request-problem]").wait_for()
    both = "早上说的：沟里有人倒垃圾。\n中午又倒了两车。"
    assert desk.locator("#quick-text").input_value() == both
    desk.context.set_offline(False)
    desk.get_by_role("button", name="生成登记行").click()
    desk.get_by_role("heading", level=1, name="核对登记行").wait_for()
    assert "\n".join(_words(desk)) == both
    assert desk.locator("[data-quick-file]").count() == 1
    # Being without a network is what this is about; the browser logs it as a fault.
    assert all("ERR_INTERNET_DISCONNECTED" in fault for fault in desk.faults)
    desk.faults.clear()


def test_chat_of_twelve_messages_and_five_pictures_goes_three_ways(
    desk: Any, pool: Callable[[], list[Report]]
) -> None:
    day = legal_day(clock.now()) - timedelta(days=1)
    desk.goto("/desk/quick/")
    paste(desk, chat(day), pictures(day))
    desk.get_by_role("heading", level=1, name="核对登记行").wait_for()
    rows = desk.locator(".quick-row")
    assert rows.count() == 3
    assert [rows.nth(n).locator("img").count() for n in range(3)] == [2, 1, 2]
    assert rows.nth(0).locator("[name$='-member']").input_value() == "网格员07"

    # A picture of the first row goes to the second by its own choice, without a mouse.
    choice = rows.nth(0).locator("[data-quick-move]").first
    choice.focus()
    desk.keyboard.press("ArrowDown")
    _wait_for_pictures(desk, [1, 2, 2])

    # Treated by key: the first a lead, the second kept, the third no lead.
    desk.keyboard.press("Escape")
    _stand_at(desk, 0)
    desk.keyboard.press("2")
    _stand_at(desk, 1)
    desk.keyboard.press("4")
    _stand_at(desk, 2)
    desk.keyboard.press("5")
    desk.keyboard.press("Control+Enter")
    # Without a reason the third is refused, and stays; the others are in the pool.
    desk.get_by_text("不作线索须选理由").wait_for()
    assert rows.count() == 1
    rows.nth(0).locator("[name$='-not_lead_reason']").select_option("already_mended")
    desk.keyboard.press("Control+Enter")
    desk.get_by_role("heading", level=1, name="快速登记").wait_for()
    found = [(report.pool_state, report.photo_count) for report in pool()]
    assert found == [("lead", 1), ("kept", 2), ("not_lead", 2)]


def test_rows_are_split_and_merged_by_key_and_survive_a_closed_page(
    desk: Any,
) -> None:
    desk.goto("/desk/quick/")
    paste(desk, "路灯坏了三天没人修。井盖也丢了，请派人看看", [])
    desk.get_by_role("heading", level=1, name="核对登记行").wait_for()
    address = desk.url
    desk.keyboard.press("e")
    desk.keyboard.press("Control+Home")
    for _sign in "路灯坏了三天没人修。":
        desk.keyboard.press("ArrowRight")
    desk.keyboard.press("Escape")
    desk.keyboard.press("s")
    desk.locator(".quick-row").nth(1).wait_for()
    assert _words(desk) == ["路灯坏了三天没人修。", "井盖也丢了，请派人看看"]
    desk.keyboard.press("e")
    desk.keyboard.press("Control+End")
    desk.keyboard.insert_text("！")
    desk.locator("[data-quick-kept]").get_by_text("已存").wait_for()
    desk.goto("/desk/")
    desk.goto(address)
    assert _words(desk) == ["路灯坏了三天没人修。", "井盖也丢了，请派人看看！"]
    _stand_at(desk, 1)
    desk.keyboard.press("m")
    desk.locator(".quick-row").nth(1).wait_for(state="detached")
    assert _words(desk) == ["路灯坏了三天没人修。\n井盖也丢了，请派人看看！"]


def test_picture_is_dragged_to_another_row(enter: Callable[..., Any]) -> None:
    # Both rows in sight: a page that scrolls under the pressed button begins no drag.
    desk = enter(viewport={"width": 1366, "height": 1500})
    day = legal_day(clock.now()) - timedelta(days=1)
    desk.goto("/desk/quick/")
    paste(desk, chat(day), pictures(day))
    desk.locator(".quick-row").first.wait_for()
    rows = desk.locator(".quick-row")
    picture = rows.nth(0).locator("[data-quick-file] img").first
    picture.drag_to(rows.nth(1).locator("[name$='-words']"), source_position={"x": 20.0, "y": 20.0})
    _wait_for_pictures(desk, [1, 2, 2])


def test_forty_pictures_and_a_program_among_them(desk: Any) -> None:
    photo = pictures()[0].data
    files = [{"name": f"{n}.jpg", "mimeType": "image/jpeg", "buffer": photo} for n in range(40)]
    files.append({"name": "请点开.jpg", "mimeType": "image/jpeg", "buffer": b"MZ" + bytes(600)})
    desk.goto("/desk/quick/")
    desk.locator("#quick-files").set_input_files(files)
    desk.get_by_role("button", name="生成登记行").click()
    desk.get_by_role("heading", level=1, name="核对登记行").wait_for()
    desk.get_by_text("请点开.jpg").first.wait_for()
    assert desk.locator("[data-quick-file]").count() == 40


@pytest.mark.parametrize(
    "address", ["/desk/quick/", "/desk/quick/form/telephone/", "/desk/quick/form/letter/"]
)
def test_pages_are_accessible_and_fit(desk: Any, address: str) -> None:
    desk.goto(address)
    assert _examine(desk) == []


def test_rows_are_accessible_and_fit(desk: Any) -> None:
    day = legal_day(clock.now()) - timedelta(days=1)
    desk.goto("/desk/quick/")
    paste(desk, chat(day), pictures(day))
    desk.locator(".quick-row").first.wait_for()
    desk.locator(".quick-more summary").first.click()
    desk.keyboard.press("Control+Enter")
    desk.locator("#quick-answer").get_by_text("收到3条").wait_for()
    paste(desk, chat(day), pictures(day))
    desk.get_by_text("疑似重复").first.wait_for()
    assert _examine(desk) == []


def test_forms_work_without_scripts(
    enter: Callable[..., Any], pool: Callable[[], list[Report]]
) -> None:
    day = legal_day(clock.now()) - timedelta(days=1)
    plain = enter(java_script_enabled=False)
    plain.goto("/desk/quick/")
    plain.locator("#quick-text").fill(chat(day))
    plain.locator("#quick-files").set_input_files(
        [{"name": one.name, "mimeType": "image/jpeg", "buffer": one.data} for one in pictures(day)]
    )
    plain.get_by_role("button", name="生成登记行").click()
    plain.get_by_role("button", name="全部保存").wait_for()  # the page is whole
    assert plain.locator(".quick-row").count() == 3
    plain.get_by_role("button", name="全部保存").click()
    plain.locator("#quick-answer").get_by_text("收到3条").wait_for()
    plain.goto("/desk/quick/form/visit/")
    plain.get_by_label("内容").fill(WORDS)
    plain.get_by_role("button", name="保存并继续").click()
    plain.locator("#quick-answer").wait_for()
    assert len(pool()) == 4


def _words(page: Any) -> list[str]:
    fields = page.locator("[name$='-words']")
    return [fields.nth(place).input_value() for place in range(fields.count())]


def _stand_at(page: Any, place: int) -> None:
    """Put the cursor on a row as J and K do."""
    for _back in range(4):
        page.keyboard.press("k")
    for _step in range(place):
        page.keyboard.press("j")
    page.locator(f".quick-row:nth-child({place + 1}).is-cursor").wait_for()


def _wait_for_pictures(page: Any, counts: list[int]) -> None:
    page.wait_for_function(
        "wanted => JSON.stringify(Array.from(document.querySelectorAll('.quick-row'),"
        " row => row.querySelectorAll('img').length)) === wanted"
        " && !document.querySelector('.htmx-request, .htmx-swapping, .htmx-settling')",
        arg=json.dumps(counts, separators=(",", ":")),
    )

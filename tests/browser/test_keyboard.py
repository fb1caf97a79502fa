"""The desk without a mouse."""

import re
from collections.abc import Callable
from typing import Any

import pytest

from tests.browser.conftest import Site, Visit
from tests.browser.journey_cast import JourneyCast, make_journey_cast
from tests.cast import make_report
from xiezhi.infra.tenant import tenant_scope
from xiezhi.intake.models import Report
from xiezhi.kernel import clock
from xiezhi.kernel.actor import Actor
from xiezhi.leads.services.registration import Registration, register_lead

WORDS = ("第一条：路灯不亮", "第二条：井盖丢失", "第三条：楼上漏水")


@pytest.fixture
def cast(site: Site) -> JourneyCast:
    return make_journey_cast(site.office)


@pytest.fixture
def reports(cast: JourneyCast) -> list[Report]:
    """Three reports of the pool, the first received first."""
    with tenant_scope(cast.office.id):
        return [make_report(clock.now(), words=words) for words in WORDS]


@pytest.fixture
def desk(visit: Visit, cast: JourneyCast) -> Any:
    page = visit()
    cast.sign_in(page, "zl01")
    return page


def _states(cast: JourneyCast) -> list[tuple[str, str]]:
    with tenant_scope(cast.office.id):
        found = Report.objects.order_by("words").values_list("words", "pool_state")
        return [(words[:3], state) for words, state in found]


def _reading(desk: Any, words: str) -> None:
    """Wait until the pane shows a report and the cursor stands on its row."""
    desk.locator("#pool-detail .reading__words").get_by_text(words).wait_for()
    desk.locator("[data-row].is-cursor").get_by_text(words).wait_for()


def test_pool_is_screened_by_keys_and_the_last_act_undone(
    desk: Any, cast: JourneyCast, reports: list[Report]
) -> None:
    desk.goto("/desk/pool/")
    order = [text[:8] for text in desk.locator("[data-row] [data-open]").all_inner_texts()]
    _reading(desk, order[0])
    desk.keyboard.press("j")
    _reading(desk, order[1])
    desk.keyboard.press("k")
    _reading(desk, order[0])

    desk.keyboard.press("1")
    desk.get_by_text("1 条已转为：不作线索（私人纠纷，不涉及公共利益）").wait_for()
    _reading(desk, order[1])
    assert (order[0][:3], "not_lead") in _states(cast)
    desk.keyboard.press("u")
    desk.get_by_text("1 条已转为：待初筛").wait_for()
    assert {state for _words, state in _states(cast)} == {"pending"}


def test_rows_are_chosen_by_key(desk: Any, reports: list[Report]) -> None:
    desk.goto("/desk/pool/")
    desk.locator("[data-row].is-cursor").wait_for()
    desk.keyboard.press("x")
    desk.keyboard.press("j")
    desk.keyboard.press("x")
    desk.locator("[data-select-count]").get_by_text("2").wait_for()


def test_report_that_comes_late_neither_moves_the_cursor_nor_is_acted_on(
    desk: Any, cast: JourneyCast, reports: list[Report]
) -> None:
    held: list[Any] = []

    def hold(route: Any) -> None:
        held.append(route)

    desk.route(re.compile(r"/desk/pool/[0-9a-f-]{36}/"), hold)
    desk.goto("/desk/pool/")
    order = [text[:8] for text in desk.locator("[data-row] [data-open]").all_inner_texts()]
    _until(desk, lambda: len(held) == 1)
    desk.keyboard.press("j")
    desk.keyboard.press("1")
    held[0].continue_()
    _until(desk, lambda: len(held) == 2)

    on_cursor = desk.locator("[data-row].is-cursor")
    assert order[1] in on_cursor.inner_text()
    desk.keyboard.press("1")
    held[1].continue_()
    _reading(desk, order[1])
    assert {state for _words, state in _states(cast)} == {"pending"}
    desk.keyboard.press("1")
    desk.get_by_text("1 条已转为：不作线索（私人纠纷，不涉及公共利益）").wait_for()
    assert (order[1][:3], "not_lead") in _states(cast)


def _until(desk: Any, happened: Callable[[], bool]) -> None:
    """Wait, letting the page go on, until something was seen on this side."""
    for _ in range(600):
        if happened():
            return
        desk.wait_for_timeout(50)
    pytest.fail("it never happened")


def test_worklist_opens_the_lead_under_the_cursor(
    desk: Any, cast: JourneyCast, reports: list[Report]
) -> None:
    _register(cast.staff["zl01"].actor, reports)
    desk.goto("/desk/")
    titles = desk.locator("[data-row] [data-open]").all_inner_texts()
    desk.keyboard.press("j")
    desk.keyboard.press("j")
    desk.keyboard.press("j")
    desk.keyboard.press("k")
    desk.keyboard.press("Enter")
    desk.get_by_role("heading", level=1, name=titles[1]).wait_for()


def _register(acting: Actor, reports: list[Report]) -> None:
    assert acting.department_id is not None
    with tenant_scope(acting.procuratorate_id):
        for report in reports:
            registration = Registration(
                title=report.words, department_id=acting.department_id, handler_id=acting.id
            )
            register_lead(
                report_ids=[report.id], registration=registration, acting=acting, now=clock.now()
            )

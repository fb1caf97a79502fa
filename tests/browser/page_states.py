"""Pages that stand behind an act: how to reach each in the furnished office."""

from collections.abc import Callable
from typing import Any, Final

from tests.accounts.people import PASSWORD
from tests.browser import journey_acts as acts
from tests.browser.every_page import NOBODY, SIGNS_IN, code_of

Reach = Callable[[Any], None]

LIST = "标题,内容,苏木镇\n路灯,村口路灯不亮半个月了,展旦召苏木\n井盖,学校门口井盖丢了,树林召镇\n"


def _second_step(page: Any) -> None:
    page.goto("/desk/sign-in/")
    page.get_by_label("登录名").fill(SIGNS_IN)
    page.get_by_label("密码").fill(PASSWORD)
    page.get_by_role("button", name="下一步").click()
    page.get_by_label("动态口令").wait_for()


def _confirm(page: Any) -> None:
    _second_step(page)
    page.get_by_label("动态口令").fill(code_of())
    page.get_by_role("button", name="登录", exact=True).click()
    page.get_by_role("heading", level=1).first.wait_for()
    page.goto("/desk/confirm/")
    page.get_by_role("heading", name="再次确认身份").wait_for()


def _refused_sign_in(page: Any) -> None:
    page.goto("/desk/sign-in/")
    page.get_by_label("登录名").fill("nobody-here")
    page.get_by_label("密码").fill("wrong wrong wrong")
    page.get_by_role("button", name="下一步").click()
    page.locator(".summary").wait_for()


def _unit_code(page: Any) -> None:
    page.goto("/portal/sign-in/")
    page.get_by_label("单位账号").fill("xiaofang")
    page.get_by_role("button", name="发短信验证码").click()
    page.get_by_label("短信验证码").wait_for()


def _phone_code(page: Any) -> None:
    page.goto("/sign-in/")
    page.get_by_label("手机号").fill("13800000007")
    page.locator("[name=act][value=send]").click()
    page.get_by_label("验证码").wait_for()


def _refused_report(page: Any) -> None:
    page.goto("/")
    acts.send(page)
    page.locator("[data-summary]").wait_for()


def _receipt(page: Any) -> None:
    acts.snap_anonymously(page, acts.WORDS)


def _progress(page: Any) -> None:
    acts.follow(page, acts.snap_anonymously(page, acts.WORDS))


def _ledger_print(page: Any) -> None:
    page.goto("/desk/ledgers/")
    page.locator("[formaction$='/print/']").click()
    page.wait_for_url("**/print/")
    page.locator(".sheet-whole").first.wait_for()
    assert page.evaluate(CUT_OFF) == []


def _refused_assessment(page: Any) -> None:
    page.goto("/desk/leads/")
    page.locator("[data-row]", has_text="待评估").locator("[data-open]").first.click()
    offered = page.get_by_role("link", name="线索评估", exact=True)
    offered.and_(page.locator("a.btn")).first.click()
    acts.submit_assessment(page)
    page.locator(".summary").wait_for()


def _import_preview(page: Any) -> None:
    page.goto("/desk/import/")
    file = {"name": "名单.csv", "mimeType": "text/csv", "buffer": LIST.encode()}
    page.locator("input[type=file]").set_input_files(file)
    page.locator("main form button").first.click()
    page.get_by_text("村口路灯不亮").first.wait_for()


def _work_card(page: Any) -> None:
    page.goto("/desk/office/supporters/")
    page.get_by_role("link", name="网格员07").click()
    page.get_by_text("发工作证").first.click()
    page.locator("form[action$='/card/'] .btn--primary").click()
    page.get_by_role("img").first.wait_for()


def _chosen_rows(page: Any) -> None:
    page.goto("/desk/pool/")
    page.locator("[data-row].is-cursor").wait_for()
    page.keyboard.press("x")
    page.locator("[data-select-bar].is-on").wait_for()


# Cells whose text stands over the next one.
CUT_OFF: Final = """() => Array.from(document.querySelectorAll("td"))
  .filter(cell => cell.scrollWidth > cell.clientWidth).map(cell => cell.textContent)"""
AFTER_AN_ACT: Final[dict[str, tuple[str, Reach]]] = {
    "second step of the sign-in": (NOBODY, _second_step),
    "identity confirmed once more": (NOBODY, _confirm),
    "sign-in refused": (NOBODY, _refused_sign_in),
    "unit asked for its code": (NOBODY, _unit_code),
    "phone asked for its code": (NOBODY, _phone_code),
    "report refused": (NOBODY, _refused_report),
    "receipt": (NOBODY, _receipt),
    "progress behind the receipt": (NOBODY, _progress),
    "ledger to print": ("handler", _ledger_print),
    "assessment refused": ("handler", _refused_assessment),
    "rows chosen in the pool": ("handler", _chosen_rows),
    "list before its import": ("head", _import_preview),
    "work card": ("head", _work_card),
}

"""Forms of the office that bring files: a refusal leaves what was written and what was chosen."""

from dataclasses import dataclass
from typing import Any

import pytest

from tests.accounts.people import make_person
from tests.browser.conftest import Site, Visit
from tests.browser.journey_cast import SECRET, JourneyCast
from tests.browser.test_suggestion import chosen
from tests.campaigns.cast import make_campaign
from tests.cast import make_staff
from xiezhi.accounts.rules.roles import Role
from xiezhi.infra.tenant import tenant_scope
from xiezhi.kernel import clock

NONE = {"name": "不是表格.xlsx", "mimeType": "application/octet-stream", "buffer": b"no list"}


@dataclass(frozen=True)
class Refused:
    """A form that will be refused: where, its file field, what is written, and the button."""

    path: str
    files: str
    button: str
    written: tuple[tuple[str, str], ...] = ()
    login: str = "lx07"


FORMS = {
    "reports": Refused("/desk/import/", "file", "上传并预览"),
    "proposals": Refused(
        "/desk/proposals/import/", "list_file", "上传并预览", (("届次", "十七届五次"),)
    ),
    "texts": Refused("/desk/proposals/texts/", "texts", "上传并核对"),
    "joint action": Refused(
        "/desk/campaigns/{campaign}/act/", "papers", "保存", (("做了什么", "联合检查消防通道"),)
    ),
    "own template": Refused("/desk/case-papers/", "file", "检查并启用", login="gly07"),
}


@pytest.fixture
def cast(site: Site) -> JourneyCast:
    make_person(site.office, "联络员07", "lx07", ("liaison",), secret=SECRET)
    make_person(site.office, "管理员07", "gly07", ("system_admin",), secret=SECRET)
    nothing: Any = None
    return JourneyCast(site.office, {}, nothing, nothing, nothing, "")


@pytest.fixture
def campaign(site: Site) -> str:
    with tenant_scope(site.office.id):
        keeper = make_staff("负责人07", Role.DEPARTMENT_HEAD)
        return str(make_campaign(keeper, clock.now()).id)


@pytest.mark.parametrize("asked", FORMS.values(), ids=FORMS)
def test_refused_form_keeps_what_was_written_and_chosen(
    cast: JourneyCast, campaign: str, visit: Visit, asked: Refused
) -> None:
    page = visit()
    cast.sign_in(page, asked.login)
    page.goto(asked.path.format(campaign=campaign))
    page.locator(f"input[name={asked.files}]").set_input_files(NONE)
    for label, words in asked.written:
        page.get_by_label(label).fill(words)
    page.get_by_role("button", name=asked.button).click()
    page.locator("form[data-sent-form] .summary").wait_for()
    assert chosen(page, asked.files) == ["不是表格.xlsx"]
    for label, words in asked.written:
        assert page.get_by_label(label).input_value() == words

"""What leaves the application says that something waits, never what."""

import ast
import re

import pytest

from tests.architecture.source import modules
from xiezhi.notifications.channels.email import FOOT, SUBJECT
from xiezhi.notifications.rules.notices import MAX_CHARACTERS, Notice

# Words that would tell a passer-by what the matter is, whose it is, or that somebody reported.
CASE_WORDS = [
    "线索",
    "案件",
    "举报",
    "反映",
    "投诉",
    "信访",
    "检察",
    "公益",
    "诉讼",
    "立案",
    "移送",
    "评估",
    "调查",
    "听证",
    "调解",
    "整改",
    "回复函",
    "污染",
    "垃圾",
    "消防",
    "水鹤",
    "食品",
    "药品",
    "道路",
    "网格员",
    "苏木",
    "嘎查",
    "乡",
    "镇",
    "村",
    "局",
    "公司",
    "先生",
    "女士",
    "姓名",
    "电话",
    "编号",
]


@pytest.mark.parametrize("notice", list(Notice), ids=lambda notice: notice.name)
def test_notice_is_neutral_and_fits_one_sms(notice: Notice) -> None:
    assert [word for word in CASE_WORDS if word in notice] == []
    assert len(notice) <= MAX_CHARACTERS
    assert re.search(r"https?:|www\.|%|\{", notice) is None
    assert notice.startswith("【协治】")


@pytest.mark.parametrize("words", [SUBJECT, FOOT])
def test_mail_adds_no_case_word(words: str) -> None:
    assert [word for word in CASE_WORDS if word in words] == []


def test_every_message_names_a_fixed_notice() -> None:
    """A notice is a member of the table, never a text put together from a matter."""
    wrong = [
        f"{path}:{keyword.value.lineno}"
        for path, tree in modules().items()
        for call in ast.walk(tree)
        if isinstance(call, ast.Call) and ast.unparse(call.func).endswith("Draft")
        for keyword in call.keywords
        if keyword.arg == "notice" and not re.match(r"Notice\.|STAGE_NOTICES\[", _plain(keyword))
    ]
    assert wrong == []


def _plain(keyword: ast.keyword) -> str:
    return ast.unparse(keyword.value)

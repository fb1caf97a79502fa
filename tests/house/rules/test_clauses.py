"""A pasted text falls into its clauses, whatever it was copied from, and nothing of it is lost."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xiezhi.house.rules.clauses import MAX_CLAUSES, MAX_TEXT, WHOLE, split_clauses, written
from xiezhi.house.rules.numbers import chinese_number
from xiezhi.kernel.errors import InvalidInputError

PLAIN = """达拉特旗人民检察院
公益诉讼线索管理办法（试行）

第一章　总则
第一条　为规范线索管理，制定本办法。
第二条　本办法所称线索，是指登记编号的反映信息。
第二章　办理
第三条　线索登记后十五日内完成评估。
情况复杂的，经部门负责人同意可以延长。
"""


def numbers(text: str) -> list[str]:
    return [clause.number for clause in split_clauses(text).clauses]


def test_clauses_keep_their_chapter_and_their_lines() -> None:
    split = split_clauses(PLAIN)
    assert split.preamble == "达拉特旗人民检察院\n公益诉讼线索管理办法（试行）"
    assert [(one.number, one.heading) for one in split.clauses] == [
        ("第一条", "第一章 总则"),
        ("第二条", "第一章 总则"),
        ("第三条", "第二章 办理"),
    ]
    assert split.clauses[2].text == (
        "线索登记后十五日内完成评估。\n情况复杂的，经部门负责人同意可以延长。"
    )
    assert split.gaps == ()


@pytest.mark.parametrize(
    ("text", "found"),
    [
        pytest.param("第１条 甲。\n第２条 乙。", ["第1条", "第2条"], id="full-width figures"),
        pytest.param("第 一 条 甲。\n第 二 条 乙。", ["第一条", "第二条"], id="spaced numerals"),
        pytest.param("第 1 条：甲。\n第 2 条：乙。", ["第1条", "第2条"], id="spaced figures"),
        pytest.param("第一条为了甲。\n第二条乙。", ["第一条", "第二条"], id="without a space"),
        pytest.param(
            "第一条　甲。第二条　乙。第三条　丙。", ["第一条", "第二条", "第三条"], id="in one line"
        ),
        pytest.param(
            "第一条　按照\n第二条规定的期限办理。\n第二条　乙。",
            ["第一条", "第二条"],
            id="a broken line that names another clause",
        ),
        pytest.param(
            "第一条　按第三条、\n第四条的规定办理。\n第二条　乙。",
            ["第一条", "第二条"],
            id="several clauses named",
        ),
        pytest.param(
            "第一条　甲。\n第一条之一　乙。\n第二条　丙。",
            ["第一条", "第一条之一", "第二条"],
            id="a clause put between",
        ),
        pytest.param("一、上报线索；\n二、协助核实；", ["第一项", "第二项"], id="items"),
        pytest.param("发现情况及时上报。\n保守秘密。", [WHOLE], id="not divided"),
        pytest.param("", [], id="nothing"),
        pytest.param("\u3000第一条\u3000甲", ["第一条"], id="indented"),
    ],
)
def test_text_is_split(text: str, found: list[str]) -> None:
    assert numbers(text) == found


def test_gap_between_two_clauses_is_told() -> None:
    split = split_clauses("第一条　甲。\n第四条　丁。")
    assert [one.number for one in split.clauses] == ["第一条", "第四条"]
    assert split.gaps == ("第2条", "第3条")


def test_clause_given_twice_is_refused_by_its_number() -> None:
    with pytest.raises(InvalidInputError) as refusal:
        split_clauses("第一条　甲。\n第一条　乙。")
    assert refusal.value.code == "house.clause_twice"
    assert refusal.value.params["number"] == "第一条"


@pytest.mark.parametrize(
    ("text", "code"),
    [
        pytest.param("字" * (MAX_TEXT + 1), "house.text_too_long", id="too long"),
        pytest.param(
            "\n".join(f"第{n}条　文。" for n in range(1, MAX_CLAUSES + 2)),
            "house.too_many_clauses",
            id="too many clauses",
        ),
    ],
)
def test_too_much_is_refused(text: str, code: str) -> None:
    with pytest.raises(InvalidInputError) as refusal:
        split_clauses(text)
    assert refusal.value.code == code


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("一", 1),
        ("十", 10),
        ("十五", 15),
        ("二十", 20),
        ("二十三", 23),
        ("一百零五", 105),
        ("一百二十", 120),
        ("一〇二", 102),
        ("23", 23),
    ],
)
def test_numeral_is_read(text: str, value: int) -> None:
    assert chinese_number(text) == value


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("第一条" * (MAX_TEXT // 3), id="one line of headings"),
        pytest.param("甲，第一条\n" * 5_000, id="5,000 lines"),
        pytest.param("第一条 " + "文" * (MAX_TEXT - 10), id="one long clause"),
        pytest.param("第 " * (MAX_TEXT // 2), id="beginnings without an end"),
    ],
)
def test_long_paste_is_split_in_one_go(text: str) -> None:
    split = split_clauses(text)
    assert len(split.clauses) == 1


@pytest.mark.parametrize(
    "text", ["第一条　🔥着火先打119。\n第二条　䶮。", "第一条　甲\r\n第二条　乙"]
)
def test_rare_signs_and_line_ends_are_kept(text: str) -> None:
    assert numbers(text) == ["第一条", "第二条"]


@pytest.mark.parametrize(
    "text", ["第一条　甲。\n第二条　乙。\n丙。", "一、甲；\n二、乙；", "不分条的一段话。\n第二段。"]
)
def test_clauses_written_again_fall_into_the_same(text: str) -> None:
    clauses = split_clauses(text).clauses
    again = "\n".join(written(one.number, one.text) for one in clauses)
    assert split_clauses(again).clauses == clauses


WORDS = st.text(alphabet="第条一二三十0123456789、。；章 \u3000甲乙丙规定的之\n", max_size=120)


@given(WORDS)
def test_no_word_of_the_text_is_lost(text: str) -> None:
    try:
        split = split_clauses(text)
    except InvalidInputError:
        return
    kept = split.preamble + "".join(one.number + one.heading + one.text for one in split.clauses)
    for character in set(re.sub(r"\s", "", text)) & set("甲乙丙规定的"):
        assert character in kept

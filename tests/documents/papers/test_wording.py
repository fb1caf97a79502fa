"""Words of a paper: cleaned, numbered, dated, and a title broken by its meaning."""

from datetime import date

import pytest

from xiezhi.documents.papers.values import Level, Paragraph
from xiezhi.documents.papers.wording import (
    TITLE_WIDTH,
    clean,
    clean_line,
    date_in_words,
    han_number,
    numbered,
    paragraphs_of,
    title_lines,
)


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        pytest.param("甲\x00乙\x1b[31m丙", "甲乙[31m丙", id="controls-go"),
        pytest.param("甲\u200b乙\ufeff丙\u202e", "甲乙丙", id="invisible-marks-go"),
        pytest.param("一\r\n二\t三", "一\n二 三", id="line-ends-and-tabs"),
        pytest.param("e\u0301", "é", id="composed-form"),
        pytest.param("𠮷㐂", "𠮷㐂", id="rare-names-stay"),
        pytest.param("\ue000", "\ue000", id="self-made-characters-stay-to-be-refused"),
        pytest.param("{{ 7*7 }} <b>&", "{{ 7*7 }} <b>&", id="markup-is-text"),
    ],
)
def test_text_is_cleaned_of_what_has_no_shape(typed: str, kept: str) -> None:
    assert clean(typed) == kept


def test_line_has_no_breaks_and_no_runs_of_spaces() -> None:
    assert clean_line("  甲\n\n乙   丙\u3000") == "甲 乙 丙"


@pytest.mark.parametrize(
    ("day", "words"),
    [(date(2026, 3, 5), "2026年3月5日"), (date(2026, 11, 25), "2026年11月25日")],
)
def test_date_has_arabic_figures_without_leading_zeros(day: date, words: str) -> None:
    assert date_in_words(day) == words


@pytest.mark.parametrize(
    ("number", "words"),
    [(1, "一"), (10, "十"), (11, "十一"), (20, "二十"), (35, "三十五"), (99, "九十九")],
)
def test_numbers_are_written_in_han(number: int, words: str) -> None:
    assert han_number(number) == words


def test_levels_are_counted_and_a_higher_one_starts_the_lower_anew() -> None:
    levels = (1, 2, 2, 3, 4, 4, 1, 2, 0, 2)
    made = numbered(Paragraph(text="文", level=Level(level)) for level in levels)
    assert [part.number for part in made] == [
        "一、", "（一）", "（二）", "1.", "（1）", "（2）", "二、", "（一）", "", "（二）",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        pytest.param(
            "一、基本情况", (Level.FIRST, "一、", "基本情况", ""), id="first-level-is-all-heading"
        ),
        pytest.param(
            "（二）有关依据。《消防法》规定。",
            (Level.SECOND, "（二）", "有关依据。", "《消防法》规定。"),
            id="second-level-with-text",
        ),
        pytest.param(
            "(三)半角括号", (Level.SECOND, "（三）", "半角括号", ""), id="half-width-brackets-widen"
        ),
        pytest.param("1．请维修", (Level.THIRD, "1.", "请维修", ""), id="full-width-point"),
        pytest.param("（1）照片", (Level.FOURTH, "（1）", "照片", ""), id="fourth-level"),
        pytest.param("　　正文一段。", (Level.PLAIN, "", "", "正文一段。"), id="plain"),
        pytest.param("3.5公里处漏水", (Level.PLAIN, "", "", "3.5公里处漏水"), id="decimal"),
        pytest.param("2026年3月5日", (Level.PLAIN, "", "", "2026年3月5日"), id="date"),
        pytest.param(
            "一、" + "长" * 60, (Level.FIRST, "一、", "", "长" * 60), id="long-line-is-no-heading"
        ),
    ],
)
def test_typed_numbers_give_the_level(line: str, expected: tuple[Level, str, str, str]) -> None:
    (part,) = paragraphs_of(line)
    assert (part.level, part.number, part.heading, part.text) == expected


def test_empty_lines_are_no_paragraphs() -> None:
    assert [part.text for part in paragraphs_of("一段\n\n  \u3000\n二段")] == ["一段", "二段"]


@pytest.mark.parametrize(
    ("title", "names", "body", "lines"),
    [
        pytest.param("关于处理线索的函", (), "", ("关于处理线索的函",), id="one-line"),
        pytest.param(
            "关于移送展旦召苏木消防水鹤损坏公益损害问题线索的函",
            (),
            "消防水鹤损坏漏水，该处水鹤由你局维护，水鹤阀门损坏，公益损害问题",
            ("关于移送展旦召苏木消防水鹤", "损坏公益损害问题线索的函"),
            id="never-within-a-word-of-the-text",
        ),
        pytest.param(
            "达拉特旗人民检察院关于报送2026年上半年公益诉讼检察工作情况的报告",
            ("达拉特旗人民检察院",),
            "公益诉讼检察工作",
            ("达拉特旗人民检察院关于报送2026年", "上半年公益诉讼检察工作情况的报告"),
            id="never-between-figure-and-unit",
        ),
        pytest.param("甲行\n乙行的函", (), "", ("甲行", "乙行的函"), id="the-writers-own-lines"),
    ],
)
def test_title_is_broken_by_meaning(
    title: str, names: tuple[str, ...], body: str, lines: tuple[str, ...]
) -> None:
    assert title_lines(title, names, body) == lines


@pytest.mark.parametrize("length", [TITLE_WIDTH + 1, 57, 119])
def test_no_line_of_a_title_is_wider_than_the_text(length: int) -> None:
    lines = title_lines("督" * length)
    assert "".join(lines) == "督" * length
    assert max(map(len, lines)) <= TITLE_WIDTH
    assert max(map(len, lines)) - min(map(len, lines)) <= 1


def test_title_that_may_not_be_broken_is_broken_all_the_same() -> None:
    lines = title_lines("《" + "很长的法规名称" * 6 + "》")
    assert max(map(len, lines)) <= TITLE_WIDTH


def test_no_line_of_a_title_begins_with_a_mark() -> None:
    lines = title_lines("关于对某某河道采砂、取土、倾倒垃圾等问题开展联合整治的函")
    assert not any(line[0] in "、，。》）的等" for line in lines)

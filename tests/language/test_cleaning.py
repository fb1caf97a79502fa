"""What strangers type is stored readable, complete and without hidden characters."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xiezhi.kernel.errors import InvalidInputError
from xiezhi.language.cleaning import MAX_MARKS_PER_CHARACTER, clean_line, clean_text

LIMIT = 2_000
ANY_TEXT = st.text(st.characters(), max_size=200)


@pytest.mark.parametrize(
    ("raw", "kept"),
    [
        pytest.param("  加油站北\u3000", "加油站北", id="edges-stripped"),
        pytest.param("一\r\n二\r三", "一\n二\n三", id="line-ends"),
        pytest.param("一\u2028二\x0b三", "一\n二\n三", id="unicode-line-ends"),
        pytest.param("水\x00鹤\x1b[31m", "水鹤[31m", id="nul-and-escape"),
        pytest.param("列\t表", "列\t表", id="tab-kept"),
        pytest.param("a\u202egpj.exe", "agpj.exe", id="bidi-override"),
        pytest.param("污\u200b水\ufeff", "污水", id="zero-width"),
        pytest.param("污\u200d水", "污水", id="joiner-between-han"),
        pytest.param("\U0001f468\u200d\U0001f33e", "\U0001f468\u200d\U0001f33e", id="emoji-joined"),
        pytest.param("ᠮᠣ\u180bᠩ\u200d", "ᠮᠣ\u180bᠩ\u200d", id="mongolian-kept"),
        pytest.param("e\u0301", "é", id="nfc"),
        pytest.param("坏\ud800了", "坏\ufffd了", id="lone-surrogate"),
        pytest.param("\ud842\udfb7", "𠮷", id="surrogate-pair-joined"),
        pytest.param("𠮷㐂·\ue000", "𠮷㐂·\ue000", id="rare-and-private-names-kept"),
        pytest.param("甲\U000e0041乙\ufff9", "甲乙", id="tag-letters"),
        pytest.param("甲\uffff乙", "甲\ufffd乙", id="noncharacter"),
        pytest.param("{{7*7}} ' OR 1=1 --", "{{7*7}} ' OR 1=1 --", id="code-is-just-text"),
    ],
)
def test_hidden_characters_go_and_words_stay(raw: str, kept: str) -> None:
    assert clean_text(raw, limit=LIMIT) == kept


def test_piled_up_marks_are_capped() -> None:
    cleaned = clean_text("水" + "\u0301" * 1_000, limit=LIMIT)
    assert len(cleaned) == 1 + MAX_MARKS_PER_CHARACTER


def test_piled_up_marks_of_two_kinds_are_capped_before_they_are_sorted() -> None:
    assert (
        len(clean_text("a" + "\u0301\u0323" * 20_000, limit=50_000)) <= 1 + MAX_MARKS_PER_CHARACTER
    )


@pytest.mark.parametrize("length", [LIMIT + 1, LIMIT * 4 + 1, 10_000_000])
def test_too_long_text_is_refused_with_its_limit(length: int) -> None:
    with pytest.raises(InvalidInputError) as refused:
        clean_text("水" * length, limit=LIMIT)
    assert (refused.value.code, refused.value.params) == ("language.too_long", {"limit": LIMIT})


def test_text_of_exactly_the_limit_is_accepted() -> None:
    assert len(clean_text("水" * LIMIT, limit=LIMIT)) == LIMIT


def test_line_has_no_line_breaks_or_double_spaces() -> None:
    assert clean_line(" 网格员07 \r\n\t展旦召\u3000苏木 ", limit=50) == "网格员07 展旦召 苏木"


def test_too_long_line_is_refused_with_its_own_limit() -> None:
    with pytest.raises(InvalidInputError) as refused:
        clean_line("水" * 11, limit=10)
    assert refused.value.params == {"limit": 10}


@given(ANY_TEXT)
def test_cleaning_twice_changes_nothing(raw: str) -> None:
    once = clean_text(raw, limit=LIMIT)
    assert clean_text(once, limit=LIMIT) == once


@given(ANY_TEXT)
def test_cleaned_text_can_be_stored_as_utf8_without_nul(raw: str) -> None:
    assert b"\x00" not in clean_text(raw, limit=LIMIT).encode()

"""A search finds exactly the texts in which the typed characters stand side by side."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xiezhi.language.segmentation import search_query, search_vector

WORDS = st.text(st.sampled_from("消防水鹤损坏污排展旦召苏木a1 ，b"), max_size=30)


@pytest.mark.parametrize(
    ("text", "vector"),
    [
        pytest.param("消防水鹤", "'水鹤':3 '消防':1 '防水':2 '鹤':4", id="pairs-and-tail"),
        pytest.param("水", "'水':1", id="one-character"),
        pytest.param("A3区", "'a3':1 '区':2", id="letters-then-han"),
        pytest.param("Ａ３ 区", "'a3':1 '区':3", id="full-width-and-gap"),
        pytest.param("水，水", "'水':1,3", id="two-places"),
        pytest.param("'); DROP--\\", "'drop':1", id="hostile"),
        pytest.param("……", "", id="no-letters"),
    ],
)
def test_text_becomes_a_vector_literal(text: str, vector: str) -> None:
    assert search_vector(text) == vector


@pytest.mark.parametrize(
    ("typed", "query"),
    [
        pytest.param("水鹤", "'水鹤'", id="pair"),
        pytest.param("消防水鹤", "( '消防' <1> '防水' <1> '水鹤' )", id="phrase"),
        pytest.param("水", "'水':*", id="one-character-as-beginning"),
        pytest.param("水鹤 垃圾", "'水鹤' & '垃圾'", id="two-terms"),
        pytest.param("消防119", "( '消防' <2> '119':* )", id="word-after-han"),
        pytest.param("& | ! ' <-> :*", "", id="operators-are-not-understood"),
        pytest.param("  ", "", id="nothing"),
    ],
)
def test_typed_words_become_a_query_literal(typed: str, query: str) -> None:
    assert search_query(typed) == query


def test_short_name_of_the_banner_finds_the_full_one() -> None:
    query = search_query("达旗", synonyms={"达旗": "达拉特旗"})
    assert finds(query, "达拉特旗树林召镇")
    assert finds(query, "达旗树林召镇")


@pytest.mark.parametrize(
    ("typed", "text"),
    [
        ("树林召", "达拉特旗树林召镇消防水鹤"),
        ("召", "树林召"),
        ("水鹤 树林召", "树林召镇的消防水鹤坏了"),
        ("蒙K12", "车牌蒙K12345"),
        ("小区a3", "住在小区A3栋"),
    ],
)
def test_part_of_a_text_is_found(typed: str, text: str) -> None:
    assert finds(search_query(typed), text)


def test_the_same_pairs_elsewhere_are_not_found() -> None:
    assert not finds(search_query("防水鹤"), "防水材料，水鹤")


@given(WORDS, st.integers(0, 29), st.integers(1, 12))
def test_every_run_of_han_within_a_text_finds_it(text: str, start: int, length: int) -> None:
    for run in re.findall("[一-鿿]+", text[start : start + length]):
        assert finds(search_query(run), text)


@given(st.text(max_size=60))
def test_any_text_gives_balanced_literals(text: str) -> None:
    for literal in (search_query(text), search_vector(text)):
        assert literal.count("'") % 2 == 0
        assert literal.count("(") == literal.count(")")
        assert "\\" not in literal


def test_endless_input_gives_a_short_query() -> None:
    assert len(search_query("水鹤" * 10_000 + " 水" * 10_000)) < 5_000


def finds(query: str, text: str) -> bool:
    """Evaluate the small part of tsquery that `search_query` writes."""
    places: dict[str, set[int]] = {}
    for word, numbers in re.findall(r"'([^']+)':([\d,]+)", search_vector(text)):
        places[word] = {int(number) for number in numbers.split(",")}
    return all(any(_phrase(form, places) for form in part.split("|")) for part in query.split("&"))


def _phrase(form: str, places: dict[str, set[int]]) -> bool:
    lexemes = re.findall(r"(?:<(\d+)> )?'([^']+)'(:\*)?", form)
    ends: set[int] | None = None
    for distance, word, star in lexemes:
        here = {
            place
            for key, found in places.items()
            if key == word or (star and key.startswith(word))
            for place in found
        }
        ends = here if ends is None else here & {end + int(distance) for end in ends}
    return bool(ends)

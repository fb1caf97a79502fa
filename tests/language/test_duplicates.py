"""Two messages about the same thing are offered side by side."""

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xiezhi.language.duplicates import BANDS, SUSPECTED, band_keys, similarity

MESSAGES = st.text(st.sampled_from("消防水鹤损坏污排展旦召苏木的了在A1，。 "), max_size=60)
CRANE = "展旦召苏木加油站旁边的消防水鹤漏水，阀门已经坏了很久，没有人来修。"
REWORDED = "展旦召苏木加油站旁边消防水鹤一直漏水，阀门坏了很久，也没有人来修！"
OTHER = "王爱召镇集市上的小吃摊没有卫生许可证，食品露天摆放。"


def test_reworded_message_is_suspected() -> None:
    assert similarity(CRANE, REWORDED) > SUSPECTED
    assert set(band_keys(CRANE)) & set(band_keys(REWORDED))


def test_message_about_something_else_is_not_suspected() -> None:
    assert similarity(CRANE, OTHER) < 0.2
    assert not set(band_keys(CRANE)) & set(band_keys(OTHER))


def test_closer_wording_scores_higher() -> None:
    half = CRANE[: len(CRANE) // 2]
    assert similarity(CRANE, OTHER) < similarity(CRANE, half) < similarity(CRANE, CRANE + "急")


def test_punctuation_width_and_case_make_no_difference() -> None:
    assert similarity("A3区，消防水鹤！", "ａ３区消防水鹤") == 1
    assert band_keys("A3区，消防水鹤！") == band_keys("ａ３区消防水鹤")


@pytest.mark.parametrize("text", ["", "……", " \n"])
def test_text_without_letters_is_like_nothing(text: str) -> None:
    assert band_keys(text) == ()
    assert similarity(text, text) == 0


@pytest.mark.parametrize("text", ["水", "的了", "坏了"])
def test_shortest_messages_still_have_keys(text: str) -> None:
    assert band_keys(text)
    assert similarity(text, text) == 1


def test_keys_stay_the_same_in_every_version() -> None:
    assert band_keys("消防水鹤")[:2] == (-896851582132542687, 3480648893343253638)


@given(MESSAGES)
def test_identical_messages_score_one_and_share_all_keys(text: str) -> None:
    assert similarity(text, text) == (1 if band_keys(text) else 0)
    assert band_keys(text) == band_keys(text)


@given(MESSAGES, MESSAGES)
def test_similarity_is_symmetric_and_between_nought_and_one(a: str, b: str) -> None:
    assert similarity(a, b) == similarity(b, a)
    assert 0 <= similarity(a, b) <= 1


@given(MESSAGES)
def test_keys_fit_a_bigint_column(text: str) -> None:
    keys = band_keys(text)
    assert len(keys) <= BANDS
    assert all(-(2**63) <= key < 2**63 for key in keys)


def test_most_unrelated_messages_share_no_key() -> None:
    places = ["树林召镇", "王爱召镇", "昭君镇", "恩格贝镇", "白泥井镇", "中和西镇"]
    matters = ["垃圾堆在河边", "路灯不亮", "井盖丢失", "药店卖过期药", "林地被开垦"]
    keys = {
        (place, matter): set(band_keys(f"{place}{matter}"))
        for place, matter in zip(places, itertools.cycle(matters), strict=False)
    }
    pairs = list(itertools.combinations(keys.values(), 2))
    assert sum(bool(a & b) for a, b in pairs) <= len(pairs) // 4

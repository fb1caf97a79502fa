"""The pool shows what a message may be about, and why."""

import pytest

from xiezhi.language.subject_hint import CHIP_AREAS, suggest_areas


@pytest.mark.parametrize(
    ("text", "area"),
    [
        pytest.param("消防水鹤漏水，阀门坏了", "work_safety", id="water-crane"),
        pytest.param("有人往河道里倾倒垃圾", "eco_resources", id="garbage"),
        pytest.param("半夜偷排污水到黄河", "eco_resources", id="sewage"),
        pytest.param("草场被开垦种地", "eco_resources", id="grassland"),
        pytest.param("药店卖过期药品", "food_drug", id="drugs"),
        pytest.param("拿第三代残疾证坐公交不让免费乘车", "accessibility", id="bus"),
        pytest.param("秦直道遗址被人取土", "cultural_relics", id="relics"),
        pytest.param("烈士陵园纪念碑破损", "martyrs", id="martyrs"),
        pytest.param("外嫁女没有分到集体收益", "women", id="women"),
    ],
)
def test_words_point_to_an_area(text: str, area: str) -> None:
    assert suggest_areas(text)[0].area == area


@pytest.mark.parametrize(("chip", "areas"), list(CHIP_AREAS.items()))
def test_tapped_chip_points_to_its_areas(chip: str, areas: tuple[str, ...]) -> None:
    assert tuple(hint.area for hint in suggest_areas("", chips=[chip])) == areas


def test_hint_shows_the_words_it_rests_on() -> None:
    (hint,) = suggest_areas("消防通道被占用")
    assert (hint.words, hint.score) == (("消防通道",), 0.5)


def test_chip_weighs_more_than_a_word() -> None:
    hints = suggest_areas("食堂门口", chips=["道路井盖"])
    assert [hint.area for hint in hints] == ["work_safety", "food_drug"]
    assert hints[0].score > hints[1].score


def test_private_dispute_points_nowhere() -> None:
    assert suggest_areas("邻居欠我钱不还，请帮我要回来") == ()

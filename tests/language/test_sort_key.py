"""Lists in Chinese order, whatever the database's collation."""

import pytest

from xiezhi.language.sort_key import pinyin_initials, pinyin_key


def test_towns_are_in_pinyin_order() -> None:
    towns = ["昭君镇", "树林召镇", "白泥井镇", "展旦召苏木", "恩格贝镇", "吉格斯太镇", "中和西镇"]
    assert sorted(towns, key=pinyin_key) == [
        "白泥井镇",
        "恩格贝镇",
        "吉格斯太镇",
        "树林召镇",
        "展旦召苏木",
        "昭君镇",
        "中和西镇",
    ]


def test_syllables_are_compared_one_by_one() -> None:
    assert pinyin_key("李安") < pinyin_key("连")


def test_digits_come_before_han() -> None:
    assert sorted(["应急局", "12345", "ABC"], key=pinyin_key) == ["12345", "ABC", "应急局"]


def test_same_sound_is_ordered_by_the_characters_themselves() -> None:
    assert pinyin_key("李") != pinyin_key("里")
    assert sorted(["里", "李"], key=pinyin_key) == sorted(["李", "里"], key=pinyin_key)


@pytest.mark.parametrize(
    ("name", "syllable"),
    [("单某", "shan4"), ("解某", "xie4"), ("曾某", "zeng1"), ("王某", "wang2")],
)
def test_surname_is_read_as_a_surname(name: str, syllable: str) -> None:
    assert pinyin_key(name, is_person=True).split(" ")[0] == syllable


@pytest.mark.parametrize("text", ["", "𠮷㐂", "·", "ᠮᠣᠩ", "\x00"])
def test_any_text_has_a_key(text: str) -> None:
    assert isinstance(pinyin_key(text, is_person=True), str)


def test_initials_help_typing_ahead() -> None:
    assert pinyin_initials("展旦召苏木") == "zdzsm"

"""File names: what people see and save."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.evidence.hostile import BAD_NAMES
from xiezhi.evidence.rules.names import (
    MAX_NAME_BYTES,
    MAX_NAME_CHARACTERS,
    UNNAMED,
    clean_file_name,
)


@pytest.mark.parametrize(
    ("raw", "clean"),
    [
        ("取水鹤.jpg", "取水鹤.jpg"),
        ("../../etc/passwd.jpg", "passwd.jpg"),
        ("C:\\Windows\\system32\\photo.jpg", "photo.jpg"),
        ("照片\u202egpj.exe", "照片gpj.exe"),
        ("零\u200b宽\ufeff.jpg", "零宽.jpg"),
        ("CON.jpg", "_CON.jpg"),
        ("com1", "_com1"),
        ("console.jpg", "console.jpg"),
        ("photo.jpg. . .", "photo.jpg"),
        ("...", UNNAMED),
        ("", UNNAMED),
        ("/", UNNAMED),
        ("a\0b\r\nX: y.jpg", "abX_ y.jpg"),
        ("\ud800.jpg", "jpg"),
        ("𠮷㐂·麦.jpg", "𠮷㐂·麦.jpg"),
        ("e\u0301.jpg", "é.jpg"),
        ("  两  个\u3000空格 .jpg", "两 个 空格 .jpg"),
    ],
    ids=lambda value: ascii(value)[:40],
)
def test_names_are_cleaned(raw: str, clean: str) -> None:
    assert clean_file_name(raw) == clean


def test_a_long_chinese_name_is_cut_and_keeps_its_extension() -> None:
    name = clean_file_name("汉" * 255 + ".jpg")
    assert name.startswith("汉汉")
    assert name.endswith("汉.jpg")
    assert len(name.encode()) <= MAX_NAME_BYTES


@given(st.one_of(st.text(max_size=300), st.sampled_from(BAD_NAMES)))
def test_a_clean_name_is_safe_and_stays_as_it_is(raw: str) -> None:
    name = clean_file_name(raw)
    assert 0 < len(name) <= MAX_NAME_CHARACTERS
    assert len(name.encode()) <= MAX_NAME_BYTES
    assert not set(name) & set('/\\<>:"|?*\0\r\n')
    assert not any(unicodedata.bidirectional(sign) in {"RLO", "LRO", "RLI"} for sign in name)
    assert name == name.strip(" .")
    assert clean_file_name(name) == name

"""Chinese numerals as clauses are counted with: 第二十三条 is 23."""

from typing import Final

_DIGITS: Final = {
    **{char: value for value, char in enumerate("〇一二三四五六七八九")},
    **{char: value for value, char in enumerate("0123456789")},
    "零": 0,
    "两": 2,
}
_UNITS: Final = {"十": 10, "百": 100, "千": 1000}


def chinese_number(text: str) -> int:
    """Return the value of a numeral written in Chinese or in figures (二十三, 一〇二, 23); 0 if none."""
    if any(char in _UNITS for char in text):
        return _with_units(text)
    value = 0
    for char in text:
        value = value * 10 + _DIGITS.get(char, 0)
    return value


def _with_units(text: str) -> int:
    total, digit = 0, 0
    for char in text:
        if char in _UNITS:
            # 十五 is 15: a unit without a digit counts once.
            total += (digit or (1 if total == 0 else 0)) * _UNITS[char]
            digit = 0
        else:
            digit = digit * 10 + _DIGITS.get(char, 0)
    return total + digit

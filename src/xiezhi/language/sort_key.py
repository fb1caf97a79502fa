"""Chinese order that is the same on every database: a key made here, compared byte by byte."""

import unicodedata
from typing import Final

# Readings a name takes that running text does not; place names of Ordos and common surnames.
_SURNAMES: Final = {
    "单": "shan4",
    "仇": "qiu2",
    "区": "ou1",
    "解": "xie4",
    "任": "ren2",
    "华": "hua4",
    "查": "zha1",
    "曾": "zeng1",
    "盖": "ge3",
    "朴": "piao2",
    "冼": "xian3",
    "尉": "wei4",
    "纪": "ji3",
    "乐": "yue4",
    "翟": "zhai2",
    "缪": "miao4",
    "宓": "mi4",
    "员": "yun4",
}


def pinyin_key(text: str, *, is_person: bool = False) -> str:
    """Return a key by which plain byte order is pinyin order, then the characters' own order.

    Syllables are separated by a space, so 李安 comes before 连. ASCII and digits come first.

    Args:
        text: a name or title.
        is_person: read the first character as a surname (单 shan, 解 xie).
    """
    folded = unicodedata.normalize("NFKC", text).strip().lower()
    syllables = _read(folded)
    if is_person and folded and folded[0] in _SURNAMES and syllables:
        syllables = [_SURNAMES[folded[0]], *_read(folded[1:])]
    return f"{' '.join(syllables)}\u0001{folded}"


def pinyin_initials(text: str) -> str:
    """Return the first letters of the syllables (展旦召苏木 -> zdzsm), for typing ahead."""
    from pypinyin import Style, lazy_pinyin  # noqa: PLC0415  # loaded when first needed

    folded = unicodedata.normalize("NFKC", text).strip().lower()
    return "".join(lazy_pinyin(folded, style=Style.FIRST_LETTER))


def _read(text: str) -> list[str]:
    """Return the syllables of a text.

    The dictionary is loaded by the first text: half a second no command waits for that sorts nothing.
    """
    from pypinyin import Style, lazy_pinyin  # noqa: PLC0415  # see above

    return lazy_pinyin(text, style=Style.TONE3, neutral_tone_with_five=True)

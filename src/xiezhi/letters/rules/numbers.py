"""文号 as typed from the OA: written the standard's way, never made by us.

Source: GB/T 9704-2012, 7.2.5: 发文字号 is office code, year in 六角括号〔〕 and number; the year in
full, the number without leading zeros (不编虚位) and without 第.
"""

import re
import unicodedata
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

_BRACKETS: Final = re.compile(r"[\[［【(（<〈《{]\s*(\d{2,4})\s*年?\s*[\]］】)）>〉》}]")
_STANDARD: Final = re.compile(r"〔(\d{4})〕")
_AFTER_YEAR: Final = re.compile(r"(〔\d{4}〕)\s*第?\s*(\d+)\s*号?")
_SPACES: Final = re.compile(r"\s+")
_CENTURY: Final = "20"
_SHORT_YEAR: Final = 2


class NumberNotice(StrEnum):
    """What was put right in a number as typed."""

    BRACKETS = "brackets"
    SHORT_YEAR = "short_year"
    ZEROS = "zeros"
    ORDINAL = "ordinal"
    SIGN_ADDED = "sign_added"
    SPACES = "spaces"


NOTICE_LABELS: Final = {
    NumberNotice.BRACKETS: "年份括号改为六角括号〔〕",
    NumberNotice.SHORT_YEAR: "年份补为四位",
    NumberNotice.ZEROS: "去掉序号前的 0",
    NumberNotice.ORDINAL: "去掉序号前的“第”",
    NumberNotice.SIGN_ADDED: "补上“号”字",
    NumberNotice.SPACES: "去掉空格",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class OfficeNumber:
    """A number as it is kept, and what was put right."""

    text: str
    notices: tuple[NumberNotice, ...] = ()


def normalise_number(typed: str) -> OfficeNumber:
    """Return a number the standard's way; what holds no year in brackets only loses its spaces."""
    notices: list[NumberNotice] = []
    text = _digits(typed).strip()
    spaced = _SPACES.sub("", text)
    if spaced != text:
        notices.append(NumberNotice.SPACES)
    text = _with_standard_year(spaced, notices)
    found = _AFTER_YEAR.search(text)
    if found:
        text = _with_plain_number(text, found, notices)
    return OfficeNumber(text=text, notices=tuple(notices))


def _digits(typed: str) -> str:
    return "".join(
        unicodedata.normalize("NFKC", character) if character.isdigit() else character
        for character in typed
    )


def _with_standard_year(text: str, notices: list[NumberNotice]) -> str:
    found = None if _STANDARD.search(text) else _BRACKETS.search(text)
    if found is None:
        return text
    notices.append(NumberNotice.BRACKETS)
    year = found[1]
    if len(year) == _SHORT_YEAR:
        notices.append(NumberNotice.SHORT_YEAR)
        year = _CENTURY + year
    return f"{text[: found.start()]}〔{year}〕{text[found.end() :]}"


def _with_plain_number(text: str, found: re.Match[str], notices: list[NumberNotice]) -> str:
    whole, number = found[0], found[2]
    plain = number.lstrip("0") or "0"
    if plain != number:
        notices.append(NumberNotice.ZEROS)
    if "第" in whole:
        notices.append(NumberNotice.ORDINAL)
    if not whole.endswith("号"):
        notices.append(NumberNotice.SIGN_ADDED)
    return f"{text[: found.start()]}{found[1]}{plain}号{text[found.end() :]}"

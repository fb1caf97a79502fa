"""文号 as typed: written the standard's way, taken apart where it is a judicial one, never made by us.

Sources: GB/T 9704-2012, 7.2.5: office code, year in 六角括号〔〕 and number; the year in full, the
number without leading zeros (不编虚位) and without 第. Judicial papers: 院简称, 检, the code of the
kind, 〔year〕, Z where 业务应用系统2.0 counted, number, 号 (待核: the codes are the office's own).
"""

import re
import unicodedata
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from xiezhi.kernel.errors import InvalidInputError

_BRACKETS: Final = re.compile(r"[\[［【(（<〈《{]\s*(\d{2,4})\s*年?\s*[\]］】)）>〉》}]")
_STANDARD: Final = re.compile(r"〔(\d{4})〕")
_AFTER_YEAR: Final = re.compile(r"(〔\d{4}〕)\s*第?\s*([ZzＺｚ]?)\s*第?\s*(\d+)\s*号?")
_SPACES: Final = re.compile(r"\s+")
_CENTURY: Final = "20"
_SHORT_YEAR: Final = 2
_JUDICIAL: Final = re.compile(
    r"(?P<office>[\u4e00-\u9fff]{1,8}?检)(?P<code>[\u4e00-\u9fff]{1,8})"
    r"〔(?P<year>20\d{2})〕(?P<system>Z)?(?P<sequence>[1-9]\d{0,4})号"
)


class NumberNotice(StrEnum):
    """What was put right in a number as typed."""

    BRACKETS = "brackets"
    SHORT_YEAR = "short_year"
    ZEROS = "zeros"
    ORDINAL = "ordinal"
    SIGN_ADDED = "sign_added"
    SPACES = "spaces"
    LETTER = "letter"


@dataclass(frozen=True, slots=True, kw_only=True)
class PaperNumber:
    """A number as it is kept, and what was put right."""

    text: str
    notices: tuple[NumberNotice, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class JudicialNumber:
    """The parts of a judicial number.

    Attributes:
        office: 院简称 with 检, for example 达检.
        code: kind of paper, for example 行公建.
        is_from_system: written with Z, counted by 业务应用系统2.0.
        notices: what was put right in it as typed.
    """

    office: str
    code: str
    year: int
    sequence: int
    is_from_system: bool = False
    notices: tuple[NumberNotice, ...] = ()

    @property
    def text(self) -> str:
        """The number as it is printed."""
        system = "Z" if self.is_from_system else ""
        return f"{self.office}{self.code}〔{self.year}〕{system}{self.sequence}号"


def normalise_number(typed: str) -> PaperNumber:
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
    return PaperNumber(text=text, notices=tuple(notices))


def judicial_number(typed: str) -> JudicialNumber:
    """Return a judicial number in its parts, brackets and zeros put right.

    Raises:
        InvalidInputError: ``language.not_a_judicial_number`` for what cannot be one.
    """
    number = normalise_number(typed)
    found = _JUDICIAL.fullmatch(number.text)
    if found is None:
        raise InvalidInputError("language.not_a_judicial_number", typed=typed.strip())
    return JudicialNumber(
        office=found["office"],
        code=found["code"],
        year=int(found["year"]),
        sequence=int(found["sequence"]),
        is_from_system=found["system"] is not None,
        notices=number.notices,
    )


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
    whole, letter, number = found[0], found[2], found[3]
    plain = number.lstrip("0") or "0"
    if letter and letter != "Z":
        notices.append(NumberNotice.LETTER)
    if plain != number:
        notices.append(NumberNotice.ZEROS)
    if "第" in whole:
        notices.append(NumberNotice.ORDINAL)
    if not whole.endswith("号"):
        notices.append(NumberNotice.SIGN_ADDED)
    system = "Z" if letter else ""
    return f"{text[: found.start()]}{found[1]}{system}{plain}号{text[found.end() :]}"

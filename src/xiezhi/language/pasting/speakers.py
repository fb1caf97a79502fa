"""From a name as a chat writes it to a person the office knows."""

import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from xiezhi.language.pasting.values import NameMatch

_FOREIGN_SUFFIX: Final = re.compile(r"@[^@]{1,20}$")  # 企业微信 adds @微信 to people outside
_NUMBER_CUES: Final = (
    re.compile(r"(?<!\d)(\d{1,4})\s?号"),
    re.compile(r"网格(?:员|长)?\D{0,3}?(\d{1,4})(?!\d)"),
    re.compile(r"(?<!\d)(\d{1,4})\D{0,2}网格"),
    re.compile(r"(?:no\.?|#)\s?(\d{1,4})(?!\d)"),
)
_HAN_NUMBER: Final = re.compile("([一二三四五六七八九]?)(十?)([一二三四五六七八九]?)号")
_HAN_DIGITS: Final = "〇一二三四五六七八九"
_LONE_NUMBER: Final = re.compile(r"(?<!\d)\d{1,4}(?!\d)")
_GRID: Final = "网格"
_NUMBER_LIMIT: Final = 60  # longer names are no names


@dataclass(frozen=True, slots=True, kw_only=True)
class Speaker:
    """A person behind a name: the key, or None, and how it was found."""

    key: str | None
    match: NameMatch


NOBODY: Final = Speaker(key=None, match=NameMatch.NONE)
_UNSURE: Final = Speaker(key=None, match=NameMatch.AMBIGUOUS)


class Names:
    """The names known to an office, indexed once for a paste."""

    def __init__(self, known: Mapping[str, str]) -> None:
        self._exact = dict(known)
        self._folded: dict[str, set[str]] = {}
        self._numbers: dict[int, set[str]] = {}
        self._found: dict[str, Speaker] = {}
        for name, key in known.items():
            self._folded.setdefault(fold(name), set()).add(key)
            for number in _grid_numbers(name):
                self._numbers.setdefault(number, set()).add(key)

    def find(self, name: str) -> Speaker:
        """Return the person of a name; a number counts only in a name that speaks of the grid."""
        if name not in self._found:
            self._found[name] = self._search(name)
        return self._found[name]

    def knows(self, name: str) -> bool:
        """Return whether a name leads to somebody without doubt."""
        return self.find(name).key is not None

    def _search(self, name: str) -> Speaker:
        if name in self._exact:
            return Speaker(key=self._exact[name], match=NameMatch.EXACT)
        plain = _FOREIGN_SUFFIX.sub("", name)
        folded = fold(plain)
        if folded and folded in self._folded:
            return _only(self._folded[folded], NameMatch.FOLDED)
        numbers = _cued_numbers(plain)
        if len(numbers) > 1:
            return _UNSURE
        keys = {key for number in numbers for key in self._numbers.get(number, ())}
        if keys:
            # 展旦召7号 may be a member; 7号楼 may not: only a person can tell them apart.
            return _only(keys, NameMatch.NUMBER) if _GRID in plain else _UNSURE
        return _UNSURE if not numbers and self._may_be_number(plain) else NOBODY

    def _may_be_number(self, name: str) -> bool:
        """展旦召07 may be member 07, and 阳光88 is nobody's number: a person has to say."""
        return any(int(number) in self._numbers for number in _LONE_NUMBER.findall(_narrow(name)))


def fold(name: str) -> str:
    """Return the letters and figures of a name: no emoji, brackets, spaces or case."""
    return "".join(sign for sign in _narrow(name) if sign.isalnum())


def known_people(names: Iterable[str]) -> frozenset[str]:
    """Return names folded, for asking whether a speaker is one of them."""
    return frozenset(folded for name in names if (folded := fold(name)))


def _narrow(name: str) -> str:
    return unicodedata.normalize("NFKC", name).casefold()


def _only(keys: set[str], match: NameMatch) -> Speaker:
    return Speaker(key=next(iter(keys)), match=match) if len(keys) == 1 else _UNSURE


def _cued_numbers(name: str) -> set[int]:
    narrow = _narrow(name[:_NUMBER_LIMIT])
    figures = {
        int(found) for cue in _NUMBER_CUES for found in cue.findall(narrow) if found.isascii()
    }
    return figures | {number for parts in _HAN_NUMBER.findall(narrow) if (number := _han(*parts))}


def _han(tens: str, ten: str, ones: str) -> int:
    """Return 1 to 99 of 七, 十二, 二十一; 0 where nothing was written."""
    if not ten:
        return _HAN_DIGITS.index(ones or tens) if bool(tens) != bool(ones) else 0
    return (_HAN_DIGITS.index(tens) if tens else 1) * 10 + _HAN_DIGITS.index(ones or "〇")


def _grid_numbers(name: str) -> set[int]:
    """Return the number a known name stands for: 网格员07, 07号网格员, 07."""
    if _GRID in name:
        return _cued_numbers(name)
    return {int(name)} if name.isascii() and name.isdigit() and len(name) <= len("0000") else set()

"""Names and numbers as they are pasted from a list: 7、12 网格员03，15-18 or names, one or many a line."""

import re
from dataclasses import dataclass
from typing import Final

MAX_WORDS: Final = 4000
_MOST_AT_ONCE: Final = 500
_BETWEEN: Final = re.compile(r"[\s,，、;；/|]+")
_RANGE: Final = re.compile(r"(\d{1,4})号?\s*[-—–~～至到]\s*(\d{1,4})号?")
_NUMBER: Final = re.compile(r"[^\d]*?(\d{1,4})\s*号?")


@dataclass(frozen=True, slots=True, kw_only=True)
class Called:
    """What a pasted list names. A name is a word without a figure."""

    numbers: frozenset[int]
    names: frozenset[str]


def called_in(words: str) -> Called:
    """Return the numbers and names in a pasted list; 网格员07, 07 and 7号 are number 7."""
    numbers: set[int] = set()
    text = words[:MAX_WORDS]
    for first, last in _RANGE.findall(text):
        low, high = sorted((int(first), int(last)))
        numbers.update(range(low, min(high, low + _MOST_AT_ONCE) + 1))
    names = set()
    for word in _BETWEEN.split(_RANGE.sub(" ", text)):
        found = _NUMBER.fullmatch(word)
        if found:
            numbers.add(int(found.group(1)))
        elif word and not any(sign.isdigit() for sign in word):
            names.add(word)
    return Called(numbers=frozenset(numbers), names=frozenset(names))

"""Telephone and identity numbers in a text: offered as contact, kept out of summaries."""

import re
from typing import Final

from xiezhi.language.pasting.times import flat
from xiezhi.language.pasting.values import FoundNumber, NumberKind

MASK: Final = "＊"

_NUMBER: Final = re.compile(
    r"(?<![0-9A-Za-z.])(?:"
    r"(?P<identity>[1-9]\d{5}(?:19|20)\d\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])\d{3}[\dXx])"
    r"|(?P<mobile>(?:\+?86[- ]?)?1[3-9]\d(?:[- ]?\d{4}){2})"
    r"|(?P<landline>\(?0\d{2,3}\)?[- ]?[2-9]\d{6,7}|400[- ]?\d{3}[- ]?\d{4})"
    r")(?![0-9A-Za-z])",
    re.ASCII,
)
_LABELLED: Final = re.compile(
    r"(?:电话|座机|联系方式|打)[:是为]?[ ]?(?P<landline>[2-9]\d{6,7})(?![0-9A-Za-z])", re.ASCII
)
_DIGITS: Final = re.compile(r"[^0-9Xx]")
_COUNTRY: Final = "86"
_MOBILE_DIGITS: Final = 11


def find_numbers(text: str) -> tuple[FoundNumber, ...]:
    """Return the numbers of persons in a text, in order; numbers of orders and dates are none."""
    narrow = flat(text)
    found = [*_NUMBER.finditer(narrow), *_LABELLED.finditer(narrow)]
    numbers = [_found(match) for match in found]
    return tuple(sorted(numbers, key=lambda one: one.start))


def mask_numbers(text: str) -> str:
    """Return a text whose numbers of persons show only their last two figures."""
    parts, end = [], 0
    for one in find_numbers(text):
        parts += [text[end : one.start], MASK * (len(one.number) - 2), one.number[-2:]]
        end = one.end
    return "".join([*parts, text[end:]])


def _found(match: re.Match[str]) -> FoundNumber:
    kind = next(name for name, value in match.groupdict().items() if value)
    number = _DIGITS.sub("", match[kind]).upper()
    if kind == NumberKind.MOBILE and len(number) > _MOBILE_DIGITS:
        number = number.removeprefix(_COUNTRY)
    return FoundNumber(
        kind=NumberKind(kind), number=number, start=match.start(kind), end=match.end(kind)
    )

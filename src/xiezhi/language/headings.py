"""Headings of a list somebody made: which column likely holds what."""

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Final, Generic, TypeVar

_BRACKETS: Final = re.compile(r"[(（\[【].*?[)）\]】]|[\s:：*＊、/]")
_MAX_HEADING: Final = 20

FieldT = TypeVar("FieldT", bound=StrEnum)


@dataclass(frozen=True, slots=True, kw_only=True)
class HeadingWords(Generic[FieldT]):
    """How headings name the fields of a list.

    Attributes:
        words: what each field is called, the field written first winning among equals.
        others: headings that are no field, however much of a word they hold.
    """

    words: Mapping[FieldT, tuple[str, ...]]
    others: re.Pattern[str]

    def guess_field(self, heading: str) -> tuple[FieldT | None, int]:
        """Return the likeliest field of a heading and how sure that is, 0 for not at all."""
        plain = _BRACKETS.sub("", unicodedata.normalize("NFKC", heading))
        if not plain or len(plain) > _MAX_HEADING or self.others.search(plain):
            return None, 0
        best: FieldT | None = None
        weight = 0
        for field, known in self.words.items():
            for word in known:
                found = _likeness(plain, word)
                if found > weight:
                    best, weight = field, found
        return best, weight

    def guess_mapping(self, headings: Sequence[str]) -> dict[FieldT, int]:
        """Return the column of each field, the surest heading first, the leftmost among equals."""
        guesses = []
        for column, heading in enumerate(headings):
            field, weight = self.guess_field(heading)
            if field is not None:
                guesses.append((-weight, column, field))
        mapping: dict[FieldT, int] = {}
        for _weight, column, field in sorted(guesses):
            mapping.setdefault(field, column)
        return mapping

    def score(self, row: Iterable[object]) -> int:
        """Return how many different fields a row names, which data hardly ever does."""
        fields = {self.guess_field(value)[0] for value in row if isinstance(value, str)}
        return len(fields - {None})


def _likeness(heading: str, word: str) -> int:
    """Chinese puts the noun last: 联系电话 is a telephone, 电话内容 is content."""
    if heading == word:
        return 100
    if heading.endswith(word):
        return 40 + len(word)
    return 10 + len(word) if word in heading else 0

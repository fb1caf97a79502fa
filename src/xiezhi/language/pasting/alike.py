"""Suspected duplicates 疑似重复 inside one paste: alike in words, or in words and place."""

import unicodedata
from collections import Counter, defaultdict
from collections.abc import Sequence
from typing import Final

from xiezhi.language.duplicates import SUSPECTED, similarity
from xiezhi.language.pasting.values import FoundPlace

SAME_PLACE_BONUS: Final = 0.2
"""Words less alike count where both name the same village or spot."""

_RAREST: Final = 24
_RECENT: Final = 20
_CANDIDATES: Final = 3
_MIN_SHARED: Final = 2


def likeness(words: str, place: FoundPlace, other_words: str, other_place: FoundPlace) -> float:
    """Return how alike two reports are, 0 to 1, from `SUSPECTED` on to be shown side by side."""
    alike = similarity(words, other_words)
    if alike and _is_same_place(place, other_place):
        return min(1.0, alike + SAME_PLACE_BONUS)
    return alike


def find_alike(rows: Sequence[tuple[str, FoundPlace]]) -> list[tuple[int, float] | None]:
    """Return for each row the most alike earlier one with its likeness, or None.

    Only rows sharing rare pairs of characters are compared, so that it stays linear.
    """
    pairs = [_pairs(words) for words, _ in rows]
    common = Counter(pair for one in pairs for pair in one)
    index: defaultdict[str, list[int]] = defaultdict(list)
    found: list[tuple[int, float] | None] = []
    for place, own in enumerate(pairs):
        seen_twice = (pair for pair in own if common[pair] > 1)
        rare = sorted(seen_twice, key=lambda pair: (common[pair], pair))[:_RAREST]
        shared = Counter(other for pair in rare for other in index[pair][-_RECENT:])
        for pair in rare:
            index[pair].append(place)
        found.append(_best(rows, place, shared, needed=min(_MIN_SHARED, len(rare))))
    return found


def _best(
    rows: Sequence[tuple[str, FoundPlace]], place: int, shared: Counter[int], *, needed: int
) -> tuple[int, float] | None:
    tried = [other for other, count in shared.most_common(_CANDIDATES) if count >= needed]
    scored = [(likeness(*rows[place], *rows[other]), -other) for other in tried]
    best = max(scored, default=(0.0, 0))
    return (-best[1], best[0]) if best[0] >= SUSPECTED else None


def _is_same_place(place: FoundPlace, other: FoundPlace) -> bool:
    if place.words and place.words == other.words:
        return True
    return bool(place.village) and (place.town, place.village) == (other.town, other.village)


def _pairs(words: str) -> set[str]:
    letters = "".join(
        sign for sign in unicodedata.normalize("NFKC", words).casefold() if sign.isalnum()
    )
    return {letters[start : start + 2] for start in range(len(letters) - 1)}

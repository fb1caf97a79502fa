"""Which characters the bundled fonts can draw. The type-setter leaves a blank without a word."""

import unicodedata
from functools import lru_cache
from pathlib import Path
from typing import Final

from fontTools.ttLib import TTFont  # type: ignore[import-untyped]  # fontTools ships no types

from xiezhi.kernel.errors import RuleRefusedError

FONTS: Final = Path(__file__).parent / "fonts"
GETA: Final = "〓"  # the printers' mark for a character that is not in the case
_BREAKING: Final = frozenset("\n\t")


def missing_characters(text: str) -> tuple[str, ...]:
    """Return the characters no bundled font has, each once, in order of appearance."""
    known = _known()
    return tuple(
        character
        for character in dict.fromkeys(text)
        if ord(character) not in known and character not in _BREAKING and not _is_unseen(character)
    )


def require_glyphs(text: str) -> None:
    """Refuse a paper with a character that would be blank in it.

    Raises:
        RuleRefusedError: ``documents.no_glyph`` with the first such ``character`` and its
            ``code_point`` (U+20BB7).
    """
    for character in missing_characters(text):
        raise RuleRefusedError(
            "documents.no_glyph", character=character, code_point=f"U+{ord(character):04X}"
        )


def printable(text: str) -> str:
    """Return the text with 〓 for what cannot be drawn and without invisible characters."""
    missing = frozenset(missing_characters(text))
    return "".join(
        GETA if character in missing else character
        for character in text
        if not _is_unseen(character)
    )


def _is_unseen(character: str) -> bool:
    """Tell joiners, variation selectors and controls, which have no shape of their own."""
    if character in _BREAKING:
        return False
    category = unicodedata.category(character)
    return category in {"Cc", "Cf"} or "\ufe00" <= character <= "\ufe0f"


@lru_cache(maxsize=1)
def _known() -> frozenset[int]:
    points: set[int] = set()
    for path in sorted(FONTS.glob("*.otf")):
        with TTFont(path, lazy=True) as font:
            points.update(font.getBestCmap())
    return frozenset(points)

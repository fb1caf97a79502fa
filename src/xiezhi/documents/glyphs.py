"""Which characters the bundled fonts can draw. The type-setter leaves a blank without a word."""

import struct
import unicodedata
from functools import lru_cache
from pathlib import Path
from typing import Final

from fontTools.ttLib import (  # type: ignore[import-untyped]  # fontTools ships no types
    TTCollection,
    TTFont,
    TTLibError,
)

from xiezhi.kernel.errors import RuleRefusedError

FONTS: Final = Path(__file__).parent / "fonts"
GETA: Final = "〓"  # the printers' mark for a character that is not in the case
_BREAKING: Final = frozenset("\n\t")
_FONT_FILES: Final = frozenset({".otf", ".ttf", ".ttc", ".otc"})


def missing_characters(text: str, *, own_fonts: Path | None = None) -> tuple[str, ...]:
    """Return the characters no font has, each once, in order of appearance.

    Args:
        text: what is to be drawn.
        own_fonts: the office's folder of fonts beside the bundled ones.
    """
    known = _known() | (_own(own_fonts) if own_fonts is not None else frozenset())
    return tuple(
        character
        for character in dict.fromkeys(text)
        if ord(character) not in known and character not in _BREAKING and not _is_unseen(character)
    )


def require_glyphs(text: str, *, own_fonts: Path | None = None) -> None:
    """Refuse a paper with a character that would be blank in it.

    Args:
        text: what is to be drawn.
        own_fonts: the office's folder of fonts beside the bundled ones.

    Raises:
        RuleRefusedError: ``documents.no_glyph`` with the first such ``character`` and its
            ``code_point`` (U+20BB7).
    """
    for character in missing_characters(text, own_fonts=own_fonts):
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
    return frozenset(point for path in font_files(FONTS) for point in _points(path))


def _own(folder: Path) -> frozenset[int]:
    return frozenset(
        point
        for path in font_files(folder)
        for point in _cached_points(path, path.stat().st_mtime_ns)
    )


def font_files(folder: Path) -> list[Path]:
    """Return the font files of a folder in order; a folder that is not there has none."""
    if not folder.is_dir():
        return []
    return sorted(path for path in folder.iterdir() if path.suffix.lower() in _FONT_FILES)


@lru_cache(maxsize=16)
def _cached_points(path: Path, changed_at: int) -> frozenset[int]:  # noqa: ARG001  # part of the key
    return _points(path)


def _points(path: Path) -> frozenset[int]:
    """Return the characters a font file draws; none when it cannot be read, as the type-setter."""
    try:
        with path.open("rb") as file:
            is_collection = path.suffix.lower() in {".ttc", ".otc"}
            fonts = TTCollection(file, lazy=True) if is_collection else [TTFont(file, lazy=True)]
            return frozenset(point for font in fonts for point in font.getBestCmap() or ())
    except (TTLibError, OSError, KeyError, struct.error):
        return frozenset()

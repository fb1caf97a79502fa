"""Text from strangers made safe to store, show and search, without changing what it says."""

import re
import unicodedata
from typing import Final

from xiezhi.kernel.errors import InvalidInputError

MAX_MARKS_PER_CHARACTER: Final = 6  # Tibetan stacks need five; "Zalgo" text uses dozens
_RAW_SLACK: Final = 4  # raw text this many times over the limit is not even looked at

_LINE_ENDS: Final = re.compile("\r\n?|[\x0b\x0c\x85\u2028\u2029]")
_INVISIBLE: Final = re.compile(
    "["
    "\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f"  # C0 and C1 controls but TAB and LF
    "\u00ad\u200b\u2060-\u2064\ufeff"  # soft hyphen, zero-width space, joiners of words, BOM
    "\u061c\u200e\u200f\u202a-\u202e\u2066-\u206f"  # reordering of the line
    "\ufff9-\ufffb\U000e0000-\U000e007f"  # interlinear notes, hidden "tag" letters
    "]"
)
# Mongolian, Arabic script, Indic scripts and emoji need joiners; Han and Latin never do.
_STRAY_JOINER: Final = re.compile(
    "(?<![\u0600-\u06ff\u0750-\u077f\u08a0-\u0fff\u1800-\u18af\u2600-\u27bf\ufe0f"
    "\U0001f000-\U0001faff])[\u200c\u200d]+"
)
_NONCHARACTER: Final = re.compile("[\ufdd0-\ufdef\ufffe\uffff]")
_SPACES: Final = re.compile(r"\s+")


def clean_text(text: str, *, limit: int) -> str:
    """Return several lines of user text in NFC, with nothing hidden in it; edges stripped.

    Idempotent. Private-use characters and rare Han are kept: they occur in names.

    Raises:
        InvalidInputError: ``language.too_long`` when more than ``limit`` characters remain.
    """
    if len(text) > limit * _RAW_SLACK:
        raise InvalidInputError("language.too_long", limit=limit)
    text = text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
    text = _LINE_ENDS.sub("\n", text)
    text = _STRAY_JOINER.sub("", _INVISIBLE.sub("", text))
    text = _NONCHARACTER.sub("\ufffd", text)
    # Capped before NFC, whose reordering is quadratic in the marks; again after it, because
    # a few characters come apart in NFC.
    text = _cap_marks(unicodedata.normalize("NFC", _cap_marks(text))).strip()
    if len(text) > limit:
        raise InvalidInputError("language.too_long", limit=limit)
    return text


def clean_line(text: str, *, limit: int) -> str:
    """Return user text as one line: as `clean_text`, every run of white space one space.

    Raises:
        InvalidInputError: ``language.too_long``.
    """
    if len(text) > limit * _RAW_SLACK:
        raise InvalidInputError("language.too_long", limit=limit)
    line = _SPACES.sub(" ", clean_text(text, limit=limit * _RAW_SLACK))
    if len(line) > limit:
        raise InvalidInputError("language.too_long", limit=limit)
    return line


def _cap_marks(text: str) -> str:
    kept: list[str] = []
    marks = 0
    for character in text:
        marks = marks + 1 if unicodedata.category(character) in {"Mn", "Me"} else 0
        if marks <= MAX_MARKS_PER_CHARACTER:
            kept.append(character)
    return "".join(kept)

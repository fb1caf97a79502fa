"""Text of the commands, before Django is there: Chinese, English where the terminal is not."""

import gettext
import os
from functools import cache
from pathlib import Path
from typing import Final

CATALOGUES: Final = Path(__file__).resolve().parent.parent / "locale"


def is_chinese() -> bool:
    """Return whether the terminal asks for Chinese."""
    wanted = next(
        (os.environ[n] for n in ("LC_ALL", "LC_MESSAGES", "LANG") if os.environ.get(n)), ""
    )
    return wanted.lower().startswith("zh")


@cache
def _catalogue() -> gettext.NullTranslations:
    if is_chinese():
        return gettext.NullTranslations()
    return gettext.translation("django", CATALOGUES, languages=["en"], fallback=True)


def _(text: str) -> str:
    """Return the text in the terminal's language."""
    return _catalogue().gettext(text)


def gettext_noop(text: str) -> str:
    """Mark a text for the catalogue which is translated later."""
    return text

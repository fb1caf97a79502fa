"""Text that no spreadsheet takes for a formula."""

import re
from typing import Final

_FORMULA: Final = re.compile("^[\\s\"'“”‘’\ufeff]*[=+\\-@＝＋－＠]|^[\t\r\n]")


def escape_formula(text: str) -> str:
    """Return the text with ``'`` before it when a spreadsheet might run it. Not idempotent.

    Source: OWASP ASVS 5.0 1.2.10; full-width signs too, which Chinese editions accept.
    """
    return f"'{text}" if _FORMULA.match(text) else text

"""File names as people may see and save them: no tricks of direction, path or system."""

import re
import unicodedata
from typing import Final

MAX_NAME_BYTES: Final = 180
UNNAMED: Final = "未命名"

_PATH_SEPARATORS: Final = re.compile(r"[/\\]")
_FORBIDDEN: Final = re.compile(r'[<>:"|?*\ufffd]')
_EXTENSION: Final = re.compile(r"\.[A-Za-z0-9]{1,8}$")
_RESERVED: Final = re.compile(r"(?i)^(con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³])(\.|$)")
# Controls, format signs (bidi overrides, zero width, BOM), surrogates, private use, line breaks.
_INVISIBLE: Final = frozenset({"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"})


def clean_file_name(raw: str) -> str:
    """Return a name that is safe on every system and shows what it is.

    Keeps the last path part and the extension, drops what cannot be seen, replaces what systems
    forbid by ``_``, and never exceeds ``MAX_NAME_BYTES`` of UTF-8. Idempotent.
    """
    last = _PATH_SEPARATORS.split(raw[-4 * MAX_NAME_BYTES :])[-1]
    visible = "".join(sign for sign in last if unicodedata.category(sign) not in _INVISIBLE)
    flat = _FORBIDDEN.sub("_", unicodedata.normalize("NFC", visible))
    short = _shorten(" ".join(flat.split()).strip(" ."))
    if not short:
        return UNNAMED
    return f"_{short}" if _RESERVED.match(short) else short


def _shorten(name: str) -> str:
    """Cut the middle away so that the extension stays."""
    if len(name.encode()) < MAX_NAME_BYTES:
        return name
    found = _EXTENSION.search(name)
    extension = found.group() if found else ""
    room = MAX_NAME_BYTES - 1 - len(extension)
    stem = name[: len(name) - len(extension)].encode()[:room].decode(errors="ignore")
    return stem.rstrip(" .") + extension

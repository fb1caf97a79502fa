"""File names as people may see and save them: no tricks of direction, path or system."""

import re
import unicodedata
from typing import Final

MAX_NAME_BYTES: Final = 240
MAX_NAME_CHARACTERS: Final = 120
_MAX_RAW: Final = 1024
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
    forbid by ``_``, and never exceeds ``MAX_NAME_CHARACTERS`` or ``MAX_NAME_BYTES`` of UTF-8.
    Idempotent.
    """
    last = _PATH_SEPARATORS.split(raw[-_MAX_RAW:])[-1]
    visible = "".join(sign for sign in last if unicodedata.category(sign) not in _INVISIBLE)
    flat = _FORBIDDEN.sub("_", unicodedata.normalize("NFC", visible))
    short = _shorten(" ".join(flat.split()).strip(" ."))
    if not short:
        return UNNAMED
    return f"_{short}" if _RESERVED.match(short) else short


def _shorten(name: str) -> str:
    """Cut the middle away so that the extension stays."""
    if len(name) < MAX_NAME_CHARACTERS and len(name.encode()) < MAX_NAME_BYTES:
        return name
    found = _EXTENSION.search(name)
    extension = found.group() if found else ""
    # One place is kept free for the mark before a reserved name.
    stem = name[: min(len(name), MAX_NAME_CHARACTERS - 1) - len(extension)]
    room_bytes = MAX_NAME_BYTES - 1 - len(extension)
    return stem.encode()[:room_bytes].decode(errors="ignore").rstrip(" .") + extension

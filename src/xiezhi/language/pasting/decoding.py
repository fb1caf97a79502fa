"""Bytes to text, in the encodings Chinese offices write. Mojibake is never passed on in silence."""

import codecs
from typing import Final

from xiezhi.kernel.errors import InvalidInputError
from xiezhi.language.pasting.values import DecodedText, PasteWarning

MAX_BYTES: Final = 2 * 1024 * 1024
MAX_CHARACTERS: Final = 400_000  # ten thousand messages of a busy group

_MARKS: Final = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_BINARY: Final = (
    b"PK\x03\x04", b"\xd0\xcf\x11\xe0", b"%PDF", b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"Rar!",
    b"7z\xbc\xaf", b"\x1f\x8b", b"OggS", b"RIFF", b"#!AMR", b"#!SILK", b"\x02#!SILK", b"ID3",
)  # fmt: skip
_CONTROLS: Final = frozenset(map(chr, (*range(9), 11, *range(14, 27), *range(28, 32), 127)))
_SAMPLE: Final = 20_000
_PLAUSIBLE: Final = 0.9
_FEW_BROKEN: Final = 0.02
_ASCII_END: Final = 0x80
_SYMBOL_ROWS: Final = range(0xA1, 0xAA)  # of GBK: punctuation, figures, letters
_HAN_ROWS: Final = range(0xB0, 0xF8)  # and the 6,763 characters of GB 2312
_FIRST_CELL: Final = 0xA1
# What UTF-8 becomes after one or two wrong turns through GBK; no sentence holds these.
_GARBLED: Final = (
    "\ufffd",
    "锟斤拷",
    "烫烫烫",
    "屯屯屯",
    "ï¿½",
    "Ã¤",
    "ä¸",
    "å°",
    "鍥剧墖",
    "鏀跺埌",
)


def decode_text(data: bytes) -> DecodedText:
    """Return the text of a file or a mail part: by its mark, else UTF-8, UTF-16, GB18030.

    Raises:
        InvalidInputError: ``language.too_long``; ``language.not_text`` for content of another
            kind; ``language.encoding_unknown``.
    """
    if len(data) > MAX_BYTES:
        raise InvalidInputError("language.too_long", limit=MAX_CHARACTERS)
    if data.startswith(_BINARY):
        raise InvalidInputError("language.not_text")
    found = _marked(data) or _utf8(data) or _utf16(data) or _mostly_utf8(data) or _gb18030(data)
    if found is None:
        raise InvalidInputError("language.encoding_unknown")
    if _CONTROLS & set(found.text):
        raise InvalidInputError("language.not_text")
    if is_garbled(found.text) and PasteWarning.GARBLED not in found.warnings:
        return DecodedText(
            text=found.text,
            encoding=found.encoding,
            warnings=(*found.warnings, PasteWarning.GARBLED),
        )
    return found


def decode_as(data: bytes, charset: str) -> DecodedText:
    """Return the text of a mail part in the encoding it claims, or in the one that fits.

    GB2312 and GBK are read as GB18030, of which they are parts; senders claim the smaller one.

    Raises:
        InvalidInputError: as `decode_text`.
    """
    claimed = charset.strip().strip("\"'").lower()
    wide = "gb18030" if claimed in {"gb2312", "gbk", "gb_2312-80", "cp936", "x-gbk"} else claimed
    try:
        text = data.decode(wide) if wide not in {"", "us-ascii", "ascii", "unknown-8bit"} else ""
    except (LookupError, UnicodeError, ValueError):
        return decode_text(data)
    if not text or _CONTROLS & set(text):
        return decode_text(data)
    return DecodedText(
        text=text, encoding=wide, warnings=(PasteWarning.GARBLED,) if is_garbled(text) else ()
    )


def is_garbled(text: str) -> bool:
    """Return whether a text bears the marks of having been read in a wrong encoding."""
    return any(mark in text for mark in _GARBLED)


def _marked(data: bytes) -> DecodedText | None:
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _strict(data[len(mark) :], encoding)
    return None


def _strict(data: bytes, encoding: str) -> DecodedText | None:
    try:
        return DecodedText(text=data.decode(encoding), encoding=encoding)
    except UnicodeDecodeError:
        return None


def _utf8(data: bytes) -> DecodedText | None:
    return _strict(data, "utf-8") if b"\0" not in data else None


def _utf16(data: bytes) -> DecodedText | None:
    """Without a mark: line ends, spaces or figures give themselves away by a zero byte."""
    if b"\0" not in data or len(data) % 2:
        return None
    tried = [_strict(data, encoding) for encoding in ("utf-16-le", "utf-16-be")]
    best = max((one for one in tried if one), key=lambda one: _common(one.text), default=None)
    return best if best and _common(best.text) >= _PLAUSIBLE else None


def _mostly_utf8(data: bytes) -> DecodedText | None:
    """A text cut in the middle of a character, or with a few broken ones."""
    text = data.decode("utf-8", "replace")
    wide = sum(ord(sign) >= _ASCII_END for sign in text)
    broken = text.count("\ufffd")
    if b"\0" in data or broken > max(1, wide * _FEW_BROKEN) or broken * 2 > wide:
        return None
    return DecodedText(text=text, encoding="utf-8", warnings=(PasteWarning.GARBLED,))


def _gb18030(data: bytes) -> DecodedText | None:
    found = _strict(data, "gb18030")
    if found is None or _common(found.text) >= _PLAUSIBLE:
        return found
    return DecodedText(
        text=found.text, encoding=found.encoding, warnings=(PasteWarning.ENCODING_GUESSED,)
    )


def _common(text: str) -> float:
    """Return the share of signs everyday Chinese text is written with."""
    sample = text[:_SAMPLE]
    if not sample:
        return 1.0
    return sum(map(_is_common, sample)) / len(sample)


def _is_common(sign: str) -> bool:
    if sign < chr(_ASCII_END):
        return sign >= " " or sign in "\t\r\n"
    try:
        lead, *rest = sign.encode("gbk")
    except UnicodeEncodeError:
        return False
    is_symbol = lead in _SYMBOL_ROWS
    return is_symbol or (lead in _HAN_ROWS and bool(rest) and rest[0] >= _FIRST_CELL)

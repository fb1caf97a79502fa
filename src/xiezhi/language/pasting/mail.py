"""Mail files: words and attachments out of bytes. No network, no trust in names or claims.

Headings are taken raw and decoded here: Chinese mail programs write bare GB18030 where only ASCII
may stand, and claim GB2312 for signs it does not have.
"""

import re
from binascii import Error as Base64Error
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from email import policy
from email.errors import HeaderParseError, MessageError
from email.header import decode_header
from email.message import Message as Part
from email.parser import BytesParser
from typing import Final

from xiezhi.kernel.errors import InvalidInputError
from xiezhi.language.pasting.decoding import MAX_BYTES, MAX_CHARACTERS, decode_as, decode_text
from xiezhi.language.pasting.html_words import html_words
from xiezhi.language.pasting.mail_words import sender_of
from xiezhi.language.pasting.reading import once, read_paste
from xiezhi.language.pasting.values import Attachment, DecodedText, PastedMail, PasteWarning

MAX_MAIL_BYTES: Final = 60 * 1024 * 1024
MAX_ATTACHMENTS: Final = 40
MAX_ATTACHMENT_BYTES: Final = 20 * 1024 * 1024
MAX_ALL_BYTES: Final = 45 * 1024 * 1024

_MAX_PARTS: Final = 200
_MAX_DEPTH: Final = 8
_MAX_HEADING: Final = 2_000
_MAX_NAME: Final = 120
_BOUNDARIES: Final = re.compile(rb"(?i)boundary\s*=|message/rfc822|multipart/")
_HEADINGS: Final = frozenset({"from", "subject", "date", "received", "content-type", "to"})
_CONTROLS: Final = re.compile("[\x00-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\u200e\u200f]+")
_BARE_NAME: Final = re.compile(r"name\s*=\s*\"?([^\";\r\n]{1,1000})")
_SURROGATES: Final = range(0xD800, 0xE000)
_MAX_ENDING: Final = 8
_ENDINGS: Final = {
    "image/jpeg": ".jpg", "image/png": ".png", "image/heic": ".heic", "image/webp": ".webp",
    "image/gif": ".gif", "audio/amr": ".amr", "audio/mpeg": ".mp3", "audio/mp4": ".m4a",
    "audio/wav": ".wav", "audio/ogg": ".ogg", "video/mp4": ".mp4", "application/pdf": ".pdf",
}  # fmt: skip


@dataclass(slots=True)
class _Contents:
    """What a mail holds, while its parts go by."""

    words: list[str] = field(default_factory=list)
    files: list[Attachment] = field(default_factory=list)
    warnings: list[PasteWarning] = field(default_factory=list)
    parts: int = 0
    size: int = 0


def read_mail(data: bytes, *, now: datetime, known_names: Mapping[str, str]) -> PastedMail:
    """Return the paste a mail file amounts to, and its attachments in their order.

    The words are read like pasted text, headings first; a forwarded mail or chat inside is found
    there. Words and attachments beyond the limits are left away and said to be.

    Raises:
        InvalidInputError: ``language.mail_too_large``, ``language.mail_unreadable``,
            ``language.not_text``, ``language.encoding_unknown``.
    """
    if len(data) > MAX_MAIL_BYTES:
        raise InvalidInputError("language.mail_too_large", megabytes=MAX_MAIL_BYTES // 1024**2)
    if len(_BOUNDARIES.findall(data)) > _MAX_PARTS:
        raise InvalidInputError("language.mail_unreadable")
    try:
        mail = BytesParser(policy=policy.compat32).parsebytes(data)
    except (MessageError, RecursionError, ValueError, LookupError) as error:
        raise InvalidInputError("language.mail_unreadable") from error
    contents = _Contents()
    if _HEADINGS.isdisjoint(name.lower() for name in mail):
        decoded = decode_text(data)
        contents.words.append(decoded.text)
        contents.warnings += decoded.warnings
    else:
        _read_mail(mail, contents, depth=0)
    words = "\n".join(contents.words)
    if len(words) > MAX_CHARACTERS:
        contents.warnings.append(PasteWarning.MAIL_CUT)
    pasted = read_paste(words[:MAX_CHARACTERS], now=now, known_names=known_names)
    return PastedMail(
        pasted=pasted,
        attachments=tuple(contents.files),
        warnings=once((*contents.warnings, *pasted.warnings)),
    )


def _read_mail(mail: Part, contents: _Contents, *, depth: int) -> None:
    """Read one mail, the outer or a forwarded one, as a block of headings with words."""
    labels = (("发件人", "from"), ("发送时间", "date"), ("收件人", "to"), ("主题", "subject"))
    values = [(label, _heading(mail, name)) for label, name in labels]
    if values[0][1]:
        for label, value in values:
            shown = sender_of(value) if label == "发件人" else value
            if shown or label == "主题":  # two headings make a block
                contents.words.append(f"{label}：{shown}")
        contents.words.append("")
    _read_part(mail, contents, depth=depth)


def _read_part(part: Part, contents: _Contents, *, depth: int) -> None:
    contents.parts += 1
    if depth > _MAX_DEPTH or contents.parts > _MAX_PARTS:
        contents.warnings.append(PasteWarning.MAIL_CUT)
        return
    kind = part.get_content_type()
    if kind == "multipart/alternative":
        _read_alternative(part, contents, depth=depth + 1)
    elif kind == "message/rfc822":
        for inner in _inner(part):
            _read_mail(inner, contents, depth=depth + 1)
    elif part.is_multipart():
        _read_related(part, contents, depth=depth + 1)
    elif kind in {"text/plain", "text/html"} and part.get_content_disposition() != "attachment":
        _add_words(part, contents, names={})
    else:
        _add_file(part, contents)


def _inner(part: Part) -> Iterator[Part]:
    payload = part.get_payload()
    for one in payload if isinstance(payload, list) else ():
        if isinstance(one, Part):
            yield one


def _read_related(part: Part, contents: _Contents, *, depth: int) -> None:
    """Files before words, so that a body can name the pictures standing in it."""
    parts = list(_inner(part))
    names: dict[str, str] = {}
    bodies = []
    for one in parts:
        if _is_body(one) or one.is_multipart() or one.get_content_type() == "message/rfc822":
            bodies.append(one)
        else:
            contents.parts += 1
            name = _add_file(one, contents)
            if name:
                names[str(one.get("content-id", "")).strip(" <>")] = name
    for one in bodies:
        if _is_body(one):
            _add_words(one, contents, names=names)
        else:
            _read_part(one, contents, depth=depth)


def _is_body(part: Part) -> bool:
    return (
        part.get_content_type() in {"text/plain", "text/html"}
        and part.get_content_disposition() != "attachment"
    )


def _read_alternative(part: Part, contents: _Contents, *, depth: int) -> None:
    """The plain words where there are any, else the richest form."""
    parts = list(_inner(part))
    plain = next((one for one in parts if one.get_content_type() == "text/plain"), None)
    before = len("".join(contents.words).strip())
    if plain is not None:
        _add_words(plain, contents, names={})
    if plain is None or len("".join(contents.words).strip()) == before:
        for one in [one for one in parts if one is not plain][-1:]:
            _read_part(one, contents, depth=depth)
        return
    for one in parts:
        if one.is_multipart():
            _files_only(one, contents)


def _files_only(part: Part, contents: _Contents) -> None:
    """Pictures beside an HTML body whose words were already read plain."""
    for one in part.walk():
        if not one.is_multipart() and not _is_body(one):
            _add_file(one, contents)


def _add_words(part: Part, contents: _Contents, *, names: Mapping[str, str]) -> None:
    payload = _payload(part)
    if len(payload) > MAX_BYTES:
        payload = payload[:MAX_BYTES]
        contents.warnings.append(PasteWarning.MAIL_CUT)
    try:
        decoded = decode_as(payload, part.get_content_charset("") or "")
    except InvalidInputError:  # one part nobody can read spoils no other
        decoded = DecodedText(
            text=payload.decode("utf-8", "replace"),
            encoding="utf-8",
            warnings=(PasteWarning.GARBLED,),
        )
    contents.warnings += decoded.warnings
    is_html = part.get_content_type() == "text/html"
    contents.words += [html_words(decoded.text, names=names) if is_html else decoded.text, ""]


def _add_file(part: Part, contents: _Contents) -> str:
    """Keep a file and return its name, or "" where it is beyond a limit."""
    content = _payload(part)
    if not content:
        return ""
    if len(contents.files) >= MAX_ATTACHMENTS:
        contents.warnings.append(PasteWarning.MAIL_CUT)
        return ""
    contents.size += len(content)
    if len(content) > MAX_ATTACHMENT_BYTES or contents.size > MAX_ALL_BYTES:
        contents.size -= len(content)
        contents.warnings.append(PasteWarning.FILE_TOO_LARGE)
        return ""
    name = _free_name(_file_name(part), {file.name for file in contents.files})
    contents.files.append(Attachment(name=name, content=content))
    return name


def _payload(part: Part) -> bytes:
    try:
        payload = part.get_payload(decode=True)
    except (ValueError, LookupError, Base64Error):
        return b""
    return payload if isinstance(payload, bytes) else b""


def _file_name(part: Part) -> str:
    name = _CONTROLS.sub("", _decoded(_claimed_name(part)))
    name = name.replace("\\", "/").rpartition("/")[2].strip(" .")
    if not name:
        return f"附件{_ENDINGS.get(part.get_content_type(), '')}"
    stem, dot, ending = name.rpartition(".")
    if not dot or len(ending) > _MAX_ENDING:
        return name[:_MAX_NAME]
    return f"{stem[: _MAX_NAME - len(ending)]}.{ending}"


def _claimed_name(part: Part) -> str:
    """Return the name a part gives itself; bare bytes are taken from the heading as it stands."""
    if any(ord(sign) in _SURROGATES for sign in _raw(part, "content-disposition")):
        found = _BARE_NAME.search(_bare(_raw(part, "content-disposition")))
        return found[1] if found else ""
    try:
        return part.get_filename("") or ""
    except (ValueError, LookupError, TypeError):
        return ""


def _free_name(name: str, taken: set[str]) -> str:
    stem, dot, ending = name.rpartition(".")
    tried, number = name, 1
    while tried in taken:
        number += 1
        tried = f"{stem}({number}){dot}{ending}" if dot else f"{name}({number})"
    return tried


def _heading(mail: Part, name: str) -> str:
    return " ".join(_CONTROLS.sub(" ", _decoded(_raw(mail, name))).split())


def _raw(part: Part, name: str) -> str:
    """Return a heading as it stands, bytes outside ASCII as surrogates."""
    found = (str(value) for key, value in part.raw_items() if key.lower() == name)
    return next(found, "")[:_MAX_HEADING]


def _decoded(raw: str) -> str:
    """Return a heading in words: encoded words joined by charset, bare bytes recognised."""
    try:
        pieces = decode_header(raw)
    except (HeaderParseError, ValueError, Base64Error):
        return _bare(raw)
    return "".join(
        _bare(piece) if isinstance(piece, str) else _piece(piece, charset or "")
        for piece, charset in pieces
    )


def _piece(data: bytes, charset: str) -> str:
    try:
        return decode_as(data, charset).text
    except InvalidInputError:
        return data.decode("utf-8", "replace")


def _bare(text: str) -> str:
    """Return text whose bytes stood in a heading without any encoding."""
    try:
        return _piece(text.encode("ascii", "surrogateescape"), "")
    except UnicodeEncodeError:
        return text

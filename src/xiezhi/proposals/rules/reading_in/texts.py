"""Full texts as DOCX: one proposal a file, its head read where the usual words stand."""

import re
import zlib
from dataclasses import dataclass
from io import BytesIO
from typing import Final
from xml.etree.ElementTree import Element, ParseError
from zipfile import BadZipFile, ZipFile

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import fromstring

from xiezhi.kernel.errors import InvalidInputError
from xiezhi.proposals.rules.kinds import MAX_TEXT, MAX_TITLE, ProposalKind

MAX_DOCX_BYTES: Final = 10 * 1024 * 1024
MAX_DOCX_FILES: Final = 30
_MAX_PART_BYTES: Final = 30 * 1024 * 1024
_MAX_PARTS: Final = 1_000
_MAIN: Final = "word/document.xml"
_ZIP: Final = b"PK\x03\x04"
_ENCRYPTED: Final = 0x1
_W: Final = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_HEAD_LINES: Final = 30
_UNREADABLE: Final = (
    BadZipFile,
    DefusedXmlException,
    EOFError,
    KeyError,
    NotImplementedError,
    ParseError,
    RecursionError,
    ValueError,
    zlib.error,
)
_COLON: Final = "[:：]"
_LINES: Final = {
    "title": re.compile(f"^(?:案\\s*由|标\\s*题|题\\s*目|建议标题|提案题目){_COLON}(.+)$"),
    "submitters": re.compile(
        f"^(?:领衔代表|提\\s*出\\s*人|提\\s*案\\s*人|第一提案人|提案者|代表姓名|领衔人){_COLON}(.+)$"
    ),
    "joint_signers": re.compile(f"^(?:联名代表|联\\s*名\\s*人|附议人|附议代表){_COLON}(.+)$"),
    "delegation": re.compile(f"^(?:代表团|界\\s*别|所属代表团|所属界别){_COLON}(.+)$"),
    "number": re.compile(f"^(?:编\\s*号|案\\s*号|建议编号|提案编号){_COLON}(.+)$"),
}
_NUMBER: Final = re.compile(r"第\s*(\d{1,6})\s*号")
_SESSION: Final = re.compile(
    r"(第?[一二三四五六七八九十]{1,3}届)[^第\n]{0,16}?(第?[一二三四五六七八九十]{1,3}次)"
)
_ABOUT: Final = re.compile("^关于.{2,}的(?:建议|提案|议案)$")


@dataclass(frozen=True, slots=True, kw_only=True)
class ProposalText:
    """What a full text says of itself; "" where it does not. A person looks before it counts."""

    title: str
    text: str
    number: str = ""
    session: str = ""
    submitters: str = ""
    joint_signers: str = ""
    delegation: str = ""
    kind: ProposalKind | None = None


def read_text(data: bytes) -> ProposalText:
    """Return the proposal in a DOCX file.

    Raises:
        InvalidInputError: ``proposals.text_too_large``, ``proposals.text_not_docx``,
            ``proposals.text_damaged``, ``proposals.text_empty``, ``proposals.text_too_long``.
    """
    lines = read_lines(data)
    if not lines:
        raise InvalidInputError("proposals.text_empty")
    text = "\n".join(lines)
    if len(text) > MAX_TEXT:
        raise InvalidInputError("proposals.text_too_long", limit=MAX_TEXT)
    head = lines[:_HEAD_LINES]
    named = {name: _first(pattern, head) for name, pattern in _LINES.items()}
    return ProposalText(
        title=(named.pop("title") or _title(head))[:MAX_TITLE],
        text=text,
        number=_number(named.pop("number"), head),
        session=_session(head),
        kind=_kind(head),
        **named,
    )


def read_lines(data: bytes) -> list[str]:
    """Return the paragraphs of a DOCX file that hold words; pictures and notes are left out.

    Raises:
        InvalidInputError: as `read_text`.
    """
    if len(data) > MAX_DOCX_BYTES:
        raise InvalidInputError(
            "proposals.text_too_large", limit_megabytes=MAX_DOCX_BYTES // 1024 // 1024
        )
    if not data.startswith(_ZIP):
        raise InvalidInputError("proposals.text_not_docx")
    try:
        root = fromstring(_main_part(data), forbid_dtd=True)
    except _UNREADABLE as error:
        raise InvalidInputError("proposals.text_damaged") from error
    return [line for one in root.iter(f"{_W}p") if (line := _line(one))]


def _main_part(data: bytes) -> bytes:
    with ZipFile(BytesIO(data)) as archive:
        parts = {part.filename: part for part in archive.infolist()}
        main = parts.get(_MAIN)
        if main is None:
            raise InvalidInputError("proposals.text_not_docx")
        if main.flag_bits & _ENCRYPTED:
            raise InvalidInputError("proposals.text_damaged")
        if len(parts) > _MAX_PARTS or main.file_size > _MAX_PART_BYTES:
            raise InvalidInputError("proposals.text_too_large", limit_megabytes=10)
        return archive.read(main)


def _line(paragraph: Element) -> str:
    pieces = []
    for node in paragraph.iter():
        if node.tag == f"{_W}t":
            pieces.append(node.text or "")
        elif node.tag in {f"{_W}tab", f"{_W}br"}:
            pieces.append(" ")
    return " ".join("".join(pieces).split())


def _first(pattern: re.Pattern[str], lines: list[str]) -> str:
    found = next((match for line in lines if (match := pattern.match(line))), None)
    return "" if found is None else found[1].strip()


def _title(lines: list[str]) -> str:
    about = next((line for line in lines if _ABOUT.match(line)), "")
    return about or next((line for line in lines if not _NUMBER.search(line)), lines[0])


def _number(named: str, lines: list[str]) -> str:
    found = next((match for line in lines if (match := _NUMBER.search(line))), None)
    return named or ("" if found is None else found[1])


def _session(lines: list[str]) -> str:
    found = next((match for line in lines if (match := _SESSION.search(line))), None)
    if found is None:
        return ""
    return found[1].removeprefix("第") + found[2].removeprefix("第")


def _kind(lines: list[str]) -> ProposalKind | None:
    head = "".join(lines)
    if "政协" in head or "提案" in head:
        return ProposalKind.CPPCC_PROPOSAL
    return ProposalKind.DEPUTY_SUGGESTION if "代表" in head else None

"""The file of a template before anything in it is read as a document: a plain, quiet DOCX."""

import io
import re
import zipfile
import zlib
from collections.abc import Iterator, Sequence
from typing import Final

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import ParseError, fromstring
from docx.opc.exceptions import OpcError

from xiezhi.documents.papers.case.template_faults import TemplateFault, TemplateFaultCode

MAX_BYTES: Final = 4_000_000
MAX_UNPACKED: Final = 30_000_000
MAX_ENTRIES: Final = 400
MAX_PART: Final = 2_000_000  # of XML: gathering its tags takes time with size and number
MAX_TAGS: Final = 1_000
_MAIN: Final = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
_TYPES: Final = "[Content_Types].xml"
_DOCUMENT: Final = "word/document.xml"
_MACROS: Final = re.compile(r"vbaProject|vbaData|macroEnabled|activeX", re.IGNORECASE)
_EMBEDDED: Final = re.compile(
    r"^word/(embeddings|afchunk)|\.(bin|exe|dll|js|vbs|html?)$", re.IGNORECASE
)
_EMBEDDING: Final = re.compile(r"<w:(altChunk|subDoc|object|control)[ />]")
_ACTIVE: Final = re.compile(
    r"\b(INCLUDEPICTURE|INCLUDETEXT|INCLUDE|IMPORT|DDEAUTO|DDE|LINK|EMBED|DATABASE|RD|MACROBUTTON)\b"
)
_INSTRUCTIONS: Final = re.compile(r"<w:instrText[^>]*>([^<]*)<|w:instr=\"([^\"]*)\"")
_SHOWN: Final = 200
_OPENING: Final = (b"{{", b"{%", b"{#")
# What reading a damaged file may end in; lxml's errors are SyntaxErrors.
UNREADABLE: Final = (
    zipfile.BadZipFile,
    zlib.error,
    OpcError,
    ParseError,
    DefusedXmlException,
    SyntaxError,
    LookupError,
    ValueError,
    AttributeError,
    NotImplementedError,
    RuntimeError,
    EOFError,
    OSError,
)


def package_faults(content: bytes) -> tuple[TemplateFault, ...]:
    """Return what is wrong with the file itself; nothing else may be asked of it then."""
    if len(content) > MAX_BYTES:
        return (TemplateFault(code=TemplateFaultCode.TOO_LARGE),)
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            return tuple(_in_package(packed))
    except UNREADABLE as fault:
        return (unreadable(fault),)


def unreadable(fault: Exception) -> TemplateFault:
    """Return the fault of a file a reader gives up on."""
    return TemplateFault(code=TemplateFaultCode.NOT_DOCX, detail=str(fault)[:_SHOWN])


def _in_package(packed: zipfile.ZipFile) -> Iterator[TemplateFault]:
    entries = packed.infolist()
    names = [entry.filename for entry in entries]
    if sum(entry.file_size for entry in entries) > MAX_UNPACKED or len(entries) > MAX_ENTRIES:
        yield TemplateFault(code=TemplateFaultCode.TOO_LARGE)
        return
    if (
        packed.testzip()
        or _TYPES not in names
        or _DOCUMENT not in names
        or len(set(names)) < len(names)
    ):
        yield TemplateFault(code=TemplateFaultCode.NOT_DOCX)
        return
    yield from _active_parts(names, packed.read(_TYPES).decode())
    for name in names:
        if name.endswith((".xml", ".rels")):
            yield from _in_part(name, packed.read(name))


def _active_parts(names: Sequence[str], types: str) -> Iterator[TemplateFault]:
    """Yield the parts that could run or bring in something else."""
    for name in names:
        if _MACROS.search(name):
            yield TemplateFault(code=TemplateFaultCode.MACROS, detail=name)
        elif _EMBEDDED.search(name):
            yield TemplateFault(code=TemplateFaultCode.EMBEDDED, detail=name)
    if _MACROS.search(types):
        yield TemplateFault(code=TemplateFaultCode.MACROS, detail=_TYPES)
    elif _MAIN not in types:
        yield TemplateFault(code=TemplateFaultCode.NOT_DOCX, detail=_TYPES)


def _in_part(name: str, content: bytes) -> Iterator[TemplateFault]:
    if len(content) > MAX_PART or sum(content.count(tag) for tag in _OPENING) > MAX_TAGS:
        yield TemplateFault(code=TemplateFaultCode.TOO_LARGE, detail=name)
        return
    root = fromstring(content, forbid_dtd=True)
    if name.endswith(".rels"):
        for relation in root:
            if relation.get("TargetMode") == "External":
                target = relation.get("Target", "")[:_SHOWN]
                yield TemplateFault(code=TemplateFaultCode.EXTERNAL_LINK, detail=target)
        return
    text = content.decode()
    found = _EMBEDDING.search(text)
    if found:
        yield TemplateFault(code=TemplateFaultCode.EMBEDDED, detail=found[1])
    said = "".join(run or simple for run, simple in _INSTRUCTIONS.findall(text))
    active = _ACTIVE.search(said)
    if active:
        yield TemplateFault(code=TemplateFaultCode.ACTIVE_FIELD, detail=active[1])

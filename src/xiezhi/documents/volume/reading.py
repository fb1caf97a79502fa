"""What one file of a volume is: its format, its pages, and what would keep it from being read.

Runs in the confined process only. Strict: a PDF that has to be repaired before it opens may have
lost pages, so it is refused and has to be made anew by whoever sent it.
"""

from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Final

import pikepdf
from pikepdf import AccessMode, Array, Dictionary, Object, Page, Pdf, Stream

from xiezhi.documents.volume.pictures import PictureRefusedError, picture_format
from xiezhi.documents.volume.values import VolumeFaultKind
from xiezhi.evidence.rules.kinds import MediaFormat, identify

MAX_PAGES: Final = 5_000
_HEAD_BYTES: Final = 64
_LEAST_SIDE: Final = 1.0
_MOST_SIDE: Final = 10_000_000.0
_MOST_STREAM: Final = 256 * 1024 * 1024
_DEEPEST: Final = 50
_ACTING_KEYS: Final = frozenset(
    {"/JS", "/JavaScript", "/EmbeddedFiles", "/EF", "/XFA", "/RichMedia"}
)
_ACTING_KINDS: Final = frozenset(
    {"/JavaScript", "/Launch", "/SubmitForm", "/ImportData", "/GoToE", "/Rendition"}
)
_PICTURES: Final = frozenset({MediaFormat.JPEG, MediaFormat.PNG})


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """One file as it was read.

    Attributes:
        refused: a ``VolumeFaultKind``, or "" when it can be bound.
        format: PDF 1.7, PDF/A-2A (as the file claims), JPEG, PNG.
        is_active: it holds scripts, attachments or other things that act; only looked for when
            asked.
        are_fonts_inside: every font a page names is in the file; only looked for when asked.
    """

    refused: str = ""
    format: str = ""
    pages: int = 0
    is_picture: bool = False
    is_active: bool = False
    are_fonts_inside: bool = True

    def as_row(self) -> dict[str, str | int | bool]:
        """Return it as written to the results of the confined process."""
        return asdict(self)


def limit_reading() -> None:
    """Cap what qpdf may spend on one stream, for the rest of this process."""
    pikepdf.settings.set_qpdf_limits(
        flate_max_memory=_MOST_STREAM,
        run_length_max_memory=_MOST_STREAM,
        png_max_memory=_MOST_STREAM,
        tiff_max_memory=_MOST_STREAM,
        dct_max_memory=_MOST_STREAM,
        dct_max_progressive_scans=100,
        doc_max_warnings=1_000,
    )


def read_file(path: Path, *, is_thorough: bool = False) -> Reading:
    """Return what a file is; never raises for what is in it."""
    with path.open("rb") as file:
        found = identify(file.read(_HEAD_BYTES))
    try:
        if found in _PICTURES:
            return Reading(format=picture_format(path), pages=1, is_picture=True)
        if found is MediaFormat.PDF:
            return _read_pdf(path, is_thorough=is_thorough)
    except PictureRefusedError as refused:
        return Reading(refused=str(refused))
    except pikepdf.PasswordError:
        return Reading(refused=VolumeFaultKind.LOCKED)
    except MemoryError:
        return Reading(refused=VolumeFaultKind.TOO_COSTLY)
    # A parser fed by strangers may raise anything; the clerk needs one word.
    except Exception:  # noqa: BLE001
        return Reading(refused=VolumeFaultKind.DAMAGED)
    return Reading(refused=VolumeFaultKind.UNKNOWN_FORMAT)


def _read_pdf(path: Path, *, is_thorough: bool) -> Reading:
    with Pdf.open(path, attempt_recovery=False, access_mode=AccessMode.stream) as pdf:
        # Some locks open without a password, but forbid what binding does.
        if pdf.is_encrypted:
            return Reading(refused=VolumeFaultKind.LOCKED)
        pages = 0
        are_fonts_inside = True
        for page in pdf.pages:
            pages += 1
            if pages > MAX_PAGES:
                return Reading(refused=VolumeFaultKind.TOO_COSTLY)
            _look_at(page)
            if is_thorough and are_fonts_inside:
                are_fonts_inside = all(map(_is_inside, _fonts(page)))
        if not pages:
            return Reading(refused=VolumeFaultKind.DAMAGED)
        archival = pdf.open_metadata(set_pikepdf_as_editor=False).pdfa_status
        return Reading(
            format=f"PDF/A-{archival}" if archival else f"PDF {pdf.pdf_version}",
            pages=pages,
            is_active=is_thorough and _is_active(pdf),
            are_fonts_inside=are_fonts_inside,
        )


def _look_at(page: Page) -> None:
    """Read what draws the page; a stream that cannot be unpacked raises."""
    left, bottom, right, top = (float(side) for side in page.cropbox)
    sides = abs(right - left), abs(top - bottom)
    if not _LEAST_SIDE <= min(sides) <= max(sides) <= _MOST_SIDE:
        raise ValueError
    contents = page.obj.get("/Contents")
    parts = list(contents) if isinstance(contents, Array) else [contents]
    for part in parts:
        if isinstance(part, Stream):
            part.read_bytes()
        elif part is not None:
            raise TypeError


def _fonts(page: Page) -> Iterator[Object]:
    fonts = page.resources.get("/Font")
    if isinstance(fonts, Dictionary):
        yield from fonts.as_dict().values()


def _is_inside(font: Object) -> bool:
    if str(font.get("/Subtype")) == "/Type3":
        return True
    if str(font.get("/Subtype")) == "/Type0":
        font = font.DescendantFonts[0]
    descriptor = font.get("/FontDescriptor")
    return isinstance(descriptor, Dictionary) and any(
        key in descriptor for key in ("/FontFile", "/FontFile2", "/FontFile3")
    )


def _is_active(pdf: Pdf) -> bool:
    """Look through every object for what acts; nothing is held but where to look next."""
    return any(map(_acts, pdf.objects))


def _acts(thing: Object) -> bool:
    waiting: list[tuple[Object, int]] = [(thing, 0)]
    while waiting:
        one, depth = waiting.pop()
        if isinstance(one, Stream | Dictionary):
            names = one.keys()
            if not _ACTING_KEYS.isdisjoint(names) or str(one.get("/S")) in _ACTING_KINDS:
                return True
            inside: list[Object] = [one[name] for name in names]
        elif isinstance(one, Array):
            inside = list(one)
        else:
            continue
        if depth < _DEEPEST:
            # What is indirect is looked at in its own turn.
            waiting += [
                (part, depth + 1)
                for part in inside
                if isinstance(part, Dictionary | Array) and not part.is_indirect
            ]
    return False

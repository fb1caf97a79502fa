"""A whole volume as one PDF: cover, 卷内目录, every paper with its page numbers, 备考表."""

import io
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from pikepdf import Pdf

from xiezhi.documents.papers.wording import clean_line
from xiezhi.documents.volume.confined import FileReading, bind, read_files, try_files
from xiezhi.documents.volume.faults import require_sound, volume_faults
from xiezhi.documents.volume.files import as_files, sha256_of
from xiezhi.documents.volume.leaves import closing_pdf, contents_pdf, cover_pdf
from xiezhi.documents.volume.values import (
    BoundItem,
    BoundVolume,
    Volume,
    VolumeFault,
    VolumeFaultKind,
    VolumeItem,
)
from xiezhi.kernel.errors import RuleRefusedError


def bind_volume(volume: Volume, target: Path, *, own_fonts: Path | None = None) -> BoundVolume:
    """Write the volume and return where each paper stands; the same volume, the same bytes.

    Every page is A4: larger ones are made smaller, smaller ones are not made larger. Cover,
    卷内目录 and 备考表 bear no number. What was attached to a page (seals, signatures, filled
    fields) is drawn into it; a signature in a paper is proved by the paper itself, not by the
    volume. The folder for temporary files needs twice the room of all papers.

    Raises:
        VolumeFaultsError: ``documents.volume_faults``: words that are missing, papers that are
            locked, damaged, of another format or cost too much, each named.
        RuleRefusedError: ``documents.no_glyph``, ``documents.typesetting``,
            ``documents.volume_too_large``.
    """
    require_sound(volume_faults(volume))
    with tempfile.TemporaryDirectory(prefix="xiezhi-volume-") as place:
        folder = Path(place)
        files = as_files([item.content for item in volume.items], folder)
        read = read_files(files, folder, are_pages_wanted=True)
        require_sound(refused_items(volume.items, read))
        bound = tuple(_numbered(read))
        papers = [found.path for found in read]
        try:
            return _bind(volume, bound, papers, target, folder, own_fonts)
        except (RuntimeError, RuleRefusedError):
            # Some damage shows only when a page is written: name the paper, if it is a paper.
            require_sound(_refused(volume.items, try_files(papers, folder)))
            raise


def refused_items(
    items: Sequence[VolumeItem], read: Sequence[FileReading]
) -> Iterator[VolumeFault]:
    """Yield a fault for each paper whose file cannot be bound."""
    return _refused(items, [found.refused for found in read])


def _refused(
    items: Sequence[VolumeItem], kinds: Sequence[VolumeFaultKind | None]
) -> Iterator[VolumeFault]:
    for place, (item, kind) in enumerate(zip(items, kinds, strict=True), start=1):
        if kind is not None:
            yield VolumeFault(where=f"item-{place}", field="content", kind=kind, name=item.title)


def _numbered(read: Iterable[FileReading]) -> Iterator[BoundItem]:
    last = 0
    for found in read:
        yield BoundItem(first=last + 1, last=last + found.pages)
        last += found.pages


def _page_count(leaf: bytes) -> int:
    """Count the pages of a leaf of our own, which may be read here."""
    with Pdf.open(io.BytesIO(leaf)) as pdf:
        return len(pdf.pages)


def _bind(  # noqa: PLR0917  # one caller, every value needed
    volume: Volume,
    bound: tuple[BoundItem, ...],
    papers: Sequence[Path],
    target: Path,
    folder: Path,
    own_fonts: Path | None,
) -> BoundVolume:
    leaves = {
        "cover": cover_pdf(volume, bound, own_fonts=own_fonts),
        "contents": contents_pdf(volume, bound, own_fonts=own_fonts),
        "closing": closing_pdf(volume, bound, own_fonts=own_fonts),
    }
    paths = {name: folder / f"{name}.pdf" for name in leaves}
    for name, made in leaves.items():
        paths[name].write_bytes(made)
    pages = [_page_count(made) for made in leaves.values()]
    front, numbered = pages[0] + pages[1], bound[-1].last
    count = bind(
        folder,
        parts=[
            str(path) for path in (paths["cover"], paths["contents"], *papers, paths["closing"])
        ],
        target=str(target.resolve()),
        title=clean_line(volume.cover.case_title),
        numbered=(front, front + numbered),
        bookmarks=[
            ("卷宗封面", 0),
            ("卷内目录", pages[0]),
            *(
                (f"{place}　{clean_line(item.title)}", front + where.first - 1)
                for place, (item, where) in enumerate(zip(volume.items, bound, strict=True), 1)
            ),
            ("卷内备考表", front + numbered),
        ],
    )
    if count != front + numbered + pages[2]:
        raise RuntimeError(count)
    return BoundVolume(
        items=bound, front_pages=front, numbered_pages=numbered, sha256=sha256_of(target)
    )

"""照片说明页: two pictures a page, each with when, where, by whom, before whom, and what it proves.

Source: 人民检察院公益诉讼办案规则第39条 asks for when, where and by whom a picture was taken; the
form itself is the office's own (本院设定).
"""

import tempfile
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import Final

from xiezhi.documents.papers.wording import clean_line
from xiezhi.documents.volume.confined import join, prepare_photos, typeset
from xiezhi.documents.volume.faults import photo_faults, require_sound
from xiezhi.documents.volume.files import as_files
from xiezhi.documents.volume.leaves import breakable, leaf_words, standard_of
from xiezhi.documents.volume.values import (
    EvidencePhoto,
    PhotoSheets,
    VolumeFault,
    VolumeFaultKind,
)
from xiezhi.kernel.clock import CHINA

PHOTOS_A_PAGE: Final = 2
_AT_ONCE: Final = 8 * PHOTOS_A_PAGE  # what the type-setter holds in memory at a time
_DIGEST_FIGURES: Final = 16
_DIGEST_GROUP: Final = 4


def photo_sheets_pdf(sheets: PhotoSheets, target: Path, *, own_fonts: Path | None = None) -> int:
    """Write 照片说明页 and return how many pages there are; the same pictures give the same bytes.

    Memory does not grow with the number of pictures.

    Raises:
        VolumeFaultsError: ``documents.volume_faults``: what is missing at which picture, or which
            picture cannot be read.
        RuleRefusedError: ``documents.no_glyph``, ``documents.typesetting``,
            ``documents.volume_too_large``.
    """
    require_sound(photo_faults(sheets))
    with tempfile.TemporaryDirectory(prefix="xiezhi-photos-") as place:
        folder = Path(place)
        files = as_files([photo.content for photo in sheets.photos], folder)
        ready = _ready(sheets, files, folder)
        parts = [folder / f"sheets-{start}.pdf" for start in range(0, len(ready), _AT_ONCE)]
        for turn, part in enumerate(parts):
            start = turn * _AT_ONCE
            chosen = ready[start : start + _AT_ONCE]
            words = leaf_words(_content(sheets, start, len(chosen)), own_fonts=own_fonts)
            typeset(
                folder,
                {_name(sheets.first_number + start + at): path for at, path in enumerate(chosen)},
                part,
                own_fonts=own_fonts,
                template="photos",
                words=words,
                standard=standard_of(words) if len(parts) == 1 else "a-2b",
            )
        join(folder, parts, target)
    return -(-len(sheets.photos) // PHOTOS_A_PAGE)


def digest_words(sha256: str) -> str:
    """Return the short form of a digest as it is printed: ``SHA-256 9f86 d081 884c 7d65…``."""
    short = sha256[:_DIGEST_FIGURES]
    groups = (short[at : at + _DIGEST_GROUP] for at in range(0, len(short), _DIGEST_GROUP))
    return f"SHA-256 {' '.join(groups)}…"


def taken_words(taken_at: datetime, time_source: str) -> str:
    """Return ``2026年3月5日9时30分（设备）`` in the time of China."""
    here = taken_at.astimezone(CHINA)
    source = clean_line(time_source)
    return (
        f"{here.year}年{here.month}月{here.day}日{here.hour}时{here.minute:02}分"
        f"{f'（{source}）' if source else ''}"
    )


def _ready(sheets: PhotoSheets, files: Sequence[Path], folder: Path) -> list[Path]:
    made = prepare_photos(files, folder)
    require_sound(
        VolumeFault(where=f"photo-{place}", field="content", kind=found, name=photo.proves)
        for place, (photo, found) in enumerate(zip(sheets.photos, made, strict=True), start=1)
        if isinstance(found, VolumeFaultKind)
    )
    return [found for found in made if isinstance(found, Path)]


def _content(sheets: PhotoSheets, start: int, count: int) -> dict[str, object]:
    """Return the words of the pages of some of the pictures, from place ``start`` on."""
    shown = [
        _shown(photo, sheets.first_number + start + place)
        for place, photo in enumerate(sheets.photos[start : start + count])
    ]
    return {
        "document_title": f"{clean_line(sheets.case_title)} 照片说明",
        "title": "照片说明",
        "case_title": f"{clean_line(sheets.office)}　{clean_line(sheets.case_title)}",
        "pages": [shown[at : at + PHOTOS_A_PAGE] for at in range(0, len(shown), PHOTOS_A_PAGE)],
    }


def _name(number: int) -> str:
    return f"photo-{number}.jpg"


def _shown(photo: EvidencePhoto, number: int) -> dict[str, str]:
    return {
        "file": _name(number),
        "number": f"照片 {number}",
        "taken_at": taken_words(photo.taken_at, photo.time_source) if photo.taken_at else "",
        "place": breakable(photo.place),
        "photographer": breakable(photo.photographer),
        "witness": breakable(photo.witness),
        "proves": breakable(photo.proves),
        "digest": digest_words(photo.original_sha256),
    }

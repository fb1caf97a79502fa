"""Why a volume or a 照片说明页 is not made: what is missing, or cannot be read, and where."""

import re
from collections.abc import Iterable, Iterator
from datetime import date
from typing import Final

from xiezhi.documents.papers.wording import clean_line
from xiezhi.documents.volume.values import (
    EvidencePhoto,
    PhotoSheets,
    Volume,
    VolumeFault,
    VolumeFaultKind,
    VolumeItem,
)
from xiezhi.kernel.errors import InvalidInputError

MAX_ITEMS: Final = 2_000
MAX_PHOTOS: Final = 1_000
MAX_TITLE: Final = 200
MAX_WORDS: Final = 80
MAX_PLACE: Final = 60
MAX_PERSON: Final = 40
MAX_HEAD: Final = 80  # office and case of a 照片说明页: two lines
MAX_LABEL: Final = 7
MAX_LINE: Final = 120
MAX_HEADING: Final = 36  # two lines at the size of the cover
MAX_CLASS: Final = 24
MAX_SOURCE: Final = 12
MAX_PROOF: Final = 160
MAX_SITUATION: Final = 600
_DIGEST: Final = re.compile(r"[0-9a-f]{64}")


class VolumeFaultsError(InvalidInputError):
    """A volume with faults; ``faults`` names each, the parameters hold places and kinds only."""

    def __init__(self, faults: tuple[VolumeFault, ...]) -> None:
        super().__init__(
            "documents.volume_faults",
            volume_faults=",".join(f"{fault.where}.{fault.field}:{fault.kind}" for fault in faults),
        )
        self.faults: Final = faults


def require_sound(faults: Iterable[VolumeFault]) -> None:
    """Refuse with all faults at once.

    Raises:
        VolumeFaultsError: ``documents.volume_faults``, for example
            ``item-3.dated:missing,item-7.content:locked``.
    """
    found = tuple(faults)
    if found:
        raise VolumeFaultsError(found)


def volume_faults(volume: Volume) -> Iterator[VolumeFault]:
    """Yield what is wrong with the words of a volume, in reading order."""
    cover = volume.cover
    yield from _words("cover", "", limit=MAX_HEADING, office=cover.office, kind=cover.kind)
    yield from _words("cover", "", limit=MAX_LABEL, parties_label=cover.parties_label)
    yield from _words("cover", "", limit=MAX_LINE, case_title=cover.case_title)
    yield from _words("cover", "", limit=MAX_LINE, handlers="、".join(cover.handlers))
    yield from _long("cover", limit=MAX_LINE, parties="、".join(cover.parties))
    yield from _long("cover", limit=MAX_LINE, outcome=cover.outcome)
    yield from _long("cover", limit=MAX_CLASS, retention_class=cover.retention_class)
    yield from _long("cover", limit=MAX_PERSON, number=cover.case_number)
    yield from _order("cover", "closed_on", cover.filed_on, cover.closed_on)
    yield from _order("cover", "archived_on", cover.closed_on, cover.archived_on)
    if not 1 <= cover.volume_place <= cover.volume_count:
        yield VolumeFault(where="cover", field="volume_place", kind=VolumeFaultKind.CONTRADICTORY)
    yield from _long("note", limit=MAX_SITUATION, situation=volume.note.situation)
    yield from _count("items", len(volume.items), MAX_ITEMS)
    for place, item in enumerate(volume.items, start=1):
        yield from _item(f"item-{place}", item)


def photo_faults(sheets: PhotoSheets) -> Iterator[VolumeFault]:
    """Yield what is wrong with the words of 照片说明页, in reading order."""
    yield from _words("photos", "", limit=MAX_PERSON, office=sheets.office)
    yield from _words(
        "photos", "", limit=MAX_HEAD - len(sheets.office), case_title=sheets.case_title
    )
    yield from _count("photos", len(sheets.photos), MAX_PHOTOS)
    for place, photo in enumerate(sheets.photos, start=1):
        yield from _photo(f"photo-{place}", photo)


def _item(where: str, item: VolumeItem) -> Iterator[VolumeFault]:
    yield from _words(where, item.title, limit=MAX_TITLE, title=item.title)
    yield from _words(where, item.title, author=item.author)
    yield from _long(where, name=item.title, number=item.number, remarks=item.remarks)
    if item.dated is None and not clean_line(item.remarks):
        yield VolumeFault(where=where, field="dated", kind=VolumeFaultKind.MISSING, name=item.title)


def _photo(where: str, photo: EvidencePhoto) -> Iterator[VolumeFault]:
    name = photo.proves
    if photo.taken_at is None:
        yield VolumeFault(where=where, field="taken_at", kind=VolumeFaultKind.MISSING, name=name)
    yield from _words(
        where,
        name,
        limit=MAX_PERSON,
        photographer=photo.photographer,
        witness=photo.witness,
    )
    yield from _words(where, name, limit=MAX_PLACE, place=photo.place)
    yield from _words(where, name, limit=MAX_PROOF, proves=photo.proves)
    yield from _long(where, name=name, limit=MAX_SOURCE, time_source=photo.time_source)
    if not photo.original_sha256:
        yield VolumeFault(
            where=where, field="original_sha256", kind=VolumeFaultKind.MISSING, name=name
        )
    elif not _DIGEST.fullmatch(photo.original_sha256):
        yield VolumeFault(
            where=where, field="original_sha256", kind=VolumeFaultKind.MALFORMED, name=name
        )


def _words(
    where: str, name: str, *, limit: int = MAX_WORDS, **fields: str
) -> Iterator[VolumeFault]:
    """Yield a fault for each field that is empty or too long for its box."""
    for field, words in fields.items():
        if not clean_line(words):
            yield VolumeFault(where=where, field=field, kind=VolumeFaultKind.MISSING, name=name)
    yield from _long(where, name=name, limit=limit, **fields)


def _long(
    where: str, *, name: str = "", limit: int = MAX_WORDS, **fields: str
) -> Iterator[VolumeFault]:
    for field, words in fields.items():
        if len(words) > limit:
            yield VolumeFault(where=where, field=field, kind=VolumeFaultKind.TOO_LONG, name=name)


def _order(
    where: str, field: str, earlier: date | None, later: date | None
) -> Iterator[VolumeFault]:
    if earlier and later and later < earlier:
        yield VolumeFault(where=where, field=field, kind=VolumeFaultKind.CONTRADICTORY)


def _count(where: str, count: int, limit: int) -> Iterator[VolumeFault]:
    if not count:
        yield VolumeFault(where=where, field="content", kind=VolumeFaultKind.MISSING)
    if count > limit:
        yield VolumeFault(where=where, field="content", kind=VolumeFaultKind.TOO_LONG)

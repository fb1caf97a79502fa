"""照片说明页 of a case as PDF: made for the volume, and by itself."""

import shutil
from collections.abc import Sequence
from pathlib import Path

from xiezhi.cases.models import Case
from xiezhi.cases.rules.pictures import TIME_SOURCE_LABELS
from xiezhi.cases.selectors.pictures import CasePicture
from xiezhi.documents.volume.faults import MAX_HEAD
from xiezhi.documents.volume.photo_sheets import photo_sheets_pdf
from xiezhi.documents.volume.values import EvidencePhoto, PhotoSheets
from xiezhi.evidence.rules.taken import TimeSource
from xiezhi.evidence.selectors.files import FileCopy, open_copy
from xiezhi.web.cases_field.drafting import own_fonts


def write_sheets(
    case: Case, office: str, pictures: Sequence[CasePicture], folder: Path, *, target: Path
) -> int:
    """Write the sheets and return how many pages there are; pictures wait in ``folder`` meanwhile.

    Raises:
        VolumeFaultsError: ``documents.volume_faults``.
        RuleRefusedError: as `photo_sheets_pdf`.
    """
    folder.mkdir(exist_ok=True)
    photos = [_photo(one, folder / f"{place}.jpg") for place, one in enumerate(pictures)]
    sheets = PhotoSheets(office=office, case_title=_title(case, office), photos=photos)
    return photo_sheets_pdf(sheets, target, own_fonts=own_fonts())


def _photo(one: CasePicture, path: Path) -> EvidencePhoto:
    stream, _media_type = open_copy(one.file, FileCopy.SHARED)
    with stream, path.open("wb") as target:
        shutil.copyfileobj(stream, target)
    row, source = one.row, one.row.time_source
    return EvidencePhoto(
        content=path,
        taken_at=row.taken_at,
        place=row.place,
        photographer=row.taken_by,
        witness=row.witness,
        proves=row.proves,
        original_sha256=bytes(one.file.sha256).hex(),
        time_source=TIME_SOURCE_LABELS[TimeSource(source)] if source else "",
    )


def _title(case: Case, office: str) -> str:
    room = MAX_HEAD - len(office)
    return case.title if len(case.title) <= room else f"{case.title[: room - 1]}…"

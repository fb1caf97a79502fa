"""Pictures of a place: looked through before any lock, kept inside the act they belong to."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final
from uuid import UUID

from xiezhi.cases.models import Case, EvidenceItem, FollowUp, LookBack, PlacePicture
from xiezhi.cases.rules.pictures import MAX_PROVES, PictureTime, read_time, time_of
from xiezhi.cases.services.picture_input import Picture
from xiezhi.evidence.rules.kinds import MediaKind
from xiezhi.evidence.services.storing import CheckedFile, check_files, store_file
from xiezhi.kernel.clock import legal_day
from xiezhi.kernel.errors import InvalidInputError
from xiezhi.language.cleaning import clean_line

MAX_PICTURES: Final = 24
_COPIED: Final = (
    "file_id",
    "taken_on",
    "taken_at",
    "time_source",
    "read_at",
    "read_source",
    "taken_by",
    "place",
    "witness",
    "proves",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Owner:
    """What the pictures belong to; one of them is given."""

    evidence: EvidenceItem | None = None
    follow_up: FollowUp | None = None
    look_back: LookBack | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Scene:
    """What a picture says where it says nothing of its own."""

    day: date
    place: str
    taken_by: str
    proves_before: str
    proves_after: str = ""
    witness: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckedPicture:
    """A picture that may be taken; without a file it is one of the case, shown again."""

    given: Picture
    file: CheckedFile | None


def check_pictures(given: Sequence[Picture], now: datetime) -> list[CheckedPicture]:
    """Look through the pictures; slow, so called before the act opens.

    Raises:
        InvalidInputError: ``cases.taken_in_future``; the codes of evidence.
    """
    chosen = [one for one in given if one.file or one.copy_of][:MAX_PICTURES]
    if any(one.taken_at is not None and one.taken_at > now for one in chosen):
        raise InvalidInputError("cases.taken_in_future")
    files = [one.file for one in chosen if one.file is not None]
    checked = iter(check_files(MediaKind.PHOTO, files))
    return [
        CheckedPicture(given=one, file=next(checked) if one.file is not None else None)
        for one in chosen
    ]


def keep_pictures(
    case: Case, owner: Owner, checked: Sequence[CheckedPicture], scene: Scene, *, now: datetime
) -> list[PlacePicture]:
    """Keep the pictures of a place; part of the act that took them.

    Raises:
        InvalidInputError: ``cases.no_picture_of_case``: shown again, but none of the case.
    """
    rows = [_row(case, owner, one, scene, now=now) for one in checked]
    return PlacePicture.objects.bulk_create(rows)


def keep_fixed(  # one picture, each value named
    case: Case,
    item: EvidenceItem,
    file_id: UUID,
    scene: Scene,
    *,
    taken_at: datetime | None,
    now: datetime,
) -> PlacePicture:
    """Keep a picture that came with a report as one of a piece of evidence; its original is sealed."""
    made: PlacePicture = PlacePicture.objects.create(
        case=case,
        evidence=item,
        is_after=False,
        file_id=file_id,
        **_timed(time_of(None, "", taken_at, now), scene.day),
        taken_by=scene.taken_by,
        place=scene.place,
        witness=scene.witness,
        proves=scene.proves_before[:MAX_PROVES],
    )
    return made


def _row(
    case: Case, owner: Owner, one: CheckedPicture, scene: Scene, *, now: datetime
) -> PlacePicture:
    given = one.given
    row = PlacePicture(
        case=case,
        evidence=owner.evidence,
        follow_up=owner.follow_up,
        look_back=owner.look_back,
        is_after=given.is_after,
        position=given.position,
    )
    if one.file is None:
        _show_again(row, given.copy_of)
        return row
    photo = one.file.taken
    row.read_at, row.read_source = read_time(photo)
    time = time_of(row.read_at, row.read_source, given.taken_at, now)
    for name, value in _timed(time, scene.day).items():
        setattr(row, name, value)
    row.file_id = store_file(one.file, received_at=now).id
    row.taken_by = clean_line(given.taken_by, limit=60) or scene.taken_by[:60]
    row.place = clean_line(given.place, limit=120) or scene.place
    row.witness = clean_line(given.witness, limit=60) or scene.witness
    words = scene.proves_after if given.is_after else scene.proves_before
    row.proves = clean_line(given.proves, limit=MAX_PROVES) or words[:MAX_PROVES]
    return row


def _timed(time: PictureTime, day: date) -> dict[str, object]:
    taken_on = day if time.at is None else legal_day(time.at)
    return {"taken_on": taken_on, "taken_at": time.at, "time_source": time.source}


def _show_again(row: PlacePicture, picture_id: UUID | None) -> None:
    found = PlacePicture.objects.filter(case_id=row.case_id, id=picture_id).first()
    if found is None:
        raise InvalidInputError("cases.no_picture_of_case")
    for name in _COPIED:
        setattr(row, name, getattr(found, name))

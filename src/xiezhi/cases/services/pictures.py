"""照片说明: what a picture shows, when and by whom it was taken, put right or filled in later."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from xiezhi.accounts.rules.rights import Action, require
from xiezhi.cases.models import PlacePicture
from xiezhi.cases.rules.pictures import MAX_PERSON, MAX_PLACE, MAX_PROVES, time_of
from xiezhi.cases.selectors.access import access_case
from xiezhi.cases.selectors.pictures import find_picture
from xiezhi.kernel.actor import Actor
from xiezhi.kernel.clock import legal_day
from xiezhi.kernel.errors import InvalidInputError, NotFoundError
from xiezhi.language.cleaning import clean_line
from xiezhi.ledger.rules.canonical import Json
from xiezhi.ledger.services.acts import act

_FIELDS = ("taken_on", "taken_at", "time_source", "taken_by", "place", "witness", "proves")


@dataclass(frozen=True, slots=True, kw_only=True)
class PictureWords:
    """What stands beside a picture. ``taken_at`` None takes what the picture says itself."""

    taken_at: datetime | None
    taken_by: str
    place: str
    witness: str
    proves: str


def describe_picture(
    *, case_id: UUID, picture_id: UUID, words: PictureWords, acting: Actor, now: datetime
) -> PlacePicture:
    """Write what stands beside a picture, wherever the case shows it; closed cases too.

    What the picture says of its time itself stays kept apart.

    Raises:
        NotFoundError: ``cases.not_found``, ``cases.no_such_row``.
        InvalidInputError: ``cases.taken_in_future``.
    """
    with act(acting=acting, now=now) as record:
        require(acting, Action.HANDLE_CASE)
        case = access_case(acting, case_id, lock=True)
        picture = find_picture(case, picture_id)
        if picture is None:
            raise NotFoundError("cases.no_such_row")
        if words.taken_at is not None and words.taken_at > now:
            raise InvalidInputError("cases.taken_in_future")
        before = _said(picture)
        _write(picture, words, now)
        same = PlacePicture.objects.filter(case_id=case.id, file_id=picture.file_id)
        same.update(**{name: getattr(picture, name) for name in _FIELDS})
        after = _said(picture)
        record("cases.describe_picture", "case", case.id, before=before, after=after)
    return picture


def _write(picture: PlacePicture, words: PictureWords, now: datetime) -> None:
    time = time_of(picture.read_at, picture.read_source, words.taken_at, now)
    picture.taken_at, picture.time_source = time.at, time.source
    if time.at is not None:
        picture.taken_on = legal_day(time.at)
    picture.taken_by = clean_line(words.taken_by, limit=MAX_PERSON)
    picture.place = clean_line(words.place, limit=MAX_PLACE)
    picture.witness = clean_line(words.witness, limit=MAX_PERSON)
    picture.proves = clean_line(words.proves, limit=MAX_PROVES)


def _said(picture: PlacePicture) -> dict[str, Json]:
    found: dict[str, Json] = {name: str(getattr(picture, name) or "") for name in _FIELDS}
    return found | {"picture": str(picture.id)}

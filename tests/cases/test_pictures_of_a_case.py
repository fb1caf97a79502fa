"""Pictures of places: their time kept apart from what is entered, shown again beside later ones."""

from datetime import date, datetime
from typing import Any

import pytest

from tests.cases.office import CaseOffice, at
from tests.cases.places import look
from tests.leads.desk import paper
from xiezhi.cases.models import Case, EvidenceItem, PlacePicture
from xiezhi.cases.rules.evidence import CollectionWay, EvidenceKind
from xiezhi.cases.selectors.pictures import comparable_of, pictures_of
from xiezhi.cases.services.investigation import (
    EvidenceInput,
    add_evidence,
    correct_evidence,
    withdraw_evidence,
)
from xiezhi.cases.services.picture_input import Picture
from xiezhi.cases.services.pictures import PictureWords, describe_picture
from xiezhi.demo.pictures import Scene, take_photo
from xiezhi.evidence.services.storing import IncomingFile
from xiezhi.kernel.clock import CHINA
from xiezhi.kernel.errors import DomainError

FILED_ON = date(2026, 3, 2)
ENDED_ON = date(2026, 4, 10)
SERVED_ON = date(2026, 4, 15)
DUE_ON = date(2026, 6, 15)
TAKEN_AT = datetime(2026, 4, 10, 9, 30, tzinfo=CHINA)


def photo(taken_at: datetime | None = TAKEN_AT, *, after: bool = False) -> IncomingFile:
    """A photo that says when it was taken, or one whose head says nothing."""
    data = take_photo(
        Scene.CRANE,
        "place",
        taken_at=taken_at or TAKEN_AT,
        latitude=40.4,
        longitude=110.0,
        after=after,
    )
    if taken_at is None:
        data = data.replace(b"2026:04:10 09:30:00", b"0000:00:00 00:00:00")
    return IncomingFile(name="现场.jpg", data=data)


def pictured(office: CaseOffice, case: Case, *pictures: Picture, **changes: Any) -> EvidenceItem:
    values: dict[str, Any] = {
        "kind": EvidenceKind.SITE_RECORD,
        "way": CollectionWay.INSPECTION,
        "title": "现场勘验笔录",
        "proves": "水鹤立柱倾斜，不能取水",
        "staff_ids": [office.handler.id, office.clerk.id],
        "collected_on": ENDED_ON,
        "place": "展旦召苏木××路口",
        "witness": "见证人01",
        "pictures": pictures,
    }
    piece = EvidenceInput(**(values | changes))
    return add_evidence(case_id=case.id, piece=piece, acting=office.handler, now=at(ENDED_ON))


def before(**fields: Any) -> Picture:
    values: dict[str, Any] = {"file": photo(), "is_after": False}
    return Picture(**(values | fields))


def words(**changes: Any) -> PictureWords:
    values: dict[str, Any] = {
        "taken_at": None,
        "taken_by": "书记员01",
        "place": "展旦召苏木××路口",
        "witness": "无",
        "proves": "水鹤不能取水",
    }
    return PictureWords(**(values | changes))


def suggested(office: CaseOffice) -> Case:
    case = office.investigated(FILED_ON, ENDED_ON)
    pictured(office, case, before())
    office.suggested(case, SERVED_ON, DUE_ON)
    return case


def test_picture_of_evidence_says_when_where_by_whom_and_what_it_proves(
    office: CaseOffice,
) -> None:
    case = office.filed(FILED_ON, FILED_ON)
    pictured(office, case, before())
    (found,) = pictures_of(case)
    row = found.row
    assert (row.taken_at, row.time_source) == (TAKEN_AT, "exif")
    assert (row.taken_by, row.witness) == ("检察官01、书记员01", "见证人01")
    assert (row.place, row.proves) == ("展旦召苏木××路口", "水鹤立柱倾斜，不能取水")
    assert found.gaps == ()


def test_picture_without_a_time_takes_the_one_entered_and_says_so(office: CaseOffice) -> None:
    case = office.filed(FILED_ON, FILED_ON)
    entered = datetime(2026, 4, 10, 10, tzinfo=CHINA)
    pictured(office, case, before(file=photo(None), taken_at=entered))
    pictured(office, case, before(file=photo(None, after=True)))
    known, unknown = pictures_of(case)
    assert (known.row.taken_at, known.row.time_source, known.row.read_at) == (
        entered,
        "manual",
        None,
    )
    assert unknown.gaps == ("taken_at",)


def test_what_a_picture_says_itself_stays_beside_what_is_entered(office: CaseOffice) -> None:
    case = office.filed(FILED_ON, FILED_ON)
    pictured(office, case, before())
    picture_id = pictures_of(case)[0].row.id
    entered = datetime(2026, 4, 10, 8, tzinfo=CHINA)
    given = words(taken_at=entered)
    kept = describe_picture(
        case_id=case.id, picture_id=picture_id, words=given, acting=office.handler, now=at(ENDED_ON)
    )
    assert (kept.taken_at, kept.time_source, kept.read_at) == (entered, "manual", TAKEN_AT)
    back = describe_picture(
        case_id=case.id,
        picture_id=picture_id,
        words=words(),
        acting=office.handler,
        now=at(ENDED_ON),
    )
    assert (back.taken_at, back.time_source) == (TAKEN_AT, "exif")


def test_time_to_come_is_refused(office: CaseOffice) -> None:
    case = office.filed(FILED_ON, FILED_ON)
    ahead = datetime(2027, 1, 1, tzinfo=CHINA)
    with pytest.raises(DomainError, match=r"^cases\.taken_in_future$"):
        pictured(office, case, before(taken_at=ahead))


def test_former_picture_stands_beside_the_later_one_with_its_own_words(office: CaseOffice) -> None:
    case = suggested(office)
    former = comparable_of(case)[0]
    day = date(2026, 6, 10)
    seen_at = datetime(2026, 6, 10, 9, tzinfo=CHINA)
    pair = (
        Picture(copy_of=former.id, is_after=False),
        Picture(file=photo(seen_at, after=True), is_after=True),
    )
    visit = look(office, case, day, pictures=pair, witness="无")
    first, second = visit.pictures.order_by("is_after")
    assert (first.file_id, first.taken_at, first.proves) == (
        former.file_id,
        TAKEN_AT,
        former.proves,
    )
    assert (second.taken_at, second.proves) == (seen_at, "整改后状况：全部整改到位")
    assert [one.row.taken_at for one in pictures_of(case)] == [TAKEN_AT, seen_at]


def test_words_of_a_picture_change_wherever_it_is_shown(office: CaseOffice) -> None:
    case = suggested(office)
    former = comparable_of(case)[0]
    look(office, case, DUE_ON, pictures=[Picture(copy_of=former.id, is_after=False)])
    describe_picture(
        case_id=case.id,
        picture_id=former.id,
        words=words(witness="见证人02"),
        acting=office.handler,
        now=at(DUE_ON),
    )
    rows = PlacePicture.objects.filter(case_id=case.id)
    assert set(rows.values_list("witness", flat=True)) == {"见证人02"}


def test_picture_of_another_case_is_not_shown_beside(office: CaseOffice) -> None:
    other = suggested(office)
    case = suggested(office)
    foreign = Picture(copy_of=comparable_of(other)[0].id, is_after=False)
    with pytest.raises(DomainError, match=r"^cases\.no_picture_of_case$"):
        look(office, case, DUE_ON, pictures=[foreign])


def test_corrected_evidence_keeps_its_pictures_and_withdrawn_evidence_none(
    office: CaseOffice,
) -> None:
    case = office.filed(FILED_ON, FILED_ON)
    item = pictured(office, case, before())
    piece = EvidenceInput(
        kind=EvidenceKind.SITE_RECORD,
        way=CollectionWay.INSPECTION,
        title="现场勘验笔录（一）",
        proves="水鹤不能取水",
        staff_ids=[office.handler.id, office.clerk.id],  # type: ignore[list-item]  # members have ids
        collected_on=ENDED_ON,
        place="××路口",
        file=paper("勘验笔录.pdf"),
    )
    changed = correct_evidence(
        case_id=case.id,
        evidence_id=item.id,
        piece=piece,
        reason="名称写错",
        acting=office.handler,
        now=at(ENDED_ON),
    )
    assert [one.row.evidence_id for one in pictures_of(case)] == [changed.id]
    withdraw_evidence(
        case_id=case.id,
        evidence_id=changed.id,
        reason="与本案无关",
        acting=office.handler,
        now=at(ENDED_ON),
    )
    assert pictures_of(case) == ()

"""What capabilities give is what a body holds, field by field, and comes back the same."""

from dataclasses import dataclass, fields
from datetime import UTC, date, datetime
from uuid import UUID

import pytest

from xiezhi.config.environment import environment
from xiezhi.disclosure.rules.crossing import CrossedRelease
from xiezhi.evidence.rules.crossing import CrossedFile
from xiezhi.evidence.rules.kinds import MAX_VIDEOS
from xiezhi.exchange.outer.roster import TownList
from xiezhi.exchange.rules.between_zones import (
    FIELDS_BETWEEN_ZONES,
    FILE_FIELDS,
)
from xiezhi.exchange.rules.fields import Fields, FieldType, check_fields
from xiezhi.exchange.rules.items import SENT_TO, ItemKind, PeerKind
from xiezhi.exchange.rules.limits import MAX_FILE_BYTES
from xiezhi.exchange.rules.values import body_of, value_of
from xiezhi.exchange.rules.zone_labels import ZONE_FIELD_LABELS
from xiezhi.house.rules.crossing import CrossedHouse
from xiezhi.intake.rules.crossing import (
    CrossedOfficeWords,
    CrossedReport,
    CrossedSeen,
    CrossedWords,
)
from xiezhi.intake.rules.submission import MAX_PHOTOS
from xiezhi.intake.rules.unit_crossing import CrossedStanding, CrossedUnitReport
from xiezhi.kernel.errors import InvalidInputError
from xiezhi.letters.rules.crossing import (
    CrossedLetter,
    CrossedObjection,
    CrossedReceipt,
    CrossedReply,
)
from xiezhi.partners.rules.crossing import CrossedOfficer, CrossedUnit
from xiezhi.supporters.rules import home_crossing
from xiezhi.supporters.rules.crossing import (
    CrossedCard,
    CrossedResult,
    CrossedSupporter,
    CrossedTask,
)

VALUES = {
    ItemKind.TOWN: TownList,
    ItemKind.HOUSE: CrossedHouse,
    ItemKind.FIGURES: CrossedRelease,
    ItemKind.UNIT: CrossedUnit,
    ItemKind.LIAISON: CrossedOfficer,
    ItemKind.SUPPORTER: CrossedSupporter,
    ItemKind.WORK_CARD: CrossedCard,
    ItemKind.REPORT: CrossedReport,
    ItemKind.REPORT_WORDS: CrossedWords,
    ItemKind.REPORT_SEEN: CrossedSeen,
    ItemKind.REPORT_STEP: CrossedOfficeWords,
    ItemKind.REPORT_QUESTION: CrossedOfficeWords,
    ItemKind.REPORT_FEEDBACK: CrossedOfficeWords,
    ItemKind.LETTER: CrossedLetter,
    ItemKind.UNIT_RECEIPT: CrossedReceipt,
    ItemKind.UNIT_OBJECTION: CrossedObjection,
    ItemKind.UNIT_REPLY: CrossedReply,
    ItemKind.UNIT_REPORT: CrossedUnitReport,
    ItemKind.UNIT_STANDING: CrossedStanding,
    ItemKind.FIELD_TASK: CrossedTask,
    ItemKind.TASK_RESULT: CrossedResult,
    ItemKind.TRAINING: home_crossing.CrossedTraining,
    ItemKind.TRAINING_REPLY: home_crossing.CrossedReply,
    ItemKind.PATROL: home_crossing.CrossedPatrol,
    ItemKind.PATROL_RESULT: home_crossing.CrossedPatrolResult,
}


def test_every_kind_between_the_zones_has_fields_and_a_value() -> None:
    between = (SENT_TO[PeerKind.OUTER] | SENT_TO[PeerKind.INNER]) - {ItemKind.ACKNOWLEDGEMENT}
    assert set(FIELDS_BETWEEN_ZONES) == between == set(VALUES)


@pytest.mark.parametrize("kind", sorted(VALUES))
def test_the_list_names_exactly_the_fields_of_the_value(kind: ItemKind) -> None:
    assert set(FIELDS_BETWEEN_ZONES[kind]) == {one.name for one in fields(VALUES[kind])}


def test_the_list_names_exactly_the_fields_of_a_file() -> None:
    assert set(FILE_FIELDS) == {one.name for one in fields(CrossedFile)}


SEAL_BYTES = 48  # libsodium: an ephemeral key and an authenticator


def test_a_report_with_every_file_it_may_have_crosses() -> None:
    of_report = FIELDS_BETWEEN_ZONES[ItemKind.REPORT]["files"]
    assert of_report.most == MAX_PHOTOS + MAX_VIDEOS + 1


def test_the_largest_file_any_setting_allows_crosses_sealed(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    for kind in ("PHOTO", "VOICE", "PAPER", "VIDEO"):
        monkeypatch.setenv(f"XIEZHI_LIMIT_{kind}_MB", "99999")
    environment.cache_clear()
    given = environment()
    largest = max(
        given.limit_photo_bytes,
        given.limit_voice_bytes,
        given.limit_paper_bytes,
        given.limit_video_bytes,
    )
    assert largest + SEAL_BYTES < MAX_FILE_BYTES


def names(of: Fields) -> set[str]:
    inner = (names(rule.rows) for rule in of.values() if rule.type is FieldType.ROWS)
    return set(of).union(*inner)


@pytest.mark.parametrize("kind", sorted(FIELDS_BETWEEN_ZONES))
def test_every_field_has_a_word_for_the_reviewer(kind: ItemKind) -> None:
    assert names(FIELDS_BETWEEN_ZONES[kind]) <= set(ZONE_FIELD_LABELS)


@pytest.mark.parametrize(
    "kind",
    [
        ItemKind.SUPPORTER,
        ItemKind.WORK_CARD,
        ItemKind.REPORT,
        ItemKind.FIELD_TASK,
        ItemKind.PATROL,
        ItemKind.TRAINING,
    ],
)
def test_no_name_and_no_number_of_a_supporter_or_reporter_crosses(kind: ItemKind) -> None:
    assert not {"name", "mobile", "phone", "telephone"} & names(FIELDS_BETWEEN_ZONES[kind])


@pytest.mark.parametrize("kind", [ItemKind.LETTER, ItemKind.FIELD_TASK, ItemKind.PATROL])
def test_a_letter_and_a_task_say_nothing_of_the_matter(kind: ItemKind) -> None:
    crossing = names(FIELDS_BETWEEN_ZONES[kind])
    assert not {name for name in crossing if name.startswith(("matter", "lead", "report_"))}


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    name: str
    weight: float | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Sample:
    id: UUID
    words: str
    note: str
    count: int
    is_open: bool
    share: float | None
    day: date
    at: datetime
    until: datetime | None
    digest: bytes
    sealed: bytes | None
    tags: tuple[str, ...]
    rows: tuple[Row, ...]


SAMPLE = Sample(
    id=UUID(int=7),
    words="两处水鹤\n没有水 𠮷",
    note="",
    count=3,
    is_open=False,
    share=40.407119990000004,
    day=date(2026, 11, 25),
    at=datetime(2026, 11, 25, 2, 0, 0, 17, tzinfo=UTC),
    until=None,
    digest=bytes(range(32)),
    sealed=b"closed" * 700,
    tags=("sewage", "road"),
    rows=(Row(name="展旦召苏木", weight=-0.00000012), Row(name="白泥井镇", weight=None)),
)


def test_a_value_comes_back_from_its_body() -> None:
    assert value_of(Sample, body_of(SAMPLE)) == SAMPLE


def test_what_is_not_there_is_left_out() -> None:
    assert not {"note", "until"} & set(body_of(SAMPLE))


def test_decimals_are_written_out() -> None:
    rows = body_of(SAMPLE)["rows"]
    assert isinstance(rows, list)
    assert rows[0] == {"name": "展旦召苏木", "weight": "-0.00000012"}


def test_a_body_without_a_needed_field_is_refused() -> None:
    body = {name: value for name, value in body_of(SAMPLE).items() if name != "day"}
    with pytest.raises(InvalidInputError) as refusal:
        value_of(Sample, body)
    assert refusal.value.code == "exchange.field_wrong"


def test_a_field_that_is_not_on_the_list_is_refused_by_name() -> None:
    body: dict[str, object] = {"id": str(UUID(int=1)), "report_id": str(UUID(int=2))}
    body |= {"read_at": "2026-11-25T02:00:00+00:00", "phone": "13900000000"}
    with pytest.raises(InvalidInputError) as refusal:
        check_fields(FIELDS_BETWEEN_ZONES[ItemKind.REPORT_SEEN], body, kind="report_seen")
    assert refusal.value.code == "exchange.field_unknown"
    assert refusal.value.params["field"] == "phone"

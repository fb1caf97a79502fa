"""Rows as typed: enough or not, split and merged, kept and read again."""

from collections.abc import Callable
from datetime import UTC, date, datetime
from uuid import uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xiezhi.intake.rules.draft_body import (
    DraftBody,
    FileFacts,
    LeftOutLine,
    body_bytes,
    body_of_bytes,
    facts_bytes,
    facts_of_bytes,
)
from xiezhi.intake.rules.entry import (
    EntryRow,
    Treatment,
    check_entry,
    check_treatment,
    merged,
    row_bytes,
    row_of_bytes,
    split,
)
from xiezhi.kernel.errors import InvalidInputError
from xiezhi.law.sources import IntakeChannel

NOON = datetime(2026, 11, 24, 4, 30, tzinfo=UTC)
FULL = EntryRow(
    channel=IntakeChannel.HOTLINE_12345,
    speaker="老赵头😀",
    supporter_id=uuid4(),
    contact_name="反映人甲",
    contact_phone="13911117733",
    wants_secrecy=True,
    received_on=date(2026, 11, 24),
    sent_at=NOON,
    seen_at=NOON,
    seen_at_source="message",
    latitude=40.1,
    longitude=110.2,
    words="路灯坏了\n井盖丢了",
    topics=("road", "other"),
    treatment=Treatment.JOIN,
    lead_id=uuid4(),
    reasons=("first_of_speaker",),
)


def code_of(check: Callable[[], None]) -> str | None:
    """The code a check refuses with, or None."""
    try:
        check()
    except InvalidInputError as error:
        return error.code
    return None


def test_row_is_read_as_it_was_kept() -> None:
    assert row_of_bytes(row_bytes(FULL)) == FULL


@given(st.text())
def test_any_words_are_read_as_they_were_kept(words: str) -> None:
    row = EntryRow(words=words)
    assert row_of_bytes(row_bytes(row)).words.encode("utf-8", "surrogatepass") == words.encode(
        "utf-8", "surrogatepass"
    )


def test_body_and_facts_are_read_as_they_were_kept() -> None:
    body = DraftBody(
        texts=("一", "二"), rest="三", left_out=(LeftOutLine(reason="chatter", text="好的"),)
    )
    facts = FileFacts(name="渠.jpg", taken_at=NOON, time_source="exif")
    assert body_of_bytes(body_bytes(body)) == body
    assert facts_of_bytes(facts_bytes(facts)) == facts


@pytest.mark.parametrize(
    ("words", "files", "code"),
    [
        pytest.param("路灯坏了一周", (0, 0, 0), None, id="five-characters"),
        pytest.param("喂", (1, 0, 0), None, id="one-picture"),
        pytest.param("", (0, 1, 0), None, id="one-sound"),
        pytest.param("", (0, 0, 1), None, id="one-scan"),
        pytest.param("喂", (0, 0, 0), "intake.entry_not_enough", id="too-little"),
        pytest.param("路灯坏了一周", (31, 0, 0), "intake.too_many_files", id="31-pictures"),
        pytest.param("路灯坏了一周", (0, 10, 0), "intake.too_many_files", id="10-sounds"),
        pytest.param("路灯坏了一周", (0, 0, 21), "intake.too_many_files", id="21-scans"),
    ],
)
def test_enough_is_words_or_one_file(
    words: str, files: tuple[int, int, int], code: str | None
) -> None:
    pictures, sounds, scans = files
    assert (
        code_of(lambda: check_entry(words, pictures=pictures, sounds=sounds, scans=scans)) == code
    )


@pytest.mark.parametrize(
    ("row", "code"),
    [
        pytest.param(EntryRow(treatment=Treatment.POOL), None, id="pool"),
        pytest.param(
            EntryRow(treatment=Treatment.NOT_LEAD), "intake.reason_missing", id="no-reason"
        ),
        pytest.param(
            EntryRow(treatment=Treatment.NOT_LEAD, not_lead_reason="other"),
            "intake.reason_needs_note",
            id="other-without-note",
        ),
        pytest.param(
            EntryRow(treatment=Treatment.NOT_LEAD, not_lead_reason="thanks"), None, id="thanks"
        ),
        pytest.param(EntryRow(treatment=Treatment.JOIN), "intake.no_lead_chosen", id="no-lead"),
    ],
)
def test_treatment_needs_its_own(row: EntryRow, code: str | None) -> None:
    assert code_of(lambda: check_treatment(row)) == code


def test_row_is_split_at_the_place_else_after_the_first_line() -> None:
    assert [part.words for part in split(FULL, 5)] == ["路灯坏了", "井盖丢了"]
    assert [part.words for part in split(FULL, None)] == ["路灯坏了", "井盖丢了"]
    assert [part.words for part in split(FULL, 2)] == ["路灯", "坏了\n井盖丢了"]
    with pytest.raises(InvalidInputError):
        split(EntryRow(words="只有一句"), None)


def test_merging_keeps_what_the_first_says_and_adds_the_rest() -> None:
    first = EntryRow(words="路灯坏了", town="展旦召苏木", topics=("road",))
    second = EntryRow(words="井盖丢了", town="白泥井镇", place_words="村口", is_urgent=True)
    both = merged(first, second)
    assert (both.words, both.town, both.place_words) == ("路灯坏了\n井盖丢了", "展旦召苏木", "村口")
    assert both.is_urgent

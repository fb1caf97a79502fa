"""A report of the outer zone is held against what its own door would have written."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import UUID

import pytest

from xiezhi.evidence.rules.crossing import CrossedFile
from xiezhi.intake.rules.crossing import (
    CrossedOfficeWords,
    CrossedReport,
    CrossedWords,
    check_office_words,
    check_report,
    check_words,
)
from xiezhi.kernel.errors import InvalidInputError

NOW = datetime(2026, 11, 25, 10, 0, tzinfo=UTC)
FILE = CrossedFile(
    id=UUID(int=9),
    kind="photo",
    media_type="image/jpeg",
    original_name="",
    sha256=bytes(32),
    size_bytes=1000,
    stored=bytes(range(32)),
    is_sealed=True,
    shared=bytes(32),
    thumbnail=bytes(32),
    width=640,
    height=480,
    duration_s=None,
    received_at=NOW,
)
SECRET = CrossedReport(
    id=UUID(int=1),
    code="ABCDEFGH",
    submission_key=UUID(int=2),
    content=bytes(32),
    channel="snap",
    received_at=datetime(2026, 11, 25, 1, 0, tzinfo=UTC),
    received_on=date(2026, 11, 25),
    grade="secret",
    supporter_id=None,
    has_contact=True,
    wants_secrecy=False,
    consents_to_position=True,
    words="两处水鹤没有水",
    topics=("fire_safety",),
    seen_at=datetime(2026, 11, 25, 1, 0, tzinfo=UTC),
    seen_at_source="device",
    town="展旦召苏木",
    village="",
    place_words="加油站北200米",
    latitude=40.4,
    longitude=109.9,
    accuracy_m=30.0,
    heading_deg=45.0,
    position_source="device",
    is_urgent=False,
    receipt=bytes(32),
    reply_key=bytes(32),
    sealed=b"closed",
    sealed_on=date(2026, 11, 25),
    files=(FILE,),
)
DUTY = replace(
    SECRET,
    grade="duty",
    supporter_id=UUID(int=7),
    received_at=datetime(2026, 11, 25, 1, 17, tzinfo=UTC),
    reply_key=None,
    sealed=None,
    sealed_on=None,
    files=(replace(FILE, is_sealed=False, stored=bytes(32)),),
)


@pytest.mark.parametrize("report", [SECRET, DUTY], ids=["secret", "duty"])
def test_what_the_door_writes_is_taken(report: CrossedReport) -> None:
    check_report(report, now=NOW)


@pytest.mark.parametrize(
    ("change", "part"),
    [
        pytest.param({"channel": "telephone"}, "channel", id="not-from-the-telephone-page"),
        pytest.param({"grade": "open"}, "grade", id="unknown-grade"),
        pytest.param({"supporter_id": UUID(int=7)}, "supporter", id="secret-names-somebody"),
        pytest.param({"sealed_on": None}, "sealed_on", id="sealed-without-a-day"),
        pytest.param(
            {"received_at": datetime(2026, 11, 25, 1, 17, tzinfo=UTC)}, "hour", id="secret-minute"
        ),
        pytest.param({"received_on": date(2026, 11, 24)}, "received_on", id="another-day"),
        pytest.param(
            {
                "received_at": datetime(2026, 11, 25, 12, 0, tzinfo=UTC),
                "received_on": date(2026, 11, 25),
            },
            "received_at",
            id="from-the-future",
        ),
        pytest.param({"words": "长" * 2001}, "words", id="too-long"),
        pytest.param({"topics": ("made_up",)}, "topics", id="unknown-topic"),
        pytest.param({"position_source": "guess"}, "position_source", id="unknown-source"),
        pytest.param({"seen_at_source": "guess"}, "seen_at_source", id="unknown-time-source"),
        pytest.param({"consents_to_position": False}, "position", id="position-without-consent"),
        pytest.param({"latitude": 91.0}, "position", id="not-on-earth"),
        pytest.param({"longitude": None}, "position", id="half-a-position"),
        pytest.param({"files": (FILE,) * 11}, "files", id="too-many-files"),
        pytest.param(
            {"files": (replace(FILE, is_sealed=False),)}, "file_seals", id="open-original"
        ),
    ],
)
def test_what_no_door_writes_is_refused(change: dict[str, Any], part: str) -> None:
    with pytest.raises(InvalidInputError) as refusal:
        check_report(replace(SECRET, **change), now=NOW)
    assert (refusal.value.code, refusal.value.params["part"]) == ("intake.foreign_report", part)


def test_a_duty_report_brings_no_sealed_identity() -> None:
    with pytest.raises(InvalidInputError) as refusal:
        check_report(replace(DUTY, sealed=b"x", sealed_on=date(2026, 11, 25)), now=NOW)
    assert refusal.value.params["part"] == "sealed"


WORDS = CrossedWords(
    id=UUID(int=3), report_id=UUID(int=1), kind="answer", words="在路东", written_at=NOW, files=()
)


@pytest.mark.parametrize(
    "change",
    [
        pytest.param({"kind": "feedback"}, id="the-offices-own-kind"),
        pytest.param({"words": "长" * 2001}, id="too-long"),
        pytest.param({"written_at": NOW + timedelta(hours=1)}, id="from-the-future"),
        pytest.param({"files": (replace(FILE, is_sealed=False),)}, id="open-original"),
    ],
)
def test_words_no_reporter_writes_are_refused(change: dict[str, Any]) -> None:
    check_words(WORDS, grade="secret", now=NOW)
    with pytest.raises(InvalidInputError) as refusal:
        check_words(replace(WORDS, **change), grade="secret", now=NOW)
    assert refusal.value.code == "intake.foreign_words"


@pytest.mark.parametrize(
    "change",
    [{"kind": "answer"}, {"step": "made_up"}, {"words": "请补充", "sealed_words": b"closed"}],
)
def test_words_no_office_writes_are_refused(change: dict[str, Any]) -> None:
    said = CrossedOfficeWords(
        id=UUID(int=4),
        report_id=UUID(int=1),
        kind="step",
        step="checking",
        words="",
        sealed_words=None,
        written_at=NOW,
    )
    check_office_words(said)
    with pytest.raises(InvalidInputError):
        check_office_words(replace(said, **change))

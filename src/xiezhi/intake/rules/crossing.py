"""What of a report and its conversation crosses between the zones, as values."""

from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Final
from uuid import UUID

from xiezhi.evidence.rules.crossing import CrossedFile
from xiezhi.evidence.rules.taken import TimeSource
from xiezhi.geo.heading import checked_heading
from xiezhi.intake.rules.pool import PlaceSource, ReporterGrade
from xiezhi.intake.rules.steps import ReporterStep
from xiezhi.intake.rules.submission import MAX_PHOTOS, MAX_WORDS, TOPICS
from xiezhi.kernel.clock import legal_day
from xiezhi.kernel.errors import InvalidInputError
from xiezhi.law.sources import IntakeChannel

CLOCK_SLACK: Final = timedelta(minutes=15)
"""The other zone's clock may run ahead of ours."""
MAX_FILES: Final = MAX_PHOTOS + 1
REPORTERS_KINDS: Final = frozenset({"answer", "supplement", "again", "erasure"})
OFFICE_KINDS: Final = frozenset({"step", "question", "feedback", "notice"})


@dataclass(frozen=True, slots=True, kw_only=True)
class CrossedReport:
    """A report as received outside.

    Attributes:
        receipt: the value its receipt is looked up by; the receipt itself is nowhere.
        reply_key: the public key of whoever holds it, for the office's words.
        sealed: who reported, and when exactly: ciphertext that only the vault inside opens.
    """

    id: UUID
    code: str
    submission_key: UUID
    content: bytes
    channel: str
    received_at: datetime
    received_on: date
    grade: str
    supporter_id: UUID | None
    has_contact: bool
    wants_secrecy: bool
    consents_to_position: bool
    words: str
    topics: tuple[str, ...]
    seen_at: datetime | None
    seen_at_source: str
    town: str
    village: str
    place_words: str
    latitude: float | None
    longitude: float | None
    accuracy_m: float | None
    heading_deg: float | None
    position_source: str
    is_urgent: bool
    receipt: bytes | None
    reply_key: bytes | None
    sealed: bytes | None = field(repr=False)
    sealed_on: date | None
    files: tuple[CrossedFile, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class CrossedWords:
    """What the reporter said later: answer, supplement or 再次反映."""

    id: UUID
    report_id: UUID
    kind: str
    words: str
    written_at: datetime
    files: tuple[CrossedFile, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class CrossedSeen:
    """That the reporter has seen a word of the office."""

    id: UUID
    report_id: UUID
    read_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class CrossedOfficeWords:
    """A word of the office to the reporter: a step, a question or feedback. Nobody signs it.

    To a protected reporter ``words`` are empty and stand in ``sealed_words``.
    """

    id: UUID
    report_id: UUID
    kind: str
    step: str
    words: str
    sealed_words: bytes | None = field(repr=False)
    written_at: datetime


def check_report(report: CrossedReport, *, now: datetime) -> None:
    """Refuse a report the outer zone's own door would never have written.

    Raises:
        InvalidInputError: ``intake.foreign_report`` with the ``part`` that is wrong.
    """
    is_secret = report.grade == ReporterGrade.SECRET
    has_position = report.latitude is not None
    claims = {
        "channel": report.channel == IntakeChannel.SNAP,
        "grade": report.grade in set(ReporterGrade),
        "supporter": is_secret is (report.supporter_id is None),
        "sealed": is_secret or report.sealed is None,
        "reply_key": is_secret or report.reply_key is None,
        "sealed_on": (report.sealed is None) is (report.sealed_on is None),
        "received_at": report.received_at <= now + CLOCK_SLACK,
        "hour": not is_secret or _is_cut(report.received_at),
        "received_on": report.received_on == legal_day(report.received_at),
        "words": len(report.words) <= MAX_WORDS,
        "topics": set(report.topics) <= set(TOPICS),
        "seen_at_source": report.seen_at_source in {"", *TimeSource},
        "position_source": report.position_source in set(PlaceSource),
        "position": not has_position or (report.consents_to_position and _is_on_earth(report)),
        "heading": report.heading_deg is None
        or (report.consents_to_position and checked_heading(report.heading_deg) is not None),
        "files": len(report.files) <= MAX_FILES,
        "file_seals": all(file.is_sealed is is_secret for file in report.files),
    }
    wrong = next((part for part, is_right in claims.items() if not is_right), None)
    if wrong is not None:
        raise InvalidInputError("intake.foreign_report", part=wrong, number=report.code[:8])


def check_words(words: CrossedWords, *, grade: str, now: datetime) -> None:
    """Refuse words the outer zone's own door would never have taken.

    Raises:
        InvalidInputError: ``intake.foreign_words`` with the ``part`` that is wrong.
    """
    is_secret = grade == ReporterGrade.SECRET
    claims = {
        "kind": words.kind in REPORTERS_KINDS,
        "words": len(words.words) <= MAX_WORDS,
        "files": len(words.files) <= MAX_FILES,
        "written_at": words.written_at <= now + CLOCK_SLACK,
        "file_seals": all(file.is_sealed is is_secret for file in words.files),
    }
    wrong = next((part for part, is_right in claims.items() if not is_right), None)
    if wrong is not None:
        raise InvalidInputError("intake.foreign_words", part=wrong)


def check_office_words(words: CrossedOfficeWords) -> None:
    """Refuse what no office writes to a reporter.

    Raises:
        InvalidInputError: ``intake.foreign_words``.
    """
    is_known = words.kind in OFFICE_KINDS and words.step in {"", *ReporterStep}
    is_twice = bool(words.words) and words.sealed_words is not None
    if not is_known or is_twice or len(words.words) > MAX_WORDS:
        raise InvalidInputError("intake.foreign_words", part="kind")


def _is_cut(instant: datetime) -> bool:
    return (instant.minute, instant.second, instant.microsecond) == (0, 0, 0)


def _is_on_earth(report: CrossedReport) -> bool:
    latitude, longitude = report.latitude, report.longitude
    if latitude is None or longitude is None:
        return False
    return abs(latitude) <= 90 and abs(longitude) <= 180  # noqa: PLR2004  # degrees

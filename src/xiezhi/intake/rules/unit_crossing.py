"""What of a lead a partner unit handed over crosses between the zones, and its standing back."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Final
from uuid import UUID

from xiezhi.evidence.rules.crossing import CrossedFile
from xiezhi.evidence.rules.kinds import MediaKind
from xiezhi.evidence.rules.taken import TimeSource
from xiezhi.intake.rules.crossing import CLOCK_SLACK
from xiezhi.intake.rules.entry import MAX_SCANS
from xiezhi.intake.rules.submission import MAX_PHOTOS, MAX_WORDS, MIN_WORDS
from xiezhi.intake.rules.unit_reports import MAX_BASIS, UnitStanding
from xiezhi.kernel.clock import legal_day
from xiezhi.kernel.errors import InvalidInputError
from xiezhi.law.areas import area_register

MAX_HANDED_FILES: Final = MAX_PHOTOS + MAX_SCANS


@dataclass(frozen=True, slots=True, kw_only=True)
class CrossedUnitReport:
    """A lead as its unit handed it over outside. The id is the report's.

    Attributes:
        unit_report_id: of what the unit sees in its list.
        officer_label: the officer as they signed in, whoever holds the post later.
        received_at: as of every secret report, cut to the hour; ``handed_at`` is not.
    """

    id: UUID
    unit_report_id: UUID
    unit_id: UUID
    officer_id: UUID
    officer_label: str
    handed_at: datetime
    code: str
    submission_key: UUID
    content: bytes
    received_at: datetime
    received_on: date
    title: str
    words: str
    seen_at: datetime | None
    seen_at_source: str
    town: str
    village: str
    place_words: str
    own_number: str
    area: str
    basis: str
    files: tuple[CrossedFile, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class CrossedStanding:
    """How far a unit's lead has come, as the unit is told. The id is the report's."""

    id: UUID
    standing: str


def check_crossed_unit_report(report: CrossedUnitReport, *, now: datetime) -> None:
    """Refuse a lead the portal would never have taken.

    Raises:
        InvalidInputError: ``intake.foreign_report`` with the ``part`` that is wrong.
    """
    kinds = [file.kind for file in report.files]
    claims = {
        "officer_label": bool(report.officer_label),
        "handed_at": report.handed_at <= now + CLOCK_SLACK,
        "received_at": report.received_at == _hour_of(report.handed_at),
        "received_on": report.received_on == legal_day(report.received_at),
        "title": bool(report.title),
        "words": MIN_WORDS <= len(report.words) <= MAX_WORDS,
        "place": bool(f"{report.town}{report.village}{report.place_words}"),
        "seen_at_source": report.seen_at_source in {"", *TimeSource},
        "area": report.area in {"", *(area.key for area in area_register().areas)},
        "basis": len(report.basis) <= MAX_BASIS,
        "files": set(kinds) <= {MediaKind.PHOTO, MediaKind.PAPER}
        and kinds.count(MediaKind.PHOTO) <= MAX_PHOTOS
        and kinds.count(MediaKind.PAPER) <= MAX_SCANS,
        "file_seals": all(one.is_sealed for one in report.files if one.kind == MediaKind.PHOTO),
    }
    wrong = next((part for part, is_right in claims.items() if not is_right), None)
    if wrong is not None:
        raise InvalidInputError("intake.foreign_report", part=wrong, number=report.code[:8])


def check_standing(standing: CrossedStanding) -> None:
    """Refuse a standing no unit is told.

    Raises:
        InvalidInputError: ``intake.foreign_report``.
    """
    if standing.standing not in set(UnitStanding):
        raise InvalidInputError("intake.foreign_report", part="standing", number="")


def _hour_of(instant: datetime) -> datetime:
    return instant.replace(minute=0, second=0, microsecond=0)

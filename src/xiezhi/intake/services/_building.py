"""Rows of a report, made alike whichever way it came in."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from uuid import UUID

from xiezhi.accounts.models import Procuratorate
from xiezhi.evidence.rules.kinds import MediaKind
from xiezhi.evidence.rules.taken import TimeSource
from xiezhi.evidence.services.storing import CheckedFile, store_file
from xiezhi.geo.heading import checked_heading
from xiezhi.intake.models import Report, ReportBand, ReportFile
from xiezhi.intake.rules.pool import PlaceSource, ReporterGrade
from xiezhi.intake.rules.submission import MAX_WORDS, TOPICS, Place, Submission, stored_key
from xiezhi.kernel.clock import CHINA, legal_day
from xiezhi.kernel.ids import public_code, public_id
from xiezhi.language.cleaning import clean_line, clean_text
from xiezhi.language.duplicates import band_keys
from xiezhi.language.segmentation import search_vector
from xiezhi.language.subject_hint import suggest_areas
from xiezhi.law.sources import IntakeChannel
from xiezhi.vault.rules.sealing import Identity
from xiezhi.vault.services.door import put_in_vault


@dataclass(frozen=True, slots=True, kw_only=True)
class Arrival:
    """How a report came in, beside what it says.

    Attributes:
        received_at: already cut to the hour for a secret report.
        supporter_id: the grid member on duty; None for every secret report.
        entered_by_id: the member of staff who typed it 录入人; None when it came by itself.
        received_on: where it is another day than the instant's: a letter of last Friday.
        scans_are_masked: scans show nothing of a secret reporter, so they stay to be seen.
    """

    channel: IntakeChannel
    grade: ReporterGrade
    received_at: datetime
    digest: bytes
    supporter_id: UUID | None = None
    entered_by_id: UUID | None = None
    external_number: str = ""
    title: str = ""
    origin: str = ""
    received_on: date | None = None
    scans_are_masked: bool = False


def cut(instant: datetime) -> datetime:
    """Cut to the hour: the minute of sending can give a reporter away."""
    return instant - timedelta(
        minutes=instant.minute, seconds=instant.second, microseconds=instant.microsecond
    )


def cleaned(submission: Submission) -> Submission:
    """Return the submission with clean text, and without a position nobody consented to."""
    place, consents = submission.place, submission.consents_to_position
    return replace(
        submission,
        words=clean_text(submission.words, limit=MAX_WORDS).strip(),
        topics=tuple(dict.fromkeys(submission.topics)),
        place=Place(
            town=clean_line(place.town, limit=30),
            village=clean_line(place.village, limit=60),
            words=clean_line(place.words, limit=200),
            latitude=place.latitude if consents else None,
            longitude=place.longitude if consents else None,
            accuracy_m=place.accuracy_m if consents else None,
            heading_deg=checked_heading(place.heading_deg) if consents else None,
            source=place.source if consents else PlaceSource.NONE,
        ),
    )


def add_report(
    submission: Submission, checked: list[CheckedFile], arrival: Arrival, office: Procuratorate
) -> Report:
    """Insert a report with its files and band keys.

    Raises:
        IntegrityError: the submission came before; the act around it is rolled back.
    """
    report = _report(submission, checked, arrival)
    report.save(force_insert=True)
    ReportBand.objects.bulk_create(
        ReportBand(report=report, band=key) for key in band_keys(submission.words)
    )
    add_files(report, checked, office, arrival)
    return report


def add_files(
    report: Report, checked: list[CheckedFile], office: Procuratorate, arrival: Arrival
) -> None:
    """Keep the files. Originals of a secret report are sealed; others see or hear the copies.

    A scan has no copy to show: of a secret report it is sealed and shown to nobody, unless the
    registrar says that it shows nothing of who wrote.
    """
    is_secret = report.grade == ReporterGrade.SECRET
    key = bytes(office.identity_public_key) if is_secret else None
    links = []
    for position, file in enumerate(checked):
        kept, seal_to = file, key
        if file.kind is MediaKind.PAPER and is_secret:
            kept = file if arrival.scans_are_masked else replace(file, photo=None)
            seal_to = None if arrival.scans_are_masked else key
        stored = store_file(kept, received_at=arrival.received_at, seal_to=seal_to)
        links.append(ReportFile(report=report, file=stored, position=position))
    ReportFile.objects.bulk_create(links)


def seal_contact(
    submission: Submission,
    report: Report,
    office: Procuratorate,
    *,
    checked: Sequence[CheckedFile],
    now: datetime,
) -> None:
    """Seal who reported, when exactly, and what the pictures carry of it, to the report."""
    contact = submission.contact
    put_in_vault(
        Identity(
            submitted_at=now,
            name="" if contact is None else contact.name,
            phone="" if contact is None else contact.phone,
            exif={file.sha256.hex(): tags for file in checked if (tags := _carried(file))},
        ),
        report_id=report.id,
        public_key=bytes(office.identity_public_key),
        sealed_on=legal_day(now),
    )


def _carried(file: CheckedFile) -> dict[str, str]:
    """Return what a picture says of where and when it was taken, as the vault shows it."""
    tags = {}
    if file.position is not None:
        tags["拍摄位置"] = f"{file.position.latitude:.6f}, {file.position.longitude:.6f}"
    if file.taken is not None:
        tags["拍摄时间"] = f"{file.taken.instant.astimezone(CHINA):%Y-%m-%d %H:%M:%S}"
    return tags


def _report(submission: Submission, checked: list[CheckedFile], arrival: Arrival) -> Report:
    place = _place(submission, checked)
    seen_at, seen_source = _seen_at(submission, checked, arrival)
    words = submission.words
    return Report(
        id=public_id(),
        code=public_code(),
        submission_key=stored_key(submission.submission_key),
        content_sha256=arrival.digest,
        channel=arrival.channel,
        external_number=arrival.external_number,
        origin=arrival.origin,
        received_at=arrival.received_at,
        received_on=arrival.received_on or legal_day(arrival.received_at),
        grade=arrival.grade,
        supporter_id=arrival.supporter_id,
        entered_by_id=arrival.entered_by_id,
        has_contact=arrival.supporter_id is not None or submission.contact is not None,
        wants_secrecy=submission.wants_secrecy,
        consents_to_position=submission.consents_to_position,
        title=arrival.title,
        words=words,
        topics=list(submission.topics),
        seen_at=seen_at,
        seen_at_source=seen_source,
        town=place.town,
        village=place.village,
        place_words=place.words,
        latitude=place.latitude,
        longitude=place.longitude,
        accuracy_m=place.accuracy_m,
        heading_deg=place.heading_deg,
        position_source=place.source,
        is_urgent=submission.is_urgent,
        photo_count=sum(file.kind is MediaKind.PHOTO for file in checked),
        has_voice=any(file.kind is MediaKind.VOICE for file in checked),
        video_count=sum(file.kind is MediaKind.VIDEO for file in checked),
        suspected_area=_suspected_area(submission),
        search=search_vector(
            f"{arrival.title} {arrival.origin} {words} {place.town} {place.village} {place.words}"
        ),
    )


def _place(submission: Submission, checked: list[CheckedFile]) -> Place:
    """Where it is: the position given, else a picture's, and only with consent."""
    place = submission.place
    if place.latitude is not None or not submission.consents_to_position:
        return place
    found = next((file.position for file in checked if file.position is not None), None)
    if found is None:
        return place
    return Place(
        town=place.town,
        village=place.village,
        words=place.words,
        latitude=found.latitude,
        longitude=found.longitude,
        accuracy_m=found.accuracy_metres,
        heading_deg=found.heading if place.heading_deg is None else place.heading_deg,
        source=PlaceSource.EXIF,
    )


def _seen_at(
    submission: Submission, checked: list[CheckedFile], arrival: Arrival
) -> tuple[datetime, TimeSource]:
    """When it was seen. Whoever took a picture at 10:31 may have been watched: the hour is kept."""
    seen = arrival.received_at
    if submission.seen_at is not None:
        is_cut = (
            arrival.grade == ReporterGrade.SECRET
            and submission.seen_at_source is not TimeSource.MANUAL
        )
        at = cut(submission.seen_at) if is_cut else submission.seen_at
        return at, submission.seen_at_source
    taken = next((file.taken for file in checked if file.taken is not None), None)
    if taken is not None and taken.instant <= seen:
        is_secret = arrival.grade == ReporterGrade.SECRET
        return cut(taken.instant) if is_secret else taken.instant, taken.source
    return seen, TimeSource.DEVICE if arrival.entered_by_id is None else TimeSource.MANUAL


def _suspected_area(submission: Submission) -> str:
    hints = suggest_areas(submission.words, chips=[TOPICS[topic] for topic in submission.topics])
    return hints[0].area if hints else ""

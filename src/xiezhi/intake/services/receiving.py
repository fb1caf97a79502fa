"""Receive a report from the phone page: seal, store, index, record; once for each submission."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import IntegrityError, transaction

from xiezhi.accounts.models import Procuratorate
from xiezhi.evidence.rules.kinds import MediaKind
from xiezhi.evidence.rules.taken import TimeSource
from xiezhi.evidence.services.storing import CheckedFile, IncomingFile, check_files, store_file
from xiezhi.infra.jobs import enqueue
from xiezhi.intake.models import Report, ReportBand, ReportFile, ReportReceipt
from xiezhi.intake.rules.pool import PlaceSource, ReporterGrade
from xiezhi.intake.rules.submission import (
    MAX_VOICE_SECONDS,
    MAX_WORDS,
    TOPICS,
    VOICE_SLACK_SECONDS,
    Place,
    Submission,
    check_enough,
    check_seen_at,
    content_hash,
    stored_key,
)
from xiezhi.kernel.actor import Actor, ActorKind
from xiezhi.kernel.clock import legal_day
from xiezhi.kernel.errors import ConflictError, InvalidInputError
from xiezhi.kernel.ids import public_code, public_id
from xiezhi.language.cleaning import clean_line, clean_text
from xiezhi.language.duplicates import band_keys
from xiezhi.language.segmentation import search_vector
from xiezhi.language.subject_hint import suggest_areas
from xiezhi.law.sources import IntakeChannel
from xiezhi.ledger.services.acts import act
from xiezhi.vault.rules.receipts import Receipt
from xiezhi.vault.rules.sealing import Identity
from xiezhi.vault.services.door import lookup_of, put_in_vault, receipt_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Received:
    """The answer to a submission; the same each time the same submission arrives."""

    report: Report
    receipt: Receipt
    is_repeat: bool


def receive_report(
    *,
    submission: Submission,
    photos: Sequence[IncomingFile] = (),
    voices: Sequence[IncomingFile] = (),
    office: Procuratorate,
    acting: Actor,
    now: datetime,
) -> Received:
    """Take a report into the information pool.

    A grid member's duty report names its sender; anything else is sealed and shown by code only.

    Raises:
        InvalidInputError: the codes of `check_enough`, `check_seen_at` and of evidence.
        ConflictError: ``intake.key_reused``: the same key came before with other content.
    """
    submission = _cleaned(submission)
    check_enough(submission, photos=len(photos), voices=len(voices))
    if submission.seen_at is not None:
        check_seen_at(submission.seen_at, now=now)
    receipt = receipt_of(
        tenant_number=office.public_number, submission_key=submission.submission_key
    )
    checked = [*check_files(MediaKind.PHOTO, photos), *_voices(voices)]
    digest = content_hash(submission, [file.sha256 for file in checked])
    earlier = _earlier(submission, digest)
    if earlier is not None:
        return Received(report=earlier, receipt=receipt, is_repeat=True)
    is_duty = acting.kind is ActorKind.SUPPORTER and not submission.wants_secrecy
    seen = now if is_duty else _cut(now)
    author = acting if is_duty else Actor(kind=ActorKind.PUBLIC, procuratorate_id=office.id)
    try:
        with act(acting=author, now=seen) as record:
            report = _new_report(submission, checked, digest=digest, author=author, seen=seen)
            _add_files(report, checked, office, seen)
            ReportReceipt.objects.create(report=report, lookup=lookup_of(receipt))
            if not is_duty:
                _seal(submission, report, office, now)
            record(
                "intake.receive",
                "report",
                report.id,
                after={"code": report.code, "content": digest.hex(), "files": len(checked)},
            )
    except IntegrityError as error:
        return _repeat_of(submission, digest, receipt, error)
    if report.is_urgent:
        enqueue("intake.tell_office_of_urgent", report_id=str(report.id))
    return Received(report=report, receipt=receipt, is_repeat=False)


def _cleaned(submission: Submission) -> Submission:
    place = submission.place
    return Submission(
        submission_key=submission.submission_key,
        words=clean_text(submission.words, limit=MAX_WORDS).strip(),
        topics=tuple(dict.fromkeys(submission.topics)),
        place=Place(
            town=clean_line(place.town, limit=30),
            village=clean_line(place.village, limit=60),
            words=clean_line(place.words, limit=200),
            latitude=place.latitude if submission.consents_to_position else None,
            longitude=place.longitude if submission.consents_to_position else None,
            accuracy_m=place.accuracy_m if submission.consents_to_position else None,
            source=place.source if submission.consents_to_position else PlaceSource.NONE,
        ),
        seen_at=submission.seen_at,
        is_urgent=submission.is_urgent,
        contact=submission.contact,
        wants_secrecy=submission.wants_secrecy,
        consents_to_position=submission.consents_to_position,
    )


def _voices(voices: Sequence[IncomingFile]) -> list[CheckedFile]:
    checked = check_files(MediaKind.VOICE, voices)
    for voice in checked:
        if voice.duration_s and voice.duration_s > MAX_VOICE_SECONDS + VOICE_SLACK_SECONDS:
            raise InvalidInputError("intake.voice_too_long", seconds=MAX_VOICE_SECONDS)
    return checked


def _cut(instant: datetime) -> datetime:
    """Cut to the hour: the minute of sending can give a reporter away."""
    return instant - timedelta(
        minutes=instant.minute, seconds=instant.second, microseconds=instant.microsecond
    )


def _earlier(submission: Submission, digest: bytes) -> Report | None:
    found: Report | None = Report.objects.filter(
        submission_key=stored_key(submission.submission_key)
    ).first()
    if found is not None and bytes(found.content_sha256) != digest:
        raise ConflictError("intake.key_reused")
    return found


def _repeat_of(
    submission: Submission, digest: bytes, receipt: Receipt, error: IntegrityError
) -> Received:
    """Another request with the same key committed first; give its answer."""
    earlier = _earlier(submission, digest)
    if earlier is None:
        raise error
    return Received(report=earlier, receipt=receipt, is_repeat=True)


def _new_report(
    submission: Submission,
    checked: list[CheckedFile],
    *,
    digest: bytes,
    author: Actor,
    seen: datetime,
) -> Report:
    place = _place(submission, checked)
    seen_at, seen_source = _seen_at(submission, checked, seen)
    is_duty = author.kind is ActorKind.SUPPORTER
    words = submission.words
    report = Report(
        id=public_id(),
        code=public_code(),
        submission_key=stored_key(submission.submission_key),
        content_sha256=digest,
        channel=IntakeChannel.SNAP,
        received_at=seen,
        received_on=legal_day(seen),
        grade=ReporterGrade.DUTY if is_duty else ReporterGrade.SECRET,
        supporter_id=author.id if is_duty else None,
        has_contact=is_duty or submission.contact is not None,
        wants_secrecy=submission.wants_secrecy,
        consents_to_position=submission.consents_to_position,
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
        position_source=place.source,
        is_urgent=submission.is_urgent,
        photo_count=sum(file.kind is MediaKind.PHOTO for file in checked),
        has_voice=any(file.kind is MediaKind.VOICE for file in checked),
        suspected_area=_suspected_area(submission),
        search=search_vector(f"{words} {place.town} {place.village} {place.words}"),
    )
    with transaction.atomic():
        report.save(force_insert=True)
    ReportBand.objects.bulk_create(ReportBand(report=report, band=key) for key in band_keys(words))
    return report


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
        source=PlaceSource.EXIF,
    )


def _seen_at(
    submission: Submission, checked: list[CheckedFile], seen: datetime
) -> tuple[datetime, TimeSource]:
    if submission.seen_at is not None:
        return submission.seen_at, TimeSource.MANUAL
    taken = next((file.taken for file in checked if file.taken is not None), None)
    if taken is not None and taken.instant <= seen:
        return taken.instant, taken.source
    return seen, TimeSource.DEVICE


def _suspected_area(submission: Submission) -> str:
    hints = suggest_areas(submission.words, chips=[TOPICS[topic] for topic in submission.topics])
    return hints[0].area if hints else ""


def _add_files(
    report: Report, checked: list[CheckedFile], office: Procuratorate, seen: datetime
) -> None:
    """Keep the files. Originals of a secret report are sealed; others see or hear the copies."""
    is_secret = report.grade == ReporterGrade.SECRET
    links = []
    for position, file in enumerate(checked):
        key = bytes(office.identity_public_key) if is_secret else None
        stored = store_file(file, received_at=seen, seal_to=key)
        links.append(ReportFile(report=report, file=stored, position=position))
    ReportFile.objects.bulk_create(links)


def _seal(submission: Submission, report: Report, office: Procuratorate, now: datetime) -> None:
    contact = submission.contact
    put_in_vault(
        Identity(
            submitted_at=now,
            name="" if contact is None else contact.name,
            phone="" if contact is None else contact.phone,
        ),
        report_id=report.id,
        public_key=bytes(office.identity_public_key),
        sealed_on=legal_day(now),
    )

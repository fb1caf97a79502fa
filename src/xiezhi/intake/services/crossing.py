"""Reports and words that came in a package. Whoever imports it acts; what is here already stays."""

from datetime import datetime
from uuid import UUID

from xiezhi.evidence.rules.crossing import CrossedFile
from xiezhi.evidence.rules.kinds import MediaKind
from xiezhi.evidence.services.crossing import OpenBlob, keep_crossed_file
from xiezhi.infra.jobs import enqueue
from xiezhi.intake.models import (
    Report,
    ReportArrival,
    ReportBand,
    ReportFile,
    ReportMessage,
    ReportReceipt,
)
from xiezhi.intake.rules.crossing import (
    CrossedOfficeWords,
    CrossedReport,
    CrossedSeen,
    CrossedWords,
    check_office_words,
    check_report,
    check_words,
)
from xiezhi.intake.rules.submission import TOPICS
from xiezhi.intake.services._crossed import refuse_another
from xiezhi.kernel.actor import Actor
from xiezhi.kernel.errors import NotFoundError
from xiezhi.language.duplicates import band_keys
from xiezhi.language.segmentation import search_vector
from xiezhi.language.subject_hint import suggest_areas
from xiezhi.ledger.services.acts import act
from xiezhi.vault.rules.crossing import CrossedIdentity
from xiezhi.vault.services.crossing import keep_crossed_identity


def take_report(
    *,
    report: CrossedReport,
    package_id: UUID,
    open_blob: OpenBlob,
    acting: Actor,
    now: datetime,
) -> Report:
    """Put a report received outside into the pool inside, as it was received.

    Its times stay those of the outer zone; ``now`` is noted beside it as the arrival. The caller
    has made sure that it is not here yet.

    Raises:
        InvalidInputError: ``intake.foreign_report``, ``vault.not_sealed``, the codes of evidence.
    """
    check_report(report, now=now)
    with act(acting=acting, now=now) as record:
        refuse_another(report.id, code=report.code, submission_key=report.submission_key)
        files = [keep_crossed_file(file, open_blob=open_blob) for file in report.files]
        taken = _row(report)
        taken.save(force_insert=True)
        ReportBand.objects.bulk_create(
            ReportBand(report=taken, band=key) for key in band_keys(report.words)
        )
        ReportFile.objects.bulk_create(
            ReportFile(report=taken, file=file, position=position)
            for position, file in enumerate(files)
        )
        if report.receipt is not None:
            ReportReceipt.objects.create(
                report=taken, lookup=report.receipt, reply_key=report.reply_key
            )
        if report.sealed is not None and report.sealed_on is not None:
            identity = CrossedIdentity(sealed=report.sealed, sealed_on=report.sealed_on)
            keep_crossed_identity(report_id=taken.id, identity=identity)
        ReportArrival.objects.create(
            id=taken.id, report=taken, package_id=package_id, arrived_at=now
        )
        record(
            "intake.take_report",
            "report",
            taken.id,
            after={"code": taken.code, "content": report.content.hex(), "files": len(files)},
        )
        if taken.is_urgent:
            enqueue("intake.tell_office_of_urgent", report_id=str(taken.id))
    return taken


def take_words(
    *, words: CrossedWords, open_blob: OpenBlob, acting: Actor, now: datetime
) -> ReportMessage:
    """Put a reporter's later words behind the report inside, with their files.

    Raises:
        NotFoundError: ``intake.no_report``.
        InvalidInputError: ``intake.foreign_words``, the codes of evidence.
    """
    with act(acting=acting, now=now) as record:
        report = _locked(words.report_id)
        check_words(words, grade=report.grade, now=now)
        message: ReportMessage = ReportMessage.objects.create(
            id=words.id,
            report=report,
            kind=words.kind,
            words=words.words,
            written_at=words.written_at,
        )
        _add_files(report, message, words.files, open_blob)
        report.has_unread_answer = True
        report.save(update_fields=["has_unread_answer"])
        record("intake.take_words", "report", report.id, after={"kind": words.kind})
    return message


def take_sight(*, sight: CrossedSeen, acting: Actor, now: datetime) -> ReportMessage:
    """Note inside that the reporter has seen a word of the office.

    Raises:
        NotFoundError: ``intake.no_message``.
    """
    with act(acting=acting, now=now) as record:
        message: ReportMessage | None = (
            ReportMessage.objects.select_for_update()
            .filter(id=sight.id, report_id=sight.report_id)
            .first()
        )
        if message is None:
            raise NotFoundError("intake.no_message")
        message.seen_by_reporter_at = max(sight.read_at, message.written_at)
        message.save(update_fields=["seen_by_reporter_at"])
        record("intake.take_sight", "report", sight.report_id)
    return message


def take_office_words(*, words: CrossedOfficeWords, acting: Actor, now: datetime) -> ReportMessage:
    """Put a word of the office behind the receipt outside.

    Raises:
        NotFoundError: ``intake.no_report``.
        InvalidInputError: ``intake.foreign_words``.
    """
    check_office_words(words)
    with act(acting=acting, now=now) as record:
        report = _locked(words.report_id)
        message: ReportMessage = ReportMessage.objects.create(
            id=words.id,
            report=report,
            kind=words.kind,
            step=words.step,
            words=words.words,
            sealed_words=words.sealed_words,
            written_at=words.written_at,
        )
        record("intake.take_office_words", "report", report.id, after={"kind": words.kind})
    return message


def _locked(report_id: UUID) -> Report:
    report: Report | None = Report.objects.select_for_update().filter(id=report_id).first()
    if report is None:
        raise NotFoundError("intake.no_report")
    return report


def _add_files(
    report: Report, message: ReportMessage, files: tuple[CrossedFile, ...], open_blob: OpenBlob
) -> None:
    start = ReportFile.objects.filter(report=report).count()
    ReportFile.objects.bulk_create(
        ReportFile(
            report=report,
            file=keep_crossed_file(file, open_blob=open_blob),
            position=start + offset,
            message=message,
        )
        for offset, file in enumerate(files)
    )


def _row(report: CrossedReport) -> Report:
    """Return the report's row. What we can work out ourselves is not taken from the package."""
    chips = [TOPICS[topic] for topic in report.topics]
    hints = suggest_areas(report.words, chips=chips)
    kinds = [file.kind for file in report.files]
    return Report(
        id=report.id,
        code=report.code,
        submission_key=report.submission_key,
        content_sha256=report.content,
        channel=report.channel,
        received_at=report.received_at,
        received_on=report.received_on,
        grade=report.grade,
        supporter_id=report.supporter_id,
        has_contact=report.has_contact,
        wants_secrecy=report.wants_secrecy,
        consents_to_position=report.consents_to_position,
        words=report.words,
        topics=list(report.topics),
        seen_at=report.seen_at,
        seen_at_source=report.seen_at_source,
        town=report.town,
        village=report.village,
        place_words=report.place_words,
        latitude=report.latitude,
        longitude=report.longitude,
        accuracy_m=report.accuracy_m,
        heading_deg=report.heading_deg,
        position_source=report.position_source,
        is_urgent=report.is_urgent,
        photo_count=kinds.count(MediaKind.PHOTO),
        has_voice=MediaKind.VOICE in kinds,
        video_count=kinds.count(MediaKind.VIDEO),
        suspected_area=hints[0].area if hints else "",
        search=search_vector(f"{report.words} {report.town} {report.village} {report.place_words}"),
    )

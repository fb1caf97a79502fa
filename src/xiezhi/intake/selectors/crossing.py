"""Reports and conversations as values that may cross between the zones.

``known`` holds the ids already carried: what crosses once and never changes is not read again.
"""

from collections.abc import Collection, Iterator
from typing import Final
from uuid import UUID

from django.db.models import QuerySet

from xiezhi.evidence.rules.crossing import CrossedFile
from xiezhi.evidence.selectors.crossing import crossed_file
from xiezhi.evidence.selectors.files import unready_files
from xiezhi.intake.models import (
    Report,
    ReportArrival,
    ReportFile,
    ReportMessage,
    ReportReceipt,
)
from xiezhi.intake.rules.crossing import (
    REPORTERS_KINDS,
    CrossedOfficeWords,
    CrossedReport,
    CrossedSeen,
    CrossedWords,
)
from xiezhi.law.sources import IntakeChannel
from xiezhi.vault.rules.crossing import CrossedIdentity
from xiezhi.vault.rules.replies import seal_words
from xiezhi.vault.selectors.crossing import sealed_identities_of

_AT_ONCE: Final = 100


def reports_to_carry(known: Collection[str]) -> Iterator[CrossedReport]:
    """Yield the reports received outside that were not carried yet nor forgotten, oldest first.

    One whose film has no copy yet waits: it crosses once, with all that can be shown of it.
    """
    unready = ReportFile.objects.filter(
        file_id__in=unready_files().values("id"), message_id__isnull=True
    )
    # What units hand over crosses as a kind of its own.
    here = Report.objects.filter(forgotten_at__isnull=True, channel=IntakeChannel.SNAP)
    ready = here.exclude(id__in=unready.values("report_id"))
    ids = ready.order_by("received_at", "id").values_list("id", flat=True)
    for some in _batches(ids, known):
        reports = Report.objects.filter(id__in=some).prefetch_related("files__file", "receipts")
        sealed = sealed_identities_of(some)
        for report in sorted(reports, key=lambda one: (one.received_at, one.id)):
            yield _report(report, sealed.get(report.id))


def words_to_carry(known: Collection[str]) -> Iterator[CrossedWords]:
    """Yield what reporters said later and was not carried yet, oldest first; films as above."""
    unready = ReportFile.objects.filter(
        file_id__in=unready_files().values("id"), message_id__isnull=False
    )
    said = ReportMessage.objects.filter(kind__in=REPORTERS_KINDS, forgotten_at__isnull=True)
    said = said.exclude(id__in=unready.values("message_id"))
    for some in _batches(_in_order(said), known):
        messages = ReportMessage.objects.filter(id__in=some).prefetch_related("files__file")
        for message in messages.order_by("written_at", "id"):
            yield CrossedWords(
                id=message.id,
                report_id=message.report_id,
                kind=message.kind,
                words=message.words,
                written_at=message.written_at,
                files=_files(message.files.all()),
            )


def sights_to_carry(known: Collection[str]) -> Iterator[CrossedSeen]:
    """Yield which words of the office their reporters have seen, not carried yet."""
    seen = ReportMessage.objects.filter(seen_by_reporter_at__isnull=False)
    for some in _batches(_in_order(seen.exclude(kind__in=REPORTERS_KINDS)), known):
        for message in ReportMessage.objects.filter(id__in=some).order_by("written_at", "id"):
            yield CrossedSeen(
                id=message.id, report_id=message.report_id, read_at=message.seen_by_reporter_at
            )


def office_words_to_carry(kind: str, known: Collection[str]) -> Iterator[CrossedOfficeWords]:
    """Yield the office's words of one kind to the reporters who came through the outer zone.

    A unit that handed a lead over is told its standing only.
    """
    arrived = ReportArrival.objects.exclude(report__channel=IntakeChannel.AGENCY_TRANSFER)
    arrived = arrived.values("report_id")
    said = ReportMessage.objects.filter(kind=kind, report_id__in=arrived)
    for some in _batches(_in_order(said), known):
        messages = ReportMessage.objects.filter(id__in=some).order_by("written_at", "id")
        keys = _reply_keys([message.report_id for message in messages])
        for message in messages:
            yield _office_words(message, keys.get(message.report_id))


def words_before_sealing(message_id: UUID) -> str:
    """Return what the office wrote, for whoever looks through a package on its way out."""
    found = ReportMessage.objects.filter(id=message_id).values_list("words", flat=True).first()
    return found or ""


def has_report(report_id: UUID) -> bool:
    """Return whether a report is in this zone."""
    return Report.objects.filter(id=report_id).exists()


def has_message(message_id: UUID) -> bool:
    """Return whether a word between office and reporter is in this zone."""
    return ReportMessage.objects.filter(id=message_id).exists()


def is_seen(message_id: UUID) -> bool:
    """Return whether it is known here that the reporter has seen a word of the office."""
    return ReportMessage.objects.filter(id=message_id, seen_by_reporter_at__isnull=False).exists()


def find_arrival(report_id: UUID) -> ReportArrival | None:
    """Return when a report of the outer zone arrived inside; None for every other report."""
    arrival: ReportArrival | None = ReportArrival.objects.filter(report_id=report_id).first()
    return arrival


def _in_order(messages: QuerySet[ReportMessage]) -> QuerySet[ReportMessage, UUID]:
    return messages.order_by("written_at", "id").values_list("id", flat=True)


def _batches(
    ids: QuerySet[Report, UUID] | QuerySet[ReportMessage, UUID], known: Collection[str]
) -> Iterator[list[UUID]]:
    """Yield the ids not carried yet, some at a time."""
    waiting = [one for one in ids if str(one) not in known]
    for start in range(0, len(waiting), _AT_ONCE):
        yield waiting[start : start + _AT_ONCE]


def _report(report: Report, identity: CrossedIdentity | None) -> CrossedReport:
    receipt = next(iter(report.receipts.all()), None)
    sent_with_it = [link for link in report.files.all() if link.message_id is None]
    return CrossedReport(
        id=report.id,
        code=report.code,
        submission_key=report.submission_key,
        content=bytes(report.content_sha256),
        channel=report.channel,
        received_at=report.received_at,
        received_on=report.received_on,
        grade=report.grade,
        supporter_id=report.supporter_id,
        has_contact=report.has_contact,
        wants_secrecy=report.wants_secrecy,
        consents_to_position=report.consents_to_position,
        words=report.words,
        topics=tuple(report.topics),
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
        receipt=None if receipt is None else bytes(receipt.lookup),
        reply_key=None
        if receipt is None or receipt.reply_key is None
        else bytes(receipt.reply_key),
        sealed=None if identity is None else identity.sealed,
        sealed_on=None if identity is None else identity.sealed_on,
        files=_files(sent_with_it),
    )


def _reply_keys(report_ids: Collection[UUID]) -> dict[UUID, bytes]:
    receipts = ReportReceipt.objects.filter(report_id__in=report_ids, reply_key__isnull=False)
    return {one.report_id: bytes(one.reply_key) for one in receipts}


def _office_words(message: ReportMessage, reply_key: bytes | None) -> CrossedOfficeWords:
    words: str = message.words
    sealed_words: bytes | None = None
    if words and reply_key is not None:
        words, sealed_words = "", seal_words(reply_key, words, message_id=message.id)
    return CrossedOfficeWords(
        id=message.id,
        report_id=message.report_id,
        kind=message.kind,
        step=message.step,
        words=words,
        sealed_words=sealed_words,
        written_at=message.written_at,
    )


def _files(links: Collection[ReportFile]) -> tuple[CrossedFile, ...]:
    in_order = sorted(links, key=lambda link: link.position)
    return tuple(crossed_file(link.file) for link in in_order)

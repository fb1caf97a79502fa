"""Receive a report from the phone page: seal, store, index, record; once for each submission."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import IntegrityError

from xiezhi.accounts.models import Procuratorate
from xiezhi.evidence.services.storing import IncomingFile
from xiezhi.infra.jobs import enqueue
from xiezhi.intake.models import Report, ReportReceipt
from xiezhi.intake.rules.pool import ReporterGrade
from xiezhi.intake.rules.submission import (
    Submission,
    check_enough,
    check_seen_at,
    content_hash,
    stored_key,
)
from xiezhi.intake.services._building import Arrival, add_report, cleaned, cut, seal_contact
from xiezhi.intake.services._files import checked_files
from xiezhi.kernel.actor import Actor, ActorKind
from xiezhi.kernel.errors import ConflictError
from xiezhi.law.sources import IntakeChannel
from xiezhi.ledger.services.acts import act
from xiezhi.vault.rules.receipts import Receipt
from xiezhi.vault.services.door import lookup_of, public_reply_key, receipt_of


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
    videos: Sequence[IncomingFile] = (),
    office: Procuratorate,
    acting: Actor,
    now: datetime,
) -> Received:
    """Take a report into the information pool.

    A grid member's duty report names its sender; anything else is sealed and shown by code only.

    Raises:
        InvalidInputError: the codes of `check_enough`, `check_seen_at` and of evidence.
        ConflictError: ``intake.key_reused``: the same key came before with other content;
            ``uploads.used``: the bytes went into another report.
    """
    submission = cleaned(submission)
    check_enough(submission, photos=len(photos), voices=len(voices), videos=len(videos))
    if submission.seen_at is not None:
        check_seen_at(submission.seen_at, now=now)
    receipt = receipt_of(
        tenant_number=office.public_number, submission_key=submission.submission_key
    )
    files = (*photos, *voices, *videos)
    digest = content_hash(submission, [file.sha256 for file in files])
    earlier = _sent_before(submission, digest, files)
    if earlier is not None:
        return Received(report=earlier, receipt=receipt, is_repeat=True)
    checked = checked_files(photos=photos, voices=voices, videos=videos)
    is_duty = acting.kind is ActorKind.SUPPORTER and not submission.wants_secrecy
    author = acting if is_duty else Actor(kind=ActorKind.PUBLIC, procuratorate_id=office.id)
    arrival = Arrival(
        channel=IntakeChannel.SNAP,
        grade=ReporterGrade.DUTY if is_duty else ReporterGrade.SECRET,
        received_at=now if is_duty else cut(now),
        digest=digest,
        supporter_id=acting.id if is_duty else None,
    )
    try:
        with act(acting=author, now=arrival.received_at) as record:
            report = add_report(submission, checked, arrival, office)
            _keep_receipt(report, receipt, is_duty=is_duty)
            if not is_duty:
                seal_contact(submission, report, office, checked=checked, now=now)
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


def _keep_receipt(report: Report, receipt: Receipt, *, is_duty: bool) -> None:
    """File a report under its receipt; a duty report is read signed in and needs no key."""
    ReportReceipt.objects.create(
        report=report,
        lookup=lookup_of(receipt),
        reply_key=None if is_duty else public_reply_key(receipt),
    )


def _sent_before(
    submission: Submission, digest: bytes, files: Sequence[IncomingFile]
) -> Report | None:
    """Answer known submissions before any picture is decoded.

    Words alone cost nothing to try, and the unique key finds a repeat.
    """
    earlier = _earlier(submission, digest) if files else None
    if earlier is None and any(file.known_sha256 for file in files):
        raise ConflictError("uploads.used")
    return earlier


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

"""What a reporter may see behind the receipt; nothing of the report itself is repeated."""

from dataclasses import dataclass, field
from typing import Final
from uuid import UUID

from django.db.models import QuerySet

from xiezhi.evidence.models import StoredFile
from xiezhi.intake.models import Report, ReportFile, ReportMessage
from xiezhi.kernel.errors import DomainError, InvalidInputError, NotFoundError
from xiezhi.vault.rules.receipts import SECRET_DIGITS, Receipt
from xiezhi.vault.rules.replies import open_words
from xiezhi.vault.services.door import shown_receipt

_NO_RECEIPT: Final = Receipt(tenant_number=99, secret="0" * SECRET_DIGITS).digits
"""A well-formed code nobody is given: its digits are not random."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ProvedReport:
    """A report whose receipt somebody has, and what opens the words sealed to them."""

    report: Report
    reply_key: bytes = field(repr=False)


def get_report_by_receipt(text: str) -> ProvedReport:
    """Return the report of a receipt somebody typed.

    Raises:
        InvalidInputError: ``intake.bad_receipt``: one answer for every wrong code.
    """
    try:
        shown = shown_receipt(text)
    except DomainError:
        # As much work as for a code that is well formed: the time tells nothing either.
        shown = shown_receipt(_NO_RECEIPT)
    found: Report | None = Report.objects.filter(receipts__lookup=shown.lookup).first()
    if found is None:
        raise InvalidInputError("intake.bad_receipt")
    return ProvedReport(report=found, reply_key=shown.reply_key)


def get_report_for_reporter(report_id: UUID) -> Report:
    """Return a report the session already proved the receipt of.

    Raises:
        NotFoundError: ``intake.no_report``.
    """
    found: Report | None = Report.objects.filter(id=report_id).first()
    if found is None:
        raise NotFoundError("intake.no_report")
    return found


def list_conversation(report: Report) -> QuerySet[ReportMessage]:
    """Return every word between office and reporter, oldest first, with files."""
    return (
        ReportMessage.objects.filter(report=report)
        .prefetch_related("files__file")
        .order_by("written_at", "id")
    )


def words_for_reporter(message: ReportMessage, reply_key: bytes | None) -> str:
    """Return the words of a message; "" where they are sealed and the key is not at hand.

    Raises:
        InvalidInputError: ``vault.reply_unreadable``.
    """
    if message.sealed_words is None:
        return str(message.words)
    if reply_key is None:
        return ""
    return open_words(reply_key, bytes(message.sealed_words), message_id=message.id)


def get_conversation_file(report: Report, file_id: UUID) -> StoredFile:
    """Return a file the reporter added to the conversation.

    Raises:
        NotFoundError: ``evidence.no_copy``.
    """
    link = (
        ReportFile.objects.filter(report=report, file_id=file_id, message__isnull=False)
        .select_related("file")
        .first()
    )
    if link is None:
        raise NotFoundError("evidence.no_copy")
    file: StoredFile = link.file
    return file

"""Values of the ledgers of letters and replies, by the key of the column."""

from collections.abc import Callable
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from xiezhi.documents.table import Cell
from xiezhi.letters.rules.kinds import KIND_LABELS
from xiezhi.letters.rules.replies import REPLY_LABELS, ReplyWay
from xiezhi.letters.rules.service import SERVICE_LABELS
from xiezhi.letters.selectors.ledgers import LetterLedgerRow, ReplyLedgerRow

Value = Callable[[Any], Cell]


class LetterWords:
    """Codes of letters in the office's words, looked up once for a whole ledger."""

    def __init__(self, today: date) -> None:
        self._today = today
        self._kinds = {kind.value: _(text) for kind, text in KIND_LABELS.items()}
        self._ways = {way.value: _(text) for way, text in SERVICE_LABELS.items()}
        self._conclusions = {code.value: _(text) for code, text in REPLY_LABELS.items()}
        self._came = {
            ReplyWay.PORTAL.value: _("协作门户"),
            ReplyWay.ENTERED.value: _("纸质代录"),
        }

    def of_letter(self) -> dict[str, Value]:
        """Return the values of a letter's line."""
        return {
            "office_number": lambda row: row.office_number,
            "kind": self._kind,
            "title": lambda row: row.title,
            "unit": lambda row: row.unit,
            "matter": lambda row: row.matter_label,
            "issued_by": lambda row: row.issued_by,
            "sealed_on": lambda row: row.sealed_on,
            "sent_on": lambda row: row.out_on,
            "service_way": lambda row: self._ways.get(row.service_way, ""),
            "served_on": lambda row: row.served_on,
            "signed_for_by": lambda row: row.signed_for_by,
            "reply_due_on": lambda row: row.reply_due_on,
            "replied_on": lambda row: row.replied_on,
            "reply_state": self._reply_state,
            "copies_to": lambda row: row.copies_to,
            "rectification_due_on": lambda row: row.rectification_due_on,
            "issued_on": lambda row: row.issued_on,
            "written_by": lambda row: row.written_by or "",
            "tracking_number": lambda row: row.tracking_number,
        }

    def of_reply(self) -> dict[str, Value]:
        """Return the values of a reply's line."""
        return {
            "unit": lambda row: row.unit,
            "reply_number": lambda row: row.reply_number,
            "dated_on": lambda row: row.dated_on,
            "received_on": lambda row: row.came_on,
            "letter_title": lambda row: row.letter_title,
            "letter_number": lambda row: row.letter_number,
            "matter": lambda row: row.matter_label,
            "conclusion": lambda row: self._conclusions.get(row.conclusion, ""),
            "reply_due_on": lambda row: row.reply_due_on,
            "timeliness": _timeliness,
            "way": lambda row: self._came.get(row.way, ""),
            "entered_by": lambda row: row.entered_by,
            "words": lambda row: row.words,
        }

    def _kind(self, row: LetterLedgerRow) -> Cell:
        return _(row.paper_name) if row.paper_name else self._kinds.get(row.kind, row.kind)

    def _reply_state(self, row: LetterLedgerRow) -> Cell:
        """Return how a letter stands to its reply, seen from today."""
        if row.replied_on is not None:
            is_late = row.reply_due_on is not None and row.replied_on > row.reply_due_on
            return _("已回复（逾期）") if is_late else _("已回复")
        if not row.asks_reply:
            return _("不要求回复")
        if row.reply_due_on is None:
            return _("未起算")
        return _("逾期未回复") if row.reply_due_on < self._today else _("未到期")


def _timeliness(row: ReplyLedgerRow) -> Cell:
    if row.reply_due_on is None:
        return ""
    return _("按期") if row.came_on <= row.reply_due_on else _("逾期")

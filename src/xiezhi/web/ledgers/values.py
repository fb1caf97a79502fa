"""A ledger row's values in the office's words, by the key of the column."""

from collections.abc import Callable
from datetime import date, datetime
from typing import Any, Final

from django.utils.translation import gettext as _

from xiezhi.documents.table import Cell
from xiezhi.intake.rules.pool import NOT_LEAD_LABELS, POOL_LABELS
from xiezhi.kernel.clock import legal_day
from xiezhi.law.areas import area_register
from xiezhi.law.sources import IntakeChannel, source_register
from xiezhi.leads.rules.outcomes import PROPOSAL_LABELS, VERDICT_LABELS
from xiezhi.leads.rules.procedure import STATE_LABELS, LeadEvent
from xiezhi.leads.rules.reporters import REPORTER_KIND_LABELS, reporter_kind
from xiezhi.leads.selectors.feedback_ledger import FeedbackLedgerRow
from xiezhi.leads.selectors.ledgers import InformationLedgerRow, LeadLedgerRow
from xiezhi.reporting.rules.ledgers import LedgerKind
from xiezhi.web.ledgers.case_values import LIMIT_LABELS, case_values
from xiezhi.web.ledgers.letter_values import LetterWords
from xiezhi.web.ledgers.proposal_values import proposal_values

_EXCERPT: Final = 120
Value = Callable[[Any], Cell]


class Words:
    """Codes in the office's words, looked up once for a whole ledger."""

    def __init__(self, today: date) -> None:
        register = source_register()
        self._today = today
        self._channels = {one.channel.value: _(one.label) for one in register.channels.values()}
        self._sources = {one.source.value: _(one.label) for one in register.sources.values()}
        self._areas = {one.key: _(one.name) for one in area_register().areas}
        self._states = _translated(STATE_LABELS)
        self._pool = _translated(POOL_LABELS)
        self._reasons = _translated(NOT_LEAD_LABELS)
        self._verdicts = _translated(VERDICT_LABELS)
        self._proposals = _translated(PROPOSAL_LABELS)
        self._reporters = _translated(REPORTER_KIND_LABELS)
        self._limits = {code: _(text) for code, text in LIMIT_LABELS.items()}
        self._verified = {
            LeadEvent.VERIFY_MENDED.value: _("已整改"),
            LeadEvent.VERIFY_NOT_MENDED.value: _("未整改"),
        }
        self._yes = _("是")

    def of(self, kind: LedgerKind) -> dict[str, Value]:
        """Return the values of a ledger's rows by column."""
        match kind:
            case LedgerKind.LEADS:
                return self._of_lead()
            case LedgerKind.INFORMATION:
                return self._of_information()
            case LedgerKind.FEEDBACK:
                return self._of_feedback()
            case LedgerKind.CASES:
                return case_values()
            case LedgerKind.PROPOSALS:
                return proposal_values()
            case LedgerKind.LETTERS:
                return LetterWords(self._today).of_letter()
            case LedgerKind.REPLIES:
                return LetterWords(self._today).of_reply()

    def _of_lead(self) -> dict[str, Value]:
        def row_text(name: str) -> Value:
            return lambda row: getattr(row, name) or ""

        def looked_up(name: str, words: dict[str, str]) -> Value:
            return lambda row: words.get(getattr(row, name) or "", "")

        values: dict[str, Value] = {
            "number": _number,
            "registered_on": lambda row: legal_day(row.registered_at),
            "channel": self._channel,
            "source": lambda row: self._sources.get(row.source, row.source),
            "reporter": looked_up("reporter_kind", self._reporters),
            "title": row_text("title"),
            "area": looked_up("area", self._areas),
            "town": row_text("town"),
            "handler": row_text("handler"),
            "state": looked_up("state", self._states),
            "proposal": looked_up("proposal", self._proposals),
            "verdict": looked_up("verdict", self._verdicts),
            "national_number": row_text("national_number"),
            "organs": row_text("organ_names"),
            "replied_on": lambda row: _day(row.replied_at),
            "verification": looked_up("verification", self._verified),
            "fed_back_on": lambda row: row.fed_back_on,
            "closed_on": lambda row: _day(row.closed_at),
            "department": row_text("department"),
            "place": row_text("place_words"),
            "summary": row_text("summary"),
            "report_count": lambda row: row.report_count,
            "next_due_on": lambda row: row.next_due_on,
            "next_due_kind": looked_up("next_due_kind", self._limits),
            "feedback_due_on": lambda row: row.feedback_due_on,
            "national_registered_on": lambda row: row.national_registered_on,
            "is_urgent": lambda row: self._yes if row.is_urgent else "",
            "is_major": lambda row: self._yes if row.is_major else "",
            "campaign": row_text("campaign"),
        }
        return values

    def _of_information(self) -> dict[str, Value]:
        return {
            "code": lambda row: row.external_number or row.code,
            "received_on": lambda row: row.received_on,
            "channel": self._channel,
            "reporter": self._who_reported,
            "excerpt": _excerpt,
            "town": lambda row: row.town,
            "screening": lambda row: self._pool.get(row.pool_state, row.pool_state),
            "reason": self._reason,
            "screened_by": lambda row: row.screened_by or "",
            "screened_on": lambda row: _day(row.screened_at),
            "lead_number": lambda row: (
                f"{row.lead_year}-{row.lead_number}" if row.lead_number else ""
            ),
            "village": lambda row: row.village,
            "suspected_area": lambda row: self._areas.get(row.suspected_area, ""),
            "photo_count": lambda row: row.photo_count,
            "external_number": lambda row: row.external_number,
        }

    def _of_feedback(self) -> dict[str, Value]:
        return {
            "number": _number,
            "title": lambda row: row.title,
            "reporter": lambda row: self._reporters.get(row.reporter_kind, ""),
            "department": lambda row: row.department,
            "handler": lambda row: row.handler or "",
            "state": lambda row: self._states.get(row.state, row.state),
            "began_on": lambda row: row.began_on,
            "due_on": lambda row: row.due_on,
            "limit_kind": lambda row: self._limits.get(row.limit_kind, ""),
            "fed_back_on": lambda row: row.fed_back_on,
            "status": self._feedback_status,
            "channel": self._channel,
            "town": lambda row: row.town,
            "area": lambda row: self._areas.get(row.area, ""),
        }

    def _channel(self, row: LeadLedgerRow | InformationLedgerRow | FeedbackLedgerRow) -> Cell:
        return self._channels.get(row.channel, row.channel)

    def _who_reported(self, row: InformationLedgerRow) -> Cell:
        """Return the kind of reporter; nobody is named."""
        return self._reporters[
            reporter_kind(IntakeChannel(row.channel), row.supporter_kind or "").value
        ]

    def _reason(self, row: InformationLedgerRow) -> Cell:
        reason = self._reasons.get(row.not_lead_reason, "")
        return "；".join(filter(None, (reason, row.screening_note)))

    def _feedback_status(self, row: FeedbackLedgerRow) -> Cell:
        if row.fed_back_on is not None:
            return _("已反馈") if row.fed_back_on <= row.due_on else _("已反馈（逾期）")
        return _("逾期未反馈") if row.due_on < self._today else _("未到期")


def _translated(labels: Any) -> dict[str, str]:  # noqa: ANN401  # any table of labels by code
    return {code.value: _(text) for code, text in labels.items()}


def _number(row: LeadLedgerRow | FeedbackLedgerRow) -> Cell:
    return f"{row.year}-{row.number}"


def _day(instant: datetime | None) -> date | None:
    return None if instant is None else legal_day(instant)


def _excerpt(row: InformationLedgerRow) -> Cell:
    line = " ".join(f"{row.title} {row.words}".split())
    return line if len(line) <= _EXCERPT else f"{line[:_EXCERPT]}…"

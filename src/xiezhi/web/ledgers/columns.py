"""The office's own columns in its own order, and a row's values in words."""

from collections.abc import Iterator
from datetime import date, datetime

from django.utils.translation import gettext as _

from xiezhi.documents.table import Cell, Column, ColumnKind
from xiezhi.intake.rules.pool import NOT_LEAD_LABELS, POOL_LABELS
from xiezhi.kernel.clock import legal_day
from xiezhi.law.areas import area_register
from xiezhi.law.sources import IntakeChannel, source_register
from xiezhi.leads.rules.outcomes import PROPOSAL_LABELS, VERDICT_LABELS
from xiezhi.leads.rules.procedure import STATE_LABELS, LeadEvent
from xiezhi.leads.rules.reporters import REPORTER_KIND_LABELS, reporter_kind
from xiezhi.leads.selectors.ledgers import InformationLedgerRow, LeadLedgerRow

_EXCERPT = 120


def lead_columns() -> list[Column]:
    """Return the columns of 线索台账, narrow enough for one A4 sheet."""
    day = ColumnKind.DATE
    return [
        Column(heading=_("编号"), width=11),
        Column(heading=_("登记日期"), width=13, kind=day),
        Column(heading=_("来源方式"), width=9),
        Column(heading=_("法定来源"), width=9),
        Column(heading=_("反映人类别"), width=9),
        Column(heading=_("摘要"), width=22),
        Column(heading=_("领域"), width=13),
        Column(heading=_("苏木镇"), width=8),
        Column(heading=_("承办人"), width=9),
        Column(heading=_("当前环节"), width=9),
        Column(heading=_("评估意见"), width=9),
        Column(heading=_("线索质效"), width=9),
        Column(heading=_("2.0线索号"), width=11),
        Column(heading=_("移送单位"), width=10),
        Column(heading=_("回复日期"), width=13, kind=day),
        Column(heading=_("核实结果"), width=9),
        Column(heading=_("反馈日期"), width=13, kind=day),
        Column(heading=_("办结日期"), width=13, kind=day),
    ]


def information_columns() -> list[Column]:
    """Return the columns of 信息台账."""
    day = ColumnKind.DATE
    return [
        Column(heading=_("编号"), width=10),
        Column(heading=_("收到日期"), width=12, kind=day),
        Column(heading=_("来源方式"), width=10),
        Column(heading=_("反映人类别"), width=10),
        Column(heading=_("摘要"), width=44),
        Column(heading=_("苏木镇"), width=11),
        Column(heading=_("处理（初筛结果）"), width=11),
        Column(heading=_("理由"), width=22),
        Column(heading=_("初筛人"), width=12),
        Column(heading=_("初筛日期"), width=12, kind=day),
        Column(heading=_("线索编号"), width=10),
    ]


class Words:
    """Codes in the office's words, looked up once for a whole ledger."""

    def __init__(self) -> None:
        register = source_register()
        self._channels = {one.channel.value: _(one.label) for one in register.channels.values()}
        self._sources = {one.source.value: _(one.label) for one in register.sources.values()}
        self._areas = {one.key: _(one.name) for one in area_register().areas}
        self._states = {code.value: _(text) for code, text in STATE_LABELS.items()}
        self._pool = {code.value: _(text) for code, text in POOL_LABELS.items()}
        self._reasons = {code.value: _(text) for code, text in NOT_LEAD_LABELS.items()}
        self._verdicts = {code.value: _(text) for code, text in VERDICT_LABELS.items()}
        self._proposals = {code.value: _(text) for code, text in PROPOSAL_LABELS.items()}
        self._reporters = {code.value: _(text) for code, text in REPORTER_KIND_LABELS.items()}
        self._verified = {
            LeadEvent.VERIFY_MENDED.value: _("已整改"),
            LeadEvent.VERIFY_NOT_MENDED.value: _("未整改"),
        }

    def of_lead(self, row: LeadLedgerRow) -> list[Cell]:
        """Return the cells of a lead's line."""
        return [
            f"{row.year}-{row.number}",
            legal_day(row.registered_at),
            self._channels.get(row.channel, row.channel),
            self._sources.get(row.source, row.source),
            self._reporters.get(row.reporter_kind, ""),
            row.title,
            self._areas.get(row.area, ""),
            row.town,
            row.handler or "",
            self._states.get(row.state, row.state),
            self._proposals.get(row.proposal or "", ""),
            self._verdicts.get(row.verdict, ""),
            row.national_number,
            row.organ_names,
            _day(row.replied_at),
            self._verified.get(row.verification or "", ""),
            row.fed_back_on,
            _day(row.closed_at),
        ]

    def of_information(self, row: InformationLedgerRow) -> list[Cell]:
        """Return the cells of a report's line; it names nobody who reported."""
        kind = reporter_kind(IntakeChannel(row.channel), row.supporter_kind or "")
        reason = self._reasons.get(row.not_lead_reason, "")
        return [
            row.external_number or row.code,
            row.received_on,
            self._channels.get(row.channel, row.channel),
            self._reporters[kind.value],
            _excerpt(row),
            row.town,
            self._pool.get(row.pool_state, row.pool_state),
            "；".join(filter(None, (reason, row.screening_note))),
            row.screened_by or "",
            _day(row.screened_at),
            f"{row.lead_year}-{row.lead_number}" if row.lead_number else "",
        ]


def lead_cells(rows: Iterator[LeadLedgerRow]) -> Iterator[list[Cell]]:
    """Yield the lines of 线索台账."""
    words = Words()
    return (words.of_lead(row) for row in rows)


def information_cells(rows: Iterator[InformationLedgerRow]) -> Iterator[list[Cell]]:
    """Yield the lines of 信息台账."""
    words = Words()
    return (words.of_information(row) for row in rows)


def _day(instant: datetime | None) -> date | None:
    return None if instant is None else legal_day(instant)


def _excerpt(row: InformationLedgerRow) -> str:
    line = (
        " ".join(f"{row.title} {row.words}".split()) if row.title else " ".join(row.words.split())
    )
    return line if len(line) <= _EXCERPT else f"{line[:_EXCERPT]}…"

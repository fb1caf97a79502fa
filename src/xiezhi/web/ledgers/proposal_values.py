"""Values of 建议提案转化台账 in the office's words, by the key of the column."""

from collections.abc import Callable
from typing import Any

from django.utils.translation import gettext as _

from xiezhi.documents.table import Cell
from xiezhi.proposals.rules.answers import SATISFACTION_LABELS
from xiezhi.proposals.rules.conversion import CONVERSION_LABELS, ConversionKind
from xiezhi.proposals.rules.kinds import (
    PROPOSAL_KIND_LABELS,
    PROPOSAL_LEVEL_LABELS,
    UNDERTAKING_LABELS,
)
from xiezhi.proposals.rules.procedure import PROPOSAL_STATE_LABELS
from xiezhi.proposals.rules.screening import WISH_REASON_LABELS
from xiezhi.proposals.selectors.ledger import ConversionShown, ProposalLedgerRow
from xiezhi.web.templatetags.desk import area

Value = Callable[[Any], Cell]


def _plain(name: str) -> Value:
    return lambda row: getattr(row, name) or ""


def _day(name: str) -> Value:
    return lambda row: getattr(row, name)


def _word(labels: Any, name: str) -> Value:  # noqa: ANN401  # any table of labels by code
    words = {code.value: _(text) for code, text in labels.items()}
    return lambda row: words.get(getattr(row, name), "")


def proposal_values() -> dict[str, Value]:
    """Return the values of a proposal's line by column."""
    return {
        "kind": _word(PROPOSAL_KIND_LABELS, "kind"),
        "session": _plain("session"),
        "number": _plain("number"),
        "title": _plain("title"),
        "submitters": _plain("submitters"),
        "received_on": _day("received_on"),
        "handler": _plain("handler"),
        "screening": _screening,
        "conversions": _conversions,
        "converted_on": _day("converted_on"),
        "answer_due_on": _day("answer_due_on"),
        "answered_on": _day("answered_on"),
        "satisfaction": _word(SATISFACTION_LABELS, "satisfaction"),
        "state": _word(PROPOSAL_STATE_LABELS, "state"),
        "level": _word(PROPOSAL_LEVEL_LABELS, "level"),
        "delegation": _plain("delegation"),
        "undertaking": _word(UNDERTAKING_LABELS, "undertaking"),
        "transferring_body": _plain("transferring_body"),
        "assigned_on": _day("assigned_on"),
        "area": lambda row: area(row.area) if row.area else "",
        "reason": _word(WISH_REASON_LABELS, "wish_reason"),
        "timeliness": _timeliness,
        "decision_sent_on": _day("decision_sent_on"),
        "outcome_sent_on": _day("outcome_sent_on"),
        "department": _plain("department"),
    }


def _screening(row: ProposalLedgerRow) -> Cell:
    if row.has_substance is None:
        return _("尚未筛查")
    return _("含公益诉讼内容") if row.has_substance else _("不含公益诉讼内容")


def _conversions(row: ProposalLedgerRow) -> Cell:
    return "；".join(map(_conversion, row.conversions))


def _conversion(shown: ConversionShown) -> str:
    label = _(CONVERSION_LABELS[ConversionKind(shown.kind)])
    return f"{label}：{shown.target}" if shown.target else label


def _timeliness(row: ProposalLedgerRow) -> Cell:
    if row.answered_on is None or row.answer_due_on is None:
        return ""
    return _("按期") if row.answered_on <= row.answer_due_on else _("逾期")

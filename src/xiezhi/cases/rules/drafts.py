"""A draft of a paper as it is kept: field values to JSON and back; what a paper is called there."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Final

from xiezhi.cases.rules.kinds import CaseKind
from xiezhi.cases.rules.papers import PaperKind
from xiezhi.documents.papers.case.definitions import PaperDefinition
from xiezhi.documents.papers.case.registry import case_papers
from xiezhi.documents.papers.case.rules.vocabulary import FieldKind
from xiezhi.documents.papers.case.values import Filled
from xiezhi.language.cleaning import clean_text

MAX_WORDS: Final = 20_000
Kept = str | list[str] | list[dict[str, str]]

DRAFTED: Final = tuple(one for one in case_papers() if one.key in set(PaperKind))
"""Papers of a case that can be drafted here, in the order of the procedure."""

_P = PaperKind
_GOVERNANCE: Final = frozenset(
    {
        _P.GOVERNANCE_REPORT,
        _P.POLICY_REVIEW,
        _P.ADDRESSEE_OPINION,
        _P.GOVERNANCE_SUGGESTION,
        _P.OBJECTION_REVIEW,
        _P.SUGGESTION_CHANGE,
        _P.SUGGESTION_WITHDRAWAL,
        _P.ESCALATION_REPORT,
    }
)
_ADMINISTRATIVE: Final = frozenset(
    {_P.PIL_SUGGESTION, _P.SUSPENSION_DECISION, _P.RESUMPTION_DECISION}
)
_CIVIL: Final = frozenset(
    {
        _P.ANNOUNCEMENT,
        _P.KIN_INQUIRY,
        _P.SETTLEMENT_AGREEMENT,
        _P.ESCROW_NOTICE,
        _P.ESCROW_RELEASE_NOTICE,
    }
)
_SUPPORT: Final = frozenset({_P.SUPPORT_OPINION, _P.SUPPORT_WITHDRAWAL})
_EVERY: Final = frozenset(
    {
        _P.INQUIRY_RECORD,
        _P.EVIDENCE_ORDER,
        _P.EVIDENCE_LIST,
        _P.COMMISSION_LETTER,
        _P.SITE_RECORD,
        _P.FACT_CONFIRMATION,
        _P.FOLLOW_UP_RECORD,
        _P.RECUSAL_DECISION,
        _P.RECUSAL_REVIEW,
        _P.RECORD_FILING_REPORT,
        _P.PROMOTION_MINUTES,
        _P.CASE_TRANSFER,
    }
)
_SUITS: Final = frozenset(PaperKind) - _GOVERNANCE - _ADMINISTRATIVE - _CIVIL - _SUPPORT
_OF_KIND: Final[Mapping[CaseKind, frozenset[PaperKind]]] = {
    CaseKind.ADMINISTRATIVE: _SUITS | _ADMINISTRATIVE,
    CaseKind.CIVIL: _SUITS | _CIVIL,
    CaseKind.INCIDENTAL: _SUITS | _CIVIL,
    CaseKind.SUPPORT: _EVERY | _SUPPORT,
    CaseKind.GOVERNANCE: _EVERY | _GOVERNANCE,
}


def drafted_for(kind: CaseKind) -> tuple[PaperDefinition, ...]:
    """Return the papers a case of a kind may need, in the order of the procedure."""
    return tuple(one for one in DRAFTED if PaperKind(one.key) in _OF_KIND[kind])


def kept(fields: Mapping[str, Filled]) -> dict[str, Kept]:
    """Return field values as JSON holds them; empty ones are left out."""
    found = {key: _kept(value) for key, value in fields.items()}
    return {key: value for key, value in found.items() if value}


def restored(known: PaperDefinition, values: Mapping[str, object]) -> dict[str, Filled]:
    """Return field values of a paper from what JSON holds; what it does not ask for is left out."""
    found: dict[str, Filled] = {}
    for one in known.fields:
        value = values.get(one.key)
        if isinstance(value, str):
            found[one.key] = _day(value) if one.kind is FieldKind.DATE else value
        elif isinstance(value, list):
            found[one.key] = value
    return found


def _kept(value: Filled) -> Kept:
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, str):
        return clean_text(value, limit=MAX_WORDS).strip()
    return _rows(value)


def _rows(value: Sequence[str] | Sequence[Mapping[str, str]]) -> Kept:
    names = [one.strip() for one in value if isinstance(one, str)]
    rows = [dict(one) for one in value if isinstance(one, Mapping)]
    return [one for one in names if one] or [one for one in rows if any(one.values())]


def _day(words: str) -> date | str:
    try:
        return date.fromisoformat(words)
    except ValueError:
        return words

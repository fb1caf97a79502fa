"""Values of 案件台账 in the office's words, by the key of the column."""

from collections.abc import Callable
from typing import Any, Final

from django.utils.translation import gettext as _

from xiezhi.cases.rules.grounds import FINDING_LABELS, GROUND_LABELS
from xiezhi.cases.rules.kinds import KIND_LABELS
from xiezhi.cases.rules.states import CaseState, label_of_state
from xiezhi.documents.table import Cell
from xiezhi.web.cases.rows import standing_words
from xiezhi.web.templatetags.desk import area

LIMIT_LABELS: Final = {"statutory": "法定", "own": "本院规定"}
Value = Callable[[Any], Cell]


def _plain(name: str) -> Value:
    return lambda row: getattr(row, name)


def _word(labels: Any, name: str) -> Value:  # noqa: ANN401  # any table of labels by code
    words = {str(code): _(text) for code, text in labels.items()}
    return lambda row: words.get(getattr(row, name), "")


def case_values() -> dict[str, Value]:
    """Return the values of a case's line by column."""
    return {
        "number": _plain("number"),
        "title": _plain("title"),
        "kind": _word(KIND_LABELS, "kind"),
        "area": lambda row: area(row.area),
        "parties": _plain("parties"),
        "handler": _plain("handler"),
        "filed_on": _plain("filed_on"),
        "state": lambda row: _(label_of_state(row.kind, CaseState(row.state))),
        "suggestion_number": _plain("suggestion_number"),
        "replied_on": _plain("replied_on"),
        "rectification_due_on": _plain("rectification_due_on"),
        "closed_on": _plain("closed_on"),
        "national_number": _plain("national_number"),
        "standing": lambda row: standing_words(row.area, row.law_day),
        "department": _plain("department"),
        "suggestion_served_on": _plain("suggestion_served_on"),
        "reply_due_on": _plain("reply_due_on"),
        "measures_on": _plain("measures_on"),
        "verified_on": _plain("verified_on"),
        "finding": _word(FINDING_LABELS, "finding"),
        "next_due_on": _plain("next_due_on"),
        "next_due_kind": _word(LIMIT_LABELS, "next_due_kind"),
        "closing_ground": _word(GROUND_LABELS, "closing_ground"),
        "town": _plain("town"),
        "campaign": _plain("campaign"),
        "leads": _plain("leads"),
    }

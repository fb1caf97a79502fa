"""Words of steps, states and papers as the regime of a case has them.

Templates of both zones load this: it knows no table.
"""

import re
from typing import Protocol

from django.utils.translation import gettext as _

from xiezhi.cases.rules.naming import NOT_IN_A_TITLE, USUAL_WORD, own_name, pre_suit_word
from xiezhi.cases.rules.papers import PAPER_LABELS, PaperKind
from xiezhi.cases.rules.states import EVENT_LABELS, CaseEvent, CaseState, label_of_state


class Named(Protocol):
    """A case, or its line in a list."""

    @property
    def kind(self) -> str:
        """Its kind."""

    @property
    def regime(self) -> str:
        """The key of the regime it keeps."""


def paper_label(case: Named, kind: PaperKind) -> str:
    """Return what the case's regime calls a paper, in the reader's language."""
    name = own_name(kind, case.regime)
    return _(name) if name else said(case, _(PAPER_LABELS[kind]))


def event_label(case: Named, event: CaseEvent) -> str:
    """Return the words of a step."""
    return said(case, _(EVENT_LABELS[event]))


def state_label(case: Named, state: CaseState) -> str:
    """Return the words of a state."""
    return said(case, _(label_of_state(case.kind, state)))


def said(case: Named, words: str) -> str:
    """Return words that speak of suggestions with the word of the case's regime."""
    word = pre_suit_word(case.kind, case.regime)
    if word == USUAL_WORD:
        return words
    return re.sub(re.escape(_("检察建议")) + NOT_IN_A_TITLE, _(word), words)

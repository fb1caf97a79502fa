"""What a case's regime calls its papers: 检察建议书 once, 检察意见书 another time."""

import re
from typing import Final

from xiezhi.cases.rules.kinds import CaseKind
from xiezhi.cases.rules.papers import PAPER_LABELS, PaperKind
from xiezhi.law.documents import paper_name, papers
from xiezhi.law.regimes import regime

USUAL_WORD: Final = "检察建议"
NOT_IN_A_TITLE: Final = "(?!规定|工作规定)"
"""人民检察院检察建议工作规定 keeps its name whatever a regime calls the paper."""


def own_name(kind: PaperKind, regime_key: str) -> str:
    """Return the name a regime itself gives a paper, "" for none."""
    known = regime(regime_key)
    is_named = kind in known.papers and kind in papers()
    return paper_name(kind, known) if is_named else ""


def name_of_paper(kind: PaperKind, case_kind: str, regime_key: str) -> str:
    """Return what a case's regime calls a paper; without a name of its own, the usual one in its word."""
    name = own_name(kind, regime_key)
    return name or in_words_of(case_kind, regime_key, PAPER_LABELS[kind])


def in_words_of(case_kind: str, regime_key: str, words: str) -> str:
    """Return Chinese words that speak of suggestions with the word of a case's regime."""
    word = pre_suit_word(case_kind, regime_key)
    return words if word == USUAL_WORD else re.sub(USUAL_WORD + NOT_IN_A_TITLE, word, words)


def pre_suit_word(case_kind: str, regime_key: str) -> str:
    """Return what is made before a suit: 检察建议 or 检察意见; social governance knows suggestions alone."""
    return USUAL_WORD if case_kind == CaseKind.GOVERNANCE else regime(regime_key).pre_suit_word

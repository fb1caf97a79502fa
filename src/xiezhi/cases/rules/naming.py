"""What a case's regime calls its papers: 检察建议书 once, 检察意见书 another time."""

from typing import Final

from xiezhi.cases.rules.kinds import CaseKind
from xiezhi.cases.rules.papers import PAPER_LABELS, PaperKind
from xiezhi.law.documents import paper_name, papers
from xiezhi.law.regimes import regime

USUAL_WORD: Final = "检察建议"
NOT_IN_A_TITLE: Final = "(?!规定|工作规定)"
"""人民检察院检察建议工作规定 keeps its name whatever a regime calls the paper."""


def name_of_paper(kind: PaperKind, regime_key: str) -> str:
    """Return what a regime calls a paper; where it has no name of its own, the usual one."""
    known = regime(regime_key)
    if kind not in known.papers or kind not in papers():
        return PAPER_LABELS[kind]
    return paper_name(kind, known)


def pre_suit_word(case_kind: str, regime_key: str) -> str:
    """Return what is made before a suit: 检察建议 or 检察意见; social governance knows suggestions alone."""
    return USUAL_WORD if case_kind == CaseKind.GOVERNANCE else regime(regime_key).pre_suit_word

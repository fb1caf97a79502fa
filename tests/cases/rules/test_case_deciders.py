"""Who decides a step of a case agrees with the decision rights of the law library."""

import re
from typing import Final

import pytest

from xiezhi.cases.rules.kinds import PUBLIC_INTEREST, CaseKind, Decider
from xiezhi.cases.rules.procedure import TABLES
from xiezhi.cases.rules.recusal import check_decider as check_recusal_decider
from xiezhi.cases.rules.states import CaseEvent, CaseState
from xiezhi.cases.rules.table import BY_CHIEF, CaseRow
from xiezhi.kernel.errors import RuleRefusedError
from xiezhi.law.decisions import DecisionMaker, decision_right

MAKERS: Final = {
    DecisionMaker.PROSECUTOR: Decider.PROSECUTOR,
    DecisionMaker.DEPARTMENT_HEAD: Decider.HEAD,
    DecisionMaker.CHIEF: Decider.CHIEF,
    DecisionMaker.COMMITTEE: Decider.COMMITTEE,
    DecisionMaker.SUPERIOR: Decider.SUPERIOR,
}
SUITS: Final = PUBLIC_INTEREST - {CaseKind.SUPPORT}


def right_of(kind: CaseKind, row: CaseRow) -> str:
    """The decision right a step takes, or "" where the library lists none."""
    if kind is CaseKind.GOVERNANCE:
        if row.source is CaseState.OBJECTED:
            return _ON_OBJECTION.get(row.event, "")
        return _GOVERNANCE.get(row.event, "")
    return _SUIT.get(row.event, "") if kind in SUITS else ""


_SUIT: Final = {
    CaseEvent.FILE: "file",
    CaseEvent.REFUSE_FILING: "not_file",
    CaseEvent.DECIDE_SUGGESTION: "suggest",
    CaseEvent.SUSPEND: "suspend",
    CaseEvent.TERMINATE: "terminate",
    CaseEvent.SUE: "sue",
    CaseEvent.WITHDRAW_SUIT: "withdraw_or_change",
    CaseEvent.CHANGE_CLAIM: "withdraw_or_change",
}
_GOVERNANCE: Final = {
    CaseEvent.DECIDE_INVESTIGATION: "governance_investigate",
    CaseEvent.DECIDE_SUGGESTION: "governance_suggest",
    CaseEvent.CLOSE_WITHOUT: "governance_suggest",
    CaseEvent.ESCALATE: "escalate",
}
_ON_OBJECTION: Final = {
    CaseEvent.CHANGE_SUGGESTION: "objection_upheld",
    CaseEvent.WITHDRAW_SUGGESTION: "objection_upheld",
    CaseEvent.REJECT_OBJECTION: "objection_rejected",
}
RIGHTS = [
    (kind, row, right_of(kind, row))
    for kind, table in TABLES.items()
    for row in table
    if right_of(kind, row)
]
BY_PROCEDURE_LAW: Final = "办案规则第111条"
"""Civil changes of claim: no article of the Rules says who decides, so the chief does (第5条)."""


@pytest.mark.parametrize(
    ("row", "right"), [one[1:] for one in RIGHTS], ids=[f"{k}-{r.source}-{r.event}" for k, r, _ in RIGHTS]
)  # fmt: skip
def test_whoever_the_law_names_may_decide_and_besides_only_the_committee(
    row: CaseRow, right: str
) -> None:
    named = {MAKERS[maker] for maker in decision_right(right).decided_by}
    assert named <= row.deciders
    assert row.deciders - named <= {Decider.COMMITTEE}


@pytest.mark.parametrize(
    ("row", "right"), [one[1:] for one in RIGHTS], ids=[f"{k}-{r.source}-{r.event}" for k, r, _ in RIGHTS]
)  # fmt: skip
def test_the_step_and_the_right_to_decide_it_cite_the_same_article(
    row: CaseRow, right: str
) -> None:
    article = re.search(r"第\d+条", row.basis)
    assert article is not None
    basis = decision_right(right).source.basis
    assert article.group() in basis or row.basis == BY_PROCEDURE_LAW


def test_every_decision_of_the_chief_on_a_suit_or_suggestion_is_a_listed_right() -> None:
    unlisted = {
        (kind, row.event)
        for kind, table in TABLES.items()
        for row in table
        if row.deciders == BY_CHIEF and kind is not CaseKind.SUPPORT and not right_of(kind, row)
    }
    assert {event for _kind, event in unlisted} == {
        CaseEvent.RESUME,
        CaseEvent.TRANSFER,
        CaseEvent.ANNOUNCE,
        CaseEvent.APPEAL,
        CaseEvent.CHANGE_SUGGESTION,
        CaseEvent.WITHDRAW_SUGGESTION,
    }


@pytest.mark.parametrize("is_about_chief", [False, True])
def test_recusal_is_decided_by_whom_the_law_names(*, is_about_chief: bool) -> None:
    right = decision_right("recusal_of_chief" if is_about_chief else "recusal_of_staff")
    lawful = {MAKERS[maker] for maker in right.decided_by}
    for decider in Decider:
        if decider in lawful:
            check_recusal_decider(decider, is_about_chief=is_about_chief)
        else:
            with pytest.raises(RuleRefusedError, match=r"^cases\.wrong_recusal_decider$"):
                check_recusal_decider(decider, is_about_chief=is_about_chief)

"""Who decides a step of a case is what the rule book says for the day whose law the case keeps."""

import re
from datetime import date

import pytest

from tests.law.supplied import supplied
from xiezhi.cases.rules.deciders import check_decider, deciders_of, is_for_chief
from xiezhi.cases.rules.kinds import CaseKind, Decider
from xiezhi.cases.rules.procedure import TABLES
from xiezhi.cases.rules.recusal import check_decider as check_recusal_decider
from xiezhi.cases.rules.states import CaseEvent, CaseState
from xiezhi.cases.rules.table import HANDLING, CaseRow
from xiezhi.kernel.errors import InvalidInputError, RuleRefusedError, TransitionRefusedError
from xiezhi.law.book import add_texts
from xiezhi.law.decisions import decision_right, decision_rights

TODAY, LATER = date(2026, 11, 25), date(2028, 1, 1)
RIGHTS = [(kind, row) for kind, table in TABLES.items() for row in table if row.right]
NAMED = [
    (kind, row) for kind, row in RIGHTS if not decision_right(row.right, TODAY).is_left_to_office
]
BY_PROCEDURE_LAW = "办案规则第111条"
"""Civil changes of claim: no article of the Rules says who decides, so the chief does (第5条)."""


def row_of(kind: CaseKind, source: CaseState, event: CaseEvent) -> CaseRow:
    return next(row for row in TABLES[kind] if row.source is source and row.event is event)


FILE = row_of(CaseKind.ADMINISTRATIVE, CaseState.PROPOSED, CaseEvent.FILE)
PLAN = row_of(CaseKind.ADMINISTRATIVE, CaseState.FILED, CaseEvent.START_INVESTIGATION)


def ids(rows: list[tuple[CaseKind, CaseRow]]) -> list[str]:
    return [f"{kind}-{row.source}-{row.event}" for kind, row in rows]


@pytest.mark.parametrize(("kind", "row"), RIGHTS, ids=ids(RIGHTS))
def test_every_decided_step_takes_a_right_of_the_rule_book(kind: CaseKind, row: CaseRow) -> None:
    assert row.right in decision_rights(), kind
    assert deciders_of(row, TODAY)


@pytest.mark.parametrize(("kind", "row"), NAMED, ids=ids(NAMED))
def test_the_step_and_the_right_to_decide_it_cite_the_same_article(
    kind: CaseKind, row: CaseRow
) -> None:
    article = re.search(r"第(\d+)条", row.basis)
    assert article is not None
    basis = decision_right(row.right, TODAY).source.basis
    numbers = {int(one) for one in re.findall(r"第(\d+)条", basis)}
    numbers |= {
        number
        for first, last in re.findall(r"第(\d+)条至第(\d+)条", basis)
        for number in range(int(first), int(last) + 1)
    }
    assert int(article[1]) in numbers or row.basis == BY_PROCEDURE_LAW, kind


def test_what_the_law_leaves_to_the_office_is_told_apart() -> None:
    left = {row.right for _kind, row in RIGHTS} - {row.right for _kind, row in NAMED}
    assert left == {HANDLING, "conclude", "governance_handle", "governance_close", "support_close"}


def test_what_the_chief_decides_the_chief_may_lay_before_the_committee() -> None:
    assert deciders_of(FILE, TODAY) == {Decider.CHIEF, Decider.COMMITTEE}
    assert is_for_chief(FILE, TODAY)
    assert not is_for_chief(PLAN, TODAY)


STATUTE = """
instruments:
  - {key: pil_statute, title: 检察公益诉讼法, short: 公益诉讼法, effective_from: 2028-01-01,
     tag: OWN, verified: true}
decisions:
  - {key: file, name: 决定立案, decided_by: [department_head, chief], flows: [公益诉讼],
     basis: 公益诉讼法第20条, instrument: pil_statute, tag: OWN, verified: true}
"""


def test_a_new_law_changes_who_decides_from_its_day_and_for_new_cases_only() -> None:
    with supplied(statute=STATUTE):
        check_decider(FILE, Decider.HEAD, LATER)
        assert not is_for_chief(FILE, LATER)
        with pytest.raises(TransitionRefusedError, match=r"^cases\.wrong_decider$"):
            check_decider(FILE, Decider.HEAD, TODAY)
    assert is_for_chief(FILE, LATER)


OWN = """
decisions:
  - {key: KEY, name: 办案事项, decided_by: [WHO], flows: [公益诉讼], effective_from: 2027-01-01,
     basis: 本院检察官权力清单, tag: OWN, verified: true}
"""


def own(key: str, who: str) -> str:
    return OWN.replace("KEY", key).replace("WHO", who)


def test_an_office_may_keep_for_its_chief_what_the_law_leaves_to_it() -> None:
    with supplied(list=own(HANDLING, "chief")):
        assert deciders_of(PLAN, LATER) == {Decider.CHIEF, Decider.COMMITTEE}
        assert Decider.PROSECUTOR in deciders_of(PLAN, TODAY)


def test_an_office_may_let_a_lower_level_decide_what_the_law_leaves_to_it() -> None:
    with supplied(list=own("support_close", "prosecutor, chief")):
        row = row_of(CaseKind.SUPPORT, CaseState.SUPPORTING, CaseEvent.TERMINATE)
        check_decider(row, Decider.PROSECUTOR, LATER)


@pytest.mark.parametrize("who", ["prosecutor", "department_head", "department_head, chief"])
@pytest.mark.parametrize("key", ["file", "terminate", "governance_suggest", "resume"])
def test_an_office_may_not_lower_what_the_law_gives_to_the_chief(key: str, who: str) -> None:
    with pytest.raises(InvalidInputError, match=r"^law\.data_wrong$") as refused:
        add_texts({"list.yaml": own(key, who)})
    params = refused.value.params
    assert (params["key"], params["field"], params["reason"]) == (
        key,
        "decided_by",
        "decision_lowered",
    )
    assert is_for_chief(FILE, LATER)


def test_an_office_may_not_call_its_own_what_the_law_decides() -> None:
    text = own("file", "chief").replace("tag: OWN", "left_to_office: true, tag: OWN")
    with pytest.raises(InvalidInputError, match=r"^law\.data_wrong$") as refused:
        add_texts({"list.yaml": text})
    assert refused.value.params["field"] == "left_to_office"


def test_a_text_no_younger_than_the_law_lowers_nothing() -> None:
    older = STATUTE.replace("2028-01-01", "2020-01-01")
    with pytest.raises(InvalidInputError, match=r"^law\.data_wrong$"):
        add_texts({"statute.yaml": older})


def test_the_policy_department_reviews_and_never_decides() -> None:
    with pytest.raises(InvalidInputError) as refused:
        add_texts({"list.yaml": own(HANDLING, "policy")})
    assert refused.value.params["reason"] == "nobody_decides"


@pytest.mark.parametrize(
    ("is_about_chief", "lawful"),
    [(False, Decider.CHIEF), (True, Decider.COMMITTEE)],
    ids=["on staff the chief", "on the chief the committee"],
)
def test_recusal_is_decided_by_whom_the_law_names(*, is_about_chief: bool, lawful: Decider) -> None:
    for decider in Decider:
        if decider is lawful:
            check_recusal_decider(decider, is_about_chief=is_about_chief, law_day=TODAY)
        else:
            with pytest.raises(RuleRefusedError, match=r"^cases\.wrong_recusal_decider$"):
                check_recusal_decider(decider, is_about_chief=is_about_chief, law_day=TODAY)

"""Each row of each procedure against the article it rests on, and what every table must have."""

import re
from datetime import date
from itertools import product
from pathlib import Path

import pytest

from scripts.case_procedures import case_pages
from scripts.generate_procedures import FOLDER
from tests.cases.rules.written_out import WRITTEN_OUT
from xiezhi.cases.rules import facts as guards
from xiezhi.cases.rules.deciders import deciders_of
from xiezhi.cases.rules.facts import CaseFacts
from xiezhi.cases.rules.kinds import CaseKind, Decider
from xiezhi.cases.rules.papers import (
    NUMBERED,
    PAPER_LABELS,
    SERVED,
    SET_ASIDE,
    SUGGESTIONS,
    PaperKind,
)
from xiezhi.cases.rules.procedure import (
    TABLES,
    carriers,
    is_foreign,
    lawful_row,
    row_of_paper,
    rows_from,
)
from xiezhi.cases.rules.queues import TAB_LABELS, TAB_STATES, CaseTab
from xiezhi.cases.rules.states import ENDED, EVENT_LABELS, OPEN, STATE_LABELS, CaseEvent, CaseState
from xiezhi.cases.rules.table import CaseRow
from xiezhi.kernel.errors import TransitionRefusedError
from xiezhi.law.documents import papers

BY_CHIEF = frozenset({Decider.CHIEF, Decider.COMMITTEE})
WHO = {
    "chief": BY_CHIEF,
    "prosecutor": BY_CHIEF | {Decider.PROSECUTOR, Decider.HEAD},
    "court": frozenset({Decider.COURT}),
    "nobody": frozenset[Decider](),
}
LAW_DAY = date(2026, 11, 25)
CIVIL_KINDS = (CaseKind.CIVIL, CaseKind.INCIDENTAL)
ROWS = [(kind, row) for kind, table in TABLES.items() for row in table]
OTHERS = [
    (kind, state, event)
    for kind, state, event in product(CaseKind, CaseState, CaseEvent)
    if not any(row.source is state and row.event is event for row in TABLES[kind])
]


def of(row: CaseRow) -> frozenset[Decider]:
    return deciders_of(row, LAW_DAY)


def as_written(row: CaseRow) -> str:
    who = next(name for name, deciders in WHO.items() if deciders == of(row))
    named = " ".join(row.papers) or "-"
    return f"{row.source} | {row.event} | {row.target} | {row.basis} | {named} | {who}"


@pytest.mark.parametrize("kind", CaseKind)
def test_the_table_is_what_the_articles_say(kind: CaseKind) -> None:
    written = WRITTEN_OUT[kind].strip().splitlines()
    assert sorted(as_written(row) for row in TABLES[kind]) == sorted(written)


@pytest.mark.parametrize("kind", CaseKind)
def test_a_state_and_an_event_lead_to_one_place(kind: CaseKind) -> None:
    pairs = [(row.source, row.event) for row in TABLES[kind]]
    assert len(pairs) == len(set(pairs))


@pytest.mark.parametrize("kind", CaseKind)
def test_a_paper_carries_one_step_from_a_state(kind: CaseKind) -> None:
    for state in CaseState:
        carried = [paper for row in rows_from(kind, state) for paper in row.papers]
        assert len(carried) == len(set(carried)), state


def test_whatever_is_no_row_is_refused_with_a_basis_of_the_event() -> None:
    for kind, state, event in OTHERS:
        with pytest.raises(TransitionRefusedError) as refused:
            lawful_row(kind, state, event, CaseFacts())
        assert refused.value.code == "transition.none"
        known = {row.basis for row in TABLES[kind] if row.event is event}
        assert refused.value.basis in (known or {""})


def test_a_paper_moves_the_case_only_from_where_the_table_says() -> None:
    assert row_of_paper(CaseKind.CIVIL, CaseState.PROPOSED, PaperKind.COMPLAINT) is None
    found = row_of_paper(CaseKind.CIVIL, CaseState.REVIEWED, PaperKind.COMPLAINT)
    assert found is not None
    assert found.event is CaseEvent.SUE
    talks = row_of_paper(CaseKind.ADMINISTRATIVE, CaseState.FILED, PaperKind.FACT_CONFIRMATION)
    assert talks is not None
    assert talks.event is CaseEvent.HOLD_TALKS


def test_decisions_of_other_procedures_are_foreign_to_a_case() -> None:
    assert is_foreign(CaseKind.CIVIL, PaperKind.SUSPENSION_DECISION)
    assert is_foreign(CaseKind.ADMINISTRATIVE, PaperKind.ANNOUNCEMENT)
    assert is_foreign(CaseKind.GOVERNANCE, PaperKind.PIL_SUGGESTION)
    assert not is_foreign(CaseKind.ADMINISTRATIVE, PaperKind.SUSPENSION_DECISION)
    # Court work beside a supported suit, and papers of the investigation, belong to any case.
    assert not is_foreign(CaseKind.SUPPORT, PaperKind.COURT_ATTENDANCE)
    assert not is_foreign(CaseKind.GOVERNANCE, PaperKind.INQUIRY_RECORD)


def test_only_administrative_cases_are_suspended() -> None:
    suspending = {kind for kind, row in ROWS if row.event in {CaseEvent.SUSPEND, CaseEvent.RESUME}}
    assert suspending == {CaseKind.ADMINISTRATIVE}


def test_both_kinds_of_suggestion_are_changed_and_withdrawn() -> None:
    changing = {CaseEvent.CHANGE_SUGGESTION, CaseEvent.WITHDRAW_SUGGESTION}
    suggesting = {kind for kind, row in ROWS if row.event is CaseEvent.SERVE_SUGGESTION}
    assert {kind for kind, row in ROWS if row.event in changing} == suggesting


def test_only_social_governance_suggestions_are_objected_to_and_escalated() -> None:
    objecting = {CaseEvent.OBJECT, CaseEvent.REJECT_OBJECTION, CaseEvent.ESCALATE}
    assert {kind for kind, row in ROWS if row.event in objecting} == {CaseKind.GOVERNANCE}


def test_a_public_interest_suggestion_waits_for_no_policy_review() -> None:
    reviewing = {CaseEvent.REQUEST_POLICY_REVIEW, CaseEvent.PASS_POLICY_REVIEW}
    assert {kind for kind, row in ROWS if row.event in reviewing} == {CaseKind.GOVERNANCE}


def test_talks_move_nothing_and_are_never_asked_for() -> None:
    talks = [(kind, row) for kind, row in ROWS if row.event is CaseEvent.HOLD_TALKS]
    assert {kind for kind, _row in talks} == {CaseKind.ADMINISTRATIVE}
    assert all(row.source is row.target for _kind, row in talks)


def test_the_reply_is_no_state_and_moves_nothing() -> None:
    assert not [event for event in CaseEvent if "reply" in event.value]
    assert not [state for state in CaseState if "repl" in state.value]


@pytest.mark.parametrize("kind", CIVIL_KINDS)
def test_a_civil_case_is_announced_and_suggests_nothing(kind: CaseKind) -> None:
    events = {row.event for row in TABLES[kind]}
    assert CaseEvent.ANNOUNCE in events
    assert not events & {CaseEvent.DECIDE_SUGGESTION, CaseEvent.HOLD_TALKS}


def test_every_decided_step_carries_its_paper_or_is_decided_on_a_slip() -> None:
    bare = {row.event for _kind, row in ROWS if of(row) == BY_CHIEF and row.paper is None}
    assert bare == {
        CaseEvent.DECIDE_INVESTIGATION,
        CaseEvent.CLOSE_WITHOUT,
        CaseEvent.WAIVE_APPEAL,
    }


def test_every_step_cites_an_article_or_says_it_is_the_offices_own() -> None:
    for kind, row in ROWS:
        # On changing a suggestion the case rules are silent; 检察建议规定第30条 sends on to 第22条.
        if row.event is CaseEvent.LAPSE_APPEAL:
            # The effect of a judgment nobody appeals stands in the procedure law of the suit.
            assert row.basis.startswith(("行诉法第", "民诉法第", "刑诉法第")), row
            continue
        if row.event is CaseEvent.RECEIVE_ANSWER:
            # So do the answer to an appeal and its passing on by the court.
            assert row.basis in {"行诉解释第108条", "民诉法第174条"}, row
            continue
        by_suggestion_rules = kind is CaseKind.GOVERNANCE or row.paper in SET_ASIDE
        governed = "检察建议规定第" if by_suggestion_rules else "办案规则第"
        assert row.basis == "本院规定" or row.basis.startswith(governed), row


def test_what_is_shown_has_a_label() -> None:
    assert set(STATE_LABELS) == set(CaseState)
    assert set(EVENT_LABELS) == set(CaseEvent)
    assert set(PAPER_LABELS) == set(PaperKind)
    assert set(TAB_LABELS) == set(CaseTab)


def test_every_event_and_every_state_belongs_to_a_procedure() -> None:
    assert {row.event for _kind, row in ROWS} == set(CaseEvent)
    assert {row.source for _kind, row in ROWS} == OPEN
    assert {row.target for _kind, row in ROWS} | {CaseState.PROPOSED} == set(CaseState)


def test_every_open_case_stands_in_one_tab() -> None:
    narrow = [tab for tab in CaseTab if tab is not CaseTab.OPEN]
    for state in CaseState:
        assert sum(state in TAB_STATES[tab] for tab in narrow) == 1, state
    assert TAB_STATES[CaseTab.ENDED] == ENDED


def test_every_paper_is_in_the_inventory_of_the_law() -> None:
    outside = {PaperKind.JUDGMENT, PaperKind.OTHER}  # the court's, and whatever has no name
    assert set(PaperKind) - outside <= set(papers())


def test_a_paper_is_called_what_the_inventory_calls_it() -> None:
    inventory = papers()
    others = {
        paper
        for paper, label in PAPER_LABELS.items()
        if paper in inventory and inventory[paper].name != label
    }
    assert others == {PaperKind.OBJECTION_REVIEW}  # 异议复核意见书, its full title


def test_papers_of_the_national_system_are_numbered_and_a_suggestion_is_served() -> None:
    decided = {row.paper for _kind, row in ROWS if of(row) == BY_CHIEF and row.paper}
    unnumbered = {PaperKind.CASE_TRANSFER, PaperKind.OBJECTION_REVIEW, PaperKind.ESCALATION_REPORT}
    assert decided - NUMBERED == unnumbered
    assert SUGGESTIONS < SERVED
    assert carriers(CaseKind.ADMINISTRATIVE) | carriers(CaseKind.GOVERNANCE) >= SUGGESTIONS


def test_the_court_alone_gives_judgment() -> None:
    judged = {of(row) for _kind, row in ROWS if row.event is CaseEvent.RECEIVE_JUDGMENT}
    assert judged == {frozenset({Decider.COURT})}
    assert all(
        Decider.COURT not in of(row)
        for _kind, row in ROWS
        if row.event is not CaseEvent.RECEIVE_JUDGMENT
    )


@pytest.mark.parametrize("kind", CaseKind)
def test_the_page_of_the_procedure_is_generated_from_the_table(kind: CaseKind) -> None:
    name = f"cases-{kind.value}.md"
    assert (FOLDER / name).read_text(encoding="utf-8") == case_pages()[name]


def test_the_pages_name_every_code_a_guard_may_refuse_with() -> None:
    named = {code for page in case_pages().values() for code in re.findall(r"`(cases\.\w+)`", page)}
    written = set(re.findall(r'"(cases\.\w+)"', Path(guards.__file__).read_text(encoding="utf-8")))
    assert named == written

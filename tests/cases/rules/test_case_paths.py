"""Whatever way a case goes: no mandatory paper skipped, nothing stuck, nothing nobody may decide."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Final
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xiezhi.accounts.rules.rights import Action, may
from xiezhi.accounts.rules.roles import Role
from xiezhi.cases.rules.deciders import check_decider, deciders_of
from xiezhi.cases.rules.facts import CaseFacts
from xiezhi.cases.rules.grounds import ClosingGround, Finding, NotPerformed, SuspensionCondition
from xiezhi.cases.rules.kinds import CaseKind, Decider
from xiezhi.cases.rules.papers import PaperKind
from xiezhi.cases.rules.procedure import TABLES, lawful_row, rows_from
from xiezhi.cases.rules.states import ENDED, CaseEvent, CaseState
from xiezhi.cases.rules.table import CaseRow, Table
from xiezhi.kernel.actor import Actor, ActorKind
from xiezhi.kernel.errors import InvalidInputError, TransitionRefusedError

_S, _P = CaseState, PaperKind
LAW_DAY: Final = date(2026, 11, 25)
Papers = frozenset[PaperKind]

FILED: Final = frozenset({_P.FILING_DECISION})
INVESTIGATED: Final = FILED | {_P.INVESTIGATION_PLAN, _P.INVESTIGATION_REPORT}
SUGGESTED: Final = INVESTIGATED | {_P.PIL_SUGGESTION}
GOVERNANCE_OUT: Final = frozenset(
    {_P.GOVERNANCE_REPORT, _P.POLICY_REVIEW, _P.GOVERNANCE_SUGGESTION}
)
MANDATORY: Final[dict[CaseKind, dict[CaseState, Papers]]] = {
    CaseKind.ADMINISTRATIVE: {
        _S.FILED: FILED,
        _S.INVESTIGATED: INVESTIGATED,
        _S.FOLLOW_UP: SUGGESTED,
        _S.SUSPENDED: SUGGESTED | {_P.SUSPENSION_DECISION},
        _S.REVIEWED: SUGGESTED | {_P.REVIEW_REPORT},
        _S.TRANSFERRED: SUGGESTED | {_P.REVIEW_REPORT, _P.CASE_TRANSFER},
        _S.SUED: SUGGESTED | {_P.REVIEW_REPORT, _P.COMPLAINT},
        _S.JUDGED: SUGGESTED | {_P.REVIEW_REPORT, _P.COMPLAINT, _P.JUDGMENT},
        _S.CLOSED: INVESTIGATED,
        _S.NOT_FILED: frozenset({_P.NO_FILING_DECISION}),
    },
    **{
        kind: {
            _S.ANNOUNCED: INVESTIGATED | {_P.ANNOUNCEMENT},
            _S.REVIEWED: INVESTIGATED | {_P.REVIEW_REPORT},
            _S.SUED: INVESTIGATED | {_P.REVIEW_REPORT, _P.COMPLAINT},
            _S.TRANSFERRED: INVESTIGATED | {_P.REVIEW_REPORT, _P.CASE_TRANSFER},
            _S.CLOSED: INVESTIGATED,
        }
        for kind in (CaseKind.CIVIL, CaseKind.INCIDENTAL)
    },
    CaseKind.SUPPORT: {
        _S.SUPPORTING: FILED | {_P.SUPPORT_OPINION},
        _S.CLOSED: FILED,
    },
    CaseKind.GOVERNANCE: {
        _S.POLICY_PASSED: GOVERNANCE_OUT - {_P.GOVERNANCE_SUGGESTION},
        _S.SUGGESTION_DECIDED: GOVERNANCE_OUT,
        _S.FOLLOW_UP: GOVERNANCE_OUT,
        _S.ESCALATED: GOVERNANCE_OUT | {_P.ESCALATION_REPORT},
        _S.CLOSED: frozenset({_P.GOVERNANCE_REPORT}),
    },
}
RECEIVED_CASES: Final = CaseEvent.TAKE_OVER
"""A case another procuratorate worked on: its papers are there, in the volume that came with it."""


def own_rows(kind: CaseKind) -> Table:
    return tuple(row for row in TABLES[kind] if row.event is not RECEIVED_CASES)


def surely_made(table: Table, without: CaseEvent | None = None) -> dict[CaseState, Papers]:
    """Papers on every way from the proposal to each state, found by the usual fixed point."""
    found: dict[CaseState, Papers] = {_S.PROPOSED: frozenset()}
    changed = True
    while changed:
        changed = False
        for row in table:
            if row.source not in found or row.event is without:
                continue
            made = found[row.source] | (
                {row.paper} if row.paper and not row.other_papers else set()
            )
            merged = made & found.get(row.target, made)
            changed = changed or found.get(row.target) != merged
            found[row.target] = frozenset(merged)
    return found


@pytest.mark.parametrize("kind", CaseKind)
def test_no_way_to_a_state_skips_a_mandatory_paper(kind: CaseKind) -> None:
    made = surely_made(own_rows(kind))
    for state, papers in MANDATORY[kind].items():
        assert papers <= made[state], (state, papers - made[state])


@pytest.mark.parametrize("kind", [CaseKind.CIVIL, CaseKind.INCIDENTAL])
def test_a_civil_suit_comes_after_the_announcement_unless_kin_of_martyrs_were_asked(
    kind: CaseKind,
) -> None:
    assert _P.ANNOUNCEMENT in surely_made(own_rows(kind), CaseEvent.ASK_KIN)[_S.SUED]
    assert _P.KIN_INQUIRY in surely_made(own_rows(kind), CaseEvent.ANNOUNCE)[_S.SUED]


@pytest.mark.parametrize("kind", [CaseKind.ADMINISTRATIVE, CaseKind.CIVIL, CaseKind.INCIDENTAL])
def test_a_case_taken_over_is_reviewed_before_the_suit(kind: CaseKind) -> None:
    taken = tuple(row for row in TABLES[kind] if row.event is not CaseEvent.FILE)
    made = surely_made(taken)[_S.SUED]
    assert made >= {_P.CASE_TRANSFER, _P.REVIEW_REPORT, _P.COMPLAINT}


def test_talks_are_on_no_way_a_must() -> None:
    made = surely_made(own_rows(CaseKind.ADMINISTRATIVE))
    assert not [state for state, papers in made.items() if _P.TALKS_MINUTES in papers]


@pytest.mark.parametrize("kind", CaseKind)
def test_every_state_of_a_kind_is_reached_from_the_proposal(kind: CaseKind) -> None:
    states = {row.source for row in TABLES[kind]} | {row.target for row in TABLES[kind]}
    assert set(surely_made(own_rows(kind))) == states


@pytest.mark.parametrize("kind", CaseKind)
def test_every_state_has_a_way_to_an_end_and_ends_have_none(kind: CaseKind) -> None:
    ending = set(ENDED)
    grown = True
    while grown:
        more = {row.source for row in TABLES[kind] if row.target in ending} - ending
        grown = bool(more)
        ending |= more
    assert {row.source for row in TABLES[kind]} <= ending
    assert not [row for row in TABLES[kind] if row.source in ENDED]


@pytest.mark.parametrize("kind", CaseKind)
def test_whatever_waits_for_the_chief_may_be_refused(kind: CaseKind) -> None:
    """From where the chief decides to go to the addressee, the court or the filing, another way leads on."""
    for row in TABLES[kind]:
        if row.event in {CaseEvent.FILE, CaseEvent.DECIDE_SUGGESTION, CaseEvent.SUE}:
            others = {one.target for one in rows_from(kind, row.source)} - {row.source, row.target}
            assert others, row


def actor(role: Role) -> Actor:
    return Actor(
        kind=ActorKind.STAFF,
        procuratorate_id=UUID(int=1),
        id=UUID(int=2),
        label="检察人员01",
        roles=frozenset({role}),
        is_stepped_up=True,
    )


def test_nothing_is_decided_that_nobody_of_the_office_may_decide_or_enter() -> None:
    rows: list[CaseRow] = [row for table in TABLES.values() for row in table]
    for row in rows:
        deciders = deciders_of(row, LAW_DAY)
        if deciders and deciders != {Decider.COURT}:
            assert Decider.CHIEF in deciders
    assert may(actor(Role.CHIEF_PROCURATOR), Action.DECIDE_CASE)
    assert not may(actor(Role.CLERK), Action.DECIDE_CASE)
    assert all(may(actor(role), Action.RECORD_DECISION) for role in (Role.PROSECUTOR, Role.CLERK))


@pytest.mark.parametrize("decider", [None, *Decider])
def test_who_decided_is_checked_row_by_row(decider: Decider | None) -> None:
    for table in TABLES.values():
        for row in table:
            deciders = deciders_of(row, LAW_DAY)
            if not deciders or decider in deciders:
                check_decider(row, decider, LAW_DAY)
            elif decider is None:
                with pytest.raises(InvalidInputError, match=r"^cases\.no_decider$"):
                    check_decider(row, decider, LAW_DAY)
            else:
                with pytest.raises(TransitionRefusedError, match=r"^cases\.wrong_decider$") as no:
                    check_decider(row, decider, LAW_DAY)
                assert no.value.basis == row.basis


ANY_FACTS = st.builds(
    CaseFacts,
    has_main_party=st.booleans(),
    is_serious_and_unknown=st.booleans(),
    is_interest_harmed=st.booleans(),
    is_duty_neglected=st.booleans(),
    is_area_open=st.booleans(),
    is_filing_served=st.booleans(),
    evidence=st.integers(0, 2),
    lone_evidence=st.integers(0, 1),
    has_rectification_due=st.booleans(),
    has_objection_days=st.booleans(),
    is_rectification_over=st.booleans(),
    is_announcement_over=st.booleans(),
    visits=st.integers(0, 2),
    finding=st.none() | st.sampled_from(Finding),
    not_performed=st.frozensets(st.sampled_from(NotPerformed)),
    ground=st.none() | st.sampled_from(ClosingGround),
    conditions=st.frozensets(st.sampled_from(SuspensionCondition)),
    has_supported=st.booleans(),
    may_sue=st.booleans(),
    is_about_martyrs=st.booleans(),
    has_criminal_case=st.booleans(),
    was_urged=st.booleans(),
    was_appealed=st.booleans(),
    has_own_appeal=st.booleans(),
    is_appeal_running=st.booleans(),
    is_appeal_over=st.booleans(),
)


GOOD: Final = CaseFacts(
    has_main_party=True,
    is_interest_harmed=True,
    is_duty_neglected=True,
    is_filing_served=True,
    evidence=2,
    has_rectification_due=True,
    has_objection_days=True,
    is_rectification_over=True,
    is_announcement_over=True,
    visits=1,
    finding=Finding.PART,
    not_performed=frozenset({NotPerformed.REPLY_ONLY}),
    ground=ClosingGround.OTHER,
    conditions=frozenset(SuspensionCondition),
    may_sue=True,
    has_criminal_case=True,
    was_urged=True,
)
FACTS = st.just(GOOD) | st.just(replace(GOOD, finding=Finding.ALL)) | ANY_FACTS
"""Mostly good ones, so that ways lead deep; and any others between."""


def _filing(facts: CaseFacts) -> bool:
    is_known = facts.is_duty_neglected and facts.has_main_party
    return facts.is_interest_harmed and facts.is_area_open and (is_known or facts.is_serious_and_unknown)  # fmt: skip


def _suit(facts: CaseFacts) -> bool:
    return facts.may_sue and facts.has_main_party


def _administrative_suit(facts: CaseFacts) -> bool:
    is_unmended = facts.visits > 0 and facts.finding is not Finding.ALL
    is_due = facts.is_rectification_over and bool(facts.not_performed)
    return facts.may_sue and is_unmended and is_due


_SUITS: Final = (CaseKind.ADMINISTRATIVE, CaseKind.CIVIL, CaseKind.INCIDENTAL)
ASKED: Final[dict[tuple[CaseKind, CaseEvent], Callable[[CaseFacts], bool]]] = {
    **{(kind, CaseEvent.FILE): _filing for kind in _SUITS},
    **{(kind, CaseEvent.TERMINATE): lambda facts: facts.ground is not None for kind in CaseKind},
    **{
        (kind, CaseEvent.REPORT_INVESTIGATION): lambda facts: (
            facts.evidence > facts.lone_evidence == 0
        )
        for kind in _SUITS
    },
    **{(kind, CaseEvent.RECEIVE_ANSWER): lambda facts: facts.has_own_appeal for kind in _SUITS},
    **{
        (kind, CaseEvent.APPEAL): lambda facts: not (facts.was_appealed and facts.has_own_appeal)
        for kind in _SUITS
    },
    **{
        (kind, CaseEvent.LAPSE_APPEAL): lambda facts: (
            facts.is_appeal_running and facts.is_appeal_over
        )
        for kind in _SUITS
    },
    **{
        (kind, CaseEvent.CONCLUDE): lambda facts: (
            facts.is_appeal_over or not facts.is_appeal_running
        )
        for kind in _SUITS
    },
    (CaseKind.ADMINISTRATIVE, CaseEvent.SUE): _administrative_suit,
    (CaseKind.CIVIL, CaseEvent.SUE): _suit,
    (CaseKind.INCIDENTAL, CaseEvent.SUE): _suit,
    (CaseKind.ADMINISTRATIVE, CaseEvent.SUSPEND): lambda facts: len(facts.conditions) == 3,
    (CaseKind.GOVERNANCE, CaseEvent.ESCALATE): lambda facts: facts.was_urged and facts.visits > 0,
}
"""What must be so whenever a step was allowed, said apart from the guards."""


@given(
    kind=st.sampled_from(CaseKind),
    steps=st.lists(st.tuples(st.integers(0, 20), FACTS), max_size=14),
)
def test_a_case_led_anyhow_keeps_the_conditions_of_the_law(
    kind: CaseKind, steps: list[tuple[int, CaseFacts]]
) -> None:
    state, papers, is_own = _S.PROPOSED, set[PaperKind](), True
    for choice, facts in steps:
        rows = rows_from(kind, state)
        if not rows:
            assert state in ENDED
            return
        event = rows[choice % len(rows)].event
        try:
            row = lawful_row(kind, state, event, facts)
        except TransitionRefusedError:
            continue
        asked = ASKED.get((kind, event))
        assert asked is None or asked(facts), (row, facts)
        state = row.target
        papers |= set(row.papers[:1])
        is_own = is_own and event is not CaseEvent.TAKE_OVER
        if is_own:
            assert MANDATORY[kind].get(state, frozenset()) <= papers

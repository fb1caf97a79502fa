"""The procedure: every row is taken, every other pair is refused with an article."""

from dataclasses import replace

import pytest

from scripts.generate_procedures import FOLDER, render_leads
from xiezhi.kernel.errors import TransitionRefusedError
from xiezhi.kernel.transitions import next_state
from xiezhi.law.deadline_rules import deadline_rules
from xiezhi.leads.rules.acts import action_for
from xiezhi.leads.rules.clocks import STARTS
from xiezhi.leads.rules.outcomes import PROPOSAL_LABELS
from xiezhi.leads.rules.procedure import (
    DECISIONS,
    ENDED,
    EVENT_LABELS,
    OPEN,
    STATE_LABELS,
    TRANSITIONS,
    LeadEvent,
    LeadFacts,
    LeadState,
    Row,
)

READY = LeadFacts(has_assessment=True, has_decider=True)
ROWS = {(row.source, row.event): row for row in TRANSITIONS}
OTHERS = [
    (state, event) for state in LeadState for event in LeadEvent if (state, event) not in ROWS
]


def ready_for(row: Row) -> LeadFacts:
    return replace(READY, is_public_interest=row.event is LeadEvent.DECIDE_FILING)


@pytest.mark.parametrize("row", TRANSITIONS, ids=lambda row: f"{row.source}-{row.event}")
def test_each_row_leads_where_it_says(row: Row) -> None:
    step = next_state(TRANSITIONS, row.source, row.event, ready_for(row))
    assert (step.target, step.basis) == (row.target, row.basis)


@pytest.mark.parametrize(("state", "event"), OTHERS, ids=str)
def test_whatever_is_no_row_is_refused_with_a_basis(state: LeadState, event: LeadEvent) -> None:
    with pytest.raises(TransitionRefusedError) as refused:
        next_state(TRANSITIONS, state, event, READY)
    assert refused.value.code == "transition.none"
    assert refused.value.basis


@pytest.mark.parametrize(
    ("state", "event", "facts", "code"),
    [
        pytest.param(
            LeadState.REGISTERED,
            LeadEvent.SUBMIT_ASSESSMENT,
            LeadFacts(),
            "leads.no_assessment",
            id="rule-27-nothing-written",
        ),
        pytest.param(
            LeadState.AWAITING_DECISION,
            LeadEvent.DECIDE_NOT_FILED,
            LeadFacts(),
            "leads.no_assessment",
            id="rule-30-nothing-written",
        ),
        pytest.param(
            LeadState.AWAITING_DECISION,
            LeadEvent.DECIDE_SHELVE,
            LeadFacts(has_assessment=True),
            "leads.no_decider",
            id="nobody-decided",
        ),
        pytest.param(
            LeadState.AWAITING_DECISION,
            LeadEvent.DECIDE_FILING,
            READY,
            "leads.not_public_interest",
            id="rule-67-limbs-not-met",
        ),
        pytest.param(
            LeadState.AWAITING_DECISION,
            LeadEvent.DECIDE_REFERRAL,
            replace(READY, is_public_interest=True),
            "leads.must_be_filed",
            id="rule-67-met-so-not-passed-on",
        ),
        pytest.param(
            LeadState.REPLIED,
            LeadEvent.VERIFY_MENDED,
            LeadFacts(open_duties=1),
            "leads.duties_open",
            id="a-letter-is-still-out",
        ),
        pytest.param(
            LeadState.REFERRED,
            LeadEvent.VERIFY_NOT_MENDED,
            LeadFacts(open_duties=1),
            "leads.duties_open",
            id="unanswered-letter-is-withdrawn-first",
        ),
    ],
)
def test_guards_refuse_by_code(
    state: LeadState, event: LeadEvent, facts: LeadFacts, code: str
) -> None:
    with pytest.raises(TransitionRefusedError) as refused:
        next_state(TRANSITIONS, state, event, facts)
    assert refused.value.code == code
    assert refused.value.basis


def test_minor_and_mended_matter_may_be_passed_on() -> None:
    facts = replace(READY, is_public_interest=True, is_minor_and_mended=True)
    step = next_state(TRANSITIONS, LeadState.AWAITING_DECISION, LeadEvent.DECIDE_REFERRAL, facts)
    assert step.target is LeadState.REFERRED


def test_no_way_out_lies_beside_the_decision() -> None:
    ways = {
        row.source
        for row in TRANSITIONS
        if row.source in OPEN and row.target in ENDED and row.target is not LeadState.MERGED
    }
    assert ways == {
        LeadState.AWAITING_DECISION,
        LeadState.TRANSFER_OFFERED,
        LeadState.REPLIED,
    }


def test_every_state_but_the_last_ones_can_be_left() -> None:
    assert {row.source for row in TRANSITIONS} >= OPEN


def test_every_step_cites_a_basis_and_needs_a_right() -> None:
    assert all(row.basis for row in TRANSITIONS)
    assert all(action_for(event) for event in LeadEvent)


def test_states_events_and_proposals_have_official_labels() -> None:
    assert set(STATE_LABELS) == set(LeadState)
    assert set(EVENT_LABELS) == set(LeadEvent)
    assert set(PROPOSAL_LABELS) == DECISIONS


def test_clocks_the_steps_start_are_in_the_law_library() -> None:
    known = {rule.key for rule in deadline_rules()}
    assert {rule.value for rule in STARTS.values()} <= known


def test_page_of_the_procedure_is_generated_from_the_table() -> None:
    assert (FOLDER / "leads.md").read_text(encoding="utf-8") == render_leads()

"""The procedure of a letter: every row is taken, every other pair is refused with its basis."""

import re

import pytest

from scripts.generate_procedures import FOLDER, render_letters
from xiezhi.infra.sql import load
from xiezhi.kernel.errors import TransitionRefusedError
from xiezhi.kernel.transitions import next_state
from xiezhi.letters.rules.procedure import (
    EVENT_LABELS,
    OUT,
    STATE_LABELS,
    TRANSITIONS,
    LetterEvent,
    LetterFacts,
    LetterState,
    Row,
)

READY = LetterFacts(has_issuer=True, has_sealed_letter=True)
ROWS = {(row.source, row.event): row for row in TRANSITIONS}
OTHERS = [
    (state, event) for state in LetterState for event in LetterEvent if (state, event) not in ROWS
]


@pytest.mark.parametrize("row", TRANSITIONS, ids=lambda row: f"{row.source}-{row.event}")
def test_each_row_leads_where_it_says(row: Row) -> None:
    step = next_state(TRANSITIONS, row.source, row.event, READY)
    assert (step.target, step.basis) == (row.target, row.basis)


@pytest.mark.parametrize(("state", "event"), OTHERS)
def test_everything_else_is_refused_with_the_basis_of_the_step(
    state: LetterState, event: LetterEvent
) -> None:
    with pytest.raises(TransitionRefusedError) as refused:
        next_state(TRANSITIONS, state, event, READY)
    assert (refused.value.code, bool(refused.value.basis)) == ("transition.none", True)


@pytest.mark.parametrize(
    ("state", "event", "facts", "code"),
    [
        pytest.param(
            LetterState.CHECKING,
            LetterEvent.PASS_CHECK,
            LetterFacts(checker_is_writer=True),
            "letters.checks_own_draft",
            id="20-nobody-checks-an-own-draft",
        ),
        pytest.param(
            LetterState.CHECKING,
            LetterEvent.RETURN_DRAFT,
            LetterFacts(checker_is_writer=True),
            "letters.checks_own_draft",
            id="21-nor-sends-it-back",
        ),
        pytest.param(
            LetterState.DRAFT,
            LetterEvent.ISSUE,
            LetterFacts(),
            "letters.no_issuer",
            id="22-a-paper-is-signed-by-somebody",
        ),
        pytest.param(
            LetterState.ISSUED,
            LetterEvent.SEAL,
            LetterFacts(has_issuer=True),
            "letters.no_sealed_letter",
            id="9-the-sealed-scan-is-on-file",
        ),
        pytest.param(
            LetterState.DRAFT,
            LetterEvent.REGISTER,
            LetterFacts(has_sealed_letter=True),
            "letters.no_issuer",
            id="25-registered-with-its-issuer",
        ),
        pytest.param(
            LetterState.DRAFT,
            LetterEvent.REGISTER,
            LetterFacts(has_issuer=True),
            "letters.no_sealed_letter",
            id="25-registered-with-its-scan",
        ),
    ],
)
def test_step_is_refused_while_something_is_missing(
    state: LetterState, event: LetterEvent, facts: LetterFacts, code: str
) -> None:
    with pytest.raises(TransitionRefusedError, match=code):
        next_state(TRANSITIONS, state, event, facts)


def test_only_a_sealed_letter_leaves_the_office() -> None:
    leaving = {LetterEvent.SEND, LetterEvent.SERVE, LetterEvent.REPLY}
    sources = {row.source for row in TRANSITIONS if row.event in leaving}
    assert sources == OUT | {LetterState.REPLIED}


def test_no_check_inside_is_forced_on_the_office() -> None:
    assert ROWS[LetterState.DRAFT, LetterEvent.ISSUE].target is LetterState.ISSUED
    assert ROWS[LetterState.DRAFT, LetterEvent.REGISTER].target is LetterState.SEALED


def test_answered_letter_is_not_withdrawn() -> None:
    withdrawn = {row.source for row in TRANSITIONS if row.event is LetterEvent.WITHDRAW}
    assert set(LetterState) - withdrawn == {LetterState.REPLIED, LetterState.WITHDRAWN}


def test_every_state_and_event_has_its_words_and_every_row_its_basis() -> None:
    assert (set(STATE_LABELS), set(EVENT_LABELS)) == (set(LetterState), set(LetterEvent))
    assert all(row.basis for row in TRANSITIONS)


def test_pairs_in_the_trigger_are_those_of_the_table() -> None:
    pairs = set(re.findall(r"\('(\w+)', '(\w+)'\)", load("letters", "002_lawful_moves")))
    moves = {
        (row.source.value, row.target.value) for row in TRANSITIONS if row.source != row.target
    }
    assert pairs == moves


def test_page_of_the_procedure_is_current() -> None:
    assert (FOLDER / "letters.md").read_text(encoding="utf-8") == render_letters()

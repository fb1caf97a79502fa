"""Steps before the court, common to suits: 办案规则第46至63条, 第84条, 第99条."""

from typing import Final

from xiezhi.cases.rules import facts
from xiezhi.cases.rules.papers import PaperKind
from xiezhi.cases.rules.states import CaseEvent, CaseState
from xiezhi.cases.rules.table import NOBODY, CaseRow, Table

_S, _E = CaseState, CaseEvent

TAKEN_OVER: Final = CaseRow(
    source=_S.PROPOSED,
    event=_E.TAKE_OVER,
    target=_S.UNDER_REVIEW,
    basis="办案规则第47条",
    guard=facts.may_take_over,
    paper=PaperKind.CASE_TRANSFER,
    right=NOBODY,
)
"""Another procuratorate filed, investigated and announced or suggested; the review begins anew here."""


def trial_rows(*, withdrawal: str, claim: str, effect: str, answer: str) -> Table:
    """Return the steps from the suit to the judgment's effect.

    Args:
        withdrawal: article for withdrawing the suit.
        claim: article for changing what is claimed; the Rules have one of their own only for
            administrative suits, so that civil ones follow the procedure law (第111条).
        effect: article by which a judgment nobody appealed in time takes effect.
        answer: article by which the court passes on what the other side answers to an appeal.
    """
    return (
        *_in_court(),
        CaseRow(
            source=_S.SUED,
            event=_E.CHANGE_CLAIM,
            target=_S.SUED,
            basis=claim,
            paper=PaperKind.CLAIM_CHANGE_DECISION,
            right="withdraw_or_change",
        ),
        CaseRow(
            source=_S.SUED,
            event=_E.WITHDRAW_SUIT,
            target=_S.CLOSED,
            basis=withdrawal,
            guard=facts.claims_met,
            paper=PaperKind.WITHDRAWAL_DECISION,
            right="withdraw_or_change",
        ),
        *_after_judgment(),
        *_of_the_other_side(answer),
        *_without_appeal(effect),
    )


def _after_judgment() -> Table:
    return (
        *(
            CaseRow(
                source=state,
                event=_E.FILE_RECORD,
                target=state,
                basis="办案规则第46条" if state is _S.SUED else "办案规则第58条",
                paper=PaperKind.RECORD_FILING_REPORT,
            )
            for state in (_S.SUED, _S.JUDGED, _S.APPEALED)
        ),
        CaseRow(
            source=_S.JUDGED,
            event=_E.APPEAL,
            target=_S.APPEALED,
            basis="办案规则第58条",
            guard=facts.first_instance,
            paper=PaperKind.APPEAL,
            right="appeal",
        ),
        CaseRow(
            source=_S.APPEALED,
            event=_E.APPEAL,
            target=_S.APPEALED,
            basis="办案规则第58条",
            guard=facts.own_appeal,
            paper=PaperKind.APPEAL,
            right="appeal",
        ),
        CaseRow(
            source=_S.JUDGED,
            event=_E.CONCLUDE,
            target=_S.CLOSED,
            basis="本院规定",
            guard=facts.appeal_settled,
            right="conclude",
        ),
    )


def _of_the_other_side(answer: str) -> Table:
    """Return what comes in from the other side: its appeals, each reported up, and its answer to ours."""
    return (
        CaseRow(
            source=_S.JUDGED,
            event=_E.RECEIVE_APPEAL,
            target=_S.APPEALED,
            basis="办案规则第62条",
            guard=facts.first_instance,
            right=NOBODY,
        ),
        # After the office's own appeal, and after another defendant's: whoever appeals is an appellant.
        CaseRow(
            source=_S.APPEALED,
            event=_E.RECEIVE_APPEAL,
            target=_S.APPEALED,
            basis="办案规则第62条",
            right=NOBODY,
        ),
        CaseRow(
            source=_S.APPEALED,
            event=_E.RECEIVE_ANSWER,
            target=_S.APPEALED,
            basis=answer,
            guard=facts.appealed_ourselves,
            right=NOBODY,
        ),
    )


def _without_appeal(effect: str) -> Table:
    """Return how the office's days to appeal end unused, whether the other side appealed or not."""
    return tuple(
        row
        for state in (_S.JUDGED, _S.APPEALED)
        for row in (
            CaseRow(
                source=state,
                event=_E.WAIVE_APPEAL,
                target=state,
                basis="办案规则第58条",
                guard=facts.appeal_runs,
                right="appeal",
            ),
            CaseRow(
                source=state,
                event=_E.LAPSE_APPEAL,
                target=state,
                basis=effect,
                guard=facts.appeal_over,
                right=NOBODY,
            ),
        )
    )


def _in_court() -> Table:
    return (
        CaseRow(
            source=_S.SUED,
            event=_E.RECEIVE_NOTICE,
            target=_S.SUED,
            basis="办案规则第49条",
            right=NOBODY,
        ),
        *(
            CaseRow(
                source=state,
                event=_E.ATTEND_COURT,
                target=state,
                basis="办案规则第49条" if state is _S.SUED else "办案规则第63条",
                paper=PaperKind.COURT_ATTENDANCE,
            )
            for state in (_S.SUED, _S.APPEALED)
        ),
        *(
            CaseRow(
                source=state,
                event=_E.RECEIVE_JUDGMENT,
                target=_S.JUDGED,
                basis="办案规则第58条",
                paper=PaperKind.JUDGMENT,
                right="judge",
            )
            for state in (_S.SUED, _S.APPEALED)
        ),
    )

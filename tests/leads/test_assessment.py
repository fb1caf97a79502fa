"""Assessment and decision: no way out without them; who decided and who typed stand apart."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from django.db import DatabaseError, transaction

from tests.cast import make_department, make_staff
from tests.leads.desk import COMPLETE, Office, paper, proposing
from xiezhi.accounts.rules.roles import Role
from xiezhi.kernel.errors import (
    ConflictError,
    DomainError,
    InvalidInputError,
    NotAllowedError,
    NotFoundError,
    RuleRefusedError,
    TransitionRefusedError,
)
from xiezhi.leads.models import Assessment, AssessmentOpinion, Lead, LeadStep
from xiezhi.leads.rules.assessment import AssessmentDraft, DutyOrgan
from xiezhi.leads.rules.outcomes import DecisionWay, OpinionStage, Verdict
from xiezhi.leads.rules.procedure import DECISIONS, ENDED, LeadEvent, LeadState
from xiezhi.leads.services._deciding import EnteredDecision
from xiezhi.leads.services.assessment import (
    add_opinion,
    decide_lead,
    return_assessment,
    save_assessment,
    submit_assessment,
)
from xiezhi.ledger.models import LedgerEntry

WAYS_OUT = [
    pytest.param(
        LeadEvent.DECIDE_FILING, LeadState.PROPOSED_FILING, "办案规则第67条", id="67-filing"
    ),
    pytest.param(
        LeadEvent.DECIDE_NOT_FILED, LeadState.NOT_FILED, "办案规则第30条", id="30-not-filed"
    ),
    pytest.param(
        LeadEvent.DECIDE_TRANSFER, LeadState.TRANSFER_OFFERED, "办案规则第26条", id="26-transfer"
    ),
    pytest.param(
        LeadEvent.DECIDE_DEPARTMENT,
        LeadState.TRANSFERRED_DEPARTMENT,
        "办案规则第31条",
        id="31-department",
    ),
    pytest.param(
        LeadEvent.DECIDE_SUPERVISION,
        LeadState.TRANSFERRED_SUPERVISION,
        "办案规则第31条",
        id="31-supervision",
    ),
    pytest.param(
        LeadEvent.DECIDE_UPWARD, LeadState.REPORTED_UPWARD, "办案规则第26条", id="26-upward"
    ),
    pytest.param(LeadEvent.DECIDE_REFERRAL, LeadState.REFERRED, "本院规定", id="own-referral"),
    pytest.param(LeadEvent.DECIDE_SHELVE, LeadState.SHELVED, "本院规定", id="own-shelve"),
    pytest.param(
        LeadEvent.DECIDE_PRELIMINARY, LeadState.PRELIMINARY, "办案规则第27条", id="27-preliminary"
    ),
]


def slip(label: str = "检察长", on: date = date(2026, 11, 24), **fields: Any) -> EnteredDecision:
    return EnteredDecision(decided_by_label=label, decided_on=on, **({"slip": paper()} | fields))


@pytest.mark.parametrize(("event", "target", "basis"), WAYS_OUT)
def test_each_way_out_is_decided_on_a_written_assessment(
    desk: Office, event: LeadEvent, target: LeadState, basis: str
) -> None:
    lead = desk.decide(desk.register(), proposing(event))
    assert lead.state == target
    assert lead.is_open is (target not in ENDED)
    step = LeadStep.objects.filter(lead=lead).order_by("-at", "-id").get(event=event)
    assert (step.basis, step.decided_by_label, step.recorded_by_label) == (
        basis,
        "检察长",
        "检察长",
    )
    assert (step.way, step.target_words) == (DecisionWay.ONLINE, "某某单位")
    assert lead.verdict == proposing(event).verdict


def test_table_of_ways_out_is_complete() -> None:
    assert {case.values[0] for case in WAYS_OUT} == DECISIONS


@pytest.mark.parametrize(("event", "target", "basis"), WAYS_OUT)
def test_nothing_is_decided_without_an_assessment(
    desk: Office, event: LeadEvent, target: LeadState, basis: str
) -> None:
    lead = desk.register()
    save_assessment(lead_id=lead.id, draft=proposing(event), acting=desk.handler, now=desk.now)
    with pytest.raises(TransitionRefusedError) as refused:
        decide_lead(lead_id=lead.id, acting=desk.chief, now=desk.now)
    assert refused.value.basis
    assert Lead.objects.get(id=lead.id).state == LeadState.REGISTERED


@pytest.mark.parametrize(
    ("changes", "part"),
    [
        pytest.param({"facts": ""}, "facts", id="公益受损事实"),
        pytest.param({"authenticity": " "}, "authenticity", id="27-真实性"),
        pytest.param({"verifiability": ""}, "verifiability", id="27-可查性"),
        pytest.param({"reason": ""}, "reason", id="理由"),
        pytest.param({"verdict": None}, "verdict", id="线索质效"),
        pytest.param({"proposal": None}, "proposal", id="处理意见"),
        pytest.param({"is_violator_unclear": False}, "violators", id="违法主体"),
        pytest.param(
            {"proposal": LeadEvent.DECIDE_TRANSFER, "proposal_target": ""},
            "proposal_target",
            id="26-where-to",
        ),
    ],
)
def test_incomplete_assessment_is_not_submitted(
    desk: Office, changes: dict[str, Any], part: str
) -> None:
    lead = desk.register()
    with pytest.raises(InvalidInputError) as refused:
        desk.submit(lead, replace(COMPLETE, **changes))
    assert (refused.value.code, refused.value.params["part"]) == (
        "leads.assessment_incomplete",
        part,
    )


@pytest.mark.parametrize(
    ("draft", "code", "basis"),
    [
        pytest.param(
            proposing(LeadEvent.DECIDE_REFERRAL, is_public_interest=True),
            "leads.must_be_filed",
            "办案规则第67条",
            id="67-met-so-not-passed-on",
        ),
        pytest.param(
            proposing(LeadEvent.DECIDE_FILING, is_public_interest=False),
            "leads.not_public_interest",
            "办案规则第67条",
            id="67-not-met-so-not-filed",
        ),
        pytest.param(
            proposing(LeadEvent.DECIDE_FILING, verdict=Verdict.UNTRUE),
            "leads.verdict_contradicts",
            "办案规则第67条",
            id="untrue-yet-filed",
        ),
    ],
)
def test_proposal_against_the_findings_is_refused_with_the_article(
    desk: Office, draft: AssessmentDraft, code: str, basis: str
) -> None:
    lead = desk.register()
    with pytest.raises(RuleRefusedError) as refused:
        desk.submit(lead, draft)
    assert (refused.value.code, refused.value.basis) == (code, basis)


def test_draft_is_kept_and_a_submission_stands(desk: Office) -> None:
    lead = desk.register()
    first = AssessmentDraft(facts="起初所见")
    save_assessment(lead_id=lead.id, draft=first, acting=desk.handler, now=desk.now)
    save_assessment(
        lead_id=lead.id, draft=replace(first, facts="改过"), acting=desk.handler, now=desk.now
    )
    assert Assessment.objects.get().facts == "改过"
    desk.submit(lead, COMPLETE)
    return_assessment(lead_id=lead.id, reason="补充现场情况", acting=desk.head, now=desk.now)
    desk.submit(lead, replace(COMPLETE, facts="补充后的事实"))
    versions = Assessment.objects.order_by("version").values_list("version", "facts")
    assert list(versions) == [(1, COMPLETE.facts), (2, "补充后的事实")]


def test_returning_gives_the_reason_and_a_new_limit(desk: Office) -> None:
    lead = desk.register()
    desk.submit(lead, COMPLETE)
    assert Lead.objects.get(id=lead.id).next_due_on is None
    returned = return_assessment(
        lead_id=lead.id, reason="补充现场情况", acting=desk.head, now=desk.now
    )
    assert (returned.state, returned.awaits) == (LeadState.REGISTERED, "")
    assert returned.next_due_key == "lead_assessment"
    opinion = AssessmentOpinion.objects.get(stage=OpinionStage.HEAD)
    assert (opinion.agrees, opinion.words) == (False, "补充现场情况")


def test_three_opinions_stand_in_order(desk: Office) -> None:
    desk.decide(desk.register(), COMPLETE)
    opinions = AssessmentOpinion.objects.order_by("at", "id").values_list(
        "stage", "decided_by_label"
    )
    assert sorted(opinions) == [
        ("chief", "检察长"),
        ("handler", "检察官助理03"),
        ("head", "部门负责人"),
    ]


def test_department_head_comes_before_the_chief_procurator(desk: Office) -> None:
    lead = desk.register()
    desk.submit(lead, COMPLETE)
    assert Lead.objects.get(id=lead.id).awaits == OpinionStage.HEAD
    with pytest.raises(RuleRefusedError) as refused:
        decide_lead(lead_id=lead.id, acting=desk.chief, now=desk.now)
    assert refused.value.code == "leads.no_head_opinion"


def test_head_who_handles_the_lead_has_given_the_heads_opinion(desk: Office) -> None:
    lead = desk.register()
    submit_assessment(lead_id=lead.id, draft=COMPLETE, acting=desk.head, now=desk.now)
    decided = decide_lead(lead_id=lead.id, acting=desk.chief, now=desk.now)
    assert decided.state == LeadState.SHELVED


def test_clerk_enters_the_decision_from_the_slip(desk: Office) -> None:
    lead = desk.register()
    desk.submit(lead, COMPLETE)
    decided = decide_lead(lead_id=lead.id, entered=slip(), acting=desk.clerk, now=desk.now)
    assert decided.state == LeadState.SHELVED
    step = LeadStep.objects.get(lead=lead, event=LeadEvent.DECIDE_SHELVE)
    assert (step.decided_by_label, step.recorded_by_label) == ("检察长", "书记员01")
    assert (step.way, step.decided_on) == (DecisionWay.ENTERED, date(2026, 11, 24))
    assert step.slip_id is not None


@pytest.mark.parametrize(
    ("entered", "code"),
    [
        pytest.param(slip(slip=None), "leads.slip_missing", id="no-slip"),
        pytest.param(slip(" "), "leads.no_decider", id="nobody-named"),
        pytest.param(slip(on=date(2026, 12, 1)), "leads.day_in_future", id="decided-tomorrow"),
    ],
)
def test_entered_decision_needs_slip_name_and_day(
    desk: Office, entered: EnteredDecision, code: str
) -> None:
    lead = desk.register()
    desk.submit(lead, COMPLETE)
    with pytest.raises(InvalidInputError) as refused:
        decide_lead(lead_id=lead.id, entered=entered, acting=desk.clerk, now=desk.now)
    assert refused.value.code == code


def test_handler_does_not_decide_on_line(desk: Office) -> None:
    lead = desk.register()
    desk.submit(lead, COMPLETE)
    with pytest.raises(NotAllowedError):
        decide_lead(lead_id=lead.id, acting=desk.handler, now=desk.now)


def test_decision_is_not_delegated(desk: Office) -> None:
    lead = desk.register()
    desk.submit(lead, COMPLETE)
    deputy = replace(desk.chief, on_behalf_of=desk.head.id)
    with pytest.raises(RuleRefusedError) as refused:
        decide_lead(lead_id=lead.id, acting=deputy, now=desk.now)
    assert refused.value.code == "leads.decision_not_delegable"


def test_opinion_needs_something_submitted(desk: Office) -> None:
    lead = desk.register()
    with pytest.raises(ConflictError, match="nothing_submitted"):
        add_opinion(lead_id=lead.id, agrees=True, words="", acting=desk.head, now=desk.now)


def test_decided_lead_is_past_assessment(desk: Office) -> None:
    lead = desk.decide(desk.register(), COMPLETE)
    with pytest.raises(TransitionRefusedError) as refused:
        save_assessment(lead_id=lead.id, draft=COMPLETE, acting=desk.handler, now=desk.now)
    assert refused.value.basis == "办案规则第27条"


def test_words_too_long_are_refused_not_cut(desk: Office) -> None:
    lead = desk.register()
    draft = replace(COMPLETE, organs=(DutyOrgan(name="局" * 61),))
    with pytest.raises(InvalidInputError) as refused:
        save_assessment(lead_id=lead.id, draft=draft, acting=desk.handler, now=desk.now)
    assert (refused.value.code, refused.value.params["limit"]) == ("leads.too_long", 60)


def test_lead_of_another_handler_does_not_exist_for_a_peer(desk: Office) -> None:
    lead = desk.register()
    peer = make_staff("检察官助理04", Role.ASSISTANT, department=make_department("第一检察部"))
    with pytest.raises(NotFoundError):
        save_assessment(lead_id=lead.id, draft=COMPLETE, acting=peer, now=desk.now)


def test_database_refuses_an_entered_decision_without_slip(desk: Office) -> None:
    lead = desk.register()
    with pytest.raises(DatabaseError, match="entered_decision_has_a_slip"), transaction.atomic():
        LeadStep.objects.create(
            id=lead.id,
            lead=lead,
            target_state=LeadState.SHELVED,
            recorded_by_label="某",
            way=DecisionWay.ENTERED,
            at=desk.now,
        )


def test_database_refuses_an_unlawful_move(desk: Office) -> None:
    lead = desk.register()
    with pytest.raises(DatabaseError, match="no lawful step"), transaction.atomic():
        Lead.objects.filter(id=lead.id).update(state=LeadState.CLOSED, is_open=False)


def test_database_keeps_history_as_written(desk: Office) -> None:
    lead = desk.register()
    with pytest.raises(DatabaseError), transaction.atomic():
        LeadStep.objects.filter(lead=lead).update(reason="改写")


def test_refused_act_leaves_neither_change_nor_entry(desk: Office) -> None:
    lead = desk.register()
    before = LedgerEntry.objects.count()
    with pytest.raises(DomainError):
        decide_lead(lead_id=lead.id, acting=desk.chief, now=desk.now + timedelta(hours=1))
    assert LedgerEntry.objects.count() == before
    assert Lead.objects.get(id=lead.id).state == LeadState.REGISTERED

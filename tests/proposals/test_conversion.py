"""Screening, conversion in one or several things, copies back, answers: links stay for good."""

from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

import pytest
from django.db import DatabaseError, transaction

from tests.campaigns.cast import keeper, make_campaign
from tests.cast import make_department
from tests.evidence.papers import pdf
from tests.leads.desk import Office
from tests.proposals.cast import in_hand, make_proposal
from xiezhi.accounts.models import Procuratorate
from xiezhi.campaigns.selectors.register import list_of_matter
from xiezhi.clocks.models import Clock
from xiezhi.evidence.services.storing import IncomingFile
from xiezhi.intake.models import Report
from xiezhi.kernel.errors import (
    ConflictError,
    InvalidInputError,
    NotFoundError,
    RuleRefusedError,
    TransitionRefusedError,
)
from xiezhi.kernel.matters import Matter, MatterKind
from xiezhi.leads.models import Lead
from xiezhi.leads.services.registration import Registration
from xiezhi.proposals.models import Conversion, CopyBack, Proposal, ProposalAnswer, ProposalStep
from xiezhi.proposals.rules.answers import AnswerClass, Satisfaction
from xiezhi.proposals.rules.conversion import ConversionKind, CopyKind
from xiezhi.proposals.rules.procedure import Decided
from xiezhi.proposals.rules.screening import WishReason
from xiezhi.proposals.selectors.behind import interested_behind, list_behind
from xiezhi.proposals.selectors.page import get_proposal_page
from xiezhi.proposals.services.answers import (
    AnswerDraft,
    handle_again,
    record_satisfaction,
    save_answer,
    send_answer,
)
from xiezhi.proposals.services.conversion import (
    ConversionDraft,
    NewLead,
    convert_proposal,
    convert_to_lead,
    finish_handling,
)
from xiezhi.proposals.services.copies import CopyDraft, expect_outcome, record_copy
from xiezhi.proposals.services.registration import flag_interest
from xiezhi.proposals.services.screening import Screening, screen_again, screen_proposal

CASE = Matter(kind=MatterKind.CASE, id=UUID(int=77), label="案件 2026-3")


def convert(
    desk: Office, proposal: Proposal, kind: ConversionKind, now: datetime, **changes: Any
) -> Conversion:
    draft = ConversionDraft(kind=kind, words="经研究转化", **changes)
    return convert_proposal(proposal_id=proposal.id, draft=draft, acting=desk.clerk, now=now)


def to_lead(desk: Office, proposal: Proposal, office: Procuratorate, now: datetime) -> Lead:
    registration = Registration(
        title="城区消火栓长期失管", department_id=make_department().id, area="work_safety"
    )
    return convert_to_lead(
        proposal_id=proposal.id,
        new=NewLead(registration=registration, words="公益受损，转为线索"),
        office=office,
        acting=desk.handler,
        now=now,
    )


def answer(**changes: Any) -> AnswerDraft:
    fields: dict[str, Any] = {
        "text": "尊敬的代表：现答复如下。",
        "answer_class": AnswerClass.A,
        "sent_on": date(2026, 5, 20),
    }
    return AnswerDraft(**(fields | changes))


def fresh(proposal: Proposal) -> Proposal:
    found: Proposal = Proposal.objects.get(id=proposal.id)
    return found


def test_wish_is_declined_with_a_kind_answer_ready_to_be_edited(
    desk: Office, now: datetime
) -> None:
    proposal = make_proposal(desk.clerk, now)
    found = Screening(
        has_substance=False,
        reason=WishReason.NEEDS_FUNDS,
        words="公交站点由旗交通运输局统一规划。",
        decided=Decided(by="部门负责人", on=date(2026, 11, 24)),
    )
    screen_proposal(proposal_id=proposal.id, screening=found, acting=desk.clerk, now=now)
    assert fresh(proposal).state == "awaiting_answer"
    draft = ProposalAnswer.objects.get()
    assert draft.is_draft
    assert "公交站点由旗交通运输局统一规划。" in draft.text
    step = ProposalStep.objects.get(event="find_wish")
    assert (step.decided_by_label, step.recorded_by_label) == ("部门负责人", desk.clerk.label)


def test_screening_is_taken_back_until_something_came_of_it(desk: Office, now: datetime) -> None:
    proposal = in_hand(desk.clerk, now)
    screen_again(proposal_id=proposal.id, words="领域有误", acting=desk.clerk, now=now)
    assert (fresh(proposal).state, fresh(proposal).area) == ("received", "")
    again = in_hand(desk.clerk, now, number="13")
    convert(desk, again, ConversionKind.DECLINED, now)
    with pytest.raises(TransitionRefusedError, match=r"proposals\.already_converted"):
        screen_again(proposal_id=again.id, words="领域有误", acting=desk.clerk, now=now)


def test_unknown_area_is_refused(desk: Office, now: datetime) -> None:
    proposal = make_proposal(desk.clerk, now)
    found = Screening(has_substance=True, area="moon", words="公益受损")
    with pytest.raises(InvalidInputError, match=r"proposals\.unknown_area"):
        screen_proposal(proposal_id=proposal.id, screening=found, acting=desk.clerk, now=now)


def test_lead_comes_from_a_transfer_and_both_name_each_other(
    desk: Office, scope: Procuratorate, now: datetime
) -> None:
    proposal = in_hand(desk.clerk, now)
    lead = to_lead(desk, proposal, scope, now)
    assert (lead.channel, lead.source) == ("deputy_suggestion", "handed_on")
    report = Report.objects.get()
    assert "代表建议 十七届五次第12号" in report.origin
    (behind,) = list_behind(desk.chief, lead.id).conversions
    assert behind.proposal == proposal
    (shown,) = get_proposal_page(desk.chief, proposal.id).conversions
    assert (shown.matter_id, shown.matter_label) == (lead.id, f"线索 {lead.year}-{lead.number}")


def test_one_proposal_becomes_several_things(
    desk: Office, scope: Procuratorate, now: datetime
) -> None:
    """消防安全治理: leads, a governance suggestion, a mechanism, a campaign, a discussion."""
    proposal = in_hand(desk.clerk, now)
    campaign = make_campaign(keeper(), now)
    first, second = to_lead(desk, proposal, scope, now), to_lead(desk, proposal, scope, now)
    assert first.id != second.id
    day = date(2026, 11, 20)
    signed = IncomingFile(name="机制.pdf", data=pdf())
    convert(desk, proposal, ConversionKind.GOVERNANCE_SUGGESTION, now, document_on=day)
    convert(desk, proposal, ConversionKind.MECHANISM, now, document_on=day, file=signed)
    convert(desk, proposal, ConversionKind.CAMPAIGN, now, campaign_id=campaign.id)
    convert(desk, proposal, ConversionKind.JOINT_DISCUSSION, now, document_on=day)
    kinds = sorted(one.kind for one in get_proposal_page(desk.chief, proposal.id).conversions)
    assert kinds == [
        "campaign", "governance_suggestion", "joint_discussion", "lead", "lead", "mechanism",
    ]  # fmt: skip
    assert list_of_matter(proposal.id) == [campaign]
    assert fresh(proposal).state == "in_hand"


def test_conversion_leaves_the_clock_of_the_answer_alone(desk: Office, now: datetime) -> None:
    proposal = in_hand(desk.clerk, now)
    before = Clock.objects.get(rule_key="npc_proposal_reply")
    convert(desk, proposal, ConversionKind.CASE, now, matter=CASE)
    after = Clock.objects.get(rule_key="npc_proposal_reply")
    assert (after.due_on, after.met_on, after.void_on) == (before.due_on, None, None)


def test_papers_go_back_on_the_agreed_day_which_is_own(desk: Office, now: datetime) -> None:
    proposal = in_hand(desk.clerk, now)
    conversion = convert(desk, proposal, ConversionKind.CASE, now, matter=CASE)
    clock = Clock.objects.get(rule_key="conversion_copy_back")
    assert (clock.kind, clock.trigger_on, clock.due_on) == (
        "own", date(2026, 11, 25), date(2026, 12, 7),
    )  # fmt: skip
    copy = CopyDraft(kind=CopyKind.DECISION, sent_on=date(2026, 11, 25), words="立案决定书")
    record_copy(conversion_id=conversion.id, draft=copy, acting=desk.clerk, now=now)
    assert Clock.objects.get(rule_key="conversion_copy_back").met_on == date(2026, 11, 25)
    assert CopyBack.objects.get().sent_to == proposal.transferring_body


def test_outcome_is_owed_by_itself_from_the_day_of_conversion(desk: Office, now: datetime) -> None:
    proposal = in_hand(desk.clerk, now)
    conversion = convert(desk, proposal, ConversionKind.CASE, now, matter=CASE)
    clock = Clock.objects.get(rule_key="conversion_outcome")
    assert (clock.kind, clock.basis) == ("own", "本院设定")
    assert (clock.trigger_on, clock.due_on) == (date(2026, 11, 25), date(2027, 5, 25))
    copy = CopyDraft(kind=CopyKind.OUTCOME, sent_on=date(2026, 11, 25))
    record_copy(conversion_id=conversion.id, draft=copy, acting=desk.clerk, now=now)
    assert Clock.objects.get(rule_key="conversion_outcome").met_on == date(2026, 11, 25)


@pytest.mark.parametrize(
    "kind", [ConversionKind.MECHANISM, ConversionKind.JOINT_DISCUSSION, ConversionKind.DECLINED]
)
def test_what_has_no_papers_owes_no_outcome(
    kind: ConversionKind, desk: Office, now: datetime
) -> None:
    signed = IncomingFile(name="机制.pdf", data=pdf())
    convert(desk, in_hand(desk.clerk, now), kind, now, document_on=date(2026, 11, 20), file=signed)
    assert not Clock.objects.filter(rule_key="conversion_outcome").exists()


def test_outcome_is_owed_once_the_rectification_period_was_dealt_with(
    desk: Office, now: datetime
) -> None:
    proposal = in_hand(desk.clerk, now)
    conversion = convert(desk, proposal, ConversionKind.CASE, now, matter=CASE)
    later = now + timedelta(days=90)
    expect_outcome(
        conversion_id=conversion.id, ended_on=date(2027, 2, 20), acting=desk.clerk, now=later
    )
    assert Clock.objects.get(rule_key="conversion_outcome_back").trigger_on == date(2027, 2, 20)
    assert Clock.objects.get(rule_key="conversion_outcome").void_on == date(2027, 2, 20)
    copy = CopyDraft(kind=CopyKind.OUTCOME, sent_on=date(2027, 2, 22))
    record_copy(conversion_id=conversion.id, draft=copy, acting=desk.clerk, now=later)
    assert Clock.objects.get(rule_key="conversion_outcome_back").met_on == date(2027, 2, 22)
    early = CopyDraft(kind=CopyKind.OUTCOME, sent_on=date(2026, 11, 1))
    with pytest.raises(InvalidInputError, match=r"proposals\.day_too_early"):
        record_copy(conversion_id=conversion.id, draft=early, acting=desk.clerk, now=later)


@pytest.mark.parametrize("model", [Conversion, CopyBack, ProposalStep])
def test_links_and_steps_are_neither_changed_nor_erased(
    model: Any, desk: Office, now: datetime
) -> None:
    conversion = convert(desk, in_hand(desk.clerk, now), ConversionKind.CASE, now, matter=CASE)
    copy = CopyDraft(kind=CopyKind.DECISION, sent_on=date(2026, 11, 25))
    record_copy(conversion_id=conversion.id, draft=copy, acting=desk.clerk, now=now)
    with pytest.raises(DatabaseError), transaction.atomic():
        model.objects.update(words="改写")
    rows = model.objects.all()
    with pytest.raises(DatabaseError), transaction.atomic():
        rows._raw_delete(rows.db)


def test_same_case_is_linked_once(desk: Office, now: datetime) -> None:
    proposal = in_hand(desk.clerk, now)
    convert(desk, proposal, ConversionKind.CASE, now, matter=CASE)
    with pytest.raises(ConflictError, match=r"proposals\.linked_already"):
        convert(desk, proposal, ConversionKind.CASE, now, matter=CASE)


def test_lead_is_no_case(desk: Office, now: datetime) -> None:
    proposal = in_hand(desk.clerk, now)
    lead = Matter(kind=MatterKind.LEAD, id=UUID(int=5), label="线索 2026-1")
    with pytest.raises(InvalidInputError, match=r"proposals\.other_matter"):
        convert(desk, proposal, ConversionKind.CASE, now, matter=lead)


def test_what_nobody_screened_is_not_converted(desk: Office, now: datetime) -> None:
    proposal = make_proposal(desk.clerk, now)
    with pytest.raises(TransitionRefusedError, match=r"transition\.none"):
        convert(desk, proposal, ConversionKind.DECLINED, now)


def test_document_of_a_day_to_come_is_refused(desk: Office, now: datetime) -> None:
    proposal = in_hand(desk.clerk, now)
    with pytest.raises(InvalidInputError, match=r"proposals\.day_in_future"):
        convert(desk, proposal, ConversionKind.MECHANISM, now, document_on=date(2026, 11, 26))


def test_finished_handling_waits_for_the_answer(desk: Office, now: datetime) -> None:
    proposal = in_hand(desk.clerk, now)
    with pytest.raises(TransitionRefusedError, match=r"proposals\.nothing_converted"):
        finish_handling(proposal_id=proposal.id, acting=desk.clerk, now=now)
    convert(desk, proposal, ConversionKind.DECLINED, now)
    assert (
        finish_handling(proposal_id=proposal.id, acting=desk.clerk, now=now).state
        == "awaiting_answer"
    )


def test_answer_ends_its_clock_on_the_day_it_went(desk: Office, now: datetime) -> None:
    proposal = in_hand(desk.clerk, now)
    save_answer(proposal_id=proposal.id, text="草稿", acting=desk.clerk, now=now)
    sent = send_answer(
        proposal_id=proposal.id,
        draft=answer(number="达检函〔2026〕8号", signed_by="检察长"),
        acting=desk.clerk,
        now=now,
    )
    assert (sent.version, sent.is_draft, sent.signed_by_label) == (1, False, "检察长")
    assert Clock.objects.get().met_on == date(2026, 5, 20)
    assert (fresh(proposal).state, fresh(proposal).next_due_on) == ("answered", None)
    assert ProposalStep.objects.get(event="answer").basis == "代表法第51条"
    with pytest.raises(ConflictError, match=r"proposals\.answered_already"):
        save_answer(proposal_id=proposal.id, text="再写", acting=desk.clerk, now=now)


def test_dissatisfaction_leads_to_a_second_answer(desk: Office, now: datetime) -> None:
    proposal = in_hand(desk.clerk, now)
    send_answer(proposal_id=proposal.id, draft=answer(), acting=desk.clerk, now=now)
    with pytest.raises(TransitionRefusedError, match=r"proposals\.not_dissatisfied"):
        handle_again(proposal_id=proposal.id, words="补充", acting=desk.clerk, now=now)
    record_satisfaction(
        proposal_id=proposal.id,
        satisfaction=Satisfaction.DISSATISFIED,
        words="没有说明整改时间",
        on=date(2026, 6, 1),
        acting=desk.clerk,
        now=now,
    )
    handle_again(proposal_id=proposal.id, words="补充整改时间", acting=desk.clerk, now=now)
    second = send_answer(
        proposal_id=proposal.id, draft=answer(sent_on=date(2026, 7, 1)), acting=desk.clerk, now=now
    )
    assert second.version == 2
    assert ProposalAnswer.objects.get(version=1).satisfaction == "dissatisfied"
    assert fresh(proposal).satisfaction == ""


@pytest.mark.parametrize(
    ("on", "code"),
    [
        (date(2026, 5, 1), "proposals.before_answer"),
        (date(2026, 11, 26), "proposals.day_in_future"),
    ],
)
def test_satisfaction_follows_the_answer(on: date, code: str, desk: Office, now: datetime) -> None:
    proposal = in_hand(desk.clerk, now)
    send_answer(proposal_id=proposal.id, draft=answer(), acting=desk.clerk, now=now)
    with pytest.raises(InvalidInputError) as refused:
        record_satisfaction(
            proposal_id=proposal.id,
            satisfaction=Satisfaction.SATISFIED,
            words="",
            on=on,
            acting=desk.clerk,
            now=now,
        )
    assert refused.value.code == code


def test_nobody_is_satisfied_with_an_answer_that_has_not_gone(desk: Office, now: datetime) -> None:
    proposal = in_hand(desk.clerk, now)
    with pytest.raises(InvalidInputError, match=r"proposals\.not_answered"):
        record_satisfaction(
            proposal_id=proposal.id,
            satisfaction=Satisfaction.SATISFIED,
            words="",
            on=date(2026, 6, 1),
            acting=desk.clerk,
            now=now,
        )


def test_deputy_with_an_interest_is_known_behind_what_it_became(
    desk: Office, scope: Procuratorate, now: datetime
) -> None:
    proposal = in_hand(desk.clerk, now)
    lead = to_lead(desk, proposal, scope, now)
    assert interested_behind([lead.id]) == []
    flag_interest(proposal_id=proposal.id, reason="本人企业", acting=desk.head, now=now)
    assert interested_behind([lead.id]) == [proposal]


def test_conversion_of_no_proposal_is_not_found(desk: Office, now: datetime) -> None:
    copy = CopyDraft(kind=CopyKind.DECISION, sent_on=date(2026, 11, 25))
    with pytest.raises(NotFoundError, match=r"proposals\.no_conversion"):
        record_copy(conversion_id=UUID(int=6), draft=copy, acting=desk.clerk, now=now)


def test_campaign_that_is_over_takes_no_proposal(desk: Office, now: datetime) -> None:
    proposal = in_hand(desk.clerk, now)
    over = make_campaign(keeper(), now, ends_on=date(2026, 2, 1))
    with pytest.raises(RuleRefusedError, match=r"campaigns\.not_running"):
        convert(desk, proposal, ConversionKind.CAMPAIGN, now, campaign_id=over.id)
    assert not Conversion.objects.exists()

"""After the decision: looking again, verification, feedback, merging, handing over."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any
from uuid import uuid4

import pytest

from tests.cast import make_grid_member, make_staff
from tests.leads.desk import COMPLETE, Office, proposing
from tests.leads.letters import replied, sent
from xiezhi.accounts.rules.roles import Role
from xiezhi.clocks.models import Clock
from xiezhi.intake.models import ReportMessage
from xiezhi.kernel.errors import (
    ConflictError,
    InvalidInputError,
    NotAllowedError,
    NotFoundError,
    StepUpRequiredError,
    TransitionRefusedError,
)
from xiezhi.leads.models import Lead, LeadReport
from xiezhi.leads.rules.procedure import LeadEvent, LeadState
from xiezhi.leads.services.assignment import assign_leads, hand_over_leads
from xiezhi.leads.services.clocks import meet_clock, void_clock
from xiezhi.leads.services.feedback import give_feedback
from xiezhi.leads.services.field_tasks import send_field_task, withdraw_field_task
from xiezhi.leads.services.letter_effects import take_withdrawal
from xiezhi.leads.services.merging import merge_leads, unmerge_lead
from xiezhi.leads.services.notes import add_comment
from xiezhi.leads.services.outcomes import (
    ask_material,
    receive_material,
    refuse_again,
    reopen_lead,
    start_preliminary,
)
from xiezhi.leads.services.task_effects import take_task_result
from xiezhi.leads.services.verification import verify_lead
from xiezhi.letters.services.sending import withdraw_letter
from xiezhi.supporters.models import FieldTask
from xiezhi.supporters.rules.field import FieldResult
from xiezhi.supporters.selectors.field_tasks import list_tasks_to_do
from xiezhi.supporters.services.field_tasks import do_field_task


class TestLookingAgain:
    def test_grid_member_looks_again_once(self, desk: Office) -> None:
        lead = replied(desk)
        send_field_task(
            lead_id=lead.id,
            supporter_id=desk.member_id,
            words="请到河滩看看是否清理干净",
            acting=desk.handler,
            now=desk.now,
        )
        task = list_tasks_to_do(desk.member, date(2026, 11, 25))[0]
        assert (task.days_left, task.words) == (7, "请到河滩看看是否清理干净")
        done: dict[str, Any] = {
            "task_id": task.id,
            "submission_key": uuid4(),
            "result": FieldResult.MENDED,
            "acting": desk.member,
            "now": desk.now,
        }
        taken = do_field_task(**done)
        take_task_result(task=taken, acting=desk.member, now=desk.now)
        assert Clock.objects.get(about_id=task.id).met_on == date(2026, 11, 25)
        assert do_field_task(**done).result == FieldResult.MENDED
        with pytest.raises(ConflictError, match="task_done"):
            do_field_task(**(done | {"submission_key": uuid4()}))

    def test_task_belongs_to_its_member(self, desk: Office) -> None:
        lead = replied(desk)
        task = send_field_task(
            lead_id=lead.id,
            supporter_id=desk.member_id,
            words="请看看",
            acting=desk.handler,
            now=desk.now,
        )
        with pytest.raises(NotFoundError):
            do_field_task(
                task_id=task.id,
                submission_key=uuid4(),
                result=FieldResult.MENDED,
                acting=make_grid_member(8, mobile="13800000008"),
                now=desk.now,
            )

    def test_lead_is_not_ended_while_a_task_is_out(self, desk: Office) -> None:
        lead = replied(desk)
        task = send_field_task(
            lead_id=lead.id,
            supporter_id=desk.member_id,
            words="请看看",
            acting=desk.handler,
            now=desk.now,
        )
        ended: dict[str, Any] = {"lead_id": lead.id, "is_mended": True, "words": "现场已清理"}
        with pytest.raises(TransitionRefusedError, match="duties_open"):
            verify_lead(**ended, acting=desk.handler, now=desk.now)
        withdraw_field_task(task_id=task.id, acting=desk.handler, now=desk.now)
        closed = verify_lead(**ended, acting=desk.handler, now=desk.now)
        assert (closed.state, closed.is_open) == (LeadState.CLOSED, False)

    def test_guide_is_a_picture_of_the_lead(self, desk: Office) -> None:
        lead = replied(desk)
        with pytest.raises(InvalidInputError, match="not_a_picture"):
            send_field_task(
                lead_id=lead.id,
                supporter_id=desk.member_id,
                words="请看看",
                guide_id=uuid4(),
                acting=desk.handler,
                now=desk.now,
            )

    def test_not_mended_opens_assessment_again(self, desk: Office) -> None:
        lead = replied(desk)
        again = verify_lead(
            lead_id=lead.id, is_mended=False, words="未清理", acting=desk.handler, now=desk.now
        )
        assert (again.state, again.next_due_key) == (LeadState.REGISTERED, "reporter_feedback")

    def test_unanswered_document_is_withdrawn_and_the_lead_assessed_anew(
        self, desk: Office
    ) -> None:
        lead, letter = sent(desk)
        anew: dict[str, Any] = {"lead_id": lead.id, "is_mended": False, "words": "逾期未回复"}
        with pytest.raises(TransitionRefusedError, match="duties_open"):
            verify_lead(**anew, acting=desk.handler, now=desk.now)
        gone = withdraw_letter(
            letter_id=letter.id, reason="逾期未回复", acting=desk.handler, now=desk.now
        )
        take_withdrawal(letter=gone, acting=desk.handler, now=desk.now)
        assert verify_lead(**anew, acting=desk.handler, now=desk.now).state == LeadState.REGISTERED


class TestReporter:
    def test_feedback_meets_the_duty(self, desk: Office) -> None:
        lead = desk.decide(desk.register(), COMPLETE)
        told = give_feedback(
            lead_id=lead.id, words="您反映的情况已核查。", acting=desk.handler, now=desk.now
        )
        assert told.feedback_due_on is None
        message = ReportMessage.objects.get(kind="feedback")
        assert (message.step, message.words) == ("done", "您反映的情况已核查。")
        with pytest.raises(ConflictError, match="no_feedback_due"):
            give_feedback(lead_id=lead.id, words="再说一次", acting=desk.handler, now=desk.now)

    def test_material_is_asked_behind_the_receipt(self, desk: Office) -> None:
        lead = desk.register()
        asked = ask_material(
            lead_id=lead.id, words="具体在桥的哪一侧？", acting=desk.handler, now=desk.now
        )
        assert (asked.state, asked.next_due_on) == (LeadState.MORE_MATERIAL, date(2026, 12, 2))
        assert ReportMessage.objects.get(kind="question").words == "具体在桥的哪一侧？"
        back = receive_material(lead_id=lead.id, acting=desk.handler, now=desk.now)
        assert (back.state, back.next_due_key) == (LeadState.REGISTERED, "lead_assessment")

    def test_again_is_judged_never_automatic(self, desk: Office) -> None:
        lead = desk.decide(desk.register(), COMPLETE)
        message = again(lead, desk)
        assert Lead.objects.get(id=lead.id).state == LeadState.SHELVED
        judged: dict[str, Any] = {
            "lead_id": lead.id,
            "message_id": message.id,
            "judgement": "确有新情况",
        }
        opened = reopen_lead(**judged, acting=desk.handler, now=desk.now)
        assert (opened.state, opened.is_open, opened.feedback_due_on) == (
            LeadState.REGISTERED,
            True,
            None,
        )
        assert ReportMessage.objects.get(id=message.id).judgement == "确有新情况"

    def test_unfounded_again_leaves_the_lead_ended(self, desk: Office) -> None:
        lead = desk.decide(desk.register(), COMPLETE)
        message = again(lead, desk)
        refuse_again(
            lead_id=lead.id,
            message_id=message.id,
            judgement="现场复核无变化",
            acting=desk.handler,
            now=desk.now,
        )
        assert Lead.objects.get(id=lead.id).state == LeadState.SHELVED

    def test_again_of_another_report_is_not_found(self, desk: Office) -> None:
        lead = desk.decide(desk.register(), COMPLETE)
        other = desk.decide(desk.register(), COMPLETE)
        message = again(other, desk)
        with pytest.raises(NotFoundError):
            reopen_lead(
                lead_id=lead.id,
                message_id=message.id,
                judgement="是",
                acting=desk.handler,
                now=desk.now,
            )


def again(lead: Lead, desk: Office) -> ReportMessage:
    report_id = LeadReport.objects.get(lead=lead, unlinked_at__isnull=True).report_id
    message: ReportMessage = ReportMessage.objects.create(
        report_id=report_id, kind="again", words="又倒了", written_at=desk.now
    )
    return message


class TestMerging:
    def test_merged_lead_hands_its_reports_over_and_back(self, desk: Office) -> None:
        one, two = desk.register(words="河东的垃圾"), desk.register(words="河西的垃圾")
        merge_leads(
            lead_ids=[two.id], target_id=one.id, reason="同一处", acting=desk.handler, now=desk.now
        )
        merged = Lead.objects.get(id=two.id)
        assert (merged.state, merged.merged_into_id) == (LeadState.MERGED, one.id)
        assert merged.next_due_on is None
        assert LeadReport.objects.filter(lead=one, unlinked_at__isnull=True).count() == 2
        back = unmerge_lead(
            lead_id=two.id,
            reason="并非同一处",
            acting=desk.handler,
            now=desk.now + timedelta(hours=1),
        )
        assert (back.state, back.merged_into_id) == (LeadState.REGISTERED, None)
        assert LeadReport.objects.filter(lead=two, unlinked_at__isnull=True).count() == 1
        assert LeadReport.objects.filter(lead=one, unlinked_at__isnull=True).count() == 1

    def test_reports_that_went_further_come_back_step_by_step(self, desk: Office) -> None:
        one, two, three = desk.register(), desk.register(), desk.register()
        merge: dict[str, Any] = {"reason": "同一处", "acting": desk.handler, "now": desk.now}
        merge_leads(lead_ids=[one.id], target_id=two.id, **merge)
        merge_leads(lead_ids=[two.id], target_id=three.id, **merge)
        with pytest.raises(ConflictError, match="merged_on"):
            unmerge_lead(lead_id=one.id, **merge)

    @pytest.mark.parametrize("is_target", [True, False], ids=["into-ended", "ended-one"])
    def test_ended_lead_takes_no_part_in_a_merger(self, desk: Office, is_target: bool) -> None:
        ended, other = desk.decide(desk.register(), COMPLETE), desk.register()
        source, target = (other, ended) if is_target else (ended, other)
        with pytest.raises(TransitionRefusedError) as refused:
            merge_leads(
                lead_ids=[source.id],
                target_id=target.id,
                reason="同一处",
                acting=desk.handler,
                now=desk.now,
            )
        assert refused.value.basis == "本院规定"


class TestAssignment:
    def test_bulk_assignment_moves_the_lead_to_the_handlers_department(self, desk: Office) -> None:
        leads = [desk.register(), desk.register()]
        other = make_staff("检察官02", Role.PROSECUTOR)
        given: dict[str, Any] = {"lead_ids": [lead.id for lead in leads], "handler_id": other.id}
        assert len(assign_leads(**given, acting=desk.head, now=desk.now)) == 2
        assert assign_leads(**given, acting=desk.head, now=desk.now) == []

    def test_assistant_does_not_assign(self, desk: Office) -> None:
        lead = desk.register()
        with pytest.raises(NotAllowedError):
            assign_leads(lead_ids=[lead.id], handler_id=lead.id, acting=desk.handler, now=desk.now)

    def test_handing_over_takes_open_leads_and_feedback_owed(self, desk: Office) -> None:
        open_one, owed = desk.register(), desk.decide(desk.register(), COMPLETE)
        other = make_staff("检察官02", Role.PROSECUTOR)
        over: dict[str, Any] = {
            "from_staff_id": desk.handler.id,
            "to_staff_id": other.id,
            "now": desk.now,
        }
        with pytest.raises(StepUpRequiredError):
            hand_over_leads(**over, acting=replace(desk.head, is_stepped_up=False))
        moved = hand_over_leads(**over, acting=desk.head)
        assert {lead.id for lead in moved} == {open_one.id, owed.id}


class TestBesideTheLead:
    def test_comment_is_kept(self, desk: Office) -> None:
        lead, _ = sent(desk)
        comment = add_comment(lead_id=lead.id, words="请尽快", acting=desk.head, now=desk.now)
        assert comment.words == "请尽快"

    def test_nearest_limit_follows_when_one_is_done(self, desk: Office) -> None:
        lead = desk.register(is_urgent=True)
        urgent = Clock.objects.get(rule_key="urgent_handling")
        met: dict[str, Any] = {"lead_id": lead.id, "clock_id": urgent.id}
        meet_clock(**met, met_on=date(2026, 11, 25), acting=desk.handler, now=desk.now)
        assert Lead.objects.get(id=lead.id).next_due_key == "lead_assessment"
        with pytest.raises(ConflictError, match="clock_stopped"):
            void_clock(**met, reason="不适用", acting=desk.handler, now=desk.now)

    def test_preliminary_investigation_has_its_own_limit(self, desk: Office) -> None:
        lead = desk.register()
        started = start_preliminary(lead_id=lead.id, acting=desk.handler, now=desk.now)
        assert (started.next_due_key, started.next_due_on) == (
            "preliminary_investigation",
            date(2026, 12, 25),
        )
        assert Clock.objects.get(rule_key="lead_assessment").void_on == date(2026, 11, 25)

    def test_filing_is_proposed_after_the_investigation(self, desk: Office) -> None:
        lead = desk.register()
        start_preliminary(lead_id=lead.id, acting=desk.handler, now=desk.now)
        filed = desk.decide(lead, proposing(LeadEvent.DECIDE_FILING))
        assert filed.state == LeadState.PROPOSED_FILING
        assert FieldTask.objects.count() == 0

"""After the decision: the organ's document and reply, looking again, verification, feedback."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any
from uuid import uuid4

import pytest

from tests.cast import make_grid_member, make_report, make_staff, make_unit, make_unit_actor
from tests.leads.desk import COMPLETE, Office, paper, proposing
from xiezhi.accounts.rules.roles import Role
from xiezhi.intake.models import Report, ReportMessage
from xiezhi.kernel.actor import Actor
from xiezhi.kernel.errors import (
    ConflictError,
    InvalidInputError,
    NotAllowedError,
    NotFoundError,
    RuleRefusedError,
    StepUpRequiredError,
    TransitionRefusedError,
)
from xiezhi.leads.models import FieldTask, Lead, LeadClock, LeadReport, OrganReply, Referral
from xiezhi.leads.rules.notes import NoteKind
from xiezhi.leads.rules.outcomes import FieldResult, ReplyConclusion
from xiezhi.leads.rules.procedure import LeadEvent, LeadState
from xiezhi.leads.rules.referrals import ReplyDraft, ServiceWay
from xiezhi.leads.rules.replies import ReplyPart
from xiezhi.leads.selectors.field import list_tasks_to_do
from xiezhi.leads.selectors.portal import Box, count_boxes, get_unit_referral, list_unit_referrals
from xiezhi.leads.services.assignment import assign_leads, hand_over_leads
from xiezhi.leads.services.clocks import meet_clock, void_clock
from xiezhi.leads.services.feedback import give_feedback
from xiezhi.leads.services.field_tasks import do_field_task, send_field_task, withdraw_field_task
from xiezhi.leads.services.merging import merge_leads, unmerge_lead
from xiezhi.leads.services.notes import add_comment, add_phone_note
from xiezhi.leads.services.outcomes import (
    ask_material,
    receive_material,
    refuse_again,
    reopen_lead,
    start_preliminary,
)
from xiezhi.leads.services.referrals import (
    ReferralText,
    confirm_receipt,
    record_service,
    send_referral,
    withdraw_referral,
    write_referral,
)
from xiezhi.leads.services.replies import (
    ReplyPaper,
    record_paper_reply,
    save_reply_draft,
    submit_reply,
)
from xiezhi.leads.services.verification import verify_lead

TEXT = ReferralText(
    title="关于移送河道倾倒垃圾问题的函",
    body="经核查，柳沟河东岸堆放建筑垃圾约四百立方米，影响行洪安全，请依法处理并书面回复。",
    contact_words="第四检察部 0477-8581234",
)
REPLY = ReplyDraft(
    words="已清运完毕",
    conclusion=ReplyConclusion.MENDED,
    reply_number="达水函〔2026〕18号",
    dated_on=date(2026, 11, 25),
)
LETTER = (ReplyPaper(part=ReplyPart.LETTER, file=paper("回复函.pdf")),)


def sent(desk: Office, **unit: Any) -> tuple[Lead, Referral]:
    lead = desk.refer()
    referral = write_referral(
        lead_id=lead.id, unit_id=make_unit(**unit).id, text=TEXT, acting=desk.handler, now=desk.now
    )
    return lead, send_referral(referral_id=referral.id, acting=desk.handler, now=desk.now)


def replied(desk: Office) -> Lead:
    lead, referral = sent(desk)
    record_paper_reply(
        referral_id=referral.id,
        draft=REPLY,
        received_on=date(2026, 11, 25),
        papers=LETTER,
        acting=desk.clerk,
        now=desk.now,
    )
    lead.refresh_from_db()
    return lead


def unit_of(referral: Referral) -> Actor:
    return make_unit_actor(referral.unit)


class TestReferral:
    def test_document_never_holds_the_report(self, desk: Office) -> None:
        lead = desk.refer()
        words = Report.objects.get(id=LeadReport.objects.get(lead=lead).report_id).words
        text = replace(TEXT, body=f"据网格员07反映：{words}")
        with pytest.raises(RuleRefusedError) as refused:
            write_referral(
                lead_id=lead.id,
                unit_id=make_unit().id,
                text=text,
                acting=desk.handler,
                now=desk.now,
            )
        assert refused.value.code == "leads.referral_names_reporter"
        assert not Referral.objects.exists()

    def test_report_that_joined_since_is_looked_at_again_when_sending(self, desk: Office) -> None:
        lead = desk.refer()
        referral = write_referral(
            lead_id=lead.id, unit_id=make_unit().id, text=TEXT, acting=desk.handler, now=desk.now
        )
        report = make_report(desk.now, words=TEXT.body + "这是后来的反映")
        LeadReport.objects.create(lead=lead, report=report, linked_at=desk.now)
        with pytest.raises(RuleRefusedError, match="repeats_report"):
            send_referral(referral_id=referral.id, acting=desk.handler, now=desk.now)

    def test_document_is_not_sent_before_the_decision(self, desk: Office) -> None:
        lead = desk.register()
        referral = write_referral(
            lead_id=lead.id, unit_id=make_unit().id, text=TEXT, acting=desk.handler, now=desk.now
        )
        with pytest.raises(TransitionRefusedError, match="not_referred"):
            send_referral(referral_id=referral.id, acting=desk.handler, now=desk.now)

    def test_time_runs_from_service_not_from_a_click(self, desk: Office) -> None:
        _, referral = sent(desk)
        confirm_receipt(referral_id=referral.id, acting=unit_of(referral), now=desk.now)
        assert Referral.objects.get().reply_due_on is None
        served = record_service(
            referral_id=referral.id,
            served_on=date(2026, 11, 24),
            way=ServiceWay.DIRECT,
            receipt=paper("送达回证.pdf"),
            acting=desk.clerk,
            now=desk.now,
        )
        assert served.reply_due_on == date(2026, 12, 24)
        assert LeadClock.objects.get(rule_key="referral_reply").kind == "own"

    def test_click_is_service_where_consent_is_on_file(self, desk: Office) -> None:
        _, referral = sent(desk, consented_on=date(2026, 1, 1))
        confirmed = confirm_receipt(
            referral_id=referral.id,
            section="河湖股",
            contact="联络员01",
            acting=unit_of(referral),
            now=desk.now,
        )
        assert (confirmed.served_on, confirmed.service_way) == (date(2026, 11, 25), "electronic")
        assert (confirmed.unit_section, confirmed.received_by_label) == ("河湖股", "联络员01")

    @pytest.mark.parametrize(
        ("way", "code"),
        [
            pytest.param(ServiceWay.DIRECT, "leads.receipt_missing", id="receipt-is-a-must"),
            pytest.param(
                ServiceWay.ELECTRONIC, "leads.no_consent", id="electronic-by-consent-only"
            ),
        ],
    )
    def test_service_is_proved(self, desk: Office, way: ServiceWay, code: str) -> None:
        _, referral = sent(desk)
        with pytest.raises((InvalidInputError, RuleRefusedError), match=code):
            record_service(
                referral_id=referral.id,
                served_on=date(2026, 11, 24),
                way=way,
                acting=desk.clerk,
                now=desk.now,
            )

    def test_unit_sees_its_documents_and_nothing_of_the_lead(self, desk: Office) -> None:
        lead, referral = sent(desk)
        page = get_unit_referral(unit_of(referral), referral.id, date(2026, 11, 25))
        shown = str(page)
        for hidden in (str(lead.id), lead.title, "网格员07", f"{lead.year}-{lead.number}"):
            assert hidden not in shown

    def test_other_unit_does_not_find_the_document(self, desk: Office) -> None:
        _, referral = sent(desk)
        other = make_unit_actor(make_unit("旗住建局"))
        assert list_unit_referrals(other, Box.ALL, date(2026, 11, 25)) == ()
        with pytest.raises(NotFoundError):
            get_unit_referral(other, referral.id, date(2026, 11, 25))

    def test_cards_of_the_portal_count(self, desk: Office) -> None:
        _, referral = sent(desk)
        acting = unit_of(referral)
        counts = count_boxes(acting, date(2026, 11, 25))
        assert (counts[Box.TO_CONFIRM], counts[Box.TO_REPLY]) == (1, 0)

    def test_withdrawn_document_is_gone_for_the_unit(self, desk: Office) -> None:
        _, referral = sent(desk)
        withdraw_referral(
            referral_id=referral.id, reason="主送有误", acting=desk.handler, now=desk.now
        )
        with pytest.raises(NotFoundError):
            confirm_receipt(referral_id=referral.id, acting=unit_of(referral), now=desk.now)


class TestReply:
    def test_reply_in_the_portal_moves_the_lead(self, desk: Office) -> None:
        lead, referral = sent(desk)
        acting = unit_of(referral)
        save_reply_draft(
            referral_id=referral.id, draft=ReplyDraft(words="正在"), acting=acting, now=desk.now
        )
        reply = submit_reply(
            referral_id=referral.id, draft=REPLY, papers=LETTER, acting=acting, now=desk.now
        )
        assert (reply.way, reply.received_on) == ("portal", date(2026, 11, 25))
        assert OrganReply.objects.count() == 1
        assert Lead.objects.get(id=lead.id).state == LeadState.REPLIED

    def test_paper_reply_entered_by_the_clerk_is_equal(self, desk: Office) -> None:
        lead = replied(desk)
        assert lead.state == LeadState.REPLIED
        reply = OrganReply.objects.get()
        assert (reply.way, reply.entered_by_label) == ("entered", "书记员01")

    @pytest.mark.parametrize(
        ("draft", "papers", "part"),
        [
            pytest.param(replace(REPLY, words=""), LETTER, "words", id="内容"),
            pytest.param(replace(REPLY, conclusion=None), LETTER, "conclusion", id="答复结论"),
            pytest.param(replace(REPLY, reply_number=""), LETTER, "reply_number", id="回复文号"),
            pytest.param(replace(REPLY, dated_on=None), LETTER, "dated_on", id="落款日期"),
            pytest.param(REPLY, (), "letter", id="盖章扫描件"),
        ],
    )
    def test_reply_lacking_a_part_is_refused(
        self, desk: Office, draft: ReplyDraft, papers: tuple[ReplyPaper, ...], part: str
    ) -> None:
        _, referral = sent(desk)
        with pytest.raises(InvalidInputError) as refused:
            submit_reply(
                referral_id=referral.id,
                draft=draft,
                papers=papers,
                acting=unit_of(referral),
                now=desk.now,
            )
        assert refused.value.params["part"] == part

    def test_document_is_answered_once(self, desk: Office) -> None:
        replied(desk)
        referral = Referral.objects.get()
        with pytest.raises(ConflictError, match="already_replied"):
            submit_reply(
                referral_id=referral.id,
                draft=REPLY,
                papers=LETTER,
                acting=unit_of(referral),
                now=desk.now,
            )

    def test_reply_meets_the_limit(self, desk: Office) -> None:
        _, referral = sent(desk, consented_on=date(2026, 1, 1))
        acting = unit_of(referral)
        confirm_receipt(referral_id=referral.id, acting=acting, now=desk.now)
        submit_reply(
            referral_id=referral.id, draft=REPLY, papers=LETTER, acting=acting, now=desk.now
        )
        assert LeadClock.objects.get(rule_key="referral_reply").met_on == date(2026, 11, 25)


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
        do_field_task(**done)
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
        lead, referral = sent(desk)
        anew: dict[str, Any] = {"lead_id": lead.id, "is_mended": False, "words": "逾期未回复"}
        with pytest.raises(TransitionRefusedError, match="duties_open"):
            verify_lead(**anew, acting=desk.handler, now=desk.now)
        withdraw_referral(
            referral_id=referral.id, reason="逾期未回复", acting=desk.handler, now=desk.now
        )
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
    def test_comment_and_urging_are_kept(self, desk: Office) -> None:
        lead, _ = sent(desk)
        add_comment(lead_id=lead.id, words="请尽快", acting=desk.head, now=desk.now)
        note = add_phone_note(
            lead_id=lead.id,
            kind=NoteKind.URGE_CALL,
            party="旗水利局河湖股",
            words="催问回复",
            spoken_at=desk.now,
            acting=desk.handler,
            now=desk.now,
        )
        assert note.kind == "urge_call"

    def test_call_in_the_future_is_refused(self, desk: Office) -> None:
        lead = desk.register()
        with pytest.raises(InvalidInputError, match="day_in_future"):
            add_phone_note(
                lead_id=lead.id,
                kind=NoteKind.CALL,
                party="某局",
                words="说了",
                spoken_at=desk.now + timedelta(days=1),
                acting=desk.handler,
                now=desk.now,
            )

    def test_nearest_limit_follows_when_one_is_done(self, desk: Office) -> None:
        lead = desk.register(is_urgent=True)
        urgent = LeadClock.objects.get(rule_key="urgent_handling")
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
        assert LeadClock.objects.get(rule_key="lead_assessment").void_on == date(2026, 11, 25)

    def test_filing_is_proposed_after_the_investigation(self, desk: Office) -> None:
        lead = desk.register()
        start_preliminary(lead_id=lead.id, acting=desk.handler, now=desk.now)
        filed = desk.decide(lead, proposing(LeadEvent.DECIDE_FILING))
        assert filed.state == LeadState.PROPOSED_FILING
        assert FieldTask.objects.count() == 0

"""The organ's document, its service and the written reply."""

from dataclasses import replace
from datetime import date

import pytest

from tests.cast import make_report, make_unit, make_unit_actor
from tests.leads.desk import Office, paper
from tests.leads.letters import LETTER, REPLY, TEXT, replied, sent, unit_of
from xiezhi.intake.models import Report
from xiezhi.kernel.errors import (
    ConflictError,
    InvalidInputError,
    NotFoundError,
    RuleRefusedError,
    TransitionRefusedError,
)
from xiezhi.leads.models import Lead, LeadClock, LeadReport, OrganReply, Referral
from xiezhi.leads.rules.procedure import LeadState
from xiezhi.leads.rules.referrals import ReplyDraft, ServiceWay
from xiezhi.leads.selectors.portal import Box, count_boxes, get_unit_referral, list_unit_referrals
from xiezhi.leads.services.referrals import (
    confirm_receipt,
    record_service,
    send_referral,
    withdraw_referral,
    write_referral,
)
from xiezhi.leads.services.replies import (
    ReplyPaper,
    save_reply_draft,
    submit_reply,
)


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

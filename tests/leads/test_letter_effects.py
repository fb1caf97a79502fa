"""What happens to a letter, and what it means for its lead."""

from datetime import date

import pytest

from tests.cast import make_report, make_unit
from tests.leads.desk import COMPLETE, Office
from tests.leads.letters import (
    BODY,
    answered,
    drafted,
    entered,
    received,
    registered,
    replied,
    sent,
    served,
)
from xiezhi.clocks.models import Clock
from xiezhi.kernel.errors import RuleRefusedError, TransitionRefusedError
from xiezhi.leads.models import Lead, LeadReport
from xiezhi.leads.rules.procedure import LeadState
from xiezhi.leads.services.letter_effects import take_service
from xiezhi.letters.models import Letter, LetterReply
from xiezhi.letters.rules.kinds import LetterKind
from xiezhi.letters.services.sending import send_letter
from xiezhi.notifications.selectors.inbox import list_inbox

DAY = date(2026, 11, 25)


class TestWords:
    def test_letter_never_holds_the_report(self, desk: Office) -> None:
        lead = desk.refer()
        words = LeadReport.objects.get(lead=lead).report.words
        with pytest.raises(RuleRefusedError) as refused:
            drafted(desk, lead, body=f"据网格员07反映：{words}")
        assert refused.value.code == "leads.referral_names_reporter"
        assert not Letter.objects.exists()

    def test_report_that_joined_since_is_looked_at_again_when_it_goes_out(
        self, desk: Office
    ) -> None:
        lead = desk.refer()
        letter = registered(desk, drafted(desk, lead))
        report = make_report(desk.now, words=BODY + "这是后来的反映")
        LeadReport.objects.create(lead=lead, report=report, linked_at=desk.now)
        with pytest.raises(RuleRefusedError, match="repeats_report"):
            send_letter(letter_id=letter.id, acting=desk.handler, now=desk.now)


class TestMoment:
    def test_referral_does_not_go_out_before_the_decision(self, desk: Office) -> None:
        letter = drafted(desk, desk.register())
        with pytest.raises(TransitionRefusedError, match="not_referred"):
            registered(desk, letter)

    @pytest.mark.parametrize("kind", [LetterKind.REQUEST, LetterKind.INQUIRY, LetterKind.OTHER])
    def test_other_letters_go_out_about_any_open_lead(self, desk: Office, kind: LetterKind) -> None:
        letter = registered(desk, drafted(desk, desk.register(), kind=kind))
        assert letter.state == "sealed"

    def test_no_letter_goes_out_about_an_ended_lead(self, desk: Office) -> None:
        lead = desk.register()
        letter = drafted(desk, lead, kind=LetterKind.OTHER)
        desk.decide(lead, COMPLETE)
        with pytest.raises(RuleRefusedError, match="letter_on_ended_lead"):
            registered(desk, letter)

    def test_second_organ_is_written_to_after_the_first_answered(self, desk: Office) -> None:
        lead = replied(desk)
        letter = registered(desk, drafted(desk, lead, make_unit("旗住建局")))
        assert send_letter(letter_id=letter.id, acting=desk.handler, now=desk.now).state == "sent"


class TestClock:
    def test_time_runs_from_the_signed_receipt_not_from_a_click(self, desk: Office) -> None:
        _, letter = sent(desk)
        received(desk, letter)
        assert not Clock.objects.filter(rule_key="referral_reply").exists()
        assert served(desk, letter).reply_due_on == date(2026, 12, 24)
        clock = Clock.objects.get(rule_key="referral_reply")
        assert (clock.kind, clock.due_on, clock.about_id) == ("own", date(2026, 12, 24), letter.id)

    def test_click_is_service_where_consent_is_on_file(self, desk: Office) -> None:
        _, letter = sent(desk, consented_on=date(2026, 1, 1))
        found = received(desk, letter, section="河湖股")
        assert (found.served_on, found.service_way) == (DAY, "electronic")
        assert Clock.objects.get(rule_key="referral_reply").trigger_on == DAY

    def test_service_taken_twice_starts_one_clock(self, desk: Office) -> None:
        _, letter = sent(desk)
        found = served(desk, letter)
        take_service(letter=found, acting=desk.clerk, now=desk.now)
        assert Clock.objects.filter(rule_key="referral_reply").count() == 1

    def test_each_letter_ends_its_own_clock(self, desk: Office) -> None:
        lead, first = sent(desk)
        second = registered(desk, drafted(desk, lead, make_unit("旗住建局")))
        served(desk, first)
        served(desk, second)
        entered(desk, second)
        ended = Clock.objects.get(about_id=second.id)
        running = Clock.objects.get(about_id=first.id)
        assert (ended.met_on, running.met_on) == (DAY, None)

    def test_letter_that_asks_no_reply_starts_none(self, desk: Office) -> None:
        lead = desk.register()
        letter = registered(desk, drafted(desk, lead, kind=LetterKind.OTHER, asks_reply=False))
        served(desk, letter)
        assert not Clock.objects.filter(rule_key="referral_reply").exists()


class TestReply:
    def test_portal_and_paper_are_equal(self, desk: Office) -> None:
        states = []
        for answer in (answered, entered):
            lead, letter = sent(desk, name=f"单位{answer.__name__}")
            answer(desk, letter)
            states.append(Lead.objects.get(id=lead.id).state)
        assert states == [LeadState.REPLIED, LeadState.REPLIED]

    def test_reply_meets_the_limit(self, desk: Office) -> None:
        _, letter = sent(desk)
        served(desk, letter)
        answered(desk, letter)
        assert Clock.objects.get(rule_key="referral_reply").met_on == DAY

    def test_reply_is_kept_though_the_lead_no_longer_waits(self, desk: Office) -> None:
        lead, letter = sent(desk)
        served(desk, letter)
        Lead.objects.filter(id=lead.id).update(state=LeadState.REGISTERED)
        answered(desk, letter)
        assert Lead.objects.get(id=lead.id).state == LeadState.REGISTERED
        assert LetterReply.objects.get().is_draft is False
        assert Clock.objects.get(rule_key="referral_reply").met_on == DAY
        assert "leads.replied" in [one.kind for one in list_inbox(desk.handler)[0]]

    def test_reply_to_another_letter_does_not_move_the_lead(self, desk: Office) -> None:
        lead = desk.refer()
        asked = registered(desk, drafted(desk, lead, kind=LetterKind.INQUIRY))
        entered(desk, asked)
        assert Lead.objects.get(id=lead.id).state == LeadState.REFERRED

"""What a unit does with a paper of a case means something for the case: limits, lamps, re-examination."""

from datetime import date, timedelta
from typing import IO, Any

import pytest

from tests.cases.office import CaseOffice, at
from tests.cases.suggesting import governed, in_portal, letter_of, suggested
from tests.cast import make_unit_actor
from tests.leads.desk import paper
from xiezhi.cases.models import Case, CasePaper
from xiezhi.cases.rules.claims import Claims
from xiezhi.cases.rules.clocks import FROM_SERVICE, CaseRule
from xiezhi.cases.rules.states import CaseState
from xiezhi.clocks.models import Clock
from xiezhi.evidence.selectors.crossing import crossed_file
from xiezhi.kernel.errors import DomainError
from xiezhi.kernel.matters import MatterKind
from xiezhi.letters.models import Letter
from xiezhi.letters.rules.crossing import CrossedObjection
from xiezhi.letters.rules.kinds import LetterKind
from xiezhi.letters.rules.replies import Measure, ReplyConclusion, ReplyDraft, ReplyPart
from xiezhi.letters.rules.service import Service, ServiceWay
from xiezhi.letters.services.correcting import correct_service
from xiezhi.letters.services.crossing import take_objection
from xiezhi.letters.services.drafting import LetterText, write_letter
from xiezhi.letters.services.issuing import EnteredIssue, Sealing, correct_registration
from xiezhi.letters.services.keepers import (
    after_correction,
    after_objection,
    after_receipt,
    after_reply,
    after_service,
    after_withdrawal,
)
from xiezhi.letters.services.objecting import object_in_portal, record_objection
from xiezhi.letters.services.replies import ReplyPaper, record_paper_reply
from xiezhi.letters.services.sending import confirm_receipt, record_service, withdraw_letter
from xiezhi.notifications.models import Message

DECIDED_ON = date(2026, 4, 15)
SIGNED_ON = date(2026, 4, 17)


def nothing(_sha256: bytes) -> IO[bytes]:
    raise AssertionError("the file is here already")


def consents(office: CaseOffice) -> None:
    office.unit.consented_to_electronic_service_on = date(2026, 1, 5)
    office.unit.save()


def signed(office: CaseOffice, made: CasePaper) -> Letter:
    """The unit signs for it in the portal, two days after the decision."""
    sent = in_portal(office, made, at(DECIDED_ON + timedelta(days=1)))
    officer = make_unit_actor(office.unit)
    letter = confirm_receipt(letter_id=sent.id, acting=officer, now=at(SIGNED_ON))
    after_receipt(letter, acting=officer, now=at(SIGNED_ON))
    return letter


def running(case: Case) -> set[str]:
    return set(
        Clock.objects.filter(matter_id=case.id, met_on=None, void_on=None).values_list(
            "rule_key", flat=True
        )
    )


def served(office: CaseOffice, letter: Letter, on: date) -> Letter:
    done = record_service(
        letter_id=letter.id,
        service=Service(way=ServiceWay.DIRECT, served_on=on, signed_for_by="办公室主任01"),
        receipt=paper("送达回证.pdf"),
        acting=office.clerk,
        now=at(on),
    )
    after_service(done, acting=office.clerk, now=at(on))
    return done


def corrected(office: CaseOffice, letter: Letter, on: date) -> Letter:
    done = correct_service(
        letter_id=letter.id,
        service=Service(way=ServiceWay.DIRECT, served_on=on, signed_for_by="办公室主任01"),
        reason="回证日期看错",
        acting=office.clerk,
        now=at(on),
    )
    after_correction(done, acting=office.clerk, now=at(on))
    return done


def objected(office: CaseOffice, made: CasePaper, on: date) -> Letter:
    """The unit objects in the portal, where the paper is shown since its service."""
    shown = in_portal(office, made, at(DECIDED_ON))
    acting = make_unit_actor(office.unit, "联络员02")
    letter = object_in_portal(
        letter_id=shown.id,
        words="不属我单位职责",
        paper=paper("异议.pdf"),
        acting=acting,
        now=at(on),
    )
    after_objection(letter, acting=acting, now=at(on))
    return letter


def answered(office: CaseOffice, letter: Letter, on: date, **changes: Any) -> None:
    values: dict[str, Any] = {
        "words": "已清运",
        "measures": (Measure(words="清运建筑垃圾"),),
        "conclusion": ReplyConclusion.MENDED,
        "reply_number": "达水函〔2026〕3号",
        "dated_on": on,
    }
    reply = record_paper_reply(
        letter_id=letter.id,
        draft=ReplyDraft(**(values | changes)),
        received_on=on,
        papers=[ReplyPaper(part=ReplyPart.LETTER, file=paper("复函.pdf"))],
        acting=office.clerk,
        now=at(on),
    )
    after_reply(reply, acting=office.clerk, now=at(on))


class TestReceipt:
    def test_click_with_consent_on_file_serves_the_suggestion_and_starts_its_limits(
        self, office: CaseOffice
    ) -> None:
        consents(office)
        case, made = suggested(office, DECIDED_ON)
        letter = signed(office, made)
        case.refresh_from_db()
        assert (letter.served_on, case.state) == (SIGNED_ON, CaseState.FOLLOW_UP)
        assert {CaseRule.SUGGESTION_REPLY, CaseRule.SUGGESTION_BACKUP} <= running(case)
        assert made.deliveries.get().way == ServiceWay.ELECTRONIC

    def test_click_without_consent_tells_the_handler_and_starts_nothing(
        self, office: CaseOffice
    ) -> None:
        case, made = suggested(office, DECIDED_ON)
        before = running(case)
        letter = signed(office, made)
        case.refresh_from_db()
        assert (letter.served_on, case.state) == (None, CaseState.SUGGESTION_DECIDED)
        assert running(case) == before
        assert Message.objects.filter(kind="cases.received").exists()

    def test_receipt_signed_later_starts_the_limits_from_its_own_day(
        self, office: CaseOffice
    ) -> None:
        case, made = suggested(office, DECIDED_ON)
        letter = signed(office, made)
        served(office, letter, SIGNED_ON + timedelta(days=3))
        reply = Clock.objects.get(matter_id=case.id, rule_key=CaseRule.SUGGESTION_REPLY)
        assert reply.trigger_on == SIGNED_ON + timedelta(days=3)


class TestCorrectedService:
    @pytest.mark.parametrize("kind", ["public interest", "governance"])
    def test_limits_that_began_with_service_run_from_the_right_day(
        self, office: CaseOffice, kind: str
    ) -> None:
        make = suggested if kind == "public interest" else governed
        case, made = make(office, DECIDED_ON, served_on=DECIDED_ON)
        begun = Clock.objects.filter(matter_id=case.id, trigger_on=DECIDED_ON, void_on=None)
        wrong = {clock.rule_key for clock in begun} & set(FROM_SERVICE)
        letter = corrected(office, letter_of(made), SIGNED_ON)
        case.refresh_from_db()
        clocks = Clock.objects.filter(matter_id=case.id, rule_key__in=wrong)
        assert {clock.trigger_on for clock in clocks} == {SIGNED_ON}
        assert case.reply_due_on == letter.reply_due_on
        assert made.deliveries.get().served_on == SIGNED_ON

    def test_limit_of_the_service_itself_was_met_on_the_right_day(self, office: CaseOffice) -> None:
        case, made = suggested(office, DECIDED_ON, served_on=DECIDED_ON)
        corrected(office, letter_of(made), SIGNED_ON)
        service = Clock.objects.get(matter_id=case.id, rule_key=CaseRule.SUGGESTION_SERVICE)
        assert (service.trigger_on, service.met_on) == (DECIDED_ON, SIGNED_ON)

    def test_period_for_an_objection_follows(self, office: CaseOffice) -> None:
        _, made = governed(office, DECIDED_ON, served_on=DECIDED_ON)
        letter = corrected(office, letter_of(made), date(2026, 4, 20))
        assert letter.objection_until == date(2026, 4, 30)


class TestReply:
    def test_reply_lights_its_lamp_and_keeps_the_limit(self, office: CaseOffice) -> None:
        case, made = suggested(office, DECIDED_ON, served_on=DECIDED_ON)
        answered(office, letter_of(made), date(2026, 6, 1))
        case.refresh_from_db()
        assert (case.replied_on, case.measures_on) == (date(2026, 6, 1), date(2026, 6, 1))
        assert case.verified_on is None
        assert CaseRule.SUGGESTION_REPLY not in running(case)

    def test_reply_that_objects_is_no_measure_and_needs_the_objection_first(
        self, office: CaseOffice
    ) -> None:
        case, made = governed(office, DECIDED_ON, served_on=DECIDED_ON)
        letter = letter_of(made)
        objects = {"conclusion": ReplyConclusion.OBJECTED}
        with pytest.raises(DomainError) as refused:
            answered(office, letter, date(2026, 4, 20), **objects)
        assert refused.value.code == "letters.objection_first"
        objected(office, made, date(2026, 4, 20))
        answered(office, letter, date(2026, 4, 21), **objects)
        case.refresh_from_db()
        assert (case.replied_on, case.measures_on) == (date(2026, 4, 21), None)

    def test_withdrawn_paper_asks_for_no_reply_any_more(self, office: CaseOffice) -> None:
        case, made = suggested(office, DECIDED_ON, served_on=DECIDED_ON)
        taken = withdraw_letter(
            letter_id=letter_of(made).id,
            reason="送达对象有误",
            acting=office.handler,
            now=at(date(2026, 4, 20)),
        )
        after_withdrawal(taken, acting=office.handler, now=at(date(2026, 4, 20)))
        assert CaseRule.SUGGESTION_REPLY not in running(case)


class TestObjection:
    def test_period_is_counted_from_service_by_the_papers_own_days(
        self, office: CaseOffice
    ) -> None:
        _case, made = governed(office, DECIDED_ON, served_on=date(2026, 4, 15))
        letter = letter_of(made)
        # Ten days end on Saturday 25 April and roll to Monday.
        assert (letter.objection_days, letter.objection_until) == (10, date(2026, 4, 27))

    def test_objection_in_the_portal_begins_the_re_examination(self, office: CaseOffice) -> None:
        case, made = governed(office, DECIDED_ON, served_on=DECIDED_ON)
        letter = objected(office, made, date(2026, 4, 20))
        case.refresh_from_db()
        assert (case.state, letter.objection_paper is None) == (CaseState.OBJECTED, False)
        assert Message.objects.filter(kind="cases.objected").exists()

    def test_objection_on_paper_counts_from_the_day_it_came(self, office: CaseOffice) -> None:
        case, made = governed(office, DECIDED_ON, served_on=DECIDED_ON)
        now = at(date(2026, 5, 6))
        letter = record_objection(
            letter_id=letter_of(made).id,
            words="不属我单位职责",
            paper=paper("异议.pdf"),
            on=date(2026, 4, 27),
            acting=office.clerk,
            now=now,
        )
        after_objection(letter, acting=office.clerk, now=now)
        case.refresh_from_db()
        assert (letter.objected_on, case.state) == (date(2026, 4, 27), CaseState.OBJECTED)

    def test_objection_when_the_case_has_gone_on_is_told_and_moves_nothing(
        self, office: CaseOffice
    ) -> None:
        case, made = governed(office, DECIDED_ON, served_on=DECIDED_ON)
        Case.objects.filter(id=case.id).update(state=CaseState.ESCALATED)
        objected(office, made, date(2026, 4, 20))
        case.refresh_from_db()
        assert case.state == CaseState.ESCALATED
        assert Message.objects.filter(kind="cases.objected").exists()

    def test_public_interest_suggestion_knows_no_objection(self, office: CaseOffice) -> None:
        case, made = suggested(office, DECIDED_ON, served_on=DECIDED_ON)
        with pytest.raises(DomainError) as refused:
            objected(office, made, date(2026, 4, 20))
        case.refresh_from_db()
        assert (refused.value.code, case.state) == ("letters.may_not_object", CaseState.FOLLOW_UP)


class TestCrossing:
    """What a unit did outside, taken inside."""

    def crossed(self, letter: Letter, **changes: Any) -> CrossedObjection:
        values: dict[str, Any] = {
            "id": letter.id,
            "words": "不属我单位职责",
            "objected_on": SIGNED_ON,
            "files": (crossed_file(letter.sealed_letter),),
        }
        return CrossedObjection(**(values | changes))

    def take(self, office: CaseOffice, objection: CrossedObjection, on: date) -> Letter:
        return take_objection(
            objection=objection, open_blob=nothing, acting=office.clerk, now=at(on)
        )

    def test_objection_counts_from_the_day_it_was_made_outside(self, office: CaseOffice) -> None:
        case, made = governed(office, DECIDED_ON, served_on=DECIDED_ON)
        later = date(2026, 5, 6)
        letter = self.take(office, self.crossed(letter_of(made)), later)
        after_objection(letter, acting=office.clerk, now=at(later))
        case.refresh_from_db()
        assert (letter.objected_on, case.state) == (SIGNED_ON, CaseState.OBJECTED)

    def test_one_entered_from_paper_in_the_meantime_stays(self, office: CaseOffice) -> None:
        _case, made = governed(office, DECIDED_ON, served_on=DECIDED_ON)
        record_objection(
            letter_id=letter_of(made).id,
            words="已书面提出",
            paper=paper("异议.pdf"),
            on=DECIDED_ON,
            acting=office.clerk,
            now=at(SIGNED_ON),
        )
        letter = self.take(office, self.crossed(letter_of(made)), SIGNED_ON)
        assert (letter.objected_on, letter.objection) == (DECIDED_ON, "已书面提出")

    @pytest.mark.parametrize(
        ("make", "changes", "code"),
        [
            pytest.param(governed, {"files": ()}, "letters.foreign_letter", id="no paper"),
            pytest.param(governed, {"words": " "}, "letters.foreign_letter", id="no words"),
            pytest.param(
                governed, {"objected_on": date(2026, 4, 19)}, "letters.foreign_letter", id="later"
            ),
            pytest.param(suggested, {}, "letters.may_not_object", id="公益诉讼检察建议"),
        ],
    )
    def test_objection_the_portal_would_not_take_is_refused(
        self, office: CaseOffice, make: Any, changes: dict[str, Any], code: str
    ) -> None:
        _case, made = make(office, DECIDED_ON, served_on=DECIDED_ON)
        with pytest.raises(DomainError) as refused:
            self.take(office, self.crossed(letter_of(made), **changes), SIGNED_ON)
        assert refused.value.code == code
        assert letter_of(made).objected_on is None


class TestPaper:
    def test_paper_bears_its_own_name_and_the_limit_of_its_kind(self, office: CaseOffice) -> None:
        _case, made = suggested(office, DECIDED_ON, served_on=DECIDED_ON)
        letter = letter_of(made)
        assert (letter.paper_name, letter.may_object) == ("检察建议书", False)
        assert (letter.limit_kind, letter.limit_length, letter.limit_unit) == (
            "statutory",
            2,
            "month",
        )
        assert letter.rectification_due_on == DECIDED_ON + timedelta(days=60)

    def test_urgent_suggestion_is_answered_within_fifteen_days(self, office: CaseOffice) -> None:
        case = office.investigated(date(2026, 3, 2), date(2026, 4, 1))
        made = office.suggested(
            case,
            DECIDED_ON,
            date(2026, 5, 15),
            claims=Claims(rectification_due_on=date(2026, 5, 15), is_urgent=True),
        )
        assert letter_of(made).reply_due_on == date(2026, 4, 30)

    def test_judicial_paper_is_neither_written_nor_corrected_here(self, office: CaseOffice) -> None:
        case, made = suggested(office, DECIDED_ON, served_on=DECIDED_ON)
        text = LetterText(
            kind=LetterKind.JUDICIAL,
            unit_id=office.unit.id,
            title="检察建议书",
            body="请依法履职",
        )
        with pytest.raises(DomainError) as written:
            write_letter(
                matter_kind=MatterKind.CASE,
                matter_id=case.id,
                text=text,
                acting=office.handler,
                now=at(DECIDED_ON),
            )
        with pytest.raises(DomainError) as corrected:
            correct_registration(
                letter_id=letter_of(made).id,
                issue=EnteredIssue(issued_by_label="检察长", issued_on=DECIDED_ON),
                sealing=Sealing(office_number="达检函〔2026〕1号", sealed_on=DECIDED_ON),
                reason="写错",
                acting=office.clerk,
                now=at(DECIDED_ON),
            )
        assert written.value.code == corrected.value.code == "letters.made_elsewhere"

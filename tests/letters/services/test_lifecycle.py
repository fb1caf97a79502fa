"""A letter's way through the office: who may take which step, what each leaves behind."""

from dataclasses import replace
from datetime import date
from typing import Any
from uuid import uuid4

import pytest
from django.db import DatabaseError, transaction
from django.db.utils import InternalError

from tests.cast import make_staff, make_unit
from tests.leads.desk import Office, paper
from tests.leads.letters import ISSUE, drafted, entered, registered, sealing, sent, served, text_to
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
from xiezhi.kernel.matters import MatterKind
from xiezhi.letters.models import ContactNote, Letter, LetterStep
from xiezhi.letters.rules.kinds import LetterKind
from xiezhi.letters.selectors.access import access_letter
from xiezhi.letters.selectors.files import access_letter_file
from xiezhi.letters.selectors.letter_page import get_letter_page
from xiezhi.letters.services.drafting import (
    pass_check,
    return_draft,
    submit_for_check,
    write_letter,
)
from xiezhi.letters.services.issuing import (
    EnteredIssue,
    correct_registration,
    issue_letter,
    register_letter,
    register_paper,
    seal_letter,
)
from xiezhi.letters.services.sending import send_letter, withdraw_letter

DAY = date(2026, 11, 25)


def draft(desk: Office, **changes: Any) -> Letter:
    return drafted(desk, desk.refer(), **changes)


class TestCheck:
    def test_draft_is_checked_signed_and_sealed_by_different_people(self, desk: Office) -> None:
        letter = draft(desk)
        submit_for_check(letter_id=letter.id, acting=desk.handler, now=desk.now)
        pass_check(letter_id=letter.id, acting=desk.head, now=desk.now)
        issue_letter(letter_id=letter.id, acting=desk.chief, now=desk.now)
        sealed = seal_letter(
            letter_id=letter.id,
            sealing=sealing(sealed_on=DAY),
            acting=desk.clerk,
            now=desk.now,
        )
        assert (sealed.checked_by_id, sealed.issued_by_label, sealed.issue_way) == (
            desk.head.id,
            "检察长",
            "self",
        )
        steps = get_letter_page(desk.chief, letter.id).steps
        assert [step.recorded_by_label for step in steps] == [
            desk.handler.label,
            desk.head.label,
            desk.chief.label,
            desk.clerk.label,
        ]
        assert all(step.basis for step in steps)

    def test_writer_does_not_check_the_own_draft(self, desk: Office) -> None:
        writer = replace(desk.head, roles=frozenset({Role.DEPARTMENT_HEAD}))
        lead = desk.refer()
        letter = write_letter(
            matter_kind=MatterKind.LEAD,
            matter_id=lead.id,
            text=text_to(make_unit()),
            acting=writer,
            now=desk.now,
        )
        submit_for_check(letter_id=letter.id, acting=writer, now=desk.now)
        with pytest.raises(TransitionRefusedError, match="checks_own_draft"):
            pass_check(letter_id=letter.id, acting=writer, now=desk.now)

    def test_draft_comes_back_with_words_and_may_be_changed(self, desk: Office) -> None:
        letter = draft(desk)
        submit_for_check(letter_id=letter.id, acting=desk.handler, now=desk.now)
        with pytest.raises(ConflictError, match="not_a_draft"):
            drafted_again(desk, letter)
        with pytest.raises(InvalidInputError, match="no_reason"):
            return_draft(letter_id=letter.id, words=" ", acting=desk.head, now=desk.now)
        return_draft(letter_id=letter.id, words="写明地点", acting=desk.head, now=desk.now)
        assert drafted_again(desk, letter).title == "改过的标题"

    def test_assistant_does_not_check(self, desk: Office) -> None:
        letter = draft(desk)
        submit_for_check(letter_id=letter.id, acting=desk.handler, now=desk.now)
        with pytest.raises(NotAllowedError):
            pass_check(letter_id=letter.id, acting=desk.handler, now=desk.now)


def drafted_again(desk: Office, letter: Letter) -> Letter:
    return write_letter(
        matter_kind=MatterKind.LEAD,
        matter_id=letter.matter_id,
        text=text_to(letter.unit, title="改过的标题"),
        letter_id=letter.id,
        acting=desk.handler,
        now=desk.now,
    )


class TestIssue:
    def test_only_a_deputy_chief_or_the_chief_signs_on_line(self, desk: Office) -> None:
        deputy = make_staff("副检察长01", Role.DEPUTY_CHIEF)
        for acting in (desk.chief, deputy):
            letter = drafted(desk, desk.refer(), make_unit(f"单位{acting.label}"))
            assert issue_letter(letter_id=letter.id, acting=acting, now=desk.now).state == "issued"
        with pytest.raises(NotAllowedError):
            issue_letter(letter_id=draft(desk).id, acting=desk.head, now=desk.now)

    def test_signing_is_not_done_for_somebody_else(self, desk: Office) -> None:
        deputising = replace(desk.chief, on_behalf_of=uuid4(), on_behalf_label="检察长")
        with pytest.raises(RuleRefusedError, match="issue_not_delegable"):
            issue_letter(letter_id=draft(desk).id, acting=deputising, now=desk.now)

    def test_signature_on_paper_is_entered_with_its_slip(self, desk: Office) -> None:
        letter = draft(desk)
        with pytest.raises(InvalidInputError, match="slip_missing"):
            issue_letter(letter_id=letter.id, entered=ISSUE, acting=desk.clerk, now=desk.now)
        signed = replace(ISSUE, slip=paper("发文稿纸.pdf"))
        issued = issue_letter(letter_id=letter.id, entered=signed, acting=desk.clerk, now=desk.now)
        step = LetterStep.objects.get(letter_id=letter.id)
        assert (issued.issue_way, issued.issue_slip_id is not None) == ("entered", True)
        assert (step.decided_by_label, step.recorded_by_label) == ("检察长", desk.clerk.label)

    @pytest.mark.parametrize(
        ("issue", "changes", "code"),
        [
            pytest.param(replace(ISSUE, issued_by_label=" "), {}, "no_issuer", id="签发人"),
            pytest.param(
                replace(ISSUE, issued_on=date(2026, 11, 26)), {}, "day_in_future", id="签发在将来"
            ),
            pytest.param(ISSUE, {"office_number": ""}, "no_office_number", id="文号"),
            pytest.param(
                ISSUE, {"sealed_on": date(2026, 11, 26)}, "day_in_future", id="用印在将来"
            ),
            pytest.param(
                ISSUE, {"sealed_on": date(2026, 11, 22)}, "sealed_before_issued", id="先用印后签发"
            ),
            pytest.param(ISSUE, {"sealed_letter": None}, "no_sealed_letter", id="盖章扫描件"),
        ],
    )
    def test_dispatch_lacking_a_part_is_refused_and_nothing_is_kept(
        self, desk: Office, issue: EnteredIssue, changes: dict[str, Any], code: str
    ) -> None:
        letter = draft(desk)
        with transaction.atomic(), pytest.raises(DomainError, match=code):
            register_letter(
                letter_id=letter.id,
                issue=issue,
                sealing=sealing(**changes),
                acting=desk.clerk,
                now=desk.now,
            )
        found = Letter.objects.get(id=letter.id)
        assert (found.state, found.office_number, found.sealed_letter_id) == ("draft", "", None)

    def test_number_is_kept_the_standards_way(self, desk: Office) -> None:
        letter = register_letter(
            letter_id=draft(desk).id,
            issue=ISSUE,
            sealing=sealing(office_number="达检函[2026]008号"),
            acting=desk.clerk,
            now=desk.now,
        )
        assert letter.office_number == "达检函〔2026〕8号"

    def test_signed_letter_keeps_its_issuer_when_its_dispatch_is_registered(
        self, desk: Office
    ) -> None:
        letter = draft(desk)
        issue_letter(letter_id=letter.id, acting=desk.chief, now=desk.now)
        later = register_letter(
            letter_id=letter.id,
            issue=replace(ISSUE, issued_by_label="别人"),
            sealing=sealing(sealed_on=DAY),
            acting=desk.clerk,
            now=desk.now,
        )
        assert (later.state, later.issued_by_label, later.issue_way) == ("sealed", "检察长", "self")

    def test_paper_of_the_oa_is_registered_in_one_step(self, desk: Office) -> None:
        letter = register_paper(
            matter_kind=MatterKind.LEAD,
            matter_id=desk.refer().id,
            text=text_to(make_unit(), body=""),
            issue=ISSUE,
            sealing=sealing(),
            acting=desk.clerk,
            now=desk.now,
        )
        assert (letter.state, letter.body) == ("sealed", "")


class TestCorrection:
    def test_number_is_put_right_and_what_stood_before_stays_in_history(self, desk: Office) -> None:
        _, letter = sent(desk)
        scan = letter.sealed_letter_id
        correct_registration(
            letter_id=letter.id,
            issue=ISSUE,
            sealing=sealing(office_number="达检函〔2026〕71号", sealed_letter=None),
            reason="文号录反",
            acting=desk.clerk,
            now=desk.now,
        )
        found = Letter.objects.get(id=letter.id)
        assert (found.state, found.office_number, found.sealed_letter_id) == (
            "sent",
            "达检函〔2026〕71号",
            scan,
        )
        words = LetterStep.objects.get(event="correct").words
        assert words.startswith("文号录反（原登记：达检函〔2026〕17号，检察长，")

    def test_correction_needs_its_reason(self, desk: Office) -> None:
        _, letter = sent(desk)
        with pytest.raises(InvalidInputError, match="no_reason"):
            correct_registration(
                letter_id=letter.id,
                issue=ISSUE,
                sealing=sealing(),
                reason=" ",
                acting=desk.clerk,
                now=desk.now,
            )

    def test_draft_has_nothing_to_correct(self, desk: Office) -> None:
        with pytest.raises(TransitionRefusedError):
            correct_registration(
                letter_id=draft(desk).id,
                issue=ISSUE,
                sealing=sealing(),
                reason="文号录反",
                acting=desk.clerk,
                now=desk.now,
            )


class TestSending:
    @pytest.mark.parametrize("is_checked", [True, False])
    def test_unsealed_letter_is_not_sent(self, desk: Office, is_checked: bool) -> None:
        letter = draft(desk)
        if is_checked:
            submit_for_check(letter_id=letter.id, acting=desk.handler, now=desk.now)
        with pytest.raises(TransitionRefusedError):
            send_letter(letter_id=letter.id, acting=desk.handler, now=desk.now)

    def test_letter_served_on_paper_may_be_shown_in_the_portal_as_well(self, desk: Office) -> None:
        letter = served(desk, registered(desk, draft(desk)))
        shown = send_letter(letter_id=letter.id, acting=desk.clerk, now=desk.now)
        assert (shown.state, shown.sent_at) == ("served", desk.now)
        with pytest.raises(ConflictError, match="already_sent"):
            send_letter(letter_id=letter.id, acting=desk.clerk, now=desk.now)

    def test_receipt_that_comes_after_the_answer_is_noted(self, desk: Office) -> None:
        _, letter = sent(desk)
        entered(desk, letter)
        found = served(desk, letter)
        assert (found.state, found.served_on, found.reply_due_on) == (
            "replied",
            date(2026, 11, 24),
            None,
        )

    def test_withdrawn_letter_takes_no_further_step(self, desk: Office) -> None:
        _, letter = sent(desk)
        gone: dict[str, Any] = {
            "letter_id": letter.id,
            "reason": "主送有误",
            "acting": desk.handler,
        }
        withdraw_letter(**gone, now=desk.now)
        with pytest.raises(ConflictError, match="already_withdrawn"):
            withdraw_letter(**gone, now=desk.now)
        with pytest.raises(ConflictError, match="not_sent"):
            entered(desk, letter)


class TestUrging:
    def test_urging_letter_names_a_letter_to_the_same_unit(self, desk: Office) -> None:
        lead, urged = sent(desk)
        with pytest.raises(InvalidInputError, match="no_urged_letter"):
            drafted(desk, lead, urged.unit, kind=LetterKind.URGING)
        with pytest.raises(InvalidInputError, match="no_urged_letter"):
            drafted(desk, lead, make_unit("旗住建局"), kind=LetterKind.URGING, urges_id=urged.id)

    def test_it_is_the_written_urging_of_that_letter_once_it_goes_out(self, desk: Office) -> None:
        lead, urged = sent(desk)
        urging = drafted(desk, lead, urged.unit, kind=LetterKind.URGING, urges_id=urged.id)
        registered(desk, urging)
        assert not ContactNote.objects.exists()
        served(desk, urging)
        send_letter(letter_id=urging.id, acting=desk.clerk, now=desk.now)
        note = ContactNote.objects.get()
        assert (note.kind, note.letter_id, note.party) == ("urge_letter", urged.id, "旗水利局")


class TestSight:
    def test_letter_of_a_lead_of_others_does_not_exist(self, desk: Office) -> None:
        _, letter = sent(desk)
        stranger = make_staff("检察官助理09", Role.ASSISTANT)
        with pytest.raises(NotFoundError):
            access_letter(stranger, letter.id)
        assert letter.sealed_letter_id is not None
        with pytest.raises(NotFoundError):
            access_letter_file(stranger, letter.sealed_letter_id)
        found = access_letter_file(desk.handler, letter.sealed_letter_id)
        assert found.original_name == "盖章函件.pdf"

    def test_unit_and_member_have_no_such_sight(self, desk: Office) -> None:
        _, letter = sent(desk)
        with pytest.raises(NotFoundError):
            access_letter(desk.member, letter.id)


class TestDatabase:
    def test_history_is_neither_edited_nor_erased(self, desk: Office) -> None:
        _, letter = sent(desk)
        steps = LetterStep.objects.filter(letter_id=letter.id)
        with transaction.atomic(), pytest.raises((DatabaseError, InternalError)):
            steps.update(words="改")
        with transaction.atomic(), pytest.raises((DatabaseError, InternalError)):
            steps.delete()

    def test_letter_does_not_move_where_the_table_has_no_step(self, desk: Office) -> None:
        letter = draft(desk)
        with transaction.atomic(), pytest.raises(DatabaseError):
            Letter.objects.filter(id=letter.id).update(state="served")

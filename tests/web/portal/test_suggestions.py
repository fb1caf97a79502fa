"""A suggestion in the portal: its own name, number and dates; objection only where the paper has one."""

from typing import Any

import pytest
from django.test import Client

from tests.cases.suggesting import OBJECTION_DAYS
from tests.web.outside import PDF, REPORTED, photo
from tests.web.portal.replies import reply_fields
from tests.web.portal.suggestions import CASE_TITLE, Respondent, address, objection
from xiezhi.cases.models import Case, CasePaper
from xiezhi.cases.rules.claims import Claims
from xiezhi.cases.rules.papers import PaperKind
from xiezhi.cases.rules.states import CaseState
from xiezhi.intake.models import Report
from xiezhi.leads.models import Lead
from xiezhi.letters.models import Letter


def page(browser: Client, letter: Letter) -> str:
    answer = browser.get(address(letter))
    assert answer.status_code == 200
    return answer.content.decode()


def signed(browser: Client, letter: Letter) -> None:
    answer = browser.post(address(letter, "receive/"), {"unit_section": "防火监督科"})
    assert answer.status_code == 302, answer.content.decode()


class TestPaper:
    def test_paper_is_shown_by_its_name_and_number_with_its_sealed_pdf(
        self, respondent: Respondent
    ) -> None:
        letter = respondent.public_interest()
        shown = page(respondent.browser(), letter)
        assert "检察建议书" in shown
        assert letter.office_number in shown
        assert f"/files/{letter.sealed_letter_id}/" in shown

    def test_reply_and_rectification_stand_side_by_side(self, respondent: Respondent) -> None:
        letter = respondent.public_interest()
        shown = page(respondent.browser(), letter)
        dates = shown.split('class="portal-dates"', 1)[1].split("</dl>", 1)[0]
        assert str(letter.reply_due_on) in dates
        assert str(letter.rectification_due_on) in dates

    def test_limit_is_of_the_law_and_says_its_article(self, respondent: Respondent) -> None:
        shown = page(respondent.browser(), respondent.public_interest(served=None))
        assert "法定期限（" in shown
        assert "2 个月" in shown

    def test_list_leads_to_it(self, respondent: Respondent) -> None:
        letter = respondent.public_interest()
        assert address(letter) in respondent.browser().get("/portal/").content.decode()


class TestAnswer:
    def test_answer_with_measures_and_pictures_lights_the_lamp(
        self, respondent: Respondent
    ) -> None:
        letter, browser = respondent.public_interest(), respondent.browser()
        signed(browser, letter)
        fields = reply_fields(before=photo("前.jpg"), after=photo(), dated_on=str(respondent.today))
        sent = browser.post(address(letter, "reply/"), fields)
        assert sent.status_code == 302, sent.content.decode()
        case = respondent.case_of(letter)
        assert (case.replied_on, case.measures_on) == (respondent.today, respondent.today)
        assert "更换水鹤阀门" in page(browser, letter)

    def test_conclusion_objected_is_offered_after_an_objection_only(
        self, respondent: Respondent
    ) -> None:
        letter, browser = respondent.governance(), respondent.browser()
        signed(browser, letter)
        assert 'value="objected"' not in page(browser, letter)
        refused = browser.post(
            address(letter, "reply/"),
            reply_fields(conclusion="objected", dated_on=str(respondent.today)),
        )
        assert refused.status_code == 400
        assert "还没有提出异议" in refused.content.decode()
        browser.post(address(letter, "object/"), objection())
        assert 'value="objected"' in page(browser, letter)


class TestObjection:
    def test_objection_begins_the_re_examination_and_is_shown(self, respondent: Respondent) -> None:
        letter, browser = respondent.governance(), respondent.browser()
        signed(browser, letter)
        assert 'name="objection_paper"' in page(browser, letter)
        sent = browser.post(address(letter, "object/"), objection())
        assert sent.status_code == 302, sent.content.decode()
        assert respondent.case_of(letter).state == CaseState.OBJECTED
        shown = page(browser, letter)
        assert "应由住建部门负责" in shown
        assert 'name="objection_paper"' not in shown
        paper_id = respondent.fresh(letter).objection_paper_id
        paper = browser.get(address(letter, f"files/{paper_id}/"))
        assert b"".join(paper) == PDF

    def test_public_interest_suggestion_offers_none_and_takes_none(
        self, respondent: Respondent
    ) -> None:
        letter, browser = respondent.public_interest(), respondent.browser()
        signed(browser, letter)
        assert "提出异议" not in page(browser, letter)
        refused = browser.post(address(letter, "object/"), objection())
        assert refused.status_code == 400
        assert respondent.fresh(letter).objected_on is None

    def test_period_that_has_passed_offers_none_and_takes_none(
        self, respondent: Respondent
    ) -> None:
        letter, browser = respondent.governance(served=-20), respondent.browser()
        signed(browser, letter)
        shown = page(browser, letter)
        assert "期限已过" in shown
        assert 'name="objection_paper"' not in shown
        assert browser.post(address(letter, "object/"), objection()).status_code == 409
        assert respondent.fresh(letter).objected_on is None

    def test_before_service_the_page_says_when_it_may_be_made(self, respondent: Respondent) -> None:
        letter = respondent.governance(served=None)
        shown = page(respondent.browser(), letter)
        assert f"文书写明的期限是 {OBJECTION_DAYS} 日" in shown
        assert 'name="objection_paper"' not in shown

    @pytest.mark.parametrize(
        ("changes", "words"),
        [
            pytest.param({"objection": " "}, "这一项还没有填。", id="no words"),
            pytest.param({"objection_paper": ""}, "还没有上传盖章的书面异议。", id="no paper"),
        ],
    )
    def test_what_lacks_comes_back_at_its_field_with_the_rest_kept(
        self, respondent: Respondent, changes: dict[str, object], words: str
    ) -> None:
        letter, browser = respondent.governance(), respondent.browser()
        signed(browser, letter)
        refused = browser.post(address(letter, "object/"), objection(**changes))
        assert refused.status_code == 400
        assert words in refused.content.decode()
        assert respondent.fresh(letter).objected_on is None


class TestOthers:
    @pytest.mark.parametrize("part", ["", "receive/", "reply/", "object/", "review/"])
    def test_another_unit_finds_no_suggestion(self, respondent: Respondent, part: str) -> None:
        letter, browser = respondent.governance(), respondent.other_browser()
        ask: Any = browser.get if part in {"", "review/"} else browser.post
        assert ask(address(letter, part)).status_code == 404

    def test_another_unit_gets_neither_paper_nor_objection(self, respondent: Respondent) -> None:
        letter, browser = respondent.governance(), respondent.browser()
        signed(browser, letter)
        browser.post(address(letter, "object/"), objection())
        kept = respondent.fresh(letter)
        for file_id in (kept.sealed_letter_id, kept.objection_paper_id):
            answer = respondent.other_browser().get(address(letter, f"files/{file_id}/"))
            assert answer.status_code == 404


def test_respondent_never_learns_of_case_lead_or_reporter(respondent: Respondent) -> None:
    world, browser = respondent.world, respondent.browser()
    letters = [respondent.governance(), respondent.public_interest()]
    answers = [browser.get("/portal/"), browser.get("/portal/inbox/")]
    for letter in letters:
        answers += [browser.get(address(letter))]
        answers += [browser.post(address(letter, "receive/"), {}), browser.get(address(letter))]
        answers += [browser.post(address(letter, "object/"), {})]
        answers += [browser.post(address(letter, "object/"), objection())]
        answers += [browser.post(address(letter, "reply/"), {"do": "submit"})]
        saved = reply_fields(do="save", before=photo(), dated_on=str(respondent.today))
        answers += [browser.post(address(letter, "reply/"), saved)]
        answers += [browser.get(address(letter, "review/")), browser.get(address(letter))]
        sent = reply_fields(dated_on=str(respondent.today))
        answers += [browser.post(address(letter, "reply/"), sent), browser.get(address(letter))]
    answers += [browser.get("/portal/?box=replied"), browser.get("/portal/inbox/")]
    found = [
        (answer.request["PATH_INFO"], canary)
        for answer in answers
        for canary in canaries(respondent, letters)
        if canary in answer.content.decode() or canary in str(answer.headers)
    ]
    assert found == []
    assert world.unit.name in answers[0].content.decode()


def canaries(respondent: Respondent, letters: list[Letter]) -> list[str]:
    """What must never be found in an answer to the unit."""
    world = respondent.world

    def behind() -> list[str]:
        Lead.objects.filter(id=world.lead.id).update(number=4711)
        lead = Lead.objects.get(id=world.lead.id)
        report = Report.objects.get(id=world.report_id)
        for number, letter in enumerate(letters, start=5817):
            Case.objects.filter(id=letter.matter_id).update(number=number)
        return [
            str(lead.id), f"{lead.year}-{lead.number}", lead.title, report.code, str(report.id),
        ]  # fmt: skip

    known = respondent.inside(behind)
    cases = [respondent.case_of(letter) for letter in letters]
    numbers = [f"{case.year}-{case.number}" for case in cases]
    return [
        *known,
        *numbers,
        *(str(case.id) for case in cases),
        *(letter.matter_label for letter in letters),
        CASE_TITLE,
        REPORTED[:12],
        "拉沙子的车",
        world.member.label,
        "旗住房和城乡建设局",
        "部门负责人",
    ]


class TestSetAside:
    def test_unit_sees_that_it_was_changed_and_owes_no_reply_to_it(
        self, respondent: Respondent
    ) -> None:
        letter = respondent.public_interest()
        browser = respondent.browser()
        signed(browser, letter)
        case = respondent.case_of(letter)
        words, claims = "整改范围与查明的事实不符", Claims(rectification_due_on=respondent.today)
        made: CasePaper = respondent.inside(
            lambda: respondent.office.register(
                case, PaperKind.SUGGESTION_CHANGE, respondent.today, words=words, claims=claims
            )
        )
        shown = page(browser, letter)
        assert "决定变更本文书" in shown
        assert made.number in shown
        assert "检察建议规定第22条" in shown
        assert 'id="answer"' not in shown
        assert "已变更" in browser.get("/portal/").content.decode()

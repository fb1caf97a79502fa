"""Judicial papers among the letters of the desk: their own names, and nothing of a 公文 to be done."""

from datetime import date
from typing import Any
from uuid import UUID

import pytest
from django.test import Client

from tests.cases.suggesting import governed, letter_of, suggested
from tests.web.cases.files import Files, scan
from xiezhi.cases.models import PaperDelivery
from xiezhi.cases.rules.clocks import CaseRule
from xiezhi.cases.rules.states import CaseState
from xiezhi.clocks.models import Clock
from xiezhi.infra.tenant import tenant_scope
from xiezhi.letters.models import Letter
from xiezhi.letters.selectors.ledgers import LetterLedgerFilter, iterate_letter_ledger
from xiezhi.web.ledgers.letter_values import LetterWords


def governance(files: Files, *, served: int | None = -3) -> Letter:
    served_on = None if served is None else files.day(served)
    return files.made(
        lambda office: letter_of(governed(office, files.day(-25), served_on=served_on)[1])
    )


def public_interest(files: Files) -> Letter:
    return files.made(
        lambda office: letter_of(suggested(office, files.day(-5), served_on=files.day(-5))[1])
    )


def fresh(files: Files, letter_id: UUID) -> Letter:
    with tenant_scope(files.procuratorate.id):
        found: Letter = Letter.objects.get(id=letter_id)
        return found


def clerk(files: Files) -> Client:
    return files.client(files.inside.clerk)


def address(letter: Letter, part: str = "") -> str:
    return f"/desk/letters/{letter.id}/{part}"


def acts(page: Any) -> list[str]:
    return [act["label"] for act in page.context["acts"]]


def objection(files: Files, **changes: Any) -> dict[str, Any]:
    entered = {"words": "不属我单位职责", "on": str(files.today), "paper": scan("异议.pdf")}
    return entered | changes


def test_list_names_the_paper_and_leads_to_its_case(files: Files) -> None:
    letter = public_interest(files)
    page = clerk(files).get("/desk/letters/").content.decode()
    assert ">检察建议书</a>" in page
    assert "检察法律文书 · " not in page
    assert letter.office_number in page
    assert f"/desk/cases/{letter.matter_id}/" in page


def test_page_leads_to_the_report_upwards_while_it_is_owed(files: Files) -> None:
    letter = public_interest(files)
    act = next(
        one for one in clerk(files).get(address(letter)).context["acts"] if one["label"] == "报备案"
    )
    assert act["basis"] == "办案规则第75条"
    assert act["url"] == f"/desk/cases/{letter.matter_id}/register/?paper=record_filing_report"
    assert clerk(files).get(act["url"]).context["form"]["paper"].value() == "record_filing_report"
    with tenant_scope(files.procuratorate.id):
        Clock.objects.filter(rule_key=CaseRule.SUGGESTION_BACKUP).update(met_on=files.today)
    assert "报备案" not in acts(clerk(files).get(address(letter)))


def test_page_says_where_it_was_made_and_offers_no_act_of_a_letter_of_the_office(
    files: Files,
) -> None:
    page = clerk(files).get(address(public_interest(files)))
    assert "在业务应用系统制作" in page.content.decode()
    assert [stage["label"] for stage in page.context["stages"]] == ["制作", "登记", "送达", "回复"]
    assert not {
        "修改",
        "送核稿",
        "登记发文",
        "登记用印",
        "更正发文登记",
        "写催办函",
        "代录异议",
    } & set(acts(page))
    assert "代录回复" in acts(page)
    assert [one["label"] for one in page.context["downloads"]] == ["送达回证"]


@pytest.mark.parametrize("paper", ["letter", "seal-slip"])
def test_office_makes_no_paper_of_its_own_from_it(files: Files, paper: str) -> None:
    letter = public_interest(files)
    assert clerk(files).get(address(letter, f"papers/{paper}/pdf/")).status_code == 404


def test_both_dates_stand_side_by_side(files: Files) -> None:
    clocks = clerk(files).get(address(public_interest(files))).context["clocks"]
    assert [clock["name"] for clock in clocks] == ["回复期限", "整改期限"]


def test_correction_of_a_judicial_paper_is_refused(files: Files) -> None:
    letter = public_interest(files)
    entered = {
        "office_number": "达检函〔2026〕9号",
        "issued_by_label": "检察长",
        "issued_on": str(files.day(-6)),
        "sealed_on": str(files.day(-6)),
        "reason": "写错",
    }
    refused = clerk(files).post(address(letter, "correct/"), entered)
    assert refused.status_code == 400
    assert fresh(files, letter.id).office_number == letter.office_number


def test_forms_of_letters_do_not_offer_the_kind(files: Files) -> None:
    with tenant_scope(files.procuratorate.id):
        lead = files.leads.register()
    page = files.client(files.inside.handler).get(f"/desk/leads/{lead.id}/letters/new/")
    values = [value for value, _label in page.context["form"].fields["kind"].choices]
    assert "referral" in values
    assert "judicial" not in values


def test_service_on_the_letters_page_serves_the_case_too(files: Files) -> None:
    letter = governance(files, served=None)
    entered = {
        "way": "direct",
        "served_on": str(files.day(-1)),
        "signed_for_by": "办公室主任01",
        "receipt": scan("送达回证.pdf"),
    }
    done = clerk(files).post(address(letter, "service/"), entered)
    assert done.status_code == 302, done.content.decode()
    assert files.fresh(letter.matter_id).state == CaseState.FOLLOW_UP
    with tenant_scope(files.procuratorate.id):
        assert PaperDelivery.objects.get(letter_id=letter.id).served_on == files.day(-1)


def test_announced_service_of_a_governance_suggestion_is_left_to_the_case(files: Files) -> None:
    page = clerk(files).get(address(governance(files, served=None), "service/"))
    ways = [value for value, _label in page.context["form"].fields["way"].choices]
    assert "announced" not in ways
    assert "宣告送达须对方同意" in page.content.decode()


def test_objection_on_paper_is_entered_and_shown(files: Files) -> None:
    letter = governance(files)
    assert "代录异议" in acts(clerk(files).get(address(letter)))
    done = clerk(files).post(address(letter, "objection/"), objection(files))
    assert done.status_code == 302, done.content.decode()
    assert files.fresh(letter.matter_id).state == CaseState.OBJECTED
    page = clerk(files).get(address(letter))
    assert "不属我单位职责" in page.content.decode()
    assert "代录异议" not in acts(page)
    paper_id = fresh(files, letter.id).objection_paper_id
    assert b"".join(clerk(files).get(f"/desk/files/{paper_id}/original/")).startswith(b"%PDF")


@pytest.mark.parametrize(
    ("changes", "field", "words"),
    [
        pytest.param({"on": "late"}, "on", "已经过了", id="期限已过"),
        pytest.param({"on": "future"}, "on", "日期不能晚于今天", id="明天"),
        pytest.param({"paper": ""}, "paper", "没有上传书面异议扫描件", id="没有扫描件"),
    ],
)
def test_objection_that_cannot_stand_comes_back_at_its_field(
    files: Files, changes: dict[str, Any], field: str, words: str
) -> None:
    letter = governance(files, served=-20)
    days = {"late": files.today, "future": files.day(1)}
    entered = objection(files) | changes
    entered["on"] = str(days.get(entered["on"], files.day(-12)))
    refused = clerk(files).post(address(letter, "objection/"), entered)
    assert refused.status_code in {400, 409}
    assert words in str(refused.context["form"].errors[field])
    assert fresh(files, letter.id).objected_on is None


def test_public_interest_suggestion_takes_no_objection(files: Files) -> None:
    letter = public_interest(files)
    refused = clerk(files).post(address(letter, "objection/"), objection(files))
    assert refused.status_code == 400
    assert "这件文书不能提出异议" in refused.content.decode()


def test_ledger_names_the_paper(files: Files) -> None:
    public_interest(files)
    with tenant_scope(files.procuratorate.id):
        asked = LetterLedgerFilter(since=date(2020, 1, 1), today=files.today)
        rows = list(iterate_letter_ledger(files.inside.clerk, asked))
    kinds = {LetterWords(files.today).of_letter()["kind"](row) for row in rows}
    assert kinds == {"检察建议书", "立案决定书"}

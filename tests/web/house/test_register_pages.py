"""本院制度 on the desk: entered from a paste, read by all, kept by few; what rests on it says so."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from tests.accounts.people import Person
from tests.evidence.papers import pdf
from tests.house.cast import TEXT, clause
from tests.web.accounts.cast import sign_in_to_desk
from xiezhi.accounts.models import OwnLimit, Procuratorate
from xiezhi.house.models import OwnRule, RuleCitation
from xiezhi.infra.tenant import tenant_scope
from xiezhi.kernel import clock

BASE = "/desk/house/"
FORM = {
    "kind": "method",
    "name": "线索管理办法",
    "number": "达检发〔2026〕3号",
    "issued_on": "2026-02-20",
    "in_force_from": "2026-03-01",
    "text": TEXT,
    "note": "",
}


@pytest.fixture
def keeper(client: Client, head: Person) -> Client:
    sign_in_to_desk(client, head.login)
    return client


@pytest.fixture
def administrator(system_admin: Person) -> Client:
    client = Client()
    sign_in_to_desk(client, system_admin.login)
    return client


def enter(client: Client, **changes: Any) -> str:
    answer = client.post(BASE + "rules/add/", FORM | changes)
    assert answer.status_code == 302, answer.content.decode()
    return str(answer.headers["Location"])


def words(client: Client, url: str) -> str:
    answer = client.get(url)
    assert answer.status_code == 200
    return answer.content.decode()


def test_rule_is_pasted_and_read_with_its_scan(keeper: Client) -> None:
    scan = SimpleUploadedFile("办法.pdf", pdf(), "application/pdf")
    url = enter(keeper, scan=scan)
    page = words(keeper, url)
    assert "《线索管理办法》" in page
    assert "线索登记后十日内完成评估" in page
    assert "共 2 条" in page
    download = keeper.get(url + "scan/")
    assert download.content == pdf()
    assert download.headers["Content-Disposition"].startswith("attachment")
    assert "线索管理办法" in words(keeper, BASE)


def test_refused_rule_keeps_what_was_entered(keeper: Client) -> None:
    wrong = FORM | {"text": "第一条　甲。\n第一条　乙。", "note": "党组会通过"}
    answer = keeper.post(BASE + "rules/add/", wrong)
    page = answer.content.decode()
    assert answer.status_code == 400
    assert "第一条出现了两次" in page
    assert "党组会通过" in page
    assert "第一条　乙。" in page


def test_preview_shows_the_clauses_and_keeps_nothing(keeper: Client) -> None:
    plain = keeper.post(BASE + "rules/preview/", FORM | {"text": "第一条　甲。\n第三条　丙。"})
    part = keeper.post(
        BASE + "rules/preview/",
        FORM | {"text": "第一条　甲。\n第三条　丙。"},
        headers={"HX-Request": "true"},
    )
    for answer in (plain, part):
        assert "分成 2 条" in answer.content.decode()
        assert "缺：第2条" in answer.content.decode()
    assert "<form" in plain.content.decode()
    assert "<form" not in part.content.decode()
    assert 'value="线索管理办法"' in plain.content.decode()
    assert "线索管理办法" not in words(keeper, BASE)


def test_preview_leads_back_into_the_register_only(keeper: Client) -> None:
    sent = FORM | {"action": "https://elsewhere.test/"}
    page = keeper.post(BASE + "rules/preview/", sent).content.decode()
    assert "elsewhere" not in page


def test_prosecutor_reads_and_does_not_keep(
    keeper: Client, prosecutor: Person, office: Procuratorate
) -> None:
    url = enter(keeper)
    reader = Client()
    sign_in_to_desk(reader, prosecutor.login)
    assert "修订" not in words(reader, url)
    for closed in ("rules/add/", "duties/duty/supporter:grid_member/"):
        assert reader.get(BASE + closed).status_code == 403


def test_rule_is_amended_and_the_earlier_text_stays(keeper: Client) -> None:
    url = enter(keeper)
    form = keeper.get(url + "amend/")
    assert TEXT.splitlines()[2] in form.content.decode()
    tomorrow = clock.legal_day(clock.now()) + timedelta(days=1)
    changed = FORM | {
        "number": "达检发〔2026〕9号",
        "issued_on": tomorrow,
        "in_force_from": tomorrow,
        "text": TEXT.replace("十日", "十五日"),
    }
    answer = keeper.post(url + "amend/", changed)
    newer = words(keeper, answer.headers["Location"])
    assert "历次版本" in newer
    assert "尚未施行" in newer
    earlier = words(keeper, url)
    assert "由《线索管理办法》替代" in earlier
    assert "十日内" in earlier


def test_limit_rests_on_a_clause_and_says_when_its_text_is_gone(
    keeper: Client, administrator: Client, office: Procuratorate
) -> None:
    url = enter(keeper)
    today = clock.legal_day(clock.now())
    with tenant_scope(office.id):
        clause_id = clause(OwnRule.objects.get()).id
    form = {"length": 10, "unit": "day", "effective_from": today, "clause_id": clause_id}
    answer = administrator.post(BASE + "limits/lead_assessment/set/", form)
    assert answer.status_code == 302, answer.content.decode()
    page = words(administrator, answer.headers["Location"])
    assert "《线索管理办法》（达检发〔2026〕3号）第二条" in page
    assert "系统管理员01" in page
    assert "设置本院规定期限" in page
    assert "线索评估" in words(keeper, url)
    keeper.post(url + "repeal/", {"repealed_on": today, "successor_id": ""})
    for shown in ("limits/", "limits/lead_assessment/"):
        assert "所引文件已废止" in words(keeper, BASE + shown)
    assert "还有 1 处引用" in words(keeper, url)
    assert "所引文件已废止" in words(keeper, "/desk/law/")
    explained = words(keeper, f"/desk/law/explain/?rule=lead_assessment&date={today}")
    assert "所引文件已废止" in explained


def test_limit_without_a_text_reads_set_by_the_office_everywhere(
    keeper: Client, administrator: Client
) -> None:
    today = clock.legal_day(clock.now())
    form = {"length": 10, "unit": "day", "effective_from": today, "clause_id": ""}
    administrator.post(BASE + "limits/lead_assessment/set/", form)
    row = words(keeper, BASE + "limits/").split("/limits/lead_assessment/")[1].split("</tr>")[0]
    assert "10 日" in row
    assert "本院设定" in row
    assert "本院规定：" not in row


def test_refused_limit_keeps_what_was_entered(administrator: Client) -> None:
    form = {"length": 7, "unit": "month", "effective_from": "2022-01-01", "clause_id": ""}
    answer = administrator.post(BASE + "limits/lead_assessment/set/", form)
    page = answer.content.decode()
    assert answer.status_code == 400
    assert "不能倒填日期" in page
    assert 'value="7"' in page


def test_coming_limit_is_taken_back(administrator: Client, office: Procuratorate) -> None:
    later = clock.legal_day(clock.now()) + timedelta(days=30)
    form = {"length": 12, "unit": "day", "effective_from": later, "clause_id": ""}
    administrator.post(BASE + "limits/lead_assessment/set/", form)
    assert f"{later} 起 12 日" in words(administrator, BASE + "limits/")
    gone = administrator.post(
        BASE + "limits/lead_assessment/withdraw/", {"effective_from": later.isoformat()}
    )
    page = words(administrator, gone.headers["Location"])
    assert "已改正或取消" in page
    assert "起 12 日" not in words(administrator, BASE + "limits/")
    wrong = administrator.post(BASE + "limits/lead_assessment/withdraw/", {"effective_from": "x"})
    assert wrong.status_code == 404
    with tenant_scope(office.id):
        assert OwnLimit.objects.get().replaced_by_label == "系统管理员01"


@pytest.mark.parametrize("key", ["pil_suggestion_reply", "nothing"])
def test_statutory_limit_has_no_page_to_set_it(administrator: Client, key: str) -> None:
    assert administrator.get(f"{BASE}limits/{key}/set/").status_code == 404


def test_duty_and_form_rest_on_a_clause(keeper: Client, office: Procuratorate) -> None:
    enter(keeper)
    with tenant_scope(office.id):
        clause_id = clause(OwnRule.objects.get()).id
    before = words(keeper, BASE + "duties/")
    assert "移送函" in before
    for subject in ("duty/supporter:grid_member/", "form/letter.referral/"):
        answer = keeper.post(BASE + "duties/" + subject, {"clause_id": clause_id})
        assert answer.status_code == 302
    assert words(keeper, BASE + "duties/").count("本院规定：") == 2
    keeper.post(BASE + "duties/form/letter.referral/", {"clause_id": ""})
    assert words(keeper, BASE + "duties/").count("本院规定：") == 1
    with tenant_scope(office.id):
        assert RuleCitation.objects.count() == 2
    assert keeper.get(BASE + "duties/limit/lead_assessment/").status_code == 404
    assert keeper.get(BASE + "duties/duty/nobody/").status_code == 404


def test_function_is_put_into_hands(
    keeper: Client, head: Person, prosecutor: Person, office: Procuratorate
) -> None:
    form = {
        "department_id": head.actor.department_id,
        "first_id": head.id,
        "second_id": prosecutor.id,
        "telephone": "0477-5200000",
        "since": clock.legal_day(clock.now()),
    }
    url = BASE + "functions/units/feedback/"
    assert keeper.post(url, form).status_code == 302
    page = words(keeper, BASE + "functions/")
    assert "0477-5200000" in page
    assert "检察官02" in page
    refused = keeper.post(url, form | {"second_id": head.id, "telephone": "0477-1"})
    assert refused.status_code == 400
    assert "不能是同一人" in refused.content.decode()
    assert 'value="0477-1"' in refused.content.decode()
    assert keeper.get(BASE + "functions/units/nothing/").status_code == 404


@pytest.mark.parametrize("page", ["", "limits/", "duties/", "functions/"])
def test_pages_need_few_queries(
    keeper: Client, django_assert_max_num_queries: Any, page: str
) -> None:
    enter(keeper)
    enter(keeper, name="网格员职责", kind="duties", issued_on=date(2026, 2, 21))
    keeper.get(BASE + page)
    with django_assert_max_num_queries(18):
        keeper.get(BASE + page)

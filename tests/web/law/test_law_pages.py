"""法律依据: 法定 and 本院规定 told apart, as of a day, and a date explained step by step."""

import re
from datetime import date
from typing import Any

import pytest
from django.test import Client

from tests.accounts.people import make_person
from tests.law.supplied import supplied
from tests.web.accounts.cast import SECRET, sign_in_to_desk
from xiezhi.accounts.models import OwnLimit
from xiezhi.infra.tenant import tenant_scope
from xiezhi.law.areas import areas_on
from xiezhi.law.deadlines import rules_on
from xiezhi.law.decisions import decision_rights_on
from xiezhi.law.documents import papers
from xiezhi.law.eligibility import eligibility
from xiezhi.law.instruments import instruments
from xiezhi.law.publication import publications
from xiezhi.law.regimes import regimes
from xiezhi.law.steps import Step, StepCode
from xiezhi.web.law.sheets import Line
from xiezhi.web.law.texts import step_words


@pytest.fixture
def reader(office: Any, client: Client) -> Client:
    person = make_person(office, "检察官02", "jcg02", ("prosecutor",), secret=SECRET)
    sign_in_to_desk(client, person.login)
    return client


def lines(client: Client, part: str, **asked: str) -> dict[str, Line]:
    answer = client.get("/desk/law/", {"part": part, "day": "2026-03-02", **asked})
    assert answer.status_code == 200
    return {line.key: line for group in answer.context["sheet"].groups for line in group.lines}


def standing(client: Client, key: str) -> tuple[str, str, str]:
    line = lines(client, "deadlines")[key]
    return line.cells[2].text, line.cells[1].text, line.source.basis


def set_limit(office: Any, citation: str) -> None:
    with tenant_scope(office.id):
        OwnLimit.objects.create(
            rule_key="lead_assessment",
            length=10,
            unit="working_day",
            citation=citation,
            effective_from=date(2026, 1, 1),
        )


def test_own_length_of_a_variant_is_shown_as_set_by_the_office(reader: Client, office: Any) -> None:
    def notes() -> str:
        return "；".join(lines(reader, "deadlines")["cppcc_proposal_reply"].notes)

    def counted() -> dict[str, Any]:
        asked = {"rule": "cppcc_proposal_reply", "date": "2026-03-02", "variant": "complex"}
        context = reader.get("/desk/law/explain/", asked).context
        return {name: context[name] for name in ("is_suggestion", "last_day")}

    assert "建议 6 个月（本院未设定）" in notes()
    assert counted()["is_suggestion"]
    with tenant_scope(office.id):
        OwnLimit.objects.create(
            rule_key="cppcc_proposal_reply--complex",
            length=5,
            unit="month",
            effective_from=date(2026, 1, 1),
        )
    assert "5 个月（本院设定）" in notes()
    found = counted()
    assert (found["is_suggestion"], found["last_day"][:9]) == (False, "2026年8月3日")


def test_every_rule_in_force_is_listed(reader: Client) -> None:
    shown = lines(reader, "deadlines")
    assert sorted(shown) == sorted(rule.key for rule in rules_on(date(2026, 3, 2)))


COUNTS = [
    ("areas", len(areas_on(date(2026, 3, 2)))),
    ("sources", 6),
    ("regimes", len(regimes())),
    ("documents", len(papers())),
    ("decisions", len(decision_rights_on(date(2026, 3, 2)))),
    ("eligibility", len(eligibility())),
    ("publication", len(publications())),
    ("instruments", len(instruments())),
]


@pytest.mark.parametrize(("part", "count"), COUNTS)
def test_every_part_lists_all_with_an_anchor_each(reader: Client, part: str, count: int) -> None:
    answer = reader.get("/desk/law/", {"part": part, "day": "2026-03-02"})
    shown = lines(reader, part)
    assert len(shown) == count
    for key in shown:
        assert f'id="{part}-{key}"' in answer.content.decode()


def test_what_was_not_read_is_marked_on_the_page(reader: Client) -> None:
    marked = lines(reader, "deadlines", mark="unverified")
    assert "hearing_notice" in marked
    assert "pil_suggestion_reply" not in marked
    answer = reader.get("/desk/law/", {"part": "deadlines", "q": "听证告知"})
    assert "待核" in answer.content.decode()


def test_statutory_and_own_are_told_apart_by_the_filter(reader: Client) -> None:
    statutory = lines(reader, "deadlines", mark="statutory")
    own = lines(reader, "deadlines", mark="own")
    assert not statutory.keys() & own.keys()
    assert len(statutory) + len(own) == len(lines(reader, "deadlines"))


@pytest.mark.parametrize(
    ("part", "asked", "key"),
    [
        ("deadlines", "第76条 送达", "pil_suggestion_service"),
        ("deadlines", "紧急 行政机关", "pil_suggestion_reply"),
        ("documents", "磋商", "talks_minutes"),
        ("decisions", "检察委员会", "recusal_of_chief"),
        ("eligibility", "二十三周岁", "hearing_officer"),
    ],
)
def test_words_are_looked_for_in_all_a_line_says(
    reader: Client, part: str, asked: str, key: str
) -> None:
    assert key in lines(reader, part, q=asked)


def test_nothing_found_is_said(reader: Client) -> None:
    answer = reader.get("/desk/law/", {"q": "没有这样的规定吧"})
    assert "没有符合的规定" in answer.content.decode()


def test_without_a_day_the_page_is_of_today(reader: Client) -> None:
    answer = reader.get("/desk/law/", {"part": "areas"})
    today = answer.context["day"].isoformat()
    assert f'name="day" value="{today}"' in answer.content.decode()


def test_a_day_that_is_none_is_refused(reader: Client) -> None:
    assert reader.get("/desk/law/", {"day": "soon"}).status_code == 400


def test_the_free_bus_case_is_judged_by_the_law_of_2022(reader: Client) -> None:
    then = lines(reader, "areas", day="2022-06-01")["accessibility"]
    now = lines(reader, "areas")["accessibility"]
    assert (then.cells[1].text, then.source.basis) == ("等外", "—")
    assert "2023-09-01起法定" in then.notes
    assert (now.cells[1].text, now.source.basis) == ("法定", "无障碍环境建设法第63条")


def test_a_draft_is_shown_as_a_draft(reader: Client) -> None:
    assert lines(reader, "regimes")["pil_law_draft"].cells[0].text == "草案"
    assert lines(reader, "regimes")["rules_2021"].cells[0].text == "当天适用"
    assert lines(reader, "instruments", day="2021-01-01")["pil_rules_2021"].cells[1].text == (
        "尚未施行"
    )


def test_own_data_is_shown_as_such(reader: Client) -> None:
    assert lines(reader, "deadlines", mark="supplement") == {}
    text = """
publication:
  - {key: annual_report, name: 公益诉讼白皮书, rule: conditional, text: 检察长批准后公开,
     basis: 本院规定, tag: OWN, verified: true}
"""
    with supplied(local=text):
        answer = reader.get("/desk/law/", {"part": "publication"})
        assert list(lines(reader, "publication", mark="supplement")) == ["annual_report"]
    assert "已载入本院补充数据：law/local.yaml" in answer.content.decode()


def test_an_open_length_is_never_shown_as_law(reader: Client, office: Any) -> None:
    assert standing(reader, "lead_assessment")[:2] == ("本院未设定", "建议 15 日")
    set_limit(office, "")
    assert standing(reader, "lead_assessment")[:2] == ("本院设定", "10 个工作日")


def test_an_own_rule_cites_the_offices_text(reader: Client, office: Any) -> None:
    set_limit(office, "线索管理办法第5条")
    assert standing(reader, "lead_assessment") == (
        "本院规定",
        "10 个工作日",
        "线索管理办法第5条",
    )


def test_the_law_of_another_day_is_the_law_of_that_day(reader: Client) -> None:
    assert lines(reader, "deadlines", day="2000-01-01") == {}
    assert "pil_suggestion_reply" not in lines(reader, "deadlines", day="2017-12-31")


def test_a_count_is_explained_step_by_step(reader: Client) -> None:
    answer = reader.get("/desk/law/explain/", {"rule": "lead_assessment", "date": "2026-03-02"})
    assert answer.context["steps"][0] == "起算事由：线索登记，发生在2026年3月2日（星期一）。"
    assert answer.context["steps"][-1] == "最后一日是2026年3月17日（星期二），24 时止。"
    assert "本院未设定，按建议长度推算" in answer.content.decode()


def test_a_year_without_holidays_known_is_provisional(reader: Client) -> None:
    answer = reader.get("/desk/law/explain/", {"rule": "lead_assessment", "date": "2029-03-01"})
    assert answer.context["found"].provisional
    assert "暂定" in answer.content.decode()


@pytest.mark.parametrize(
    ("query", "status"),
    [
        pytest.param({}, 200, id="nothing asked"),
        pytest.param({"rule": "nonsense", "date": "2026-03-02"}, 400, id="unknown rule"),
        pytest.param({"rule": "lead_assessment", "date": "soon"}, 400, id="no date"),
        pytest.param({"rule": "lead_assessment", "date": "1990-01-01"}, 400, id="before the law"),
        pytest.param({"rule": "lead_assessment", "date": "9999-12-31"}, 400, id="end of time"),
        pytest.param(
            {"rule": "lead_assessment", "date": "2026-03-02", "variant": "urgent"},
            400,
            id="a variant of another rule",
        ),
        pytest.param(
            {
                "rule": "lead_assessment",
                "date": "2026-03-02",
                "pause_from": "2026-03-09",
                "pause_to": "2026-03-05",
            },
            400,
            id="a pause reversed",
        ),
        pytest.param(
            {"rule": "hearing_notice", "date": "2026-03-12", "extension": "1"},
            400,
            id="an extension of a notice",
        ),
    ],
)
def test_what_cannot_be_counted_is_said(reader: Client, query: dict[str, str], status: int) -> None:
    assert reader.get("/desk/law/explain/", query).status_code == status


def test_every_rule_and_variant_is_explained(reader: Client) -> None:
    for rule in rules_on(date(2026, 3, 2)):
        for variant in ("", *(one.key for one in rule.variants)):
            asked = {"rule": rule.key, "date": "2026-03-02", "variant": variant}
            answer = reader.get("/desk/law/explain/", asked)
            assert answer.status_code == 200, asked
            assert len(answer.context["steps"]) >= 3, asked


@pytest.mark.parametrize(
    ("asked", "shown"),
    [
        pytest.param(
            {"rule": "pil_suggestion_reply", "variant": "urgent"}, "2026年3月17日", id="urgent"
        ),
        pytest.param(
            {
                "rule": "pil_admin_review",
                "pause_from": "2026-03-10",
                "pause_to": "2026-03-19",
                "extension": "1",
                "extension_unit": "month",
            },
            "2026年5月12日",
            id="paused and extended",
        ),
        pytest.param(
            {"rule": "pil_admin_review", "pause_from": "2026-03-10"}, "暂停", id="open pause"
        ),
        pytest.param({"rule": "settlement_performance"}, "立即履行", id="words"),
        pytest.param({"rule": "sugg_objection"}, "没有数字", id="no number"),
    ],
)
def test_the_calculator_takes_circumstances(
    reader: Client, asked: dict[str, str], shown: str
) -> None:
    answer = reader.get("/desk/law/explain/", {"date": "2026-03-02", **asked})
    assert answer.status_code == 200
    (result,) = re.findall(r'class="law-result">(.*?)</p>', answer.content.decode(), re.DOTALL)
    assert shown in result


@pytest.mark.parametrize(
    ("code", "params", "words"),
    [
        (
            StepCode.ROLLED_HOLIDAY,
            {"first": date(2026, 10, 1), "last": date(2026, 10, 7), "holiday": "国庆节"},
            "2026年10月1日（星期四）至2026年10月7日（星期三）是法定休假日（国庆节），顺延。",
        ),
        (
            StepCode.ROLLED_WEEKEND,
            {"first": date(2026, 3, 1), "last": date(2026, 3, 1)},
            "2026年3月1日（星期日）是休息日，顺延。",
        ),
        (
            StepCode.YEAR_UNKNOWN,
            {"year": 2029},
            "2029年的放假安排尚未录入，只按周末推算，日期为暂定。",
        ),
        (
            StepCode.EXTENDED,
            {"length": 1, "unit": "month", "day": date(2026, 3, 2)},
            "经批准延长1 个月，计至2026年3月2日（星期一）。",
        ),
        (
            StepCode.PAUSED,
            {"first": date(2026, 3, 10)},
            "从2026年3月10日（星期二）起暂停，恢复以后才能确定最后一日。",
        ),
    ],
)
def test_steps_are_told_in_words(code: StepCode, params: dict[str, Any], words: str) -> None:
    assert step_words(Step(code=code, params=params)) == words

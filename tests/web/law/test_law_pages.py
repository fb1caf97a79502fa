"""法律依据: 法定 and 本院规定 told apart, as of a day, and a date explained step by step."""

from datetime import date
from typing import Any

import pytest
from django.test import Client

from tests.accounts.people import make_person
from tests.web.accounts.cast import SECRET, sign_in_to_desk
from xiezhi.accounts.models import OwnLimit
from xiezhi.infra.tenant import tenant_scope
from xiezhi.law.deadlines import rules_on
from xiezhi.law.steps import Step, StepCode
from xiezhi.web.law.texts import step_words


@pytest.fixture
def reader(office: Any, client: Client) -> Client:
    person = make_person(office, "检察官02", "jcg02", ("prosecutor",), secret=SECRET)
    sign_in_to_desk(client, person.login)
    return client


def standing(client: Client, key: str, day: str = "2026-03-02") -> tuple[str, str, str]:
    groups = client.get("/desk/law/", {"day": day}).context["groups"]
    (row,) = [row for _, rows in groups for row in rows if row.rule.key == key]
    return row.standing, row.length, row.basis


def set_limit(office: Any, citation: str) -> None:
    with tenant_scope(office.id):
        OwnLimit.objects.create(
            rule_key="lead_assessment",
            length=10,
            unit="working_day",
            citation=citation,
            effective_from=date(2026, 1, 1),
        )


def test_every_rule_in_force_is_listed(reader: Client) -> None:
    answer = reader.get("/desk/law/", {"day": "2026-03-02"})
    shown = [row.rule.key for _, rows in answer.context["groups"] for row in rows]
    assert sorted(shown) == sorted(rule.key for rule in rules_on(date(2026, 3, 2)))
    assert answer.context["areas"]
    assert len(answer.context["sources"]) == 6


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
    assert reader.get("/desk/law/", {"day": "2010-01-01"}).context["groups"] == []


def test_a_count_is_explained_step_by_step(reader: Client) -> None:
    answer = reader.get("/desk/law/explain/", {"rule": "lead_assessment", "date": "2026-03-02"})
    assert answer.context["steps"][0] == "2026年3月2日（星期一）发生起算的事由。"
    assert answer.context["steps"][-1] == "最后一日是2026年3月17日（星期二），24 时止。"
    assert "本院未设定，按建议长度推算" in answer.content.decode()


def test_a_year_without_holidays_known_is_provisional(reader: Client) -> None:
    answer = reader.get("/desk/law/explain/", {"rule": "lead_assessment", "date": "2029-03-01"})
    assert answer.context["counted"].provisional
    assert "暂定" in answer.content.decode()


@pytest.mark.parametrize(
    ("query", "status"),
    [
        pytest.param({}, 200, id="nothing asked"),
        pytest.param({"rule": "nonsense", "date": "2026-03-02"}, 400, id="unknown rule"),
        pytest.param({"rule": "lead_assessment", "date": "soon"}, 400, id="no date"),
        pytest.param({"rule": "lead_assessment", "date": "1990-01-01"}, 400, id="before the law"),
        pytest.param({"rule": "lead_assessment", "date": "9999-12-31"}, 400, id="end of time"),
    ],
)
def test_what_cannot_be_counted_is_said(reader: Client, query: dict[str, str], status: int) -> None:
    assert reader.get("/desk/law/explain/", query).status_code == status


def test_every_rule_is_explained_or_says_why_not(reader: Client) -> None:
    unexplained = set()
    for rule in rules_on(date(2026, 3, 2)):
        answer = reader.get("/desk/law/explain/", {"rule": rule.key, "date": "2026-03-02"})
        if "counted" not in answer.context:
            unexplained.add((rule.key, answer.status_code, rule.period))
    assert {(status, period) for _, status, period in unexplained} <= {(400, None)}


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
    ],
)
def test_steps_are_told_in_words(code: StepCode, params: dict[str, Any], words: str) -> None:
    assert step_words(Step(code=code, params=params)) == words

"""岗位职责 on the phone: the office's own text where there is one, what is open and in force, whom to call."""

from datetime import datetime, timedelta
from typing import Any

import pytest
from django.test import Client

from tests.cast import make_department
from tests.house.cast import clause, keeper, make_rule
from tests.web.outside import World, as_unit
from xiezhi.house.models import OwnRule
from xiezhi.house.rules.citations import CitedBy, supporter_subject
from xiezhi.house.rules.functions import Circle, ContactFunction
from xiezhi.house.rules.register import RuleKind
from xiezhi.house.services.citations import cite_clause
from xiezhi.house.services.functions import PostDraft, set_function
from xiezhi.house.services.register import repeal_rule
from xiezhi.infra.tenant import tenant_scope
from xiezhi.kernel import clock
from xiezhi.kernel.actor import Actor
from xiezhi.kernel.clock import legal_day

URL = "/mine/duties/"
DUTIES = "网格员职责\n第一条　发现损害公共利益的情况及时上报。\n第二条　保守工作秘密。"


@pytest.fixture
def registered(world: World) -> tuple[OwnRule, Actor]:
    """A text opened to grid members, whose second clause gives their duties."""
    now = clock.now()
    with tenant_scope(world.office.id):
        acting = keeper()
        rule = make_rule(
            acting,
            now,
            name="网格员岗位职责",
            kind=RuleKind.DUTIES,
            text=DUTIES,
            is_open_to_members=True,
        )
        cite_clause(
            cited_by=CitedBy.DUTY,
            subject=supporter_subject("grid_member"),
            clause_id=clause(rule).id,
            acting=acting,
            now=now,
        )
        return rule, acting


def words(client: Client, url: str = URL) -> str:
    answer = client.get(url)
    assert answer.status_code == 200
    return answer.content.decode()


def test_without_a_text_the_plain_duties_are_shown_as_set_by_the_office(member: Client) -> None:
    page = words(member)
    assert "到现场协助核实" in page
    assert "本院设定" in page


def test_registered_duties_replace_the_plain_ones(
    member: Client, registered: tuple[OwnRule, Actor]
) -> None:
    page = words(member)
    assert "保守工作秘密。" in page
    assert "本院规定：《网格员岗位职责》（达检发〔2026〕3号）第二条" in page
    assert "到现场协助核实" not in page
    assert "保守工作秘密。" in words(member, "/mine/card/")
    assert "/mine/duties/" in words(member, "/mine/")


def test_open_text_is_read_clause_by_clause(
    member: Client, registered: tuple[OwnRule, Actor]
) -> None:
    rule, _acting = registered
    page = words(member, f"{URL}{rule.id}/")
    assert "及时上报" in page
    assert "第二条" in page


def test_repealed_text_is_read_no_more(
    world: World, member: Client, registered: tuple[OwnRule, Actor]
) -> None:
    rule, acting = registered
    now = clock.now()
    with tenant_scope(world.office.id):
        repeal_rule(rule_id=rule.id, repealed_on=legal_day(now), acting=acting, now=now)
    assert member.get(f"{URL}{rule.id}/").status_code == 404
    page = words(member)
    assert "网格员岗位职责" not in page
    assert "本院设定" in page


def test_text_that_is_not_open_is_not_there(
    world: World, member: Client, registered: tuple[OwnRule, Actor]
) -> None:
    _rule, acting = registered
    with tenant_scope(world.office.id):
        inner = make_rule(acting, clock.now(), name="内部办法")
    assert member.get(f"{URL}{inner.id}/").status_code == 404


def test_whom_to_call_is_a_post_and_a_number(
    world: World, member: Client, registered: tuple[OwnRule, Actor]
) -> None:
    _rule, acting = registered
    now: datetime = clock.now()
    with tenant_scope(world.office.id):
        assert world.inside.handler.id is not None
        set_function(
            circle=Circle.SUPPORTERS,
            function=ContactFunction.LIAISON,
            draft=PostDraft(
                department_id=make_department().id,
                first_id=world.inside.handler.id,
                telephone="0477-5200001",
            ),
            since=legal_day(now) - timedelta(days=1),
            acting=acting,
            now=now,
        )
    page = words(member)
    assert 'href="tel:0477-5200001"' in page
    assert "检察官助理03" in page


def test_phone_keeps_the_page_for_an_hour(member: Client) -> None:
    assert "private, max-age=3600" in member.get(URL).headers["Cache-Control"]


def test_page_is_small_enough_for_a_weak_network(
    member: Client, registered: tuple[OwnRule, Actor]
) -> None:
    rule, _acting = registered
    for url in (URL, f"{URL}{rule.id}/"):
        answer = member.get(url)
        assert len(answer.content) < 12_000
        assert b"<img" not in answer.content


def test_only_supporters_read_it(world: World, client: Client) -> None:
    for outsider in (client, as_unit(world)):
        assert outsider.get(URL, headers={"host": "localhost"}).status_code in {302, 403}


def test_pages_need_few_queries(
    member: Client, registered: tuple[OwnRule, Actor], django_assert_max_num_queries: Any
) -> None:
    rule, _acting = registered
    for url in (URL, f"{URL}{rule.id}/"):
        member.get(url)
        with django_assert_max_num_queries(15):
            member.get(url)

"""联系检察院: a unit sees posts and numbers for units, and what its duties rest on."""

from typing import Any

from django.test import Client

from tests.cast import make_department
from tests.house.cast import clause, keeper, make_rule
from tests.web.outside import World, as_member
from xiezhi.house.rules.citations import CitedBy, unit_subject
from xiezhi.house.rules.functions import Circle, ContactFunction
from xiezhi.house.services.citations import cite_clause
from xiezhi.house.services.functions import PostDraft, set_function
from xiezhi.house.services.limits import set_limit
from xiezhi.house.services.register import repeal_rule
from xiezhi.infra.tenant import tenant_scope
from xiezhi.kernel import clock
from xiezhi.kernel.actor import system_actor
from xiezhi.kernel.clock import legal_day
from xiezhi.partners.models import PartnerUnit

URL = "/portal/contacts/"


def words(client: Client, url: str = URL) -> str:
    answer = client.get(url)
    assert answer.status_code == 200
    return answer.content.decode()


def test_unit_sees_whom_to_call(world: World, unit: Client) -> None:
    assert "检察院还没有登记分工" in words(unit)
    with tenant_scope(world.office.id):
        assert world.inside.handler.id is not None
        for circle, telephone in ((Circle.UNITS, "0477-1"), (Circle.SUPPORTERS, "0477-2")):
            set_function(
                circle=circle,
                function=ContactFunction.LIAISON,
                draft=PostDraft(
                    department_id=make_department().id,
                    first_id=world.inside.handler.id,
                    telephone=telephone,
                ),
                since=legal_day(clock.now()),
                acting=keeper(1 if circle is Circle.UNITS else 2),
                now=clock.now(),
            )
    page = words(unit)
    assert 'href="tel:0477-1"' in page
    assert "0477-2" not in page
    assert URL in words(unit, "/portal/")


def test_duties_of_the_unit_name_their_basis(world: World, unit: Client) -> None:
    with tenant_scope(world.office.id):
        PartnerUnit.objects.filter(id=world.unit.id).update(duties="消防水源的管理")
    assert "本院设定" in words(unit)
    with tenant_scope(world.office.id):
        acting = keeper()
        rule = make_rule(acting, clock.now())
        cite_clause(
            cited_by=CitedBy.DUTY,
            subject=unit_subject(world.unit.id),
            clause_id=clause(rule).id,
            acting=acting,
            now=clock.now(),
        )
    assert "《线索管理办法》（达检发〔2026〕3号）第二条" in words(unit)


def test_reply_limit_of_a_repealed_text_says_so(
    world: World, unit: Client, letter_url: Any
) -> None:
    assert "本院设定" in words(unit, letter_url)
    now = clock.now()
    with tenant_scope(world.office.id):
        acting = keeper()
        rule = make_rule(acting, now)
        set_limit(
            rule_key="referral_reply",
            length=20,
            unit="day",
            effective_from=legal_day(now),
            clause_id=clause(rule).id,
            acting=system_actor(world.office.id),
            now=now,
        )
    page = words(unit, letter_url)
    assert "本院规定（《线索管理办法》（达检发〔2026〕3号）第二条）" in page
    assert "所引文件已废止" not in page
    with tenant_scope(world.office.id):
        repeal_rule(rule_id=rule.id, repealed_on=legal_day(now), acting=acting, now=now)
    assert "所引文件已废止" in words(unit, letter_url)


def test_only_units_see_it(world: World, client: Client) -> None:
    for outsider in (client, as_member(world)):
        assert outsider.get(URL, headers={"host": "localhost"}).status_code in {302, 403}

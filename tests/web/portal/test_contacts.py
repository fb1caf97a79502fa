"""联系检察院: a unit sees posts and numbers for units, and what its duties rest on."""

from datetime import timedelta
from typing import Any

from django.test import Client

from tests.cast import make_department
from tests.house.cast import clause, keeper, make_rule
from tests.leads.desk import paper
from tests.web.outside import World, as_member
from xiezhi.house.models import OwnRule
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
from xiezhi.letters.rules.service import Service, ServiceWay
from xiezhi.letters.selectors.crossing import letters_to_carry
from xiezhi.letters.selectors.portal import get_unit_letter
from xiezhi.letters.services.sending import record_service
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


def cited_limit(world: World) -> OwnRule:
    """The reply's limit rests on a clause from today on."""
    now = clock.now()
    with tenant_scope(world.office.id):
        rule = make_rule(keeper(), now)
        set_limit(
            rule_key="referral_reply",
            length=20,
            unit="day",
            effective_from=legal_day(now),
            clause_id=clause(rule).id,
            acting=system_actor(world.office.id),
            now=now,
        )
        return rule


def repealed(world: World, rule: OwnRule, *, in_days: int = 0) -> None:
    now = clock.now()
    day = legal_day(now) + timedelta(days=in_days)
    with tenant_scope(world.office.id):
        repeal_rule(rule_id=rule.id, repealed_on=day, acting=keeper(3), now=now)


CITED = "《线索管理办法》（达检发〔2026〕3号）第二条"


def test_unit_reads_the_text_of_its_limit_and_never_that_one_was_repealed(
    world: World, unit: Client, letter_url: Any
) -> None:
    assert "本院设定" in words(unit, letter_url)
    rule = cited_limit(world)
    assert f"本院规定（{CITED}）" in words(unit, letter_url)
    repealed(world, rule)
    page = words(unit, letter_url)
    assert "本院设定" in page
    for shown in (page, words(unit, "/portal/")):
        assert "废止" not in shown


def test_limit_that_began_under_a_text_keeps_it(world: World, unit: Client) -> None:
    rule = cited_limit(world)
    today = legal_day(clock.now())
    later = today + timedelta(days=10)
    repealed(world, rule, in_days=1)
    with tenant_scope(world.office.id):
        not_begun = get_unit_letter(world.officer, world.letter_id, later).letter
        record_service(
            letter_id=world.letter_id,
            service=Service(way=ServiceWay.DIRECT, served_on=today, signed_for_by="办公室主任01"),
            receipt=paper("送达回证.pdf"),
            acting=world.inside.clerk,
            now=clock.now(),
        )
        begun = get_unit_letter(world.officer, world.letter_id, later).letter
        (carried,) = letters_to_carry(later)
    assert not_begun.limit.basis == "本院设定"
    assert (begun.limit.basis, carried.limit_basis) == (CITED, CITED)


def test_duties_name_their_text_without_what_became_of_it(world: World, unit: Client) -> None:
    now = clock.now()
    with tenant_scope(world.office.id):
        PartnerUnit.objects.filter(id=world.unit.id).update(duties="消防水源的管理")
        acting = keeper()
        rule = make_rule(acting, now)
        cite_clause(
            cited_by=CitedBy.DUTY,
            subject=unit_subject(world.unit.id),
            clause_id=clause(rule).id,
            acting=acting,
            now=now,
        )
    repealed(world, rule)
    page = words(unit)
    assert CITED in page
    assert "废止" not in page


def test_only_units_see_it(world: World, client: Client) -> None:
    for outsider in (client, as_member(world)):
        assert outsider.get(URL, headers={"host": "localhost"}).status_code in {302, 403}

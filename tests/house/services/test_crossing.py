"""What of the house crosses to the outer zone: opened texts, duties and whom to call, nothing else."""

from datetime import datetime, timedelta
from uuid import uuid4

import pytest

from tests.cast import make_department, make_staff
from tests.evidence.papers import pdf
from tests.house.cast import clause, keeper, make_rule
from xiezhi.accounts.models import Procuratorate
from xiezhi.accounts.rules.roles import Role
from xiezhi.evidence.services.storing import IncomingFile
from xiezhi.exchange.rules.allow_list import check_item
from xiezhi.exchange.rules.items import ItemKind
from xiezhi.exchange.rules.values import body_of, value_of
from xiezhi.exchange.services.by_value import item_of
from xiezhi.house.models import FunctionPost, OwnRule, OwnRuleClause
from xiezhi.house.rules.citations import CitedBy, supporter_subject, unit_subject
from xiezhi.house.rules.crossing import CrossedHouse
from xiezhi.house.rules.functions import Circle, ContactFunction
from xiezhi.house.rules.register import RuleKind
from xiezhi.house.selectors.citations import find_basis, find_cited_clause
from xiezhi.house.selectors.crossing import crossed_house
from xiezhi.house.selectors.functions import list_contacts
from xiezhi.house.selectors.register import list_open_rules
from xiezhi.house.services.citations import cite_clause
from xiezhi.house.services.crossing import take_house
from xiezhi.house.services.functions import PostDraft, set_function
from xiezhi.house.services.register import repeal_rule
from xiezhi.kernel.actor import Actor, system_actor
from xiezhi.kernel.clock import legal_day
from xiezhi.kernel.errors import InvalidInputError

MEMBER = supporter_subject("grid_member")


@pytest.fixture
def inside(scope: Procuratorate, now: datetime) -> Actor:
    """An office with an opened text, an inner one, duties resting on both, and one to call."""
    acting = keeper()
    scan = IncomingFile(name="职责.pdf", data=pdf())
    duties = make_rule(
        acting, now, name="网格员职责", kind=RuleKind.DUTIES, is_open_to_members=True, scan=scan
    )
    inner = make_rule(acting, now, name="内部办法", text="第一条　不公开的话。\n第二条　协作职责。")
    make_rule(acting, now, name="与外面无关的办法")
    for subject, rule in ((MEMBER, duties), (unit_subject(uuid4()), inner)):
        cite_clause(
            cited_by=CitedBy.DUTY,
            subject=subject,
            clause_id=clause(rule).id,
            acting=acting,
            now=now,
        )
    officer = make_staff("检察官01", Role.PROSECUTOR)
    assert officer.id is not None
    set_function(
        circle=Circle.SUPPORTERS,
        function=ContactFunction.LIAISON,
        draft=PostDraft(
            department_id=make_department().id, first_id=officer.id, telephone="0477-5200000"
        ),
        since=legal_day(now),
        acting=acting,
        now=now,
    )
    return acting


def crossed(now: datetime) -> CrossedHouse:
    """The house as it stands in a package and is read from it again."""
    found = crossed_house(legal_day(now))
    assert found is not None
    item = item_of(ItemKind.HOUSE, found)
    check_item(item)
    return value_of(CrossedHouse, item.body)


def test_only_what_is_opened_crosses_with_its_words(inside: Actor, now: datetime) -> None:
    house = crossed(now)
    words = {rule.name: [one.text for one in rule.clauses] for rule in house.rules}
    assert words == {
        "网格员职责": ["为规范线索管理，制定本办法。", "线索登记后十日内完成评估。"],
        "内部办法": [""],
    }
    assert "不公开的话" not in str(body_of(house))
    assert [(one.first, one.telephone) for one in house.contacts] == [("检察官01", "0477-5200000")]


def test_outside_shows_what_came_and_forgets_what_is_gone(inside: Actor, now: datetime) -> None:
    today, system = legal_day(now), system_actor(inside.procuratorate_id)
    house = crossed(now)
    for _ in range(2):
        take_house(house=house, acting=system, now=now)
    assert [rule.name for rule in list_open_rules(today)] == ["网格员职责"]
    found = find_cited_clause(CitedBy.DUTY, MEMBER, today)
    assert found is not None
    assert found.text == "线索登记后十日内完成评估。"
    assert find_basis(CitedBy.DUTY, MEMBER, today).words.startswith("《网格员职责》")
    contact = list_contacts(Circle.SUPPORTERS, today)[0]
    assert (contact.department, contact.first) == ("第四检察部", "检察官01")
    post = FunctionPost.objects.get()
    assert (post.first_id, post.department_id) == (None, None)
    emptied = CrossedHouse(id=house.id, rules=(), duties=(), contacts=())
    take_house(house=emptied, acting=system, now=now)
    assert not OwnRule.objects.exists()
    assert not OwnRuleClause.objects.exists()
    assert list_contacts(Circle.SUPPORTERS, today) == []


def test_repealed_text_crosses_only_while_a_duty_rests_on_it(inside: Actor, now: datetime) -> None:
    tomorrow = now + timedelta(days=1)
    rule = OwnRule.objects.get(name="网格员职责")
    repeal_rule(rule_id=rule.id, repealed_on=legal_day(tomorrow), acting=inside, now=now)
    assert "网格员职责" in {one.name for one in crossed(tomorrow).rules}
    cite_clause(cited_by=CitedBy.DUTY, subject=MEMBER, clause_id=None, acting=inside, now=tomorrow)
    assert "网格员职责" not in {one.name for one in crossed(tomorrow).rules}


def test_house_of_another_office_is_refused(inside: Actor, now: datetime) -> None:
    foreign = CrossedHouse(id=uuid4(), rules=(), duties=(), contacts=())
    with pytest.raises(InvalidInputError) as refusal:
        take_house(house=foreign, acting=system_actor(inside.procuratorate_id), now=now)
    assert refusal.value.code == "house.foreign"
    assert OwnRule.objects.count() == 3


def test_office_with_nothing_sends_nothing(scope: Procuratorate, now: datetime) -> None:
    assert crossed_house(legal_day(now)) is None

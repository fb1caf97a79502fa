"""A clock of the office's own on the desk: 本院规定 with its text, and said when that is repealed."""

from uuid import UUID

from tests.house.cast import clause, keeper, make_rule
from tests.web.desk.staff import Desk
from xiezhi.house.models import OwnRule
from xiezhi.house.services.limits import set_limit
from xiezhi.house.services.register import repeal_rule
from xiezhi.infra.tenant import tenant_scope
from xiezhi.kernel.actor import Actor, system_actor
from xiezhi.kernel.clock import legal_day


def cited(desk: Desk) -> tuple[OwnRule, Actor]:
    """The assessment's limit rests on a clause from today on."""
    with tenant_scope(desk.procuratorate.id):
        acting = keeper()
        rule = make_rule(acting, desk.now)
        set_limit(
            rule_key="lead_assessment",
            length=10,
            unit="day",
            effective_from=legal_day(desk.now),
            clause_id=clause(rule).id,
            acting=system_actor(desk.procuratorate.id),
            now=desk.now,
        )
        return rule, acting


def shown(desk: Desk, lead_id: UUID) -> list[str]:
    client = desk.client(desk.inside.handler)
    return [client.get(url).content.decode() for url in (f"/desk/leads/{lead_id}/", "/desk/leads/")]


def test_running_clock_says_when_the_text_it_cites_is_repealed(desk: Desk) -> None:
    rule, acting = cited(desk)
    lead = desk.lead()
    for page in shown(desk, lead.id):
        assert "本院规定" in page
        assert "所引文件已废止" not in page
    with tenant_scope(desk.procuratorate.id):
        repeal_rule(rule_id=rule.id, repealed_on=legal_day(desk.now), acting=acting, now=desk.now)
    for page in shown(desk, lead.id):
        assert "（所引文件已废止）" in page


def test_clock_without_a_text_is_set_by_the_office(desk: Desk) -> None:
    lead = desk.lead()
    for page in shown(desk, lead.id):
        assert "本院设定" in page
        assert "所引文件已废止" not in page

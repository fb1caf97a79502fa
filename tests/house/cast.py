"""A rule of the house, and the people who keep the register."""

from datetime import date, datetime
from typing import Any

from tests.cast import make_staff
from xiezhi.accounts.rules.roles import Role
from xiezhi.house.models import OwnRule, OwnRuleClause
from xiezhi.house.rules.register import RuleKind
from xiezhi.house.services.register import RuleDraft, add_rule
from xiezhi.kernel.actor import Actor

TEXT = "线索管理办法\n第一条　为规范线索管理，制定本办法。\n第二条　线索登记后十日内完成评估。"
IN_FORCE = date(2026, 3, 1)


def keeper(number: int = 1) -> Actor:
    """Whoever keeps the register: the office's liaison."""
    return make_staff(f"联络员{number:02}", Role.LIAISON)


def administrator() -> Actor:
    return make_staff("系统管理员01", Role.SYSTEM_ADMIN)


def draft(**changes: Any) -> RuleDraft:
    fields: dict[str, Any] = {
        "kind": RuleKind.METHOD,
        "name": "线索管理办法",
        "number": "达检发〔2026〕3号",
        "issued_on": date(2026, 2, 20),
        "in_force_from": IN_FORCE,
        "text": TEXT,
    }
    return RuleDraft(**(fields | changes))


def make_rule(acting: Actor, now: datetime, **changes: Any) -> OwnRule:
    return add_rule(draft=draft(**changes), acting=acting, now=now)


def clause(rule: OwnRule, number: str = "第二条") -> OwnRuleClause:
    found: OwnRuleClause = OwnRuleClause.objects.get(rule=rule, number=number)
    return found

"""The house as values that may cross to the outer zone."""

from collections.abc import Mapping
from datetime import date
from uuid import UUID

from django.db.models import Q

from xiezhi.accounts.selectors.crossing import crossed_limits
from xiezhi.house.models import OwnRule, OwnRuleClause, RuleCitation
from xiezhi.house.rules.citations import CitedBy
from xiezhi.house.rules.crossing import (
    MAX_CLAUSE,
    MAX_CLAUSES,
    MAX_DUTIES,
    MAX_RULES,
    CrossedClause,
    CrossedContact,
    CrossedDuty,
    CrossedHouse,
    CrossedRule,
)
from xiezhi.house.rules.functions import Circle
from xiezhi.house.rules.register import RuleState
from xiezhi.house.selectors.functions import list_contacts
from xiezhi.house.selectors.register import list_clauses, rule_state
from xiezhi.infra.tenant import current_tenant

_SHOWN_OUTSIDE = ("supporter:", "unit:")


def crossed_house(today: date) -> CrossedHouse | None:
    """Return what supporters and units read of the house; None where the office has nothing yet."""
    cited = _shown_duties(today)
    rules = tuple(
        _rule(rule, cited)
        for rule in OwnRule.objects.order_by("name", "in_force_from", "id")
        if _crosses(rule, cited, today)
    )[:MAX_RULES]
    crossing = {rule.id for rule in rules}
    duties = tuple(
        CrossedDuty(subject=one.subject, rule_id=one.clause.rule_id, clause=one.clause.number)
        for one in cited
        if one.clause.rule_id in crossing
    )
    contacts = tuple(
        CrossedContact(
            circle=circle.value,
            function=one.function.value,
            department=one.department,
            first=one.first,
            second=one.second,
            telephone=one.telephone,
        )
        for circle in Circle
        for one in list_contacts(circle, today)
    )
    limits = crossed_limits(today)
    if not (rules or contacts or limits):
        return None
    return CrossedHouse(
        id=current_tenant(), rules=rules, duties=duties, contacts=contacts, limits=limits or None
    )


def _shown_duties(today: date) -> list[RuleCitation]:
    running = Q(until__isnull=True) | Q(until__gt=today)
    cited = RuleCitation.objects.filter(running, cited_by=CitedBy.DUTY, since__lte=today)
    latest: dict[str, RuleCitation] = {}
    for one in cited.select_related("clause__rule").order_by("since", "set_at"):
        if one.subject.startswith(_SHOWN_OUTSIDE):
            latest[one.subject] = one
    return list(latest.values())[:MAX_DUTIES]


def _crosses(rule: OwnRule, cited: list[RuleCitation], today: date) -> bool:
    is_cited = any(one.clause.rule_id == rule.id for one in cited)
    is_over = rule_state(rule, today) is RuleState.REPEALED
    return is_cited or (rule.is_open_to_members and not is_over)


def _rule(rule: OwnRule, cited: list[RuleCitation]) -> CrossedRule:
    named: Mapping[UUID, str] = {
        one.clause_id: one.clause.number for one in cited if one.clause.rule_id == rule.id
    }
    clauses = [
        _clause(one, is_open=rule.is_open_to_members)
        for one in list_clauses(rule)
        if rule.is_open_to_members or one.id in named
    ]
    return CrossedRule(
        id=rule.id,
        kind=rule.kind,
        name=rule.name,
        number=rule.number,
        issued_on=rule.issued_on,
        in_force_from=rule.in_force_from,
        repealed_on=rule.repealed_on,
        is_open=rule.is_open_to_members,
        clauses=tuple(clauses[:MAX_CLAUSES]),
    )


def _clause(one: OwnRuleClause, *, is_open: bool) -> CrossedClause:
    return CrossedClause(
        number=one.number,
        heading=one.heading if is_open else "",
        text=one.text[:MAX_CLAUSE] if is_open else "",
    )

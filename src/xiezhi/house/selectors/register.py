"""The register of own rules: the list, one rule with its clauses, what a supporter may read."""

from datetime import date
from typing import Final
from uuid import UUID

from django.db.models import Count, QuerySet
from django.db.models.functions import Left

from xiezhi.accounts.rules.rights import Action, may
from xiezhi.evidence.models import StoredFile
from xiezhi.house.models import OwnRule, OwnRuleClause
from xiezhi.house.rules.register import RuleKind, RuleState, state_on
from xiezhi.kernel.actor import Actor, ActorKind
from xiezhi.kernel.errors import InvalidInputError, NotAllowedError, NotFoundError

EXCERPT: Final = 24


def access_rule(acting: Actor, rule_id: UUID, *, lock: bool = False) -> OwnRule:
    """Return a rule: every member of staff may read all of them.

    Raises:
        NotAllowedError: ``accounts.no_right``.
        NotFoundError: ``house.no_rule``.
    """
    require_reader(acting)
    rules = OwnRule.objects.select_for_update(of=("self",)) if lock else OwnRule.objects
    found: OwnRule | None = rules.select_related("successor").filter(id=rule_id).first()
    if found is None:
        raise NotFoundError("house.no_rule")
    return found


def access_open_rule(acting: Actor, rule_id: UUID, today: date) -> OwnRule:
    """Return a rule opened to grid members that is in force today.

    Raises:
        NotFoundError: ``house.no_rule``: also where it is not open, or no longer in force.
    """
    if acting.kind is not ActorKind.SUPPORTER:
        raise NotFoundError("house.no_rule")
    found: OwnRule | None = next(
        (rule for rule in list_open_rules(today) if rule.id == rule_id), None
    )
    if found is None:
        raise NotFoundError("house.no_rule")
    return found


def access_scan(acting: Actor, rule_id: UUID) -> StoredFile:
    """Return the scan of a rule.

    Raises:
        NotFoundError: ``house.no_rule``; ``evidence.no_copy``: none was handed in.
    """
    scan: StoredFile | None = access_rule(acting, rule_id).scan
    if scan is None:
        raise NotFoundError("evidence.no_copy")
    return scan


def get_clause(clause_id: UUID) -> OwnRuleClause:
    """Return a clause with its rule.

    Raises:
        InvalidInputError: ``house.no_clause``.
    """
    found: OwnRuleClause | None = (
        OwnRuleClause.objects.select_related("rule").filter(id=clause_id).first()
    )
    if found is None:
        raise InvalidInputError("house.no_clause")
    return found


def list_rules() -> QuerySet[OwnRule]:
    """Return all rules, the newest in force first, each with ``clause_count``."""
    rules: QuerySet[OwnRule] = OwnRule.objects.select_related("successor").annotate(
        clause_count=Count("clauses")
    )
    return rules.order_by("-in_force_from", "name", "id")


def list_clauses(rule: OwnRule) -> list[OwnRuleClause]:
    """Return the clauses of a rule in their order."""
    return list(OwnRuleClause.objects.filter(rule_id=rule.id).order_by("position"))


def list_citable_clauses(day: date) -> list[OwnRuleClause]:
    """Return every clause in force on a day, by rule and place, with its rule and ``excerpt``."""
    clauses = (
        OwnRuleClause.objects.select_related("rule")
        .annotate(excerpt=Left("text", EXCERPT))
        .defer("text", "rule__preamble")
        .order_by("rule__name", "-rule__in_force_from", "position")
    )
    return [one for one in clauses if rule_state(one.rule, day) is RuleState.IN_FORCE]


def list_open_rules(today: date) -> list[OwnRule]:
    """Return what grid members may read: opened to them and in force; duties first, then flow."""
    order = {RuleKind.DUTIES: 0, RuleKind.FLOW: 1}
    rules = OwnRule.objects.filter(is_open_to_members=True).order_by("name")
    found = [rule for rule in rules if rule_state(rule, today) is RuleState.IN_FORCE]
    return sorted(found, key=lambda rule: order.get(RuleKind(rule.kind), len(order)))


def list_replaced(rule: OwnRule) -> list[OwnRule]:
    """Return the rules this one took the place of, and those they had replaced, newest first."""
    found: list[OwnRule] = []
    waiting = [rule.id]
    while waiting:
        earlier = list(
            OwnRule.objects.filter(successor_id__in=waiting).order_by("-in_force_from", "id")
        )
        known = {one.id for one in found}
        fresh = [one for one in earlier if one.id not in known]
        found += fresh
        waiting = [one.id for one in fresh]
    return found


def rule_state(rule: OwnRule, day: date) -> RuleState:
    """Return how a rule stands on a day."""
    return state_on(day, in_force_from=rule.in_force_from, repealed_on=rule.repealed_on)


def require_reader(acting: Actor) -> None:
    """Refuse whoever may not read the register.

    Raises:
        NotAllowedError: ``accounts.no_right``.
    """
    if acting.kind is ActorKind.SYSTEM:
        return
    if acting.kind is not ActorKind.STAFF or not may(acting, Action.VIEW_LAW):
        raise NotAllowedError("accounts.no_right", action=Action.VIEW_LAW)

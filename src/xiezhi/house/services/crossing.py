"""The house as it came in a package: put in place of what was there before."""

from datetime import datetime

from xiezhi.accounts.services.crossing import take_limits
from xiezhi.house.models import FunctionPost, OwnRule, OwnRuleClause, RuleCitation
from xiezhi.house.rules.citations import CitedBy
from xiezhi.house.rules.crossing import CrossedHouse, CrossedRule
from xiezhi.house.rules.functions import Circle, ContactFunction
from xiezhi.house.rules.register import RuleKind
from xiezhi.infra.tenant import current_tenant
from xiezhi.kernel.actor import Actor
from xiezhi.kernel.clock import legal_day
from xiezhi.kernel.errors import InvalidInputError
from xiezhi.kernel.ids import new_id
from xiezhi.ledger.services.acts import act


def take_house(*, house: CrossedHouse, acting: Actor, now: datetime) -> None:
    """Show outside what the inner zone opened: texts, duties and whom to call, and nothing else.

    Raises:
        InvalidInputError: ``house.foreign``: of another office, or with words no office has.
    """
    _check(house)
    with act(acting=acting, now=now) as record:
        for model in (RuleCitation, OwnRuleClause, OwnRule, FunctionPost):
            rows = model.objects.all()
            rows._raw_delete(rows.db)  # noqa: SLF001  # delete() would lose the tenant
        for rule in house.rules:
            _keep_rule(rule, acting, now)
        _keep_duties(house, acting, now)
        _keep_contacts(house, acting, now)
        take_limits(limits=house.limits or (), acting=acting, now=now)
        record(
            "house.take_house",
            "office",
            current_tenant(),
            after={"rules": len(house.rules), "contacts": len(house.contacts)},
        )


def _check(house: CrossedHouse) -> None:
    is_known = (
        house.id == current_tenant()
        and all(one.kind in set(RuleKind) for one in house.rules)
        and all(one.circle in set(Circle) for one in house.contacts)
        and all(one.function in set(ContactFunction) and one.first for one in house.contacts)
    )
    if not is_known:
        raise InvalidInputError("house.foreign")


def _keep_rule(rule: CrossedRule, acting: Actor, now: datetime) -> None:
    made = OwnRule(
        id=rule.id,
        kind=rule.kind,
        name=rule.name,
        number=rule.number,
        issued_on=rule.issued_on,
        in_force_from=rule.in_force_from,
        repealed_on=rule.repealed_on,
        is_open_to_members=rule.is_open,
        entered_by_label=acting.signature,
        entered_at=now,
    )
    made.save(force_insert=True)
    OwnRuleClause.objects.bulk_create(
        OwnRuleClause(
            id=new_id(now),
            rule=made,
            position=position,
            number=one.number,
            heading=one.heading,
            text=one.text,
        )
        for position, one in enumerate(rule.clauses)
    )


def _keep_duties(house: CrossedHouse, acting: Actor, now: datetime) -> None:
    clauses = {
        (one.rule_id, one.number): one for one in OwnRuleClause.objects.select_related("rule")
    }
    RuleCitation.objects.bulk_create(
        RuleCitation(
            id=new_id(now),
            clause=clauses[duty.rule_id, duty.clause],
            cited_by=CitedBy.DUTY,
            subject=duty.subject,
            since=legal_day(now),
            set_by_label=acting.signature,
            set_at=now,
        )
        for duty in house.duties
        if (duty.rule_id, duty.clause) in clauses
    )


def _keep_contacts(house: CrossedHouse, acting: Actor, now: datetime) -> None:
    FunctionPost.objects.bulk_create(
        FunctionPost(
            id=new_id(now),
            circle=one.circle,
            function=one.function,
            department_name=one.department,
            first_label=one.first,
            second_label=one.second,
            telephone=one.telephone,
            since=legal_day(now),
            set_by_label=acting.signature,
            set_at=now,
        )
        for one in house.contacts
    )

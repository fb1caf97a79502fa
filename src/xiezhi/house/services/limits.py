"""本院规定 of time limits with the clause they rest on."""

from datetime import date, datetime
from uuid import UUID

from xiezhi.accounts.models import OwnLimit
from xiezhi.accounts.services.office import set_own_limit
from xiezhi.house.models import RuleCitation
from xiezhi.house.rules.citations import CitedBy
from xiezhi.house.rules.register import check_citable
from xiezhi.house.selectors.citations import words_of
from xiezhi.house.selectors.register import get_clause
from xiezhi.kernel.actor import Actor
from xiezhi.kernel.ids import new_id
from xiezhi.ledger.services.acts import act


def set_limit(
    *,
    rule_key: str,
    length: int,
    unit: str,
    effective_from: date,
    clause_id: UUID | None,
    acting: Actor,
    now: datetime,
) -> OwnLimit:
    """Set a time limit the law leaves open; without a clause it reads 本院设定.

    Clocks that run already keep the length and the words they began with.

    Raises:
        InvalidInputError: ``house.no_clause`` and those of `set_own_limit`.
        RuleRefusedError: ``house.rule_repealed``, ``house.rule_not_in_force`` on the first day.
    """
    with act(acting=acting, now=now) as record:
        clause = None if clause_id is None else get_clause(clause_id)
        if clause is not None:
            rule = clause.rule
            check_citable(
                effective_from, in_force_from=rule.in_force_from, repealed_on=rule.repealed_on
            )
        limit = set_own_limit(
            acting=acting,
            rule_key=rule_key,
            length=length,
            unit=unit,
            effective_from=effective_from,
            citation="" if clause is None else words_of(clause),
            now=now,
        )
        if clause is not None:
            RuleCitation.objects.create(
                id=new_id(now),
                clause=clause,
                cited_by=CitedBy.LIMIT,
                subject=rule_key,
                limit=limit,
                since=effective_from,
                set_by_label=acting.signature,
                set_at=now,
            )
        record(
            "house.cite_for_limit",
            "limit",
            rule_key,
            after={"clause": str(clause_id or ""), "from": effective_from.isoformat()},
        )
    return limit

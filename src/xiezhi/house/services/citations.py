"""Duties and forms: which clause of the house they rest on."""

from datetime import date, datetime
from uuid import UUID

from xiezhi.accounts.rules.rights import Action, require
from xiezhi.house.models import RuleCitation
from xiezhi.house.rules.citations import MAX_SUBJECT, CitedBy
from xiezhi.house.rules.register import check_citable
from xiezhi.house.selectors.register import get_clause
from xiezhi.kernel.actor import Actor
from xiezhi.kernel.clock import legal_day
from xiezhi.kernel.errors import InvalidInputError
from xiezhi.kernel.ids import new_id
from xiezhi.ledger.services.acts import act


def cite_clause(
    *, cited_by: CitedBy, subject: str, clause_id: UUID | None, acting: Actor, now: datetime
) -> RuleCitation | None:
    """Let a duty or a form rest on a clause from today on; on none it reads 本院设定.

    Raises:
        InvalidInputError: ``house.no_clause``, ``house.limit_has_its_own_page``,
            ``house.no_subject``.
        RuleRefusedError: ``house.rule_repealed``, ``house.rule_not_in_force``.
    """
    require(acting, Action.MANAGE_OWN_RULES)
    if cited_by is CitedBy.LIMIT:
        raise InvalidInputError("house.limit_has_its_own_page")
    if not subject.strip() or len(subject) > MAX_SUBJECT:
        raise InvalidInputError("house.no_subject")
    today = legal_day(now)
    with act(acting=acting, now=now) as record:
        _end_running(cited_by, subject, today)
        made = None
        if clause_id is not None:
            made = _cite(cited_by, subject, clause_id, acting=acting, now=now)
        record(
            "house.cite_clause",
            "citation",
            subject[:40],
            after={"by": cited_by.value, "subject": subject, "clause": str(clause_id or "")},
        )
    return made


def _end_running(cited_by: CitedBy, subject: str, today: date) -> None:
    running = RuleCitation.objects.select_for_update().filter(
        cited_by=cited_by, subject=subject, until__isnull=True
    )
    for one in running:
        one.until = today
        one.save(update_fields=["until"])


def _cite(
    cited_by: CitedBy, subject: str, clause_id: UUID, *, acting: Actor, now: datetime
) -> RuleCitation:
    today = legal_day(now)
    clause = get_clause(clause_id)
    rule = clause.rule
    check_citable(today, in_force_from=rule.in_force_from, repealed_on=rule.repealed_on)
    made: RuleCitation = RuleCitation.objects.create(
        id=new_id(now),
        clause=clause,
        cited_by=cited_by,
        subject=subject,
        since=today,
        set_by_label=acting.signature,
        set_at=now,
    )
    return made

"""What rests on which clause, and whether the text behind it still is in force."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Q, QuerySet

from xiezhi.accounts.models import OwnLimit
from xiezhi.accounts.selectors.office_settings import own_limits_on
from xiezhi.house.models import OwnRule, OwnRuleClause, RuleCitation
from xiezhi.house.rules.citations import CitedBy
from xiezhi.house.rules.register import WITHOUT_TEXT, RuleState, citation_words
from xiezhi.house.selectors.register import rule_state


@dataclass(frozen=True, slots=True, kw_only=True)
class Basis:
    """What something of the office's own rests on.

    Attributes:
        words: the citation, or 本院设定 where there is no text.
        rule_id: the registered rule; None for 本院设定, and for texts cited before the register.
        is_repealed: the text cited is no longer in force.
        successor_id: the rule that took its place.
    """

    words: str
    rule_id: UUID | None = None
    rule_name: str = ""
    clause: str = ""
    clause_id: UUID | None = None
    is_repealed: bool = False
    successor_id: UUID | None = None
    successor_name: str = ""

    @property
    def has_text(self) -> bool:
        """Whether a text gives it: 本院规定, else 本院设定."""
        return self.words != WITHOUT_TEXT


WITHOUT: Basis = Basis(words=WITHOUT_TEXT)


def limit_bases(day: date) -> dict[str, Basis]:
    """Return what each limit in force on a day rests on, by rule key; two queries."""
    return bases_of_limits(own_limits_on(day).values(), day)


def bases_of_limits(limits: Iterable[OwnLimit], day: date) -> dict[str, Basis]:
    """Return what some limits rest on, by rule key; one query."""
    chosen = list(limits)
    found = bases_of_versions(chosen, day)
    return {limit.rule_key: found[limit.id] for limit in chosen}


def bases_of_versions(limits: Iterable[OwnLimit], day: date) -> dict[UUID, Basis]:
    """Return what some versions of limits rest on, by their id; one query."""
    chosen = {limit.id: limit for limit in limits}
    cited = {one.limit_id: one for one in _citations().filter(limit_id__in=list(chosen))}
    return {
        limit_id: _limit_basis(limit, cited.get(limit_id), day)
        for limit_id, limit in chosen.items()
    }


def basis_of_version(limit: OwnLimit, day: date) -> Basis:
    """Return what one version of a limit rests on."""
    return bases_of_versions([limit], day)[limit.id]


def find_basis(cited_by: CitedBy, subject: str, day: date) -> Basis:
    """Return what a duty or a form rests on today, 本院设定 where there is no text."""
    return bases_of({subject}, cited_by, day).get(subject, WITHOUT)


def find_cited_clause(cited_by: CitedBy, subject: str, day: date) -> OwnRuleClause | None:
    """Return the clause a duty or a form rests on today, while its rule is in force."""
    found = (
        _running(day).filter(cited_by=cited_by, subject=subject).order_by("since", "set_at").last()
    )
    if found is None or rule_state(found.clause.rule, day) is not RuleState.IN_FORCE:
        return None
    clause: OwnRuleClause = found.clause
    return clause


def bases_of(subjects: Iterable[str], cited_by: CitedBy, day: date) -> dict[str, Basis]:
    """Return what some duties or forms rest on, by subject; those with no text are left out."""
    cited = _running(day).filter(cited_by=cited_by, subject__in=list(subjects))
    return {one.subject: _basis(one.clause, day) for one in cited.order_by("since", "set_at")}


def list_citations_of(rule: OwnRule) -> list[RuleCitation]:
    """Return what cites a rule now: limits that stand, duties and forms, by clause."""
    subjects = Q(limit__isnull=True, until__isnull=True)
    standing = subjects | Q(limit__isnull=False, limit__replaced_at__isnull=True)
    cited = _citations().filter(standing, clause__rule_id=rule.id).select_related("limit")
    return list(cited.order_by("clause__position", "cited_by", "subject", "since"))


def repealed_words(day: date) -> frozenset[str]:
    """Return the words of citations whose text is no longer in force on a day.

    Clocks carry the words they began with; a page that shows them looks here.
    """
    return frozenset(words for words, since in repeal_days().items() if since <= day)


def repeal_days() -> dict[str, date]:
    """Return from which day on a text is repealed, by the words it is cited with; one query."""
    found: dict[str, date] = {}
    for one in _citations().filter(cited_by=CitedBy.LIMIT).select_related("limit"):
        words, since = one.limit.citation, one.clause.rule.repealed_on or date.max
        found[words] = max(found.get(words, since), since)
    return {words: since for words, since in found.items() if since < date.max}


def words_of(clause: OwnRuleClause) -> str:
    """Return how a clause is cited."""
    rule = clause.rule
    return citation_words(
        name=rule.name, number=rule.number, issued_on=rule.issued_on, clause=clause.number
    )


def _running(day: date) -> QuerySet[RuleCitation]:
    running = Q(until__isnull=True) | Q(until__gt=day)
    return _citations().filter(running, since__lte=day)


def _citations() -> QuerySet[RuleCitation]:
    return RuleCitation.objects.select_related("clause__rule__successor")


def _limit_basis(limit: OwnLimit, cited: RuleCitation | None, day: date) -> Basis:
    if cited is not None:
        return _basis(cited.clause, day)
    return Basis(words=limit.citation) if limit.citation else WITHOUT


def _basis(clause: OwnRuleClause, day: date) -> Basis:
    rule = clause.rule
    successor = rule.successor
    return Basis(
        words=words_of(clause),
        rule_id=rule.id,
        rule_name=rule.name,
        clause=clause.number,
        clause_id=clause.id,
        is_repealed=rule_state(rule, day) is RuleState.REPEALED,
        successor_id=None if successor is None else successor.id,
        successor_name="" if successor is None else successor.name,
    )

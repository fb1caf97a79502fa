"""本院规定 with its clause: what a limit rests on, and what becomes of it when the text is repealed."""

from datetime import date, datetime, timedelta

import pytest

from tests.house.cast import administrator, clause, keeper, make_rule
from xiezhi.accounts.models import OwnLimit, Procuratorate
from xiezhi.accounts.selectors.office_settings import find_own_limit, own_length
from xiezhi.accounts.services.office import set_own_limit
from xiezhi.house.models import RuleCitation
from xiezhi.house.rules.citations import CitedBy
from xiezhi.house.selectors.citations import (
    basis_of_version,
    limit_bases,
    list_citations_of,
    repealed_words,
)
from xiezhi.house.services.limits import set_limit
from xiezhi.house.services.register import repeal_rule
from xiezhi.kernel.actor import Actor, system_actor
from xiezhi.kernel.clock import legal_day
from xiezhi.kernel.errors import InvalidInputError, NotAllowedError, RuleRefusedError
from xiezhi.kernel.ids import new_id
from xiezhi.law.periods import Period, Unit

KEY = "lead_assessment"
WORDS = "《线索管理办法》（达检发〔2026〕3号）第二条"


def cite(acting: Actor, now: datetime, clause_id: object, start: date | None = None) -> OwnLimit:
    return set_limit(
        rule_key=KEY,
        length=10,
        unit="day",
        effective_from=start or legal_day(now),
        clause_id=clause_id,  # type: ignore[arg-type]  # an id or None
        acting=acting,
        now=now,
    )


def test_limit_rests_on_its_clause_in_words_and_by_reference(
    scope: Procuratorate, now: datetime
) -> None:
    rule = make_rule(keeper(), now)
    limit = cite(administrator(), now, clause(rule).id)
    assert limit.citation == WORDS
    basis = limit_bases(legal_day(now))[KEY]
    assert (basis.words, basis.rule_id, basis.clause) == (WORDS, rule.id, "第二条")
    assert not basis.is_repealed
    assert [one.limit for one in list_citations_of(rule)] == [limit]


def test_limit_without_a_clause_reads_as_set_by_the_office(
    scope: Procuratorate, now: datetime
) -> None:
    cite(administrator(), now, None)
    basis = limit_bases(legal_day(now))[KEY]
    assert (basis.words, basis.has_text) == ("本院设定", False)


def test_citation_typed_before_the_register_is_kept(scope: Procuratorate, now: datetime) -> None:
    set_own_limit(
        acting=system_actor(scope.id),
        rule_key=KEY,
        length=9,
        unit="day",
        effective_from=legal_day(now),
        citation="本院线索管理办法第5条",
        now=now,
    )
    basis = limit_bases(legal_day(now))[KEY]
    assert (basis.words, basis.rule_id, basis.has_text) == ("本院线索管理办法第5条", None, True)


def test_limit_whose_text_was_repealed_says_so(scope: Procuratorate, now: datetime) -> None:
    acting, today = keeper(), legal_day(now)
    rule, other = make_rule(acting, now), make_rule(acting, now, name="新办法")
    cite(administrator(), now, clause(rule).id)
    tomorrow = today + timedelta(days=1)
    repeal_rule(
        rule_id=rule.id, repealed_on=tomorrow, successor_id=other.id, acting=acting, now=now
    )
    assert not limit_bases(today)[KEY].is_repealed
    basis = limit_bases(tomorrow)[KEY]
    assert (basis.is_repealed, basis.successor_name) == (True, "新办法")
    assert repealed_words(today) == frozenset()
    assert repealed_words(tomorrow) == {WORDS}
    assert own_length(KEY, tomorrow) == Period(length=10, unit=Unit.DAY)


@pytest.mark.parametrize("days", [-3, 3])
def test_limit_rests_only_on_a_text_in_force_on_its_first_day(
    scope: Procuratorate, now: datetime, days: int
) -> None:
    acting, today = keeper(), legal_day(now)
    if days < 0:
        rule = make_rule(acting, now)
        repeal_rule(rule_id=rule.id, repealed_on=today, acting=acting, now=now)
        code = "house.rule_repealed"
    else:
        rule = make_rule(acting, now, in_force_from=today + timedelta(days=days))
        code = "house.rule_not_in_force"
    with pytest.raises(RuleRefusedError) as refusal:
        cite(administrator(), now, clause(rule).id)
    assert refusal.value.code == code
    assert find_own_limit(KEY, today) is None


def test_clause_that_is_not_there_is_refused(scope: Procuratorate, now: datetime) -> None:
    with pytest.raises(InvalidInputError) as refusal:
        cite(administrator(), now, new_id(now))
    assert refusal.value.code == "house.no_clause"


def test_limit_put_right_on_its_day_leaves_no_double_citation(
    scope: Procuratorate, now: datetime
) -> None:
    rule, acting = make_rule(keeper(), now), administrator()
    first = cite(acting, now, clause(rule, "第一条").id)
    second = cite(acting, now, clause(rule).id)
    assert [one.limit for one in list_citations_of(rule)] == [second]
    assert RuleCitation.objects.filter(cited_by=CitedBy.LIMIT).count() == 2
    first.refresh_from_db()
    assert basis_of_version(first, legal_day(now)).clause == "第一条"


def test_only_who_may_set_the_office_up_sets_limits(scope: Procuratorate, now: datetime) -> None:
    with pytest.raises(NotAllowedError):
        cite(keeper(), now, None)

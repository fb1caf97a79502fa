"""Duties and forms rest on a clause from a day on, or are set by the office."""

from datetime import datetime, timedelta

import pytest

from tests.house.cast import clause, keeper, make_rule
from xiezhi.accounts.models import Procuratorate
from xiezhi.house.models import RuleCitation
from xiezhi.house.rules.citations import CitedBy, supporter_subject
from xiezhi.house.selectors.citations import bases_of, find_basis, list_citations_of
from xiezhi.house.services.citations import cite_clause
from xiezhi.house.services.register import repeal_rule
from xiezhi.kernel.clock import legal_day
from xiezhi.kernel.errors import InvalidInputError

SUBJECT = supporter_subject("grid_member")


def test_duty_rests_on_a_clause_until_another_is_named(scope: Procuratorate, now: datetime) -> None:
    acting, today = keeper(), legal_day(now)
    rule = make_rule(acting, now)
    assert find_basis(CitedBy.DUTY, SUBJECT, today).words == "本院设定"
    for number in ("第一条", "第二条"):
        cite_clause(
            cited_by=CitedBy.DUTY,
            subject=SUBJECT,
            clause_id=clause(rule, number).id,
            acting=acting,
            now=now,
        )
    assert find_basis(CitedBy.DUTY, SUBJECT, today).clause == "第二条"
    assert [one.clause.number for one in list_citations_of(rule)] == ["第二条"]
    cite_clause(cited_by=CitedBy.DUTY, subject=SUBJECT, clause_id=None, acting=acting, now=now)
    assert find_basis(CitedBy.DUTY, SUBJECT, today).words == "本院设定"
    assert RuleCitation.objects.count() == 2


def test_form_whose_text_was_repealed_says_so(scope: Procuratorate, now: datetime) -> None:
    acting = keeper()
    rule = make_rule(acting, now)
    cite_clause(
        cited_by=CitedBy.FORM,
        subject="assessment_sheet",
        clause_id=clause(rule).id,
        acting=acting,
        now=now,
    )
    tomorrow = legal_day(now) + timedelta(days=1)
    repeal_rule(rule_id=rule.id, repealed_on=tomorrow, acting=acting, now=now)
    assert bases_of(["assessment_sheet"], CitedBy.FORM, tomorrow)["assessment_sheet"].is_repealed


@pytest.mark.parametrize(
    ("cited_by", "subject", "code"),
    [
        pytest.param(CitedBy.LIMIT, "lead_assessment", "house.limit_has_its_own_page", id="limit"),
        pytest.param(CitedBy.DUTY, " ", "house.no_subject", id="nothing"),
        pytest.param(CitedBy.DUTY, "x" * 61, "house.no_subject", id="too long"),
    ],
)
def test_what_does_not_cite_is_refused(
    scope: Procuratorate, now: datetime, cited_by: CitedBy, subject: str, code: str
) -> None:
    with pytest.raises(InvalidInputError) as refusal:
        cite_clause(cited_by=cited_by, subject=subject, clause_id=None, acting=keeper(), now=now)
    assert refusal.value.code == code

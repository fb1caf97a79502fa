"""工作情况报告: counted by the same selectors as the figures, recorded when it is made."""

import io
from dataclasses import replace
from datetime import datetime
from typing import Any

import docx
import pytest

from tests.cast import make_grid_member, make_staff, make_unit
from tests.leads.desk import proposing
from tests.reporting.desk import Desk, reporting_desk
from xiezhi.accounts.rules.roles import Role
from xiezhi.kernel.clock import legal_day
from xiezhi.kernel.errors import InvalidInputError, NotAllowedError
from xiezhi.leads.rules.procedure import LeadEvent
from xiezhi.partners.services.units import sign_instrument
from xiezhi.reporting.rules.figures import FIGURES
from xiezhi.reporting.rules.periods import StatisticalPeriod
from xiezhi.reporting.rules.work_report import REPORTED
from xiezhi.reporting.selectors.figures import count_figures
from xiezhi.reporting.selectors.work_report import work_figures
from xiezhi.reporting.services.work_report import make_work_report


@pytest.fixture
def desk(scope: Any, now: datetime) -> Desk:
    found = reporting_desk(now)
    found.inside.decide(found.inside.register(), proposing(LeadEvent.DECIDE_SHELVE))
    found.inside.register(words="河边有人倒垃圾")
    return found


def period_of(desk: Desk) -> StatisticalPeriod:
    day = legal_day(desk.now)
    return StatisticalPeriod(since=day.replace(day=1), until=day)


def made(desk: Desk, **changes: Any) -> str:
    """The words of a report."""
    given: dict[str, Any] = {
        "office": "达拉特旗人民检察院",
        "period": period_of(desk),
        "addressee": "鄂尔多斯市人民检察院",
        "issuer": "",
        "acting": desk.manager,
    } | changes
    content = make_work_report(**given, now=desk.now)
    return "\n".join(one.text for one in docx.Document(io.BytesIO(content)).paragraphs)


def test_its_figures_are_those_of_the_page_of_figures(desk: Desk) -> None:
    today = legal_day(desk.now)
    period = period_of(desk)
    shown = count_figures(desk.manager, [FIGURES[key] for key in REPORTED], period, today=today)
    said = work_figures(desk.manager, period, today=today)
    assert list(said.values.values()) == shown
    assert said.values["leads"].count == 2


def test_groups_add_up_to_their_whole(desk: Desk) -> None:
    said = work_figures(desk.manager, period_of(desk), today=legal_day(desk.now))
    for groups in (said.channels, said.areas):
        assert sum(count for _, count in groups) == said.values["leads"].count


def test_units_count_once_and_only_while_their_text_is_in_force(desk: Desk) -> None:
    day = legal_day(desk.now)
    first, second, third = make_unit("甲局"), make_unit("乙局"), make_unit("丙局")
    head = make_staff("负责人09", Role.DEPARTMENT_HEAD)
    signed: dict[str, Any] = {"acting": head, "now": desk.now, "signed_on": day.replace(year=2020)}
    sign_instrument(title="协作意见", parties={first.id: "", second.id: ""}, **signed)
    sign_instrument(title="补充意见", parties={first.id: ""}, **signed)
    sign_instrument(
        title="旧的意见", parties={third.id: ""}, in_force_until=day.replace(year=2024), **signed
    )
    assert work_figures(desk.manager, period_of(desk), today=day).units == 2


def strength(desk: Desk) -> int:
    said = work_figures(desk.manager, period_of(desk), today=legal_day(desk.now))
    return dict(said.strength)["公益诉讼网格员"]


def test_the_strength_is_of_who_is_in_office(desk: Desk) -> None:
    before = strength(desk)
    make_grid_member(41, mobile="13800000041")
    assert strength(desk) == before + 1


def test_it_says_who_made_it(desk: Desk) -> None:
    text = made(desk)
    assert "制作人：案管01" in text
    assert "登记线索2件" in text


def test_whoever_may_not_take_copies_makes_none(desk: Desk) -> None:
    with pytest.raises(NotAllowedError):
        made(desk, acting=make_staff("控申01", Role.PETITION_OFFICER))


@pytest.mark.parametrize(
    ("changes", "code"),
    [({"addressee": "  "}, "reporting.no_addressee"), ({"period": None}, "reporting.period_order")],
)
def test_what_cannot_be_a_report_is_refused(desk: Desk, changes: dict[str, Any], code: str) -> None:
    if "period" in changes:
        period = period_of(desk)
        changes = {"period": replace(period, since=period.until, until=period.since)}
    with pytest.raises(InvalidInputError) as refused:
        made(desk, **changes)
    assert refused.value.code == code

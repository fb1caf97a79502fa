"""上级单位: dated, several at once, never in a circle; a change leaves the past as it was."""

from datetime import date, datetime

import pytest

from tests.cast import make_staff, make_unit
from xiezhi.accounts.rules.roles import Role
from xiezhi.infra.tenant import current_tenant
from xiezhi.kernel.actor import Actor, system_actor
from xiezhi.kernel.errors import DomainError, NotAllowedError
from xiezhi.partners.models import PartnerUnit, UnitSuperior
from xiezhi.partners.selectors.superiors import (
    is_in_line,
    list_superiors,
    superiors_by_unit,
    superiors_on,
)
from xiezhi.partners.services.superiors import add_superior, change_superior, remove_superior

pytestmark = pytest.mark.usefixtures("scope")

BEFORE, CHANGE, TODAY = date(2025, 12, 31), date(2026, 1, 1), date(2026, 11, 25)


def keeper() -> Actor:
    return system_actor(current_tenant())


def above(unit: PartnerUnit, superior: PartnerUnit, since: date, until: date | None = None, *, now: datetime) -> UnitSuperior:  # fmt: skip
    return add_superior(
        unit_id=unit.id,
        superior_id=superior.id,
        since=since,
        until=until,
        acting=keeper(),
        now=now,
    )


def names(unit: PartnerUnit, day: date) -> list[str]:
    return [one.name for one in superiors_on([unit.id], day)]


def test_superiors_of_superiors_are_found_the_nearest_first(now: datetime) -> None:
    banner, city, region = make_unit("旗水利局"), make_unit("市水利局"), make_unit("自治区水利厅")
    above(city, region, CHANGE, now=now)
    above(banner, city, CHANGE, now=now)
    assert names(banner, TODAY) == ["市水利局", "自治区水利厅"]
    assert set(superiors_by_unit(TODAY)) == {banner.id, city.id}
    assert names(banner, BEFORE) == []


def test_change_of_superior_leaves_the_past_as_it_was(now: datetime) -> None:
    branch, old, new = make_unit("生态环境分局"), make_unit("旗人民政府"), make_unit("市生态环境局")
    first = above(branch, old, date(2020, 1, 1), now=now)
    change_superior(
        relation_id=first.id,
        superior_id=old.id,
        since=first.since,
        until=BEFORE,
        acting=keeper(),
        now=now,
    )
    above(branch, new, CHANGE, now=now)
    assert (names(branch, BEFORE), names(branch, CHANGE)) == (["旗人民政府"], ["市生态环境局"])
    assert [one.superior.name for one in list_superiors(branch.id)] == [
        "市生态环境局",
        "旗人民政府",
    ]


def test_line_runs_up_and_down_and_not_across(now: datetime) -> None:
    city, one, other = make_unit("市水利局"), make_unit("甲旗水利局"), make_unit("乙旗水利局")
    above(one, city, CHANGE, now=now)
    above(other, city, CHANGE, now=now)
    assert is_in_line(city.id, [one.id], TODAY)
    assert is_in_line(one.id, [city.id], TODAY)
    assert is_in_line(one.id, [one.id], TODAY)
    assert not is_in_line(other.id, [one.id], TODAY)
    assert not is_in_line(city.id, [one.id], BEFORE)


def test_noted_by_mistake_is_taken_out(now: datetime) -> None:
    unit, superior = make_unit("旗水利局"), make_unit("市水利局")
    made = above(unit, superior, CHANGE, now=now)
    assert remove_superior(relation_id=made.id, acting=keeper(), now=now) == unit.id
    assert names(unit, TODAY) == []


def test_what_cannot_be_is_refused(now: datetime) -> None:
    banner, city, region = make_unit("旗水利局"), make_unit("市水利局"), make_unit("自治区水利厅")
    above(banner, city, CHANGE, now=now)
    above(city, region, CHANGE, TODAY, now=now)
    wrong = [
        ((banner, banner, CHANGE, None), "partners.own_superior"),
        ((banner, region, TODAY, CHANGE), "partners.superior_days"),
        ((banner, city, TODAY, None), "partners.superior_known"),
        ((region, banner, TODAY, None), "partners.superior_in_a_circle"),
        ((region, banner, BEFORE, None), "partners.superior_in_a_circle"),
    ]
    for (unit, superior, since, until), code in wrong:
        with pytest.raises(DomainError) as refused:
            above(unit, superior, since, until, now=now)
        assert refused.value.code == code


def test_only_who_manages_units_notes_superiors(now: datetime) -> None:
    unit, superior = make_unit("旗水利局"), make_unit("市水利局")
    with pytest.raises(NotAllowedError, match=r"^accounts\.no_right$"):
        add_superior(
            unit_id=unit.id,
            superior_id=superior.id,
            since=CHANGE,
            acting=make_staff("书记员01", Role.CLERK),
            now=now,
        )

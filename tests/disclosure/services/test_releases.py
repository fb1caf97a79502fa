"""公开数据: counted and withheld at once, released by another, withdrawn in the open, carried outside."""

from datetime import date, datetime, timedelta
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from tests.cast import make_report, make_staff
from tests.leads.desk import Office, small_office
from xiezhi.accounts.rules.roles import Role
from xiezhi.disclosure.models import FigureRelease
from xiezhi.disclosure.rules.crossing import CrossedRelease
from xiezhi.disclosure.rules.release import GroupTable, figures_of
from xiezhi.disclosure.selectors.releases import (
    crossed_releases,
    get_public_release,
    list_public_releases,
)
from xiezhi.disclosure.services.crossing import take_release
from xiezhi.disclosure.services.releases import (
    refuse_release,
    release_figures,
    withdraw_release,
)
from xiezhi.exchange.rules.allow_list import check_item
from xiezhi.exchange.rules.items import ItemKind
from xiezhi.exchange.rules.values import value_of
from xiezhi.exchange.services.by_value import item_of
from xiezhi.kernel.actor import Actor, system_actor
from xiezhi.kernel.errors import (
    InvalidInputError,
    NotAllowedError,
    NotFoundError,
    TransitionRefusedError,
)
from xiezhi.reporting.services.public import propose_figures

SINCE, UNTIL = date(2026, 1, 1), date(2026, 3, 31)
IN_TIME = datetime.fromisoformat("2026-02-10T10:00:00+08:00")
NOW = datetime.fromisoformat("2026-11-24T10:00:00+08:00")


@pytest.fixture
def inside(scope: Any) -> Office:
    return small_office(NOW)


@pytest.fixture
def manager(inside: Office) -> Actor:
    return make_staff("案管01", Role.CASE_MANAGEMENT)


def proposed(inside: Office, since: date = SINCE, until: date = UNTIL) -> FigureRelease:
    return propose_figures(since=since, until=until, note="", acting=inside.clerk, now=NOW)


def released(inside: Office, manager: Actor) -> FigureRelease:
    return release_figures(release_id=proposed(inside).id, acting=manager, now=NOW)


def reports(count: int, channel: str) -> None:
    for number in range(count):
        make_report(IN_TIME, words=f"第{number}条", channel=channel)


def table(found: FigureRelease, by: str) -> GroupTable:
    figures = figures_of(found.content)
    return next(one for one in figures.tables if (one.name, one.by) == ("反映信息数", by))


def test_small_groups_are_nowhere_in_what_is_kept(inside: Office) -> None:
    reports(9, "snap")
    reports(7, "telephone")
    reports(2, "visit")
    found = proposed(inside)
    groups = {row.name: row.count for row in table(found, "来源方式").rows}
    assert groups == {"随手拍": 9, "电话": None, "来访": None}
    assert table(found, "来源方式").total == 18
    assert "2" not in str(table(found, "来源方式").rows)


def test_whole_office_with_few_reports_tells_nothing(inside: Office) -> None:
    reports(3, "snap")
    found = table(proposed(inside), "来源方式")
    assert (found.total, found.is_withheld) == (None, True)


def test_second_person_releases(inside: Office, manager: Actor) -> None:
    found = proposed(inside)
    assert list_public_releases() == []
    with pytest.raises(NotFoundError, match=r"disclosure\.no_release"):
        get_public_release(found.id)
    release_figures(release_id=found.id, acting=manager, now=NOW)
    assert [one.id for one in list_public_releases()] == [found.id]


def test_nobody_releases_what_they_prepared(inside: Office, manager: Actor) -> None:
    found = propose_figures(since=SINCE, until=UNTIL, note="", acting=manager, now=NOW)
    with pytest.raises(TransitionRefusedError, match=r"disclosure\.releases_own"):
        release_figures(release_id=found.id, acting=manager, now=NOW)


def test_clerk_may_propose_and_not_release(inside: Office) -> None:
    found = proposed(inside)
    with pytest.raises(NotAllowedError):
        release_figures(release_id=found.id, acting=inside.clerk, now=NOW)


def test_sent_back_may_be_proposed_again(inside: Office, manager: Actor) -> None:
    refuse_release(release_id=proposed(inside).id, reason="口径没有说明", acting=manager, now=NOW)
    proposed(inside)


def test_reason_is_asked_for(inside: Office, manager: Actor) -> None:
    with pytest.raises(InvalidInputError, match=r"disclosure\.no_reason"):
        refuse_release(release_id=proposed(inside).id, reason=" ", acting=manager, now=NOW)


@pytest.mark.parametrize(
    ("since", "until", "code"),
    [
        (date(2026, 3, 31), date(2026, 1, 1), "period_order"),
        (date(2026, 9, 1), date(2026, 11, 24), "period_not_over"),
        (date(2026, 4, 1), date(2026, 5, 31), "period_short"),
        (date(2026, 3, 1), date(2026, 6, 30), "period_overlaps"),
        (date(2026, 1, 1), date(2026, 6, 30), "period_overlaps"),
        (date(2025, 10, 1), date(2026, 1, 1), "period_overlaps"),
    ],
)
def test_period_is_refused(
    inside: Office, manager: Actor, since: date, until: date, code: str
) -> None:
    released(inside, manager)
    with pytest.raises(InvalidInputError, match=rf"disclosure\.{code}"):
        proposed(inside, since, until)


def test_next_quarter_follows(inside: Office, manager: Actor) -> None:
    released(inside, manager)
    proposed(inside, date(2026, 4, 1), date(2026, 6, 30))


def test_withdrawn_stays_named_and_the_same_days_may_be_released_anew(
    inside: Office, manager: Actor
) -> None:
    found = released(inside, manager)
    withdraw_release(release_id=found.id, reason="有一项重复计数", acting=manager, now=NOW)
    assert [one.decided_reason for one in list_public_releases()] == ["有一项重复计数"]
    with pytest.raises(InvalidInputError, match=r"disclosure\.period_overlaps"):
        proposed(inside, SINCE, UNTIL + timedelta(days=1))
    proposed(inside)


def test_database_keeps_one_release_a_period(inside: Office) -> None:
    found = proposed(inside)
    found.id = inside.member_id
    with pytest.raises(IntegrityError, match="one_release_a_period"), transaction.atomic():
        found.save(force_insert=True)


def test_outside_shows_what_is_out_and_what_was_withdrawn(inside: Office, manager: Actor) -> None:
    reports(9, "snap")
    reports(2, "visit")
    found = released(inside, manager)
    item = item_of(ItemKind.FIGURES, next(iter(crossed_releases())))
    check_item(item)
    system = system_actor(inside.clerk.procuratorate_id)
    rows = FigureRelease.objects.all()
    rows._raw_delete(rows.db)
    take_release(release=value_of(CrossedRelease, item.body), acting=system, now=NOW)
    outside = get_public_release(found.id)
    assert outside.content == found.content
    assert (outside.prepared_by_label, outside.released_by_label) == ("", "")
    withdraw_release(release_id=found.id, reason="有误", acting=manager, now=NOW)
    gone = value_of(CrossedRelease, item_of(ItemKind.FIGURES, next(iter(crossed_releases()))).body)
    assert (gone.lines, gone.tables, gone.taken_down_reason) == ((), (), "有误")
    take_release(release=gone, acting=system, now=NOW)
    assert get_public_release(found.id).withdrawn_at == NOW

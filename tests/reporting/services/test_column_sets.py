"""列方案: one's own before the office's, one usual set of each, only those who lock share."""

from datetime import datetime
from typing import Any

import pytest

from tests.reporting.desk import Desk, reporting_desk
from xiezhi.kernel.actor import Actor
from xiezhi.kernel.errors import ConflictError, InvalidInputError, NotAllowedError, NotFoundError
from xiezhi.reporting.models import LedgerColumnSet
from xiezhi.reporting.rules.column_sets import ChosenColumn
from xiezhi.reporting.rules.ledgers import LedgerKind
from xiezhi.reporting.selectors.column_sets import access_column_set, find_column_set
from xiezhi.reporting.services.column_sets import (
    ColumnSetText,
    remove_column_set,
    save_column_set,
)

TWO = (ChosenColumn(key="title", width=30), ChosenColumn(key="number", width=12))


@pytest.fixture
def desk(scope: Any, now: datetime) -> Desk:
    return reporting_desk(now)


def save(desk: Desk, acting: Actor, name: str = "我的", **more: Any) -> LedgerColumnSet:
    given: dict[str, Any] = {"columns": TWO, "is_usual": True, "kind": LedgerKind.LEADS} | more
    set_id = given.pop("set_id", None)
    return save_column_set(
        text=ColumnSetText(name=name, **given), set_id=set_id, acting=acting, now=desk.now
    )


def test_own_usual_set_goes_before_the_offices(desk: Desk) -> None:
    shared = save(desk, desk.manager, "全院", is_office_wide=True)
    own = save(desk, desk.clerk)
    assert find_column_set(desk.clerk, LedgerKind.LEADS) == own
    assert find_column_set(desk.manager, LedgerKind.LEADS) == shared
    assert find_column_set(desk.clerk, LedgerKind.LETTERS) is None


def test_order_and_words_are_kept(desk: Desk) -> None:
    columns = (ChosenColumn(key="title", heading="线索内容", width=30), TWO[1])
    assert save(desk, desk.clerk, columns=columns).columns == [
        {"key": "title", "heading": "线索内容", "width": 30},
        {"key": "number", "heading": "", "width": 12},
    ]


def test_another_usual_set_takes_the_place_of_the_first(desk: Desk) -> None:
    first, second = save(desk, desk.clerk, "甲"), save(desk, desk.clerk, "乙")
    first.refresh_from_db()
    assert (first.is_usual, second.is_usual) == (False, True)


def test_name_is_taken_once_by_a_person_but_by_each(desk: Desk) -> None:
    save(desk, desk.clerk)
    save(desk, desk.manager)
    with pytest.raises(ConflictError, match="name_taken"):
        save(desk, desk.clerk)


def test_clerk_shares_nothing_with_the_office(desk: Desk) -> None:
    with pytest.raises(NotAllowedError):
        save(desk, desk.clerk, is_office_wide=True)


def test_anothers_own_set_is_not_to_be_found(desk: Desk) -> None:
    own = save(desk, desk.clerk)
    with pytest.raises(NotFoundError):
        access_column_set(desk.manager, own.id)


def test_clerk_uses_the_offices_set_but_does_not_remove_it(desk: Desk) -> None:
    shared = save(desk, desk.manager, is_office_wide=True)
    assert access_column_set(desk.clerk, shared.id) == shared
    with pytest.raises(NotAllowedError):
        remove_column_set(set_id=shared.id, acting=desk.clerk, now=desk.now)
    remove_column_set(set_id=shared.id, acting=desk.manager, now=desk.now)
    assert find_column_set(desk.clerk, LedgerKind.LEADS) is None


@pytest.mark.parametrize(
    ("columns", "code"),
    [
        ((), "no_columns"),
        ((ChosenColumn(key="nobody", width=9),), "unknown_column"),
        ((*TWO, TWO[0]), "column_twice"),
        ((ChosenColumn(key="title", width=500),), "column_width"),
    ],
)
def test_set_that_makes_no_table_is_refused(desk: Desk, columns: Any, code: str) -> None:
    with pytest.raises(InvalidInputError, match=code):
        save(desk, desk.clerk, columns=columns)

"""沟通、协调、联络、反馈 in somebody's hands, handed over, and remembered."""

import itertools
from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from tests.cast import make_department, make_staff
from tests.house.cast import keeper
from xiezhi.accounts.models import Procuratorate, StaffMember
from xiezhi.accounts.rules.roles import Role
from xiezhi.house.rules.functions import Circle, ContactFunction
from xiezhi.house.selectors.functions import (
    functions_held,
    list_contacts,
    list_past_posts,
    list_posts,
)
from xiezhi.house.services.functions import PostDraft, hand_over_functions, set_function
from xiezhi.kernel.actor import Actor
from xiezhi.kernel.clock import legal_day
from xiezhi.kernel.errors import InvalidInputError, StepUpRequiredError

KEEPERS = itertools.count(1)


def put(now: datetime, first: Actor, second: Actor | None = None, **changes: object) -> None:
    assert first.id is not None
    draft = PostDraft(
        department_id=make_department().id,
        first_id=first.id,
        second_id=None if second is None else second.id,
        telephone=str(changes.get("telephone", "0477-5200000")),
    )
    set_function(
        circle=Circle.UNITS,
        function=ContactFunction.FEEDBACK,
        draft=draft,
        since=changes.get("since", legal_day(now)),  # type: ignore[arg-type]  # a day
        acting=keeper(next(KEEPERS)),
        now=now,
    )


@pytest.fixture
def one(scope: Procuratorate) -> Actor:
    return make_staff("检察官01", Role.PROSECUTOR)


@pytest.fixture
def other(scope: Procuratorate) -> Actor:
    return make_staff("检察官助理03", Role.ASSISTANT)


def test_units_see_posts_and_a_number_to_call(one: Actor, other: Actor, now: datetime) -> None:
    put(now, one, other)
    contact = list_contacts(Circle.UNITS, legal_day(now))[0]
    assert (contact.first, contact.second, contact.telephone) == (
        "检察官01",
        "检察官助理03",
        "0477-5200000",
    )
    assert list_contacts(Circle.SUPPORTERS, legal_day(now)) == []


def test_without_a_number_of_its_own_the_office_number_of_a_is_called(
    one: Actor, now: datetime
) -> None:
    StaffMember.objects.filter(id=one.id).update(office_phone="0477-1111111")
    put(now, one, telephone="")
    assert list_contacts(Circle.UNITS, legal_day(now))[0].telephone == "0477-1111111"


def test_function_has_one_holder_and_a_history(one: Actor, other: Actor, now: datetime) -> None:
    today = legal_day(now)
    put(now, one, since=today - timedelta(days=100))
    put(now, other, one)
    post = list_posts(today)[Circle.UNITS, ContactFunction.FEEDBACK]
    assert (post.first_id, post.second_id) == (other.id, one.id)
    past = list_past_posts(today)[0]
    assert (past.first_id, past.until) == (one.id, today - timedelta(days=1))
    yesterday = list_posts(today - timedelta(days=1))
    assert yesterday[Circle.UNITS, ContactFunction.FEEDBACK].first_id == one.id
    assert one.id is not None
    assert functions_held(one.id, today) == {ContactFunction.FEEDBACK}


def test_mistake_of_the_same_day_is_put_right(one: Actor, other: Actor, now: datetime) -> None:
    put(now, one)
    put(now + timedelta(minutes=1), other)
    post = list_posts(legal_day(now))[Circle.UNITS, ContactFunction.FEEDBACK]
    assert post.first_id == other.id


@pytest.mark.parametrize(
    ("days", "is_same", "code"),
    [
        pytest.param(1, False, "house.since_in_future", id="future"),
        pytest.param(-1, False, "house.since_before_present", id="before who does it now"),
        pytest.param(0, True, "house.same_person", id="A and B one person"),
    ],
)
def test_wrong_entry_is_refused(
    one: Actor, other: Actor, now: datetime, *, days: int, is_same: bool, code: str
) -> None:
    put(now, one)
    with pytest.raises(InvalidInputError) as refusal:
        put(
            now,
            other,
            other if is_same else None,
            since=legal_day(now) + timedelta(days=days),
        )
    assert refusal.value.code == code


def test_handover_moves_both_places_and_keeps_two_people(
    one: Actor, other: Actor, now: datetime
) -> None:
    put(now, one, other)
    head = make_staff("部门负责人01", Role.DEPARTMENT_HEAD, is_stepped_up=True)
    taker = make_staff("检察官02", Role.PROSECUTOR)
    assert one.id is not None
    assert other.id is not None
    assert taker.id is not None
    hand_over_functions(from_staff_id=one.id, to_staff_id=taker.id, acting=head, now=now)
    post = list_posts(legal_day(now))[Circle.UNITS, ContactFunction.FEEDBACK]
    assert (post.first_id, post.second_id) == (taker.id, other.id)
    hand_over_functions(from_staff_id=taker.id, to_staff_id=other.id, acting=head, now=now)
    post = list_posts(legal_day(now))[Circle.UNITS, ContactFunction.FEEDBACK]
    assert (post.first_id, post.second_id) == (other.id, None)


def test_handover_needs_a_fresh_proof(one: Actor, other: Actor, now: datetime) -> None:
    put(now, one)
    head = make_staff("部门负责人01", Role.DEPARTMENT_HEAD)
    assert one.id is not None
    assert other.id is not None
    with pytest.raises(StepUpRequiredError):
        hand_over_functions(from_staff_id=one.id, to_staff_id=other.id, acting=head, now=now)
    again = replace(head, is_stepped_up=True)
    with pytest.raises(InvalidInputError) as refusal:
        hand_over_functions(from_staff_id=one.id, to_staff_id=one.id, acting=again, now=now)
    assert refusal.value.code == "house.same_person"

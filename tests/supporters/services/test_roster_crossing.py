"""Supporters, cards and tasks across the zones."""

from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import IO, Any
from uuid import uuid4

import pytest

from tests.cast import make_grid_member
from xiezhi.accounts.models import Account
from xiezhi.accounts.rules.devices import Means
from xiezhi.accounts.selectors.devices import find_account_of_device
from xiezhi.accounts.services.devices import bind_device
from xiezhi.kernel.actor import Actor, system_actor
from xiezhi.kernel.errors import InvalidInputError
from xiezhi.kernel.matters import MatterKind
from xiezhi.supporters.models import FieldTask, Supporter, WorkCard
from xiezhi.supporters.rules.crossing import (
    CrossedCard,
    CrossedResult,
    CrossedSupporter,
    CrossedTask,
)
from xiezhi.supporters.rules.work_card import token_hash
from xiezhi.supporters.selectors.crossing import (
    crossed_supporters,
    results_to_carry,
    tasks_to_carry,
)
from xiezhi.supporters.selectors.rosters import find_card
from xiezhi.supporters.services.appointments import unbind_phones
from xiezhi.supporters.services.crossing import take_card, take_result, take_supporter, take_task

MEMBER = CrossedSupporter(
    id=uuid4(),
    account_id=uuid4(),
    login="grid-member-7",
    is_active=True,
    kind="grid_member",
    number=7,
    label="网格员07",
    town="展旦召苏木",
    village="",
    contact_label="检察官助理03",
    contact_phone="0477-8581234",
    term_from=date(2026, 1, 1),
    term_until=date(2027, 12, 31),
    dismissed_on=None,
    phones_unbound_at=None,
)
CARD = CrossedCard(
    id=uuid4(),
    supporter_id=MEMBER.id,
    token_hash=token_hash("a-token"),
    issued_at=datetime.fromisoformat("2026-11-01T02:00:00+00:00"),
    revoked_at=None,
)


def nothing(_sha256: bytes) -> IO[bytes]:
    raise AssertionError("no file comes along")


@pytest.fixture
def acting(scope: Any) -> Actor:
    return system_actor(scope.id)


def test_a_member_enters_outside_by_card_and_has_neither_name_nor_number(
    acting: Actor, now: datetime
) -> None:
    take_supporter(supporter=MEMBER, acting=acting, now=now)
    take_card(card=CARD, acting=acting, now=now)
    kept = Supporter.objects.get(id=MEMBER.id)
    assert (kept.name, kept.mobile, kept.contact_phone) == ("", "", "0477-8581234")
    found = find_card("a-token", today=now.date())
    assert found is not None
    assert found.supporter_id == MEMBER.id
    assert not Account.objects.get(pk=MEMBER.account_id).has_usable_password()


def test_a_card_revoked_inside_opens_nothing_and_one_used_stays_used(
    acting: Actor, now: datetime
) -> None:
    take_supporter(supporter=MEMBER, acting=acting, now=now)
    take_card(card=CARD, acting=acting, now=now)
    WorkCard.objects.filter(id=CARD.id).update(used_at=now)
    take_card(card=replace(CARD, revoked_at=now), acting=acting, now=now)
    card = WorkCard.objects.get(id=CARD.id)
    assert (card.used_at, card.revoked_at) == (now, now)


@pytest.mark.parametrize(
    "change",
    [
        pytest.param({"label": "张某"}, id="a-name-for-a-label"),
        pytest.param({"kind": "friend"}, id="unknown-kind"),
        pytest.param({"term_until": date(2025, 1, 1)}, id="term-reversed"),
    ],
)
def test_what_no_office_appoints_is_refused(
    acting: Actor, now: datetime, change: dict[str, Any]
) -> None:
    with pytest.raises(InvalidInputError):
        take_supporter(supporter=replace(MEMBER, **change), acting=acting, now=now)


def test_dismissal_inside_signs_out_outside(acting: Actor, now: datetime) -> None:
    take_supporter(supporter=MEMBER, acting=acting, now=now)
    phone = bind_device(acting=acting, account_id=MEMBER.account_id, means=Means.CARD, now=now)
    ended = replace(MEMBER, dismissed_on=now.date(), is_active=False)
    take_supporter(supporter=ended, acting=acting, now=now)
    assert find_account_of_device(phone, now=now) is None


def test_a_phone_bound_after_the_unbinding_stays_bound(acting: Actor, now: datetime) -> None:
    take_supporter(supporter=MEMBER, acting=acting, now=now)
    lost = bind_device(acting=acting, account_id=MEMBER.account_id, means=Means.CARD, now=now)
    later = now + timedelta(hours=2)
    new = bind_device(acting=acting, account_id=MEMBER.account_id, means=Means.CARD, now=later)
    unbound = replace(MEMBER, phones_unbound_at=now + timedelta(hours=1))
    take_supporter(supporter=unbound, acting=acting, now=later)
    assert find_account_of_device(lost, now=later) is None
    assert find_account_of_device(new, now=later) is not None


def test_unbinding_inside_is_carried(acting: Actor, now: datetime) -> None:
    member = make_grid_member()
    assert member.id is not None
    unbind_phones(acting=acting, supporter_id=member.id, now=now)
    (given,) = crossed_supporters()
    assert given.phones_unbound_at == now


def task_of(supporter_id: Any) -> CrossedTask:
    return CrossedTask(
        id=uuid4(),
        supporter_id=supporter_id,
        words="请看看水鹤修好没有",
        place_words="卫生院附近",
        due_on=date(2026, 12, 1),
        asked_at=datetime.fromisoformat("2026-11-20T02:00:00+00:00"),
        withdrawn_at=None,
        files=(),
    )


def test_a_task_outside_is_a_matter_of_its_own(acting: Actor, now: datetime) -> None:
    task = task_of(make_grid_member().id)
    kept = take_task(task=task, open_blob=nothing, acting=acting, now=now)
    assert (kept.matter_id, kept.matter_label, kept.asked_by_id) == (task.id, "", None)
    taken_back = take_task(
        task=replace(task, withdrawn_at=now), open_blob=nothing, acting=acting, now=now
    )
    assert taken_back.withdrawn_at == now


def test_a_result_is_done_on_its_own_day(acting: Actor, now: datetime) -> None:
    member = make_grid_member()
    given = FieldTask.objects.create(
        matter_kind=MatterKind.LEAD,
        matter_id=uuid4(),
        supporter_id=member.id,
        words="请看看水鹤修好没有",
        due_on=date(2026, 12, 1),
        asked_at=now - timedelta(days=3),
    )
    result = CrossedResult(
        id=given.id,
        submission_key=uuid4(),
        result="mended",
        words="修好了",
        done_at=now - timedelta(days=1),
        files=(),
    )
    done = take_result(result=result, open_blob=nothing, acting=acting, now=now)
    assert (done.result, done.done_at) == ("mended", now - timedelta(days=1))
    assert [one.id for one in results_to_carry(known=())] == [given.id]
    assert list(results_to_carry(known=(str(given.id),))) == []
    assert [one.id for one in tasks_to_carry()] == [given.id]
    with pytest.raises(InvalidInputError):
        take_result(
            result=replace(result, result="perhaps"), open_blob=nothing, acting=acting, now=now
        )

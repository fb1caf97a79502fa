"""A package from one office to another: drawn up, reviewed, carried, taken, answered."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import IntegrityError, connection

from tests.exchange.envelopes import picture
from tests.exchange.sides import Sides
from xiezhi.exchange.models import ExchangeItem
from xiezhi.exchange.rules.procedure import ItemState, PackageState
from xiezhi.exchange.selectors.packages import list_gaps, list_items
from xiezhi.exchange.selectors.peers import list_peers
from xiezhi.exchange.services.drafting import give_up_package, submit_package, withdraw_package
from xiezhi.exchange.services.importing import import_package, refuse_package, retry_waiting
from xiezhi.exchange.services.peers import revoke_peer
from xiezhi.exchange.services.reviewing import mark_items, send_back_package
from xiezhi.infra.tenant import tenant_scope
from xiezhi.kernel.errors import (
    ConflictError,
    DomainError,
    InvalidInputError,
    NotAllowedError,
    RuleRefusedError,
    TransitionRefusedError,
)
from xiezhi.notifications.models import Message

APPLIED, UNCHANGED, WAITS = ItemState.APPLIED, ItemState.UNCHANGED, ItemState.WAITS


def test_what_was_offered_arrives_with_its_pictures(sides: Sides) -> None:
    item = sides.offer(1, picture(1), picture(2))
    report = sides.b.take(sides.a.send())
    assert report.counts == {APPLIED: 1}
    assert sides.receiver.taken == [(item.__class__(**_numbered(item)), [picture(1), picture(2)])]


def _numbered(item: Any) -> dict[str, Any]:
    return {
        "kind": item.kind,
        "object_id": item.object_id,
        "body": item.body,
        "files": item.files,
        "version": 1,
    }


def test_nothing_is_sent_twice(sides: Sides) -> None:
    sides.offer(1)
    sides.a.send()
    with pytest.raises(RuleRefusedError, match=r"exchange\.nothing_to_send"):
        sides.a.draft()


def test_what_changed_is_sent_again_and_applied_once(sides: Sides) -> None:
    sides.offer(1)
    first = sides.a.send()
    sides.offer(1, title="河滩倾倒建筑垃圾（补充）")
    second = sides.a.send()
    assert sides.b.take(first).counts == {APPLIED: 1}
    assert sides.b.take(second).counts == {APPLIED: 1}
    assert sides.receiver.titles == ["河滩倾倒建筑垃圾", "河滩倾倒建筑垃圾（补充）"]


def test_an_older_version_coming_late_changes_nothing(sides: Sides) -> None:
    sides.offer(1)
    first = sides.a.send()
    sides.offer(1, title="河滩倾倒建筑垃圾（补充）")
    second = sides.a.send()
    assert sides.b.take(second).counts == {APPLIED: 1}
    assert sides.b.take(first).counts == {UNCHANGED: 1}
    assert sides.receiver.titles == ["河滩倾倒建筑垃圾（补充）"]


def test_the_same_package_again_is_refused_and_says_who_took_it(sides: Sides) -> None:
    sides.offer(1)
    parts = sides.a.send()
    sides.b.take(parts)
    with pytest.raises(ConflictError, match=r"exchange\.already_imported") as refusal:
        sides.b.stage(parts[0])
    assert refusal.value.params["by"] == "书记员08"
    assert refusal.value.params["on"] == "2026-11-25 10:00"
    assert len(sides.receiver.taken) == 1


def test_a_lost_package_is_made_again_byte_for_byte(sides: Sides) -> None:
    sides.offer(1, picture(1))
    package = sides.a.draft()
    sides.a.review(package)
    package = sides.a.seal(package)
    assert sides.a.parts(package) == sides.a.parts(package)


def test_a_given_up_packages_items_go_into_the_next_and_both_are_harmless(sides: Sides) -> None:
    sides.offer(1)
    package = sides.a.draft()
    sides.a.review(package)
    lost = sides.a.parts(sides.a.seal(package))
    with tenant_scope(sides.a.office.id):
        give_up_package(
            package_id=package.id, reason="光盘折断", acting=sides.a.exporter, now=sides.a.now
        )
    again = sides.a.send()
    assert sides.b.take(again).counts == {APPLIED: 1}
    assert sides.b.take(lost).counts == {UNCHANGED: 1}


def test_a_number_that_did_not_come_is_shown_and_stops_nothing(sides: Sides) -> None:
    sides.offer(1)
    first = sides.a.send()
    sides.offer(2)
    sides.b.take(sides.a.send())
    with tenant_scope(sides.b.office.id):
        assert [gap.missing for gap in list_gaps(list_peers())] == [[1]]
    sides.b.take(first)
    with tenant_scope(sides.b.office.id):
        assert list_gaps(list_peers()) == []


def test_a_number_given_up_is_no_gap(sides: Sides) -> None:
    sides.offer(1)
    package = sides.a.draft()
    sides.a.review(package)
    sides.a.seal(package)
    with tenant_scope(sides.a.office.id):
        give_up_package(
            package_id=package.id, reason="遗失", acting=sides.a.exporter, now=sides.a.now
        )
    sides.b.take(sides.a.send())
    with tenant_scope(sides.b.office.id):
        assert list_gaps(list_peers()) == []


def test_the_answer_comes_back_and_the_contents_are_let_go(sides: Sides) -> None:
    sides.offer(1)
    package = sides.a.draft()
    sides.a.review(package)
    sides.b.take(sides.a.parts(sides.a.seal(package)))
    sides.a.take(sides.b.send())
    assert sides.a.fresh(package.id).state == PackageState.ACKNOWLEDGED
    with tenant_scope(sides.a.office.id):
        assert [item.content for item in list_items(package)] == [""]
    with pytest.raises(ConflictError, match=r"exchange\.contents_gone"):
        sides.a.parts(package)


def test_receipts_are_not_answered_in_turn(sides: Sides) -> None:
    sides.offer(1)
    sides.b.take(sides.a.send())
    sides.a.take(sides.b.send())
    for side in (sides.a, sides.b):
        with pytest.raises(RuleRefusedError, match=r"exchange\.nothing_to_send"):
            side.draft()


def test_a_refused_package_is_offered_again(sides: Sides) -> None:
    sides.offer(1)
    package = sides.a.draft()
    sides.a.review(package)
    staged = sides.b.stage(sides.a.parts(sides.a.seal(package))[0])
    with tenant_scope(sides.b.office.id):
        refuse_package(
            package_id=staged.package.id, reason="送错了", acting=sides.b.exporter, now=sides.b.now
        )
    sides.a.take(sides.b.send())
    refused = sides.a.fresh(package.id)
    assert (refused.state, refused.settled_note) == (PackageState.TURNED_DOWN, "送错了")
    assert sides.b.take(sides.a.send()).counts == {APPLIED: 1}


def test_an_item_held_back_does_not_cross_and_is_offered_again(sides: Sides) -> None:
    sides.offer(1)
    sides.offer(2)
    package = sides.a.draft()
    sides.a.review(package, held={1: "待领导审批"})
    sides.b.take(sides.a.parts(sides.a.seal(package)))
    assert len(sides.receiver.taken) == 1
    again = sides.a.draft()
    with tenant_scope(sides.a.office.id):
        assert [item.object_id for item in list_items(again)] == [sides.sender.items[0].object_id]


def test_what_waits_is_tried_again_with_the_next_package(sides: Sides) -> None:
    waiting = sides.offer(1, picture(1))
    sides.receiver.misses = {waiting.object_id}
    assert sides.b.take(sides.a.send()).counts == {WAITS: 1}
    sides.offer(2)
    sides.receiver.misses = set()
    assert sides.b.take(sides.a.send()).counts == {APPLIED: 2}
    assert sides.receiver.taken[0][1] == [picture(1)]


def test_what_waits_may_be_tried_again_by_hand(sides: Sides) -> None:
    waiting = sides.offer(1)
    sides.receiver.misses = {waiting.object_id}
    sides.b.take(sides.a.send())
    sides.receiver.misses = set()
    with tenant_scope(sides.b.office.id):
        report = retry_waiting(acting=sides.b.exporter, now=sides.b.now)
    assert report.counts == {APPLIED: 1}


def test_one_item_refused_leaves_nothing_applied(sides: Sides) -> None:
    sides.offer(1)
    parts = sides.a.send()
    staged = sides.b.stage(parts[0])
    sides.receiver.error = InvalidInputError("intake.not_enough")
    with (
        pytest.raises(RuleRefusedError, match=r"exchange\.item_refused") as refusal,
        tenant_scope(sides.b.office.id),
    ):
        import_package(package_id=staged.package.id, acting=sides.b.exporter, now=sides.b.now)
    assert refusal.value.params["why"] == "intake.not_enough"
    assert sides.b.fresh(staged.package.id).state == PackageState.VERIFIED
    sides.receiver.error = None
    with tenant_scope(sides.b.office.id):
        import_package(package_id=staged.package.id, acting=sides.b.exporter, now=sides.b.now)
    assert len(sides.receiver.taken) == 1


def test_the_exporter_does_not_review_their_own_package(sides: Sides) -> None:
    sides.offer(1)
    sides.a.exporter = sides.a.reviewer
    package = sides.a.draft()
    with pytest.raises(RuleRefusedError, match=r"exchange\.own_package"):
        sides.a.review(package)


def test_nothing_is_sealed_with_an_item_nobody_looked_at(sides: Sides) -> None:
    sides.offer(1)
    sides.offer(2)
    package = sides.a.draft()
    with tenant_scope(sides.a.office.id):
        submit_package(package_id=package.id, acting=sides.a.exporter, now=sides.a.now)
        mark_items(package_id=package.id, positions=[1], acting=sides.a.reviewer, now=sides.a.now)
    with pytest.raises(TransitionRefusedError, match=r"exchange\.items_unmarked"):
        sides.a.seal(package)


def test_nothing_is_sealed_without_the_number_of_the_medium(sides: Sides) -> None:
    sides.offer(1)
    package = sides.a.draft()
    sides.a.review(package)
    with pytest.raises(TransitionRefusedError, match=r"exchange\.no_medium"):
        sides.a.seal(package, medium=" ")


def test_a_clerk_may_not_review(sides: Sides) -> None:
    sides.offer(1)
    package = sides.a.draft()
    sides.a.reviewer = sides.a.exporter
    with pytest.raises(NotAllowedError, match=r"accounts\.no_right"):
        sides.a.review(package)


def test_a_package_sent_back_may_be_withdrawn_and_its_items_offered_again(sides: Sides) -> None:
    sides.offer(1)
    package = sides.a.draft()
    with tenant_scope(sides.a.office.id):
        submit_package(package_id=package.id, acting=sides.a.exporter, now=sides.a.now)
        send_back_package(
            package_id=package.id, reason="漏了附件", acting=sides.a.reviewer, now=sides.a.now
        )
        withdraw_package(
            package_id=package.id, reason="重新打包", acting=sides.a.exporter, now=sides.a.now
        )
    assert sides.b.take(sides.a.send()).counts == {APPLIED: 1}


def test_two_packages_for_one_peer_are_not_drawn_up_at_once(sides: Sides) -> None:
    sides.offer(1)
    sides.a.draft()
    sides.offer(2)
    with pytest.raises(ConflictError, match=r"exchange\.draft_open"):
        sides.a.draft()


def test_a_stranger_is_refused_with_the_mark_of_their_key(sides: Sides) -> None:
    sides.offer(1)
    parts = sides.a.send()
    with tenant_scope(sides.b.office.id):
        revoke_peer(
            peer_id=sides.b.peer_id, reason="密钥更换", acting=sides.b.admin, now=sides.b.now
        )
    with pytest.raises(NotAllowedError, match=r"exchange\.stranger") as refusal:
        sides.b.stage(parts[0])
    assert len(str(refusal.value.params["mark"]).split()) == 8


def test_our_own_package_is_not_taken_back(sides: Sides) -> None:
    sides.offer(1)
    parts = sides.a.send()
    with pytest.raises(NotAllowedError, match=r"exchange\.own_package_back"):
        sides.a.stage(parts[0])


def test_a_package_from_the_future_is_refused(sides: Sides) -> None:
    sides.offer(1)
    sides.a.now += timedelta(days=3)
    parts = sides.a.send()
    with pytest.raises(InvalidInputError, match=r"exchange\.clock"):
        sides.b.stage(parts[0])


def test_parts_come_one_by_one_in_any_order(sides: Sides, settings: Any) -> None:
    settings.XIEZHI_EXCHANGE_PART_BYTES = 140 * 1024
    files = [picture(number, size=50_000) for number in range(1, 6)]
    sides.offer(1, *files)
    parts = sides.a.send()
    assert len(parts) == 4
    assert all(len(part) <= 140 * 1024 for part in parts)
    staged = sides.b.stage(parts[2])
    assert staged.missing == (1, 2, 4)
    with pytest.raises(TransitionRefusedError), tenant_scope(sides.b.office.id):
        import_package(package_id=staged.package.id, acting=sides.b.exporter, now=sides.b.now)
    assert sides.b.stage(parts[2]).is_repeat
    assert sides.b.take([parts[0], parts[3], parts[1]]).counts == {APPLIED: 1}
    assert sides.receiver.taken[0][1] == files


def test_a_damaged_part_is_refused_and_a_whole_one_mends_it(sides: Sides, settings: Any) -> None:
    settings.XIEZHI_EXCHANGE_PART_BYTES = 140 * 1024
    sides.offer(1, *(picture(number, size=50_000) for number in range(1, 6)))
    parts = sides.a.send()
    broken = parts[1][:-1] + bytes([parts[1][-1] ^ 1])
    for part, code in ((broken, "damaged"), (parts[1][:-9], "truncated")):
        with pytest.raises(InvalidInputError, match=rf"exchange\.{code}"):
            sides.b.stage(part)
    assert sides.b.take(parts).counts == {APPLIED: 1}


def test_items_keep_who_let_them_go(sides: Sides) -> None:
    sides.offer(1)
    package = sides.a.draft()
    sides.a.review(package)
    with tenant_scope(sides.a.office.id):
        item = ExchangeItem.objects.get(package_id=package.id)
    assert (item.state, item.marked_by_label) == (ItemState.PASSED, "案件管理08")


@pytest.mark.parametrize("content", [b"", b"XIEZHIPK", b"PK\x03\x04" + bytes(100)])
def test_other_files_are_no_packages(sides: Sides, content: bytes) -> None:
    with pytest.raises(DomainError):
        sides.b.stage(content)


def test_a_submitted_package_is_told_to_its_reviewers_and_not_to_its_exporter(
    sides: Sides,
) -> None:
    sides.offer(1)
    package = sides.a.draft()
    with tenant_scope(sides.a.office.id):
        submit_package(package_id=package.id, acting=sides.a.exporter, now=sides.a.now)
        told = list(Message.objects.values_list("recipient_id", "title", "path"))
    assert told == [
        (sides.a.reviewer.id, "发往 yi 的摆渡包等您逐项审核", f"/desk/exchange/{package.id}/")
    ]


@pytest.mark.parametrize(
    ("table", "change"),
    [
        ("exchange_exchangepackage", "manifest = 'x'"),
        ("exchange_exchangepackage", "sequence = 9"),
        ("exchange_exchangepackage", "reviewer_label = 'x'"),
        ("exchange_exchangeitem", "digest = repeat('0', 64)"),
        ("exchange_exchangeitem", "version = 9"),
        ("exchange_exchangeitem", "content = '{}'"),
    ],
)
def test_what_was_sealed_stays_as_it_was_sealed(sides: Sides, table: str, change: str) -> None:
    sides.offer(1)
    sides.a.send()
    statement = f"UPDATE {table} SET {change} WHERE procuratorate_id = %s"  # noqa: S608  # above
    with (
        pytest.raises(IntegrityError, match="stays as it"),
        tenant_scope(sides.a.office.id),
        connection.cursor() as cursor,
    ):
        cursor.execute(statement, [sides.a.office.id])


@pytest.mark.parametrize("table", ["exchange_exchangepackage", "exchange_exchangeitem"])
def test_nothing_that_crossed_is_erased(sides: Sides, table: str) -> None:
    sides.offer(1)
    sides.a.send()
    statement = f"DELETE FROM {table} WHERE procuratorate_id = %s"  # noqa: S608  # above
    with (
        pytest.raises(IntegrityError, match="are kept"),
        tenant_scope(sides.a.office.id),
        connection.cursor() as cursor,
    ):
        cursor.execute(statement, [sides.a.office.id])

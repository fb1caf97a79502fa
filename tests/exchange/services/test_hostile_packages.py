"""Packages a trusted key signed and no honest sender would make: refused whole, nothing kept of them."""

from dataclasses import replace
from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest

from tests.exchange.envelopes import OUTER, STRANGER, Sealed, party, picture, seal, transfer
from tests.exchange.sides import Sides
from xiezhi.exchange.models import ExchangeItem, ExchangePackage
from xiezhi.exchange.rules.items import Item, ItemKind, PeerKind
from xiezhi.exchange.rules.manifest import Party
from xiezhi.exchange.rules.procedure import ItemState, PackageState
from xiezhi.exchange.rules.signing import PeerCard
from xiezhi.exchange.services.keys import ourselves
from xiezhi.exchange.services.peers import trust_peer
from xiezhi.exchange.store import staging_folder
from xiezhi.infra.tenant import tenant_scope
from xiezhi.kernel.errors import DomainError


@pytest.fixture
def target(sides: Sides) -> Sides:
    """Office B trusts a key the tests hold."""
    side = party(OUTER, 1)
    card = PeerCard(
        office_id=side.office,
        installation_id=side.installation,
        name="丙检察院",
        algorithm=OUTER.algorithm,
        public_key=OUTER.public_key,
    )
    with tenant_scope(sides.b.office.id):
        trust_peer(
            card=card,
            kind=PeerKind.PROCURATORATE,
            office=sides.b.office,
            acting=sides.b.admin,
            now=sides.b.now,
        )
    return sides


def made(
    sides: Sides, items: list[Item], files: list[bytes] | None = None, **changes: Any
) -> Sealed:
    """A package for office B by the key it trusts."""
    us = ourselves(sides.b.office)
    receiver = Party(
        office=us.office_id,
        installation=us.installation_id,
        fingerprint=us.fingerprint,
        name="乙检察院",
    )
    usual: dict[str, Any] = {
        "package": uuid4(),
        "receiver": receiver,
        "created_at": sides.b.now,
        "reviewed_at": sides.b.now,
    }
    return seal(items, files or [], **(usual | changes))


def kept(sides: Sides) -> list[tuple[str, int]]:
    with tenant_scope(sides.b.office.id):
        packages = list(ExchangePackage.objects.all())
        return [
            (package.state, ExchangeItem.objects.filter(package=package).count())
            for package in packages
        ]


def test_the_tests_own_package_is_good(target: Sides) -> None:
    package = made(target, [transfer(1, picture(1))], [picture(1)])
    assert target.b.take(package.parts).counts == {ItemState.APPLIED: 1}


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"reporter": "某人"}, "exchange.field_unknown"),
        ({"facts": None}, "exchange.field_missing"),
        ({"latitude": "NaN"}, "exchange.field_wrong"),
        ({"facts": "\x1b[2J"}, "exchange.field_wrong"),
        ({"pictures": [{"file": "../../etc/passwd", "media_type": "x"}]}, "exchange.field_wrong"),
        ({"pictures": [{"file": "0" * 64, "media_type": "x"}]}, "exchange.files_differ"),
    ],
)
def test_a_signed_item_not_on_the_list_leaves_nothing(
    target: Sides, change: dict[str, Any], code: str
) -> None:
    package = made(target, [transfer(1), transfer(2, **change)])
    with pytest.raises(DomainError) as refusal:
        target.b.stage(package.parts[0])
    assert refusal.value.code == code
    assert kept(target) == []
    assert target.receiver.taken == []


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"signer": STRANGER}, "exchange.stranger"),
        ({"sender": replace(party(OUTER, 1), office=UUID(int=9))}, "exchange.wrong_office"),
        ({"receiver": party(STRANGER, 3)}, "exchange.not_for_us"),
        ({"sender": party(STRANGER, 1)}, "exchange.stranger"),
    ],
)
def test_a_package_not_from_a_peer_to_us_leaves_nothing(
    target: Sides, changes: dict[str, Any], code: str
) -> None:
    package = made(target, [transfer(1)], **changes)
    with pytest.raises(DomainError) as refusal:
        target.b.stage(package.parts[0])
    assert refusal.value.code == code
    assert kept(target) == []


def test_a_kind_this_peer_may_not_send_is_refused(target: Sides) -> None:
    package = made(target, [replace(transfer(1), kind=ItemKind.FILING)])
    with pytest.raises(DomainError) as refusal:
        target.b.stage(package.parts[0])
    assert refusal.value.code == "exchange.kind_not_taken"


def test_a_clock_that_cannot_be_is_refused(target: Sides) -> None:
    late = target.b.now + timedelta(days=400)
    package = made(target, [transfer(1)], created_at=late, reviewed_at=late)
    with pytest.raises(DomainError) as refusal:
        target.b.stage(package.parts[0])
    assert refusal.value.code == "exchange.clock"


def test_another_content_under_an_old_version_is_told_and_left_alone(target: Sides) -> None:
    first = made(target, [transfer(1)])
    other = made(target, [transfer(1, title="另一个标题")], sequence=2)
    target.b.take(first.parts)
    assert target.b.take(other.parts).counts == {ItemState.DIFFERS: 1}
    assert target.receiver.titles == ["河滩倾倒建筑垃圾"]


def test_two_packages_under_one_id_do_not_mix(target: Sides) -> None:
    content = [picture(1, 90_000)]
    both = [
        made(target, [transfer(number, *content)], content, package=UUID(int=5), piece_limit=60_000)
        for number in (1, 2)
    ]
    target.b.stage(both[0].parts[0])
    with pytest.raises(DomainError) as refusal:
        target.b.stage(both[1].parts[1])
    assert refusal.value.code == "exchange.damaged"
    assert target.b.take([both[0].parts[1]]).counts == {ItemState.APPLIED: 1}


def test_a_part_that_rots_while_the_others_are_awaited_is_found_and_mended(target: Sides) -> None:
    content = [picture(1, 90_000)]
    package = made(target, [transfer(1, *content)], content, piece_limit=60_000)
    staged = target.b.stage(package.parts[0])
    with tenant_scope(target.b.office.id):
        path = staging_folder(staged.package.id) / "00001"
    path.write_bytes(path.read_bytes()[:-1] + b"?")
    with pytest.raises(DomainError) as refusal:
        target.b.stage(package.parts[1])
    assert refusal.value.code == "exchange.damaged"
    assert target.b.fresh(staged.package.id).state == PackageState.STAGING
    assert target.b.take(package.parts).counts == {ItemState.APPLIED: 1}


def test_parts_are_let_go_once_imported(
    target: Sides, django_capture_on_commit_callbacks: Any
) -> None:
    package = made(target, [transfer(1, picture(1))], [picture(1)])
    with django_capture_on_commit_callbacks(execute=True):
        target.b.take(package.parts)
    with tenant_scope(target.b.office.id):
        assert not staging_folder(package.manifest.package).exists()

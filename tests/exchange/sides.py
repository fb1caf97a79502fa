"""Two procuratorates that exchange packages, with a sender and a receiver tests can look into."""

import io
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID, uuid4

from tests.cast import make_office, make_staff
from tests.exchange.envelopes import transfer
from xiezhi.accounts.models import Procuratorate
from xiezhi.accounts.rules.roles import Role
from xiezhi.evidence.store import file_store
from xiezhi.exchange.models import ExchangePackage
from xiezhi.exchange.rules.handlers import (
    APPLIED,
    Applied,
    Arriving,
    Crossed,
    PeerView,
    waits,
)
from xiezhi.exchange.rules.items import Item, ItemKind, PeerKind
from xiezhi.exchange.selectors.packages import list_items, list_parts
from xiezhi.exchange.services.carrying import hand_out_part
from xiezhi.exchange.services.drafting import draft_package, submit_package
from xiezhi.exchange.services.importing import Report, import_package
from xiezhi.exchange.services.keys import own_card
from xiezhi.exchange.services.peers import trust_peer
from xiezhi.exchange.services.registry import register_receiver, register_sender
from xiezhi.exchange.services.reviewing import mark_items, seal_package
from xiezhi.exchange.services.staging import Staged, stage_part
from xiezhi.infra.tenant import current_tenant, tenant_scope
from xiezhi.kernel.actor import Actor


@dataclass
class FakeTransferSender:
    """Offers whatever lies in ``items``, in one office only."""

    office_id: UUID
    items: list[Item] = field(default_factory=list)
    kind: ItemKind = ItemKind.LEAD_TRANSFER

    def collect(self, *, peer: PeerView, crossed: Crossed, now: datetime) -> Iterator[Item]:  # noqa: ARG002  # the protocol's
        if current_tenant() == self.office_id:
            yield from self.items


@dataclass
class FakeTransferReceiver:
    """Keeps what came; waits for what a test names in ``misses``."""

    taken: list[tuple[Item, list[bytes]]] = field(default_factory=list)
    misses: set[str] = field(default_factory=set)
    error: Exception | None = None
    kind: ItemKind = ItemKind.LEAD_TRANSFER

    def apply(self, arriving: Arriving, *, acting: Actor, now: datetime) -> Applied:  # noqa: ARG002  # the protocol's
        if self.error is not None:
            raise self.error
        if arriving.item.object_id in self.misses:
            return waits("exchange.waits_for_package")
        files = [arriving.open_file(file.sha256).read() for file in arriving.item.files]
        self.taken.append((arriving.item, files))
        return APPLIED

    @property
    def titles(self) -> list[object]:
        return [item.body["title"] for item, _ in self.taken]


@dataclass
class Side:
    """One office with the people who carry packages."""

    office: Procuratorate
    exporter: Actor
    reviewer: Actor
    admin: Actor
    now: datetime
    peer_id: UUID = field(default_factory=uuid4)

    def draft(self) -> ExchangePackage:
        with tenant_scope(self.office.id):
            return draft_package(peer_id=self.peer_id, acting=self.exporter, now=self.now)

    def review(self, package: ExchangePackage, *, held: dict[int, str] | None = None) -> None:
        """Submit and mark every item, held ones with their reasons."""
        held = held or {}
        with tenant_scope(self.office.id):
            submit_package(package_id=package.id, acting=self.exporter, now=self.now)
            places = [item.position for item in list_items(package)]
            passed = [place for place in places if place not in held]
            common: dict[str, Any] = {"acting": self.reviewer, "now": self.now}
            if passed:
                mark_items(package_id=package.id, positions=passed, **common)
            for place, reason in held.items():
                mark_items(package_id=package.id, positions=[place], held_because=reason, **common)

    def seal(self, package: ExchangePackage, medium: str = "光盘 2026-3") -> ExchangePackage:
        with tenant_scope(self.office.id):
            return seal_package(
                package_id=package.id,
                medium_number=medium,
                office=self.office,
                acting=self.reviewer,
                now=self.now,
            )

    def parts(self, package: ExchangePackage) -> list[bytes]:
        with tenant_scope(self.office.id):
            numbers = [part.number for part in list_parts(package)]
            found = []
            for number in numbers:
                part = hand_out_part(
                    package_id=package.id, number=number, acting=self.exporter, now=self.now
                )
                found.append(b"".join(part.blocks))
                assert len(found[-1]) == part.size_bytes
            return found

    def send(self) -> list[bytes]:
        """Draw up, review, seal and hand out everything there is."""
        package = self.draft()
        self.review(package)
        return self.parts(self.seal(package))

    def stage(self, part: bytes) -> Staged:
        with tenant_scope(self.office.id):
            return stage_part(
                content=io.BytesIO(part), office=self.office, acting=self.exporter, now=self.now
            )

    def take(self, parts: list[bytes]) -> Report:
        """Stage all parts and import."""
        staged = [self.stage(part) for part in parts][-1]
        with tenant_scope(self.office.id):
            return import_package(package_id=staged.package.id, acting=self.exporter, now=self.now)

    def fresh(self, package_id: UUID) -> ExchangePackage:
        with tenant_scope(self.office.id):
            found: ExchangePackage = ExchangePackage.objects.get(id=package_id)
            return found

    def keep(self, content: bytes) -> bytes:
        """Put a file into the office's store."""
        with tenant_scope(self.office.id):
            file_store().put(current_tenant(), content)
        return content


@dataclass
class Sides:
    """Office A sends, office B takes."""

    a: Side
    b: Side
    sender: FakeTransferSender
    receiver: FakeTransferReceiver

    def offer(self, number: int, *files: bytes, **fields: Any) -> Item:
        """Have whoever sends offer one more transfer."""
        sender = self.a if self.sender.office_id == self.a.office.id else self.b
        item = transfer(number, *(sender.keep(file) for file in files), **fields)
        self.sender.items = [
            one for one in self.sender.items if one.object_id != item.object_id
        ] + [item]
        return item


def make_side(office: Procuratorate, now: datetime) -> Side:
    with tenant_scope(office.id):
        return Side(
            office=office,
            exporter=make_staff("书记员08", Role.CLERK),
            reviewer=make_staff("案件管理08", Role.CASE_MANAGEMENT),
            admin=make_staff("系统管理员", Role.SYSTEM_ADMIN),
            now=now,
        )


def pair(
    a: Side,
    b: Side,
    a_sees_b: PeerKind = PeerKind.PROCURATORATE,
    b_sees_a: PeerKind = PeerKind.PROCURATORATE,
) -> None:
    for side, other, kind in ((a, b, a_sees_b), (b, a, b_sees_a)):
        card = own_card(other.office)
        with tenant_scope(side.office.id):
            side.peer_id = trust_peer(
                card=card, kind=kind, office=side.office, acting=side.admin, now=side.now
            ).id


def two_sides(now: datetime, first: Procuratorate | None = None) -> Sides:
    """Pair two offices, the first one made when not given."""
    a = make_side(first or make_office(now, slug="jia", number=1), now)
    b = make_side(make_office(now, slug="yi", number=2, is_default=False), now)
    pair(a, b)
    sender, receiver = FakeTransferSender(a.office.id), FakeTransferReceiver()
    register_sender(sender)
    register_receiver(receiver)
    return Sides(a, b, sender, receiver)

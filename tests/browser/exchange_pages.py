"""Something on every page of exchange: a package in review, one taken in, a transfer both ways."""

from typing import Any

from tests.cast import make_staff
from tests.exchange.envelopes import OUTER, STRANGER
from xiezhi.accounts.models import Procuratorate
from xiezhi.accounts.rules.roles import Role
from xiezhi.exchange.models import (
    ExchangeItem,
    ExchangePackage,
    ExchangePart,
    ExchangePeer,
    ReceivedMatter,
    SentMatter,
)
from xiezhi.exchange.rules.items import Item, ItemKind, PeerKind
from xiezhi.exchange.rules.procedure import ItemState, PackageDirection, PackageState
from xiezhi.exchange.rules.signing import fingerprint
from xiezhi.kernel import clock
from xiezhi.kernel.actor import Actor

BODY: dict[str, Any] = {
    "office_name": "乙检察院",
    "reference": "线索 2026-31",
    "title": "河滩倾倒建筑垃圾",
    "facts": "河道内倾倒建筑垃圾约四百立方米，影响行洪",
    "area_name": "生态环境和资源保护",
    "organs": [{"name": "旗水利局", "duty_basis": "河道管理条例第35条"}],
    "note": "该线索地点在你院辖区",
}


CASE_BODY = {
    "office_name": "丙人民检察院",
    "reference": "案件 2026-3",
    "title": "河道倾倒建筑垃圾民事公益诉讼案",
    "facts": "河道内倾倒建筑垃圾约四百立方米。",
    "case_kind": "civil",
    "case_kind_name": "民事公益诉讼",
    "law_day": "2026-03-02",
    "parties": [{"role": "violator", "role_name": "违法行为人", "name": "某建筑公司"}],
    "steps": [{"step": "立案", "basis": "办案规则第85条", "on": "2026-03-02"}],
    "papers": [
        {
            "paper_kind": "case_transfer",
            "title": "移送案件意见书",
            "decided_on": "2026-06-23",
            "file": "0" * 64,
        }
    ],
    "evidence": [],
}


def exchange_ids() -> dict[str, Any]:
    """Return what the addresses of exchange name. Needs an open scope."""
    peer = _peer("市人民检察院", PeerKind.SUPERIOR, OUTER)
    exporter = make_staff("书记员09", Role.CLERK)
    package = _package(peer, PackageDirection.OUT, PackageState.IN_REVIEW, exporter)
    _item(package, 1, ItemState.LISTED)
    _item(package, 2, ItemState.HELD, reason="待检察长签批")
    came = _package(peer, PackageDirection.IN, PackageState.IMPORTED, None, sequence=2)
    _item(came, 1, ItemState.WAITS, waits_for={"code": "exchange.waits_for_package"})
    ExchangePart.objects.create(
        package=came, number=1, size_bytes=900, sha256="0" * 64, staged_at=clock.now()
    )
    matter = ReceivedMatter.objects.create(
        id=package.id,
        carried="transfer",
        peer=_peer("乙检察院", PeerKind.PROCURATORATE, STRANGER),
        body=BODY,
        received_at=clock.now(),
    )
    handed = ReceivedMatter.objects.create(
        id=came.id,
        carried="case",
        peer=peer,
        body=CASE_BODY,
        received_at=clock.now(),
    )
    return {
        "handed_id": handed.id,
        "peer_id": peer.id,
        "package_id": package.id,
        "matter_id": matter.id,
        "position": 1,
        "came_id": came.id,
    }


def exchange_pages(ids: dict[str, Any]) -> tuple[str, ...]:
    """Return further states of exchange's pages, for the head of a department."""
    return (
        f"/desk/exchange/{ids['package_id']}/items/2/",
        f"/desk/exchange/{ids['came_id']}/",
        f"/desk/exchange/{ids['came_id']}/items/1/",
        "/desk/exchange/?way=in",
        "/desk/exchange/received/?sort=filing",
        f"/desk/exchange/received/{ids['handed_id']}/",
    )


def sent_matter(office: Procuratorate, lead_id: Any, handler: Actor, peer_id: Any) -> SentMatter:
    """A filing of a lead that waits for the next package. Needs an open scope."""
    found: SentMatter = SentMatter.objects.create(
        carried="filing",
        lead_id=lead_id,
        lead_label="线索",
        peer_id=peer_id,
        body=BODY | {"office_name": office.name},
        written_by_id=handler.id,
        written_by_label=handler.label,
        written_at=clock.now(),
    )
    return found


def _peer(name: str, kind: PeerKind, signer: Any) -> ExchangePeer:
    mark = fingerprint(signer.algorithm, signer.public_key)
    found: ExchangePeer = ExchangePeer.objects.create(
        kind=kind,
        name=name,
        office_id="00000000-0000-0000-0000-00000000000b",
        installation_id="00000000-0000-0000-0000-00000000000c",
        algorithm=signer.algorithm,
        public_key=signer.public_key,
        fingerprint=mark,
        trusted_by_label="系统管理员",
        trusted_at=clock.now(),
    )
    return found


def _package(
    peer: ExchangePeer,
    way: PackageDirection,
    state: PackageState,
    exporter: Actor | None,
    sequence: int | None = None,
) -> ExchangePackage:
    found: ExchangePackage = ExchangePackage.objects.create(
        direction=way,
        peer=peer,
        state=state,
        sequence=sequence,
        created_at=clock.now(),
        exporter_id=None if exporter is None else exporter.id,
        exporter_label="书记员09",
        item_count=2,
        payload_bytes=4096,
    )
    return found


def _item(package: ExchangePackage, position: int, state: ItemState, **more: Any) -> None:
    item = Item(kind=ItemKind.LEAD_TRANSFER, object_id=f"{position}", body=BODY)
    ExchangeItem.objects.create(
        package=package,
        peer_id=package.peer_id,
        direction=package.direction,
        position=position,
        kind=item.kind,
        object_id=item.object_id,
        version=1,
        digest=item.digest,
        content=item.content.decode(),
        state=state,
        marked_at=clock.now(),
        **more,
    )

"""Files that leave in a package: each 保管链 says to whom, in which package, when it is sealed."""

from collections.abc import Sequence
from datetime import datetime
from typing import Final
from uuid import UUID

from xiezhi.evidence.rules.custody import CustodyEvent, CustodyPurpose
from xiezhi.evidence.services.custody import Handling, record_custody
from xiezhi.exchange.models import ExchangeItem, ExchangePackage, ExchangePeer, SentMatter
from xiezhi.exchange.rules.items import ItemKind, PeerKind
from xiezhi.exchange.rules.matters import CarriedMatter
from xiezhi.kernel.actor import Actor

_WAYS: Final = {
    CarriedMatter.TRANSFER: "移送",
    CarriedMatter.CASE: "移送",
    CarriedMatter.FILING: "报备案",
}
_KINDS: Final = frozenset({ItemKind.LEAD_TRANSFER, ItemKind.CASE_TRANSFER, ItemKind.FILING})


def note_handed_files(
    *,
    package: ExchangePackage,
    peer: ExchangePeer,
    items: Sequence[ExchangeItem],
    acting: Actor,
    now: datetime,
) -> None:
    """Write a line for each file of each matter a sealed package carries; part of sealing it."""
    ids = [UUID(item.object_id) for item in items if item.kind in _KINDS]
    for matter in SentMatter.objects.filter(id__in=ids).order_by("written_at", "id"):
        way = _WAYS[CarriedMatter(matter.carried)]
        handling = Handling(
            event=CustodyEvent.TRANSFERRED,
            purpose=_purpose(peer),
            words=f"随第 {package.sequence} 号摆渡包{way}{peer.name}：{matter.lead_label}",
        )
        file_ids = [UUID(one) for one in matter.file_ids]
        record_custody(file_ids=file_ids, handling=handling, acting=acting, now=now)


def _purpose(peer: ExchangePeer) -> CustodyPurpose:
    is_superior = peer.kind == PeerKind.SUPERIOR
    return CustodyPurpose.SUPERIOR if is_superior else CustodyPurpose.TRANSFER

"""What crossed already, so that nothing is sent or applied twice."""

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from django.db.models import QuerySet

from xiezhi.exchange.models import ExchangeItem
from xiezhi.exchange.rules.items import ItemKind
from xiezhi.exchange.rules.procedure import GONE, ItemState, PackageDirection

_TAKEN = (ItemState.APPLIED, ItemState.UNCHANGED)


@dataclass(frozen=True, slots=True, kw_only=True)
class Version:
    """The newest version of a thing on one way: its number and its digest."""

    version: int
    digest: str


def sent_digests(family: list[UUID], kind: ItemKind) -> dict[str, str]:
    """Return, by object, the digest of the newest version on its way to a peer or arrived there.

    Items held back and packages given up or turned down do not count: they are offered again.
    """
    live = _items(family, PackageDirection.OUT, kind).exclude(state=ItemState.HELD)
    return _newest_digests(live.exclude(package__state__in=GONE))


def last_versions(family: list[UUID], kind: ItemKind) -> dict[str, Version]:
    """Return, by object, the highest version ever given, whatever became of its package."""
    return _newest(_items(family, PackageDirection.OUT, kind))


def applied_versions(
    family: list[UUID], kind: ItemKind, object_ids: Iterable[str]
) -> dict[str, Version]:
    """Return, by object, the newest version taken from a peer."""
    taken = _items(family, PackageDirection.IN, kind).filter(state__in=_TAKEN)
    return _newest(taken.filter(object_id__in=list(object_ids)))


def last_hold(item: ExchangeItem) -> str:
    """Return why a thing on its way out was held back last in an earlier package, or ""."""
    held = ExchangeItem.objects.filter(
        peer_id=item.peer_id,
        direction=PackageDirection.OUT,
        kind=item.kind,
        object_id=item.object_id,
        state=ItemState.HELD,
    ).exclude(package_id=item.package_id)
    reasons = held.order_by("-marked_at").values_list("reason", flat=True)
    return reasons.first() or ""


def _items(family: list[UUID], way: PackageDirection, kind: ItemKind) -> QuerySet[ExchangeItem]:
    found: QuerySet[ExchangeItem] = ExchangeItem.objects.filter(
        peer_id__in=family, direction=way, kind=kind
    )
    return found


def _newest(items: QuerySet[ExchangeItem]) -> dict[str, Version]:
    rows = items.order_by("version", "id").values_list("object_id", "version", "digest")
    return {object_id: Version(version=one, digest=mark) for object_id, one, mark in rows}


def _newest_digests(items: QuerySet[ExchangeItem]) -> dict[str, str]:
    rows = items.order_by("version", "id").values_list("object_id", "digest")
    return dict(rows)

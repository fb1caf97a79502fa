"""Packages, their items and their parts."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final
from uuid import UUID

from django.db.models import Count, Q, QuerySet

from xiezhi.exchange.models import ExchangeItem, ExchangePackage, ExchangePart, ExchangePeer
from xiezhi.exchange.rules.acceptance import missing_sequences
from xiezhi.exchange.rules.items import Item, ItemFile, ItemKind
from xiezhi.exchange.rules.procedure import (
    CARRIED,
    OPEN_OUT,
    ItemState,
    PackageDirection,
    PackageState,
)
from xiezhi.exchange.selectors.access import require_packages
from xiezhi.exchange.selectors.peers import family_ids
from xiezhi.kernel.actor import Actor
from xiezhi.kernel.errors import NotFoundError
from xiezhi.ledger.rules.canonical import Json

PAGE_SIZE: Final = 30
WAITING_SHOWN: Final = 200
_CAME: Final = (PackageState.VERIFIED, PackageState.IMPORTED, PackageState.REFUSED)


def list_packages(
    acting: Actor, *, way: PackageDirection | None = None, page: int = 1
) -> tuple[list[ExchangePackage], bool]:
    """Return a page of packages, newest first, and whether there are more."""
    require_packages(acting)
    packages = ExchangePackage.objects.select_related("peer").order_by("-created_at", "-id")
    if way is not None:
        packages = packages.filter(direction=way)
    start = (page - 1) * PAGE_SIZE
    found = list(packages.defer("manifest", "signature")[start : start + PAGE_SIZE + 1])
    return found[:PAGE_SIZE], len(found) > PAGE_SIZE


def find_open_draft(peer_id: UUID) -> ExchangePackage | None:
    """Return the package being drawn up for a peer, or None."""
    found: ExchangePackage | None = ExchangePackage.objects.filter(
        peer_id=peer_id, state__in=OPEN_OUT
    ).first()
    return found


def find_sealed(peer: ExchangePeer, sequence: int) -> ExchangePackage | None:
    """Return the package sealed for a peer under a number, or None."""
    found: ExchangePackage | None = (
        ExchangePackage.objects.filter(
            peer_id__in=family_ids(peer), direction=PackageDirection.OUT, sequence=sequence
        )
        .select_related("peer")
        .first()
    )
    return found


def list_items(package: ExchangePackage) -> QuerySet[ExchangeItem]:
    """Return a package's items in their order."""
    items: QuerySet[ExchangeItem] = ExchangeItem.objects.filter(package_id=package.id)
    return items.order_by("position")


def get_item(package: ExchangePackage, position: int) -> ExchangeItem:
    """Return the item at a place.

    Raises:
        NotFoundError: ``exchange.no_item``.
    """
    found: ExchangeItem | None = list_items(package).filter(position=position).first()
    if found is None:
        raise NotFoundError("exchange.no_item")
    return found


def list_parts(package: ExchangePackage) -> list[ExchangePart]:
    """Return a package's parts by number."""
    return list(ExchangePart.objects.filter(package_id=package.id).order_by("number"))


def list_waiting(acting: Actor) -> list[ExchangeItem]:
    """Return the items that came and wait for something else, the oldest `WAITING_SHOWN`."""
    require_packages(acting)
    waiting = _waiting().select_related("package", "peer").order_by("marked_at", "position")
    return list(waiting[:WAITING_SHOWN])


def count_waiting() -> int:
    """Return how many items wait."""
    return _waiting().count()


def _waiting() -> QuerySet[ExchangeItem]:
    found: QuerySet[ExchangeItem] = ExchangeItem.objects.filter(
        state=ItemState.WAITS, direction=PackageDirection.IN
    )
    return found


def can_be_made(package: ExchangePackage) -> bool:
    """Return whether the parts of a sealed package can be made (again): its contents are here."""
    passed = ExchangeItem.objects.filter(package_id=package.id, state=ItemState.PASSED)
    return package.state in CARRIED and not passed.filter(content="").exists()


def count_items(package: ExchangePackage) -> dict[str, int]:
    """Return how many items of a package are in each state."""
    rows = ExchangeItem.objects.filter(package_id=package.id).values("state")
    return {row["state"]: row["count"] for row in rows.annotate(count=Count("id"))}


def count_kinds(package: ExchangePackage) -> list[tuple[ItemKind, int]]:
    """Return how many items of each kind a package holds, in the order of kinds."""
    rows = ExchangeItem.objects.filter(package_id=package.id).values("kind")
    counts = {row["kind"]: row["count"] for row in rows.annotate(count=Count("id"))}
    return [(kind, counts[kind]) for kind in ItemKind if kind in counts]


@dataclass(frozen=True, slots=True, kw_only=True)
class Gap:
    """Packages of a peer that have not come yet, by their numbers."""

    peer: ExchangePeer
    missing: list[int]


def list_gaps(peers: Iterable[ExchangePeer]) -> list[Gap]:
    """Return which numbers are missing among the packages that came; no refusal, only a sight."""
    gaps = []
    for peer in peers:
        came = ExchangePackage.objects.filter(
            peer_id__in=family_ids(peer), direction=PackageDirection.IN
        ).filter(Q(state__in=_CAME) | Q(state=PackageState.STAGING))
        rows = list(came.order_by("sequence").values_list("sequence", "void"))
        numbers = {number for number, _ in rows if number is not None}
        missing = missing_sequences(numbers, set(rows[-1][1]) if rows else set())
        if missing:
            gaps.append(Gap(peer=peer, missing=missing))
    return gaps


def item_of(row: ExchangeItem, body: dict[str, Json]) -> Item:
    """Return a row as the item it keeps."""
    return Item(
        kind=ItemKind(row.kind),
        object_id=row.object_id,
        version=row.version,
        body=body,
        files=tuple(
            ItemFile(sha256=file["sha256"], size_bytes=file["size_bytes"]) for file in row.files
        ),
    )

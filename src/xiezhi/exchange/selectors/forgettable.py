"""What the outer zone may forget: the inner zone has had it for as long as the office set."""

from collections.abc import Collection
from datetime import datetime
from functools import cache
from typing import Final
from uuid import UUID

from django.db.models import Exists, OuterRef, QuerySet

from xiezhi.accounts.rules.crossing import FORGETTING_RULE
from xiezhi.accounts.selectors.limits import count_limit
from xiezhi.exchange.models import ExchangeItem, ExchangePackage
from xiezhi.exchange.rules.items import ItemKind, PeerKind
from xiezhi.exchange.rules.procedure import OPEN_OUT, ItemState, PackageDirection, PackageState
from xiezhi.kernel.clock import legal_day

_ON_THE_WAY: Final = frozenset({*OPEN_OUT, PackageState.SEALED})


def list_forgettable(now: datetime) -> list[UUID]:
    """Return the packages whose contents may go, oldest first.

    The inner zone answered that it imported all of them, none of their items waits there, and the
    term set by the office has run out since. One of which something stands in another package that
    may still be lost waits for that one too.
    """
    return _due(_acknowledged(), now)


def is_forgettable(package_id: UUID, now: datetime) -> bool:
    """Return whether the contents of one package may go."""
    return bool(_due(_acknowledged().filter(id=package_id), now))


def gone_digests(kind: ItemKind, object_ids: Collection[UUID]) -> set[tuple[UUID, str]]:
    """Return things of a kind, each with the digest it has in a package that was forgotten.

    Of a thing on its way in another package, nothing.
    """
    named = [str(one) for one in object_ids]
    items = ExchangeItem.objects.filter(
        kind=kind, object_id__in=named, direction=PackageDirection.OUT
    )
    on_the_way = items.filter(package__state__in=_ON_THE_WAY).values("object_id")
    gone = items.filter(state=ItemState.PASSED, package__forgotten_at__isnull=False)
    rows = gone.exclude(object_id__in=on_the_way).values_list("object_id", "digest")
    return {(UUID(object_id), digest) for object_id, digest in rows}


def _due(packages: QuerySet[ExchangePackage], now: datetime) -> list[UUID]:
    today = legal_day(now)
    due_on = cache(lambda day: count_limit(FORGETTING_RULE, day).due_on)
    settled = packages.order_by("settled_at", "id").values_list("id", "settled_at")
    return [one for one, at in settled if at is not None and due_on(legal_day(at)) < today]


def _acknowledged() -> QuerySet[ExchangePackage]:
    twin = ExchangeItem.objects.filter(
        kind=OuterRef("kind"),
        object_id=OuterRef("object_id"),
        peer_id=OuterRef("peer_id"),
        direction=PackageDirection.OUT,
        package__state__in=_ON_THE_WAY,
    ).exclude(package_id=OuterRef("package_id"))
    on_the_way = ExchangeItem.objects.filter(package_id=OuterRef("id")).filter(Exists(twin))
    return ExchangePackage.objects.filter(
        ~Exists(on_the_way),
        direction=PackageDirection.OUT,
        state=PackageState.ACKNOWLEDGED,
        peer__kind=PeerKind.INNER,
        waiting_there=0,
        forgotten_at__isnull=True,
    )

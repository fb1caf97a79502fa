"""What the outer zone may forget: the inner zone has had it for as long as the office set."""

from datetime import datetime
from functools import cache
from typing import Final
from uuid import UUID

from django.db.models import Exists, OuterRef, QuerySet

from xiezhi.accounts.rules.crossing import FORGETTING_RULE
from xiezhi.accounts.selectors.limits import count_limit
from xiezhi.exchange.models import ExchangeItem, ExchangePackage
from xiezhi.exchange.rules.items import PeerKind
from xiezhi.exchange.rules.procedure import OPEN_OUT, PackageDirection, PackageState
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

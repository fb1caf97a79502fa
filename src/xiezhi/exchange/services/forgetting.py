"""Outside: what went into the inner zone is let go, a package at a time, when its term is over."""

from datetime import datetime
from uuid import UUID

from xiezhi.exchange.models import ExchangeItem, ExchangePackage
from xiezhi.exchange.rules.procedure import ItemState
from xiezhi.exchange.selectors.forgettable import is_forgettable
from xiezhi.exchange.services.registry import FORGETTERS
from xiezhi.kernel.actor import Actor
from xiezhi.ledger.services.acts import act


def forget_package(*, package_id: UUID, acting: Actor, now: datetime) -> int:
    """Let go of everything in a package the inner zone has; return how many things.

    0 where it may not be forgotten (any more): a second time changes nothing. What is kept of an
    item is its kind, id, version and digest.
    """
    package = ExchangePackage.objects.select_for_update(of=("self",)).get(id=package_id)
    if not is_forgettable(package_id, now):
        return 0
    with act(acting=acting, now=now) as record:
        counts = {}
        items = ExchangeItem.objects.filter(package_id=package_id)
        for kind, forget in FORGETTERS.items():
            passed = items.filter(kind=kind, state=ItemState.PASSED)
            ids = [UUID(one) for one in passed.values_list("object_id", flat=True)]
            counts[kind.value] = forget(ids, acting, now) if ids else 0
        items.update(content="")
        # Of these the files go too, and nobody's list may name them as kept.
        items.filter(kind__in=list(FORGETTERS)).update(files=[])
        package.forgotten_at = now
        package.save(update_fields=["forgotten_at"])
        told = {kind: count for kind, count in counts.items() if count}
        record("exchange.forget", "package", package_id, after=told)
    return sum(counts.values())

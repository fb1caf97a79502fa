"""Outside: what went into the inner zone is let go when its term is over.

Most of it a package at a time; what its writer may still look at, when they need it no more.
"""

from datetime import datetime
from uuid import UUID

from xiezhi.exchange.models import ExchangeItem, ExchangePackage, ExchangePeer
from xiezhi.exchange.rules.handlers import Crossed
from xiezhi.exchange.rules.items import ItemKind, PeerKind
from xiezhi.exchange.rules.procedure import ItemState
from xiezhi.exchange.selectors.forgettable import gone_digests, is_forgettable
from xiezhi.exchange.selectors.peers import view_of
from xiezhi.exchange.services.registry import FORGETTERS, FORGOTTEN_LATER, SENDERS
from xiezhi.infra.tenant import current_tenant
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


def list_idle_answers(now: datetime) -> dict[ItemKind, list[UUID]]:
    """Return, by kind, what its writer needs no more and stood in a package forgotten by now.

    What was changed since it was carried is not among it.
    """
    peer = ExchangePeer.objects.filter(kind=PeerKind.INNER).order_by("-trusted_at").first()
    if peer is None:
        return {}
    found = {}
    for kind, (idle, _) in FORGOTTEN_LATER.items():
        gone = gone_digests(kind, idle(now))
        if not gone:
            continue
        here = SENDERS[kind].collect(peer=view_of(peer), crossed=Crossed(), now=now)
        now_said = {(UUID(item.object_id), item.digest) for item in here}
        found[kind] = sorted({object_id for object_id, _ in gone & now_said})
    return {kind: ids for kind, ids in found.items() if ids}


def forget_answers(*, acting: Actor, now: datetime) -> int:
    """Let go of what `list_idle_answers` names; return how many things. A second time finds none."""
    answers = list_idle_answers(now)
    if not answers:
        return 0
    with act(acting=acting, now=now) as record:
        counts = {}
        for kind, ids in answers.items():
            counts[kind.value] = FORGOTTEN_LATER[kind][1](ids, acting, now)
            named = [str(one) for one in ids]
            items = ExchangeItem.objects.filter(kind=kind, object_id__in=named)
            items.update(content="", files=[])
        record("exchange.forget_answers", "office", current_tenant(), after=counts)
    return sum(counts.values())

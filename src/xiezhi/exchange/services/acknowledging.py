"""What the receiver of a package answers: taken or refused; the sender lets the contents go."""

from datetime import datetime
from uuid import UUID

from xiezhi.exchange.models import ExchangeItem, ExchangePackage
from xiezhi.exchange.rules.handlers import PeerView
from xiezhi.exchange.rules.items import PeerKind
from xiezhi.exchange.rules.procedure import (
    TRANSITIONS,
    ItemState,
    PackageDirection,
    PackageEvent,
    PackageFacts,
    PackageState,
)
from xiezhi.exchange.selectors.peers import family_ids
from xiezhi.exchange.services.registry import TAKEN
from xiezhi.kernel.actor import Actor
from xiezhi.kernel.transitions import next_state
from xiezhi.ledger.services.acts import act

_ANSWERED = frozenset({PackageState.ACKNOWLEDGED, PackageState.TURNED_DOWN})


def take_acknowledgement(
    *,
    package_id: UUID,
    peer: PeerView,
    is_imported: bool,
    still_waiting: int,
    words: str,
    acting: Actor,
    now: datetime,
) -> bool:
    """Note a peer's answer to one of our packages; False when there is no such package of ours.

    What went into the inner zone keeps its contents a while: its package can be made once more.
    ``still_waiting`` is how many of its items wait there for something else.
    """
    packages = ExchangePackage.objects.select_for_update(of=("self",))
    package: ExchangePackage | None = (
        packages.filter(id=package_id, direction=PackageDirection.OUT)
        .select_related("peer")
        .first()
    )
    if package is None or peer.id not in family_ids(package.peer):
        return False
    with act(acting=acting, now=now) as record:
        if package.state not in _ANSWERED:
            event = PackageEvent.ACKNOWLEDGE if is_imported else PackageEvent.TURN_DOWN
            package.state = next_state(
                TRANSITIONS, PackageState(package.state), event, PackageFacts()
            ).target
        package.settled_at, package.settled_note = now, words[:300]
        package.waiting_there = still_waiting
        package.save(update_fields=["state", "settled_at", "settled_note", "waiting_there"])
        if not (is_imported and package.peer.kind == PeerKind.INNER):
            # The receiver has the contents, or they go into another package.
            items = ExchangeItem.objects.filter(package_id=package_id)
            items.exclude(content="").update(content="")
        if is_imported:
            _done_with(package_id)
        record("exchange.acknowledge", "package", package_id, after={"state": package.state})
    return True


def _done_with(package_id: UUID) -> None:
    """Do what is to be done here for what the other side has now."""
    for kind, done in TAKEN.items():
        items = ExchangeItem.objects.filter(
            package_id=package_id, kind=kind, state=ItemState.PASSED
        )
        for object_id in items.values_list("object_id", flat=True):
            done(object_id)

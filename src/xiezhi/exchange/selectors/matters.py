"""Leads handed to other procuratorates, and those that came from them."""

from collections.abc import Iterable
from datetime import datetime
from typing import Final
from uuid import UUID

from django.db.models import Min, QuerySet

from xiezhi.accounts.rules.rights import Action, may
from xiezhi.exchange.models import ExchangeItem, ExchangePeer, ReceivedMatter, SentMatter
from xiezhi.exchange.rules.matters import GOES_TO, ITEM_OF, CarriedMatter
from xiezhi.exchange.rules.procedure import CARRIED, ItemState, PackageDirection
from xiezhi.kernel.actor import Actor
from xiezhi.kernel.errors import NotFoundError

PAGE_SIZE: Final = 30
REGISTER_RIGHTS: Final = (Action.IMPORT_PACKAGE, Action.REGISTER_LEAD)


def list_sent_of_lead(lead_id: UUID) -> list[SentMatter]:
    """Return what of a lead went to other procuratorates, newest first; the lead is accessed before."""
    sent = SentMatter.objects.filter(lead_id=lead_id).select_related("peer")
    return list(sent.order_by("-written_at"))


def list_sent_to(family: Iterable[UUID], carried: CarriedMatter) -> QuerySet[SentMatter]:
    """Return what is to go to a peer, oldest first."""
    sent: QuerySet[SentMatter] = SentMatter.objects.filter(
        peer_id__in=list(family), carried=carried, withdrawn_at__isnull=True
    )
    return sent.order_by("written_at", "id")


def list_receivers(carried: CarriedMatter) -> list[ExchangePeer]:
    """Return the procuratorates such a matter may go to."""
    peers = ExchangePeer.objects.filter(kind__in=sorted(GOES_TO[carried]), revoked_at__isnull=True)
    return list(peers.order_by("name"))


def first_sealed_at(matter: SentMatter) -> datetime | None:
    """Return when a matter was first sealed into a package; None while it was not."""
    items = ExchangeItem.objects.filter(
        kind=ITEM_OF[CarriedMatter(matter.carried)],
        object_id=str(matter.id),
        direction=PackageDirection.OUT,
        state=ItemState.PASSED,
        package__sequence__isnull=False,
    )
    found: datetime | None = items.aggregate(at=Min("package__reviewed_at"))["at"]
    return found


def is_on_its_way(matter: SentMatter) -> bool:
    """Return whether a package carries the matter, or is being drawn up with it."""
    items = ExchangeItem.objects.filter(
        kind=ITEM_OF[CarriedMatter(matter.carried)],
        object_id=str(matter.id),
        direction=PackageDirection.OUT,
    ).exclude(state=ItemState.HELD)
    return bool(items.filter(package__state__in=[*CARRIED, "draft", "in_review"]).exists())


def access_received(acting: Actor, matter_id: UUID, *, lock: bool = False) -> ReceivedMatter:
    """Return a matter that came from another procuratorate.

    Raises:
        NotFoundError: ``exchange.no_matter``.
    """
    matters = (
        ReceivedMatter.objects.select_for_update(of=("self",))
        if lock
        else (ReceivedMatter.objects.all())
    )
    found: ReceivedMatter | None = matters.filter(id=matter_id).select_related("peer").first()
    if found is None or not may_see_register(acting):
        raise NotFoundError("exchange.no_matter")
    return found


def may_see_register(acting: Actor) -> bool:
    """Whether the actor has to do with what other procuratorates hand over."""
    return any(may(acting, action) for action in REGISTER_RIGHTS)


def list_received(
    *, carried: CarriedMatter | None = None, page: int = 1
) -> tuple[list[ReceivedMatter], bool]:
    """Return a page of the register, newest first, and whether there are more."""
    matters = ReceivedMatter.objects.select_related("peer").order_by("-received_at", "-id")
    if carried is not None:
        matters = matters.filter(carried=carried)
    start = (page - 1) * PAGE_SIZE
    found = list(matters[start : start + PAGE_SIZE + 1])
    return found[:PAGE_SIZE], len(found) > PAGE_SIZE


def list_answered(family: Iterable[UUID], carried: CarriedMatter) -> QuerySet[ReceivedMatter]:
    """Return the matters of a peer that were answered, oldest answer first."""
    answered: QuerySet[ReceivedMatter] = ReceivedMatter.objects.filter(
        peer_id__in=list(family), carried=carried
    ).exclude(answer="")
    return answered.order_by("answered_at", "id")

"""What a peer has to be told about the packages it sent."""

from collections.abc import Iterator
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Count, Q

from xiezhi.exchange.models import ExchangePackage
from xiezhi.exchange.rules.procedure import ItemState, PackageDirection, PackageState


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """A package that was taken or refused here, with the count of its items by state."""

    package: ExchangePackage
    counts: dict[str, int]


def list_answers(family: list[UUID]) -> Iterator[Answer]:
    """Yield every package of a peer that ended here, oldest first; receipts are not answered."""
    states = (ItemState.APPLIED, ItemState.UNCHANGED, ItemState.DIFFERS, ItemState.WAITS)
    counted = {
        f"count_{state.value}": Count("items", filter=Q(items__state=state)) for state in states
    }
    ended = ExchangePackage.objects.filter(
        peer_id__in=family,
        direction=PackageDirection.IN,
        state__in=[PackageState.IMPORTED, PackageState.REFUSED],
        is_receipt_only=False,
    )
    for package in ended.order_by("sequence").defer("manifest", "signature").annotate(**counted):
        yield Answer(
            package=package,
            counts={state.value: getattr(package, f"count_{state.value}") for state in states},
        )

"""Proposals behind a lead or a case: the link back, and who may not look on there."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from xiezhi.kernel.actor import Actor
from xiezhi.proposals.models import Conversion, Material, Proposal
from xiezhi.proposals.rules.contacts import names_them
from xiezhi.proposals.selectors.access import may_read


@dataclass(frozen=True, slots=True, kw_only=True)
class Behind:
    """What of deputies and members stands behind a matter, or came of it."""

    conversions: tuple[Conversion, ...]
    materials: tuple[Material, ...]


def interest_in(matter_ids: Sequence[UUID], who: str) -> str:
    """Return the interest of somebody named among those who put a proposal behind the matters forward."""
    found = (one for one in interested_behind(matter_ids) if names_them(who, one.submitters))
    return next((one.interest_words for one in found), "")


def list_behind(acting: Actor, matter_id: UUID) -> Behind:
    """Return the conversions into a matter with their proposals, and the material made of it."""
    if not may_read(acting):
        return Behind(conversions=(), materials=())
    rows = Conversion.objects.filter(matter_id=matter_id).select_related("proposal")
    materials = Material.objects.filter(matter_id=matter_id).select_related("proposal")
    return Behind(
        conversions=tuple(rows.order_by("at", "id")),
        materials=tuple(materials.order_by("written_at", "id")),
    )


def interested_behind(matter_ids: Sequence[UUID]) -> list[Proposal]:
    """Return the proposals behind matters whose submitters have an interest of their own.

    They may not act as observers there: whoever arranges a hearing or a service asks this.
    """
    proposals = Proposal.objects.filter(
        has_interest=True, conversions__matter_id__in=list(matter_ids)
    )
    return list(proposals.distinct().order_by("received_on", "id"))

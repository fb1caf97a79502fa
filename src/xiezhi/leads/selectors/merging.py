"""Leads another one may be merged into."""

from typing import Final

from django.db.models import Case, IntegerField, Q, QuerySet, Value, When

from xiezhi.kernel.actor import Actor
from xiezhi.leads.models import Lead
from xiezhi.leads.selectors.access import visible_leads

MAX_TARGETS: Final = 200


def list_merge_targets(acting: Actor, lead: Lead) -> QuerySet[Lead]:
    """Return open leads the actor may see, those of the same town and area first, then the newest."""
    same = Q(town=lead.town) & ~Q(town="")
    nearness = Case(
        When(same & Q(area=lead.area), then=Value(0)),
        When(same, then=Value(1)),
        When(Q(area=lead.area) & ~Q(area=""), then=Value(2)),
        default=Value(3),
        output_field=IntegerField(),
    )
    found: QuerySet[Lead] = (
        visible_leads(acting)
        .filter(is_open=True)
        .exclude(id=lead.id)
        .defer("search", "summary")
        .order_by(nearness, "-registered_at")[:MAX_TARGETS]
    )
    return found


def list_joinable_leads(acting: Actor, town: str, area: str) -> QuerySet[Lead]:
    """Return open leads reports may be put behind, those of the town and area first."""
    same = Q(town=town) & ~Q(town="")
    nearness = Case(
        When(same & Q(area=area), then=Value(0)),
        When(same, then=Value(1)),
        default=Value(2),
        output_field=IntegerField(),
    )
    found: QuerySet[Lead] = (
        visible_leads(acting)
        .filter(is_open=True)
        .defer("search", "summary")
        .order_by(nearness, "-registered_at")[:MAX_TARGETS]
    )
    return found

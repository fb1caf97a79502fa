"""Small figures beside the worklist."""

from dataclasses import dataclass
from uuid import UUID

from django.db.models import Count, Q, QuerySet

from xiezhi.kernel.actor import Actor
from xiezhi.leads.models import Lead
from xiezhi.leads.rules.queues import Scope
from xiezhi.leads.selectors.access import visible_leads
from xiezhi.leads.selectors.queues import lacks_national_number, scoped_leads


def count_open(acting: Actor, scope: Scope) -> int:
    """Return how many open leads of a scope the actor may see; one query."""
    found: int = scoped_leads(acting, scope).filter(is_open=True).count()
    return found


def count_without_national_number(acting: Actor, scope: Scope) -> int:
    """Return how many leads of a scope are 应登记2.0而未登记; one query over a small index."""
    found: int = scoped_leads(acting, scope).filter(lacks_national_number()).count()
    return found


@dataclass(frozen=True, slots=True, kw_only=True)
class Held:
    """What a member of staff still owes: open leads, and ended ones whose reporter waits."""

    open: int
    to_feed_back: int


def owed_leads(acting: Actor, staff_id: UUID) -> QuerySet[Lead]:
    """Return the leads that go along when a member's work is handed over."""
    owed = Q(is_open=True) | Q(feedback_due_on__isnull=False)
    return visible_leads(acting).filter(owed, handler_id=staff_id)


def count_owed(acting: Actor, staff_id: UUID) -> Held:
    """Return how many leads a handover would move; one query."""
    figures: dict[str, int] = owed_leads(acting, staff_id).aggregate(
        open=Count("id", filter=Q(is_open=True)),
        to_feed_back=Count("id", filter=Q(is_open=False)),
    )
    return Held(**figures)

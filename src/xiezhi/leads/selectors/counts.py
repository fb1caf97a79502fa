"""Small figures beside the worklist."""

from xiezhi.kernel.actor import Actor
from xiezhi.leads.rules.queues import Scope
from xiezhi.leads.selectors.queues import scoped_leads


def count_open(acting: Actor, scope: Scope) -> int:
    """Return how many open leads of a scope the actor may see; one query."""
    found: int = scoped_leads(acting, scope).filter(is_open=True).count()
    return found

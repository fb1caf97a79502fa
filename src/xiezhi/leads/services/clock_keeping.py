"""What a lead repeats of its clocks is written anew when they are counted anew."""

from collections.abc import Sequence
from uuid import UUID

from xiezhi.clocks.models import Clock
from xiezhi.clocks.services.recounting import ClockOwner, own_clocks
from xiezhi.kernel.matters import MatterKind
from xiezhi.leads.models import Lead
from xiezhi.leads.rules.clocks import ClockRule
from xiezhi.leads.services._clocks import DUE_FIELDS, repeat_nearest


def keep_clocks() -> None:
    """Take over the clocks of leads; called when the application starts."""
    own_clocks(MatterKind.LEAD, ClockOwner(lock=_lock, repeat=_repeat))


def _lock(lead_id: UUID) -> None:
    Lead.objects.select_for_update().get(id=lead_id)


def _repeat(lead_id: UUID, changed: Sequence[Clock]) -> None:
    lead = Lead.objects.get(id=lead_id)
    for clock in changed:
        if clock.rule_key == ClockRule.FEEDBACK:
            lead.feedback_due_on = clock.due_on
    repeat_nearest(lead)
    lead.save(update_fields=list(DUE_FIELDS))

"""How far the letters and tasks of a lead got to those outside."""

from uuid import UUID

from xiezhi.kernel.actor import Actor
from xiezhi.kernel.matters import MatterKind
from xiezhi.leads.selectors.access import access_lead
from xiezhi.letters.selectors.of_matter import list_letter_ids
from xiezhi.notifications.selectors.deliveries import DeliveryLine, deliveries_about_any
from xiezhi.supporters.selectors.field_tasks import tasks_of_matters


def list_deliveries(acting: Actor, lead_id: UUID) -> list[DeliveryLine]:
    """Return the deliveries of a lead's letters and tasks, newest first; four queries.

    Raises:
        NotFoundError: ``leads.not_found``.
    """
    lead = access_lead(acting, lead_id)
    letters = list_letter_ids(MatterKind.LEAD, lead.id)
    tasks = tasks_of_matters(MatterKind.LEAD, [lead.id]).values_list("id", flat=True)
    return deliveries_about_any(
        [*(("letter", one) for one in letters), *(("task", one) for one in tasks)]
    )

"""How far the documents and tasks of a lead got to those outside."""

from uuid import UUID

from xiezhi.kernel.actor import Actor
from xiezhi.leads.models import FieldTask, Referral
from xiezhi.leads.selectors.access import access_lead
from xiezhi.notifications.selectors.deliveries import DeliveryLine, deliveries_about_any


def list_deliveries(acting: Actor, lead_id: UUID) -> list[DeliveryLine]:
    """Return the deliveries of a lead's documents and tasks, newest first; four queries.

    Raises:
        NotFoundError: ``leads.not_found``.
    """
    lead = access_lead(acting, lead_id)
    referrals = Referral.objects.filter(lead_id=lead.id).values_list("id", flat=True)
    tasks = FieldTask.objects.filter(lead_id=lead.id).values_list("id", flat=True)
    return deliveries_about_any(
        [*(("referral", one) for one in referrals), *(("task", one) for one in tasks)]
    )

"""By what a unit is reached: the addresses of its liaison officers."""

from datetime import date
from uuid import UUID

from django.db.models import Q

from xiezhi.notifications.rules.recipients import Contact
from xiezhi.partners.models import LiaisonOfficer


def list_contacts(unit_id: UUID, day: date) -> tuple[Contact, ...]:
    """Return the addresses of everyone who answers for a unit on a day."""
    officers = LiaisonOfficer.objects.filter(
        Q(until__isnull=True) | Q(until__gte=day), unit_id=unit_id, unit__is_active=True
    ).order_by("since", "id")
    return tuple(
        Contact(email=email, mobile=mobile)
        for email, mobile in officers.values_list("email", "mobile")
    )

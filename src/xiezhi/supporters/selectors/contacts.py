"""By what a supporter is reached."""

from datetime import date
from uuid import UUID

from xiezhi.notifications.rules.recipients import Contact
from xiezhi.supporters.models import Supporter


def list_contacts(supporter_id: UUID, day: date) -> tuple[Contact, ...]:
    """Return the mobile number of a supporter whose term runs on a day."""
    mobiles = Supporter.objects.filter(
        id=supporter_id, term_from__lte=day, term_until__gte=day, dismissed_on__isnull=True
    ).values_list("mobile", flat=True)
    return tuple(Contact(mobile=mobile) for mobile in mobiles)

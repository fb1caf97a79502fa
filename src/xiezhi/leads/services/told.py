"""The seam to notifications: who is told of what. Outside the application only neutral words leave.

Each function is called inside the act it belongs to.
"""

from datetime import datetime
from uuid import UUID

from xiezhi.leads.models import FieldTask, Lead, Referral


def tell_staff(*, lead: Lead, staff_id: UUID, kind: str, now: datetime) -> None:
    """Tell a member of staff of something about a lead (``leads.assigned``, ``leads.replied`` …)."""


def tell_unit(*, referral: Referral, kind: str, now: datetime) -> None:
    """Tell a unit's liaison officers that a document waits in the portal."""


def tell_supporter(*, task: FieldTask, kind: str, now: datetime) -> None:
    """Tell a grid member of a task."""

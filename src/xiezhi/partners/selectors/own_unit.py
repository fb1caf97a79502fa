"""What a liaison officer may know of the own unit."""

from xiezhi.kernel.actor import Actor
from xiezhi.kernel.errors import NotFoundError
from xiezhi.partners.models import LiaisonOfficer


def get_own_officer(acting: Actor) -> LiaisonOfficer:
    """Return the liaison officer who acts, with the unit.

    Raises:
        NotFoundError: ``partners.no_officer``.
    """
    officer: LiaisonOfficer | None = (
        LiaisonOfficer.objects.select_related("unit")
        .filter(id=acting.id, unit_id=acting.unit_id)
        .first()
    )
    if officer is None:
        raise NotFoundError("partners.no_officer")
    return officer

"""Units as addressees of documents."""

from datetime import date
from uuid import UUID

from xiezhi.kernel.errors import InvalidInputError
from xiezhi.partners.models import PartnerUnit


def get_addressee(unit_id: UUID) -> PartnerUnit:
    """Return a unit documents may be sent to.

    Raises:
        InvalidInputError: ``partners.no_unit``: there is none, or it is no longer active.
    """
    unit: PartnerUnit | None = PartnerUnit.objects.filter(id=unit_id, is_active=True).first()
    if unit is None:
        raise InvalidInputError("partners.no_unit")
    return unit


def list_addressees() -> list[PartnerUnit]:
    """Return the active units in pinyin order."""
    return list(PartnerUnit.objects.filter(is_active=True).order_by("sort_key"))


def consents_to_electronic_service(unit: PartnerUnit, day: date) -> bool:
    """Return whether a consent to electronic service was on file on a day."""
    consented = unit.consented_to_electronic_service_on
    return consented is not None and consented <= day

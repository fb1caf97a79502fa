"""Rows of units and their liaison officers."""

from collections.abc import Iterable
from datetime import date

from django.utils.translation import gettext

from xiezhi.partners.models import LiaisonOfficer, PartnerUnit, UnitSuperior
from xiezhi.partners.rules.kinds import UNIT_KIND_LABELS, UnitKind
from xiezhi.partners.selectors.units import is_confirmation_due


def unit_rows(units: Iterable[PartnerUnit], today: date) -> list[dict[str, object]]:
    """Return the rows of the list of units."""
    return [
        {
            "unit": unit,
            "kind": gettext(UNIT_KIND_LABELS[UnitKind(unit.kind)]),
            "officers": officer_rows(getattr(unit, "present_officers", []), today),
        }
        for unit in units
    ]


def officer_rows(officers: Iterable[LiaisonOfficer], today: date) -> list[dict[str, object]]:
    """Return officers, each with whether the yearly confirmation is due."""
    return [
        {"officer": officer, "is_due": is_confirmation_due(officer, today)} for officer in officers
    ]


def superior_rows(superiors: Iterable[UnitSuperior], today: date) -> list[dict[str, object]]:
    """Return who stands above a unit, each with whether it does today."""
    return [
        {
            "relation": one,
            "is_present": one.since <= today and (one.until is None or today <= one.until),
        }
        for one in superiors
    ]

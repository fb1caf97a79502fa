"""Texts signed with units 会签文件, as they hold on a day, and each party's duties in them."""

from datetime import date
from uuid import UUID

from django.db.models import Q

from xiezhi.accounts.rules.rights import Action, require
from xiezhi.kernel.actor import Actor
from xiezhi.kernel.errors import NotFoundError
from xiezhi.partners.models import InstrumentParty
from xiezhi.partners.selectors.own_unit import get_own_officer


def in_force_on(day: date) -> Q:
    """Return the condition of a party whose text holds on a day, both days included."""
    return Q(instrument__signed_on__lte=day) & (
        Q(instrument__in_force_until__isnull=True) | Q(instrument__in_force_until__gte=day)
    )


def count_parties_in_force(day: date) -> int:
    """Return how many units are party to a text in force, each once."""
    parties = InstrumentParty.objects.filter(in_force_on(day))
    return parties.values("unit_id").distinct().count()


def list_parts_of(unit_id: UUID) -> list[InstrumentParty]:
    """Return a unit's part in every text it signed, the newest first; one query."""
    parts = InstrumentParty.objects.filter(unit_id=unit_id).select_related("instrument")
    return list(parts.order_by("-instrument__signed_on", "id"))


def list_own_parts(acting: Actor, day: date) -> list[InstrumentParty]:
    """Return the acting unit's own part in the texts in force, the newest first.

    Raises:
        NotFoundError: ``partners.no_officer``.
    """
    unit_id = get_own_officer(acting).unit_id
    parts = InstrumentParty.objects.filter(in_force_on(day), unit_id=unit_id)
    return list(parts.select_related("instrument").order_by("-instrument__signed_on", "id"))


def access_part(acting: Actor, party_id: UUID, *, lock: bool = False) -> InstrumentParty:
    """Return a unit's part in a text to whoever manages units.

    Raises:
        NotAllowedError: ``accounts.no_right``.
        NotFoundError: ``partners.no_instrument``.
    """
    require(acting, Action.MANAGE_UNITS)
    parts = InstrumentParty.objects.select_related("instrument", "unit")
    if lock:
        parts = parts.select_for_update(of=("self",))
    found: InstrumentParty | None = parts.filter(id=party_id).first()
    if found is None:
        raise NotFoundError("partners.no_instrument")
    return found

"""上级单位: who stands or stood above a unit."""

from collections import defaultdict
from collections.abc import Collection
from datetime import date
from uuid import UUID

from django.db.models import Q, QuerySet

from xiezhi.accounts.rules.rights import Action, require
from xiezhi.kernel.actor import Actor
from xiezhi.kernel.errors import NotFoundError
from xiezhi.partners.models import PartnerUnit, UnitSuperior
from xiezhi.partners.rules.superiors import all_above


def access_superior(acting: Actor, relation_id: UUID, *, lock: bool = False) -> UnitSuperior:
    """Return one relation to whoever manages units.

    Raises:
        NotAllowedError: ``accounts.no_right``.
        NotFoundError: ``partners.no_superior``.
    """
    require(acting, Action.MANAGE_UNITS)
    relations = UnitSuperior.objects.select_related("unit", "superior")
    if lock:
        relations = relations.select_for_update(of=("self",))
    found: UnitSuperior | None = relations.filter(id=relation_id).first()
    if found is None:
        raise NotFoundError("partners.no_superior")
    return found


def list_superiors(unit_id: UUID) -> QuerySet[UnitSuperior]:
    """Return who stands and stood above a unit, the latest first."""
    relations = UnitSuperior.objects.filter(unit_id=unit_id).select_related("superior")
    return relations.order_by("-since", "superior__sort_key")


def superiors_on(unit_ids: Collection[UUID], day: date) -> tuple[PartnerUnit, ...]:
    """Return every unit above some on a day, the nearest first; two queries."""
    ids = all_above(unit_ids, _above(day)) if unit_ids else ()
    units = PartnerUnit.objects.in_bulk(list(ids))
    return tuple(units[one] for one in ids)


def superiors_by_unit(day: date) -> dict[UUID, tuple[PartnerUnit, ...]]:
    """Return every unit above each unit that has one on a day, the nearest first; two queries."""
    above = _above(day)
    higher = {unit_id: all_above([unit_id], above) for unit_id in above}
    units = PartnerUnit.objects.in_bulk(list({one for ids in higher.values() for one in ids}))
    return {unit_id: tuple(units[one] for one in ids) for unit_id, ids in higher.items()}


def _above(day: date) -> dict[UUID, list[UUID]]:
    above: dict[UUID, list[UUID]] = defaultdict(list)
    running = Q(until__isnull=True) | Q(until__gte=day)
    relations = UnitSuperior.objects.filter(running, since__lte=day).order_by("since", "id")
    for unit_id, superior_id in relations.values_list("unit_id", "superior_id"):
        above[unit_id].append(superior_id)
    return above


def is_in_line(unit_id: UUID, organ_ids: Collection[UUID], day: date) -> bool:
    """Return whether a unit is one of some organs, or stands above or under one on a day."""
    if unit_id in organ_ids:
        return True
    if any(one.id == unit_id for one in superiors_on(organ_ids, day)):
        return True
    return any(one.id in organ_ids for one in superiors_on([unit_id], day))

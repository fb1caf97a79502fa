"""上级单位: noted from a day, ended or put right; what was so before stays so."""

from datetime import date, datetime
from uuid import UUID

from xiezhi.accounts.rules.rights import Action, require
from xiezhi.kernel.actor import Actor
from xiezhi.kernel.errors import ConflictError, InvalidInputError
from xiezhi.kernel.ids import public_id
from xiezhi.ledger.rules.canonical import Json
from xiezhi.ledger.services.acts import act
from xiezhi.partners.models import PartnerUnit, UnitSuperior
from xiezhi.partners.rules.superiors import SuperiorSpan, makes_a_circle
from xiezhi.partners.selectors.superiors import access_superior
from xiezhi.partners.selectors.units import access_unit


def add_superior(  # one relation, each value named
    *,
    unit_id: UUID,
    superior_id: UUID,
    since: date,
    until: date | None = None,
    acting: Actor,
    now: datetime,
) -> UnitSuperior:
    """Note which unit stands above another from a day on; several may at once.

    Raises:
        NotFoundError: ``partners.no_unit``.
        InvalidInputError: ``partners.superior_days``, ``partners.own_superior``.
        ConflictError: ``partners.superior_known``, ``partners.superior_in_a_circle``.
    """
    with act(acting=acting, now=now) as record:
        unit = access_unit(acting, unit_id, lock=True)
        made = UnitSuperior(id=public_id(), unit=unit, superior_id=superior_id)
        _fill(made, superior_id, since, until)
        made.save(force_insert=True)
        record("partners.add_superior", "unit", unit.id, after=_snapshot(made))
    return made


def change_superior(  # one relation, each value named
    *,
    relation_id: UUID,
    superior_id: UUID,
    since: date,
    until: date | None,
    acting: Actor,
    now: datetime,
) -> UnitSuperior:
    """End a relation, or put right what was noted of it.

    Raises:
        NotFoundError: ``partners.no_superior``, ``partners.no_unit``.
        InvalidInputError, ConflictError: as `add_superior`.
    """
    with act(acting=acting, now=now) as record:
        relation = access_superior(acting, relation_id, lock=True)
        before = _snapshot(relation)
        _fill(relation, superior_id, since, until)
        relation.save()
        after = _snapshot(relation)
        record("partners.change_superior", "unit", relation.unit_id, before=before, after=after)
    return relation


def remove_superior(*, relation_id: UUID, acting: Actor, now: datetime) -> UUID:
    """Take out a relation noted by mistake, which never was; returns its unit.

    Raises:
        NotFoundError: ``partners.no_superior``.
    """
    with act(acting=acting, now=now) as record:
        require(acting, Action.MANAGE_UNITS)
        relation = access_superior(acting, relation_id, lock=True)
        unit_id: UUID = relation.unit_id
        record("partners.remove_superior", "unit", unit_id, before=_snapshot(relation))
        UnitSuperior.objects.filter(id=relation.id).delete()
    return unit_id


def _fill(relation: UnitSuperior, superior_id: UUID, since: date, until: date | None) -> None:
    if until is not None and until < since:
        raise InvalidInputError("partners.superior_days")
    if superior_id == relation.unit_id:
        raise InvalidInputError("partners.own_superior")
    if not PartnerUnit.objects.filter(id=superior_id).exists():
        raise InvalidInputError("partners.no_unit")
    new = SuperiorSpan(unit_id=relation.unit_id, superior_id=superior_id, since=since, until=until)
    others = [_standing(one) for one in UnitSuperior.objects.exclude(id=relation.id)]
    same = (new.unit_id, new.superior_id)
    if any((one.unit_id, one.superior_id) == same and one.overlaps(new) for one in others):
        raise ConflictError("partners.superior_known")
    if makes_a_circle(new, others):
        raise ConflictError("partners.superior_in_a_circle")
    relation.superior_id, relation.since, relation.until = superior_id, since, until


def _standing(one: UnitSuperior) -> SuperiorSpan:
    return SuperiorSpan(
        unit_id=one.unit_id, superior_id=one.superior_id, since=one.since, until=one.until
    )


def _snapshot(one: UnitSuperior) -> dict[str, Json]:
    return {
        "superior": str(one.superior_id),
        "since": one.since.isoformat(),
        "until": None if one.until is None else one.until.isoformat(),
    }

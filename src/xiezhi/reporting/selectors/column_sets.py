"""Column sets a person may use: their own and the office's."""

from uuid import UUID

from django.db.models import F, Q, QuerySet

from xiezhi.accounts.rules.rights import Action, may, require
from xiezhi.kernel.actor import Actor
from xiezhi.kernel.errors import NotFoundError
from xiezhi.reporting.models import LedgerColumnSet
from xiezhi.reporting.rules.ledgers import LedgerKind


def list_column_sets(acting: Actor, kind: LedgerKind) -> QuerySet[LedgerColumnSet]:
    """Return the sets of a ledger the actor may use: own ones first, then the office's, by name.

    Raises:
        NotAllowedError: ``accounts.no_right``.
    """
    require(acting, Action.EXPORT_LEDGER)
    return _usable(acting).filter(kind=kind).order_by(F("owner_id").asc(nulls_last=True), "name")


def find_column_set(
    acting: Actor, kind: LedgerKind, set_id: UUID | None = None
) -> LedgerColumnSet | None:
    """Return the set asked for, else the actor's usual one, else the office's; None before there is any.

    Raises:
        NotFoundError: ``reporting.no_column_set``.
    """
    sets = list_column_sets(acting, kind)
    if set_id is not None:
        return access_column_set(acting, set_id)
    return sets.filter(is_usual=True).first()


def access_column_set(acting: Actor, set_id: UUID, *, lock: bool = False) -> LedgerColumnSet:
    """Return a set the actor may use.

    Raises:
        NotFoundError: ``reporting.no_column_set``.
    """
    sets = _usable(acting).filter(id=set_id)
    found = (sets.select_for_update() if lock else sets).first()
    if found is None:
        raise NotFoundError("reporting.no_column_set")
    return found


def may_change(acting: Actor, found: LedgerColumnSet) -> bool:
    """Return whether the actor may save or remove a set: an own one, or the office's for those who lock."""
    if found.owner_id is None:
        return may(acting, Action.LOCK_RETURN)
    return bool(found.owner_id == acting.id)


def _usable(acting: Actor) -> QuerySet[LedgerColumnSet]:
    own = Q(owner__isnull=True)
    if acting.id is not None:
        own |= Q(owner_id=acting.id)
    sets: QuerySet[LedgerColumnSet] = LedgerColumnSet.objects.filter(own)
    return sets

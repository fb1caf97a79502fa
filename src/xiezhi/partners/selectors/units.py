"""Reads of partner units and their liaison officers."""

from datetime import date, timedelta
from typing import Final
from uuid import UUID

from django.db.models import Prefetch, Q, QuerySet

from xiezhi.accounts.models import Account
from xiezhi.accounts.rules.rights import Action, require
from xiezhi.kernel.actor import Actor, ActorKind
from xiezhi.kernel.errors import NotFoundError
from xiezhi.partners.models import LiaisonOfficer, PartnerUnit

CONFIRM_EVERY: Final = timedelta(days=365)


def access_unit(acting: Actor, unit_id: UUID, *, lock: bool = False) -> PartnerUnit:
    """Return a unit to whoever manages units.

    Raises:
        NotAllowedError: ``accounts.no_right``.
        NotFoundError: ``partners.no_unit``.
    """
    require(acting, Action.MANAGE_UNITS)
    units = PartnerUnit.objects.select_for_update() if lock else PartnerUnit.objects
    unit: PartnerUnit | None = units.filter(id=unit_id).first()
    if unit is None:
        raise NotFoundError("partners.no_unit")
    return unit


def access_officer(acting: Actor, officer_id: UUID, *, lock: bool = False) -> LiaisonOfficer:
    """Return a liaison officer to whoever manages units, and to the officer themselves.

    Raises:
        NotAllowedError: ``accounts.no_right``.
        NotFoundError: ``partners.no_officer``.
    """
    if acting.kind is not ActorKind.UNIT or acting.id != officer_id:
        require(acting, Action.MANAGE_UNITS)
    officers = LiaisonOfficer.objects.select_for_update() if lock else LiaisonOfficer.objects
    officer: LiaisonOfficer | None = officers.filter(id=officer_id).first()
    if officer is None:
        raise NotFoundError("partners.no_officer")
    return officer


def list_units(*, today: date) -> QuerySet[PartnerUnit]:
    """Return units in pinyin order, each with today's liaison officers in ``present_officers``."""
    return PartnerUnit.objects.order_by("-is_active", "sort_key").prefetch_related(
        Prefetch(
            "liaison_officers", queryset=list_officers(today=today), to_attr="present_officers"
        )
    )


def list_officers(*, today: date) -> QuerySet[LiaisonOfficer]:
    """Return the liaison officers of a day."""
    return LiaisonOfficer.objects.filter(
        Q(until__isnull=True) | Q(until__gte=today), since__lte=today
    ).order_by("since")


def list_past_officers(unit_id: UUID, *, today: date) -> QuerySet[LiaisonOfficer]:
    """Return who answered for a unit before, last first."""
    return LiaisonOfficer.objects.filter(unit_id=unit_id, until__lt=today).order_by("-until")


def is_confirmation_due(officer: LiaisonOfficer, today: date) -> bool:
    """Return whether the yearly confirmation of a liaison officer is due."""
    return today - officer.confirmed_on >= CONFIRM_EVERY


def find_officer_of_account(account: Account, *, today: date) -> LiaisonOfficer | None:
    """Return today's liaison officer behind an account, with the unit."""
    return (
        list_officers(today=today)
        .select_related("unit")
        .filter(account_id=account.pk, unit__is_active=True)
        .first()
    )


def requires_totp(account: Account, *, today: date) -> bool:
    """Return whether the unit of an account asks for a second factor."""
    officer = find_officer_of_account(account, today=today)
    return officer is not None and officer.unit.requires_totp

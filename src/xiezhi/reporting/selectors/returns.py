"""Returns: forms filled for a period, their values as counted now, and what was locked."""

from dataclasses import dataclass
from datetime import date
from typing import Final
from uuid import UUID

from django.db.models import Q, QuerySet

from xiezhi.accounts.rules.rights import Action, require
from xiezhi.evidence.store import file_store
from xiezhi.infra.tenant import current_tenant
from xiezhi.kernel.actor import Actor
from xiezhi.kernel.errors import NotFoundError
from xiezhi.reporting.models import LockedReturn, ReturnOverride, UpwardReturn
from xiezhi.reporting.rules.procedure import ReturnState

LISTED: Final = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class ReturnTexts:
    """Words a form asks for beside its figures."""

    office: str
    checked_by: str = ""
    filled_on: date | None = None


def list_returns(acting: Actor, form_id: UUID | None = None) -> list[UpwardReturn]:
    """Return the newest returns, latest period first; those given up are left out.

    Raises:
        NotAllowedError: ``accounts.no_right``.
    """
    require(acting, Action.PREPARE_RETURN)
    found = UpwardReturn.objects.exclude(state=ReturnState.ABANDONED).select_related("form")
    if form_id is not None:
        found = found.filter(form_id=form_id)
    return list(found.order_by("-until", "-since", "form__name", "-edition")[:LISTED])


def access_return(acting: Actor, return_id: UUID, *, lock: bool = False) -> UpwardReturn:
    """Return a return with its form and mapping.

    Raises:
        NotAllowedError: ``accounts.no_right``.
        NotFoundError: ``reporting.no_return``.
    """
    require(acting, Action.PREPARE_RETURN)
    found = UpwardReturn.objects.filter(id=return_id)
    if lock:
        found = found.select_for_update(of=("self",))
    one: UpwardReturn | None = found.select_related("form", "mapping__version").first()
    if one is None:
        raise NotFoundError("reporting.no_return")
    return one


def list_overrides(found: UpwardReturn) -> list[ReturnOverride]:
    """Return what a person put in place of what was counted, by cell."""
    return list(ReturnOverride.objects.filter(upward_return_id=found.id).order_by("sheet", "cell"))


def find_locked(found: UpwardReturn) -> LockedReturn | None:
    """Return the locked version of a return, or None."""
    locked: LockedReturn | None = LockedReturn.objects.filter(upward_return_id=found.id).first()
    return locked


def list_locked(acting: Actor, form_id: UUID) -> QuerySet[LockedReturn]:
    """Return the locked versions of a form, latest period first, then latest edition.

    Raises:
        NotAllowedError: ``accounts.no_right``.
    """
    require(acting, Action.PREPARE_RETURN)
    locked: QuerySet[LockedReturn] = LockedReturn.objects.filter(upward_return__form_id=form_id)
    return locked.select_related("upward_return__mapping__version").order_by(
        "-upward_return__until", "-upward_return__since", "-upward_return__edition"
    )


def access_locked(acting: Actor, return_id: UUID) -> LockedReturn:
    """Return the locked version of a return.

    Raises:
        NotAllowedError: ``accounts.no_right``.
        NotFoundError: ``reporting.not_locked``.
    """
    require(acting, Action.PREPARE_RETURN)
    found: LockedReturn | None = (
        LockedReturn.objects.filter(upward_return_id=return_id)
        .select_related("upward_return__form", "upward_return__mapping__version")
        .first()
    )
    if found is None:
        raise NotFoundError("reporting.not_locked")
    return found


def find_locked_before(acting: Actor, found: UpwardReturn) -> LockedReturn | None:
    """Return the locked version a return is compared with: the edition it corrects, else the last period's.

    Raises:
        NotAllowedError: ``accounts.no_right``.
    """
    same_period = Q(upward_return__since=found.since, upward_return__until=found.until)
    corrected = same_period & Q(upward_return__edition__lt=found.edition)
    earlier = Q(upward_return__until__lt=found.until)
    return list_locked(acting, found.form_id).filter(corrected | earlier).first()


def bytes_of_locked(locked: LockedReturn) -> bytes:
    """Return the file that went upward; what the store no longer holds whole is refused."""
    with file_store().open(current_tenant(), bytes(locked.sha256), is_verified=True) as stream:
        return stream.read()

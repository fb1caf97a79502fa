"""Rosters 名册 of supporters."""

from datetime import date
from uuid import UUID

from django.db.models import Max, Q, QuerySet

from xiezhi.accounts.models import Account
from xiezhi.accounts.rules.rights import Action, require
from xiezhi.kernel.actor import Actor
from xiezhi.kernel.errors import NotFoundError
from xiezhi.supporters.models import Supporter, WorkCard
from xiezhi.supporters.rules.work_card import token_hash


def access_supporter(acting: Actor, supporter_id: UUID, *, lock: bool = False) -> Supporter:
    """Return a supporter to whoever manages supporters.

    Raises:
        NotAllowedError: ``accounts.no_right``.
        NotFoundError: ``supporters.no_supporter``.
    """
    require(acting, Action.MANAGE_SUPPORTERS)
    supporters = Supporter.objects.select_for_update() if lock else Supporter.objects
    supporter: Supporter | None = supporters.filter(id=supporter_id).first()
    if supporter is None:
        raise NotFoundError("supporters.no_supporter")
    return supporter


def get_supporter(supporter_id: UUID) -> Supporter:
    """Return a supporter, for the person's own pages.

    Raises:
        NotFoundError: ``supporters.no_supporter``.
    """
    supporter: Supporter | None = (
        Supporter.objects.select_related("contact").filter(id=supporter_id).first()
    )
    if supporter is None:
        raise NotFoundError("supporters.no_supporter")
    return supporter


def list_supporters(
    *, kind: str | None = None, today: date, with_past: bool = False, words: str = ""
) -> QuerySet[Supporter]:
    """Return a roster by kind and number; those in office unless past ones are asked for too."""
    supporters = Supporter.objects.select_related("unit", "contact")
    if kind:
        supporters = supporters.filter(kind=kind)
    if not with_past:
        supporters = supporters.filter(dismissed_on__isnull=True, term_until__gte=today)
    if words.strip():
        supporters = supporters.filter(
            Q(label__icontains=words.strip())
            | Q(town__icontains=words.strip())
            | Q(trade__icontains=words.strip())
        )
    return supporters.order_by("kind", "number")


def count_in_office(*, today: date) -> dict[str, int]:
    """Return how many of each kind are in office."""
    counts: dict[str, int] = {}
    for kind in list_supporters(today=today).order_by().values_list("kind", flat=True):
        counts[kind] = counts.get(kind, 0) + 1
    return counts


def next_number(kind: str) -> int:
    """Return the first number of a kind never given before."""
    highest = Supporter.objects.filter(kind=kind).aggregate(highest=Max("number"))["highest"]
    return (highest or 0) + 1


def find_supporter_of_mobile(mobile: str, *, today: date) -> Supporter | None:
    """Return who in office has a mobile number; None also when two have."""
    found = list(
        Supporter.objects.select_related("account").filter(
            mobile=mobile,
            account__is_active=True,
            term_from__lte=today,
            term_until__gte=today,
            dismissed_on__isnull=True,
        )[:2]
    )
    return found[0] if len(found) == 1 else None


def find_supporter_of_account(account: Account, *, today: date) -> Supporter | None:
    """Return who in office signs in by an account."""
    return Supporter.objects.filter(
        account_id=account.pk, term_until__gte=today, dismissed_on__isnull=True
    ).first()


def find_card(token: str, *, today: date) -> WorkCard | None:
    """Return an unused work card with its supporter in office; looking does not use it."""
    return (
        WorkCard.objects.select_related("supporter", "supporter__account")
        .filter(
            token_hash=token_hash(token),
            used_at__isnull=True,
            revoked_at__isnull=True,
            supporter__dismissed_on__isnull=True,
            supporter__term_from__lte=today,
            supporter__term_until__gte=today,
            supporter__account__is_active=True,
        )
        .first()
    )

"""Appointing 聘任 and dismissing 解聘 supporters."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from xiezhi.accounts.rules.rights import Action, require
from xiezhi.accounts.services.devices import revoke_devices_of
from xiezhi.accounts.services.sign_in_accounts import close_account, make_account
from xiezhi.kernel.actor import Actor, ActorKind
from xiezhi.kernel.errors import ConflictError, InvalidInputError
from xiezhi.kernel.ids import public_id
from xiezhi.ledger.services.acts import act
from xiezhi.notifications.services.push import end_pushes_of
from xiezhi.supporters.models import Supporter, WorkCard
from xiezhi.supporters.rules.kinds import SupporterKind
from xiezhi.supporters.rules.labels import label_of
from xiezhi.supporters.selectors.rosters import access_supporter, next_number


@dataclass(frozen=True, slots=True, kw_only=True)
class SupporterDetails:
    """What is known of a supporter. ``number`` None takes the next one of the kind."""

    kind: SupporterKind
    term_from: date
    term_until: date
    number: int | None = None
    name: str = ""
    mobile: str = ""
    town: str = ""
    village: str = ""
    trade: str = ""
    languages: str = ""
    field: str = ""
    is_public_grid_worker: bool = False
    unit_id: UUID | None = None
    contact_id: UUID | None = None


def appoint_supporter(*, acting: Actor, details: SupporterDetails, now: datetime) -> Supporter:
    """Appoint a supporter; the account signs in by work card or SMS code only.

    Raises:
        InvalidInputError: ``supporters.term_order``, ``supporters.mobile_format``.
        ConflictError: ``supporters.number_taken``, ``supporters.mobile_taken``.
    """
    require(acting, Action.MANAGE_SUPPORTERS)
    number = details.number or next_number(details.kind)
    mobile = details.mobile.replace(" ", "").replace("-", "")
    with act(acting=acting, now=now) as record:
        _check(details, number, mobile)
        account = make_account(
            kind=ActorKind.SUPPORTER,
            login=f"{details.kind.replace('_', '-')}-{number}",
            password=None,
        )
        supporter: Supporter = Supporter.objects.create(
            id=public_id(),
            kind=details.kind,
            number=number,
            label=label_of(details.kind, number),
            account=account,
            mobile=mobile,
            **_words(details),
        )
        record("supporters.appoint", "supporter", supporter.id, after={"label": supporter.label})
    return supporter


def _words(details: SupporterDetails) -> dict[str, object]:
    return {
        "name": details.name,
        "town": details.town,
        "village": details.village,
        "trade": details.trade,
        "languages": details.languages,
        "field": details.field,
        "is_public_grid_worker": details.is_public_grid_worker,
        "unit_id": details.unit_id,
        "contact_id": details.contact_id,
        "term_from": details.term_from,
        "term_until": details.term_until,
    }


def _check(details: SupporterDetails, number: int, mobile: str) -> None:
    if details.term_until < details.term_from:
        raise InvalidInputError("supporters.term_order")
    if mobile and not (mobile.isascii() and mobile.isdigit()):
        raise InvalidInputError("supporters.mobile_format")
    if Supporter.objects.filter(kind=details.kind, number=number).exists():
        raise ConflictError("supporters.number_taken")
    if mobile and Supporter.objects.filter(mobile=mobile, dismissed_on__isnull=True).exists():
        raise ConflictError("supporters.mobile_taken")


def dismiss_supporter(
    *, acting: Actor, supporter_id: UUID, dismissed_on: date, reason: str, now: datetime
) -> Supporter:
    """Dismiss a supporter: account, phones and cards end at once; what they reported stays.

    Raises:
        InvalidInputError: ``supporters.reason_missing``.
        ConflictError: ``supporters.already_dismissed``.
    """
    if not reason.strip():
        raise InvalidInputError("supporters.reason_missing")
    with act(acting=acting, now=now) as record:
        supporter = access_supporter(acting, supporter_id, lock=True)
        if supporter.dismissed_on is not None:
            raise ConflictError("supporters.already_dismissed")
        supporter.dismissed_on = dismissed_on
        supporter.save(update_fields=["dismissed_on"])
        if supporter.account_id is not None:
            close_account(supporter.account_id)
            revoke_devices_of(supporter.account_id, now)
        end_pushes_of(supporter.id, begun_by=now)
        WorkCard.objects.filter(supporter_id=supporter.id, revoked_at__isnull=True).update(
            revoked_at=now
        )
        record("supporters.dismiss", "supporter", supporter.id, after={"reason": reason.strip()})
    return supporter


def unbind_phones(*, acting: Actor, supporter_id: UUID, now: datetime) -> Supporter:
    """Sign a supporter out of every phone: one is lost or changed; doing it twice changes nothing."""
    with act(acting=acting, now=now) as record:
        supporter = access_supporter(acting, supporter_id, lock=True)
        ended = 0
        if supporter.account_id is not None:
            ended = revoke_devices_of(supporter.account_id, now)
        end_pushes_of(supporter.id, begun_by=now)
        supporter.phones_unbound_at = now
        supporter.save(update_fields=["phones_unbound_at"])
        record("supporters.unbind_phones", "supporter", supporter.id, after={"count": ended})
    return supporter

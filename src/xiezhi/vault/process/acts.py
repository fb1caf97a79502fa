"""What the vault process does when asked: open one field, send words on, destroy what is due."""

from collections.abc import Callable
from dataclasses import dataclass
from dataclasses import field as kept
from datetime import datetime, timedelta
from typing import Final
from uuid import UUID

from xiezhi.accounts.selectors.for_the_vault import slug_of
from xiezhi.infra.tenant import current_tenant
from xiezhi.kernel.actor import Actor, system_actor
from xiezhi.kernel.clock import CHINA, legal_day
from xiezhi.kernel.errors import DomainError, NotFoundError
from xiezhi.ledger.services.acts import act
from xiezhi.vault.models import (
    ErasureOrder,
    IdentityOpening,
    OpeningRequest,
    RelayMessage,
    SealedIdentity,
)
from xiezhi.vault.process.looking_up import actor_of, course_of, facts_of
from xiezhi.vault.process.openers import Opener
from xiezhi.vault.rules.opening import (
    OPEN_FOR,
    IdentityField,
    OpeningState,
    check_opening,
    state_of,
)
from xiezhi.vault.rules.relay import A_DAY, SIGN, RelayOutcome, check_neutral
from xiezhi.vault.rules.sealing import Identity
from xiezhi.vault.rules.unsealing import read_identity

SendText = Callable[[str, str], bool]
"""Sends words to a number; False when the gateway did not take them."""

_LABEL: Final = "保密柜"
_DAY: Final = timedelta(days=1)
_LIVE: Final = frozenset({OpeningState.READY, OpeningState.OPEN})


@dataclass(frozen=True, slots=True, kw_only=True)
class Opened:
    """One field, for one person, until an instant; its value has no ``repr``."""

    field: IdentityField
    value: str = kept(repr=False)
    ends_at: datetime


def open_field(*, request_id: UUID, asking_id: UUID, opener: Opener, now: datetime) -> Opened:
    """Open the one field a request names, after looking up every condition.

    Raises:
        DomainError: the codes of `check_opening`; ``vault.no_request``, ``vault.no_identity``,
            ``vault.identity_unreadable``, ``vault.identity_misplaced``, ``vault.device_silent``.
    """
    acting = actor_of(asking_id, day=legal_day(now))
    request: OpeningRequest | None = OpeningRequest.objects.filter(id=request_id).first()
    if request is None:
        raise NotFoundError("vault.no_request")
    check_opening(facts_of(request, asking_id, now), now)
    identity = _identity(request.report_id, opener)
    with act(acting=acting, now=now) as record:
        opening = _opening(request, asking_id, now)
        record(
            "vault.open",
            "opening",
            request.id,
            after={"field": request.field, "purpose": request.purpose},
        )
    field = IdentityField(request.field)
    return Opened(field=field, value=value_of(identity, field), ends_at=opening.ends_at)


def value_of(identity: Identity, field: IdentityField) -> str:
    """Return one field as text, empty where the reporter left none."""
    match field:
        case IdentityField.PHONE:
            return identity.phone
        case IdentityField.NAME:
            return identity.name
        case IdentityField.NOTE:
            return identity.note
        case IdentityField.SUBMITTED_AT:
            return f"{identity.submitted_at.astimezone(CHINA):%Y-%m-%d %H:%M:%S}"
        case IdentityField.PHOTO_DATA:
            return "\n".join(
                f"{tag}：{text}" for tags in identity.exif.values() for tag, text in tags.items()
            )


def record_refused(
    *, act_name: str, target: str, asking_id: UUID, code: str, now: datetime
) -> None:
    """Note an attempt that was refused; by whom as far as the tables know them."""
    try:
        acting = actor_of(asking_id, day=legal_day(now))
    except DomainError:
        acting = _self()
    with act(acting=acting, now=now) as record:
        record(act_name, "opening", target[:40], after={"code": code})


def relay(*, message_id: UUID, opener: Opener, send: SendText, now: datetime) -> RelayOutcome:
    """Send words on to a number nobody sees; a second time changes nothing.

    Raises:
        NotFoundError: ``vault.no_message``.
        InvalidInputError: the codes of `check_neutral`: the words are checked here again.
    """
    message: RelayMessage | None = RelayMessage.objects.filter(id=message_id).first()
    if message is None:
        raise NotFoundError("vault.no_message")
    if message.outcome not in {RelayOutcome.WAITING, RelayOutcome.FAILED}:
        return RelayOutcome(message.outcome)
    words = check_neutral(message.words)
    outcome = _relayed(message, words, opener, send=send, now=now)
    with act(acting=_self(), now=now) as record:
        RelayMessage.objects.filter(id=message_id).update(outcome=outcome, settled_at=now)
        record("vault.relay", "report", message.report_id, after={"outcome": outcome.value})
    return outcome


def erase_due(*, now: datetime) -> int:
    """Destroy every identity ordered to be, unless somebody may open it just now; return how many.

    What is gone from here is gone from backups when they are (docs/decisions/0017-vault.md).
    """
    orders = ErasureOrder.objects.filter(carried_out_at__isnull=True).order_by("ordered_at")
    due = [order for order in orders if not _is_wanted(order.id, now)]
    for order in due:
        with act(acting=_self(), now=now) as record:
            SealedIdentity.objects.filter(id=order.id).delete()
            ErasureOrder.objects.filter(id=order.id).update(carried_out_at=now)
            record("vault.erase", "report", order.id, after={"reason": order.reason})
    return len(due)


def _self() -> Actor:
    return system_actor(current_tenant(), label=_LABEL)


def _identity(report_id: UUID, opener: Opener) -> Identity:
    row: SealedIdentity | None = SealedIdentity.objects.filter(id=report_id).first()
    if row is None:
        raise NotFoundError("vault.no_identity")
    content = opener.unseal(slug_of(current_tenant()), bytes(row.sealed))
    return read_identity(content, bound_to=f"{current_tenant()}/{report_id}")


def _opening(request: OpeningRequest, asking_id: UUID, now: datetime) -> IdentityOpening:
    found: IdentityOpening | None = IdentityOpening.objects.filter(request=request).first()
    if found is not None:
        return found
    made: IdentityOpening = IdentityOpening.objects.create(
        request=request, opened_by_id=asking_id, opened_at=now, ends_at=now + OPEN_FOR
    )
    return made


def _relayed(
    message: RelayMessage, words: str, opener: Opener, *, send: SendText, now: datetime
) -> RelayOutcome:
    sent = RelayMessage.objects.filter(
        report_id=message.report_id, outcome=RelayOutcome.SENT, settled_at__gt=now - _DAY
    )
    if sent.count() >= A_DAY:
        return RelayOutcome.OVER_LIMIT
    try:
        number = _identity(message.report_id, opener).phone
    except NotFoundError:
        return RelayOutcome.NO_NUMBER
    if not number:
        return RelayOutcome.NO_NUMBER
    return RelayOutcome.SENT if send(number, f"{SIGN}{words}") else RelayOutcome.FAILED


def _is_wanted(report_id: UUID, now: datetime) -> bool:
    requests = OpeningRequest.objects.filter(report_id=report_id, refused_at__isnull=True)
    return any(state_of(course_of(request), now) in _LIVE for request in requests)

"""Work cards 工作证 that bind a phone."""

import secrets
from datetime import datetime
from uuid import UUID

from xiezhi.accounts.rules.devices import Means
from xiezhi.accounts.services.devices import bind_device
from xiezhi.kernel.actor import Actor, ActorKind
from xiezhi.kernel.clock import legal_day
from xiezhi.kernel.errors import NotFoundError, RuleRefusedError
from xiezhi.kernel.ids import public_id
from xiezhi.ledger.services.acts import act
from xiezhi.supporters.models import Supporter, WorkCard
from xiezhi.supporters.rules.work_card import token_hash
from xiezhi.supporters.selectors.rosters import access_supporter, find_card


def issue_work_card(
    *, acting: Actor, supporter_id: UUID, now: datetime, token: str | None = None
) -> str:
    """Return the token of a new card, which is shown once; earlier cards of the person end.

    A token is made unless the system brings one of 256 bits along (the demo, whose printed cards
    stay the same).

    Raises:
        RuleRefusedError: ``supporters.not_in_office``.
    """
    with act(acting=acting, now=now) as record:
        supporter = access_supporter(acting, supporter_id, lock=True)
        if supporter.dismissed_on is not None or supporter.term_until < legal_day(now):
            raise RuleRefusedError("supporters.not_in_office")
        WorkCard.objects.filter(supporter_id=supporter.id, revoked_at__isnull=True).update(
            revoked_at=now
        )
        if token is None or acting.kind is not ActorKind.SYSTEM:
            token = secrets.token_urlsafe(32)
        WorkCard.objects.create(
            id=public_id(), supporter=supporter, token_hash=token_hash(token), issued_at=now
        )
        record("supporters.issue_work_card", "supporter", supporter.id)
    return token


def bind_phone_by_card(*, acting: Actor, token: str, now: datetime) -> tuple[Supporter, str]:
    """Use up a card and return its supporter with the token the phone keeps.

    Raises:
        NotFoundError: ``supporters.no_card``: unknown, used, revoked, or no longer in office.
    """
    with act(acting=acting, now=now) as record:
        card = find_card(token, today=legal_day(now))
        used = 0
        if card is not None:
            used = WorkCard.objects.filter(id=card.id, used_at__isnull=True).update(used_at=now)
        if card is None or not used or card.supporter.account_id is None:
            raise NotFoundError("supporters.no_card")
        device = bind_device(
            acting=acting, account_id=card.supporter.account_id, means=Means.CARD, now=now
        )
        record("supporters.use_work_card", "supporter", card.supporter_id)
    return card.supporter, device

"""Words for the vault process to send on."""

from datetime import datetime, timedelta
from uuid import UUID

from xiezhi.kernel.actor import Actor
from xiezhi.kernel.errors import NotAllowedError, RuleRefusedError
from xiezhi.kernel.ids import public_id
from xiezhi.ledger.services.acts import act
from xiezhi.vault.models import RelayMessage
from xiezhi.vault.rules.opening import OWN
from xiezhi.vault.rules.relay import A_DAY, RelayOutcome, check_neutral

_DAY = timedelta(days=1)


def write_relay(*, report_id: UUID, words: str, acting: Actor, now: datetime) -> RelayMessage:
    """Write neutral words down for the vault process; it counts again before it sends.

    Raises:
        InvalidInputError: the codes of `check_neutral`.
        RuleRefusedError: ``vault.relay_limit``.
        NotAllowedError: ``accounts.no_right``.
    """
    if acting.id is None:
        raise NotAllowedError("accounts.no_right")
    text = check_neutral(words)
    recent = RelayMessage.objects.filter(report_id=report_id, asked_at__gt=now - _DAY)
    if recent.exclude(outcome=RelayOutcome.NO_NUMBER).count() >= A_DAY:
        raise RuleRefusedError("vault.relay_limit", basis=OWN, count=A_DAY)
    with act(acting=acting, now=now) as record:
        message: RelayMessage = RelayMessage.objects.create(
            id=public_id(), report_id=report_id, words=text, asked_by_id=acting.id, asked_at=now
        )
        record("vault.ask_relay", "report", report_id, after={"words": text})
    return message

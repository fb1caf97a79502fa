"""Checkpoints: the size and root of a ledger, signed. A statement about the ledger, not an entry."""

from datetime import datetime

from xiezhi.infra.offices import slug_of
from xiezhi.infra.tenant import current_tenant
from xiezhi.ledger.models import LedgerCheckpoint, LedgerHead
from xiezhi.ledger.rules.checkpoint import Checkpoint
from xiezhi.ledger.rules.checkpoint import sign_checkpoint as signed
from xiezhi.ledger.rules.merkle import Frontier
from xiezhi.ledger.services.keys import checkpoint_key, origin_of


def sign_checkpoint(*, now: datetime) -> LedgerCheckpoint | None:
    """Sign the present head; None when nothing was added since the last one.

    Two at once sign the same size once.
    """
    head = LedgerHead.objects.filter(id=1).first()
    if head is None or LedgerCheckpoint.objects.filter(id__gte=head.size).exists():
        return None
    frontier = Frontier.from_list(head.size, [bytes(subtree) for subtree in head.frontier])
    checkpoint = Checkpoint(
        origin=origin_of(slug_of(current_tenant())), size=frontier.size, root=frontier.root()
    )
    row = LedgerCheckpoint(
        id=head.size, note=signed(checkpoint, checkpoint_key()).decode(), signed_at=now
    )
    LedgerCheckpoint.objects.bulk_create([row], ignore_conflicts=True)
    return row

"""What a proposal repeats of its clocks is written anew when they are counted anew."""

from collections.abc import Sequence
from uuid import UUID

from xiezhi.clocks.models import Clock
from xiezhi.clocks.services.recounting import ClockOwner, own_clocks
from xiezhi.kernel.matters import MatterKind
from xiezhi.proposals.models import Proposal
from xiezhi.proposals.services._clocks import repeat_nearest


def keep_clocks() -> None:
    """Take over the clocks of proposals; called when the application starts."""
    own_clocks(MatterKind.PROPOSAL, ClockOwner(lock=_lock, repeat=_repeat))


def _lock(proposal_id: UUID) -> None:
    Proposal.objects.select_for_update().get(id=proposal_id)


def _repeat(proposal_id: UUID, _changed: Sequence[Clock]) -> None:
    repeat_nearest(Proposal.objects.get(id=proposal_id))

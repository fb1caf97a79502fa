"""The door to proposals for clocks: whoever may read proposals sees what is owed on them."""

from uuid import UUID

from django.db.models import Q

from xiezhi.clocks.selectors.doors import ClockDoor, register_clocks
from xiezhi.kernel.actor import Actor
from xiezhi.kernel.matters import MatterKind
from xiezhi.proposals.selectors.access import may_read


def open_clock_door() -> None:
    """Register the door; called when the application starts."""
    register_clocks(MatterKind.PROPOSAL, ClockDoor(sees=_sees, path=_path))


def _sees(acting: Actor) -> Q | None:
    return Q() if may_read(acting) else None


def _path(proposal_id: UUID) -> str:
    return f"/desk/proposals/{proposal_id}/"

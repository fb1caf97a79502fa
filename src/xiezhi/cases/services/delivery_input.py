"""Whom a paper goes to, as an act is told of it."""

from dataclasses import dataclass
from uuid import UUID

from xiezhi.evidence.services.storing import IncomingFile
from xiezhi.letters.rules.service import Service


@dataclass(frozen=True, slots=True, kw_only=True)
class DeliveryInput:
    """Whom a paper goes to: a party of the case, or a name; with the service when it is done."""

    party_id: UUID | None = None
    addressee: str = ""
    service: Service | None = None
    receipt: IncomingFile | None = None
    has_agreed: bool = False
    """The addressee agreed to announced service (检察建议规定第18条)."""

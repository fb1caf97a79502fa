"""Tables of the vault: identities, and who may open, reach or erase them."""

from xiezhi.vault.models.identities import CrossingIdentity, ErasureOrder, SealedIdentity
from xiezhi.vault.models.opening import IdentityOpening, OpeningRequest
from xiezhi.vault.models.proofs import SpentProof
from xiezhi.vault.models.relay import RelayMessage

__all__ = [
    "CrossingIdentity",
    "ErasureOrder",
    "IdentityOpening",
    "OpeningRequest",
    "RelayMessage",
    "SealedIdentity",
    "SpentProof",
]

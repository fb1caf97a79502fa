"""Tables of proposals."""

from xiezhi.proposals.models.contact import DeputyContact, Material
from xiezhi.proposals.models.conversion import Conversion, CopyBack, ProposalAnswer
from xiezhi.proposals.models.proposal import (
    Proposal,
    ProposalFile,
    ProposalImport,
    ProposalStep,
)

__all__ = [
    "Conversion",
    "CopyBack",
    "DeputyContact",
    "Material",
    "Proposal",
    "ProposalAnswer",
    "ProposalFile",
    "ProposalImport",
    "ProposalStep",
]

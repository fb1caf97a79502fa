"""What is asked to be handed out in a bundle; each matter's own allow-list makes it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from xiezhi.evidence.rules.bundle.contents import BundleMatter
from xiezhi.evidence.rules.custody import CustodyPurpose
from xiezhi.ledger.rules.canonical import Json


@dataclass(frozen=True, slots=True, kw_only=True)
class BundleAsked:
    """In whose name a bundle is made, and what for."""

    office: str
    purpose: CustodyPurpose | None


@dataclass(frozen=True, slots=True, kw_only=True)
class BundleItem:
    """One file to hand out.

    Attributes:
        standing: 证据 or 线索材料, as a code.
        wants_original: only what staff collected; anything that came with a report leaves as the
            copy without metadata, for its head may name the reporter's telephone.
    """

    file_id: UUID
    title: str
    standing: str
    wants_original: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class BundleOrder:
    """Everything that is handed out.

    Attributes:
        records: what is told of the matter, by the name of the record.
    """

    matter: BundleMatter
    items: Sequence[BundleItem]
    records: Mapping[str, Json]
    asked: BundleAsked

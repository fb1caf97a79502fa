"""What is asked to be handed out in a bundle; each matter's own allow-list makes it."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final
from uuid import UUID

from xiezhi.evidence.rules.bundle.contents import BundleMatter
from xiezhi.evidence.rules.custody import CustodyPurpose
from xiezhi.ledger.rules.canonical import Json

_NUMBER: Final = re.compile(r"(20[0-9]{2})-([1-9][0-9]{0,5})")


def read_number(text: str) -> tuple[int, int] | None:
    """Return year and place of a matter's number as people say it (2026-17); None where it is none."""
    found = _NUMBER.fullmatch(text.strip())
    return None if found is None else (int(found[1]), int(found[2]))


@dataclass(frozen=True, slots=True, kw_only=True)
class BundleAsked:
    """In whose name a bundle is made, and what for.

    Attributes:
        with_particulars: the 拍摄信息 of the originals that leave are wanted too.
    """

    office: str
    purpose: CustodyPurpose | None
    with_particulars: bool = False


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

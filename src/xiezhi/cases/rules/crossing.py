"""What of a case goes to another procuratorate: its facts, papers and evidence, nobody's identity.

Source: 办案规则第16条、第47条第3款、第79条. Left out: who reported, who handles it, what was said inside.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Final, TypeVar

from xiezhi.cases.rules.evidence import CollectionWay, EvidenceKind
from xiezhi.cases.rules.kinds import CaseKind, PartyRole
from xiezhi.cases.rules.papers import PaperKind
from xiezhi.kernel.errors import InvalidInputError

Code = TypeVar("Code", bound=StrEnum)
LEFT_OUT: Final = frozenset({PaperKind.OTHER, PaperKind.RECUSAL_DECISION, PaperKind.RECUSAL_REVIEW})
"""Papers not offered: slips of the office, and what concerns its own people."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CrossedParty:
    """Whom the case is about."""

    role: PartyRole
    name: str
    duty_basis: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CrossedStep:
    """A step of the case as the other office took it."""

    label: str
    basis: str
    on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class CrossedPaper:
    """A registered paper. ``file`` is the SHA-256 (hex) of what is carried, "" for none."""

    kind: PaperKind
    title: str
    number: str
    decided_on: date
    served_on: date | None
    file: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CrossedEvidence:
    """A piece of evidence.

    Attributes:
        sha256: of the original as the other office keeps it.
        file: of what is carried: the original, or of a reporter's picture the bare copy.
    """

    kind: EvidenceKind
    way: CollectionWay
    title: str
    proves: str
    source: str
    place: str
    collected_on: date
    collector_count: int
    is_copy: bool
    copy_note: str
    from_report: bool
    sha256: str
    file: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CrossedCase:
    """A case as it is handed over."""

    kind: CaseKind
    title: str
    facts: str
    area: str
    town: str
    national_number: str
    criminal_case: str
    law_day: date
    filed_on: date | None
    rectification_due_on: date | None
    replied_on: date | None
    announcement_due_on: date | None
    parties: Sequence[CrossedParty]
    steps: Sequence[CrossedStep]
    papers: Sequence[CrossedPaper]
    evidence: Sequence[CrossedEvidence]

    @property
    def transfer(self) -> CrossedPaper | None:
        """The 移送案件意见书 it came with."""
        found = [one for one in self.papers if one.kind is PaperKind.CASE_TRANSFER]
        return found[-1] if found else None


def code_of(codes: type[Code], value: object) -> Code:
    """Return a code another installation wrote.

    Raises:
        InvalidInputError: ``cases.foreign_case``: this one does not know it.
    """
    try:
        return codes(str(value))
    except ValueError as error:
        raise InvalidInputError("cases.foreign_case") from error

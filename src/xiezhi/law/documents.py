"""The inventory of papers (文书): name, family, the step that makes each, whom it goes to."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Final

from xiezhi.kernel.errors import NotFoundError
from xiezhi.law.instruments import Instrument
from xiezhi.law.reading import Entry
from xiezhi.law.regimes import FILE as REGIMES_FILE
from xiezhi.law.regimes import Regime, regimes
from xiezhi.law.shelf import kept, records
from xiezhi.law.sourced import Sourced, sourced

CIVIL: Final = "民事公益诉讼"


class InventoryFamily(StrEnum):
    """Which rules of layout and issue a paper follows; the families are never mixed."""

    JUDICIAL = "judicial"
    OFFICIAL = "official"
    RECORD = "record"
    FORM = "form"


class RetentionClass(StrEnum):
    """How long the archive keeps a paper; by table: no text read so far says, the office's table does."""

    PERMANENT = "permanent"
    YEARS_60 = "years_60"
    YEARS_30 = "years_30"
    BY_TABLE = "by_table"


@dataclass(frozen=True, slots=True, kw_only=True)
class Paper:
    """A kind of paper.

    Attributes:
        flows: procedures that make it.
        step: what makes it, as shown.
        is_served: goes to another by 送达.
        is_published: made public by law.
    """

    key: str
    name: str
    family: InventoryFamily
    flows: tuple[str, ...]
    step: str
    is_served: bool
    is_published: bool
    retention: RetentionClass
    source: Sourced

    @property
    def instrument(self) -> Instrument | None:
        """The text it rests on."""
        return self.source.instrument

    def exists_on(self, day: date) -> bool:
        """Return whether its text was in force on a day."""
        return self.source.is_in_force(day)


@kept
def papers() -> Mapping[str, Paper]:
    """Return every kind of paper by key, in the order of the procedures."""
    return records("documents", _parse)


def paper(key: str) -> Paper:
    """Return a kind of paper.

    Raises:
        NotFoundError: ``law.no_paper``.
    """
    found = papers().get(key)
    if found is None:
        raise NotFoundError("law.no_paper", paper=key)
    return found


def paper_name(key: str, regime: Regime | None = None) -> str:
    """Return what a paper is called, under a regime that names it otherwise if need be."""
    named = None if regime is None else regime.papers.get(key)
    return paper(key).name if named is None else named.title


def paper_code(key: str, regime: Regime, flow: str) -> str:
    """Return the word a paper's 文号 carries in a procedure, "" where none is known."""
    named = regime.papers.get(key)
    if named is None:
        return ""
    return named.civil_code if flow == CIVIL else named.code


def check_names() -> None:
    """Refuse a regime that names a paper the inventory does not have.

    Raises:
        InvalidInputError: ``law.data_wrong``.
    """
    for one in regimes():
        for key in one.papers:
            if key not in papers():
                file = one.supplement or REGIMES_FILE
                raise Entry({}, file=file, key=one.key).wrong(f"papers.{key}", "unknown_paper")


def _parse(entry: Entry, supplement: str) -> tuple[str, Paper]:
    found = Paper(
        key=entry.text("key"),
        name=entry.text("name"),
        family=entry.choice("family", InventoryFamily),
        flows=entry.texts("flows"),
        step=entry.text("step"),
        is_served=entry.flag("served", default=False),
        is_published=entry.flag("published", default=False),
        retention=entry.choice("retention", RetentionClass),
        source=sourced(entry, supplement),
    )
    if not found.flows:
        raise entry.wrong("flows", "text_missing")
    return found.key, found

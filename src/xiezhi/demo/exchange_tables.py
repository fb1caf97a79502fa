"""What the demo exchanges with a superior and with its second office."""

from dataclasses import dataclass
from functools import cache

from xiezhi.demo.pictures import Scene
from xiezhi.demo.tables import read_rows

_FILE = "exchange"


@dataclass(frozen=True, slots=True, kw_only=True)
class FiledStory:
    """A major lead filed with the superior, in which package, and why it is major."""

    story: str
    package: int
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class FilingPackage:
    """A package to the superior.

    Attributes:
        disc: the number of its disc in the office's list of the year.
        answered_days: how long the answer took; 0 is not answered yet.
        receipt: the number of the first receipt in the superior's list.
    """

    number: int
    disc: int
    note: str
    answered_days: int = 0
    receipt: int = 0
    words: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class TransferredLead:
    """A lead of the second office that belongs to the first one.

    Attributes:
        organ: key of the first office's unit in charge.
        number: of the acceptance's paper; 0 without one.
        held: why the reviewer holds the answer back; empty when nobody looked at it yet.
    """

    key: str
    package: int
    scene: Scene
    town: str
    place: str
    latitude: float
    longitude: float
    title: str
    words: str
    facts: str
    reason: str
    organ: str
    pictured: bool = False
    number: int = 0
    held: str = ""


@cache
def filed_stories() -> tuple[FiledStory, ...]:
    """Major leads in the order they were filed."""
    return read_rows(_FILE, "filed", FiledStory)


@cache
def filing_packages() -> tuple[FilingPackage, ...]:
    """Packages to the superior in their order."""
    return read_rows(_FILE, "packages", FilingPackage)


@cache
def transferred_leads() -> tuple[TransferredLead, ...]:
    """Leads the second office transferred."""
    return read_rows(_FILE, "transferred", TransferredLead)

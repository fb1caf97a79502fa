"""What happened in the demo: lead stories with their papers, and the pool of other messages."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from functools import cache

from xiezhi.demo.canvas import Dice
from xiezhi.demo.facts import position_in
from xiezhi.demo.pictures import Scene
from xiezhi.demo.tables import by_key, read_rows
from xiezhi.intake.rules.pool import NotLeadReason, PoolState
from xiezhi.law.sources import IntakeChannel
from xiezhi.leads.rules.outcomes import Verdict
from xiezhi.leads.rules.procedure import LeadEvent, LeadState
from xiezhi.letters.rules.replies import ReplyConclusion
from xiezhi.supporters.rules.field import FieldResult


class Reporting(StrEnum):
    """Who reported, in kind: a grid member, someone of the public, or an office by paper."""

    GRID = "grid"
    NAMED = "named"
    ANONYMOUS = "anonymous"
    CONFIDENTIAL = "confidential"
    OFFICE = "office"


@dataclass(frozen=True, slots=True, kw_only=True)
class Assessment:
    """A written assessment: facts, duty basis, proposal, quality verdict, reason."""

    proposal: LeadEvent
    verdict: Verdict
    facts: str
    reason: str
    public_interest: bool
    minor_and_mended: bool = False
    major: bool = False
    duty: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Referral:
    """A letter handing a matter to the competent organ (unit key)."""

    organ: str
    title: str
    ask: str


@dataclass(frozen=True, slots=True, kw_only=True)
class OrganReply:
    """An organ's answer; ``paper`` ones are entered by the clerk (代录回复)."""

    conclusion: ReplyConclusion
    words: str
    measures: tuple[str, ...]
    paper: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class SecondLook:
    """What a grid member found on the spot after the reply."""

    result: FieldResult
    reporter: str
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AgainReported:
    """A 再次反映, the office's finding on it, and whether it was taken up."""

    words: str
    answer: str
    accepted: bool


class _Reported:
    """What stories and pool messages have in common."""

    __slots__ = ()
    reporter: str
    town: str
    place: str

    @property
    def reporting(self) -> Reporting:
        """The kind of reporter."""
        return Reporting.GRID if self.reporter.isdigit() else Reporting(self.reporter)

    @property
    def grid_number(self) -> int | None:
        """The grid member's number, or None."""
        return int(self.reporter) if self.reporter.isdigit() else None

    @property
    def position(self) -> tuple[float, float]:
        """Latitude and longitude, WGS-84; equal for equal town and place."""
        return position_in(self.town, self.place)


@dataclass(frozen=True, slots=True, kw_only=True)
class Story(_Reported):
    """One lead from its report to where it shall stand; sections absent were not reached.

    Attributes:
        reporter: two digits of a grid member, or a word of ``Reporting``.
        topic: the chip tapped under 「看到了什么」.
        area: key of ``law`` subject areas.
        organs: unit keys of the organs concerned.
        source_unit: unit or department key a paper came from.
        into: key of the story it was merged into.
        transferred_to: unit, department or office key it went to.
    """

    key: str
    seen: datetime
    reporter: str
    town: str
    place: str
    topic: str
    area: str
    scene: Scene
    title: str
    words: str
    state: LeadState
    channel: IntakeChannel = IntakeChannel.SNAP
    photos: int = 2
    urgent: bool = False
    organs: tuple[str, ...] = ()
    source_unit: str = ""
    assessed: Assessment | None = None
    referral: Referral | None = None
    reply: OrganReply | None = None
    looked: SecondLook | None = None
    again: AgainReported | None = None
    into: str = ""
    transferred_to: str = ""
    told: str = ""

    @property
    def handler(self) -> str:
        """Sign-in name of the prosecutor in charge."""
        return ("jcg01", "jcg02")[Dice(self.key, "handler").whole(0, 1)]


@dataclass(frozen=True, slots=True, kw_only=True)
class PoolMessage(_Reported):
    """A report that stays in the pool, is no lead, or waits to be screened.

    Attributes:
        same_as: key of the story a duplicate repeats.
        scene: what its photo shows; None without a photo.
    """

    key: str
    seen: datetime
    reporter: str
    channel: IntakeChannel
    town: str
    words: str
    state: PoolState
    place: str = ""
    scene: Scene | None = None
    reason: NotLeadReason | None = None
    same_as: str = ""


@cache
def stories() -> Mapping[str, Story]:
    """Lead stories by key, in the order of the table."""
    return by_key(read_rows("stories", "stories", Story))


@cache
def pool() -> Mapping[str, PoolMessage]:
    """Pool messages by key."""
    return by_key(read_rows("pool", "pool", PoolMessage))

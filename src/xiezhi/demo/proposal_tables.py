"""Suggestions, proposals and joint actions of the demo; days count back from the demo's day."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from xiezhi.campaigns.rules.actions import FigureUnit, JointActionKind
from xiezhi.demo.tables import by_key, read_rows
from xiezhi.proposals.rules.answers import AnswerClass, Satisfaction
from xiezhi.proposals.rules.contacts import ContactKind
from xiezhi.proposals.rules.conversion import ConversionKind
from xiezhi.proposals.rules.kinds import ProposalKind
from xiezhi.proposals.rules.screening import WishReason


@dataclass(frozen=True, slots=True, kw_only=True)
class DemoProposal:
    """A proposal; ``answered`` days after ``assigned`` its answer went, 0 for not yet.

    ``story`` is the lead it is linked with; without ``finding`` nobody has screened it.
    """

    key: str
    kind: ProposalKind
    session: str
    number: str
    title: str
    submitters: str
    delegation: str
    assigned: int
    text: str
    joint_signers: str = ""
    story: str = ""
    area: str = ""
    finding: str = ""
    complex: str = ""
    wish: WishReason | None = None
    answer_class: AnswerClass | None = None
    answered: int = 0
    satisfaction: Satisfaction | None = None
    said: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class DemoConversion:
    """What a proposal became; ``copied``, ``ended`` and ``outcome`` are 0 where nothing went back."""

    proposal: str
    kind: ConversionKind
    days: int
    words: str
    name: str = ""
    number: str = ""
    copied: int = 0
    ended: int = 0
    outcome: int = 0
    result: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class DemoAction:
    """A joint action of the fire-safety campaign with one result in figures."""

    kind: JointActionKind
    days: int
    units: tuple[str, ...]
    place: str
    words: str
    problems: int
    found: str
    name: str
    amount: int
    unit: FigureUnit


@dataclass(frozen=True, slots=True, kw_only=True)
class DemoContact:
    """An occasion of contact; ``done`` is 0 while nobody has followed it up."""

    kind: ContactKind
    days: int
    who: str
    place: str
    proposal: str
    said: str
    follow: str
    done: int
    how: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DemoMaterial:
    """A material offered on a day; ``outcome`` is 0 while nothing came of it."""

    key: str
    title: str
    words: str
    to: str
    days: int
    outcome: int
    proposal: str


@cache
def demo_proposals() -> Mapping[str, DemoProposal]:
    """The proposals by key."""
    return by_key(read_rows("proposals", "proposals", DemoProposal))


@cache
def demo_conversions() -> tuple[DemoConversion, ...]:
    """What they became, in order."""
    return read_rows("proposals", "conversions", DemoConversion)


@cache
def demo_actions() -> tuple[DemoAction, ...]:
    """The joint actions in order."""
    return read_rows("proposals", "actions", DemoAction)


@cache
def demo_contacts() -> tuple[DemoContact, ...]:
    """The contacts in order."""
    return read_rows("proposals", "contacts", DemoContact)


@cache
def demo_materials() -> tuple[DemoMaterial, ...]:
    """The material in order."""
    return read_rows("proposals", "materials", DemoMaterial)

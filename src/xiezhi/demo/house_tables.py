"""Own rules of the demo, what rests on them and who does the four functions; days count back."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from xiezhi.demo.tables import by_key, read_rows
from xiezhi.house.rules.citations import CitedBy
from xiezhi.house.rules.functions import Circle, ContactFunction
from xiezhi.house.rules.register import RuleKind


@dataclass(frozen=True, slots=True, kw_only=True)
class HouseRule:
    """An invented rule; ``issued``, ``from`` and ``repealed`` are days before the demo's day."""

    key: str
    name: str
    kind: RuleKind
    serial: int
    issued: int
    in_force: int
    text: str
    repealed: int = 0
    replaces: str = ""
    open: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class HouseLimit:
    """A time limit as the office set it, from the day its rule came into force."""

    key: str
    length: int
    unit: str
    rule: str = ""
    clause: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class HouseCitation:
    """A duty or a form and the clause it rests on."""

    cited_by: CitedBy
    subject: str
    rule: str
    clause: str


@dataclass(frozen=True, slots=True, kw_only=True)
class HousePost:
    """Who does a function, by the keys of departments and staff; ``since`` days before."""

    circle: Circle
    function: ContactFunction
    department: str
    first: str
    second: str
    telephone: str
    since: int


@cache
def house_rules() -> Mapping[str, HouseRule]:
    """The rules by key, earlier texts before those that replace them."""
    return by_key(read_rows("house", "rules", HouseRule))


@cache
def house_limits() -> tuple[HouseLimit, ...]:
    """The limits in the order they are set."""
    return read_rows("house", "limits", HouseLimit)


@cache
def house_citations() -> tuple[HouseCitation, ...]:
    """What else rests on a clause."""
    return read_rows("house", "citations", HouseCitation)


@cache
def house_posts() -> tuple[HousePost, ...]:
    """Who does what, the earlier before the later."""
    return read_rows("house", "posts", HousePost)

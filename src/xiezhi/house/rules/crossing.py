"""What of the house crosses to the outer zone: texts opened to supporters, duties, whom to call.

Of a rule that is not opened only its head and the number of a cited clause cross, so that a duty
shown outside can name its basis. Nobody's name crosses, and no scan.
"""

from dataclasses import dataclass
from datetime import date
from typing import Final
from uuid import UUID

from xiezhi.accounts.rules.crossing import CrossedLimit

MAX_RULES: Final = 60
MAX_CLAUSES: Final = 300
MAX_CLAUSE: Final = 20_000
MAX_DUTIES: Final = 200
MAX_CONTACTS: Final = 8


@dataclass(frozen=True, slots=True, kw_only=True)
class CrossedClause:
    """A clause; without words where its rule is not opened."""

    number: str
    heading: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CrossedRule:
    """A rule in force, or about to be."""

    id: UUID
    kind: str
    name: str
    number: str
    issued_on: date
    in_force_from: date
    repealed_on: date | None
    is_open: bool
    clauses: tuple[CrossedClause, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class CrossedDuty:
    """A duty shown outside and the clause it rests on."""

    subject: str
    rule_id: UUID
    clause: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CrossedContact:
    """Whom to call: posts and a number."""

    circle: str
    function: str
    department: str
    first: str
    second: str
    telephone: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CrossedHouse:
    """All of it as one thing, so that what is closed or ended goes on the other side too.

    ``limits`` are None where the office set none of those the outer zone counts by.
    """

    id: UUID
    rules: tuple[CrossedRule, ...]
    duties: tuple[CrossedDuty, ...]
    contacts: tuple[CrossedContact, ...]
    limits: tuple[CrossedLimit, ...] | None = None

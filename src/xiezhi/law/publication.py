"""What is made public (公开登记), on whose word, and what never is."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from xiezhi.law.reading import Entry
from xiezhi.law.shelf import kept, records
from xiezhi.law.sourced import Sourced, sourced


class PublicationRule(StrEnum):
    """Whether something is made public."""

    MUST = "must"
    CONDITIONAL = "conditional"
    NOT_BY_DEFAULT = "not_by_default"
    NEVER = "never"
    OTHERS = "others"


@dataclass(frozen=True, slots=True, kw_only=True)
class Publication:
    """One item of the register; ``text`` says how or on what condition."""

    key: str
    name: str
    rule: PublicationRule
    text: str
    source: Sourced


@kept
def publications() -> Mapping[str, Publication]:
    """Return the register by key."""
    return records("publication", _parse)


def _parse(entry: Entry, supplement: str) -> tuple[str, Publication]:
    found = Publication(
        key=entry.text("key"),
        name=entry.text("name"),
        rule=entry.choice("rule", PublicationRule),
        text=entry.text("text"),
        source=sourced(entry, supplement),
    )
    return found.key, found

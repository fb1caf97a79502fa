"""Where a statement of the law data comes from: article, text, tag, and whether it was verified."""

from dataclasses import dataclass
from datetime import date

from xiezhi.law.deadline_rules import parse_instrument
from xiezhi.law.instruments import Instrument, instruments, provenance
from xiezhi.law.reading import Entry


@dataclass(frozen=True, slots=True, kw_only=True)
class Sourced:
    """The source of one statement.

    Attributes:
        basis: article as cited, or why there is none.
        instrument: the text; None where no single one is known.
        is_verified: False shows 待核.
        supplement: the office's file it comes from, "" when built in.
    """

    basis: str
    instrument: Instrument | None
    tag: str
    is_verified: bool
    note: str
    supplement: str

    def is_in_force(self, day: date) -> bool:
        """Return whether the text applied on a day; a statement without a text always does."""
        return self.instrument is None or self.instrument.is_in_force(day)


def sourced(entry: Entry, supplement: str) -> Sourced:
    """Take the fields of a source from an entry."""
    found = Sourced(
        basis=entry.text("basis"),
        instrument=parse_instrument(entry, instruments()),
        tag=entry.text("tag"),
        is_verified=entry.flag("verified"),
        note=entry.optional_text("note"),
        supplement=supplement,
    )
    if found.tag not in provenance():
        raise entry.wrong("tag", "unknown_tag")
    if found.tag in {"K", "L"} and found.is_verified:
        raise entry.wrong("verified", "verified_without_source")
    return found

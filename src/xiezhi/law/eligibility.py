"""Who may be what (资格条件): conditions, bars and numbers as data, each with its source."""

from collections.abc import Mapping
from dataclasses import dataclass

from xiezhi.kernel.errors import NotFoundError
from xiezhi.law.deadline_rules import parse_instrument
from xiezhi.law.instruments import Instrument, instruments, provenance
from xiezhi.law.reading import Entry
from xiezhi.law.shelf import kept, records
from xiezhi.law.sourced import Sourced, sourced


@dataclass(frozen=True, slots=True, kw_only=True)
class Condition:
    """A condition that must hold, or a bar that must not."""

    key: str
    text: str
    tag: str
    is_verified: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """A number of the rule, with its own source."""

    key: str
    label: str
    value: int
    unit: str
    source: Sourced


@dataclass(frozen=True, slots=True, kw_only=True)
class EligibilityRule:
    """Conditions of one role or claim."""

    key: str
    name: str
    basis: str
    instrument: Instrument | None
    require: tuple[Condition, ...]
    bar: tuple[Condition, ...]
    figures: Mapping[str, Figure]
    note: str
    supplement: str


@kept
def eligibility() -> Mapping[str, EligibilityRule]:
    """Return every rule by key."""
    return records("eligibility", _parse)


def figure(role: str, key: str) -> Figure:
    """Return a number of a rule (the least age of a 听证员).

    Raises:
        NotFoundError: ``law.no_figure``.
    """
    found = eligibility().get(role)
    if found is None or key not in found.figures:
        raise NotFoundError("law.no_figure", role=role, figure=key)
    return found.figures[key]


def _parse(entry: Entry, supplement: str) -> tuple[str, EligibilityRule]:
    found = EligibilityRule(
        key=entry.text("key"),
        name=entry.text("name"),
        basis=entry.text("basis"),
        instrument=parse_instrument(entry, instruments()),
        require=tuple(_condition(one) for one in entry.entries("require")),
        bar=tuple(_condition(one) for one in entry.entries("bar")),
        figures={
            one.key: one for one in (_figure(each, supplement) for each in entry.entries("numbers"))
        },
        note=entry.optional_text("note"),
        supplement=supplement,
    )
    if not found.require and not found.bar:
        raise entry.wrong("require", "nothing_required")
    return found.key, found


def _condition(entry: Entry) -> Condition:
    found = Condition(
        key=entry.text("key"),
        text=entry.text("text"),
        tag=entry.text("tag"),
        is_verified=entry.flag("verified"),
    )
    entry.close()
    if found.tag not in provenance():
        raise entry.wrong("tag", "unknown_tag")
    if found.tag in {"K", "L"} and found.is_verified:
        raise entry.wrong("verified", "verified_without_source")
    return found


def _figure(entry: Entry, supplement: str) -> Figure:
    found = Figure(
        key=entry.text("key"),
        label=entry.text("label"),
        value=entry.whole("value"),
        unit=entry.text("unit"),
        source=sourced(entry, supplement),
    )
    entry.close()
    return found

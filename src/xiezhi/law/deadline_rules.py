"""Time limits as data: each with article, instrument and dates in force, 法定 or 本院规定."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cache
from typing import Final

from xiezhi.kernel.errors import InvalidInputError
from xiezhi.law.instruments import Instrument, check_order, instruments, is_within, provenance
from xiezhi.law.periods import Period, Unit
from xiezhi.law.reading import Entry, own_document

FILE: Final = "deadlines.yaml"


class DeadlineKind(StrEnum):
    """Whether the number stands in a law (法定) or the office set it (本院规定)."""

    STATUTORY = "statutory"
    OWN = "own"


class Direction(StrEnum):
    """Whether a period runs from its trigger or must lie before it."""

    AFTER = "after"
    BEFORE = "before"


@dataclass(frozen=True, slots=True, kw_only=True)
class ExtensionRule:
    """Who may lengthen a period and by how much; None: as the approver decides."""

    approver: str
    period: Period | None


@dataclass(frozen=True, slots=True, kw_only=True)
class DeadlineRule:
    """One version of a time limit.

    Attributes:
        flow: procedure it belongs to, as shown.
        trigger: event it counts from, as shown.
        period: the length; for an own rule a suggestion, None where there is not even that.
        rolls: False where a last day on a day off stays (custody, urgent own rules).
        basis: article, or for own rules the article that leaves the number open.
        instrument: the text the number stands in; None for own rules.
        condition: circumstance under which it applies, "" for always.
        is_verified: False shows 待核.
        effective_to: last day in force; None while it is.
    """

    key: str
    title: str
    flow: str
    trigger: str
    kind: DeadlineKind
    period: Period | None
    direction: Direction
    rolls: bool
    basis: str
    instrument: Instrument | None
    tag: str
    is_verified: bool
    condition: str
    note: str
    extensions: tuple[ExtensionRule, ...]
    effective_from: date
    effective_to: date | None

    def is_in_force(self, day: date) -> bool:
        """Return whether the rule applies to an event of a day."""
        return is_within(day, self.effective_from, self.effective_to)


@cache
def deadline_rules() -> tuple[DeadlineRule, ...]:
    """Return the library's own rules in the order of the file."""
    return parse_deadlines(own_document(FILE), instruments(), frozenset(provenance()))


def parse_deadlines(
    document: object, known: Mapping[str, Instrument], tags: frozenset[str], file: str = FILE
) -> tuple[DeadlineRule, ...]:
    """Return the rules a document lists.

    Raises:
        InvalidInputError: ``law.data_wrong`` with file, key, field and reason.
    """
    head = Entry(document, file=file)
    rules: list[DeadlineRule] = []
    for entry in head.entries("deadlines"):
        rule = _parse(entry, known)
        if rule.tag not in tags:
            raise entry.wrong("tag", "unknown_tag")
        if any(other.key == rule.key and _overlap(other, rule) for other in rules):
            raise entry.wrong("effective_from", "versions_overlap")
        rules.append(rule)
    head.close()
    return tuple(rules)


def _parse(entry: Entry, known: Mapping[str, Instrument]) -> DeadlineRule:
    rule = DeadlineRule(
        key=entry.text("key"),
        title=entry.text("title"),
        flow=entry.text("flow"),
        trigger=entry.text("trigger"),
        kind=entry.choice("kind", DeadlineKind),
        period=_parse_period(entry),
        direction=entry.choice("direction", Direction, Direction.AFTER),
        rolls=entry.flag("rolls", default=True),
        basis=entry.text("basis"),
        instrument=_parse_instrument(entry, known),
        tag=entry.text("tag"),
        is_verified=entry.flag("verified"),
        condition=entry.optional_text("condition"),
        note=entry.optional_text("note"),
        extensions=tuple(_parse_extension(one) for one in entry.entries("extensions")),
        effective_from=entry.day("effective_from"),
        effective_to=entry.optional_day("effective_to"),
    )
    entry.close()
    check_order(entry, rule.effective_from, rule.effective_to)
    if rule.kind is DeadlineKind.STATUTORY:
        _check_statutory(entry, rule)
    else:
        _check_own(entry, rule)
    return rule


def _parse_period(entry: Entry) -> Period | None:
    if not entry.has("length"):
        if entry.has("unit"):
            raise entry.wrong("length", "number_missing")
        return None
    try:
        return Period(length=entry.whole("length"), unit=entry.choice("unit", Unit))
    except InvalidInputError as error:
        if error.code == "law.data_wrong":
            raise
        raise entry.wrong("length", "out_of_range") from error


def _parse_instrument(entry: Entry, known: Mapping[str, Instrument]) -> Instrument | None:
    if not entry.has("instrument"):
        return None
    instrument = known.get(entry.text("instrument"))
    if instrument is None:
        raise entry.wrong("instrument", "unknown_instrument")
    return instrument


def _parse_extension(entry: Entry) -> ExtensionRule:
    extension = ExtensionRule(approver=entry.text("approver"), period=_parse_period(entry))
    entry.close()
    return extension


def _check_statutory(entry: Entry, rule: DeadlineRule) -> None:
    if rule.instrument is None:
        raise entry.wrong("instrument", "statutory_without_instrument")
    if rule.period is None:
        raise entry.wrong("length", "statutory_without_length")
    if rule.tag in {"L", "NONE"}:
        raise entry.wrong("tag", "statutory_without_source")
    if rule.tag == "K" and rule.is_verified:
        raise entry.wrong("verified", "verified_without_source")
    last = rule.effective_to or rule.instrument.effective_to
    if not rule.instrument.is_in_force(rule.effective_from) or (
        last is not None and not rule.instrument.is_in_force(last)
    ):
        raise entry.wrong("effective_from", "outside_instrument")


def _check_own(entry: Entry, rule: DeadlineRule) -> None:
    if rule.instrument is not None:
        raise entry.wrong("instrument", "own_with_instrument")
    if rule.tag not in {"L", "NONE"}:
        raise entry.wrong("tag", "own_with_source")


def _overlap(one: DeadlineRule, other: DeadlineRule) -> bool:
    return one.is_in_force(other.effective_from) or other.is_in_force(one.effective_from)

"""Time limits as data: each with article, instrument and dates in force, 法定 or 本院规定."""

from collections.abc import Mapping, Sequence
from typing import Final

from xiezhi.kernel.errors import InvalidInputError
from xiezhi.law.instruments import Instrument, check_order, instruments, provenance
from xiezhi.law.limits import (
    DeadlineKind,
    DeadlineRule,
    Direction,
    ExtensionRule,
    Happening,
    Variant,
)
from xiezhi.law.periods import Period, Unit
from xiezhi.law.reading import Entry
from xiezhi.law.shelf import kept, section

__all__ = ["DeadlineKind", "DeadlineRule", "Direction", "ExtensionRule", "deadline_rules"]

FILE: Final = "deadlines.yaml"
# Practice, other places and silence of the law carry no statutory number.
NO_LAW: Final = frozenset({"L", "S17", "NONE"})


@kept
def deadline_rules() -> tuple[DeadlineRule, ...]:
    """Return the rules of law and office in the order of the files, regimes' own not included."""
    rules: tuple[DeadlineRule, ...] = ()
    for file, document in section("deadlines"):
        found = read_deadlines(document, instruments(), frozenset(provenance()), file)
        document.close()
        rules = rules + found if not file else superseded(rules, found) + found
    return rules


def superseded(
    rules: Sequence[DeadlineRule], later: Sequence[DeadlineRule]
) -> tuple[DeadlineRule, ...]:
    """Return rules as they end where a supplement states a later version of them."""
    ended = []
    for rule in rules:
        starts = [one.effective_from for one in later if one.key == rule.key and rule.overlaps(one)]
        if not starts or min(starts) > rule.effective_from:
            ended.append(rule if not starts else rule.closed_before(min(starts)))
    return tuple(ended)


def parse_deadlines(
    document: object, known: Mapping[str, Instrument], tags: frozenset[str], file: str = FILE
) -> tuple[DeadlineRule, ...]:
    """Return the rules a document lists.

    Raises:
        InvalidInputError: ``law.data_wrong`` with file, key, field and reason.
    """
    head = Entry(document, file=file)
    rules = read_deadlines(head, known, tags)
    head.close()
    return rules


def read_deadlines(
    head: Entry, known: Mapping[str, Instrument], tags: frozenset[str], supplement: str = ""
) -> tuple[DeadlineRule, ...]:
    """Return the rules under ``deadlines`` of an entry."""
    rules: list[DeadlineRule] = []
    for entry in head.entries("deadlines"):
        rule = _parse(entry, known, supplement)
        for tag in (rule.tag, *(one.tag for one in rule.variants)):
            if tag not in tags:
                raise entry.wrong("tag", "unknown_tag")
        if any(other.key == rule.key and other.overlaps(rule) for other in rules):
            raise entry.wrong("effective_from", "versions_overlap")
        rules.append(rule)
    return tuple(rules)


def _parse(entry: Entry, known: Mapping[str, Instrument], supplement: str) -> DeadlineRule:
    kind = entry.choice("kind", DeadlineKind)
    basis, tag = entry.text("basis"), entry.text("tag")
    rolls = entry.flag("rolls", default=True)
    is_verified = entry.flag("verified")
    instrument = parse_instrument(entry, known)
    effective_to = entry.optional_day("effective_to")
    rule = DeadlineRule(
        key=entry.text("key"),
        aliases=entry.texts("aliases"),
        title=entry.text("title"),
        flow=entry.text("flow"),
        trigger=entry.text("trigger"),
        actor=entry.optional_text("actor"),
        kind=kind,
        period=_parse_period(entry),
        wording=entry.optional_text("wording"),
        direction=entry.choice("direction", Direction, Direction.AFTER),
        rolls=rolls,
        is_recurring=entry.flag("recurring", default=False),
        is_minimum=entry.flag("minimum", default=False),
        is_informational=entry.flag("informational", default=False),
        basis=basis,
        instrument=instrument,
        tag=tag,
        is_verified=is_verified,
        condition=entry.optional_text("condition"),
        note=entry.optional_text("note"),
        variants=tuple(
            _parse_variant(one, kind, (basis, tag), rolls=rolls, is_verified=is_verified)
            for one in entry.entries("variants")
        ),
        extensions=tuple(_parse_extension(one) for one in entry.entries("extensions")),
        excludes=_parse_happenings(entry, "excludes"),
        restarts_on=_parse_happenings(entry, "restarts_on"),
        effective_from=entry.day("effective_from"),
        effective_to=effective_to or (instrument.effective_to if instrument else None),
        supplement=supplement,
    )
    entry.close()
    check_order(entry, rule.effective_from, rule.effective_to)
    _check_numbers(entry, rule)
    return rule


def _parse_variant(
    entry: Entry, kind: DeadlineKind, source: tuple[str, str], *, rolls: bool, is_verified: bool
) -> Variant:
    own_kind = entry.choice("kind", DeadlineKind, kind)
    basis, tag = source
    variant = Variant(
        key=entry.text("key"),
        condition=entry.text("condition"),
        kind=own_kind,
        period=_parse_period(entry),
        wording=entry.optional_text("wording"),
        rolls=entry.flag("rolls", default=rolls),
        basis=entry.optional_text("basis") or basis,
        tag=entry.optional_text("tag") or tag,
        is_verified=entry.flag("verified", default=is_verified and own_kind is kind),
        note=entry.optional_text("note"),
    )
    entry.close()
    is_open = variant.period is None and not variant.wording
    if own_kind is DeadlineKind.STATUTORY and is_open:
        raise entry.wrong("length", "statutory_without_length")
    if (own_kind is DeadlineKind.STATUTORY) == (variant.tag in NO_LAW):
        raise entry.wrong("tag", "tag_of_another_kind")
    return variant


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


def parse_instrument(entry: Entry, known: Mapping[str, Instrument]) -> Instrument | None:
    """Return the instrument an entry names, None where it names none."""
    if not entry.has("instrument"):
        return None
    instrument = known.get(entry.text("instrument"))
    if instrument is None:
        raise entry.wrong("instrument", "unknown_instrument")
    return instrument


def _parse_extension(entry: Entry) -> ExtensionRule:
    extension = ExtensionRule(
        approver=entry.text("approver"),
        period=_parse_period(entry),
        condition=entry.optional_text("condition"),
    )
    entry.close()
    return extension


def _parse_happenings(entry: Entry, field: str) -> tuple[Happening, ...]:
    found = []
    for one in entry.entries(field):
        found.append(Happening(event=one.text("event"), basis=one.text("basis")))
        one.close()
    return tuple(found)


def _check_numbers(entry: Entry, rule: DeadlineRule) -> None:
    if len({one.key for one in rule.variants}) != len(rule.variants):
        raise entry.wrong("variants", "given_twice")
    if rule.period is not None and rule.wording:
        raise entry.wrong("wording", "number_and_wording")
    if rule.kind is DeadlineKind.STATUTORY:
        _check_statutory(entry, rule)
    else:
        _check_own(entry, rule)


def _check_statutory(entry: Entry, rule: DeadlineRule) -> None:
    if rule.instrument is None:
        raise entry.wrong("instrument", "statutory_without_instrument")
    if rule.period is None and not rule.wording and not rule.variants:
        raise entry.wrong("length", "statutory_without_length")
    if rule.tag in NO_LAW:
        raise entry.wrong("tag", "statutory_without_source")
    if rule.tag == "K" and rule.is_verified:
        raise entry.wrong("verified", "verified_without_source")
    last = rule.effective_to
    if not rule.instrument.is_in_force(rule.effective_from) or (
        last is not None and not rule.instrument.is_in_force(last)
    ):
        raise entry.wrong("effective_from", "outside_instrument")


def _check_own(entry: Entry, rule: DeadlineRule) -> None:
    if rule.instrument is not None:
        raise entry.wrong("instrument", "own_with_instrument")
    if rule.tag not in NO_LAW:
        raise entry.wrong("tag", "own_with_source")
    if rule.wording:
        raise entry.wrong("wording", "own_with_wording")

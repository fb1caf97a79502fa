"""Instruments (法律、司法解释、规范性文件) with number and dates in force, one entry a version."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cache
from types import MappingProxyType
from typing import Final

from xiezhi.law.reading import Entry, own_document
from xiezhi.law.shelf import kept, section

FILE: Final = "instruments.yaml"


class InstrumentState(StrEnum):
    """Whether a text was issued or is still a draft; a draft is never in force."""

    ISSUED = "issued"
    DRAFT = "draft"


@dataclass(frozen=True, slots=True, kw_only=True)
class Instrument:
    """One version of a text.

    Attributes:
        short: how a basis names it (办案规则).
        number: 文号, "" where not confirmed.
        effective_from: first day in force; None for a draft.
        effective_to: last day in force; None while it is.
        tag: where the text was read, see the file's head.
        is_verified: False shows 待核: the dates in force were not read in the text itself.
        supplement: the office's file it comes from, "" when built in.
    """

    key: str
    title: str
    short: str
    number: str
    state: InstrumentState
    effective_from: date | None
    effective_to: date | None
    tag: str
    is_verified: bool
    note: str = ""
    supplement: str = ""

    def is_in_force(self, day: date) -> bool:
        """Return whether the text applies on a day."""
        return is_within(day, self.effective_from, self.effective_to)


def is_within(day: date, first: date | None, last: date | None) -> bool:
    """Return whether a day lies between dates in force, both included; without a first: never."""
    return first is not None and first <= day and (last is None or day <= last)


@kept
def instruments() -> Mapping[str, Instrument]:
    """Return the instruments by key; a supplement's entry stands for the built-in one."""
    tags = frozenset(provenance())
    found: dict[str, Instrument] = {}
    for file, document in section("instruments"):
        if not file:
            _parse_tags(document)
        found |= _read(document, tags, file)
        document.close()
    return MappingProxyType(found)


@cache
def provenance() -> Mapping[str, str]:
    """Return what each tag (S1, K, L, NONE) means."""
    head = Entry(own_document(FILE), file=FILE)
    return MappingProxyType(
        {one.text("tag"): one.text("meaning") for one in head.entries("provenance")}
    )


def parse_instruments(document: object, file: str = FILE) -> Mapping[str, Instrument]:
    """Return the instruments a document lists.

    Raises:
        InvalidInputError: ``law.data_wrong`` with file, key, field and reason.
    """
    head = Entry(document, file=file)
    found = _read(head, _parse_tags(head))
    head.close()
    return MappingProxyType(found)


def _read(head: Entry, tags: frozenset[str], supplement: str = "") -> dict[str, Instrument]:
    found: dict[str, Instrument] = {}
    for entry in head.entries("instruments"):
        instrument = _parse(entry, supplement)
        if instrument.key in found:
            raise entry.wrong("key", "given_twice")
        if instrument.tag not in tags:
            raise entry.wrong("tag", "unknown_tag")
        found[instrument.key] = instrument
    return found


def _parse_tags(head: Entry) -> frozenset[str]:
    tags = set()
    for entry in head.entries("provenance"):
        tags.add(entry.text("tag"))
        entry.text("meaning")
        entry.close()
    return frozenset(tags)


def _parse(entry: Entry, supplement: str) -> Instrument:
    instrument = Instrument(
        key=entry.text("key"),
        title=entry.text("title"),
        short=entry.text("short"),
        number=entry.optional_text("number"),
        state=entry.choice("state", InstrumentState, InstrumentState.ISSUED),
        effective_from=entry.optional_day("effective_from"),
        effective_to=entry.optional_day("effective_to"),
        tag=entry.text("tag"),
        is_verified=entry.flag("verified"),
        note=entry.optional_text("note"),
        supplement=supplement,
    )
    entry.close()
    is_draft = instrument.state is InstrumentState.DRAFT
    if is_draft != (instrument.effective_from is None):
        raise entry.wrong("effective_from", "draft_dated" if is_draft else "date_missing")
    check_order(entry, instrument.effective_from, instrument.effective_to)
    return instrument


def check_order(entry: Entry, first: date | None, last: date | None) -> None:
    """Refuse dates in force that end before they begin."""
    if last is not None and (first is None or last < first):
        raise entry.wrong("effective_to", "before_effective_from")

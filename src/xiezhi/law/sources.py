"""The six statutory sources of leads and the ways information arrives (来源方式).

Source: 办案规则24条, in force 2021-07-01. The article numbers the sources; which of them a way of
arrival means is this library's reading, which an officer may replace by an alternative.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType
from typing import Final

from xiezhi.law.instruments import Instrument, instruments
from xiezhi.law.reading import Entry, own_document
from xiezhi.law.shelf import kept

FILE: Final = "lead_sources.yaml"


class StatutorySource(StrEnum):
    """Where a lead comes from, in the order of 办案规则24条."""

    REPORT = "report"
    CASEWORK = "casework"
    SHARED_PLATFORM = "shared_platform"
    HANDED_ON = "handed_on"
    MEDIA = "media"
    OTHER_DUTY = "other_duty"


class IntakeChannel(StrEnum):
    """How information reached the office (来源方式)."""

    SNAP = "snap"
    WECHAT_GROUP = "wechat_group"
    TELEPHONE = "telephone"
    LETTER = "letter"
    VISIT = "visit"
    HOTLINE_12345 = "hotline_12345"
    YIXIN = "yixin"
    DEPUTY_SUGGESTION = "deputy_suggestion"
    CPPCC_PROPOSAL = "cppcc_proposal"
    MEDIA = "media"
    AGENCY_TRANSFER = "agency_transfer"
    INTERNAL_TRANSFER = "internal_transfer"
    SUPERIOR_ASSIGNMENT = "superior_assignment"
    PROCURATORATE_TRANSFER = "procuratorate_transfer"
    CASEWORK = "casework"


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceEntry:
    """A statutory source with its number in the article, short label and wording."""

    source: StatutorySource
    number: int
    label: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ChannelEntry:
    """A way of arrival.

    Attributes:
        source: the statutory source it usually means.
        source_if_assigned: the one it means when the office had sent the person.
        alternatives: further ones an officer may record instead.
        has_outside_number: the sending platform gives its own number (外部编号).
    """

    channel: IntakeChannel
    label: str
    source: StatutorySource
    source_if_assigned: StatutorySource
    alternatives: tuple[StatutorySource, ...]
    has_outside_number: bool

    @property
    def lawful_sources(self) -> frozenset[StatutorySource]:
        """Every source that may be recorded for this way of arrival."""
        return frozenset({self.source, self.source_if_assigned, *self.alternatives})


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceRegister:
    """Sources and ways of arrival, each in the order they are offered."""

    instrument: Instrument
    article: str
    sources: Mapping[StatutorySource, SourceEntry]
    channels: Mapping[IntakeChannel, ChannelEntry]


def statutory_source(channel: IntakeChannel, *, is_assigned: bool = False) -> StatutorySource:
    """Return the source a way of arrival means, unless an officer records another."""
    entry = source_register().channels[channel]
    return entry.source_if_assigned if is_assigned else entry.source


def lawful_sources(channel: IntakeChannel) -> frozenset[StatutorySource]:
    """Return the sources an officer may record for a way of arrival."""
    return source_register().channels[channel].lawful_sources


@kept
def source_register() -> SourceRegister:
    """Return the library's own sources and ways of arrival."""
    return parse_sources(own_document(FILE), instruments())


def parse_sources(
    document: object, known: Mapping[str, Instrument], file: str = FILE
) -> SourceRegister:
    """Return the register a document holds; it must name every source and every channel once.

    Raises:
        InvalidInputError: ``law.data_wrong`` with file, key, field and reason.
    """
    head = Entry(document, file=file)
    instrument = known.get(head.text("instrument"))
    if instrument is None:
        raise head.wrong("instrument", "unknown_instrument")
    register = SourceRegister(
        instrument=instrument,
        article=head.text("article"),
        sources=MappingProxyType(_parse_sources(head)),
        channels=MappingProxyType(_parse_channels(head)),
    )
    head.close()
    return register


def _parse_sources(head: Entry) -> dict[StatutorySource, SourceEntry]:
    found: dict[StatutorySource, SourceEntry] = {}
    for entry in head.entries("sources"):
        source = SourceEntry(
            source=entry.choice("key", StatutorySource),
            number=entry.whole("number"),
            label=entry.text("label"),
            text=entry.text("text"),
        )
        entry.close()
        if source.number != len(found) + 1 or source.source in found:
            raise entry.wrong("number", "not_in_order")
        found[source.source] = source
    if len(found) != len(StatutorySource):
        raise head.wrong("sources", "not_complete")
    return found


def _parse_channels(head: Entry) -> dict[IntakeChannel, ChannelEntry]:
    found: dict[IntakeChannel, ChannelEntry] = {}
    for entry in head.entries("channels"):
        channel = _parse_channel(entry)
        if channel.channel in found:
            raise entry.wrong("key", "given_twice")
        found[channel.channel] = channel
    if len(found) != len(IntakeChannel):
        raise head.wrong("channels", "not_complete")
    return found


def _parse_channel(entry: Entry) -> ChannelEntry:
    source = entry.choice("source", StatutorySource)
    channel = ChannelEntry(
        channel=entry.choice("key", IntakeChannel),
        label=entry.text("label"),
        source=source,
        source_if_assigned=entry.choice("source_if_assigned", StatutorySource, source),
        alternatives=entry.choices("alternatives", StatutorySource),
        has_outside_number=entry.flag("has_outside_number", default=False),
    )
    entry.close()
    return channel

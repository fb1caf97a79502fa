"""Regimes (办案制度): the body of rules a case keeps from its filing date to its end."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from types import MappingProxyType
from typing import Final

from xiezhi.kernel.errors import NotFoundError
from xiezhi.law.deadline_rules import read_deadlines
from xiezhi.law.instruments import (
    Instrument,
    InstrumentState,
    check_order,
    instruments,
    is_within,
    provenance,
)
from xiezhi.law.limits import DeadlineRule
from xiezhi.law.reading import Entry
from xiezhi.law.shelf import kept, records

FILE: Final = "regimes.yaml"
GOVERNED: Final = ("公益诉讼", "行政公益诉讼", "民事公益诉讼")
"""Procedures a regime governs unless it names others."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PaperName:
    """How a regime names a paper, and its code in 文号 for administrative and civil cases."""

    title: str
    code: str
    civil_code: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Regime:
    """One body of rules.

    Attributes:
        state: a draft is never in force.
        like: key of the regime whose names of papers it keeps where it has none of its own, or "".
        flows: procedures it governs.
        pre_suit_word: what the paper before a suit gives: 检察建议 or 检察意见.
        papers: names where the regime has its own; others as the inventory of papers says.
        deadlines: time limits in the place of, or besides, the general ones.
        effective_to: last filing day; None while it takes new cases.
        supplement: the office's file it comes from, "" when built in.
    """

    key: str
    title: str
    instrument: Instrument
    state: InstrumentState
    effective_from: date | None
    effective_to: date | None
    like: str
    flows: tuple[str, ...]
    pre_suit_word: str
    papers: Mapping[str, PaperName]
    deadlines: tuple[DeadlineRule, ...]
    tag: str
    is_verified: bool
    note: str
    supplement: str

    def is_in_force(self, day: date) -> bool:
        """Return whether cases filed on a day follow it."""
        return is_within(day, self.effective_from, self.effective_to)


def regime_on(day: date) -> Regime:
    """Return the regime of cases filed on a day.

    Raises:
        NotFoundError: ``law.no_regime`` before public-interest suits existed.
    """
    for one in regimes():
        if one.is_in_force(day):
            return one
    raise NotFoundError("law.no_regime", day=day.isoformat())


def regime(key: str) -> Regime:
    """Return a regime by its key.

    Raises:
        NotFoundError: ``law.no_regime``.
    """
    for one in regimes():
        if one.key == key:
            return one
    raise NotFoundError("law.no_regime", regime=key)


@kept
def regimes() -> tuple[Regime, ...]:
    """Return every regime, drafts last, by first filing day; each ends where the next begins."""
    found = records("regimes", _parse)
    dated = sorted(
        (one for one in found.values() if one.effective_from is not None),
        key=lambda one: one.effective_from or date.max,
    )
    drafts = [one for one in found.values() if one.effective_from is None]
    return tuple(_named(one, found) for one in (*_in_turn(dated), *drafts))


def _named(one: Regime, found: Mapping[str, Regime]) -> Regime:
    if not one.like:
        return one
    before = found.get(one.like)
    if before is None:
        raise Entry({}, file=one.supplement or FILE, key=one.key).wrong("like", "unknown_regime")
    return replace(one, papers=MappingProxyType({**before.papers, **one.papers}))


def _in_turn(dated: list[Regime]) -> tuple[Regime, ...]:
    ended = []
    for one, following in zip(dated, [*dated[1:], None], strict=True):
        start = None if following is None else following.effective_from
        is_cut = start is not None and is_within(start, one.effective_from, one.effective_to)
        ended.append(_closed_before(one, start) if is_cut and start is not None else one)
    return tuple(ended)


def _closed_before(one: Regime, start: date) -> Regime:
    return replace(one, effective_to=start - timedelta(days=1))


def _parse(entry: Entry, supplement: str) -> tuple[str, Regime]:
    instrument = instruments().get(entry.text("instrument"))
    if instrument is None:
        raise entry.wrong("instrument", "unknown_instrument")
    found = Regime(
        key=entry.text("key"),
        title=entry.text("title"),
        instrument=instrument,
        state=entry.choice("state", InstrumentState, InstrumentState.ISSUED),
        effective_from=entry.optional_day("effective_from"),
        effective_to=entry.optional_day("effective_to"),
        like=entry.optional_text("like"),
        flows=entry.texts("flows") or GOVERNED,
        pre_suit_word=entry.text("pre_suit_word"),
        papers=_parse_papers(entry),
        deadlines=read_deadlines(entry, instruments(), frozenset(provenance()), supplement),
        tag=entry.text("tag"),
        is_verified=entry.flag("verified"),
        note=entry.optional_text("note"),
        supplement=supplement,
    )
    _check(entry, found)
    return found.key, found


def _check(entry: Entry, found: Regime) -> None:
    is_draft = found.state is InstrumentState.DRAFT
    if is_draft != (found.effective_from is None):
        raise entry.wrong("effective_from", "draft_dated" if is_draft else "date_missing")
    check_order(entry, found.effective_from, found.effective_to)
    if found.effective_from and not found.instrument.is_in_force(found.effective_from):
        raise entry.wrong("effective_from", "outside_instrument")
    if found.tag not in provenance():
        raise entry.wrong("tag", "unknown_tag")
    if found.tag == "K" and found.is_verified:
        raise entry.wrong("verified", "verified_without_source")


def _parse_papers(entry: Entry) -> Mapping[str, PaperName]:
    found = {}
    for key, paper in entry.named("papers").items():
        found[key] = PaperName(
            title=paper.text("title"),
            code=paper.optional_text("code"),
            civil_code=paper.optional_text("civil_code"),
        )
        paper.close()
    return MappingProxyType(found)

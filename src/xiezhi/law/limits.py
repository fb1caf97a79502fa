"""What a time limit is: its versions, variants, extensions and what stops or restarts it."""

from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum
from typing import Final

from xiezhi.kernel.errors import NotFoundError
from xiezhi.law.instruments import Instrument, is_within
from xiezhi.law.periods import Period

VARIANT_MARK: Final = "--"
"""Between the key of a rule and that of its variant, where an office sets a length for the variant."""


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
    """Who may lengthen a period, by how much and when; no period: as the approver decides."""

    approver: str
    period: Period | None
    condition: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Happening:
    """Something that does not count (委托鉴定期间) or starts the count anew, with its article."""

    event: str
    basis: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Variant:
    """Another length of the same rule under a condition (urgent, complex, in custody)."""

    key: str
    condition: str
    kind: DeadlineKind
    period: Period | None
    wording: str
    rolls: bool
    basis: str
    tag: str
    is_verified: bool
    note: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DeadlineRule:
    """One version of a time limit.

    Attributes:
        aliases: other keys it answers to.
        flow: procedure it belongs to, as shown.
        trigger: event it counts from, as shown.
        actor: who must act, "" for the office itself.
        period: the length; for an own rule a suggestion, None where there is not even that.
        wording: what the law says where it gives no number (立即履行), else "".
        rolls: False where a last day on a day off stays (custody, terms, urgent own rules).
        is_recurring: runs again from its last day.
        is_minimum: the day before which it may not end (公告期间, 留存), not one to be met.
        is_informational: the limit of another body, shown and never an alarm.
        basis: article, or for own rules the article that leaves the number open.
        instrument: the text the number stands in; None for own rules.
        condition: circumstance under which it applies, "" for always.
        variant: the variant taken, "" for the rule itself.
        is_verified: False shows 待核.
        effective_to: last day in force; None while it is.
        supplement: the office's file it comes from, "" when built in.
    """

    key: str
    aliases: tuple[str, ...]
    title: str
    flow: str
    trigger: str
    actor: str
    kind: DeadlineKind
    period: Period | None
    wording: str
    direction: Direction
    rolls: bool
    is_recurring: bool
    is_minimum: bool
    is_informational: bool
    basis: str
    instrument: Instrument | None
    tag: str
    is_verified: bool
    condition: str
    note: str
    variants: tuple[Variant, ...]
    extensions: tuple[ExtensionRule, ...]
    excludes: tuple[Happening, ...]
    restarts_on: tuple[Happening, ...]
    effective_from: date
    effective_to: date | None
    variant: str = ""
    supplement: str = ""

    @property
    def limit_key(self) -> str:
        """What an office's own length is kept under: a variant has one of its own."""
        return f"{self.key}{VARIANT_MARK}{self.variant}" if self.variant else self.key

    def is_in_force(self, day: date) -> bool:
        """Return whether the rule applies to an event of a day."""
        return is_within(day, self.effective_from, self.effective_to)

    def answers_to(self, key: str) -> bool:
        """Return whether a key means this rule."""
        return key == self.key or key in self.aliases

    def overlaps(self, other: "DeadlineRule") -> bool:
        """Return whether two versions would both apply on some day."""
        return self.is_in_force(other.effective_from) or other.is_in_force(self.effective_from)

    def closed_before(self, day: date) -> "DeadlineRule":
        """Return the version ending the day before another begins."""
        return replace(self, effective_to=day - timedelta(days=1))

    def varied(self, variant: str) -> "DeadlineRule":
        """Return the rule as one of its variants states it, itself for "".

        Raises:
            NotFoundError: ``law.no_variant``.
        """
        if not variant:
            return self
        for one in self.variants:
            if one.key == variant:
                return self._with(one)
        raise NotFoundError("law.no_variant", rule=self.key, variant=variant)

    def _with(self, one: Variant) -> "DeadlineRule":
        return replace(
            self,
            variant=one.key,
            condition=one.condition,
            kind=one.kind,
            period=one.period,
            wording=one.wording,
            rolls=one.rolls,
            basis=one.basis,
            instrument=self.instrument if one.kind is DeadlineKind.STATUTORY else None,
            tag=one.tag,
            is_verified=one.is_verified,
            note=one.note or self.note,
        )

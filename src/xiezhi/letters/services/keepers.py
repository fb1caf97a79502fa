"""What an act on a letter means for its matter is taken by the matter's keeper, in the same transaction.

Letters lie below leads and cases; each registers its keeper when the application starts. In the
outer zone nobody keeps matters: what units do there takes effect when its package is imported.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final, Protocol

from xiezhi.kernel.actor import Actor
from xiezhi.kernel.matters import MatterKind
from xiezhi.letters.models import Letter, LetterReply


class LetterEffect(Protocol):
    """Takes what happened to a letter."""

    def __call__(self, *, letter: Letter, acting: Actor, now: datetime) -> None:
        """Take it; a second time changes nothing."""


class ReplyEffect(Protocol):
    """Takes a reply that came."""

    def __call__(self, *, reply: LetterReply, acting: Actor, now: datetime) -> None:
        """Take it; a second time changes nothing."""


class ReplyCorrection(Protocol):
    """Takes that a reply came on another day than was entered."""

    def __call__(self, *, reply: LetterReply, was_on: date, acting: Actor, now: datetime) -> None:
        """Take it; a second time changes nothing."""


@dataclass(frozen=True, slots=True, kw_only=True)
class MatterKeeper:
    """What the keeper of a kind of matter takes. Only suggestions are objected to."""

    take_receipt: LetterEffect
    take_service: LetterEffect
    take_withdrawal: LetterEffect
    take_reply: ReplyEffect
    take_objection: LetterEffect | None = None
    take_correction: LetterEffect | None = None
    take_reply_correction: ReplyCorrection | None = None


_keepers: Final[dict[MatterKind, MatterKeeper]] = {}


def register_keeper(kind: MatterKind, keeper: MatterKeeper) -> None:
    """Name the keeper of a kind of matter; called once, when the application starts."""
    _keepers[kind] = keeper


def after_receipt(letter: Letter, *, acting: Actor, now: datetime) -> None:
    """A unit signed for a letter in the portal."""
    _take(letter, lambda keeper: keeper.take_receipt, acting=acting, now=now)


def after_service(letter: Letter, *, acting: Actor, now: datetime) -> None:
    """Service of a letter was recorded."""
    _take(letter, lambda keeper: keeper.take_service, acting=acting, now=now)


def after_correction(letter: Letter, *, acting: Actor, now: datetime) -> None:
    """What was entered of a letter's service was put right."""
    _take(letter, lambda keeper: keeper.take_correction, acting=acting, now=now)


def after_withdrawal(letter: Letter, *, acting: Actor, now: datetime) -> None:
    """A letter was withdrawn."""
    _take(letter, lambda keeper: keeper.take_withdrawal, acting=acting, now=now)


def after_objection(letter: Letter, *, acting: Actor, now: datetime) -> None:
    """A unit objected to a suggestion, in the portal or on paper."""
    _take(letter, lambda keeper: keeper.take_objection, acting=acting, now=now)


def after_reply(reply: LetterReply, *, acting: Actor, now: datetime) -> None:
    """A reply came, in the portal or on paper."""
    keeper = _keepers.get(MatterKind(reply.letter.matter_kind))
    if keeper is not None:
        keeper.take_reply(reply=reply, acting=acting, now=now)


def after_reply_correction(
    reply: LetterReply, *, was_on: date, acting: Actor, now: datetime
) -> None:
    """The day a reply on paper was received was put right."""
    keeper = _keepers.get(MatterKind(reply.letter.matter_kind))
    if keeper is not None and keeper.take_reply_correction is not None:
        keeper.take_reply_correction(reply=reply, was_on=was_on, acting=acting, now=now)


def _take(
    letter: Letter,
    effect_of: Callable[[MatterKeeper], LetterEffect | None],
    *,
    acting: Actor,
    now: datetime,
) -> None:
    keeper = _keepers.get(MatterKind(letter.matter_kind))
    effect = None if keeper is None else effect_of(keeper)
    if effect is not None:
        effect(letter=letter, acting=acting, now=now)

"""A proposal as it is entered, by hand or from a file; what it must say."""

from dataclasses import dataclass, replace
from datetime import date
from typing import Final

from xiezhi.kernel.errors import InvalidInputError
from xiezhi.language.cleaning import clean_line, clean_text
from xiezhi.proposals.rules import kinds
from xiezhi.proposals.rules.kinds import ProposalKind, ProposalLevel, Undertaking

EARLIEST: Final = date(2015, 8, 29)
"""Before it the rule book has no time to answer: 代表法 of 2015 is the oldest it knows."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ProposalEntry:
    """A proposal as printed.

    Attributes:
        submitters: who put it forward, as printed; an official act of theirs.
        assigned_on: the day of 交办, from which the time to answer runs.
        is_complex: wide and difficult, so that six months run instead of three.
    """

    kind: ProposalKind
    level: ProposalLevel
    session: str
    number: str
    title: str
    assigned_on: date
    received_on: date
    submitters: str = ""
    delegation: str = ""
    joint_signers: str = ""
    undertaking: Undertaking = Undertaking.MAIN
    transferring_body: str = ""
    text: str = ""
    is_complex: bool = False


def cleaned(entry: ProposalEntry, *, today: date) -> ProposalEntry:
    """Return an entry clean and complete.

    Raises:
        InvalidInputError: ``proposals.number_missing``, ``proposals.session_missing``,
            ``proposals.title_missing``, ``proposals.day_in_future``,
            ``proposals.day_too_long_ago``, ``proposals.received_before_assigned``,
            ``language.too_long``.
    """
    found = replace(
        entry,
        session=clean_line(entry.session, limit=kinds.MAX_SESSION),
        number=kinds.plain_number(clean_line(entry.number, limit=kinds.MAX_NUMBER)),
        title=clean_line(entry.title, limit=kinds.MAX_TITLE),
        submitters=clean_line(entry.submitters, limit=kinds.MAX_SUBMITTERS),
        delegation=clean_line(entry.delegation, limit=kinds.MAX_DELEGATION),
        joint_signers=clean_line(entry.joint_signers, limit=kinds.MAX_JOINT),
        transferring_body=clean_line(entry.transferring_body, limit=kinds.MAX_BODY)
        or kinds.USUAL_BODIES[entry.kind],
        text=clean_text(entry.text, limit=kinds.MAX_TEXT),
    )
    for value, code in (
        (found.session, "proposals.session_missing"),
        (found.number, "proposals.number_missing"),
        (found.title, "proposals.title_missing"),
    ):
        if not value:
            raise InvalidInputError(code)
    _check_days(found, today)
    return found


def _check_days(entry: ProposalEntry, today: date) -> None:
    if max(entry.assigned_on, entry.received_on) > today:
        raise InvalidInputError("proposals.day_in_future")
    if entry.assigned_on < EARLIEST:
        raise InvalidInputError("proposals.day_too_long_ago")
    if entry.received_on < entry.assigned_on:
        raise InvalidInputError("proposals.received_before_assigned")


Identity = tuple[str, str, str, str]


def identity_of(entry: ProposalEntry) -> Identity:
    """Return what a proposal is known again by: kind, level, session and number."""
    return (entry.kind.value, entry.level.value, entry.session, entry.number)

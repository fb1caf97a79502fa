"""检察法律文书 on their way: made, numbered and sealed in the national system, served and answered here."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Final
from uuid import UUID

from xiezhi.accounts.rules.rights import Action, require
from xiezhi.accounts.rules.typists import typist_of
from xiezhi.kernel.actor import Actor
from xiezhi.kernel.errors import ConflictError, InvalidInputError
from xiezhi.kernel.matters import Matter
from xiezhi.language.cleaning import clean_line, clean_text
from xiezhi.ledger.services.acts import act
from xiezhi.letters.models import Letter
from xiezhi.letters.rules.kinds import IssueWay, LetterKind
from xiezhi.letters.rules.limits import REPLY_RULE
from xiezhi.letters.rules.procedure import LetterEvent
from xiezhi.letters.selectors.access import access_letter
from xiezhi.letters.selectors.letter_page import facts_of
from xiezhi.letters.selectors.portal import access_unit_letter
from xiezhi.letters.services._steps import StepWords, move
from xiezhi.letters.services.drafting import about
from xiezhi.partners.selectors.addressees import get_addressee

MAX_OBJECTION: Final = 2000


@dataclass(frozen=True, slots=True, kw_only=True)
class JudicialPaper:
    """A paper as its keeper registered it.

    Attributes:
        paper_kind: key in the law library's inventory.
        sealed_file_id: the sealed PDF, stored already.
        reply_rule: the law library's limit for the reply; "" asks for none.
        reply_variant: the variant that applies (urgent).
        law_day: whose day's law the limit follows.
        may_object: the unit may raise an objection 提出异议.
    """

    paper_kind: str
    title: str
    number: str
    unit_id: UUID
    issued_by_label: str
    issued_on: date
    sealed_file_id: UUID
    reply_rule: str = ""
    reply_variant: str = ""
    law_day: date | None = None
    rectification_due_on: date | None = None
    may_object: bool = False
    copies_to: str = ""


def carry_paper(*, matter: Matter, paper: JudicialPaper, acting: Actor, now: datetime) -> Letter:
    """Take a registered paper on its way to a unit, ready to be served.

    Called by the matter's keeper, which saw to it that the actor may write on the matter.

    Raises:
        NotAllowedError: ``accounts.no_right``.
        InvalidInputError: ``partners.no_unit``.
    """
    with act(acting=acting, now=now) as record:
        require(acting, Action.RECORD_DECISION)
        letter = about(matter)
        _fill(letter, paper)
        letter.written_by_id, letter.written_at = typist_of(acting), now
        letter.save()
        record("letters.write", "letter", letter.id, after={"unit": str(letter.unit_id)})
        said = StepWords(
            words=letter.office_number,
            decided_by=letter.issued_by_label,
            decided_on=letter.issued_on,
        )
        facts = facts_of(acting, letter, has_issuer=True)
        event = LetterEvent.REGISTER
        move(letter, event, facts, acting=acting, now=now, record=record, said=said)
    return letter


def object_in_portal(
    *, letter_id: UUID, words: str, on: date, acting: Actor, now: datetime
) -> Letter:
    """Note a unit's objection 提出异议, made in the portal.

    Raises:
        InvalidInputError: ``letters.no_objection``, ``letters.may_not_object``.
        ConflictError: ``letters.already_objected``.
    """
    with act(acting=acting, now=now) as record:
        letter = access_unit_letter(acting, letter_id, lock=True)
        _object(letter, words, on)
        record("letters.object", "letter", letter.id, after={"on": on.isoformat(), "words": words})
    return letter


def record_objection(
    *, letter_id: UUID, words: str, on: date, acting: Actor, now: datetime
) -> Letter:
    """Enter an objection that came on paper 代录异议.

    Raises:
        InvalidInputError: ``letters.no_objection``, ``letters.may_not_object``.
        ConflictError: ``letters.already_objected``.
    """
    with act(acting=acting, now=now) as record:
        require(acting, Action.RECORD_PAPER_REPLY)
        letter = access_letter(acting, letter_id, lock=True)
        _object(letter, words, on)
        record("letters.object", "letter", letter.id, after={"on": on.isoformat(), "words": words})
    return letter


def _object(letter: Letter, words: str, on: date) -> None:
    if not letter.may_object:
        raise InvalidInputError("letters.may_not_object")
    if not clean_text(words, limit=MAX_OBJECTION).strip():
        raise InvalidInputError("letters.no_objection")
    if letter.objected_on is not None:
        raise ConflictError("letters.already_objected")
    letter.objected_on = on
    letter.objection = clean_text(words, limit=MAX_OBJECTION).strip()
    letter.save(update_fields=["objected_on", "objection"])


def _fill(letter: Letter, paper: JudicialPaper) -> None:
    letter.kind = LetterKind.JUDICIAL
    letter.paper_kind = paper.paper_kind
    letter.unit_id = get_addressee(paper.unit_id).id
    letter.title = clean_line(paper.title, limit=120)
    letter.office_number = paper.number
    letter.copies_to = clean_line(paper.copies_to, limit=200)
    letter.asks_reply = bool(paper.reply_rule)
    letter.reply_rule = paper.reply_rule or REPLY_RULE
    letter.reply_variant = paper.reply_variant
    letter.law_day = paper.law_day
    letter.rectification_due_on = paper.rectification_due_on
    letter.may_object = paper.may_object
    letter.issued_by_label = clean_line(paper.issued_by_label, limit=30)
    letter.issued_on = letter.sealed_on = paper.issued_on
    letter.issue_way = IssueWay.ENTERED
    letter.sealed_letter_id = paper.sealed_file_id

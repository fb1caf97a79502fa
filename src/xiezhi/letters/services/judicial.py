"""检察法律文书 on their way: made, numbered and sealed in the national system, served and answered here."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from xiezhi.accounts.rules.rights import Action, require
from xiezhi.accounts.rules.typists import typist_of
from xiezhi.kernel.actor import Actor
from xiezhi.kernel.matters import Matter
from xiezhi.language.cleaning import clean_line
from xiezhi.ledger.services.acts import act
from xiezhi.letters.models import Letter
from xiezhi.letters.rules.kinds import IssueWay, LetterKind
from xiezhi.letters.rules.limits import REPLY_RULE
from xiezhi.letters.rules.procedure import LetterEvent
from xiezhi.letters.selectors.letter_page import facts_of
from xiezhi.letters.services._steps import StepWords, move
from xiezhi.letters.services.drafting import about
from xiezhi.partners.selectors.addressees import get_addressee


@dataclass(frozen=True, slots=True, kw_only=True)
class JudicialPaper:
    """A paper as its keeper registered it.

    Attributes:
        paper_kind: key in the law library's inventory.
        paper_name: what the case's regime calls such a paper.
        sealed_file_id: the sealed PDF, stored already.
        reply_rule: the law library's limit for the reply; "" asks for none.
        reply_variant: the variant that applies (urgent).
        reply_days: a length the paper itself names, where the variant leaves it to the office.
        law_day: whose day's law the limit follows.
        may_object: the unit may raise an objection 提出异议, within ``objection_days`` of service.
    """

    paper_kind: str
    paper_name: str
    title: str
    number: str
    unit_id: UUID
    issued_by_label: str
    issued_on: date
    sealed_file_id: UUID
    reply_rule: str = ""
    reply_variant: str = ""
    reply_days: int | None = None
    law_day: date | None = None
    rectification_due_on: date | None = None
    may_object: bool = False
    objection_days: int | None = None
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


def _fill(letter: Letter, paper: JudicialPaper) -> None:
    letter.kind = LetterKind.JUDICIAL
    letter.paper_kind = paper.paper_kind
    letter.paper_name = clean_line(paper.paper_name, limit=60)
    letter.unit_id = get_addressee(paper.unit_id).id
    letter.title = clean_line(paper.title, limit=120)
    letter.office_number = paper.number
    letter.copies_to = clean_line(paper.copies_to, limit=200)
    letter.asks_reply = bool(paper.reply_rule)
    letter.reply_rule = paper.reply_rule or REPLY_RULE
    letter.reply_variant, letter.reply_days = paper.reply_variant, paper.reply_days
    letter.law_day = paper.law_day
    letter.rectification_due_on = paper.rectification_due_on
    letter.may_object = paper.may_object
    letter.objection_days = paper.objection_days
    letter.issued_by_label = clean_line(paper.issued_by_label, limit=30)
    letter.issued_on = letter.sealed_on = paper.issued_on
    letter.issue_way = IssueWay.ENTERED
    letter.sealed_letter_id = paper.sealed_file_id

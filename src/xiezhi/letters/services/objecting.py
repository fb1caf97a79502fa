"""提出异议: from the portal, or 代录 by the clerk from paper; equal in effect."""

from datetime import date, datetime
from uuid import UUID

from xiezhi.accounts.rules.rights import Action, require
from xiezhi.evidence.services.papers import check_papers, keep_papers
from xiezhi.evidence.services.storing import CheckedFile, IncomingFile
from xiezhi.kernel.actor import Actor
from xiezhi.kernel.clock import legal_day
from xiezhi.kernel.errors import InvalidInputError
from xiezhi.language.cleaning import clean_text
from xiezhi.ledger.services.acts import Recorder, act
from xiezhi.letters.models import Letter
from xiezhi.letters.rules.objections import MAX_OBJECTION, check_objection
from xiezhi.letters.selectors.access import access_letter
from xiezhi.letters.selectors.objections import period_of
from xiezhi.letters.selectors.portal import access_unit_letter


def object_in_portal(
    *, letter_id: UUID, words: str, paper: IncomingFile | None, acting: Actor, now: datetime
) -> Letter:
    """Note a unit's objection, made in the portal today.

    Raises:
        InvalidInputError, ConflictError, RuleRefusedError: as `check_objection`; codes of evidence.
    """
    checked = check_papers([paper])
    with act(acting=acting, now=now) as record:
        letter = access_unit_letter(acting, letter_id, lock=True)
        _object(letter, words, checked, on=legal_day(now), now=now, record=record)
    return letter


def record_objection(  # one act, each value named
    *,
    letter_id: UUID,
    words: str,
    paper: IncomingFile | None,
    on: date,
    acting: Actor,
    now: datetime,
) -> Letter:
    """Enter an objection that came on paper 代录异议, with the day it came.

    Raises:
        InvalidInputError: ``letters.day_in_future``.
        InvalidInputError, ConflictError, RuleRefusedError: as `check_objection`; codes of evidence.
    """
    checked = check_papers([paper])
    with act(acting=acting, now=now) as record:
        require(acting, Action.RECORD_PAPER_REPLY)
        letter = access_letter(acting, letter_id, lock=True)
        if on > legal_day(now):
            raise InvalidInputError("letters.day_in_future")
        _object(letter, words, checked, on=on, now=now, record=record)
    return letter


def _object(
    letter: Letter,
    words: str,
    papers: list[CheckedFile],
    *,
    on: date,
    now: datetime,
    record: Recorder,
) -> None:
    said = clean_text(words, limit=MAX_OBJECTION).strip()
    check_objection(period_of(letter), words=said, has_paper=bool(papers), on=on)
    letter.objected_on, letter.objection = on, said
    letter.objection_paper_id = keep_papers(papers, now)[0]
    letter.save(update_fields=["objected_on", "objection", "objection_paper"])
    record("letters.object", "letter", letter.id, after={"on": on.isoformat(), "words": said})

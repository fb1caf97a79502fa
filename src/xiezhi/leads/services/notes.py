"""Words beside a lead: 批注 inside the office, 电话记录 and 催办."""

from datetime import datetime
from typing import Final
from uuid import UUID

from xiezhi.accounts.rules.rights import Action, require
from xiezhi.kernel.actor import Actor
from xiezhi.kernel.errors import InvalidInputError
from xiezhi.kernel.ids import new_id
from xiezhi.language.cleaning import clean_line, clean_text
from xiezhi.leads.models import LeadComment, PhoneNote
from xiezhi.leads.rules.notes import NoteKind
from xiezhi.leads.selectors.access import access_lead
from xiezhi.leads.services._deciding import typist_of
from xiezhi.ledger.services.acts import act

MAX_WORDS: Final = 4000


def add_comment(*, lead_id: UUID, words: str, acting: Actor, now: datetime) -> LeadComment:
    """Write a comment only the office reads. Whoever may see the lead may comment.

    Raises:
        InvalidInputError: ``leads.no_words``.
    """
    with act(acting=acting, now=now) as record:
        lead = access_lead(acting, lead_id)
        comment: LeadComment = LeadComment.objects.create(
            id=new_id(now),
            lead=lead,
            words=_words(words),
            written_by_id=typist_of(acting),
            written_at=now,
        )
        record("leads.comment", "lead", lead.id, after={"words": comment.words})
    return comment


def add_phone_note(
    *,
    lead_id: UUID,
    kind: NoteKind,
    party: str,
    words: str,
    spoken_at: datetime,
    telephone: str = "",
    acting: Actor,
    now: datetime,
) -> PhoneNote:
    """Write down a call or an urging: with whom, when, at what number, what was said.

    Raises:
        InvalidInputError: ``leads.no_words``, ``leads.no_party``, ``leads.day_in_future``.
    """
    with act(acting=acting, now=now) as record:
        require(acting, Action.VIEW_OWN_LEADS)
        lead = access_lead(acting, lead_id)
        if not party.strip():
            raise InvalidInputError("leads.no_party")
        if spoken_at > now:
            raise InvalidInputError("leads.day_in_future")
        note: PhoneNote = PhoneNote.objects.create(
            id=new_id(now),
            lead=lead,
            kind=kind,
            party=clean_line(party, limit=80),
            telephone=clean_line(telephone, limit=30),
            spoken_at=spoken_at,
            words=_words(words),
            written_by_id=typist_of(acting),
            written_at=now,
        )
        record("leads.phone_note", "lead", lead.id, after={"kind": kind.value, "words": note.words})
    return note


def _words(words: str) -> str:
    cleaned = clean_text(words, limit=MAX_WORDS).strip()
    if not cleaned:
        raise InvalidInputError("leads.no_words")
    return cleaned

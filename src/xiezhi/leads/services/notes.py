"""批注: words beside a lead, inside the office."""

from datetime import datetime
from typing import Final
from uuid import UUID

from xiezhi.accounts.rules.typists import typist_of
from xiezhi.kernel.actor import Actor
from xiezhi.kernel.errors import InvalidInputError
from xiezhi.kernel.ids import new_id
from xiezhi.language.cleaning import clean_text
from xiezhi.leads.models import LeadComment
from xiezhi.leads.selectors.access import access_lead
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


def _words(words: str) -> str:
    cleaned = clean_text(words, limit=MAX_WORDS).strip()
    if not cleaned:
        raise InvalidInputError("leads.no_words")
    return cleaned

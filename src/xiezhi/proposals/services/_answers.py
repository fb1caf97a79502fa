"""The draft of an answer: one at a time, written over until it goes."""

from datetime import datetime

from xiezhi.kernel.actor import Actor
from xiezhi.kernel.ids import new_id
from xiezhi.language.cleaning import clean_text
from xiezhi.proposals.models import Proposal, ProposalAnswer
from xiezhi.proposals.rules.answers import MAX_ANSWER
from xiezhi.proposals.selectors.page import latest_answer


def write_draft(
    proposal: Proposal, text: str, *, answer_class: str = "", acting: Actor, now: datetime
) -> ProposalAnswer:
    """Write the draft that stands, or begin the next version. The proposal is locked."""
    latest = latest_answer(proposal)
    if latest is None or not latest.is_draft:
        version = 1 if latest is None else latest.version + 1
        latest = ProposalAnswer(id=new_id(now), proposal=proposal, version=version)
    latest.text = clean_text(text, limit=MAX_ANSWER)
    latest.answer_class = answer_class or latest.answer_class
    latest.written_by_label, latest.written_at = acting.signature, now
    latest.save()
    return latest

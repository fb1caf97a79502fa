"""反馈: a dated duty towards whoever reported, met with words of the officer."""

from datetime import datetime
from typing import Final
from uuid import UUID

from xiezhi.accounts.rules.rights import Action, require
from xiezhi.intake.services.conversation import tell_reporter
from xiezhi.kernel.actor import Actor
from xiezhi.kernel.clock import legal_day
from xiezhi.kernel.errors import ConflictError, InvalidInputError
from xiezhi.language.cleaning import clean_text
from xiezhi.leads.models import Lead
from xiezhi.leads.rules.clocks import ClockRule
from xiezhi.leads.rules.feedback import feedback_step
from xiezhi.leads.rules.procedure import LeadState
from xiezhi.leads.selectors.access import access_lead
from xiezhi.leads.services._clocks import DUE_FIELDS, repeat_nearest, stop_clocks
from xiezhi.leads.services._procedure import linked_report_ids
from xiezhi.ledger.services.acts import act

MAX_WORDS: Final = 500


def give_feedback(*, lead_id: UUID, words: str, acting: Actor, now: datetime) -> Lead:
    """Tell every reporter behind a lead its outcome; the duty is met with it.

    Raises:
        InvalidInputError: ``leads.no_words``.
        ConflictError: ``leads.no_feedback_due``: nothing was decided, or it was given already.
    """
    with act(acting=acting, now=now) as record:
        require(acting, Action.HANDLE_LEAD)
        lead = access_lead(acting, lead_id, lock=True)
        said = clean_text(words, limit=MAX_WORDS).strip()
        if not said:
            raise InvalidInputError("leads.no_words")
        if lead.feedback_due_on is None:
            raise ConflictError("leads.no_feedback_due")
        step = feedback_step(LeadState(lead.state), lead.verdict)
        for report_id in linked_report_ids(lead):
            tell_reporter(
                report_id=report_id,
                step=step,
                words=said,
                kind="feedback",
                acting=acting,
                now=now,
            )
        stop_clocks(lead, {ClockRule.FEEDBACK}, on=legal_day(now), met=True)
        repeat_nearest(lead)
        lead.save(update_fields=list(DUE_FIELDS))
        record("leads.feedback", "lead", lead.id, after={"words": said})
    return lead

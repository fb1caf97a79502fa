"""A new case joins the campaign it names, where the register has it."""

from datetime import datetime

from xiezhi.campaigns.selectors.register import list_running
from xiezhi.campaigns.services.tagging import tag_matter
from xiezhi.cases.models import Case
from xiezhi.cases.selectors.letter_door import matter_of
from xiezhi.kernel.actor import Actor
from xiezhi.kernel.clock import legal_day


def gather(case: Case, *, acting: Actor, now: datetime) -> None:
    """Put a case into the running campaign whose title it carries."""
    running = {one.title: one.id for one in list_running(legal_day(now))}
    if case.campaign in running:
        tag_matter(
            campaign_id=running[case.campaign], matter=matter_of(case), acting=acting, now=now
        )

"""Loading the demo: everything in the order of its days, all of an office or nothing of it."""

from collections.abc import Collection, Sequence
from contextlib import nullcontext
from datetime import datetime, timedelta
from functools import partial
from typing import Final

from django.conf import settings

from xiezhi.accounts.models import Procuratorate
from xiezhi.accounts.selectors.offices import list_offices
from xiezhi.accounts.selectors.people import list_departments
from xiezhi.demo.facts import Office, offices
from xiezhi.demo.plan import at_work, plan
from xiezhi.demo.services.campaigns import open_campaigns
from xiezhi.demo.services.cases import CaseWalk
from xiezhi.demo.services.cast import Cast
from xiezhi.demo.services.drafts import DraftWalk
from xiezhi.demo.services.exchange import exchange_packages
from xiezhi.demo.services.filings import FilingWalk
from xiezhi.demo.services.house import HouseWalk
from xiezhi.demo.services.leads import LeadWalk
from xiezhi.demo.services.meetings import MeetingWalk
from xiezhi.demo.services.offices import name_towns, open_demo_office
from xiezhi.demo.services.partners import add_partners
from xiezhi.demo.services.people import add_people
from xiezhi.demo.services.pool import PoolWalk
from xiezhi.demo.services.proposals import ProposalWalk
from xiezhi.demo.services.returns import ReturnWalk
from xiezhi.demo.services.steps import Step
from xiezhi.demo.services.supporters import (
    SHOWN_MEMBER,
    appoint_assistants,
    appoint_members,
    keep_card_valid,
)
from xiezhi.demo.services.training import TrainingWalk
from xiezhi.demo.stories import pool, stories
from xiezhi.demo.studio import Studio, open_studio
from xiezhi.infra.tenant import tenant_scope
from xiezhi.kernel.errors import NotAllowedError
from xiezhi.notifications.services.reading import mark_all_read

_AGE: Final = timedelta(days=760)
"""How long ago the demo's offices were opened; the first reports are two years old."""
_UNREAD: Final = timedelta(days=8)


def load_demo(
    now: datetime, *, only: Collection[str] | None = None, studio: Studio | None = None
) -> None:
    """Load both offices; what is there already stays as it is.

    ``only`` names the stories and messages to load instead of all; ``studio`` gives the photos
    instead of painters in processes of their own.

    Raises:
        NotAllowedError: ``demo.not_a_demo``: the demo's passwords are public, so only an
            installation that is a demo, and holds no other office, takes it.
    """
    present = {office.slug: office for office in list_offices()}
    if not settings.XIEZHI_DEMO or set(present) - set(offices()):
        raise NotAllowedError("demo.not_a_demo")
    for number, (slug, office) in enumerate(offices().items(), start=1):
        opened = present.get(slug) or open_demo_office(office, number, now=now - _AGE)
        _load_office(opened, office, now=now, only=only, given=studio)
    first, second = list_offices()[:2]
    exchange_packages(first, second, now=now, studio=studio)


def is_loaded() -> bool:
    """Return whether every office of the demo is there and filled."""
    present = {office.slug: office for office in list_offices()}
    return all(slug in present and _is_filled(present[slug]) for slug in offices())


def _is_filled(office: Procuratorate) -> bool:
    with tenant_scope(office.id):
        return bool(list_departments())


def _load_office(
    opened: Procuratorate,
    office: Office,
    *,
    now: datetime,
    only: Collection[str] | None,
    given: Studio | None,
) -> None:
    if _is_filled(opened):
        if not office.invented:
            with tenant_scope(opened.id):
                keep_card_valid(SHOWN_MEMBER, now=now)
        return
    # A load that was broken off goes on with the days it began with.
    day = opened.created_at + _AGE
    with nullcontext(given) if given else open_studio() as studio, tenant_scope(opened.id):
        cast = Cast(office=opened)
        add_people(cast, now=opened.created_at)
        if office.invented:
            return
        walks = _walks(cast, studio, day, only)
        drafts = DraftWalk(cast, studio, day)
        happened = [step for walk in walks for step in walk.steps()]
        happened += drafts.steps()
        leads = {walk.story.key: walk for walk in walks if isinstance(walk, LeadWalk)}
        happened += FilingWalk(cast, leads, day).steps()
        happened += ProposalWalk(cast, leads, day).steps()
        cases = CaseWalk(cast, leads, day)
        happened += cases.steps()
        reading = Step(at_work(day - _UNREAD), partial(_read_inboxes, cast))
        house = [*HouseWalk(cast, day).steps(), *ReturnWalk(cast, day).steps()]
        house += [*TrainingWalk(cast, day).steps(), *MeetingWalk(cast, day).steps()]
        steps = sorted([*happened, *house, reading], key=lambda one: one.at)
        _announce([*walks, drafts, cases], studio)
        name_towns(cast, now=opened.created_at)
        open_campaigns(cast, now=opened.created_at)
        add_partners(cast, now=opened.created_at)
        appoint_members(cast, opened=opened.created_at, now=day)
        appoint_assistants(cast, opened=opened.created_at, now=day)
        for step in steps:
            step.do(step.at)


def _read_inboxes(cast: Cast, now: datetime) -> None:
    """Everybody has read what is older than a few days."""
    for acting in cast.staff.values():
        mark_all_read(acting=acting, now=now)


def _walks(
    cast: Cast, studio: Studio, now: datetime, only: Collection[str] | None
) -> list[LeadWalk | PoolWalk]:
    times = plan(now=now)
    leads: dict[str, LeadWalk] = {}
    for key, story in stories().items():
        if only is None or key in only:
            leads[key] = LeadWalk(
                story=story, times=times[key], cast=cast, studio=studio, now=now, others=leads
            )
    messages = [
        PoolWalk(message, cast, studio, now)
        for key, message in pool().items()
        if only is None or key in only
    ]
    return [*leads.values(), *messages]


def _announce(walks: Sequence[LeadWalk | PoolWalk | DraftWalk | CaseWalk], studio: Studio) -> None:
    """Have the photos drawn in the order they will be needed."""
    taken = sorted(
        (photo for walk in walks for photo in walk.photos()), key=lambda photo: photo.taken_at
    )
    studio.announce(taken)

"""The demo's stories: every state, every key, every moment in order."""

from datetime import UTC, datetime

import pytest

from xiezhi.demo.facts import departments, grid_members, offices, towns, units
from xiezhi.demo.schedule import Moment, seen_at, timeline
from xiezhi.demo.stories import PoolMessage, Reporting, Story, pool, stories
from xiezhi.intake.rules.pool import NotLeadReason, PoolState
from xiezhi.language.subject_hint import CHIP_AREAS
from xiezhi.law.areas import area_register
from xiezhi.leads.rules.outcomes import Verdict
from xiezhi.leads.rules.procedure import LeadEvent, LeadState
from xiezhi.supporters.rules.field import FieldResult

NOW = datetime(2027, 3, 5, 1, 30, tzinfo=UTC)
STORIES = [pytest.param(story, id=key) for key, story in stories().items()]
# Where a decided proposal leads at once.
DECIDED = {
    LeadState.PROPOSED_FILING: LeadEvent.DECIDE_FILING,
    LeadState.NOT_FILED: LeadEvent.DECIDE_NOT_FILED,
    LeadState.TRANSFERRED: LeadEvent.DECIDE_TRANSFER,
    LeadState.TRANSFER_OFFERED: LeadEvent.DECIDE_TRANSFER,
    LeadState.TRANSFERRED_DEPARTMENT: LeadEvent.DECIDE_DEPARTMENT,
    LeadState.TRANSFERRED_SUPERVISION: LeadEvent.DECIDE_SUPERVISION,
    LeadState.REPORTED_UPWARD: LeadEvent.DECIDE_UPWARD,
    LeadState.REFERRED: LeadEvent.DECIDE_REFERRAL,
    LeadState.REPLIED: LeadEvent.DECIDE_REFERRAL,
    LeadState.CLOSED: LeadEvent.DECIDE_REFERRAL,
    LeadState.SHELVED: LeadEvent.DECIDE_SHELVE,
}


def test_more_than_fifty_leads_come_from_grid_members() -> None:
    assert sum(story.reporting is Reporting.GRID for story in stories().values()) >= 50


def test_every_state_is_shown() -> None:
    assert {story.state for story in stories().values()} == set(LeadState)


def test_every_verdict_is_shown() -> None:
    assert {row.assessed.verdict for row in stories().values() if row.assessed} == set(Verdict)


def test_every_chip_is_tapped() -> None:
    assert {story.topic for story in stories().values()} == set(CHIP_AREAS)


def test_every_sort_of_channel_is_used() -> None:
    used = {row.channel for row in stories().values()} | {row.channel for row in pool().values()}
    assert len(used) >= 10


def test_three_cranes_make_one_lead_proposed_for_filing() -> None:
    cranes = [row for row in stories().values() if "crane-1" in {row.key, row.into}]
    assert len(cranes) == 3
    assert stories()["crane-1"].state is LeadState.PROPOSED_FILING


@pytest.mark.parametrize("story", STORIES)
def test_every_key_of_a_story_resolves(story: Story) -> None:
    bodies = set(units()) | {row.key for row in departments()} | set(offices())
    assert story.town in towns()
    assert story.grid_number is None or story.grid_number in grid_members()
    assert set(story.organs) <= set(units())
    assert story.area in {area.key for area in area_register().areas}
    assert {story.source_unit, story.transferred_to} <= bodies | {""}
    assert story.referral is None or story.referral.organ in units()
    assert story.looked is None or int(story.looked.reporter) in grid_members()


@pytest.mark.parametrize("story", STORIES)
def test_words_are_as_long_as_people_write(story: Story) -> None:
    assert 20 <= len(story.words) <= 120


@pytest.mark.parametrize("story", STORIES)
def test_a_story_has_what_its_state_needs(story: Story) -> None:
    if story.state in DECIDED:
        assert story.assessed is not None
        assert story.assessed.proposal is DECIDED[story.state]
    assert (story.state is LeadState.MERGED) == bool(story.into)
    assert story.state is not LeadState.REPLIED or story.reply is not None
    if story.state is LeadState.CLOSED:
        assert story.looked is not None
        assert story.looked.result is FieldResult.MENDED


@pytest.mark.parametrize("story", STORIES)
def test_only_lawful_matters_are_handed_to_an_organ(story: Story) -> None:
    if story.referral is None:
        return
    assert story.assessed is not None
    assert not story.assessed.public_interest or story.assessed.minor_and_mended
    assert "演示推演" in story.referral.title


@pytest.mark.parametrize("story", STORIES)
def test_a_merged_story_joins_one_that_stands(story: Story) -> None:
    if story.into:
        assert stories()[story.into].state is not LeadState.MERGED
        assert stories()[story.into].seen < story.seen


@pytest.mark.parametrize("story", STORIES)
def test_moments_are_in_order_and_past(story: Story) -> None:
    moments = timeline(story, now=NOW)
    times = [seen_at(story, now=NOW), *moments.values()]
    assert times == sorted(times)
    assert times[-1] < NOW
    assert list(moments)[:2] == [Moment.RECEIVED, Moment.REGISTERED]


def test_the_pool_holds_about_a_hundred_and_forty_messages() -> None:
    assert len(pool()) >= 140
    assert sum(row.state is PoolState.PENDING for row in pool().values()) >= 30


def test_every_reason_for_no_lead_is_shown() -> None:
    assert {row.reason for row in pool().values() if row.reason} == set(NotLeadReason)


@pytest.mark.parametrize("row", [pytest.param(row, id=key) for key, row in pool().items()])
def test_a_pool_message_is_whole(row: PoolMessage) -> None:
    assert row.town in towns()
    assert row.grid_number is None or row.grid_number in grid_members()
    assert (row.reason is not None) == (row.state is PoolState.NOT_LEAD)
    assert (row.reason is NotLeadReason.DUPLICATE) == bool(row.same_as)
    assert not row.same_as or row.same_as in stories()
    assert seen_at(row, now=NOW) < NOW

"""The demo's proposals hang together: links exist, days follow each other, people by role only."""

import re

from xiezhi.demo.proposal_tables import (
    demo_actions,
    demo_contacts,
    demo_conversions,
    demo_materials,
    demo_proposals,
)
from xiezhi.demo.stories import stories
from xiezhi.proposals.rules.conversion import ConversionKind

ROLE = re.compile(r"旗(人大代表\d{2}|政协委员\d{2}|人大监察司法委员会)")


def test_most_are_wishes_declined_with_their_reason() -> None:
    wishes = [one for one in demo_proposals().values() if one.wish is not None]
    assert len(wishes) >= 20
    assert all(one.finding for one in wishes)


def test_linked_leads_are_stories_of_the_demo() -> None:
    linked = [one for one in demo_conversions() if one.kind is ConversionKind.LEAD]
    assert {demo_proposals()[one.proposal].story for one in linked} <= set(stories())
    assert {one.proposal for one in linked} == {"bus", "fire"}


def test_fire_safety_ends_in_a_mechanism_a_suggestion_and_a_campaign() -> None:
    became = {one.kind for one in demo_conversions() if one.proposal == "fire"}
    assert {
        ConversionKind.MECHANISM,
        ConversionKind.GOVERNANCE_SUGGESTION,
        ConversionKind.CAMPAIGN,
    } <= became


def test_days_follow_each_other() -> None:
    for row in demo_conversions():
        proposal = demo_proposals()[row.proposal]
        assert row.days < proposal.assigned - 6
        later = [days for days in (row.days, row.copied, row.ended, row.outcome) if days]
        assert later == sorted(later, reverse=True)
        assert bool(row.result) is bool(row.outcome)
    for one in demo_materials():
        assert not one.proposal or one.outcome < demo_proposals()[one.proposal].assigned - 2


def test_answers_go_in_time() -> None:
    late = [
        one.key
        for one in demo_proposals().values()
        if one.answered > (180 if one.complex else 90) or one.answered > one.assigned - 9
    ]
    assert late == []


def test_people_stand_by_role_and_number() -> None:
    named = [one.submitters for one in demo_proposals().values()]
    named += [one.who for one in demo_contacts()]
    assert all(ROLE.fullmatch(who) for words in named for who in words.split("、"))


def test_each_joint_action_has_another_unit() -> None:
    assert all(one.units for one in demo_actions())

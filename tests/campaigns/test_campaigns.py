"""Campaigns gather leads by value and keep what was done with other units."""

from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any
from uuid import UUID

import pytest
from django.db import connection

from tests.campaigns.cast import draft, keeper, make_campaign
from tests.cast import make_staff, make_unit
from tests.evidence.papers import pdf
from tests.leads.desk import Office, small_office
from xiezhi.accounts.rules.roles import Role
from xiezhi.campaigns.models import Campaign, CampaignTag, JointAction
from xiezhi.campaigns.rules.actions import Figure, FigureUnit, JointActionKind
from xiezhi.campaigns.selectors.done import access_action_file, get_campaign_page
from xiezhi.campaigns.selectors.register import access_campaign, list_of_matter, list_running
from xiezhi.campaigns.services.actions import ActionDraft, record_action
from xiezhi.campaigns.services.register import change_campaign, open_campaign
from xiezhi.campaigns.services.tagging import tag_matter
from xiezhi.evidence.services.storing import IncomingFile
from xiezhi.infra.sql import load
from xiezhi.kernel.errors import (
    ConflictError,
    InvalidInputError,
    NotAllowedError,
    NotFoundError,
    RuleRefusedError,
)
from xiezhi.kernel.matters import Matter, MatterKind
from xiezhi.leads.models import Lead
from xiezhi.leads.services.campaigning import put_into_campaign, take_out_of_campaign


@pytest.fixture
def desk(scope: object, now: datetime) -> Office:
    return small_office(now)


@pytest.fixture
def campaign(desk: Office, now: datetime) -> Campaign:
    return make_campaign(keeper(), now)


def action(unit_id: UUID, **changes: Any) -> ActionDraft:
    fields: dict[str, Any] = {
        "kind": JointActionKind.JOINT_INSPECTION,
        "done_on": date(2026, 11, 20),
        "words": "与消防救援大队联合检查城区消火栓",
        "place": "树林召镇",
        "problems": "三处消火栓无水",
        "problem_count": 3,
        "unit_ids": [unit_id],
        "figures": [Figure(name="整改消火栓", amount=Decimal(3), unit=FigureUnit.PLACES)],
    }
    return ActionDraft(**(fields | changes))


def test_title_is_taken_once(desk: Office, campaign: Campaign, now: datetime) -> None:
    with pytest.raises(ConflictError, match=r"campaigns\.exists"):
        make_campaign(keeper(2), now)


def test_campaign_needs_a_title(desk: Office, now: datetime) -> None:
    with pytest.raises(InvalidInputError, match=r"campaigns\.title_missing"):
        open_campaign(draft=draft(title="　"), acting=keeper(), now=now)


def test_chief_reads_campaigns_and_does_not_type_them(
    desk: Office, campaign: Campaign, now: datetime
) -> None:
    assert access_campaign(desk.chief, campaign.id) == campaign
    with pytest.raises(NotAllowedError):
        make_campaign(desk.chief, now, title="另一项")


def test_who_handles_no_matters_reads_no_campaign(campaign: Campaign) -> None:
    with pytest.raises(NotAllowedError):
        access_campaign(make_staff("控申01", Role.PETITION_OFFICER), campaign.id)


def test_unknown_campaign_is_not_found(desk: Office, campaign: Campaign) -> None:
    with pytest.raises(NotFoundError, match=r"campaigns\.not_found"):
        access_campaign(desk.head, UUID(int=5))


def test_lead_registered_for_a_campaign_repeats_its_title(desk: Office, campaign: Campaign) -> None:
    lead = desk.register(campaign_id=campaign.id)
    assert Lead.objects.get(id=lead.id).campaign == "八号检察建议专项"
    assert list_of_matter(lead.id) == [campaign]


def test_lead_in_two_campaigns_shows_the_first_until_taken_out(
    desk: Office, campaign: Campaign, now: datetime
) -> None:
    lead = desk.register(campaign_id=campaign.id)
    second = make_campaign(keeper(2), now, title="黄河清四乱")
    later = now + timedelta(minutes=1)
    put_into_campaign(lead_id=lead.id, campaign_id=second.id, acting=desk.handler, now=later)
    assert Lead.objects.get(id=lead.id).campaign == "八号检察建议专项"
    take_out_of_campaign(lead_id=lead.id, campaign_id=campaign.id, acting=desk.handler, now=later)
    assert Lead.objects.get(id=lead.id).campaign == "黄河清四乱"
    ended = CampaignTag.objects.get(campaign=campaign, matter_id=lead.id)
    assert (ended.removed_by_label, ended.removed_at) == (desk.handler.label, later)


def test_putting_a_lead_in_twice_leaves_one_tag(
    desk: Office, campaign: Campaign, now: datetime
) -> None:
    lead = desk.register(campaign_id=campaign.id)
    put_into_campaign(lead_id=lead.id, campaign_id=campaign.id, acting=desk.clerk, now=now)
    assert CampaignTag.objects.filter(matter_id=lead.id).count() == 1


def test_lead_nobody_may_see_is_not_put_into_a_campaign(
    desk: Office, campaign: Campaign, now: datetime
) -> None:
    lead = desk.register()
    stranger = make_staff("检察官09", Role.PROSECUTOR)
    with pytest.raises(NotFoundError, match=r"leads\.not_found"):
        put_into_campaign(lead_id=lead.id, campaign_id=campaign.id, acting=stranger, now=now)


def test_campaign_that_is_over_gathers_nothing_more(
    desk: Office, campaign: Campaign, now: datetime
) -> None:
    change_campaign(
        campaign_id=campaign.id,
        draft=draft(ends_on=date(2026, 6, 30)),
        acting=keeper(2),
        now=now,
    )
    assert list_running(date(2026, 11, 25)) == []
    with pytest.raises(RuleRefusedError, match=r"campaigns\.not_running"):
        desk.register(campaign_id=campaign.id)


def test_report_is_no_matter_of_a_campaign(desk: Office, campaign: Campaign, now: datetime) -> None:
    report = Matter(kind=MatterKind.REPORT, id=UUID(int=3), label="反映信息")
    with pytest.raises(InvalidInputError, match=r"campaigns\.not_taggable"):
        tag_matter(campaign_id=campaign.id, matter=report, acting=desk.head, now=now)


def test_taking_out_what_is_not_in_is_refused(
    desk: Office, campaign: Campaign, now: datetime
) -> None:
    lead = desk.register()
    with pytest.raises(InvalidInputError, match=r"campaigns\.not_tagged"):
        take_out_of_campaign(lead_id=lead.id, campaign_id=campaign.id, acting=desk.handler, now=now)


def test_joint_action_is_kept_with_units_figures_paper_and_matter(
    desk: Office, campaign: Campaign, now: datetime
) -> None:
    lead = desk.register(campaign_id=campaign.id)
    scan = IncomingFile(name="检查记录.pdf", data=pdf())
    record_action(
        campaign_id=campaign.id,
        draft=action(make_unit().id, matter_ids=[lead.id], files=[scan]),
        acting=desk.clerk,
        now=now,
    )
    page = get_campaign_page(campaign)
    (shown,) = page.actions
    assert shown.units == (make_short(),)
    assert [one.id for one in shown.matters] == [lead.id]
    assert [(one.name, one.amount) for one in page.figures] == [("整改消火栓", Decimal(3))]
    assert (page.counts, page.problem_count) == ({JointActionKind.JOINT_INSPECTION: 1}, 3)
    assert access_action_file(desk.chief, shown.file_ids[0]).original_name == "检查记录.pdf"


def make_short() -> str:
    """The short name of the unit that took part."""
    unit = JointAction.objects.get().units.get().unit
    return str(unit.short_name)


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"words": " "}, "campaigns.words_missing"),
        ({"unit_ids": []}, "campaigns.no_unit"),
        ({"done_on": date(2026, 11, 26)}, "campaigns.done_in_future"),
        ({"matter_ids": [UUID(int=9)]}, "campaigns.matter_not_gathered"),
        ({"files": [IncomingFile(name="a", data=b"")] * 10}, "campaigns.too_many_files"),
    ],
)
def test_incomplete_joint_action_is_refused(
    changes: dict[str, Any], code: str, desk: Office, campaign: Campaign, now: datetime
) -> None:
    unit_id = make_unit().id
    with pytest.raises(InvalidInputError) as refused:
        record_action(
            campaign_id=campaign.id, draft=action(unit_id, **changes), acting=desk.clerk, now=now
        )
    assert refused.value.code == code
    assert not JointAction.objects.exists()


def test_file_of_no_action_is_not_handed_out(desk: Office, campaign: Campaign) -> None:
    with pytest.raises(NotFoundError, match=r"evidence\.no_copy"):
        access_action_file(desk.chief, UUID(int=4))


def test_campaigns_named_in_words_become_entries_of_the_register(
    desk: Office, now: datetime
) -> None:
    leads = [desk.register(words=f"消火栓第{n}处损坏无人修理") for n in (1, 2)]
    for lead in leads:
        lead.campaign = "旧专项"
        lead.save(update_fields=["campaign"])
    untouched = desk.register(words="与专项无关的一件线索")
    with connection.cursor() as cursor:
        cursor.execute(load("campaigns", "001_from_words"))
    found = Campaign.objects.get()
    assert (found.title, found.starts_on) == ("旧专项", date(2026, 11, 25))
    assert {one.id for one in get_campaign_page(found).matters} == {one.id for one in leads}
    assert list_of_matter(untouched.id) == []

"""The demo's campaigns: opened when the office is, as its leads name them from their first day."""

from datetime import datetime

from xiezhi.campaigns.services.register import CampaignDraft, open_campaign
from xiezhi.demo.services.cast import Cast
from xiezhi.kernel.clock import legal_day


def open_campaigns(cast: Cast, *, now: datetime) -> None:
    """Open the campaigns, running from the day the office was opened."""
    fire = CampaignDraft(
        title="八号检察建议专项（演示推演）",
        issuing_office="最高人民检察院",
        number="八号检察建议",
        theme="安全生产溯源治理：消火栓、消防水鹤、疏散通道",
        aims="排查城区和苏木镇消火栓、消防水鹤；与消防救援机构建立消检协作。",
        starts_on=legal_day(now),
    )
    opened = open_campaign(draft=fire, acting=cast.staff["lly01"], now=now)
    cast.campaigns["fire"] = opened.id

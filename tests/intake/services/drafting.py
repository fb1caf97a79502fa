"""Drafts begun and read again. Need an open scope."""

from datetime import datetime

from tests.intake.paste import CHAT
from xiezhi.evidence.services.storing import IncomingFile
from xiezhi.intake.selectors.drafts import DraftDetail, get_draft_detail
from xiezhi.intake.services.drafts import Drafted, start_draft
from xiezhi.kernel.actor import Actor
from xiezhi.law.sources import IntakeChannel

WECHAT = IntakeChannel.WECHAT_GROUP
ORDER = (
    "工单编号：DL20261124017\n来电人：反映人甲\n联系电话：13911117733\n"
    "诉求内容：白泥井镇井滩村西边渠里倒垃圾，没人管\n事发地址：白泥井镇井滩村\n受理时间：2026-11-24 10:20"
)


def start(
    clerk: Actor, now: datetime, text: str = "", files: list[IncomingFile] | None = None
) -> Drafted:
    return start_draft(text=text, files=files or [], channel=WECHAT, acting=clerk, now=now)


def started(
    clerk: Actor, now: datetime, text: str = CHAT, files: list[IncomingFile] | None = None
) -> DraftDetail:
    draft = start(clerk, now, text, files).draft
    assert draft is not None
    return get_draft_detail(clerk, draft.id)


def again(clerk: Actor, detail: DraftDetail) -> DraftDetail:
    return get_draft_detail(clerk, detail.draft.id)

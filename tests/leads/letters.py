"""Documents to organs and what comes back."""

from datetime import date
from typing import Any

from tests.cast import make_unit, make_unit_actor
from tests.leads.desk import Office, paper
from xiezhi.kernel.actor import Actor
from xiezhi.leads.models import Lead, Referral
from xiezhi.leads.rules.outcomes import ReplyConclusion
from xiezhi.leads.rules.referrals import ReplyDraft
from xiezhi.leads.rules.replies import ReplyPart
from xiezhi.leads.services.referrals import (
    ReferralText,
    send_referral,
    write_referral,
)
from xiezhi.leads.services.replies import (
    ReplyPaper,
    record_paper_reply,
)

TEXT = ReferralText(
    title="关于移送河道倾倒垃圾问题的函",
    body="经核查，柳沟河东岸堆放建筑垃圾约四百立方米，影响行洪安全，请依法处理并书面回复。",
    contact_words="第四检察部 0477-8581234",
)
REPLY = ReplyDraft(
    words="已清运完毕",
    conclusion=ReplyConclusion.MENDED,
    reply_number="达水函〔2026〕18号",
    dated_on=date(2026, 11, 25),
)
LETTER = (ReplyPaper(part=ReplyPart.LETTER, file=paper("回复函.pdf")),)


def sent(desk: Office, **unit: Any) -> tuple[Lead, Referral]:
    lead = desk.refer()
    referral = write_referral(
        lead_id=lead.id, unit_id=make_unit(**unit).id, text=TEXT, acting=desk.handler, now=desk.now
    )
    return lead, send_referral(referral_id=referral.id, acting=desk.handler, now=desk.now)


def replied(desk: Office) -> Lead:
    lead, referral = sent(desk)
    record_paper_reply(
        referral_id=referral.id,
        draft=REPLY,
        received_on=date(2026, 11, 25),
        papers=LETTER,
        acting=desk.clerk,
        now=desk.now,
    )
    lead.refresh_from_db()
    return lead


def unit_of(referral: Referral) -> Actor:
    return make_unit_actor(referral.unit)

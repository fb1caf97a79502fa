"""Letters on a lead and what comes back, with what it means for the lead."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from tests.cast import make_unit, make_unit_actor
from tests.leads.desk import Office, paper
from xiezhi.kernel.actor import Actor
from xiezhi.kernel.clock import legal_day
from xiezhi.kernel.matters import MatterKind
from xiezhi.leads.models import Lead
from xiezhi.leads.services.letter_effects import take_receipt, take_reply, take_service
from xiezhi.letters.models import Letter, LetterReply
from xiezhi.letters.rules.kinds import LetterKind
from xiezhi.letters.rules.replies import ReplyConclusion, ReplyDraft, ReplyPart
from xiezhi.letters.rules.service import Service, ServiceWay
from xiezhi.letters.services.drafting import LetterText, write_letter
from xiezhi.letters.services.issuing import EnteredIssue, Sealing, register_letter
from xiezhi.letters.services.replies import ReplyPaper, record_paper_reply, submit_reply
from xiezhi.letters.services.sending import confirm_receipt, record_service, send_letter
from xiezhi.partners.models import PartnerUnit

DAY = date(2026, 11, 25)
BODY = "经核查，柳沟河东岸堆放建筑垃圾约四百立方米，影响行洪安全，请依法处理并书面回复。"
REPLY = ReplyDraft(
    words="已清运完毕",
    conclusion=ReplyConclusion.MENDED,
    reply_number="达水函〔2026〕18号",
    dated_on=DAY,
)
LETTER = (ReplyPaper(part=ReplyPart.LETTER, file=paper("回复函.pdf")),)
ISSUE = EnteredIssue(issued_by_label="检察长", issued_on=date(2026, 11, 23))


def day(desk: Office, back: int = 0) -> date:
    """The day so many days before the desk's, which is today's on some desks."""
    return legal_day(desk.now) - timedelta(days=back)


def reply_of(desk: Office) -> ReplyDraft:
    return replace(REPLY, dated_on=day(desk))


def text_to(unit: PartnerUnit, **changes: Any) -> LetterText:
    values: dict[str, Any] = {
        "kind": LetterKind.REFERRAL,
        "unit_id": unit.id,
        "title": "关于移送河道倾倒垃圾问题的函",
        "body": BODY,
        "contact_words": "第四检察部 0477-8581234",
    }
    return LetterText(**(values | changes))


def sealing(**changes: Any) -> Sealing:
    values: dict[str, Any] = {
        "office_number": "达检函〔2026〕17号",
        "sealed_on": date(2026, 11, 23),
        "sealed_letter": paper("盖章函件.pdf"),
    }
    return Sealing(**(values | changes))


def drafted(desk: Office, lead: Lead, unit: PartnerUnit | None = None, **changes: Any) -> Letter:
    return write_letter(
        matter_kind=MatterKind.LEAD,
        matter_id=lead.id,
        text=text_to(unit or make_unit(), **changes),
        acting=desk.handler,
        now=desk.now,
    )


def registered(desk: Office, letter: Letter) -> Letter:
    issue = replace(ISSUE, issued_on=day(desk, 2))
    seal = sealing(sealed_on=day(desk, 2))
    return register_letter(
        letter_id=letter.id, issue=issue, sealing=seal, acting=desk.clerk, now=desk.now
    )


def sent(desk: Office, **unit: Any) -> tuple[Lead, Letter]:
    lead = desk.refer()
    letter = registered(desk, drafted(desk, lead, make_unit(**unit)))
    return lead, send_letter(letter_id=letter.id, acting=desk.handler, now=desk.now)


def received(desk: Office, letter: Letter, **words: str) -> Letter:
    """The unit signs in the portal."""
    acting = unit_of(letter)
    found = confirm_receipt(letter_id=letter.id, acting=acting, now=desk.now, **words)
    take_receipt(letter=found, acting=acting, now=desk.now)
    return found


def served(desk: Office, letter: Letter, **changes: Any) -> Letter:
    """The clerk records the signed receipt."""
    values: dict[str, Any] = {
        "way": ServiceWay.DIRECT,
        "served_on": day(desk, 1),
        "signed_for_by": "办公室主任01",
    }
    found = record_service(
        letter_id=letter.id,
        service=Service(**(values | changes)),
        receipt=paper("送达回证.pdf"),
        acting=desk.clerk,
        now=desk.now,
    )
    take_service(letter=found, acting=desk.clerk, now=desk.now)
    return found


def answered(desk: Office, letter: Letter, acting: Actor | None = None) -> LetterReply:
    """The unit answers in the portal."""
    acting = acting or unit_of(letter)
    reply = submit_reply(
        letter_id=letter.id, draft=reply_of(desk), papers=LETTER, acting=acting, now=desk.now
    )
    take_reply(reply=reply, acting=acting, now=desk.now)
    return reply


def entered(desk: Office, letter: Letter) -> LetterReply:
    """The clerk enters the reply from paper."""
    reply = record_paper_reply(
        letter_id=letter.id,
        draft=reply_of(desk),
        received_on=day(desk),
        papers=LETTER,
        acting=desk.clerk,
        now=desk.now,
    )
    take_reply(reply=reply, acting=desk.clerk, now=desk.now)
    return reply


def replied(desk: Office) -> Lead:
    lead, letter = sent(desk)
    entered(desk, letter)
    lead.refresh_from_db()
    return lead


def unit_of(letter: Letter) -> Actor:
    return make_unit_actor(letter.unit)

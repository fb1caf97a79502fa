"""Steps several stories share: a reply on paper, a step of the day, leads behind a case."""

from datetime import date
from typing import Any
from uuid import UUID

from tests.cases.office import CaseOffice, at
from tests.leads.desk import paper
from xiezhi.cases.models import Case, CasePaper
from xiezhi.cases.rules.claims import NO_CLAIMS, Claims
from xiezhi.cases.rules.states import CaseEvent
from xiezhi.cases.services.steps import take_step
from xiezhi.kernel.actor import Actor
from xiezhi.letters.rules.replies import Measure, ReplyConclusion, ReplyDraft, ReplyPart
from xiezhi.letters.services.keepers import after_reply
from xiezhi.letters.services.replies import ReplyPaper, record_paper_reply

TWO_PLACES = "现场核查：阀门启闭正常，出水压力达标，照片存卷"


def answer_on_paper(office: CaseOffice, made: CasePaper, day: date, **changes: Any) -> None:
    """The unit's sealed reply comes by hand; the clerk enters it."""
    values: dict[str, Any] = {
        "words": "收到检察建议书后立即组织整改，现将落实情况回复如下。",
        "measures": (Measure(words="更换损坏阀门，落实管护责任"),),
        "conclusion": ReplyConclusion.MENDED,
        "reply_number": f"达消函〔{day.year}〕12号",
        "dated_on": day,
    }
    delivery = made.deliveries.get()
    assert delivery.letter_id is not None
    reply = record_paper_reply(
        letter_id=delivery.letter_id,
        draft=ReplyDraft(**(values | changes)),
        received_on=day,
        papers=[ReplyPaper(part=ReplyPart.LETTER, file=paper("回复函.pdf"))],
        acting=office.clerk,
        now=at(day),
    )
    after_reply(reply, acting=office.clerk, now=at(day))


def step(
    case: Case, event: CaseEvent, day: date, acting: Actor, claims: Claims = NO_CLAIMS
) -> None:
    """A step no numbered paper carries."""
    take_step(case_id=case.id, event=event, claims=claims, acting=acting, now=at(day))
    case.refresh_from_db()


def id_of(actor: Actor) -> UUID:
    assert actor.id is not None
    return actor.id

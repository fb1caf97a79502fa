"""Proposals as printed, files they come in, and who handles them."""

from datetime import date, datetime
from io import BytesIO
from typing import Any
from zipfile import ZipFile

from openpyxl import Workbook

from xiezhi.kernel.actor import Actor
from xiezhi.proposals.models import Proposal
from xiezhi.proposals.rules.kinds import ProposalKind, ProposalLevel
from xiezhi.proposals.rules.reading_in.entries import ProposalEntry
from xiezhi.proposals.rules.reading_in.rows import Defaults
from xiezhi.proposals.services.registration import register_proposal
from xiezhi.proposals.services.screening import Screening, screen_proposal

HARM = "部分消火栓长期损坏、无人管护，监管不到位，存在消防安全隐患。"
HEADINGS = ("序号", "建议编号", "案由", "领衔代表", "代表团", "内容", "办理方式", "交办日期")


def entry(**changes: Any) -> ProposalEntry:
    fields: dict[str, Any] = {
        "kind": ProposalKind.DEPUTY_SUGGESTION,
        "level": ProposalLevel.COUNTY,
        "session": "十七届五次",
        "number": "第012号",
        "title": "关于加强消防安全治理的建议",
        "text": HARM,
        "submitters": "旗人大代表07",
        "delegation": "树林召代表团",
        "assigned_on": date(2026, 3, 2),
        "received_on": date(2026, 3, 5),
    }
    return ProposalEntry(**(fields | changes))


def make_proposal(acting: Actor, now: datetime, **changes: Any) -> Proposal:
    return register_proposal(entry=entry(**changes), acting=acting, now=now)


def in_hand(acting: Actor, now: datetime, **changes: Any) -> Proposal:
    """A proposal an officer found substance in."""
    proposal = make_proposal(acting, now, **changes)
    found = Screening(has_substance=True, area="work_safety", words="消火栓失管，公益受损")
    return screen_proposal(proposal_id=proposal.id, screening=found, acting=acting, now=now)


def defaults(**changes: Any) -> Defaults:
    fields: dict[str, Any] = {
        "kind": ProposalKind.DEPUTY_SUGGESTION,
        "level": ProposalLevel.COUNTY,
        "session": "十七届五次",
        "assigned_on": date(2026, 3, 2),
        "received_on": date(2026, 3, 5),
    }
    return Defaults(**(fields | changes))


def row(number: object, title: str, **changes: object) -> list[object]:
    values: dict[str, object] = {
        "序号": 1,
        "建议编号": number,
        "案由": title,
        "领衔代表": "旗人大代表07",
        "代表团": "树林召代表团",
        "内容": HARM,
        "办理方式": "主办",
        "交办日期": "2026-03-02",
    }
    return list((values | changes).values())


def workbook(*rows: list[object], title: str = "旗十七届人大五次会议代表建议交办目录") -> bytes:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append([title])
    sheet.append(list(HEADINGS))
    for one in rows:
        sheet.append(one)
    target = BytesIO()
    book.save(target)
    return target.getvalue()


def docx(*paragraphs: str, xml: str = "", part: str = "word/document.xml") -> bytes:
    """A DOCX written by hand: its main part holds the paragraphs, or the XML given."""
    body = "".join(f"<w:p><w:r><w:t>{words}</w:t></w:r></w:p>" for words in paragraphs)
    space = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    main = xml or f'<w:document xmlns:w="{space}"><w:body>{body}</w:body></w:document>'
    target = BytesIO()
    with ZipFile(target, "w") as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr(part, f'<?xml version="1.0"?>{main}')
    return target.getvalue()

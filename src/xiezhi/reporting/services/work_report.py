"""工作情况报告 made: counted now, recorded as every copy that is handed out."""

from datetime import datetime
from pathlib import Path

from xiezhi.accounts.rules.rights import Action, require
from xiezhi.documents.papers.docx import paper_docx
from xiezhi.kernel.actor import Actor
from xiezhi.kernel.clock import legal_day
from xiezhi.kernel.errors import InvalidInputError
from xiezhi.kernel.ids import public_code
from xiezhi.language.cleaning import clean_line
from xiezhi.ledger.services.acts import act
from xiezhi.reporting.rules.periods import StatisticalPeriod
from xiezhi.reporting.rules.work_report import WorkReportHead, report_paper
from xiezhi.reporting.selectors.work_report import work_figures

MAX_ADDRESSEE = 60
MAX_ISSUER = 30


def make_work_report(  # one value a fact of the paper
    *,
    office: str,
    period: StatisticalPeriod,
    addressee: str,
    issuer: str,
    own_fonts: Path | None = None,
    acting: Actor,
    now: datetime,
) -> bytes:
    """Return the report of a period as DOCX; its making is recorded under its 制作编号.

    Args:
        office: the office's full name.
        period: whose figures.
        addressee: 主送.
        issuer: 签发人; "" leaves it open.
        own_fonts: as for every paper.
        acting: who makes it.
        now: when it is counted.

    Raises:
        NotAllowedError: ``accounts.no_right``.
        InvalidInputError: ``reporting.period_order``, ``reporting.no_addressee``, or a code of
            language.
        RuleRefusedError: ``documents.no_glyph``.
    """
    require(acting, Action.EXPORT_LEDGER)
    if period.until < period.since:
        raise InvalidInputError("reporting.period_order")
    named = clean_line(addressee, limit=MAX_ADDRESSEE)
    if not named:
        raise InvalidInputError("reporting.no_addressee")
    head = WorkReportHead(
        office=office,
        addressee=named,
        issuer=clean_line(issuer, limit=MAX_ISSUER),
        period=period,
        made_at=now,
        made_by=acting.label,
        copy_code=public_code(),
    )
    with act(acting=acting, now=now) as record:
        paper = report_paper(head, work_figures(acting, period, today=legal_day(now)))
        content = paper_docx(paper, own_fonts=own_fonts)
        record(
            "reporting.make_work_report",
            "ledger_copy",
            head.copy_code,
            after={"since": period.since.isoformat(), "until": period.until.isoformat()},
        )
    return content

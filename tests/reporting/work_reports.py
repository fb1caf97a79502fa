"""A period's figures, and the report made of them."""

from datetime import UTC, date, datetime

from xiezhi.reporting.rules.figures import FIGURES, FigureValue
from xiezhi.reporting.rules.periods import StatisticalPeriod
from xiezhi.reporting.rules.work_report import (
    REPORTED,
    WorkFigures,
    WorkReportHead,
    report_paper,
)

COUNTS = {
    "reports": 61,
    "reports_screened": 58,
    "reports_lead": 40,
    "reports_kept": 8,
    "reports_not_lead": 10,
    "reports_pending": 3,
    "leads": 36,
    "leads_major": 2,
    "leads_assessed": 30,
    "leads_valid": 21,
    "leads_filing": 9,
    "leads_referral": 12,
    "cases_filed": 9,
    "cases_closed": 4,
    "cases_verified": 5,
    "letters_sent": 23,
    "letters_due": 20,
    "letters_replied": 18,
    "letters_on_time": 17,
    "letters_overdue": 2,
    "replies": 18,
    "replies_mended": 11,
    "proposals": 6,
    "proposals_to_lead": 2,
}
RATES = {
    "filing_rate_assessed": (9, 30),
    "reply_rate": (18, 20),
    "reply_on_time_rate": (17, 20),
}
FIGURES_OF_A_YEAR = WorkFigures(
    values={
        key: FigureValue(
            figure=FIGURES[key],
            count=COUNTS.get(key, 0),
            numerator=RATES.get(key, (0, 0))[0],
            denominator=RATES.get(key, (0, 0))[1],
        )
        for key in REPORTED
    },
    channels=[("随手拍", 3), ("微信群", 25), ("电话", 0), ("来信", 8)],
    areas=[("生态环境和资源保护", 20), ("安全生产", 9), ("其他或者未定", 7)],
    case_areas=[("生态环境和资源保护", 6), ("安全生产", 3)],
    strength=[("公益诉讼网格员", 43), ("特邀检察官助理", 0), ("听证员", 12)],
    units=16,
    public_interest=7,
    governance=1,
    look_backs_due=5,
    look_backs_late=1,
    look_backs=[("未反弹", 3), ("反弹", 1), ("新问题", 0)],
)
HEAD = WorkReportHead(
    office="达拉特旗人民检察院",
    addressee="鄂尔多斯市人民检察院",
    period=StatisticalPeriod(since=date(2026, 1, 1), until=date(2026, 11, 25)),
    made_at=datetime(2026, 11, 26, 2, 5, tzinfo=UTC),
    made_by="案管01",
    copy_code="K7M2P9",
)
WORK_REPORT = report_paper(HEAD, FIGURES_OF_A_YEAR)

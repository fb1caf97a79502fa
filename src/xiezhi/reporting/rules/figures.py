"""The figures: key, official name, 口径 in words, unit, and the list each one counts.

A rate names its numerator and denominator, which are figures themselves; the rate of nothing has
no value. There are no rankings and no targets.

Source: PRACTICE (业务数据口径): 成案率 over 评估办结 and over 登记; 回复率 and 按期回复率 over what is
due, 未到期 apart; 最高检「一取消三不再」 (2024-10).
"""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from enum import StrEnum
from typing import Final

from xiezhi.kernel.errors import InvalidInputError
from xiezhi.leads.rules.measures import FeedbackMeasure, LeadMeasure, ReportMeasure
from xiezhi.letters.rules.measures import LetterMeasure, ReplyMeasure
from xiezhi.reporting.rules.ledgers import LedgerKind


class FigureFilter(StrEnum):
    """What a figure may be narrowed by."""

    AREA = "area"
    TOWN = "town"
    CHANNEL = "channel"
    SOURCE = "source"
    DEPARTMENT = "department"


FILTER_LABELS: Final = {
    FigureFilter.AREA: "领域",
    FigureFilter.TOWN: "苏木镇",
    FigureFilter.CHANNEL: "来源方式",
    FigureFilter.SOURCE: "法定来源",
    FigureFilter.DEPARTMENT: "部门",
}
_OF_LEADS: Final = frozenset(FigureFilter)
_OF_REPORTS: Final = frozenset({FigureFilter.AREA, FigureFilter.TOWN, FigureFilter.CHANNEL})
FILTERS: Final[dict[LedgerKind, frozenset[FigureFilter]]] = {
    LedgerKind.INFORMATION: _OF_REPORTS,
    LedgerKind.LEADS: _OF_LEADS,
    LedgerKind.LETTERS: frozenset(),
    LedgerKind.REPLIES: frozenset(),
    LedgerKind.FEEDBACK: _OF_LEADS,
}
"""What the list behind a figure can be narrowed by; a letter has no area of its own."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """A count of the rows of one ledger under one measure, or a rate of two counts.

    Attributes:
        meaning: 口径, shown beside every value; a rate's is its numerator over its denominator.
        numerator: key of a count; "" for a count.
        denominator: key of a count; "" for a count.
    """

    key: str
    name: str
    unit: str
    ledger: LedgerKind
    meaning: str = ""
    measure: str = ""
    numerator: str = ""
    denominator: str = ""

    @property
    def is_rate(self) -> bool:
        """Whether it is a rate."""
        return bool(self.denominator)

    @property
    def filters(self) -> frozenset[FigureFilter]:
        """What it may be narrowed by."""
        return FILTERS[self.ledger]


INFORMATION_FIGURE_LABELS: Final = (
    ("reports", "反映信息数", ReportMeasure.RECEIVED, "统计期内收到的反映信息，按收到日期。"),
    (
        "reports_screened",
        "已初筛信息数",
        ReportMeasure.SCREENED,
        "统计期内收到、现已初筛的反映信息。",
    ),
    (
        "reports_lead",
        "登记为线索的信息数",
        ReportMeasure.LEAD,
        "统计期内收到、现已登记或并入线索的反映信息。",
    ),
    (
        "reports_kept",
        "留信息池信息数",
        ReportMeasure.KEPT,
        "统计期内收到、现留在信息池的反映信息。",
    ),
    (
        "reports_not_lead",
        "不作线索信息数",
        ReportMeasure.NOT_LEAD,
        "统计期内收到、初筛为不作线索的反映信息。",
    ),
    (
        "reports_pending",
        "待初筛信息数",
        ReportMeasure.PENDING,
        "统计期内收到、尚未初筛的反映信息。",
    ),
)
LEAD_FIGURE_LABELS: Final = (
    (
        "leads",
        "登记线索数",
        LeadMeasure.REGISTERED,
        "统计期内登记的线索，按登记日期；已并入的各计一件。",
    ),
    ("leads_major", "重大线索数", LeadMeasure.MAJOR, "统计期内登记、标记为重大的线索。"),
    ("leads_merged", "并入线索数", LeadMeasure.MERGED, "统计期内并入其他线索、现仍为并入的线索。"),
    (
        "leads_assessed",
        "评估办结线索数",
        LeadMeasure.ASSESSED,
        "统计期内作出评估处理决定的线索（决定初步调查的不算办结），同一线索多次决定计一件；已并入的线索随被并入的线索各计一件。",
    ),
    ("leads_valid", "有效线索数", LeadMeasure.VALID, "评估办结线索中，线索质效为有效线索的。"),
    ("leads_general", "一般信息数", LeadMeasure.GENERAL, "评估办结线索中，线索质效为一般信息的。"),
    (
        "leads_out_of_scope",
        "不属范围数",
        LeadMeasure.OUT_OF_SCOPE,
        "评估办结线索中，线索质效为不属范围的。",
    ),
    ("leads_untrue", "不实数", LeadMeasure.UNTRUE, "评估办结线索中，线索质效为不实的。"),
    (
        "leads_filing",
        "立案建议数",
        LeadMeasure.FILING,
        "统计期内检察长同意建议立案的线索；立案决定以检察业务应用系统 2.0 登记为准。",
    ),
    (
        "leads_preliminary",
        "决定初步调查数",
        LeadMeasure.PRELIMINARY,
        "统计期内决定的线索，按决定日期；已并入的线索随被并入的线索各计一件。",
    ),
    (
        "leads_not_filed",
        "不立案数",
        LeadMeasure.NOT_FILED,
        "统计期内决定的线索，按决定日期；已并入的线索随被并入的线索各计一件。",
    ),
    (
        "leads_transfer",
        "移送其他检察院数",
        LeadMeasure.TRANSFER,
        "统计期内决定的线索，按决定日期；已并入的线索随被并入的线索各计一件。",
    ),
    (
        "leads_department",
        "移送本院部门数",
        LeadMeasure.DEPARTMENT,
        "统计期内决定的线索，按决定日期；已并入的线索随被并入的线索各计一件。",
    ),
    (
        "leads_referral",
        "移送主管行政机关数",
        LeadMeasure.REFERRAL,
        "统计期内决定的线索，按决定日期；已并入的线索随被并入的线索各计一件。",
    ),
    (
        "leads_supervision",
        "移送监委、公安数",
        LeadMeasure.SUPERVISION,
        "统计期内决定的线索，按决定日期；已并入的线索随被并入的线索各计一件。",
    ),
    (
        "leads_upward",
        "报请上级检察院数",
        LeadMeasure.UPWARD,
        "统计期内决定的线索，按决定日期；已并入的线索随被并入的线索各计一件。",
    ),
    (
        "leads_shelved",
        "存查数",
        LeadMeasure.SHELVED,
        "统计期内决定的线索，按决定日期；已并入的线索随被并入的线索各计一件。",
    ),
    (
        "leads_closed",
        "办结线索数",
        LeadMeasure.CLOSED,
        "统计期内办结的线索，按办结日期，不含并入的。",
    ),
    (
        "leads_national",
        "登记2.0线索数",
        LeadMeasure.NATIONAL,
        "统计期内登记检察业务应用系统 2.0 线索号的线索，按登记日期。",
    ),
)
LETTER_FIGURE_LABELS: Final = (
    ("letters_sent", "函件发出数", LetterMeasure.SENT, "统计期内发出的函件，已撤回的不计。"),
    ("letters_referrals", "移送函发出数", LetterMeasure.REFERRALS, "统计期内发出的移送函。"),
    (
        "letters_served",
        "函件送达数",
        LetterMeasure.SERVED,
        "统计期内送达的函件，按送达回证签收日。",
    ),
    (
        "letters_due",
        "到期应回复数",
        LetterMeasure.DUE,
        "回复期限在统计期内、且已届满的函件，已撤回的不计。",
    ),
    (
        "letters_replied",
        "到期已回复数",
        LetterMeasure.REPLIED,
        "到期应回复的函件中，统计期末前已回复的。",
    ),
    (
        "letters_on_time",
        "按期回复数",
        LetterMeasure.ON_TIME,
        "到期应回复的函件中，收到日期不晚于回复期限的。",
    ),
    (
        "letters_overdue",
        "逾期未回复数",
        LetterMeasure.OVERDUE,
        "到期应回复的函件中，统计期末前未回复的。",
    ),
    (
        "letters_not_yet",
        "回复未到期数",
        LetterMeasure.NOT_YET,
        "回复期限在统计期内、尚未届满的函件，单列。",
    ),
)
REPLY_FIGURE_LABELS: Final = (
    ("replies", "收到回复数", ReplyMeasure.RECEIVED, "统计期内收到的书面回复，按收到日期。"),
    ("replies_mended", "回复已整改数", ReplyMeasure.MENDED, "收到的回复中，答复结论为已整改的。"),
    (
        "replies_mending",
        "回复正在整改数",
        ReplyMeasure.MENDING,
        "收到的回复中，答复结论为正在整改的。",
    ),
    (
        "replies_partly",
        "回复部分整改数",
        ReplyMeasure.PARTLY,
        "收到的回复中，答复结论为部分整改的。",
    ),
    (
        "replies_not_adopted",
        "回复不采纳数",
        ReplyMeasure.NOT_ADOPTED,
        "收到的回复中，答复结论为不采纳的。",
    ),
    (
        "replies_objected",
        "回复提出异议数",
        ReplyMeasure.OBJECTED,
        "收到的回复中，答复结论为提出异议的。",
    ),
)
FEEDBACK_FIGURE_LABELS: Final = (
    ("feedback_due", "到期应反馈数", FeedbackMeasure.DUE, "反馈期限在统计期内、且已届满的线索。"),
    (
        "feedback_done",
        "到期已反馈数",
        FeedbackMeasure.DONE,
        "到期应反馈的线索中，统计期末前已反馈的。",
    ),
    (
        "feedback_on_time",
        "按期反馈数",
        FeedbackMeasure.ON_TIME,
        "到期应反馈的线索中，反馈日期不晚于反馈期限的。",
    ),
    (
        "feedback_overdue",
        "逾期未反馈数",
        FeedbackMeasure.OVERDUE,
        "到期应反馈的线索中，统计期末前未反馈的。",
    ),
    (
        "feedback_not_yet",
        "反馈未到期数",
        FeedbackMeasure.NOT_YET,
        "反馈期限在统计期内、尚未届满的线索，单列。",
    ),
)
RATE_FIGURE_LABELS: Final = (
    ("filing_rate_assessed", "线索成案率（评估办结）", "leads_filing", "leads_assessed"),
    ("filing_rate_registered", "线索成案率（登记）", "leads_filing", "leads"),
    ("valid_rate", "有效线索率", "leads_valid", "leads_assessed"),
    ("reply_rate", "回复率", "letters_replied", "letters_due"),
    ("reply_on_time_rate", "按期回复率", "letters_on_time", "letters_due"),
    ("feedback_rate", "反馈率", "feedback_done", "feedback_due"),
    ("feedback_on_time_rate", "按期反馈率", "feedback_on_time", "feedback_due"),
)
UNIT_LABELS: Final = {
    LedgerKind.INFORMATION: "条",
    LedgerKind.LEADS: "件",
    LedgerKind.LETTERS: "份",
    LedgerKind.REPLIES: "份",
    LedgerKind.FEEDBACK: "件",
}
_TABLES: Final = (
    (LedgerKind.INFORMATION, INFORMATION_FIGURE_LABELS),
    (LedgerKind.LEADS, LEAD_FIGURE_LABELS),
    (LedgerKind.LETTERS, LETTER_FIGURE_LABELS),
    (LedgerKind.REPLIES, REPLY_FIGURE_LABELS),
    (LedgerKind.FEEDBACK, FEEDBACK_FIGURE_LABELS),
)


def _counts() -> Iterator[Figure]:
    for ledger, table in _TABLES:
        for key, name, measure, meaning in table:
            yield Figure(
                key=key,
                name=name,
                meaning=meaning,
                unit=UNIT_LABELS[ledger],
                ledger=ledger,
                measure=measure,
            )


def _rates(counts: dict[str, Figure]) -> Iterator[Figure]:
    for key, name, numerator, denominator in RATE_FIGURE_LABELS:
        yield Figure(
            key=key,
            name=name,
            unit="%",
            ledger=counts[numerator].ledger,
            numerator=numerator,
            denominator=denominator,
        )


_COUNTED: Final = {figure.key: figure for figure in _counts()}
FIGURES: Final[dict[str, Figure]] = _COUNTED | {figure.key: figure for figure in _rates(_COUNTED)}
NOTHING: Final = "—"
"""What stands where there is no value: the rate of nothing."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FigureValue:
    """A figure counted: the count, or numerator and denominator of a rate."""

    figure: Figure
    count: int = 0
    numerator: int = 0
    denominator: int = 0

    @property
    def percent(self) -> Decimal | None:
        """The rate in percent, two places, half up; None of a count and of a rate of nothing."""
        if not self.figure.is_rate or not self.denominator:
            return None
        exact = Decimal(self.numerator) * 100 / Decimal(self.denominator)
        return exact.quantize(Decimal("0.01"), rounding=ROUND_HALF_UP)

    @property
    def words(self) -> str:
        """The value as it is printed: 12, 85.71%, or — of nothing."""
        if not self.figure.is_rate:
            return str(self.count)
        return NOTHING if self.percent is None else f"{self.percent}%"


def get_figure(key: str) -> Figure:
    """Return a figure.

    Raises:
        InvalidInputError: ``reporting.unknown_figure``.
    """
    if key not in FIGURES:
        raise InvalidInputError("reporting.unknown_figure")
    return FIGURES[key]


def counted_by(figure: Figure) -> Iterator[Figure]:
    """Yield the counts a figure is made of: itself, or a rate's two."""
    if figure.is_rate:
        yield FIGURES[figure.numerator]
        yield FIGURES[figure.denominator]
    else:
        yield figure

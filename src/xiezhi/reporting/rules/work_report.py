"""工作情况报告: the words of a period's report, every number a figure of the ledgers or a named count.

Nothing is said that was not counted: no praise, no ranking, no comparison. What only people can say
(存在的问题, 下一步) is left open to be written. Groups of no row are left out, the order is the register's.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from xiezhi.documents.papers.values import LetterPaper, Level, PaperLayout, Paragraph
from xiezhi.documents.papers.wording import date_in_words, numbered
from xiezhi.kernel.clock import CHINA
from xiezhi.reporting.rules.figures import FIGURES, FigureValue, counted_by
from xiezhi.reporting.rules.ledgers import LedgerKind
from xiezhi.reporting.rules.periods import StatisticalPeriod

Groups = Sequence[tuple[str, int]]
OPEN: Final = "（此处填写%s）"
OPEN_ISSUER: Final = "待填"  # more words would not fit beside the number
_RATES: Final = (
    "filing_rate_assessed",
    "reply_rate",
    "reply_on_time_rate",
    "feedback_rate",
    "feedback_on_time_rate",
)
_COUNTS: Final = (
    *("reports", "reports_screened", "reports_lead", "reports_kept", "reports_not_lead"),
    *("reports_pending", "leads", "leads_major", "leads_assessed", "leads_valid", "leads_general"),
    *("leads_out_of_scope", "leads_untrue", "leads_filing", "leads_referral", "leads_department"),
    *("leads_supervision", "leads_transfer", "leads_not_filed", "leads_shelved"),
    *("cases_filed", "cases_closed", "cases_verified"),
    *("letters_sent", "letters_referrals", "letters_served", "letters_due", "letters_replied"),
    *("letters_on_time", "letters_overdue", "letters_not_yet"),
    *("replies", "replies_mended", "replies_mending", "replies_partly", "replies_not_adopted"),
    "replies_objected",
    *("feedback_due", "feedback_done", "feedback_on_time", "feedback_overdue", "feedback_not_yet"),
    *("proposals", "proposals_substance", "proposals_converted", "proposals_to_lead"),
    *("proposals_to_case", "proposals_to_suggestion", "proposals_answered"),
)
REPORTED: Final = (*_COUNTS, *_RATES)
"""The figures a report says, in the order their 口径 are printed."""
_OWN_MEANINGS: Final = (
    "在任人数、现行会签文件涉及的协作单位数：取数当日在任的、文件有效的，单位不重复计。",
    (
        "送达检察建议书数：统计期内至少送达一个被建议单位的检察建议书，按送达日期，一份计一次，"
        "已作废的不计；同时作为函件送达的，也计入函件数，两数不相加。"
    ),
    (
        "“回头看”件数：到期应看，指应看日期在统计期内且已届满的；已看，按查看日期在统计期内；"
        "决定不再查看的不计。"
    ),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkFigures:
    """Everything counted for a report.

    Attributes:
        values: the figures of `REPORTED` by key.
        channels, areas: leads by 来源方式 and 领域; ``case_areas``: cases filed by 领域.
        strength: supporters in office by kind.
        units: units party to a text in force.
        public_interest, governance: suggestions served.
        look_backs_due, look_backs_late: due in the period and over; of those not done.
        look_backs: done in the period, by result.
    """

    values: Mapping[str, FigureValue]
    channels: Groups
    areas: Groups
    case_areas: Groups
    strength: Groups
    units: int
    public_interest: int
    governance: int
    look_backs_due: int
    look_backs_late: int
    look_backs: Groups


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkReportHead:
    """What stands round the figures.

    Attributes:
        addressee: 主送; ``issuer``: 签发人, left open while "".
        copy_code: 制作编号, printed so that a copy can be traced.
    """

    office: str
    addressee: str
    period: StatisticalPeriod
    made_at: datetime
    made_by: str
    copy_code: str
    issuer: str = ""


def report_paper(head: WorkReportHead, figures: WorkFigures) -> LetterPaper:
    """Return the report as a 公文 that goes upwards: without number and date, both given elsewhere."""
    return LetterPaper(
        layout=PaperLayout.GENERAL,
        heading=head.office,
        title=f"{head.office}关于公益诉讼检察工作社会支持体系运行情况的报告",
        is_upward=True,
        issuers=(head.issuer.strip() or OPEN_ISSUER,),
        addressees=(head.addressee,),
        body=report_body(head, figures),
        signed_by=head.office,
    )


def report_body(head: WorkReportHead, figures: WorkFigures) -> tuple[Paragraph, ...]:
    """Return the paragraphs of the report, numbered."""
    words = _Words(figures)
    parts = [
        Paragraph(
            text=f"现将{_period(head.period)}（以下称统计期）本院公益诉讼检察工作社会支持体系"
            f"运行情况报告如下。数据取自本院业务台账，取数时间为{_moment(head.made_at)}。"
        ),
        *_section("基本情况", words.summary(head.made_at.astimezone(CHINA).date())),
        *_section("线索情况", words.leads()),
        *_section("立案办理情况", words.cases()),
        *_section("检察建议和函件情况", words.letters()),
        *_section("向反映人反馈情况", words.feedback()),
        *_section("“回头看”情况", words.look_backs()),
        *_section("代表建议、政协提案衔接转化情况", words.proposals()),
        *_section("存在的问题", [OPEN % "存在的问题"]),
        *_section("下一步工作", [OPEN % "下一步工作"]),
        *_section("数据口径", meanings(figures)),
        Paragraph(
            text=f"（制作编号：{head.copy_code}，制作人：{head.made_by}。本稿含未作公开处理的数据，"
            "仅供内部使用；对外公布的，以经批准的公开数据为准。印发前删去本段。）"
        ),
        Paragraph(text="特此报告。"),
    ]
    return numbered(parts)


def meanings(figures: WorkFigures) -> Iterator[str]:
    """Yield the 口径 of what was said, a paragraph a ledger; figures counted alike stand together."""
    alike: dict[LedgerKind, dict[str, list[str]]] = {}
    for key in _COUNTS:
        figure = figures.values[key].figure
        of_ledger = alike.setdefault(figure.ledger, {})
        of_ledger.setdefault(figure.meaning.rstrip("。"), []).append(figure.name)
    for meanings_of in alike.values():
        said = (f"{'、'.join(names)}：{meaning}" for meaning, names in meanings_of.items())
        yield f"{'；'.join(said)}。"
    yield f"{'；'.join(map(_divided, _RATES))}。"
    yield from _OWN_MEANINGS


def _divided(key: str) -> str:
    above, below = counted_by(FIGURES[key])
    return f"{FIGURES[key].name}：{above.name}除以{below.name}"


@dataclass(frozen=True, slots=True)
class _Words:
    """Sentences of counts; every number stands with the name its 口径 explains."""

    figures: WorkFigures

    def summary(self, day: date) -> Iterator[str]:
        strength = _listed(self.figures.strength, "人")
        people = f"在任{strength}；" if strength else ""
        yield (
            f"截至{date_in_words(day)}，{people}现行会签文件涉及协作单位{self.figures.units}家。"
        )
        yield (
            f"统计期内，收到反映信息{self._n('reports')}，登记线索{self._n('leads')}，"
            f"立案{self._n('cases_filed')}，发出函件{self._n('letters_sent')}，"
            f"收到代表建议、政协提案{self._n('proposals')}。"
        )

    def leads(self) -> Iterator[str]:
        yield (
            f"收到的{self._n('reports')}反映信息中，已初筛{self._n('reports_screened')}，"
            f"待初筛{self._n('reports_pending')}；登记或者并入线索{self._n('reports_lead')}，"
            f"留信息池{self._n('reports_kept')}，不作线索{self._n('reports_not_lead')}。"
        )
        yield (
            f"登记线索{self._n('leads')}，其中重大线索{self._n('leads_major')}。"
            f"{_by('来源方式', self.figures.channels)}{_by('领域', self.figures.areas)}"
        )
        yield (
            f"评估办结线索{self._n('leads_assessed')}，其中{self._of_leads()}。"
            f"处理决定中，{self._decisions()}。{self._rate('filing_rate_assessed')}"
        )

    def cases(self) -> Iterator[str]:
        yield (
            f"立案{self._n('cases_filed')}，终结案件{self._n('cases_closed')}，"
            f"经跟进调查核实整改到位{self._n('cases_verified')}。"
            f"{_by('立案领域', self.figures.case_areas)}"
        )

    def letters(self) -> Iterator[str]:
        yield (
            f"送达公益诉讼检察建议书{self.figures.public_interest}份、"
            f"社会治理检察建议书{self.figures.governance}份。"
            f"发出函件{self._n('letters_sent')}，其中移送函{self._n('letters_referrals')}；"
            f"送达函件{self._n('letters_served')}。"
        )
        yield (
            f"到期应回复函件{self._n('letters_due')}，已回复{self._n('letters_replied')}，"
            f"其中按期回复{self._n('letters_on_time')}；逾期未回复{self._n('letters_overdue')}；"
            f"另有回复未到期{self._n('letters_not_yet')}。"
            f"{self._rate('reply_rate')}{self._rate('reply_on_time_rate')}"
        )
        yield (
            f"收到书面回复{self._n('replies')}，答复结论为已整改的{self._n('replies_mended')}，"
            f"正在整改的{self._n('replies_mending')}，部分整改的{self._n('replies_partly')}，"
            f"不采纳的{self._n('replies_not_adopted')}，提出异议的{self._n('replies_objected')}。"
        )

    def feedback(self) -> Iterator[str]:
        yield (
            f"到期应反馈线索{self._n('feedback_due')}，已反馈{self._n('feedback_done')}，"
            f"其中按期反馈{self._n('feedback_on_time')}；逾期未反馈{self._n('feedback_overdue')}；"
            f"另有反馈未到期{self._n('feedback_not_yet')}。"
            f"{self._rate('feedback_rate')}{self._rate('feedback_on_time_rate')}"
        )

    def look_backs(self) -> Iterator[str]:
        done = sum(count for _, count in self.figures.look_backs)
        found = _listed(self.figures.look_backs, "件")
        yield (
            f"到期应看{self.figures.look_backs_due}件，其中逾期未看"
            f"{self.figures.look_backs_late}件。统计期内已看{done}件"
            f"{f'，其中{found}' if found else ''}。"
        )

    def proposals(self) -> Iterator[str]:
        yield (
            f"收到代表建议、政协提案{self._n('proposals')}，"
            f"其中含公益诉讼内容{self._n('proposals_substance')}。"
            f"作出转化决定{self._n('proposals_converted')}，"
            f"转化为线索{self._n('proposals_to_lead')}，"
            f"与案件链接{self._n('proposals_to_case')}，"
            f"转化为社会治理检察建议{self._n('proposals_to_suggestion')}；"
            f"答复{self._n('proposals_answered')}。"
        )

    def _n(self, key: str) -> str:
        value = self.figures.values[key]
        return f"{value.count}{value.figure.unit}"

    def _rate(self, key: str) -> str:
        """Return a rate with what it is made of; the rate of nothing is not said."""
        value = self.figures.values[key]
        if value.percent is None:
            return ""
        return f"{value.figure.name}{value.words}（{value.numerator}÷{value.denominator}）。"

    def _of_leads(self) -> str:
        return (
            f"有效线索{self._n('leads_valid')}，一般信息{self._n('leads_general')}，"
            f"不属范围{self._n('leads_out_of_scope')}，不实{self._n('leads_untrue')}"
        )

    def _decisions(self) -> str:
        return (
            f"同意建议立案{self._n('leads_filing')}，不立案{self._n('leads_not_filed')}，"
            f"移送主管行政机关{self._n('leads_referral')}，"
            f"移送其他检察院{self._n('leads_transfer')}，"
            f"移送本院部门{self._n('leads_department')}，"
            f"移送监委、公安{self._n('leads_supervision')}，存查{self._n('leads_shelved')}"
        )


def _section(title: str, paragraphs: "Iterator[str] | Sequence[str]") -> Iterator[Paragraph]:
    yield Paragraph(heading=title, level=Level.FIRST)
    for text in paragraphs:
        yield Paragraph(text=text)


def _by(name: str, groups: Groups) -> str:
    found = _listed(groups, "件")
    return f"按{name}分：{found}。" if found else ""


def _listed(groups: Groups, unit: str) -> str:
    return "、".join(f"{_apart(name)}{count}{unit}" for name, count in groups if count)


def _apart(name: str) -> str:
    """Return a name that a number may follow: 12345 would run into it."""
    return f"“{name}”" if name[-1:].isdigit() else name


def _period(period: StatisticalPeriod) -> str:
    return f"{date_in_words(period.since)}至{date_in_words(period.until)}"


def _moment(at: datetime) -> str:
    here = at.astimezone(CHINA)
    return f"{date_in_words(here.date())}{here.hour}时{here.minute:02}分"

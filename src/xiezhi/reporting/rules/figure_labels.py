"""The figures as tables: key, official name, measure and 口径 of each count; the two counts of each rate."""

from typing import Final

from xiezhi.cases.rules.measures import CaseMeasure
from xiezhi.leads.rules.measures import FeedbackMeasure, LeadMeasure, ReportMeasure
from xiezhi.letters.rules.measures import LetterMeasure, ReplyMeasure
from xiezhi.proposals.rules.measures import ProposalMeasure

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
CASE_FIGURE_LABELS: Final = (
    ("cases_filed", "立案案件数", CaseMeasure.FILED, "统计期内立案的案件，按立案日期。"),
    ("cases_closed", "终结案件数", CaseMeasure.CLOSED, "统计期内终结的案件，按终结日期。"),
    (
        "cases_verified",
        "核实整改到位案件数",
        CaseMeasure.VERIFIED,
        "统计期内经跟进调查核实整改到位的案件，按核实日期。",
    ),
)
PROPOSAL_FIGURE_LABELS: Final = (
    (
        "proposals",
        "收到建议提案数",
        ProposalMeasure.RECEIVED,
        "统计期内收到的代表建议、政协提案，按收到日期。",
    ),
    (
        "proposals_substance",
        "含公益诉讼内容数",
        ProposalMeasure.SUBSTANCE,
        "统计期内收到、现筛查为含公益诉讼内容的建议提案。",
    ),
    (
        "proposals_converted",
        "转化建议提案数",
        ProposalMeasure.CONVERTED,
        "统计期内作出转化决定的建议提案，按决定日期，同一件多次转化计一件；不予转化的不计。",
    ),
    (
        "proposals_to_lead",
        "转化为线索的建议提案数",
        ProposalMeasure.TO_LEAD,
        "统计期内决定转化为公益诉讼线索的建议提案，同一件计一次。",
    ),
    (
        "proposals_to_case",
        "转化为案件的建议提案数",
        ProposalMeasure.TO_CASE,
        "统计期内决定与公益诉讼案件链接的建议提案，同一件计一次。",
    ),
    (
        "proposals_to_suggestion",
        "转化为社会治理检察建议的建议提案数",
        ProposalMeasure.TO_SUGGESTION,
        "统计期内决定转化为社会治理检察建议的建议提案，同一件计一次。",
    ),
    (
        "proposals_answered",
        "答复建议提案数",
        ProposalMeasure.ANSWERED,
        "统计期内答复的建议提案，按末次答复日期。",
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

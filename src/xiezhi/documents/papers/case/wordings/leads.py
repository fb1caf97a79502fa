"""From the lead to the filing: 办案规则第24至31条."""

from typing import Final

from xiezhi.documents.papers.case import boxes
from xiezhi.documents.papers.case.definitions import (
    ADMINISTRATIVE,
    CIVIL,
    RULES,
    CaseLayout,
    PaperDefinition,
    asks,
    head,
    may,
    needs,
    say,
)
from xiezhi.documents.papers.forms import PaperFamily

_FILING: Final = (
    ("unknown_party", f"{RULES}第二十九条"),
    (ADMINISTRATIVE, f"{RULES}第二十八条、第六十七条"),
    (CIVIL, f"{RULES}第二十八条、第八十五条"),
)

PRELIMINARY_REPORT: Final = PaperDefinition(
    key="preliminary_report",
    title="初步调查报告",
    family=PaperFamily.JUDICIAL,
    layout=CaseLayout.REPORT,
    basis="办案规则第27条",
    fields=(
        needs("flow"),
        needs("clue"),
        needs("source", basis="办案规则第24条"),
        needs("found_on"),
        needs("investigators", basis="办案规则第36条"),
        asks("measures", basis="办案规则第27条"),
        needs("harm"),
        needs("organ", when=ADMINISTRATIVE),
        asks("duty", when=ADMINISTRATIVE),
        asks("unlawful", when=CIVIL),
        asks("opinion", basis="办案规则第30条"),
        asks("reasons"),
        needs("handler"),
    ),
    citation=(("", f"{RULES}第二十七条"),),
    body=(
        say(
            "{office}于{found_on}登记{clue}的公益诉讼案件线索。根据{citation}的规定，"
            "检察人员{investigators}对该线索的真实性、可查性等进行评估，并开展了初步调查。"
            "现将有关情况报告如下："
        ),
        head("线索来源"),
        say("{source}。"),
        head("初步调查情况"),
        say("{measures}"),
        head("国家利益或者社会公共利益受到侵害的情况"),
        say("{harm}"),
        head("行政机关监督管理职责及履行职责情况"),
        say("涉及的行政机关为{organ}。"),
        say("{duty}"),
        head("违法行为情况"),
        say("{unlawful}"),
        head("处理意见及理由"),
        say("{reasons}"),
        say("综上，建议{opinion}。妥否，请批示。"),
    ),
    signed_by=("承办检察官：{handler}",),
)

FILING_APPROVAL: Final = PaperDefinition(
    key="filing_approval",
    title="立案审批表",
    family=PaperFamily.JUDICIAL,
    layout=CaseLayout.SHEET,
    basis="办案规则第30条",
    fields=(
        needs("flow"),
        needs("case_name"),
        needs("source", basis="办案规则第24条"),
        needs("found_on"),
        may("lead_number"),
        needs("area"),
        needs("organ", when=ADMINISTRATIVE),
        may("wrongdoer"),
        needs("harm", basis="办案规则第67、85条"),
        asks("reasons", basis="办案规则第30条"),
        needs("handler"),
        asks("handler_opinion", basis="办案规则第30条"),
        may("department_opinion", basis="办案规则第7条"),
        may("chief_opinion", basis="办案规则第30条"),
        may("remarks"),
    ),
    sheet=boxes.FILING_APPROVAL,
)

FILING_DECISION: Final = PaperDefinition(
    key="filing_decision",
    title="立案决定书",
    family=PaperFamily.JUDICIAL,
    layout=CaseLayout.DECISION,
    basis="办案规则第28、30、67、85条",
    codes=("行公立", "民公立", "刑附民公立"),
    fields=(
        needs("flow"),
        needs("case_name"),
        needs("clue"),
        needs("harm", basis="办案规则第67、85条"),
        may("unknown_party", basis="办案规则第29条"),
        needs("organ", when=f"{ADMINISTRATIVE}&!unknown_party", basis="办案规则第70条"),
        needs("wrongdoer", when=f"{CIVIL}&!unknown_party"),
    ),
    citation=_FILING,
    addressee="{organ}",
    body=(
        say("本院在履行公益诉讼检察职责中发现{clue}的案件线索。经评估："),
        say("{harm}"),
        say(
            "国家利益或者社会公共利益受到侵害，{organ}对此负有监督管理职责，"
            "可能违法行使职权或者不作为。",
            when=ADMINISTRATIVE,
        ),
        say("社会公共利益受到损害，{wrongdoer}可能存在损害社会公共利益的违法行为。", when=CIVIL),
        say(
            "国家利益或者社会公共利益受到严重侵害，经初步调查，"
            "{unknown_party}不依法履行监督管理职责的行政机关或者违法行为人。"
        ),
        say("根据{citation}的规定，本院决定对{case_name}立案调查。"),
    ),
)

NO_FILING_DECISION: Final = PaperDefinition(
    key="no_filing_decision",
    title="不立案决定书",
    family=PaperFamily.JUDICIAL,
    layout=CaseLayout.DECISION,
    basis="办案规则第30条",
    codes=("行公不立", "民公不立"),
    fields=(
        needs("flow"),
        needs("clue"),
        needs("found_on"),
        may("measures"),
        asks("reasons", basis="办案规则第30条"),
        may("addressee"),
    ),
    citation=(
        (ADMINISTRATIVE, f"{RULES}第三十条、第六十七条"),
        (CIVIL, f"{RULES}第三十条、第八十五条"),
    ),
    addressee="{addressee}",
    body=(
        say("本院于{found_on}登记{clue}的公益诉讼案件线索，并依法进行了评估。"),
        say("{measures}"),
        say("经审查："),
        say("{reasons}"),
        say("该线索不符合立案条件。根据{citation}的规定，本院决定不立案。"),
    ),
)

LEAD_TRANSFER_NOTICE: Final = PaperDefinition(
    key="lead_transfer_notice",
    title="移送案件线索通知书",
    family=PaperFamily.JUDICIAL,
    layout=CaseLayout.DECISION,
    basis="办案规则第26条第1款",
    codes=("公线移", "行公移", "民公移"),
    fields=(
        needs("clue"),
        needs("found_on"),
        needs("receiver", basis="办案规则第26条第1款"),
        needs("harm"),
        asks("reasons", basis="办案规则第13至17条"),
        may("attachments"),
    ),
    citation=(("", f"{RULES}第二十六条第一款"),),
    addressee="{receiver}",
    body=(
        say("本院于{found_on}登记{clue}的公益诉讼案件线索。经审查："),
        say("{harm}"),
        say("{reasons}"),
        say(
            "该线索不属于本院管辖，属于你院管辖。根据{citation}的规定，"
            "现将该线索及有关材料移送你院，请依法受理。"
        ),
        say(
            "你院认为不属于本院管辖的，应当报告上级人民检察院，"
            "不得自行退回本院或者移送其他人民检察院。"
        ),
    ),
)

LEAD_REPORT_UP: Final = PaperDefinition(
    key="lead_report_up",
    title="报请移送案件线索意见书",
    family=PaperFamily.JUDICIAL,
    layout=CaseLayout.DECISION,
    basis="办案规则第26条第2款",
    codes=("公线报", "行公报", "民公报"),
    fields=(
        needs("clue"),
        needs("source", basis="办案规则第24条"),
        needs("found_on"),
        needs("superior", basis="办案规则第26条第2款"),
        needs("harm"),
        asks("reasons", basis="办案规则第13至18条"),
        may("attachments"),
    ),
    citation=(("", f"{RULES}第二十六条第二款"),),
    addressee="{superior}",
    body=(
        say("本院于{found_on}登记{clue}的公益诉讼案件线索。经审查，该线索属于你院管辖。"),
        head("线索来源"),
        say("{source}。"),
        head("基本事实"),
        say("{harm}"),
        head("报请移送的理由"),
        say("{reasons}"),
        say("根据{citation}的规定，现报请将该线索移送你院，请审查决定。"),
    ),
)

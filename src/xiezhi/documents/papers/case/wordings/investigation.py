"""Investigation: 办案规则第32至45条、第70至73条、第86至89条."""

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
    sub,
)
from xiezhi.documents.papers.forms import PaperFamily

INVESTIGATION_PLAN: Final = PaperDefinition(
    key="investigation_plan",
    title="调查方案",
    family=PaperFamily.JUDICIAL,
    layout=CaseLayout.REPORT,
    basis="办案规则第33条",
    fields=(
        needs("case_name"),
        needs("filed_on"),
        needs("harm"),
        asks("approach", basis="办案规则第33条"),
        asks("matters", basis="办案规则第71、86条"),
        asks("steps", basis="办案规则第33、35条"),
        asks("evidence", basis="办案规则第33条"),
        needs("investigators", basis="办案规则第36条"),
        may("schedule"),
        may("precautions"),
        needs("handler"),
    ),
    citation=(("", f"{RULES}第三十三条"),),
    body=(
        say("{case_name}已于{filed_on}立案。根据{citation}的规定，制定调查方案如下："),
        head("案件基本情况"),
        say("{harm}"),
        head("调查思路"),
        say("{approach}"),
        head("调查事项"),
        say("{matters}"),
        head("调查方法和步骤"),
        say("{steps}"),
        head("拟收集的证据清单"),
        say("{evidence}"),
        head("人员分工和时间安排"),
        say("本案调查由检察人员{investigators}共同进行。"),
        say("{schedule}"),
        head("注意事项"),
        say("{precautions}"),
    ),
    signed_by=("承办检察官：{handler}",),
)

INQUIRY_RECORD: Final = PaperDefinition(
    key="inquiry_record",
    title="询问笔录",
    family=PaperFamily.JUDICIAL,
    layout=CaseLayout.RECORD,
    basis="办案规则第37条",
    fields=(
        needs("case_name"),
        asks("at_words"),
        asks("place"),
        needs("investigators", basis="办案规则第36、37条"),
        asks("recorder"),
        asks("person"),
        asks("person_particulars"),
        asks("topic"),
        asks("talk", basis="办案规则第37条"),
        asks("confirmation", basis="办案规则第37条"),
        asks("refusal", when="confirmation=refused", basis="办案规则第37条"),
    ),
    heads=(
        ("案件名称", "{case_name}"),
        ("询问时间", "{at_words}"),
        ("询问地点", "{place}"),
        ("询问人", "{investigators}"),
        ("记录人", "{recorder}"),
        ("被询问人", "{person}"),
        ("基本情况", "{person_particulars}"),
    ),
    body=(
        say(
            "问：我们是{office}的检察人员（出示工作证）。现依法就{topic}向你了解情况，"
            "请如实陈述，故意作虚假陈述要承担法律责任。你是否听清楚？是否申请检察人员回避？"
        ),
        say("{talk}"),
        say("{confirmation}。"),
        say("{refusal}"),
    ),
    signed_by=(),
    signs=("被询问人", "询问人", "询问人", "记录人"),
)

EVIDENCE_ORDER: Final = PaperDefinition(
    key="evidence_order",
    title="调取证据通知书",
    family=PaperFamily.JUDICIAL,
    layout=CaseLayout.DECISION,
    basis="办案规则第35、38条",
    codes=("行公调", "民公调", "公调"),
    fields=(
        needs("case_name"),
        asks("holder"),
        asks("wanted", basis="办案规则第38条"),
        asks("provide_by_day"),
        may("contact_person"),
        may("contact_telephone"),
    ),
    citation=(("", f"{RULES}第三十五条、第三十八条"),),
    addressee="{holder}",
    body=(
        say(
            "因办理{case_name}需要，根据{citation}的规定，现向你单位（你）调取下列证据材料，"
            "请于{provide_by_day}前提供："
        ),
        say("{wanted}"),
        say(
            "书证应当提供原件，物证应当提供原物。提供原件、原物确有困难或者因保密需要无法提供的，"
            "可以提供复制件、照片、录像等，并注明提供人、提供时间、证据出处和"
            "“本复制件与原件核对一致”字样，签字、盖章；页码较多的，加盖骑缝章。"
        ),
        say("附件：调取证据清单。"),
        say("联系人：{contact_person}，电话：{contact_telephone}。"),
    ),
)

EVIDENCE_LIST: Final = PaperDefinition(
    key="evidence_list",
    title="调取证据清单",
    family=PaperFamily.JUDICIAL,
    layout=CaseLayout.SHEET,
    basis="办案规则第38条",
    fields=(
        needs("case_name"),
        asks("holder"),
        asks("place"),
        asks("taken_on"),
        asks("evidence_items", basis="办案规则第38条"),
        needs("investigators", basis="办案规则第36条"),
        may("remarks"),
    ),
    sheet=boxes.EVIDENCE_LIST,
)

COMMISSION_LETTER: Final = PaperDefinition(
    key="commission_letter",
    title="委托{commission_kind}函",
    family=PaperFamily.JUDICIAL,
    layout=CaseLayout.DECISION,
    basis="办案规则第41条",
    codes=("行公委", "民公委", "公委"),
    fields=(
        needs("case_name"),
        asks("agency", basis="办案规则第41条"),
        asks("commission_kind", basis="办案规则第41条"),
        asks("questions"),
        asks("materials"),
        asks("finish_by_day"),
        may("requirements"),
        may("attachments"),
        may("contact_person"),
        may("contact_telephone"),
    ),
    citation=(("", f"{RULES}第四十一条"),),
    addressee="{agency}",
    body=(
        say(
            "本院办理{case_name}，需要对专门性问题进行{commission_kind}。根据{citation}的规定，"
            "现委托你单位进行{commission_kind}。"
        ),
        head("委托事项"),
        say("{questions}"),
        head("提供的材料"),
        say("{materials}"),
        head("工作要求"),
        say(
            "请于{finish_by_day}前完成并出具书面意见，由{commission_kind}人员签名、单位盖章，"
            "附机构和人员资格证明。"
        ),
        say("{requirements}"),
        say("联系人：{contact_person}，电话：{contact_telephone}。"),
    ),
)

SITE_RECORD: Final = PaperDefinition(
    key="site_record",
    title="勘验笔录",
    family=PaperFamily.JUDICIAL,
    layout=CaseLayout.RECORD,
    basis="办案规则第42条",
    fields=(
        needs("case_name"),
        asks("at_words"),
        asks("place"),
        may("weather"),
        asks("chair", basis="办案规则第42条"),
        needs("investigators", basis="办案规则第42条"),
        asks("recorder"),
        may("present"),
        may("witnesses", basis="办案规则第42条"),
        asks("findings", basis="办案规则第42条"),
        may("collected"),
        may("attachments"),
    ),
    heads=(
        ("案件名称", "{case_name}"),
        ("勘验时间", "{at_words}"),
        ("勘验地点", "{place}"),
        ("天气情况", "{weather}"),
        ("主持人", "{chair}"),
        ("勘验人员", "{investigators}"),
        ("记录人", "{recorder}"),
        ("参加人员", "{present}"),
        ("见证人", "{witnesses}"),
    ),
    body=(
        head("勘验情况和结果"),
        say("{findings}"),
        head("提取、拍摄和检测情况"),
        say("{collected}"),
    ),
    signed_by=(),
    signs=("主持人", "勘验人员", "勘验人员", "参加人员", "见证人", "记录人"),
)

FACT_CONFIRMATION: Final = PaperDefinition(
    key="fact_confirmation",
    title="事实确认书",
    family=PaperFamily.JUDICIAL,
    layout=CaseLayout.DECISION,
    basis="办案规则第70条",
    fields=(
        needs("case_name"),
        needs("organ", basis="办案规则第70条"),
        needs("filed_on"),
        needs("harm", basis="办案规则第70条"),
        asks("duty", basis="办案规则第70条"),
        may("rectification"),
        asks("answer_by_day"),
    ),
    citation=(("", f"{RULES}第七十条"),),
    addressee="{organ}",
    body=(
        say(
            "本院于{filed_on}对{case_name}立案。根据{citation}的规定，就下列事项与你单位磋商，"
            "请核实后于{answer_by_day}前书面确认："
        ),
        head("国家利益或者社会公共利益受到侵害的后果"),
        say("{harm}"),
        head("你单位履行职责情况"),
        say("{duty}"),
        head("整改方案"),
        say("{rectification}"),
    ),
    signs=("确认意见（属实、部分属实或者不属实，理由）", "确认单位（盖章）", "负责人"),
)

TALKS_MINUTES: Final = PaperDefinition(
    key="talks_minutes",
    title="磋商会议记录",
    family=PaperFamily.OWN,
    layout=CaseLayout.RECORD,
    basis="办案规则第70条",
    fields=(
        needs("case_name"),
        needs("organ", basis="办案规则第70条"),
        asks("at_words"),
        asks("place"),
        asks("chair"),
        needs("investigators"),
        asks("present"),
        asks("recorder"),
        asks("stated", basis="办案规则第70条"),
        asks("answered", basis="办案规则第70条"),
        asks("agreed"),
        may("disagreed"),
    ),
    heads=(
        ("案件名称", "{case_name}"),
        ("时间", "{at_words}"),
        ("地点", "{place}"),
        ("主持人", "{chair}"),
        ("检察人员", "{investigators}"),
        ("磋商单位", "{organ}"),
        ("参加人员", "{present}"),
        ("记录人", "{recorder}"),
    ),
    body=(
        head("检察机关通报的情况"),
        say("{stated}"),
        head("行政机关说明的情况"),
        say("{answered}"),
        head("磋商达成的意见"),
        say("{agreed}"),
        head("尚有分歧的事项"),
        say("{disagreed}"),
    ),
    signed_by=(),
    signs=("检察人员", "检察人员", "磋商单位代表", "记录人"),
)

INVESTIGATION_REPORT: Final = PaperDefinition(
    key="investigation_report",
    title="调查终结报告",
    family=PaperFamily.JUDICIAL,
    layout=CaseLayout.REPORT,
    basis="办案规则第73、89条",
    fields=(
        needs("flow"),
        needs("case_name"),
        needs("source", basis="办案规则第24条"),
        needs("filed_on"),
        needs("investigators", basis="办案规则第36条"),
        asks("measures", basis="办案规则第35条"),
        needs("harm", basis="办案规则第71、86条"),
        needs("organ", when=ADMINISTRATIVE),
        asks("duty", when=ADMINISTRATIVE, basis="办案规则第71条"),
        asks("failure", when=ADMINISTRATIVE, basis="办案规则第71条"),
        asks("link", when=ADMINISTRATIVE, basis="办案规则第71条"),
        needs("wrongdoer", when=CIVIL, basis="办案规则第86条"),
        asks("unlawful", when=CIVIL, basis="办案规则第86条"),
        asks("causation", when=CIVIL, basis="办案规则第86条"),
        asks("evidence", basis="办案规则第34条"),
        may("notes"),
        asks("conclusion", basis="办案规则第73、89条"),
        asks("reasons"),
        needs("handler"),
    ),
    citation=(
        (ADMINISTRATIVE, f"{RULES}第七十三条"),
        (CIVIL, f"{RULES}第八十九条"),
    ),
    body=(
        say("{case_name}于{filed_on}立案，现已调查终结。根据{citation}的规定，报告如下："),
        head("案件来源"),
        say("{source}。"),
        head("调查过程"),
        say("本案由检察人员{investigators}共同调查。"),
        say("{measures}"),
        head("调查认定的事实"),
        sub("国家利益或者社会公共利益受到侵害的事实"),
        say("{harm}"),
        sub("行政机关的监督管理职责"),
        say("涉及的行政机关为{organ}。"),
        say("{duty}"),
        sub("行政机关不依法履行职责的行为"),
        say("{failure}"),
        sub("不依法履行职责与公益受到侵害的关联性"),
        say("{link}"),
        sub("违法行为人的基本情况和违法行为"),
        say("违法行为人为{wrongdoer}。"),
        say("{unlawful}"),
        sub("违法行为与损害后果之间的因果关系及主观过错"),
        say("{causation}"),
        head("认定事实的证据"),
        say("{evidence}"),
        head("需要说明的问题"),
        say("{notes}"),
        head("处理意见"),
        say("{reasons}"),
        say("综上，建议{conclusion}。妥否，请审批。"),
    ),
    signed_by=("承办检察官：{handler}",),
)

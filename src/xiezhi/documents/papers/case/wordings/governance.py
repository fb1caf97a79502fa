"""社会治理检察建议 and what follows a suggestion that is not heeded: 检察建议工作规定第11至25条."""

from typing import Final

from xiezhi.documents.papers.case import boxes
from xiezhi.documents.papers.case.definitions import (
    ADMINISTRATIVE,
    ADVICE,
    CaseLayout,
    PaperDefinition,
    asks,
    head,
    label,
    may,
    needs,
    say,
)
from xiezhi.documents.papers.forms import PaperFamily

GOVERNANCE_REPORT: Final = PaperDefinition(
    key="governance_report",
    title="检察建议调查终结报告",
    family=PaperFamily.JUDICIAL,
    layout=CaseLayout.REPORT,
    basis="检察建议工作规定第13至15条",
    fields=(
        needs("case_name"),
        needs("unit"),
        needs("source"),
        needs("decided_on", basis="检察建议工作规定第13条"),
        asks("measures", basis="检察建议工作规定第14、15条"),
        needs("facts", basis="检察建议工作规定第15条"),
        asks("evidence", basis="检察建议工作规定第15条"),
        asks("governance_ground", basis="检察建议工作规定第11条"),
        asks("problems", basis="检察建议工作规定第11条"),
        asks("governance_conclusion", basis="检察建议工作规定第15条"),
        asks("reasons"),
        needs("handler"),
    ),
    citation=(("", f"{ADVICE}第十五条"),),
    body=(
        say(
            "经检察长{decided_on}决定，承办检察官对{case_name}有关事项进行了调查核实，现已完成。"
            "根据{citation}的规定，报告如下："
        ),
        head("案件或者问题的来源"),
        say("{source}。"),
        head("调查核实过程"),
        say("{measures}"),
        head("认定的事实与证据"),
        say("{facts}"),
        say("{evidence}"),
        head("存在的违法情形或者应当消除的隐患"),
        say(f"{{unit}}存在{ADVICE}第十一条规定的情形：{{governance_ground}}。"),
        say("{problems}"),
        head("处理意见"),
        say("{reasons}"),
        say("综上，建议{governance_conclusion}。妥否，请审批。"),
    ),
    signed_by=("承办检察官：{handler}",),
)

POLICY_REVIEW: Final = PaperDefinition(
    key="policy_review",
    title="检察建议审核意见表",
    family=PaperFamily.OWN,
    layout=CaseLayout.SHEET,
    basis="检察建议工作规定第17条",
    fields=(
        needs("case_name"),
        needs("unit"),
        asks("department"),
        asks("submitted_on", basis="检察建议工作规定第17条"),
        needs("handler"),
        needs("advice"),
        asks("necessity", basis="检察建议工作规定第17条"),
        asks("lawfulness", basis="检察建议工作规定第17条"),
        asks("reasoning", basis="检察建议工作规定第17条"),
        asks("policy_result"),
        may("department_opinion"),
        may("reviewer"),
    ),
    sheet=boxes.POLICY_REVIEW,
)

ADDRESSEE_OPINION: Final = PaperDefinition(
    key="addressee_opinion",
    title="关于征求对{suggestion}（征求意见稿）意见的函",
    family=PaperFamily.OFFICIAL,
    layout=CaseLayout.LETTER,
    basis="检察建议工作规定第17条第2款",
    fields=(
        needs("unit"),
        needs("case_name"),
        needs("problems"),
        asks("answer_by_day"),
        may("contact_person"),
        may("contact_telephone"),
        may("attachments"),
    ),
    citation=(("", f"{ADVICE}第十七条"),),
    addressee="{unit}",
    body=(
        say("本院在办理{case_name}中发现，你单位存在下列需要改进的问题："),
        say("{problems}"),
        say(
            "根据{citation}的规定，现就拟向你单位提出的{suggestion_act}征求意见，"
            "请于{answer_by_day}前书面回复。"
        ),
        say("特此函告。"),
    ),
)

GOVERNANCE_SUGGESTION: Final = PaperDefinition(
    key="governance_suggestion",
    title="检察建议书",
    family=PaperFamily.JUDICIAL,
    layout=CaseLayout.DECISION,
    basis="检察建议工作规定第11、16、19条",
    codes=("检建", "建"),
    fields=(
        needs("unit"),
        needs("case_name"),
        needs("source", basis="检察建议工作规定第16条第2款第1项"),
        needs("facts", basis="检察建议工作规定第16条第2款第2项"),
        asks("evidence", basis="检察建议工作规定第16条第2款第2项"),
        asks("problems", basis="检察建议工作规定第16条第2款第3项"),
        asks("law", basis="检察建议工作规定第16条第2款第4项"),
        asks("advice", basis="检察建议工作规定第16条第2款第4项"),
        asks("objection_within", basis="检察建议工作规定第16条第2款第5项"),
        asks("reply_within", basis="检察建议工作规定第16条第2款第6项、第19条"),
        may("urgent_reason", basis="检察建议工作规定第19条"),
        may("notes", basis="检察建议工作规定第16条第2款第7项"),
        may("contact_person"),
        may("contact_telephone"),
        may("attachments"),
        may("copies", basis="检察建议工作规定第20条"),
    ),
    citation=(("", f"《中华人民共和国人民检察院组织法》第二十一条、{ADVICE}第十一条"),),
    addressee="{unit}",
    body=(
        say("本院在办理{case_name}中发现，你单位在社会治理方面存在需要改进的问题。"),
        say("案件或者问题的来源：{source}。"),
        head("经调查核实的事实和证据"),
        say("{facts}"),
        say("{evidence}"),
        head("存在的违法情形或者应当消除的隐患"),
        say("{problems}"),
        head("建议内容及依据"),
        say("{law}"),
        say("根据{citation}的规定，现向你单位提出如下{act}："),
        say("{advice}"),
        head("异议期限和回复期限"),
        say("你单位对本{title}有异议的，请自收到之日起{objection_within}内向本院书面提出。"),
        say("因{urgent_reason}，情况紧急，请尽快处理。"),
        say(
            "请你单位自收到本{title}之日起{reply_within}内作出相应处理，并将落实情况书面回复本院。"
        ),
        say("联系人：{contact_person}，电话：{contact_telephone}。"),
        head("其他需要说明的事项"),
        say("{notes}"),
    ),
)

OBJECTION_REVIEW: Final = PaperDefinition(
    key="objection_review",
    title="异议复核意见书",
    family=PaperFamily.JUDICIAL,
    layout=CaseLayout.DECISION,
    basis="检察建议工作规定第23条",
    codes=("检建复", "建复"),
    fields=(
        needs("unit"),
        needs("suggestion_number"),
        needs("served_on"),
        needs("objected_on"),
        needs("objection", basis="检察建议工作规定第23条"),
        asks("reasons", basis="检察建议工作规定第23条"),
        asks("objection_result", basis="检察建议工作规定第23条"),
    ),
    citation=(("", f"{ADVICE}第二十三条"),),
    addressee="{unit}",
    body=(
        say(
            "你单位于{objected_on}对本院{served_on}送达的{suggestion}（{suggestion_number}）提出异议。"
            "你单位认为："
        ),
        say("{objection}"),
        say("本院进行了复核。经复核："),
        say("{reasons}"),
        say("根据{citation}的规定，{objection_result}。"),
    ),
)

_SET_ASIDE: Final = (
    (ADMINISTRATIVE, f"{ADVICE}第二十二条、第三十条"),
    ("", f"{ADVICE}第二十二条"),
)
"""The case rules say nothing of changing a public-interest suggestion; article 30 sends on to 22."""

SUGGESTION_CHANGE: Final = PaperDefinition(
    key="suggestion_change",
    title="变更{suggestion_act}决定书",
    family=PaperFamily.JUDICIAL,
    layout=CaseLayout.DECISION,
    basis="检察建议工作规定第22、23条",
    codes=("检建变", "建变"),
    fields=(
        may("flow"),
        needs("unit"),
        needs("suggestion_number"),
        needs("served_on"),
        asks("reasons", basis="检察建议工作规定第22条"),
        asks("old_advice"),
        asks("advice"),
        may("rectify_within", basis="办案规则第75条第2款第7项"),
        may("objection_within", basis="检察建议工作规定第16条第2款第5项"),
        may("reply_within"),
        may("urgent_reason", basis="检察建议工作规定第19条"),
    ),
    citation=_SET_ASIDE,
    addressee="{unit}",
    body=(
        say("本院于{served_on}向你单位送达{suggestion}（{suggestion_number}）。经审查，确有不当："),
        say("{reasons}"),
        say("根据{citation}的规定，经检察长决定，对该{suggestion}的建议内容变更如下。"),
        label("原建议内容"),
        say("{old_advice}"),
        label("变更后的建议内容"),
        say("{advice}"),
        say("整改期限：自收到本决定书之日起{rectify_within}。"),
        say("你单位对本决定书有异议的，请自收到之日起{objection_within}内向本院书面提出。"),
        say("因{urgent_reason}，情况紧急，请尽快处理。"),
        say("请自收到本决定书之日起{reply_within}内书面回复落实情况。"),
    ),
)

SUGGESTION_WITHDRAWAL: Final = PaperDefinition(
    key="suggestion_withdrawal",
    title="撤回{suggestion_act}决定书",
    family=PaperFamily.JUDICIAL,
    layout=CaseLayout.DECISION,
    basis="检察建议工作规定第22、23条",
    codes=("检建撤", "建撤"),
    fields=(
        may("flow"),
        needs("unit"),
        needs("suggestion_number"),
        needs("served_on"),
        asks("reasons", basis="检察建议工作规定第22条"),
    ),
    citation=_SET_ASIDE,
    addressee="{unit}",
    body=(
        say("本院于{served_on}向你单位送达{suggestion}（{suggestion_number}）。经审查，确有不当："),
        say("{reasons}"),
        say("根据{citation}的规定，经检察长决定，撤回该{suggestion}。"),
    ),
)

RECORD_FILING_REPORT: Final = PaperDefinition(
    key="record_filing_report",
    title="关于报送{paper_name}备案的报告",
    family=PaperFamily.OFFICIAL,
    layout=CaseLayout.GENERAL,
    basis="办案规则第25、46、58、75、78条；检察建议工作规定第21条",
    fields=(
        needs("superior"),
        needs("case_name"),
        needs("paper_name"),
        may("paper_number"),
        asks("sent_on"),
        asks("filed_matter"),
        needs("summary"),
        asks("issuers"),
        may("attachments"),
        may("copies"),
    ),
    addressee="{superior}",
    issuers="{issuers}",
    heading="文件",
    body=(
        say(
            "本院办理{case_name}，于{sent_on}收到{paper_name}。"
            "根据{filed_matter}的规定，现报请备案。",
            when="filed_matter=judgment",
        ),
        say(
            "本院于{sent_on}登记{case_name}。根据{filed_matter}的规定，现报请备案。",
            when="filed_matter=major_lead",
        ),
        say(
            "本院办理{case_name}，于{sent_on}制发{paper_name}。"
            "根据{filed_matter}的规定，现报请备案。",
            when="filed_matter=pil_suggestion|governance_suggestion|suspension|complaint",
        ),
        say("文书文号：{paper_number}。"),
        head("基本情况"),
        say("{summary}"),
        say("特此报告。"),
    ),
)

ESCALATION_REPORT: Final = PaperDefinition(
    key="escalation_report",
    title="关于{unit}未按{suggestion_act}整改情况的{escalation_way}",
    family=PaperFamily.OFFICIAL,
    layout=CaseLayout.GENERAL,
    basis="检察建议工作规定第25条；办案规则第45条",
    fields=(
        needs("receiver", basis="检察建议工作规定第25条"),
        asks("escalation_way", basis="检察建议工作规定第25条"),
        needs("unit"),
        needs("suggestion_number"),
        needs("served_on"),
        needs("problems"),
        asks("urged", basis="检察建议工作规定第24、25条"),
        asks("situation", basis="检察建议工作规定第25条"),
        asks("request"),
        asks("issuers", when="escalation_way=report"),
        may("attachments"),
        may("copies"),
    ),
    citation=(("", f"{ADVICE}第二十五条"),),
    addressee="{receiver}",
    issuers="{issuers}",
    heading="文件",
    body=(
        say(
            "本院于{served_on}向{unit}送达{suggestion}（{suggestion_number}），建议其整改下列问题："
        ),
        say("{problems}"),
        head("督促落实情况"),
        say("{urged}"),
        head("未整改或者整改不到位的情况"),
        say("{situation}"),
        head("有关建议"),
        say("根据{citation}的规定，经检察长决定，现将有关情况{escalation_way}如上。"),
        say("{request}"),
        say("特此{escalation_way}。"),
    ),
)

PROMOTION_MINUTES: Final = PaperDefinition(
    key="promotion_minutes",
    title="{case_name}工作推进会纪要",
    family=PaperFamily.OFFICIAL,
    layout=CaseLayout.GENERAL,
    basis="本院设定",
    fields=(
        needs("case_name"),
        asks("at_words"),
        asks("place"),
        asks("chair"),
        asks("present"),
        asks("agenda"),
        asks("discussed"),
        asks("agreed"),
        asks("duty_list"),
        may("copies"),
    ),
    heading="会议纪要",
    body=(
        say("{at_words}，{chair}在{place}主持召开工作推进会。现纪要如下："),
        head("会议议程"),
        say("{agenda}"),
        head("讨论情况"),
        say("{discussed}"),
        head("议定事项"),
        say("{agreed}"),
        head("责任清单"),
        say("{duty_list}"),
        say("出席：{present}。"),
    ),
    is_public=True,
    is_sealed=False,
)

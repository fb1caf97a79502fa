"""Follow-up, recusal, and the papers of reconciliation and deposit."""

from typing import Final

from xiezhi.documents.papers.case.definitions import (
    RULES,
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

FOLLOW_UP_RECORD: Final = PaperDefinition(
    key="follow_up_record",
    title="跟进调查笔录",
    family=PaperFamily.OWN,
    layout=CaseLayout.RECORD,
    basis="办案规则第36、77、82条",
    fields=(
        needs("case_name"),
        needs("organ"),
        needs("suggestion_number"),
        needs("served_on"),
        needs("rectify_due", basis="办案规则第75条"),
        asks("checked_on", basis="办案规则第77条"),
        asks("place", basis="办案规则第77条"),
        needs("investigators", basis="办案规则第36条"),
        asks("recorder"),
        may("present"),
        asks("findings", basis="办案规则第77条"),
        asks("performance", basis="办案规则第77条"),
        asks("checked"),
        may("failures", basis="办案规则第82条"),
        may("notes"),
        may("attachments"),
    ),
    heads=(
        ("案件名称", "{case_name}"),
        ("行政机关", "{organ}"),
        ("检察建议", "{suggestion_number}（{served_on}送达）"),
        ("整改期限", "至{rectify_due}"),
        ("核查日期", "{checked_on}"),
        ("核查地点", "{place}"),
        ("检察人员", "{investigators}"),
        ("参加人员", "{present}"),
        ("记录人", "{recorder}"),
    ),
    body=(
        head("公益受到侵害的现状"),
        say("{findings}"),
        head("行政机关履行职责情况"),
        say("{performance}"),
        head("核查结论"),
        say("{checked}。"),
        say(f"具有{RULES}第八十二条规定的下列情形：", when="failures"),
        say("{failures}"),
        head("其他情况"),
        say("{notes}"),
    ),
    signed_by=(),
    signs=("检察人员", "检察人员", "行政机关在场人员", "其他参加人员", "记录人"),
)

RECUSAL_DECISION: Final = PaperDefinition(
    key="recusal_decision",
    title="回避决定书",
    family=PaperFamily.JUDICIAL,
    layout=CaseLayout.DECISION,
    basis="办案规则第19至23条",
    codes=("公回", "检回"),
    fields=(
        needs("case_name"),
        asks("applicant"),
        asks("applied_on", basis="办案规则第23条"),
        asks("recused", basis="办案规则第19条"),
        asks("claimed", basis="办案规则第21条"),
        asks("recusal_result", basis="办案规则第23条"),
        asks("reasons"),
        asks("decided_by", basis="办案规则第22条"),
    ),
    citation=(("", f"{RULES}第十九条、第二十二条、第二十三条"),),
    addressee="{applicant}",
    body=(
        say("本院于{applied_on}收到你（你单位）在{case_name}中申请{recused}回避的申请。理由是："),
        say("{claimed}"),
        say("经审查："),
        say("{reasons}"),
        say("根据{citation}的规定，经{decided_by}，{recusal_result}。"),
        say(
            "如不服本决定，可以在接到本决定时向本院申请复议一次。"
            "复议期间，被申请回避的人员不停止参与本案工作。",
            when="recusal_result=refused",
        ),
    ),
)

RECUSAL_REVIEW: Final = PaperDefinition(
    key="recusal_review",
    title="回避复议决定书",
    family=PaperFamily.JUDICIAL,
    layout=CaseLayout.DECISION,
    basis="办案规则第23条",
    codes=("公回复", "检回复"),
    fields=(
        needs("case_name"),
        needs("applicant"),
        needs("decision_number"),
        needs("decided_on"),
        asks("review_asked_on", basis="办案规则第23条"),
        asks("recused"),
        asks("reasons"),
        asks("recusal_review_result", basis="办案规则第23条"),
    ),
    citation=(("", f"{RULES}第二十三条"),),
    addressee="{applicant}",
    body=(
        say(
            "你（你单位）不服本院{decided_on}作出的{decision_number}关于{recused}回避的决定，"
            "于{review_asked_on}就{case_name}申请复议。经复议："
        ),
        say("{reasons}"),
        say("根据{citation}的规定，决定如下：{recusal_review_result}。"),
    ),
)

SETTLEMENT_AGREEMENT: Final = PaperDefinition(
    key="settlement_agreement",
    title="和解协议书",
    family=PaperFamily.JUDICIAL,
    layout=CaseLayout.RECORD,
    basis="人民检察院刑事诉讼规则第498条",
    fields=(
        asks("party_a"),
        asks("party_b"),
        needs("facts"),
        asks("apology", basis="刑事诉讼法第288条"),
        asks("compensation_terms", basis="人民检察院刑事诉讼规则第499条"),
        asks("forgiveness", basis="刑事诉讼法第288条"),
        may("notes"),
    ),
    heads=(
        ("甲方", "{party_a}"),
        ("乙方", "{party_b}"),
    ),
    body=(
        head("案件基本事实"),
        say("{facts}"),
        head("悔罪和赔礼道歉"),
        say("{apology}"),
        head("赔偿损失的数额、方式和期限"),
        say("{compensation_terms}"),
        head("被害人的谅解和意见"),
        say("{forgiveness}"),
        head("其他约定"),
        say("{notes}"),
        say(
            "双方自愿达成本协议，内容真实、合法。本协议一式三份，双方当事人各持一份，"
            "另一份交人民检察院附卷备查。"
        ),
    ),
    signed_by=(),
    signs=("甲方", "乙方"),
    has_office=False,
)

ESCROW_NOTICE: Final = PaperDefinition(
    key="escrow_notice",
    title="赔偿保证金提存公证通知书",
    family=PaperFamily.JUDICIAL,
    layout=CaseLayout.DECISION,
    basis="本院设定",
    codes=("提存", "检提存"),
    fields=(
        needs("suspect"),
        needs("charge"),
        needs("victim"),
        asks("notary"),
        asks("applied_on"),
        asks("reasons"),
        asks("amount"),
        asks("own_rule"),
    ),
    addressee="{notary}",
    body=(
        say(
            "本院办理的{suspect}涉嫌{charge}一案，{suspect}自愿认罪认罚，于{applied_on}"
            "申请提存赔偿保证金。经审查："
        ),
        say("{reasons}"),
        say(
            "根据{own_rule}的规定，请你处依法办理提存公证，提存金额为人民币{amount}，"
            "提存受领人为{victim}。办理后请将公证书送本院附卷，并依法通知提存受领人。"
        ),
        say("提存款项由你处依法保管，本院不收取、不经手、不保管提存款项。"),
    ),
)

ESCROW_RELEASE_NOTICE: Final = PaperDefinition(
    key="escrow_release_notice",
    title="赔偿保证金提取通知书",
    family=PaperFamily.JUDICIAL,
    layout=CaseLayout.DECISION,
    basis="本院设定",
    codes=("提取", "检提取"),
    fields=(
        needs("suspect"),
        needs("charge"),
        needs("victim"),
        needs("notary"),
        needs("deposited_on"),
        asks("reasons"),
        asks("amount"),
        asks("own_rule"),
    ),
    addressee="{notary}",
    body=(
        say("{suspect}涉嫌{charge}一案，赔偿保证金已于{deposited_on}在你处提存。经审查："),
        say("{reasons}"),
        say(
            "根据{own_rule}的规定，提存受领人{victim}符合提取条件，请你处依法办理提取手续，"
            "提取金额为人民币{amount}。办理后请将提取凭证送本院附卷。"
        ),
        label("注意事项"),
        say("请核验提存受领人身份；由他人代领的，核验委托手续。"),
    ),
)

"""In court: suit, attendance, appeal, withdrawal, changed claims, support. 办案规则第46至64、81至103条."""

from typing import Final

from xiezhi.documents.papers.case.definitions import (
    ADMINISTRATIVE,
    CIVIL,
    RULES,
    CaseLayout,
    PaperDefinition,
    asks,
    label,
    may,
    needs,
    say,
)
from xiezhi.documents.papers.forms import PaperFamily

_CIVIL_LAW: Final = "《中华人民共和国民事诉讼法》第五十八条第二款"
_SUIT: Final = (
    ("flow=administrative", f"《中华人民共和国行政诉讼法》第二十五条第四款、{RULES}第八十一条"),
    ("flow=civil", f"{_CIVIL_LAW}、{RULES}第九十六条"),
    ("flow=criminal_civil", f"{_CIVIL_LAW}、{RULES}第九十七条"),
)

COMPLAINT: Final = PaperDefinition(
    key="complaint",
    title="公益诉讼起诉书",
    family=PaperFamily.JUDICIAL,
    layout=CaseLayout.DECISION,
    basis="办案规则第46条",
    codes=("行公诉", "民公诉", "刑附民公诉"),
    fields=(
        needs("flow"),
        needs("case_name"),
        asks("defendant_particulars", basis="办案规则第46条第2款第2项"),
        asks("claims", basis="办案规则第46条第2款第3项"),
        needs("harm", basis="办案规则第46条第2款第3项"),
        asks("duty", when=ADMINISTRATIVE),
        needs("suggested_on", when=ADMINISTRATIVE, basis="办案规则第81条"),
        needs("suggestion_number", when=ADMINISTRATIVE),
        asks("presuit", when=ADMINISTRATIVE, basis="办案规则第81、82条"),
        asks("unlawful", when=CIVIL),
        needs("announced_on", when="flow=civil", basis="办案规则第91条"),
        asks("opinion_words", basis="办案规则第46条第2款第3项"),
        asks("court", basis="检察公益诉讼解释第5条"),
        may("attachments"),
    ),
    citation=_SUIT,
    body=(
        say("公益诉讼起诉人：{office}。"),
        say("{defendant_particulars}"),
        label("诉讼请求"),
        say("{claims}"),
        label("事实和理由"),
        say("本院办理{case_name}，现查明："),
        say("{harm}"),
        say("{duty}"),
        say("{unlawful}"),
        say(
            "本院于{suggested_on}向被告发出{suggestion}（{suggestion_number}），督促其依法履行职责。"
        ),
        say("{presuit}"),
        say(
            "本院于{announced_on}依法发布公告。公告期满后，没有适格主体提起诉讼，"
            "社会公共利益仍然处于受损害状态。"
        ),
        say("本院认为："),
        say("{opinion_words}"),
        say("根据{citation}的规定，现向你院提起诉讼，请依法裁判。"),
    ),
    court="{court}",
)

COURT_ATTENDANCE: Final = PaperDefinition(
    key="court_attendance",
    title="派员出庭通知书",
    family=PaperFamily.JUDICIAL,
    layout=CaseLayout.DECISION,
    basis="办案规则第49、63条；检察公益诉讼解释第8条",
    codes=("行公出", "民公出", "公出"),
    fields=(
        needs("case_name"),
        needs("court"),
        needs("court_case_number"),
        needs("noticed_on", basis="办案规则第49条第2款"),
        asks("court_staff", basis="办案规则第49条第2款"),
    ),
    citation=(("", f"{RULES}第四十九条"),),
    addressee="{court}",
    body=(
        say(
            "你院{noticed_on}送达的{court_case_number}案件出庭通知书收悉。根据{citation}的规定，"
            "本院指派下列人员就{case_name}出席法庭："
        ),
        say("{court_staff}"),
        say(
            "出庭检察人员依法履行下列职责：宣读公益诉讼起诉书；对人民检察院调查收集的证据"
            "予以出示和说明，对相关证据进行质证；参加法庭调查、进行辩论，并发表出庭意见；"
            "依法从事其他诉讼活动。"
        ),
    ),
)

APPEAL: Final = PaperDefinition(
    key="appeal",
    title="公益诉讼上诉书",
    family=PaperFamily.JUDICIAL,
    layout=CaseLayout.DECISION,
    basis="办案规则第58、59条",
    codes=("行公上", "民公上"),
    fields=(
        needs("case_name"),
        asks("defendant_particulars", basis="办案规则第59条第2项"),
        needs("court", basis="办案规则第59条第3项"),
        needs("judgment_number", basis="办案规则第59条第3项"),
        needs("judged_on"),
        asks("claims", basis="办案规则第59条第4项"),
        asks("reasons", basis="办案规则第59条第4项"),
        asks("higher_court", basis="办案规则第60条"),
        may("attachments"),
    ),
    citation=(("", f"{RULES}第五十八条、第五十九条"),),
    body=(
        say("公益诉讼上诉人（原审公益诉讼起诉人）：{office}。"),
        say("{defendant_particulars}"),
        say(
            "上诉人就{case_name}，不服{court}于{judged_on}作出的{judgment_number}判决（裁定），"
            "现提出上诉。"
        ),
        label("上诉请求"),
        say("{claims}"),
        label("事实和理由"),
        say("{reasons}"),
        say("综上，原审判决（裁定）确有错误。根据{citation}的规定，特提出上诉，请依法裁判。"),
    ),
    court="{higher_court}",
)

WITHDRAWAL_DECISION: Final = PaperDefinition(
    key="withdrawal_decision",
    title="撤回起诉决定书",
    family=PaperFamily.JUDICIAL,
    layout=CaseLayout.DECISION,
    basis="办案规则第84、99条",
    codes=("行公撤", "民公撤"),
    fields=(
        needs("flow"),
        needs("case_name"),
        needs("court"),
        needs("complaint_number"),
        needs("sued_on"),
        asks("reasons", basis="办案规则第84、99条"),
    ),
    citation=(
        (ADMINISTRATIVE, f"{RULES}第八十四条"),
        (CIVIL, f"{RULES}第九十九条第二款"),
    ),
    addressee="{court}",
    body=(
        say("本院于{sued_on}以{complaint_number}公益诉讼起诉书，就{case_name}向你院提起诉讼。"),
        say("审理过程中："),
        say("{reasons}"),
        say("诉讼请求已经全部实现。根据{citation}的规定，经检察长决定，本院撤回起诉。"),
    ),
)

CLAIM_CHANGE_DECISION: Final = PaperDefinition(
    key="claim_change_decision",
    title="变更诉讼请求决定书",
    family=PaperFamily.JUDICIAL,
    layout=CaseLayout.DECISION,
    basis="办案规则第84条",
    codes=("行公变", "民公变"),
    fields=(
        needs("flow"),
        needs("case_name"),
        needs("court"),
        needs("complaint_number"),
        needs("sued_on"),
        asks("old_claims"),
        asks("claims", basis="办案规则第84条"),
        asks("reasons", basis="办案规则第84条"),
    ),
    citation=(
        (ADMINISTRATIVE, f"{RULES}第八十四条"),
        (CIVIL, f"{RULES}第九十八条"),
    ),
    addressee="{court}",
    body=(
        say("本院于{sued_on}以{complaint_number}公益诉讼起诉书，就{case_name}向你院提起诉讼。"),
        label("原诉讼请求"),
        say("{old_claims}"),
        label("变更诉讼请求的理由"),
        say("{reasons}"),
        label("变更后的诉讼请求"),
        say("{claims}"),
        say("根据{citation}的规定，经检察长决定，本院变更诉讼请求如上。"),
    ),
)

SUPPORT_OPINION: Final = PaperDefinition(
    key="support_opinion",
    title="支持起诉意见书",
    family=PaperFamily.JUDICIAL,
    layout=CaseLayout.DECISION,
    basis="办案规则第100、101条",
    codes=("民公支", "公支"),
    fields=(
        needs("plaintiff", basis="办案规则第100条"),
        needs("defendant"),
        needs("court"),
        asks("matter"),
        asks("support_ground", basis="办案规则第100条"),
        asks("facts"),
        asks("opinion_words"),
        may("attachments"),
    ),
    citation=(("", f"《中华人民共和国民事诉讼法》第五十八条、{RULES}第一百条、第一百零一条"),),
    addressee="{court}",
    body=(
        say("{plaintiff}诉{defendant}一案，属于{support_ground}。"),
        say("{matter}"),
        say("经审查："),
        say("{facts}"),
        say("本院认为："),
        say("{opinion_words}"),
        say("根据{citation}的规定，本院支持{plaintiff}向你院提起诉讼，请依法审理。"),
    ),
)

SUPPORT_WITHDRAWAL: Final = PaperDefinition(
    key="support_withdrawal",
    title="撤回支持起诉决定书",
    family=PaperFamily.JUDICIAL,
    layout=CaseLayout.DECISION,
    basis="办案规则第102条",
    codes=("民公撤支", "公撤支"),
    fields=(
        needs("plaintiff"),
        needs("defendant"),
        needs("court"),
        needs("supported_on"),
        asks("support_end_ground", basis="办案规则第102条第1款"),
        asks("reasons"),
        asks("copies", basis="办案规则第102条第2款"),
    ),
    citation=(("", f"{RULES}第一百零二条"),),
    addressee="{court}",
    body=(
        say("{plaintiff}诉{defendant}一案，本院于{supported_on}向你院提交支持起诉意见书。现查明："),
        say("{reasons}"),
        say("{support_end_ground}。根据{citation}的规定，本院决定撤回支持起诉。"),
    ),
)

CASE_TRANSFER: Final = PaperDefinition(
    key="case_transfer",
    title="移送案件意见书",
    family=PaperFamily.JUDICIAL,
    layout=CaseLayout.DECISION,
    basis="办案规则第16、79、94条",
    codes=("行公移", "民公移"),
    fields=(
        needs("flow"),
        needs("case_name"),
        needs("filed_on"),
        needs("receiver", basis="办案规则第16条"),
        asks("facts"),
        asks("reasons", basis="办案规则第16条"),
        asks("attachments"),
    ),
    citation=(
        (ADMINISTRATIVE, f"{RULES}第十六条、第七十九条第三项"),
        (CIVIL, f"{RULES}第十六条、第九十四条第三项"),
    ),
    addressee="{receiver}",
    body=(
        say("本院办理的{case_name}，于{filed_on}立案，现已审查终结。经审查："),
        say("{facts}"),
        say("{reasons}"),
        say(
            "根据{citation}的规定，现将该案移送你院处理，案卷材料一并移送。"
            f"根据{RULES}第四十七条第三款的规定，审查起诉期限自你院收到案件之日起计算。"
        ),
    ),
)

"""Before a suit: suggestion, suspension, review, termination, announcement. 办案规则第74至95条."""

from typing import Final, TypeAlias

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
from xiezhi.documents.papers.wording import han_number

Citations: TypeAlias = tuple[tuple[str, str], ...]

PIL_SUGGESTION: Final = PaperDefinition(
    key="pil_suggestion",
    title="检察建议书",
    family=PaperFamily.JUDICIAL,
    layout=CaseLayout.DECISION,
    basis="办案规则第75条；检察公益诉讼解释第21条",
    codes=("行公建",),
    fields=(
        needs("organ", basis="办案规则第75条第2款第1项"),
        needs("case_name"),
        needs("clue"),
        needs("source", basis="办案规则第75条第2款第2项"),
        needs("filed_on"),
        needs("harm", basis="办案规则第75条第2款第3项"),
        asks("duty", basis="办案规则第75条第2款第4项"),
        asks("failure", basis="办案规则第75条第2款第4项"),
        asks("law", basis="办案规则第75条第2款第5项"),
        asks("advice", basis="办案规则第75条第2款第6项"),
        asks("rectify_within", basis="办案规则第75条第2款第7项"),
        asks("reply_within", basis="检察公益诉讼解释第21条第2款"),
        may("urgent_reason", basis="检察公益诉讼解释第21条第2款"),
        may("notes", basis="办案规则第75条第2款第8项"),
        may("contact_person"),
        may("contact_telephone"),
        may("attachments"),
        may("copies"),
    ),
    citation=(("", f"《中华人民共和国行政诉讼法》第二十五条第四款、{RULES}第七十五条"),),
    addressee="{organ}",
    body=(
        say(
            "本院在履行公益诉讼检察职责中发现{clue}的案件线索，于{filed_on}对{case_name}立案。"
            "案件来源：{source}。现已调查终结。"
        ),
        head("国家利益或者社会公共利益受到侵害的事实"),
        say("{harm}"),
        head("你单位不依法履行职责的事实和理由"),
        say("{duty}"),
        say("{failure}"),
        head("法律依据"),
        say("{law}"),
        head("建议内容"),
        say("根据{citation}的规定，现向你单位提出如下{act}："),
        say("{advice}"),
        head("整改期限和回复期限"),
        say("整改期限：自收到本{title}之日起{rectify_within}。请你单位在整改期限内依法履行职责。"),
        say("因{urgent_reason}，情况紧急，请尽快处理。"),
        say("回复期限：请自收到本{title}之日起{reply_within}内，将办理情况书面回复本院。"),
        say("联系人：{contact_person}，电话：{contact_telephone}。"),
        head("其他需要说明的事项"),
        say("{notes}"),
    ),
)

SUSPENSION_DECISION: Final = PaperDefinition(
    key="suspension_decision",
    title="中止审查决定书",
    family=PaperFamily.JUDICIAL,
    layout=CaseLayout.DECISION,
    basis="办案规则第78条",
    codes=("行公中",),
    fields=(
        needs("organ"),
        needs("case_name"),
        needs("suggestion_number"),
        needs("served_on"),
        needs("rectify_due", basis="办案规则第78条"),
        asks("measure_on", basis="办案规则第78条第1款"),
        asks("measure_taken", basis="办案规则第78条第1款"),
        asks("obstacle", basis="办案规则第78条第1款"),
        asks("diligence", basis="办案规则第78条第1款"),
    ),
    citation=(("", f"{RULES}第七十八条"),),
    addressee="{organ}",
    body=(
        say(
            "本院办理{case_name}，于{served_on}向你单位送达{suggestion}（{suggestion_number}），"
            "整改期限至{rectify_due}。经审查："
        ),
        say("你单位于{measure_on}依法作出行政决定或者制定整改方案。"),
        say("{measure_taken}"),
        say("因下列客观原因，不能在整改期限内全部整改到位："),
        say("{obstacle}"),
        say("你单位没有怠于履行监督管理职责的情形。"),
        say("{diligence}"),
        say(
            "根据{citation}的规定，经检察长批准，本院决定对本案中止审查。"
            "中止审查的原因消除后，本院将恢复审查。"
        ),
    ),
)

RESUMPTION_DECISION: Final = PaperDefinition(
    key="resumption_decision",
    title="恢复审查决定书",
    family=PaperFamily.JUDICIAL,
    layout=CaseLayout.DECISION,
    basis="办案规则第78条第2款",
    codes=("行公恢",),
    fields=(
        needs("organ"),
        needs("case_name"),
        needs("suspended_on", basis="办案规则第78条第2款"),
        needs("suspension_number"),
        asks("cause_gone", basis="办案规则第78条第2款"),
        asks("resumed_on"),
    ),
    citation=(("", f"{RULES}第七十八条第二款"),),
    addressee="{organ}",
    body=(
        say("本院于{suspended_on}以{suspension_number}中止审查决定书，决定对{case_name}中止审查。"),
        say("经核实，中止审查的原因已经消除："),
        say("{cause_gone}"),
        say(
            "根据{citation}的规定，本院决定自{resumed_on}起恢复审查。请你单位继续依法全面履行职责。"
        ),
    ),
)

REVIEW_REPORT: Final = PaperDefinition(
    key="review_report",
    title="审查终结报告",
    family=PaperFamily.JUDICIAL,
    layout=CaseLayout.REPORT,
    basis="办案规则第79、94条",
    fields=(
        needs("flow"),
        needs("case_name"),
        needs("filed_on"),
        needs("organ", when=ADMINISTRATIVE),
        needs("suggestion_number", when=ADMINISTRATIVE),
        needs("served_on", when=ADMINISTRATIVE),
        needs("rectify_due", when=ADMINISTRATIVE, basis="办案规则第47条第1款"),
        may("replied_on", when=ADMINISTRATIVE),
        may("reply_words", when=ADMINISTRATIVE),
        needs("wrongdoer", when=CIVIL),
        needs("announced_on", when=CIVIL, basis="办案规则第91条"),
        asks("announcement_result", when=CIVIL, basis="办案规则第93条"),
        needs("investigators", basis="办案规则第36条"),
        asks("follow_up", basis="办案规则第77、93条"),
        may("failures", when=ADMINISTRATIVE, basis="办案规则第82条"),
        asks("review_conclusion", basis="办案规则第79、94条"),
        asks("reasons"),
        needs("handler"),
    ),
    citation=(
        (ADMINISTRATIVE, f"{RULES}第七十九条"),
        (CIVIL, f"{RULES}第九十四条"),
    ),
    body=(
        say("{case_name}于{filed_on}立案，现已审查终结。根据{citation}的规定，报告如下："),
        head("检察建议及回复情况"),
        say(
            "本院于{served_on}向{organ}送达{suggestion}（{suggestion_number}），整改期限至{rectify_due}。"
        ),
        say("{organ}于{replied_on}书面回复。"),
        say("{reply_words}"),
        head("公告及有关主体起诉情况"),
        say("违法行为人为{wrongdoer}。本院于{announced_on}发布公告，公告期已满。"),
        say("{announcement_result}"),
        head("跟进调查情况"),
        say("检察人员{investigators}进行了跟进调查。"),
        say("{follow_up}"),
        head("对履行职责情况的认定"),
        say(
            f"具有{RULES}第八十二条规定的下列情形，可以认定行政机关未依法履行职责：",
            when="failures",
        ),
        say("{failures}"),
        head("处理意见"),
        say("{reasons}"),
        say("综上，建议{review_conclusion}。妥否，请审批。"),
    ),
    signed_by=("承办检察官：{handler}",),
)

_ADMIN_GROUNDS: Final = ("not_unlawful", "protected", "rectified", "other")
_CIVIL_GROUNDS: Final = (
    "no_unlawful_act",
    "compensation",
    "kin_object",
    "suit_by_other",
    "protected",
    "other",
)


def _grounds(field: str, grounds: tuple[str, ...], article: str, later: str) -> Citations:
    """Return the item each ground stands in; after the suggestion or 公告 a later article too."""
    return tuple(
        (f"{field}={ground}&stage={stage}", f"{RULES}{article}第一款第{han_number(place)}项{more}")
        for place, ground in enumerate(grounds, start=1)
        for stage, more in (("investigation", ""), ("review", f"、{later}"))
    )


TERMINATION_DECISION: Final = PaperDefinition(
    key="termination_decision",
    title="终结案件决定书",
    family=PaperFamily.JUDICIAL,
    layout=CaseLayout.DECISION,
    basis="办案规则第74、80、90、95条",
    codes=("行公终", "民公终"),
    fields=(
        needs("flow"),
        needs("case_name"),
        needs("filed_on"),
        needs("organ", when=ADMINISTRATIVE, basis="办案规则第74条第2款"),
        asks("stage"),
        needs("suggestion_number", when=f"{ADMINISTRATIVE}&stage=review"),
        asks("facts"),
        asks("admin_ground", when=ADMINISTRATIVE, basis="办案规则第74条第1款"),
        asks("civil_ground", when=CIVIL, basis="办案规则第90条第1款"),
        may("addressee", when=CIVIL),
    ),
    citation=(
        *_grounds("admin_ground", _ADMIN_GROUNDS, "第七十四条", "第八十条"),
        *_grounds("civil_ground", _CIVIL_GROUNDS, "第九十条", "第九十五条"),
    ),
    addressee="{organ}{addressee}",
    body=(
        say("本院于{filed_on}对{case_name}立案。"),
        say("本院向你单位提出{suggestion}（{suggestion_number}）后，依法进行了跟进调查。"),
        say("现查明："),
        say("{facts}"),
        say(
            "本院认为，{admin_ground}。根据{citation}的规定，经检察长决定，终结本案。",
            when=ADMINISTRATIVE,
        ),
        say("本院认为，{civil_ground}。根据{citation}的规定，经检察长决定，终结本案。", when=CIVIL),
    ),
)

ANNOUNCEMENT: Final = PaperDefinition(
    key="announcement",
    title="公告",
    family=PaperFamily.OFFICIAL,
    layout=CaseLayout.GENERAL,
    basis="办案规则第91条；检察公益诉讼解释第13条",
    codes=("民公告", "公告"),
    fields=(
        needs("case_name"),
        needs("wrongdoer"),
        needs("harm", basis="办案规则第91条第1款第1项"),
        may("compensation", basis="办案规则第91条第1款第2项"),
        may("kin", basis="办案规则第92条"),
        asks("announced_within", basis="办案规则第91条第2款"),
        asks("contact_person", basis="办案规则第91条第1款第4项"),
        asks("contact_telephone", basis="办案规则第91条第1款第4项"),
    ),
    citation=(("", f"《中华人民共和国民事诉讼法》第五十八条第二款、{RULES}第九十一条"),),
    body=(
        say("本院在办理{case_name}中查明：{wrongdoer}实施了损害社会公共利益的行为。"),
        say("{harm}"),
        say(
            "根据{citation}的规定，现予公告。法律规定的机关和有关组织等适格主体"
            "可以就上述行为依法向人民法院提起诉讼。"
        ),
        say("{compensation}，请赔偿权利人依法启动生态环境损害赔偿程序。"),
        say("{kin}，同意本院提起民事公益诉讼或者拟自行提起民事诉讼的，请书面告知本院。"),
        say(
            "公告期限：自本公告发布之日起{announced_within}。"
            "拟提起诉讼的，请在公告期限内将有关情况书面告知本院。"
        ),
        say("联系人：{contact_person}，联系电话：{contact_telephone}。"),
    ),
    is_public=True,
)

KIN_INQUIRY: Final = PaperDefinition(
    key="kin_inquiry",
    title="关于征询是否提起民事诉讼意见的函",
    family=PaperFamily.OFFICIAL,
    layout=CaseLayout.LETTER,
    basis="办案规则第92条；检察公益诉讼解释第13条",
    fields=(
        needs("case_name"),
        asks("kin_person", basis="办案规则第92条"),
        needs("harm"),
        asks("answer_by_day"),
        asks("contact_person"),
        asks("contact_telephone"),
    ),
    citation=(("", f"{RULES}第九十二条"),),
    addressee="{kin_person}",
    body=(
        say("本院正在办理{case_name}。经查："),
        say("{harm}"),
        say(
            "根据{citation}的规定，现征询您的意见：是否自行向人民法院提起民事诉讼，"
            "是否同意人民检察院提起民事公益诉讼。请于{answer_by_day}前书面告知本院。"
        ),
        say("特此函询。"),
    ),
)

"""One set of field values for each paper of the procedures, invented; people by role and number."""

from collections.abc import Mapping
from datetime import date
from typing import Final

from xiezhi.documents.papers.case.composing import holds
from xiezhi.documents.papers.case.registry import case_papers, definition
from xiezhi.documents.papers.case.values import CasePaperValues, Filled

OFFICE: Final = "达拉特旗人民检察院"
ORGAN: Final = "达拉特旗住房和城乡建设局"
SUPERIOR: Final = "鄂尔多斯市人民检察院"
COURT: Final = "达拉特旗人民法院"
CASE: Final = "督促达拉特旗住房和城乡建设局履行消防水鹤监管职责行政公益诉讼案"
DATED: Final = date(2026, 6, 12)

FACTS: Final[Mapping[str, Filled]] = {
    "addressee": "达拉特旗展旦召苏木人民政府",
    "admin_ground": "rectified",
    "advice": (
        "1. 对损坏的消防水鹤及时维修，恢复供水能力。\n"
        "2. 会同有关部门依法清除埋压、圈占消防水鹤的围挡和堆放物。\n"
        "3. 建立市政消防水源日常巡查维护制度。"
    ),
    "agenda": "1. 通报案件办理情况。\n2. 研究消防水鹤维修和管护责任。",
    "agency": "内蒙古自治区环境损害司法鉴定中心01",
    "agreed": "双方同意，于2026年6月底前完成损坏水鹤维修，并建立按月巡查制度。",
    "amount": "伍万元（50000元）",
    "announced_on": date(2026, 4, 1),
    "announced_within": "三十日",
    "announcement_result": "公告期内，赔偿权利人未启动生态环境损害赔偿程序，没有适格主体提起诉讼。",
    "answer_by_day": date(2026, 6, 30),
    "answered": "住房和城乡建设局说明，部分水鹤因道路改造移位，维修经费已列入计划。",
    "apology": "甲方真诚悔罪，已当面向乙方赔礼道歉。",
    "applicant": "申请人01",
    "applied_on": date(2026, 6, 8),
    "approach": "以消防水源的建设、维护责任为主线，先现场核实，后查阅档案，再询问有关人员。",
    "area": "安全生产（消防安全）",
    "at_words": "2026年6月10日9时30分至11时10分",
    "attachments": ["现场照片12张", "消防水鹤位置图"],
    "case_name": CASE,
    "causation": "排放行为与水体污染之间具有因果关系，违法行为人主观上具有过错。",
    "cause_gone": "2026年6月1日，冻土消融，维修施工条件已经具备。",
    "chair": "承办检察官02",
    "charge": "故意伤害",
    "checked": "partly",
    "checked_on": date(2026, 6, 10),
    "chief_opinion": "同意立案。",
    "civil_ground": "protected",
    "claimed": "被申请人曾在案涉行政机关任职。",
    "claims": (
        "1. 确认被告未依法履行消防水鹤监督管理职责的行为违法。\n2. 判令被告依法履行监督管理职责。"
    ),
    "clue": "展旦召苏木消防水鹤损坏、被占用",
    "collected": "拍摄现场照片12张、录像1段，测量水鹤出水口压力3处。",
    "commission_kind": "appraisal",
    "compensation": "yes",
    "compensation_terms": "甲方赔偿乙方医疗费、误工费等共计人民币30000元，签订本协议时一次付清。",
    "complaint_number": "达检行公诉〔2026〕Z1号",
    "conclusion": "suggest",
    "confirmation": "read",
    "contact_person": "承办检察官02",
    "contact_telephone": "0477-0000000",
    "copies": ["达拉特旗人民代表大会常务委员会", "达拉特旗消防救援大队"],
    "court": COURT,
    "court_case_number": "（2026）内0621行初7号",
    "court_staff": [
        {"name": "检察员02", "post": "检察官", "duty": "出庭支持公益诉讼"},
        {"name": "检察官助理03", "post": "检察官助理", "duty": "协助检察官出庭"},
    ],
    "decided_by": "chief",
    "decided_on": date(2026, 4, 10),
    "decision_number": "达检公回〔2026〕1号",
    "defendant": "某建材有限公司01",
    "defendant_particulars": (
        "被告：达拉特旗住房和城乡建设局，住所地达拉特旗树林召镇，法定代表人：局长01。"
    ),
    "department": "公益诉讼检察部门",
    "department_opinion": "同意承办检察官意见，报检察长决定。",
    "deposited_on": date(2026, 5, 20),
    "diligence": "住房和城乡建设局已签订维修合同、备足配件，并设置临时取水点和警示标志。",
    "disagreed": "苏木境内两处水鹤的产权归属仍需核实。",
    "discussed": "参会单位就维修经费、管护责任和信息共享进行了讨论。",
    "duty": (
        "《中华人民共和国消防法》第八条规定，负责公共消防设施规划实施的部门应当保证公共消防设施"
        "与其他基础设施统一建设、统一维护。根据“三定”方案，住房和城乡建设局负责市政消防水源的"
        "建设和维护。"
    ),
    "duty_list": [
        {"unit": ORGAN, "duty": "完成5处水鹤维修", "due": "2026年6月底前"},
        {"unit": "达拉特旗消防救援大队", "duty": "逐处检测出水压力", "due": "2026年7月10日前"},
    ],
    "escalation_way": "report",
    "evidence": "1. 现场勘验笔录、照片、录像。\n2. 询问笔录5份。\n3. 消防救援大队出具的检测说明。",
    "evidence_items": [
        {
            "name": "消防水鹤维护台账",
            "quantity": "1册",
            "pages": "36页",
            "origin": "住房和城乡建设局市政股",
            "remarks": "复制件",
        },
        {
            "name": "2025年度市政设施维修合同",
            "quantity": "1份",
            "pages": "12页",
            "origin": "住房和城乡建设局办公室",
            "remarks": "",
        },
    ],
    "facts": (
        "2026年6月10日，检察人员现场核查，5处损坏的消防水鹤已全部修复并恢复供水，"
        "占用水鹤的围挡、堆放物已清除。\n消防救援大队检测，出水压力符合要求。"
    ),
    "failure": (
        "截至2026年3月1日，5处损坏的消防水鹤超过六个月未维修，3处被围挡占用未清除，"
        "住房和城乡建设局未采取有效措施。"
    ),
    "failures": ["partly", "not_executed"],
    "filed_matter": "pil_suggestion",
    "filed_on": date(2026, 2, 10),
    "findings": "5处损坏水鹤中3处已修复，2处仍无法出水；占用水鹤的围挡已拆除。",
    "finish_by_day": date(2026, 7, 31),
    "flow": "administrative",
    "follow_up": "2026年6月10日，检察人员到现场逐处核查，2处水鹤仍无法出水。",
    "forgiveness": "乙方对甲方表示谅解。",
    "found_on": date(2026, 1, 20),
    "governance_conclusion": "suggest",
    "governance_ground": "oversight",
    "handler": "承办检察官02",
    "handler_opinion": "符合立案条件，建议立案。",
    "harm": (
        "2026年1月，展旦召苏木境内12处消防水鹤中，5处阀门损坏无法出水，3处被围挡、堆放物占用。\n"
        "上述情况影响灭火救援取水，社会公共利益处于受侵害状态。"
    ),
    "higher_court": "鄂尔多斯市中级人民法院",
    "holder": ORGAN,
    "investigators": ["承办检察官02", "检察官助理03"],
    "issuers": ["检察长01"],
    "judged_on": date(2026, 5, 28),
    "judgment_number": "（2026）内0621行初7号",
    "kin": "yes",
    "kin_person": "英烈近亲属01",
    "law": (
        "《中华人民共和国消防法》第二十八条规定，任何单位、个人不得损坏、挪用或者擅自拆除、停用"
        "消防设施、器材，不得埋压、圈占、遮挡消火栓或者占用防火间距。"
    ),
    "lawfulness": "建议内容符合消防法和检察建议工作规定。",
    "lead_number": "线索2026-17",
    "link": "水鹤长期无人维修，直接导致供水能力丧失。",
    "materials": "现场照片12张、水鹤技术参数1份。",
    "matter": "请求判令被告修复受损生态环境，支付修复费用。",
    "matters": "1. 公益受到侵害的事实。\n2. 行政机关的监督管理职责。\n3. 不依法履行职责的行为。",
    "measure_on": date(2026, 4, 20),
    "measure_taken": "住房和城乡建设局印发《消防水鹤维修整改方案》，明确分两批维修。",
    "measures": "现场勘验12处水鹤，询问有关人员5人，调取维护台账和合同。",
    "necessity": "同类隐患在多个苏木镇存在，确有必要。",
    "notary": "达拉特旗公证处",
    "notes": "本院将对整改情况跟进调查。",
    "noticed_on": date(2026, 6, 9),
    "objected_on": date(2026, 6, 1),
    "objection": "你单位认为展旦召苏木境内水鹤不属你单位管理。",
    "objection_result": "refused",
    "objection_within": "十日",
    "obstacle": "2026年春季持续低温，地下管线冻结，不具备开挖施工条件。",
    "old_advice": "对12处消防水鹤全部更换。",
    "old_claims": "判令被告依法履行消防水鹤监督管理职责。",
    "opinion": "file",
    "opinion_words": (
        "被告负有市政消防水源监督管理职责，经检察建议督促仍未依法全面履行职责，"
        "社会公共利益仍处于受侵害状态。"
    ),
    "organ": ORGAN,
    "own_rule": "《达拉特旗赔偿保证金提存工作办法（试行）》第五条",
    "paper_name": "检察建议书",
    "paper_number": "达检行公建〔2026〕Z3号",
    "party_a": "犯罪嫌疑人01",
    "party_b": "被害人01",
    "performance": "住房和城乡建设局维修3处，另2处因配件未到货未维修。",
    "person": "被询问人01",
    "person_particulars": "男，某局市政股工作人员",
    "place": "达拉特旗展旦召苏木加油站北200米",
    "plaintiff": "某环境保护组织01",
    "policy_result": "agree",
    "precautions": "不得采取限制人身自由和查封、扣押、冻结财产等强制性措施。",
    "present": ["特邀检察官助理04", "消防救援大队工作人员01"],
    "presuit": "检察建议整改期满后，被告仅维修3处，2处水鹤仍无法出水。",
    "problems": "1. 重点场所消防设施检查流于形式。\n2. 隐患整改没有形成闭环。",
    "provide_by_day": date(2026, 6, 20),
    "questions": "1. 水体污染程度。\n2. 生态环境修复费用。",
    "reasoning": "事实清楚，说理充分，建议具体可行。",
    "reasons": "根据查明的事实，依照有关规定，提出以下意见。",
    "receiver": SUPERIOR,
    "recorder": "书记员05",
    "rectification": "6月底前全部修复，并移交管护台账。",
    "rectify_due": date(2026, 5, 11),
    "rectify_within": "两个月",
    "recusal_result": "refused",
    "recusal_review_result": "upheld",
    "recused": "检察官助理03",
    "refusal": "被询问人认为无需签名，记录人当场注明。",
    "remarks": "线索登记表附后。",
    "replied_on": date(2026, 5, 8),
    "reply_within": "两个月",
    "reply_words": "回复称已维修3处，其余正在采购配件。",
    "request": "请予督促整改。",
    "requirements": "鉴定人员应当依法回避，并对案情保密。",
    "resumed_on": date(2026, 6, 13),
    "review_asked_on": date(2026, 6, 11),
    "review_conclusion": "sue",
    "reviewer": "法律政策研究部门检察官06",
    "schedule": "6月10日前完成现场勘验，6月20日前完成询问和调取。",
    "sent_on": date(2026, 3, 9),
    "served_on": date(2026, 3, 11),
    "situation": "整改期限届满后，仍有2处隐患未消除。",
    "source": "公益诉讼网格员反映",
    "stage": "review",
    "stated": "检察机关通报了12处水鹤的现场情况和法律依据。",
    "steps": "1. 现场勘验、无人机航拍。\n2. 查阅、复制档案。\n3. 询问有关人员。",
    "submitted_on": date(2026, 6, 1),
    "sued_on": date(2026, 5, 15),
    "suggested_on": date(2026, 3, 9),
    "suggestion_number": "达检行公建〔2026〕Z3号",
    "summary": "本院就消防水鹤损坏、被占用问题向住房和城乡建设局提出检察建议，要求两个月内整改。",
    "superior": SUPERIOR,
    "support_end_ground": "claims_dropped",
    "support_ground": "qualified",
    "supported_on": date(2026, 4, 2),
    "suspect": "犯罪嫌疑人01",
    "suspended_on": date(2026, 4, 25),
    "suspension_number": "达检行公中〔2026〕Z1号",
    "taken_on": date(2026, 6, 10),
    "talk": (
        "答：听清楚了，不申请回避。\n问：展旦召苏木的消防水鹤由谁维护？\n"
        "答：由我们市政股负责，2025年下半年以来没有专门维修。\n问：是否还有补充？\n答：没有。"
    ),
    "topic": "展旦召苏木消防水鹤维护情况",
    "unit": "达拉特旗应急管理局",
    "unknown_party": "",
    "unlawful": "违法行为人未办理环境影响评价手续，向水体排放未经处理的废水。",
    "urged": "本院承办检察官于2026年5月两次走访，并召开联席会议督促落实。",
    "urgent_reason": "水体污染持续扩大",
    "victim": "被害人01",
    "wanted": "1. 2024年以来消防水鹤巡查、维护台账。\n2. 市政设施维修合同。",
    "weather": "晴",
    "witnesses": ["嘎查工作人员01"],
    "wrongdoer": "某建材有限公司01",
}
NUMBERS: Final = {
    "announcement": "达检公告〔2026〕2号",
    "kin_inquiry": "达检函〔2026〕11号",
    "addressee_opinion": "达检函〔2026〕12号",
    "record_filing_report": "达检发〔2026〕21号",
    "escalation_report": "达检发〔2026〕22号",
    "promotion_minutes": "达检纪〔2026〕3号",
}
OTHER: Final[Mapping[str, Mapping[str, Filled]]] = {
    "inquiry_record": {"refusal": ""},
    "announcement": {
        "case_name": "某建材有限公司01污染环境民事公益诉讼案",
        "harm": "某建材有限公司01未经处理向河道排放废水，造成水体污染。",
        "kin": "",
    },
    "appeal": {
        "defendant_particulars": (
            "被上诉人（原审被告）：达拉特旗住房和城乡建设局，住所地达拉特旗树林召镇，"
            "法定代表人：局长01。"
        )
    },
    "kin_inquiry": {
        "case_name": "网络用户01侵害英雄烈士名誉民事公益诉讼案",
        "harm": "2026年4月，网络用户01在网络平台发布言论，侵害英雄烈士名誉，损害社会公共利益。",
    },
    "settlement_agreement": {
        "facts": "2026年3月2日，甲方与乙方因邻里琐事发生争执，甲方致乙方轻伤二级。",
        "notes": "乙方后续复查费用凭票据由甲方承担。",
    },
    "pil_suggestion": {"urgent_reason": ""},
    "governance_suggestion": {"urgent_reason": "", "case_name": "某单位失火案"},
    "lead_transfer_notice": {
        "clue": "邻旗境内河道非法采砂",
        "harm": "邻旗境内河道存在非法采砂，河岸受损。",
        "reasons": "违法行为发生地、损害结果地均不在本院辖区。",
    },
    "recusal_review": {"decided_on": date(2026, 6, 10)},
}
CIVIL: Final[Mapping[str, Filled]] = {
    "flow": "civil",
    "case_name": "某建材有限公司01污染环境民事公益诉讼案",
    "conclusion": "announce",
}


def sample(key: str, **other: Filled) -> CasePaperValues:
    """The paper with every field it asks for filled."""
    known = definition(key)
    chosen = {**FACTS, **OTHER.get(key, {}), **other}
    fields = {one.key: chosen[one.key] for one in known.fields if holds(one.when, chosen)}
    first = "行" if fields.get("flow", "administrative") == "administrative" else "民"
    fitting = [code for code in known.codes if code[0] not in "行民刑" or code[0] == first]
    code = fitting[0] if fitting else ""
    number = NUMBERS.get(key, f"达检{code}〔2026〕Z7号" if code else "")
    return CasePaperValues(key=key, office=OFFICE, fields=fields, number=number, dated=DATED)


KEYS: Final = tuple(one.key for one in case_papers())
SAMPLES: Final = {key: sample(key) for key in KEYS}
CIVIL_SAMPLES: Final = {
    f"{key}-civil": sample(key, **CIVIL) for key in KEYS if "flow" in definition(key).by_key
}
EVERY: Final = {**SAMPLES, **CIVIL_SAMPLES}

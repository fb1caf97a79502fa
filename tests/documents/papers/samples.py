"""One paper of each kind, invented; people appear by role and number."""

from dataclasses import replace
from datetime import date

from tests.documents.papers.case.samples import SAMPLES
from xiezhi.documents.papers.case.composing import paper_of
from xiezhi.documents.papers.fields import OPEN_DATE
from xiezhi.documents.papers.values import (
    BoxedPaper,
    ContactRecord,
    LetterPaper,
    Paper,
    PaperLayout,
    SealSlip,
    ServedPaper,
    ServiceReceipt,
)
from xiezhi.documents.papers.wording import paragraphs_of

OFFICE = "达拉特旗人民检察院"
TITLE = "关于移送展旦召苏木消防水鹤损坏公益损害问题线索的函"
BODY = """达拉特旗人民检察院在履行公益诉讼检察职责中发现，展旦召苏木境内部分消防水鹤损坏漏水、周边被占用，影响灭火救援取水，社会公共利益处于受侵害状态。根据《人民检察院公益诉讼办案规则》的有关规定，现将线索移送你局处理。
一、基本情况
（一）现场情况。2026年3月5日，公益诉讼网格员07在巡查时发现，加油站北200米处的消防水鹤阀门损坏。
（二）有关依据。《中华人民共和国消防法》第二十八条规定，任何单位、个人不得损坏、挪用或者擅自拆除、停用消防设施、器材，不得埋压、圈占、遮挡消火栓或者占用防火间距。
二、有关要求
1. 请你局依法履行监管职责，对损坏的消防水鹤及时维修；
（1）照片应当注明时间、地点。
特此函告。"""

LETTER = LetterPaper(
    heading=OFFICE,
    office_number="达检函〔2026〕5号",
    title=TITLE,
    addressees=("达拉特旗住房和城乡建设局",),
    body=paragraphs_of(BODY),
    attachments=(
        "现场照片6张",
        "消防水鹤位置图及维护责任划分说明（含展旦召苏木、王爱召镇、树林召街道三处）",
    ),
    signed_by=OFFICE,
    dated=date(2026, 3, 9),
    contact_person="承办检察官02",
    contact_telephone="0477-0000000",
    copies=("达拉特旗消防救援大队", "展旦召苏木人民政府"),
)
REPORT = LetterPaper(
    layout=PaperLayout.GENERAL,
    heading=f"{OFFICE}文件",
    office_number="达检发〔2026〕11号",
    title="达拉特旗人民检察院关于报送2026年上半年公益诉讼检察工作情况的报告",
    is_upward=True,
    issuers=("检察长01",),
    addressees=("鄂尔多斯市人民检察院",),
    body=paragraphs_of(BODY.replace("特此函告", "特此报告")),
    signed_by=OFFICE,
    dated=date(2026, 7, 1),
    copies=("达拉特旗人大常委会办公室",),
    printed_by=f"{OFFICE}办公室",
    printed_on=date(2026, 7, 2),
    copy_number="000001",
    urgency="特急",
)
RECEIPT = ServiceReceipt(
    office=OFFICE,
    addressee="达拉特旗住房和城乡建设局",
    matter="展旦召苏木消防水鹤损坏",
    papers=(ServedPaper(name=TITLE, number="达检函〔2026〕5号"),),
    way="直接送达",
    place="达拉特旗住房和城乡建设局办公室",
    deliverers=("承办检察官02", "书记员05"),
)
SLIP = SealSlip(
    office=OFFICE,
    department="公益诉讼检察部门",
    applicant="书记员05",
    paper_title=TITLE,
    paper_kind="移送函",
    addressee="达拉特旗住房和城乡建设局",
    copies=3,
    pages=2,
    applied_on=date(2026, 3, 9),
    reason="移送公益损害问题线索",
)
RECORD = ContactRecord(
    office=OFFICE,
    matter="线索 2026-17",
    way="电话",
    direction="去电",
    at_words="2026年3月20日9时30分",
    other_party="达拉特旗住房和城乡建设局",
    other_post="联络员",
    telephone="0477-0000001",
    recorded_by="书记员05",
    paper="达检函〔2026〕5号",
    spoken=("我方：请问移送函的办理情况如何？", "对方：已安排维修，完成后书面函复。"),
    outcome="3月26日再次核实。",
)
FULL_SLIP = replace(
    SLIP,
    paper_number="达检函〔2026〕5号",
    checked_by="承办检察官02：已核，无误。",
    checked_on=date(2026, 3, 9),
    department_opinion="同意，请按程序报批。",
    issued_by="检察长01：同意签发。",
    issued_on=date(2026, 3, 10),
    sealed_by="印章管理员",
    sealed_on=date(2026, 3, 10),
    rule="《达拉特旗人民检察院印章管理办法》（达检办〔2024〕3号）第六条",
    remarks="随附签发稿一份。",
)
FULL_RECEIPT = replace(
    RECEIPT,
    way="留置送达",
    is_retained=True,
    refusal="受送达人以“不属本单位职责”为由拒绝签收，送达人当场说明法律后果后将文书留置并录像。",
    witness="司法所工作人员01",
    remarks="录像存执法记录仪。",
)
_HASH = "9f86d081884c7d659a2feaa0c55ad015\na3bf4f1b2b0b822cd15d6c15b0f00a08"
CUSTODY = BoxedPaper(
    kind="custody_record",
    office=OFFICE,
    words={
        "name": "加油站北消防水鹤现场照片",
        "matter": "2026-3 督促履行消防水鹤监管职责行政公益诉讼案",
        "standing": "证据（检察官02、检察官助理03）",
        "size": "image/jpeg，2,345,678 字节",
        "received": "2026-03-05 09:30 系统接收",
        "sha256": _HASH,
        "sm3": _HASH,
        "device": "与收到的原件一致",
        "particulars": "设备型号：X-1\n拍摄时间：2026-05-04 09:30:00",
        "prepared": "检察官02 2026-03-10 10:00",
        "open": "",
        "open_day": OPEN_DATE,
    },
    lists={
        "custody_lines": [
            {
                "number": str(place),
                "at": "2026-03-09 10:12:33",
                "event": event,
                "by": "检察官助理03",
                "purpose": "核实、固定证据",
                "words": "到现场从同一角度比对、拍摄",
            }
            for place, event in enumerate(("核实", "固定为证据"), start=1)
        ]
    },
)
ALL: dict[str, Paper] = {
    "letter": LETTER,
    "general": REPORT,
    "service_receipt": RECEIPT,
    "seal_slip": SLIP,
    "contact_record": RECORD,
    "custody_record": CUSTODY,
    "judicial": paper_of(SAMPLES["pil_suggestion"]),
    "record": paper_of(SAMPLES["follow_up_record"]),
    "filing_approval": paper_of(SAMPLES["filing_approval"]),
    "evidence_list": paper_of(SAMPLES["evidence_list"]),
    "policy_review": paper_of(SAMPLES["policy_review"]),
}
# Three lines of a paragraph meet the foot of the page: the page is filled all the same.
NOTICE = LetterPaper(
    layout=PaperLayout.GENERAL,
    heading=OFFICE,
    office_number="达检发〔2026〕12号",
    title="公告",
    is_public=True,
    is_sealed=False,
    body=paragraphs_of("甲" * 26 + ("\n" + "甲" * 80) * 6),
    signed_by=OFFICE,
    dated=date(2026, 7, 1),
)
# A body without figures or marks: every full line holds as many characters as fit.
PLAIN = LetterPaper(
    layout=PaperLayout.GENERAL,
    heading=OFFICE,
    title="关于测量版心的通知",
    addressees=("各部门",),
    body=paragraphs_of("检察公益诉讼" * 400),
    signed_by=OFFICE,
    dated=date(2026, 3, 9),
)

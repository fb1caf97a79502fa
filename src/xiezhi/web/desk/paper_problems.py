"""Words for why a paper is not made: every field that is missing or contradicts another."""

from typing import Final

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from xiezhi.documents.papers.values import FaultKind
from xiezhi.kernel.errors import Param
from xiezhi.web.desk import case_paper_problems
from xiezhi.web.problem_texts import register, register_words


def register_texts() -> None:
    """Add the texts of papers' codes."""
    case_paper_problems.register_texts()
    register(_TEXTS)
    register_words("faults", fault_words)


def fault_words(faults: Param) -> str:
    """Return ``title:missing,copies:contradictory`` as a sentence a clerk can act on."""
    return _("；").join(
        _("%(field)s%(fault)s") % {"field": FIELDS.get(field, field), "fault": _fault(field, kind)}
        for field, _colon, kind in (part.partition(":") for part in str(faults).split(","))
    )


def _fault(field: str, kind: str) -> str:
    own = _OWN.get((field, kind))
    return str(own if own is not None else _KINDS[FaultKind(kind)])


_TEXTS: Final[dict[str, tuple[object, object]]] = {
    "documents.paper_faults": (
        gettext_lazy("文书还不能生成：%(faults)s。"),
        gettext_lazy("请补正后再生成，已填写的内容不会丢失。"),
    ),
    "language.not_a_judicial_number": (
        gettext_lazy("“%(typed)s”不是检察法律文书文号。"),
        gettext_lazy("文号应如“达检行公建〔2022〕1号”或“达检行公建〔2022〕Z1号”。"),
    ),
}
_KINDS: Final = {
    FaultKind.MISSING: gettext_lazy("未填写"),
    FaultKind.MALFORMED: gettext_lazy("格式不对"),
    FaultKind.CONTRADICTORY: gettext_lazy("与其他内容矛盾"),
    FaultKind.TOO_LONG: gettext_lazy("太长"),
}
_OWN: Final = {
    ("office_number", "malformed"): gettext_lazy("格式不对，应如“达检函〔2026〕5号”"),
    ("copy_number", "malformed"): gettext_lazy("格式不对，应为6位数字"),
    ("urgency", "malformed"): gettext_lazy("只能是特急或加急"),
    ("issuers", "missing"): gettext_lazy("未填写，上行文须标注"),
    ("issuers", "contradictory"): gettext_lazy("只在上行文标注"),
    ("layout", "contradictory"): gettext_lazy("不能用信函格式，上行文用一般格式"),
    ("addressees", "contradictory"): gettext_lazy("已填写，公告不写主送"),
    ("copies", "contradictory"): gettext_lazy("与主送重复"),
    ("contact", "missing"): gettext_lazy("不完整，联系人和电话要么都写，要么都不写"),
    ("printed", "contradictory"): gettext_lazy("有矛盾：信函格式不写，且印发日期不得早于成文日期"),
    ("printed", "missing"): gettext_lazy("不完整，印发机关和印发日期须一并写明"),
    ("signed_by", "contradictory"): gettext_lazy("已填写，留置送达没有签收人"),
    ("witness", "contradictory"): gettext_lazy("已填写，只有留置送达才写拒收事由和见证人"),
    ("taken_for_by", "contradictory"): gettext_lazy("与签收人不能同时填写"),
    ("sealed_on", "contradictory"): gettext_lazy("早于签发日期"),
    ("issued_by", "missing"): gettext_lazy("和签发日期未填写，未经签发不得用印"),
}
FIELDS: Final = {
    "addressee": gettext_lazy("受送达人、主送单位"),
    "addressees": gettext_lazy("主送"),
    "applicant": gettext_lazy("申请人"),
    "at_words": gettext_lazy("时间"),
    "attachments": gettext_lazy("附件名称"),
    "body": gettext_lazy("正文"),
    "contact": gettext_lazy("联系人、电话"),
    "copies": gettext_lazy("抄送、份数"),
    "copy_number": gettext_lazy("份号"),
    "department": gettext_lazy("申请部门"),
    "department_opinion": gettext_lazy("部门负责人意见"),
    "heading": gettext_lazy("发文机关标志"),
    "heads": gettext_lazy("笔录首部"),
    "issued_by": gettext_lazy("签发人"),
    "issuers": gettext_lazy("签发人"),
    "layout": gettext_lazy("版式"),
    "matter": gettext_lazy("事由"),
    "office": gettext_lazy("本院名称"),
    "office_number": gettext_lazy("发文字号"),
    "other_party": gettext_lazy("对方单位"),
    "outcome": gettext_lazy("结果"),
    "paper_title": gettext_lazy("文件标题"),
    "papers": gettext_lazy("送达文书"),
    "place": gettext_lazy("送达地点"),
    "printed": gettext_lazy("印发机关、印发日期"),
    "reason": gettext_lazy("用印事由"),
    "recorded_by": gettext_lazy("记录人"),
    "refusal": gettext_lazy("拒收事由"),
    "remarks": gettext_lazy("备注"),
    "seal": gettext_lazy("印章名称"),
    "sealed_on": gettext_lazy("用印日期"),
    "signed_by": gettext_lazy("署名、签收人"),
    "spoken": gettext_lazy("通话内容"),
    "taken_for_by": gettext_lazy("代收人"),
    "taken_for_reason": gettext_lazy("代收理由"),
    "title": gettext_lazy("标题"),
    "urgency": gettext_lazy("紧急程度"),
    "way": gettext_lazy("方式"),
    "witness": gettext_lazy("拒收事由、见证人"),
}

"""Words for why a volume, a 照片说明页 or a 归档包 is not made or not read."""

from typing import Final

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from xiezhi.documents.volume.values import VolumeFaultKind
from xiezhi.kernel.errors import Param
from xiezhi.web.problem_texts import register, register_words


def register_texts() -> None:
    """Add the texts of volumes' codes."""
    register(_TEXTS)
    register_words("volume_faults", fault_words)


def fault_words(faults: Param) -> str:
    """Return ``item-3.dated:missing,cover.kind:missing`` as a sentence a clerk can act on."""
    return _("；").join(map(_fault_words, str(faults).split(",")))


def _fault_words(fault: str) -> str:
    where, _dot, rest = fault.partition(".")
    field, _colon, kind = rest.partition(":")
    return _("%(place)s：%(field)s%(fault)s") % {
        "place": _place(where),
        "field": _FIELDS.get((where, field), _FIELDS_ANYWHERE.get(field, field)),
        "fault": _KINDS[VolumeFaultKind(kind)],
    }


def _place(where: str) -> str:
    kind, _dash, number = where.partition("-")
    words = _PLACES[kind]
    return str(words) % {"number": number} if number else str(words)


_PLACES: Final = {
    "cover": gettext_lazy("卷宗封面"),
    "note": gettext_lazy("卷内备考表"),
    "items": gettext_lazy("卷内目录"),
    "item": gettext_lazy("第%(number)s件"),
    "photos": gettext_lazy("照片说明"),
    "photo": gettext_lazy("照片%(number)s"),
}
_KINDS: Final = {
    VolumeFaultKind.MISSING: gettext_lazy("未填写"),
    VolumeFaultKind.MALFORMED: gettext_lazy("格式不对"),
    VolumeFaultKind.CONTRADICTORY: gettext_lazy("与其他内容矛盾"),
    VolumeFaultKind.TOO_LONG: gettext_lazy("太长"),
    VolumeFaultKind.LOCKED: gettext_lazy("已加密，请取得没有密码的文件"),
    VolumeFaultKind.DAMAGED: gettext_lazy("已损坏，请重新扫描或请对方重新发送"),
    VolumeFaultKind.UNKNOWN_FORMAT: gettext_lazy("不是 PDF、JPEG 或 PNG"),
    VolumeFaultKind.TOO_COSTLY: gettext_lazy("太大，请拆分或降低分辨率"),
}
_FIELDS: Final = {
    ("items", "content"): gettext_lazy("文件"),
    ("photos", "content"): gettext_lazy("照片"),
    ("cover", "kind"): gettext_lazy("卷种"),
    ("cover", "number"): gettext_lazy("案号"),
}
_FIELDS_ANYWHERE: Final = {
    "archived_on": gettext_lazy("归档日期"),
    "author": gettext_lazy("责任者"),
    "case_title": gettext_lazy("案件名称"),
    "closed_on": gettext_lazy("办结日期"),
    "content": gettext_lazy("文件"),
    "dated": gettext_lazy("日期（没有日期的，请在备注写明）"),
    "handlers": gettext_lazy("承办人员"),
    "number": gettext_lazy("文号"),
    "office": gettext_lazy("本院名称"),
    "original_sha256": gettext_lazy("原件校验值"),
    "outcome": gettext_lazy("办理结果"),
    "parties": gettext_lazy("当事人"),
    "parties_label": gettext_lazy("当事人的称谓"),
    "photographer": gettext_lazy("拍摄人"),
    "place": gettext_lazy("拍摄地点"),
    "proves": gettext_lazy("证明内容"),
    "remarks": gettext_lazy("备注"),
    "retention_class": gettext_lazy("保管期限类别"),
    "situation": gettext_lazy("本卷情况说明"),
    "taken_at": gettext_lazy("拍摄时间"),
    "time_source": gettext_lazy("拍摄时间的来源"),
    "title": gettext_lazy("题名"),
    "volume_place": gettext_lazy("册号"),
    "witness": gettext_lazy("见证人（没有的写“无”）"),
}
_TEXTS: Final[dict[str, tuple[object, object]]] = {
    "documents.volume_faults": (
        gettext_lazy("还不能生成：%(volume_faults)s。"),
        gettext_lazy("请补正后再生成，已填写的内容不会丢失。"),
    ),
    "documents.volume_too_large": (
        gettext_lazy("这一册太大，没有装订成。"),
        gettext_lazy("请分册，或降低扫描件的分辨率后再装订。"),
    ),
    "documents.not_this_volume": (
        gettext_lazy("合订本与卷内文件不一致，可能装订以后又有改动。"),
        gettext_lazy("请重新装订，再制作归档包。"),
    ),
    "documents.not_a_package": (
        gettext_lazy("这不是本平台制作的归档包，或者文件已经损坏。"),
        gettext_lazy("请核对选的文件，或从移交时的介质重新复制。"),
    ),
}

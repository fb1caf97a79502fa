"""What may cross between procuratorates, and the receipts every package is answered with.

Left out on purpose: everything about reporters, the office's inner opinions and its people.
"""

from typing import Final

from xiezhi.exchange.rules.fields import Fields, FieldType, code, integer, line, plain, rows, text
from xiezhi.exchange.rules.items import ItemKind
from xiezhi.exchange.rules.matters import ANSWER_LABELS, ANSWERS, CarriedMatter

IMPORT_ANSWER_LABELS: Final = {"imported": "已导入", "refused": "拒收"}

_PICTURE: Final[Fields] = {
    "file": plain(FieldType.FILE, required=True),
    "media_type": line(60, required=True),
}
_ORGAN: Final[Fields] = {"name": line(60, required=True), "duty_basis": line(200)}
_MATTER: Final[Fields] = {
    "office_name": line(60, required=True),
    "reference": line(40, required=True),
    "title": line(120, required=True),
    "facts": text(8000, required=True),
    "area": line(40),
    "area_name": line(40),
    "town": line(30),
    "place_words": line(260),
    "latitude": plain(FieldType.DECIMAL),
    "longitude": plain(FieldType.DECIMAL),
    "organs": rows(_ORGAN, most=30),
    "violators": line(200),
    "is_major": plain(FieldType.BOOLEAN),
    "national_number": line(60),
    "decided_on": plain(FieldType.DAY),
    "note": text(2000),
}

FIELDS_BETWEEN_OFFICES: Final[dict[ItemKind, Fields]] = {
    ItemKind.ACKNOWLEDGEMENT: {
        "package": plain(FieldType.ID, required=True),
        "sequence": integer(10**9, required=True),
        "answer": code(IMPORT_ANSWER_LABELS),
        "answered_at": plain(FieldType.INSTANT, required=True),
        "answered_by": line(60, required=True),
        "applied": integer(10**6),
        "unchanged": integer(10**6),
        "waiting": integer(10**6),
        "note": text(300),
    },
    ItemKind.LEAD_TRANSFER: {
        **_MATTER,
        "authenticity": line(300),
        "verifiability": line(300),
        "reason": text(4000),
        "contact_words": line(120),
        "pictures": rows(_PICTURE, most=30),
    },
    ItemKind.TRANSFER_RECEIPT: {
        "transfer": plain(FieldType.ID, required=True),
        "office_name": line(60, required=True),
        "answer": code({one: ANSWER_LABELS[one] for one in ANSWERS[CarriedMatter.TRANSFER]}),
        "number": line(60),
        "answered_on": plain(FieldType.DAY, required=True),
        "note": text(2000),
    },
    ItemKind.FILING: {**_MATTER, "state_words": line(60), "filed_on": plain(FieldType.DAY)},
    ItemKind.FILING_RECEIPT: {
        "filing": plain(FieldType.ID, required=True),
        "office_name": line(60, required=True),
        "number": line(60, required=True),
        "answered_on": plain(FieldType.DAY, required=True),
        "note": text(2000),
    },
}

OFFICE_FIELD_LABELS: Final[dict[str, str]] = {
    "package": "所回包的标识",
    "sequence": "所回包的序号",
    "answer": "结果",
    "answered_at": "回执时间",
    "answered_by": "经办人",
    "applied": "已导入项数",
    "unchanged": "重复项数",
    "waiting": "待处理项数",
    "note": "说明",
    "office_name": "发出单位",
    "reference": "本院线索号",
    "title": "标题",
    "facts": "公益受损事实",
    "area": "领域代码",
    "area_name": "领域",
    "town": "苏木镇",
    "place_words": "地点",
    "latitude": "纬度",
    "longitude": "经度",
    "organs": "负有监管职责的行政机关",
    "name": "名称",
    "duty_basis": "职责依据",
    "violators": "违法主体",
    "is_major": "重大线索",
    "national_number": "2.0线索号",
    "decided_on": "决定日期",
    "authenticity": "真实性",
    "verifiability": "可查性",
    "reason": "理由",
    "contact_words": "联系方式",
    "pictures": "图片",
    "file": "文件",
    "media_type": "文件类型",
    "transfer": "所回移送的标识",
    "number": "文号",
    "answered_on": "回执日期",
    "state_words": "当前环节",
    "filed_on": "备案日期",
    "filing": "所回备案的标识",
}

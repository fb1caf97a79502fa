"""What a column may be, and a first guess at it from the heading."""

import re
from collections.abc import Mapping as AnyMapping
from enum import StrEnum
from typing import Final

from xiezhi.kernel.errors import InvalidInputError
from xiezhi.language.headings import HeadingWords


class ImportField(StrEnum):
    """Where the values of a column go. A column without a field is not kept."""

    NUMBER = "number"
    TITLE = "title"
    WORDS = "words"
    RECEIVED = "received"
    TOWN = "town"
    VILLAGE = "village"
    PLACE = "place"
    CHANNEL = "channel"
    NAME = "name"
    PHONE = "phone"


Mapping = AnyMapping[ImportField, int]

_WORDS: Final[dict[ImportField, tuple[str, ...]]] = {
    ImportField.NUMBER: (
        "编号", "留言编号", "受理编号", "工单编号", "工单号", "受理号", "信件编号", "单号", "外部编号",
    ),
    ImportField.TITLE: ("主题", "标题", "题目", "留言主题", "事由", "名称"),
    ImportField.WORDS: (
        "内容", "详情", "反映内容", "留言详情", "诉求内容", "问题描述", "描述", "诉求", "情况", "摘要",
        "反映问题", "主要内容",
    ),
    ImportField.RECEIVED: (
        "时间", "日期", "反映时间", "留言时间", "来电时间", "收到日期", "受理时间", "登记时间", "登记日期",
    ),
    ImportField.TOWN: ("苏木镇", "苏木", "苏木乡镇", "乡镇", "镇街", "街道", "所属乡镇", "镇"),
    ImportField.VILLAGE: ("嘎查村", "嘎查", "村", "社区", "村社"),
    ImportField.PLACE: ("地点", "地址", "位置", "详细地址", "发生地点", "问题地点"),
    ImportField.CHANNEL: ("来源", "来源方式", "渠道", "途径", "受理渠道"),
    ImportField.NAME: ("姓名", "反映人", "联系人", "来电人", "留言人", "反映人姓名", "举报人"),
    ImportField.PHONE: (
        "电话", "手机", "手机号", "电话号码", "联系电话", "联系方式", "来电号码", "反映人电话",
    ),
}  # fmt: skip
# What was done with a message is no part of what somebody told us.
_OTHERS: Final = re.compile(
    "回复|答复|办结|办理|处理|承办|截止|到期|满意|点赞|反对|审核|审批|反馈|结果|备注|登记人|录入|序号"
)
_HEADINGS: Final = HeadingWords(words=_WORDS, others=_OTHERS)
guess_field: Final = _HEADINGS.guess_field
guess_mapping: Final = _HEADINGS.guess_mapping
heading_score: Final = _HEADINGS.score


def checked_mapping(mapping: Mapping, *, columns: int) -> dict[ImportField, int]:
    """Return a mapping that can be used.

    Raises:
        InvalidInputError: ``intake.import_no_words``: neither title nor content is named;
            ``intake.import_no_such_column``; ``intake.import_column_twice``.
    """
    if not {ImportField.TITLE, ImportField.WORDS} & set(mapping):
        raise InvalidInputError("intake.import_no_words")
    if any(not 0 <= column < columns for column in mapping.values()):
        raise InvalidInputError("intake.import_no_such_column", columns=columns)
    if len(set(mapping.values())) != len(mapping):
        raise InvalidInputError("intake.import_column_twice")
    return dict(mapping)

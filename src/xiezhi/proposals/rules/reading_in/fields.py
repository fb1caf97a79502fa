"""What a column of a list may be, and a first guess at it from the heading."""

import re
from collections.abc import Mapping as AnyMapping
from collections.abc import Sequence
from enum import StrEnum
from typing import Final

from xiezhi.kernel.errors import InvalidInputError
from xiezhi.language.headings import HeadingWords


class ProposalField(StrEnum):
    """Where the values of a column go. A column without a field is not kept."""

    NUMBER = "number"
    TITLE = "title"
    TEXT = "text"
    SUBMITTERS = "submitters"
    JOINT = "joint"
    DELEGATION = "delegation"
    SESSION = "session"
    UNDERTAKING = "undertaking"
    ASSIGNED = "assigned"
    RECEIVED = "received"
    BODY = "body"


PROPOSAL_FIELD_LABELS: Final = {
    ProposalField.NUMBER: "编号、案号",
    ProposalField.TITLE: "标题、案由",
    ProposalField.TEXT: "内容",
    ProposalField.SUBMITTERS: "领衔代表、提案者",
    ProposalField.JOINT: "联名人",
    ProposalField.DELEGATION: "代表团、界别",
    ProposalField.SESSION: "届次",
    ProposalField.UNDERTAKING: "办理方式",
    ProposalField.ASSIGNED: "交办日期",
    ProposalField.RECEIVED: "收到日期",
    ProposalField.BODY: "交办机构",
}
Mapping = AnyMapping[ProposalField, int]

_KNOWN: Final[dict[ProposalField, tuple[str, ...]]] = {
    ProposalField.NUMBER: ("编号", "案号", "建议号", "提案号", "建议编号", "提案编号", "顺序号"),
    ProposalField.TITLE: ("标题", "案由", "题目", "名称", "建议标题", "提案题目", "案题"),
    ProposalField.TEXT: ("内容", "全文", "正文", "建议内容", "提案内容", "案据", "问题及建议"),
    ProposalField.SUBMITTERS: (
        "领衔代表", "提出人", "提案人", "提案者", "第一提案人", "代表姓名", "建议人", "领衔人", "委员",
    ),
    ProposalField.JOINT: ("联名人", "联名代表", "附议人", "联名", "附议代表", "联名委员"),
    ProposalField.DELEGATION: ("代表团", "界别", "所属代表团", "所属界别", "党派团体"),
    ProposalField.SESSION: ("届次", "会议届次", "会议", "届别"),
    ProposalField.UNDERTAKING: ("办理方式", "主会办", "承办方式", "办理类型", "主办会办"),
    ProposalField.ASSIGNED: ("交办日期", "交办时间", "分办日期", "转办日期"),
    ProposalField.RECEIVED: ("收到日期", "收文日期", "签收日期", "接收日期"),
    ProposalField.BODY: ("交办机构", "交办单位", "转交单位", "转办单位", "来文单位"),
}  # fmt: skip
_OTHERS: Final = re.compile(
    "序号|备注|电话|地址|邮编|满意|办结|答复|承办单位|办理结果|审核|截止|期限"
)
_HEADINGS: Final = HeadingWords(words=_KNOWN, others=_OTHERS)
guess_field: Final = _HEADINGS.guess_field
guess_mapping: Final = _HEADINGS.guess_mapping
_ENOUGH: Final = 2


def heading_place(rows: Sequence[Sequence[object]]) -> int:
    """Return which of the first rows holds the headings: a title may stand above them."""
    scores = [_HEADINGS.score(row) for row in rows]
    best = max(scores, default=0)
    return scores.index(best) if best >= _ENOUGH else 0


def checked_mapping(mapping: Mapping, *, columns: int) -> dict[ProposalField, int]:
    """Return a mapping that can be used.

    Raises:
        InvalidInputError: ``proposals.import_no_number``, ``proposals.import_no_title``,
            ``proposals.import_no_such_column``, ``proposals.import_column_twice``.
    """
    if ProposalField.NUMBER not in mapping:
        raise InvalidInputError("proposals.import_no_number")
    if ProposalField.TITLE not in mapping:
        raise InvalidInputError("proposals.import_no_title")
    if any(not 0 <= column < columns for column in mapping.values()):
        raise InvalidInputError("proposals.import_no_such_column")
    if len(set(mapping.values())) != len(mapping):
        raise InvalidInputError("proposals.import_column_twice")
    return dict(mapping)

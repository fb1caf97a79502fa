"""How long what can betray a reporter is kept, and how it goes. Case files stay.

No article gives a number for identities of reporters: every period here is the office's own
(个人信息保护法第19条 asks for the shortest that serves the purpose). The keys are rules of
``law/data/deadlines.yaml``, which an office replaces by its own number.
"""

from dataclasses import dataclass
from enum import StrEnum
from typing import Final


class ErasureReason(StrEnum):
    """Why an identity is destroyed."""

    RETENTION = "retention"
    ASKED = "asked"


ERASURE_LABELS: Final = {
    ErasureReason.RETENTION: "保存期满",
    ErasureReason.ASKED: "反映人请求删除",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Retention:
    """One kind of thing kept.

    Attributes:
        rule_key: the rule of the period; empty where the thing is not erased by a clock of ours.
        ends: how it goes.
    """

    what: str
    since: str
    rule_key: str
    ends: str
    basis: str


RETENTIONS: Final = (
    Retention(
        what="反映人身份（封存）",
        since="线索和案件全部办结，或者确定不作线索",
        rule_key="identity_retention",
        ends="销毁密文，不能恢复",
        basis="本院设定",
    ),
    Retention(
        what="反映内容、照片和办理材料",
        since="归档",
        rule_key="",
        ends="依照诉讼档案的规定保存，不由本系统删除",
        basis="本院设定",
    ),
    Retention(
        what="没有提交的快速登记和名单",
        since="最后一次修改",
        rule_key="",
        ends="每晚清除",
        basis="本院设定",
    ),
    Retention(
        what="查进度时的算题记录",
        since="算题到期",
        rule_key="",
        ends="每小时清除",
        basis="本院设定",
    ),
    Retention(
        what="操作留痕",
        since="记录",
        rule_key="",
        ends="只增不改；不含姓名、电话和内容",
        basis="本院设定",
    ),
)
IDENTITY_RULE: Final = "identity_retention"

"""How long what can betray a reporter is kept, and how it goes. Case files stay.

No article gives a number for identities of reporters: every period here is the office's own
(个人信息保护法第19条 asks for the shortest that serves the purpose). The key is a rule of
``law/data/deadlines.yaml``, whose number an office replaces by its own.
"""

from enum import StrEnum
from typing import Final

from xiezhi.accounts.rules.crossing import FORGETTING_RULE

IDENTITY_RULE: Final = "identity_retention"


class ErasureReason(StrEnum):
    """Why an identity is destroyed."""

    RETENTION = "retention"
    ASKED = "asked"


class Kept(StrEnum):
    """A kind of thing kept."""

    IDENTITY = "identity"
    MATERIAL = "material"
    OUTSIDE = "outside"
    DRAFTS = "drafts"
    PROOFS = "proofs"
    LEDGER = "ledger"


# What it is, since when its time runs, how it goes.
RETENTION_LABELS: Final = {
    Kept.IDENTITY: (
        "反映人身份（封存）",
        "线索和案件全部办结，或者确定不作线索",
        "销毁密文，不能恢复",
    ),
    Kept.MATERIAL: (
        "反映内容、照片和办理材料",
        "归档",
        "依照诉讼档案的规定保存，不由本系统删除",
    ),
    Kept.OUTSIDE: (
        "互联网端的反映内容、照片和网格员的答复",
        "互联网端收到内网端的收包回执",
        "当夜从互联网端清除，只留编号、日期、进度和哈希值",
    ),
    Kept.DRAFTS: ("没有提交的快速登记和名单", "最后一次修改", "过期后每晚清除"),
    Kept.PROOFS: ("查进度时的算题记录", "算题到期", "每小时清除"),
    Kept.LEDGER: ("操作留痕", "记录", "只增不改；不含姓名、电话和内容"),
}
RETENTION_RULES: Final = {Kept.IDENTITY: IDENTITY_RULE, Kept.OUTSIDE: FORGETTING_RULE}

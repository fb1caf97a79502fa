"""证据保管链: what happens to a file under custody, and what for."""

from enum import StrEnum
from typing import Final

from xiezhi.kernel.errors import InvalidInputError


class CustodyEvent(StrEnum):
    """What happened to a file: 接收, 查看, 复制, 导出, 移交, 核实, 固定为证据."""

    RECEIVED = "received"
    VIEWED = "viewed"
    COPIED = "copied"
    EXPORTED = "exported"
    TRANSFERRED = "transferred"
    VERIFIED = "verified"
    FIXED = "fixed"


EVENT_LABELS: Final = {
    CustodyEvent.RECEIVED: "接收",
    CustodyEvent.VIEWED: "查看",
    CustodyEvent.COPIED: "复制",
    CustodyEvent.EXPORTED: "导出",
    CustodyEvent.TRANSFERRED: "移交",
    CustodyEvent.VERIFIED: "核实",
    CustodyEvent.FIXED: "固定为证据",
}


class CustodyPurpose(StrEnum):
    """What an original was opened, copied or handed out for."""

    REVIEW = "review"
    VERIFY = "verify"
    DISCUSS = "discuss"
    HEARING = "hearing"
    COURT = "court"
    SUPERVISION = "supervision"
    SUPERIOR = "superior"
    TRANSFER = "transfer"
    ARCHIVE = "archive"


PURPOSE_LABELS: Final = {
    CustodyPurpose.REVIEW: "审查线索或者案件",
    CustodyPurpose.VERIFY: "核实、固定证据",
    CustodyPurpose.DISCUSS: "集体讨论、汇报",
    CustodyPurpose.HEARING: "磋商、听证",
    CustodyPurpose.COURT: "出庭、举证质证",
    CustodyPurpose.SUPERVISION: "案件管理、质量评查",
    CustodyPurpose.SUPERIOR: "报送上级检察院",
    CustodyPurpose.TRANSFER: "移送其他机关",
    CustodyPurpose.ARCHIVE: "归档",
}

_LOOKING: Final = frozenset(
    {
        CustodyPurpose.REVIEW,
        CustodyPurpose.VERIFY,
        CustodyPurpose.DISCUSS,
        CustodyPurpose.HEARING,
        CustodyPurpose.COURT,
        CustodyPurpose.SUPERVISION,
    }
)
_LEAVING: Final = frozenset(
    {
        CustodyPurpose.COURT,
        CustodyPurpose.SUPERVISION,
        CustodyPurpose.SUPERIOR,
        CustodyPurpose.TRANSFER,
        CustodyPurpose.ARCHIVE,
    }
)
PURPOSES: Final[dict[CustodyEvent, frozenset[CustodyPurpose]]] = {
    CustodyEvent.RECEIVED: frozenset(),
    CustodyEvent.VIEWED: _LOOKING,
    CustodyEvent.COPIED: _LOOKING,
    CustodyEvent.EXPORTED: _LEAVING,
    CustodyEvent.TRANSFERRED: frozenset({CustodyPurpose.SUPERIOR, CustodyPurpose.TRANSFER}),
    CustodyEvent.VERIFIED: frozenset({CustodyPurpose.VERIFY}),
    CustodyEvent.FIXED: frozenset({CustodyPurpose.VERIFY}),
}
"""For what each of them may be done; a file is received for no purpose of its own."""


def check_purpose(event: CustodyEvent, purpose: CustodyPurpose | None) -> None:
    """Refuse what has no purpose, or one it cannot have.

    Raises:
        InvalidInputError: ``evidence.no_purpose``.
    """
    if purpose not in PURPOSES[event]:
        raise InvalidInputError("evidence.no_purpose")

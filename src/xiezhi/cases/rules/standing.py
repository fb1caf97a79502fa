"""What a file counts as: material of a lead is no evidence until two 检察人员 fix it (第36、39条)."""

from enum import StrEnum
from typing import Final


class EvidenceStanding(StrEnum):
    """线索材料, 证据, or another paper of the file."""

    LEAD_MATERIAL = "lead_material"
    EVIDENCE = "evidence"
    PAPER = "paper"


STANDING_LABELS: Final = {
    EvidenceStanding.LEAD_MATERIAL: "线索材料",
    EvidenceStanding.EVIDENCE: "证据",
    EvidenceStanding.PAPER: "卷内材料",
}
FIXING_BASIS: Final = "办案规则第39条"


def fixing_words(*, people: str, way: str, place: str, day: str) -> tuple[str, str]:
    """Return what the 保管链 says of verifying and of fixing: who, how, where, which day."""
    verified = f"{people}核实：{way}"
    return verified, f"{people}共同固定为证据；地点：{place}；时间：{day}"

"""回避: grounds, who decides, outcome (办案规则第19至23条). A request never stops the work."""

from enum import StrEnum
from typing import Final


class RecusalGround(StrEnum):
    """办案规则第19条."""

    RELATIVE = "relative"
    OTHER_RELATION = "other_relation"


RECUSAL_GROUND_LABELS: Final = {
    RecusalGround.RELATIVE: "系行政机关负责人、当事人或者诉讼代理人近亲属",
    RecusalGround.OTHER_RELATION: "有其他关系，可能影响案件公正办理",
}


class RecusalOutcome(StrEnum):
    """How a request was decided."""

    GRANTED = "granted"
    REFUSED = "refused"


OUTCOME_LABELS: Final = {RecusalOutcome.GRANTED: "决定回避", RecusalOutcome.REFUSED: "驳回申请"}

"""回避: grounds, who decides, outcome (办案规则第19至23条). A request never stops the work."""

from enum import StrEnum
from typing import Final

from xiezhi.cases.rules.kinds import Decider
from xiezhi.kernel.errors import RuleRefusedError


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


def check_decider(decider: Decider, *, is_about_chief: bool) -> None:
    """The chief procurator decides on staff and others, the committee on the chief (第22条).

    Raises:
        RuleRefusedError: ``cases.wrong_recusal_decider``.
    """
    if decider is not (Decider.COMMITTEE if is_about_chief else Decider.CHIEF):
        raise RuleRefusedError("cases.wrong_recusal_decider", basis="办案规则第22条")

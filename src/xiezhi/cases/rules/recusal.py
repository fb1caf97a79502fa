"""回避: grounds, who decides, outcome (办案规则第19至23条). A request never stops the work."""

from datetime import date
from enum import StrEnum
from typing import Final

from xiezhi.cases.rules.deciders import makers_of
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


def recusal_deciders(*, is_about_chief: bool, law_day: date) -> frozenset[Decider]:
    """Return who decides: the chief procurator on staff and others, the committee on the chief (第22条)."""
    return makers_of("recusal_of_chief" if is_about_chief else "recusal_of_staff", law_day)


def check_decider(decider: Decider, *, is_about_chief: bool, law_day: date) -> None:
    """Refuse a decision on a request by somebody the rule book does not name.

    Raises:
        RuleRefusedError: ``cases.wrong_recusal_decider``.
    """
    if decider not in recusal_deciders(is_about_chief=is_about_chief, law_day=law_day):
        raise RuleRefusedError("cases.wrong_recusal_decider", basis="办案规则第22条")

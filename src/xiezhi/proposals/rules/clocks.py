"""Which time limits run on a proposal. None of them waits for another."""

from enum import StrEnum
from typing import Final

from xiezhi.proposals.rules.kinds import ProposalKind

COMPLEX: Final = "complex"
"""Wide and difficult matters 涉及面广、处理难度大: six months instead of three."""


class ProposalClock(StrEnum):
    """A time limit by the key of its rule."""

    DEPUTY_ANSWER = "npc_proposal_reply"
    CPPCC_ANSWER = "cppcc_proposal_reply"
    COPY_BACK = "conversion_copy_back"
    OUTCOME = "conversion_outcome"
    OUTCOME_BACK = "conversion_outcome_back"


ANSWER_CLOCKS: Final = {
    ProposalKind.DEPUTY_SUGGESTION: ProposalClock.DEPUTY_ANSWER,
    ProposalKind.CPPCC_PROPOSAL: ProposalClock.CPPCC_ANSWER,
}
PROPOSAL_CLOCK_LABELS: Final = {
    ProposalClock.DEPUTY_ANSWER: "答复代表",
    ProposalClock.CPPCC_ANSWER: "答复提案者",
    ProposalClock.COPY_BACK: "抄送文书",
    ProposalClock.OUTCOME: "反馈结果",
    ProposalClock.OUTCOME_BACK: "反馈结果",
}

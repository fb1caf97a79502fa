"""The list's tabs, and how it is narrowed."""

from enum import StrEnum
from typing import Final

from xiezhi.proposals.rules.procedure import PROPOSAL_STATE_LABELS, ProposalState

PAGE_SIZE: Final = 50


class ProposalTab(StrEnum):
    """A part of the list."""

    RECEIVED = "received"
    IN_HAND = "in_hand"
    AWAITING_ANSWER = "awaiting_answer"
    ANSWERED = "answered"
    ALL = "all"


PROPOSAL_TAB_LABELS: Final = {
    ProposalTab.RECEIVED: PROPOSAL_STATE_LABELS[ProposalState.RECEIVED],
    ProposalTab.IN_HAND: PROPOSAL_STATE_LABELS[ProposalState.IN_HAND],
    ProposalTab.AWAITING_ANSWER: PROPOSAL_STATE_LABELS[ProposalState.AWAITING_ANSWER],
    ProposalTab.ANSWERED: PROPOSAL_STATE_LABELS[ProposalState.ANSWERED],
    ProposalTab.ALL: "全部",
}

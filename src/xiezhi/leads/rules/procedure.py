"""The procedure of a lead: states, events and the lawful steps between them.

Source: 人民检察院公益诉讼办案规则 (2021), articles 24-31 and 67. Steps no article gives are the
office's own and cite 本院规定.
"""

from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from xiezhi.kernel.transitions import Transition


class LeadState(StrEnum):
    """Where a lead stands."""

    REGISTERED = "registered"
    PRELIMINARY = "preliminary"
    MORE_MATERIAL = "more_material"
    AWAITING_DECISION = "awaiting_decision"
    TRANSFER_OFFERED = "transfer_offered"
    REFERRED = "referred"
    REPLIED = "replied"
    PROPOSED_FILING = "proposed_filing"
    NOT_FILED = "not_filed"
    TRANSFERRED = "transferred"
    TRANSFERRED_DEPARTMENT = "transferred_department"
    TRANSFERRED_SUPERVISION = "transferred_supervision"
    REPORTED_UPWARD = "reported_upward"
    CLOSED = "closed"
    MERGED = "merged"
    SHELVED = "shelved"


class LeadEvent(StrEnum):
    """What happens to a lead."""

    START_PRELIMINARY = "start_preliminary"
    ASK_MATERIAL = "ask_material"
    RECEIVE_MATERIAL = "receive_material"
    SUBMIT_ASSESSMENT = "submit_assessment"
    RETURN_ASSESSMENT = "return_assessment"
    DECIDE_FILING = "decide_filing"
    DECIDE_NOT_FILED = "decide_not_filed"
    DECIDE_PRELIMINARY = "decide_preliminary"
    DECIDE_TRANSFER = "decide_transfer"
    ACCEPT_TRANSFER = "accept_transfer"
    DECIDE_DEPARTMENT = "decide_department"
    DECIDE_SUPERVISION = "decide_supervision"
    DECIDE_UPWARD = "decide_upward"
    DECIDE_REFERRAL = "decide_referral"
    DECIDE_SHELVE = "decide_shelve"
    RECEIVE_REPLY = "receive_reply"
    VERIFY_MENDED = "verify_mended"
    VERIFY_NOT_MENDED = "verify_not_mended"
    REOPEN = "reopen"
    MERGE = "merge"
    UNMERGE = "unmerge"


STATE_LABELS: Final = {
    LeadState.REGISTERED: "待评估",
    LeadState.PRELIMINARY: "初步调查",
    LeadState.MORE_MATERIAL: "待补充材料",
    LeadState.AWAITING_DECISION: "待决定",
    LeadState.TRANSFER_OFFERED: "移送其他检察院·待接收",
    LeadState.REFERRED: "已移送主管行政机关·待回复",
    LeadState.REPLIED: "待核实",
    LeadState.PROPOSED_FILING: "建议立案",
    LeadState.NOT_FILED: "不立案",
    LeadState.TRANSFERRED: "已移送其他检察院",
    LeadState.TRANSFERRED_DEPARTMENT: "已移送本院部门",
    LeadState.TRANSFERRED_SUPERVISION: "已移送监委、公安",
    LeadState.REPORTED_UPWARD: "已报请上级院",
    LeadState.CLOSED: "已办结",
    LeadState.MERGED: "已并入",
    LeadState.SHELVED: "存查",
}
EVENT_LABELS: Final = {
    LeadEvent.START_PRELIMINARY: "开展初步调查",
    LeadEvent.ASK_MATERIAL: "要求补充材料",
    LeadEvent.RECEIVE_MATERIAL: "收到补充材料",
    LeadEvent.SUBMIT_ASSESSMENT: "提交评估意见",
    LeadEvent.RETURN_ASSESSMENT: "退回重新评估",
    LeadEvent.DECIDE_FILING: "同意建议立案",
    LeadEvent.DECIDE_NOT_FILED: "决定不立案",
    LeadEvent.DECIDE_PRELIMINARY: "决定初步调查",
    LeadEvent.DECIDE_TRANSFER: "移送其他检察院",
    LeadEvent.ACCEPT_TRANSFER: "受移送检察院接收",
    LeadEvent.DECIDE_DEPARTMENT: "移送本院部门",
    LeadEvent.DECIDE_SUPERVISION: "移送监委、公安",
    LeadEvent.DECIDE_UPWARD: "报请上级检察院",
    LeadEvent.DECIDE_REFERRAL: "移送主管行政机关处理",
    LeadEvent.DECIDE_SHELVE: "存查",
    LeadEvent.RECEIVE_REPLY: "收到书面回复",
    LeadEvent.VERIFY_MENDED: "核实：已整改",
    LeadEvent.VERIFY_NOT_MENDED: "核实：未整改",
    LeadEvent.REOPEN: "采纳再次反映",
    LeadEvent.MERGE: "线索合并",
    LeadEvent.UNMERGE: "撤销合并",
}

OPEN: Final = frozenset(
    {
        LeadState.REGISTERED,
        LeadState.PRELIMINARY,
        LeadState.MORE_MATERIAL,
        LeadState.AWAITING_DECISION,
        LeadState.TRANSFER_OFFERED,
        LeadState.REFERRED,
        LeadState.REPLIED,
    }
)
ENDED: Final = frozenset(LeadState) - OPEN

DECISIONS: Final = frozenset(event for event in LeadEvent if event.startswith("decide_"))


@dataclass(frozen=True, slots=True, kw_only=True)
class LeadFacts:
    """What the guards ask about.

    Attributes:
        has_assessment: a written assessment with its quality verdict and reason stands.
        proposal: the decision event the assessment proposes; None before there is one.
        is_public_interest: the assessment finds the two limbs of article 67 met.
        is_minor_and_mended: the harm was minor and is already put right.
        has_decider: the person who decides is named (本人线上, or 代录 with the approval slip).
        has_national_number: the number of the national system is entered.
        open_duties: letters or tasks still out.
    """

    has_assessment: bool = False
    proposal: LeadEvent | None = None
    is_public_interest: bool = False
    is_minor_and_mended: bool = False
    has_decider: bool = False
    open_duties: int = 0


def _needs_assessment(facts: LeadFacts) -> str:
    return "" if facts.has_assessment else "leads.no_assessment"


def _decided(facts: LeadFacts) -> str:
    if not facts.has_assessment:
        return "leads.no_assessment"
    return "" if facts.has_decider else "leads.no_decider"


def _not_for_referral(facts: LeadFacts) -> str:
    """A lead that meets article 67 is assessed and filed, not passed on."""
    refusal = _decided(facts)
    if refusal:
        return refusal
    if facts.is_public_interest and not facts.is_minor_and_mended:
        return "leads.must_be_filed"
    return ""


def _filing(facts: LeadFacts) -> str:
    refusal = _decided(facts)
    if refusal:
        return refusal
    return "" if facts.is_public_interest else "leads.not_public_interest"


def _nothing_out(facts: LeadFacts) -> str:
    return "leads.duties_open" if facts.open_duties else ""


_S, _E = LeadState, LeadEvent
Row = Transition[LeadState, LeadEvent, LeadFacts]

TRANSITIONS: Final[tuple[Row, ...]] = (
    Row(
        source=_S.REGISTERED,
        event=_E.START_PRELIMINARY,
        target=_S.PRELIMINARY,
        basis="办案规则第27条",
    ),
    Row(source=_S.REGISTERED, event=_E.ASK_MATERIAL, target=_S.MORE_MATERIAL, basis="本院规定"),
    Row(source=_S.PRELIMINARY, event=_E.ASK_MATERIAL, target=_S.MORE_MATERIAL, basis="本院规定"),
    Row(source=_S.MORE_MATERIAL, event=_E.RECEIVE_MATERIAL, target=_S.REGISTERED, basis="本院规定"),
    Row(
        source=_S.REGISTERED,
        event=_E.SUBMIT_ASSESSMENT,
        target=_S.AWAITING_DECISION,
        basis="办案规则第27条",
        guard=_needs_assessment,
    ),
    Row(
        source=_S.PRELIMINARY,
        event=_E.SUBMIT_ASSESSMENT,
        target=_S.AWAITING_DECISION,
        basis="办案规则第27条",
        guard=_needs_assessment,
    ),
    Row(
        source=_S.MORE_MATERIAL,
        event=_E.SUBMIT_ASSESSMENT,
        target=_S.AWAITING_DECISION,
        basis="办案规则第27条",
        guard=_needs_assessment,
    ),
    Row(
        source=_S.AWAITING_DECISION,
        event=_E.RETURN_ASSESSMENT,
        target=_S.REGISTERED,
        basis="本院规定",
    ),
    Row(
        source=_S.AWAITING_DECISION,
        event=_E.DECIDE_FILING,
        target=_S.PROPOSED_FILING,
        basis="办案规则第67条",
        guard=_filing,
    ),
    Row(
        source=_S.AWAITING_DECISION,
        event=_E.DECIDE_NOT_FILED,
        target=_S.NOT_FILED,
        basis="办案规则第30条",
        guard=_decided,
    ),
    Row(
        source=_S.AWAITING_DECISION,
        event=_E.DECIDE_PRELIMINARY,
        target=_S.PRELIMINARY,
        basis="办案规则第27条",
        guard=_decided,
    ),
    Row(
        source=_S.AWAITING_DECISION,
        event=_E.DECIDE_TRANSFER,
        target=_S.TRANSFER_OFFERED,
        basis="办案规则第26条",
        guard=_decided,
    ),
    Row(
        source=_S.TRANSFER_OFFERED,
        event=_E.ACCEPT_TRANSFER,
        target=_S.TRANSFERRED,
        basis="办案规则第26条",
    ),
    Row(
        source=_S.AWAITING_DECISION,
        event=_E.DECIDE_DEPARTMENT,
        target=_S.TRANSFERRED_DEPARTMENT,
        basis="办案规则第31条",
        guard=_decided,
    ),
    Row(
        source=_S.AWAITING_DECISION,
        event=_E.DECIDE_SUPERVISION,
        target=_S.TRANSFERRED_SUPERVISION,
        basis="办案规则第31条",
        guard=_decided,
    ),
    Row(
        source=_S.AWAITING_DECISION,
        event=_E.DECIDE_UPWARD,
        target=_S.REPORTED_UPWARD,
        basis="办案规则第26条",
        guard=_decided,
    ),
    Row(
        source=_S.AWAITING_DECISION,
        event=_E.DECIDE_REFERRAL,
        target=_S.REFERRED,
        basis="本院规定",
        guard=_not_for_referral,
    ),
    Row(
        source=_S.AWAITING_DECISION,
        event=_E.DECIDE_SHELVE,
        target=_S.SHELVED,
        basis="本院规定",
        guard=_decided,
    ),
    Row(source=_S.REFERRED, event=_E.RECEIVE_REPLY, target=_S.REPLIED, basis="本院规定"),
    Row(
        source=_S.REPLIED,
        event=_E.VERIFY_MENDED,
        target=_S.CLOSED,
        basis="本院规定",
        guard=_nothing_out,
    ),
    Row(
        source=_S.REPLIED,
        event=_E.VERIFY_NOT_MENDED,
        target=_S.REGISTERED,
        basis="本院规定",
        guard=_nothing_out,
    ),
    # An organ that does not answer: its letter is withdrawn, the lead assessed anew.
    Row(
        source=_S.REFERRED,
        event=_E.VERIFY_NOT_MENDED,
        target=_S.REGISTERED,
        basis="本院规定",
        guard=_nothing_out,
    ),
    *(
        Row(source=state, event=_E.REOPEN, target=_S.REGISTERED, basis="本院规定")
        for state in (_S.CLOSED, _S.NOT_FILED, _S.SHELVED)
    ),
    *(
        Row(source=state, event=_E.MERGE, target=_S.MERGED, basis="本院规定")
        for state in (_S.REGISTERED, _S.PRELIMINARY, _S.MORE_MATERIAL)
    ),
    Row(source=_S.MERGED, event=_E.UNMERGE, target=_S.REGISTERED, basis="本院规定"),
)

ASSESSABLE: Final = frozenset(
    row.source for row in TRANSITIONS if row.event is LeadEvent.SUBMIT_ASSESSMENT
)
"""Where a lead still takes an assessment; afterwards it is read only."""

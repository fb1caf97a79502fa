"""What the reporter is told at each step (neutral, nothing of the matter) and ready words of 反馈."""

from typing import Final

from xiezhi.intake.rules.steps import ReporterStep
from xiezhi.leads.rules.outcomes import Verdict
from xiezhi.leads.rules.procedure import LeadEvent, LeadState

_STEPS: Final = {
    LeadEvent.ASK_MATERIAL: ReporterStep.MORE_WANTED,
    LeadEvent.RECEIVE_MATERIAL: ReporterStep.CHECKING,
    LeadEvent.DECIDE_FILING: ReporterStep.IN_PROCEDURE,
    LeadEvent.DECIDE_TRANSFER: ReporterStep.HANDED_ON,
    LeadEvent.DECIDE_DEPARTMENT: ReporterStep.HANDED_ON,
    LeadEvent.DECIDE_SUPERVISION: ReporterStep.HANDED_ON,
    LeadEvent.DECIDE_UPWARD: ReporterStep.HANDED_ON,
    LeadEvent.DECIDE_REFERRAL: ReporterStep.HANDED_ON,
    LeadEvent.RECEIVE_REPLY: ReporterStep.VERIFYING,
    LeadEvent.VERIFY_MENDED: ReporterStep.DONE,
    LeadEvent.VERIFY_NOT_MENDED: ReporterStep.CHECKING,
    LeadEvent.REOPEN: ReporterStep.REOPENED,
}
_CLOSING: Final = frozenset({LeadEvent.DECIDE_NOT_FILED, LeadEvent.DECIDE_SHELVE})


def step_told(event: LeadEvent, verdict: str) -> ReporterStep | None:
    """Return what the reporter reads after a step, or None when it changes nothing for them."""
    if event in _CLOSING:
        is_outside = verdict == Verdict.OUT_OF_SCOPE
        return ReporterStep.NOT_OURS if is_outside else ReporterStep.DONE
    return _STEPS.get(event)


FEEDBACK_STEPS: Final = {
    LeadState.PROPOSED_FILING: ReporterStep.IN_PROCEDURE,
    LeadState.NOT_FILED: ReporterStep.DONE,
    LeadState.SHELVED: ReporterStep.DONE,
    LeadState.CLOSED: ReporterStep.DONE,
}
"""Step a feedback carries; states not named here were handed on."""

FEEDBACK_WORDS: Final = {
    LeadState.PROPOSED_FILING: "您反映的情况已进入办理程序，感谢您关心公共利益。",
    LeadState.NOT_FILED: "您反映的情况已核查完毕，不属于公益诉讼办理范围，感谢您的反映。",
    LeadState.SHELVED: "您反映的情况已登记存查，如有新的情况欢迎继续反映。",
    LeadState.CLOSED: "您反映的问题已核查办理完毕，感谢您关心公共利益。",
    LeadState.REFERRED: "您反映的情况已移送有关部门处理，我们将继续跟踪。",
    LeadState.TRANSFER_OFFERED: "您反映的情况已移送有管辖权的检察机关处理。",
    LeadState.TRANSFERRED: "您反映的情况已移送有管辖权的检察机关处理。",
    LeadState.TRANSFERRED_DEPARTMENT: "您反映的情况已移送有关部门处理。",
    LeadState.TRANSFERRED_SUPERVISION: "您反映的情况已移送有关部门处理。",
    LeadState.REPORTED_UPWARD: "您反映的情况已报请上级检察机关处理。",
}
"""Ready words an officer may send or change."""


def feedback_step(state: LeadState, verdict: str) -> ReporterStep:
    """Return the step a feedback carries in a state."""
    if state in {LeadState.NOT_FILED, LeadState.SHELVED} and verdict == Verdict.OUT_OF_SCOPE:
        return ReporterStep.NOT_OURS
    return FEEDBACK_STEPS.get(state, ReporterStep.HANDED_ON)

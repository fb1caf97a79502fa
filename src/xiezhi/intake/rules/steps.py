"""The neutral words a reporter reads at each step; nothing of the matter, nobody's name."""

from enum import StrEnum
from typing import Final


class ReporterStep(StrEnum):
    """How far a report has come, as told to its reporter."""

    RECEIVED = "received"
    CHECKING = "checking"
    NOT_OURS = "not_ours"
    MORE_WANTED = "more_wanted"
    HANDED_ON = "handed_on"
    VERIFYING = "verifying"
    IN_PROCEDURE = "in_procedure"
    DONE = "done"
    REOPENED = "reopened"


STEP_WORDS: Final = {
    ReporterStep.RECEIVED: "已收到",
    ReporterStep.CHECKING: "核查中",
    ReporterStep.NOT_OURS: "不属公益诉讼范围",
    ReporterStep.MORE_WANTED: "请补充情况",
    ReporterStep.HANDED_ON: "已移送有关部门",
    ReporterStep.VERIFYING: "核实中",
    ReporterStep.IN_PROCEDURE: "已进入办理程序",
    ReporterStep.DONE: "已办结",
    ReporterStep.REOPENED: "再次核查中",
}
STEP_TONES: Final = {
    ReporterStep.DONE: "green",
    ReporterStep.MORE_WANTED: "amber",
    ReporterStep.NOT_OURS: "",
}
# Steps after which the reporter may say 再次反映.
ENDED_STEPS: Final = frozenset({ReporterStep.DONE, ReporterStep.NOT_OURS})

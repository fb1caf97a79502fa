"""内部预审 of a draft: handler, head of department, chief. Opinions only; none is the legal decision."""

from collections.abc import Sequence
from enum import StrEnum
from typing import Final

from xiezhi.accounts.rules.rights import Action


class PreviewStage(StrEnum):
    """Whose opinion it is."""

    HANDLER = "handler"
    HEAD = "head"
    CHIEF = "chief"


STAGE_LABELS: Final = {
    PreviewStage.HANDLER: "承办检察官",
    PreviewStage.HEAD: "部门负责人",
    PreviewStage.CHIEF: "检察长",
}
RIGHTS: Final = {
    PreviewStage.HANDLER: Action.HANDLE_CASE,
    PreviewStage.HEAD: Action.REVIEW_ASSESSMENT,
    PreviewStage.CHIEF: Action.DECIDE_CASE,
}
"""The right each stage asks for."""


def stage_after(given: Sequence[tuple[PreviewStage, bool]]) -> PreviewStage | None:
    """Return whose opinion comes next on this wording; None after a 不同意, and after the chief.

    Args:
        given: stage and whether they agreed, oldest first.
    """
    if any(not agrees for _stage, agrees in given):
        return None
    passed = {stage for stage, _agrees in given}
    return next((stage for stage in PreviewStage if stage not in passed), None)

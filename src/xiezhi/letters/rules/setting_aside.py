"""A paper that stands no longer though its unit has it: changed by another one, or withdrawn.

Source: 检察建议规定第22条.
"""

from enum import StrEnum
from typing import Final


class SetAside(StrEnum):
    """How a paper came to stand no longer."""

    CHANGED = "changed"
    WITHDRAWN = "withdrawn"


SET_ASIDE_BASIS: Final = "检察建议规定第22条"
SET_ASIDE_LABELS: Final = {SetAside.CHANGED: "已变更", SetAside.WITHDRAWN: "已撤回"}

"""协助核实: what a grid member can find when looking again."""

from enum import StrEnum
from typing import Final


class FieldResult(StrEnum):
    """What a grid member found when looking again."""

    MENDED = "mended"
    PARTLY = "partly"
    NOT_MENDED = "not_mended"
    NOT_FOUND = "not_found"


FIELD_RESULT_LABELS: Final = {
    FieldResult.MENDED: "已修好",
    FieldResult.PARTLY: "部分修好",
    FieldResult.NOT_MENDED: "没修",
    FieldResult.NOT_FOUND: "找不到",
}

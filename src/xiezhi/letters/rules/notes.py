"""Kinds of 电话记录 and 催办."""

from enum import StrEnum
from typing import Final


class NoteKind(StrEnum):
    """What was done: an ordinary call, or urging by telephone, letter or visit."""

    CALL = "call"
    URGE_CALL = "urge_call"
    URGE_LETTER = "urge_letter"
    URGE_VISIT = "urge_visit"


NOTE_LABELS: Final = {
    NoteKind.CALL: "电话记录",
    NoteKind.URGE_CALL: "电话催办",
    NoteKind.URGE_LETTER: "书面催办",
    NoteKind.URGE_VISIT: "上门催办",
}
URGINGS: Final = frozenset(NoteKind) - {NoteKind.CALL}

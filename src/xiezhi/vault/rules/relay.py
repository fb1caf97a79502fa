"""Words sent to a reporter whose number nobody sees: neutral, short, and not often.

Whoever looks over a shoulder at the reporter's phone must learn nothing.
Source: 人民检察院举报工作规定第59条、第60条.
"""

import re
from enum import StrEnum
from typing import Final

from xiezhi.kernel.errors import InvalidInputError

MAX_CHARACTERS: Final = 50
A_DAY: Final = 2
SIGN: Final = "【协治】"

_TELLING: Final = (
    *("检察", "公益", "诉讼", "线索", "案", "举报", "反映", "投诉", "信访", "控告", "调查", "核实"),
    *("立案", "起诉", "法院", "公安", "监委", "证", "违法", "犯罪", "污染", "查询码", "身份"),
)
_LINK: Final = re.compile(r"https?:|www\.|[A-Za-z0-9-]+\.(com|cn|net|org|gov)", re.IGNORECASE)
_NUMBER: Final = re.compile(r"[0-9０-９]{3,}")
_CODE: Final = re.compile(r"[A-Za-z]")


class RelayOutcome(StrEnum):
    """What became of a relayed message."""

    WAITING = "waiting"
    SENT = "sent"
    NO_NUMBER = "no_number"
    FAILED = "failed"
    OVER_LIMIT = "over_limit"


RELAY_LABELS: Final = {
    RelayOutcome.WAITING: "待转发",
    RelayOutcome.SENT: "已转发",
    RelayOutcome.NO_NUMBER: "反映人没有留下可用的号码",
    RelayOutcome.FAILED: "没有发出，请稍后再试",
    RelayOutcome.OVER_LIMIT: "当天的次数已用完",
}


def check_neutral(words: str) -> str:
    """Return the words without spaces around, refused where they tell anything.

    Raises:
        InvalidInputError: ``vault.relay_empty``, ``vault.relay_too_long``, ``vault.relay_telling``
            with the word found, ``vault.relay_link`` or ``vault.relay_number``.
    """
    text = " ".join(words.split())
    if not text:
        raise InvalidInputError("vault.relay_empty")
    if len(text) > MAX_CHARACTERS:
        raise InvalidInputError("vault.relay_too_long", limit=MAX_CHARACTERS)
    if _LINK.search(text):
        raise InvalidInputError("vault.relay_link")
    if _NUMBER.search(text) or _CODE.search(text):
        raise InvalidInputError("vault.relay_number")
    found = next((word for word in _TELLING if word in text), None)
    if found is not None:
        raise InvalidInputError("vault.relay_telling", word=found)
    return text

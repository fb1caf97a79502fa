"""移送主管行政机关处理: what a document to an organ may hold, how it is served, how answered.

The document is the officer's own: never the report itself, never who reported.
"""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Final

from xiezhi.kernel.errors import InvalidInputError, RuleRefusedError
from xiezhi.leads.rules.outcomes import ReplyConclusion
from xiezhi.leads.rules.replies import Measure

VERBATIM: Final = 30
"""So many characters in a row taken from a report let its writer be known by their style."""
_NOISE: Final = re.compile(r"[\W_]+")
_MOBILE: Final = re.compile(r"(?<!\d)1[3-9]\d{9}(?!\d)")
_DIGITS: Final = re.compile(r"\d{7,}")
_BETWEEN_DIGITS: Final = re.compile(r"(?<=\d)[\s\-－—·.]+(?=\d)")
BASIS: Final = "本院规定：移送函由承办人撰写，不附反映材料"


class ServiceWay(StrEnum):
    """送达方式."""

    DIRECT = "direct"
    RETAINED = "retained"
    POST = "post"
    EXCHANGE = "exchange"
    ELECTRONIC = "electronic"


SERVICE_LABELS: Final = {
    ServiceWay.DIRECT: "直接送达",
    ServiceWay.RETAINED: "留置送达",
    ServiceWay.POST: "邮寄送达",
    ServiceWay.EXCHANGE: "公文交换",
    ServiceWay.ELECTRONIC: "电子送达",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceWords:
    """What must not come out: the report's words, and whatever names its reporter."""

    words: Sequence[str]
    names: Sequence[str] = ()
    telephones: Sequence[str] = ()


def check_not_the_report(text: str, sources: SourceWords) -> None:
    """Refuse a document that repeats a report or points at its reporter.

    Raises:
        RuleRefusedError: ``leads.referral_repeats_report`` (30 characters in a row, punctuation
            and spaces aside), ``leads.referral_names_reporter``, ``leads.referral_has_telephone``.
    """
    plain = _plain(text)
    for words in sources.words:
        if _shares_run(plain, _plain(words)):
            raise RuleRefusedError("leads.referral_repeats_report", basis=BASIS, limit=VERBATIM)
    for name in sources.names:
        if len(_plain(name)) > 1 and _plain(name) in plain:
            raise RuleRefusedError("leads.referral_names_reporter", basis=BASIS)
    numbers = _numbers(text)
    known = {number for one in (*sources.telephones, *sources.words) for number in _numbers(one)}
    if numbers & known or any(_MOBILE.fullmatch(number) for number in numbers):
        raise RuleRefusedError("leads.referral_has_telephone", basis=BASIS)


def _plain(text: str) -> str:
    return _NOISE.sub("", unicodedata.normalize("NFKC", text)).casefold()


def _numbers(text: str) -> set[str]:
    joined = _BETWEEN_DIGITS.sub("", unicodedata.normalize("NFKC", text))
    return set(_DIGITS.findall(joined))


def _shares_run(text: str, words: str) -> bool:
    if len(words) < VERBATIM or len(text) < VERBATIM:
        return False
    runs = {words[start : start + VERBATIM] for start in range(len(words) - VERBATIM + 1)}
    return any(text[at : at + VERBATIM] in runs for at in range(len(text) - VERBATIM + 1))


@dataclass(frozen=True, slots=True, kw_only=True)
class ReplyDraft:
    """书面回复 as written so far."""

    words: str = ""
    measures: tuple[Measure, ...] = ()
    conclusion: ReplyConclusion | None = None
    reply_number: str = ""
    dated_on: date | None = None


def check_reply(draft: ReplyDraft, *, letter_count: int, today: date) -> None:
    """Refuse a reply that cannot stand as 书面回复: it needs its words, 结论, 文号, 日期 and 回复函.

    Raises:
        InvalidInputError: ``leads.reply_incomplete`` with the missing ``part``;
            ``leads.day_in_future``.
    """
    if not draft.words.strip():
        raise InvalidInputError("leads.reply_incomplete", part="words")
    if draft.conclusion is None:
        raise InvalidInputError("leads.reply_incomplete", part="conclusion")
    if not draft.reply_number.strip():
        raise InvalidInputError("leads.reply_incomplete", part="reply_number")
    if draft.dated_on is None:
        raise InvalidInputError("leads.reply_incomplete", part="dated_on")
    if draft.dated_on > today:
        raise InvalidInputError("leads.day_in_future")
    if letter_count < 1:
        raise InvalidInputError("leads.reply_incomplete", part="letter")

"""What words may leave the office: a letter or a task is the officer's own writing.

It never holds the report itself, nor who reported.
"""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from xiezhi.kernel.errors import RuleRefusedError

VERBATIM: Final = 30
"""So many characters in a row taken from a report let its writer be known by their style."""
_NOISE: Final = re.compile(r"[\W_]+")
_MOBILE: Final = re.compile(r"(?<!\d)1[3-9]\d{9}(?!\d)")
_DIGITS: Final = re.compile(r"\d{7,}")
_BETWEEN_DIGITS: Final = re.compile(r"(?<=\d)[\s\-－—·.]+(?=\d)")
BASIS: Final = "本院规定：移送函由承办人撰写，不附反映材料"


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

"""A pasted text split into its clauses 第×条, nothing of it lost.

Real texts come from WPS, from a scan read by a machine, or out of a chat: full-width spaces, one
long paragraph, lines broken in the middle of a sentence that begin with 第五条规定的…. A clause
begins where its number is the next one, or where the line looks like a heading.
"""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from xiezhi.house.rules.numbers import chinese_number
from xiezhi.kernel.errors import InvalidInputError

MAX_CLAUSES: Final = 300
MAX_TEXT: Final = 200_000
WHOLE: Final = "全文"
"""The number of the one clause of a text that is not divided."""

_NUMERAL: Final = "[一二三四五六七八九十百千零〇两0-9]{1,7}"
_CLAUSE: Final = re.compile(
    rf"第[ \t]*(?P<numeral>{_NUMERAL})[ \t]*条(?P<beside>之[一二三四五六七八九十]{{1,2}})?(?P<gap>[ \t：:]*)"
)
_ITEM: Final = re.compile(r"(?P<numeral>[一二三四五六七八九十]{1,3})、(?P<gap>)")
_CHAPTER: Final = re.compile(
    rf"第[ \t]*{_NUMERAL}[ \t]*[编章节](?:[ \t]|$|(?=[^，。；的]{{1,30}}$))"
)
# After these a number at the start of a line names another clause instead of beginning one.
_REFERENCE: Final = re.compile(
    r"(?:第[一二三四五六七八九十0-9]|规定|所列|所称|以及|[、和或至到的，])"
)
_NEAR: Final = 8
_ITEM_WORD: Final = "项"
_ENDS: Final = ("。", "；", "！", "）", ";")


@dataclass(frozen=True, slots=True, kw_only=True)
class Clause:
    """A clause; ``number`` as it is cited (第五条, 第五条之一, 三、 as 第三项, or 全文)."""

    number: str
    text: str
    heading: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class SplitText:
    """What a text fell into.

    Attributes:
        preamble: what stands before the first clause: title, 文号, who issued it.
        gaps: numbers left out between two clauses, as they would be cited.
    """

    clauses: tuple[Clause, ...]
    preamble: str = ""
    gaps: tuple[str, ...] = ()


@dataclass(slots=True)
class _Open:
    number: str
    value: int
    heading: str
    lines: list[str]


def split_clauses(text: str) -> SplitText:
    """Return the clauses of a text; without 第×条 its 一、二、, else all of it as one.

    Raises:
        InvalidInputError: ``house.text_too_long``, ``house.too_many_clauses``,
            ``house.clause_twice`` with the number.
    """
    if len(text) > MAX_TEXT:
        raise InvalidInputError("house.text_too_long", limit=MAX_TEXT)
    lines = [_plain(line) for line in text.splitlines()]
    for pattern, form in ((_CLAUSE, "第{}条"), (_ITEM, f"第{{}}{_ITEM_WORD}")):
        found = _split(lines, pattern, form)
        if found.clauses:
            return found
    whole = "\n".join(line for line in lines if line)
    return SplitText(clauses=(Clause(number=WHOLE, text=whole),) if whole else ())


def written(number: str, text: str) -> str:
    """Return a clause as it stood in the text it was split from."""
    if number == WHOLE:
        return text
    if number.endswith(_ITEM_WORD):
        return f"{number[1:-1]}、{text}"
    return f"{number}\u3000{text}"


def _plain(line: str) -> str:
    """Return a line with figures and spaces in their narrow forms, its edges stripped."""
    narrow = (
        unicodedata.normalize("NFKC", char) if "０" <= char <= "９" else char for char in line
    )
    return re.sub(r"[\u3000\u00a0\u2002-\u200a]", " ", "".join(narrow)).strip()


def _split(lines: list[str], pattern: re.Pattern[str], form: str) -> SplitText:
    before: list[str] = []
    clauses: list[_Open] = []
    heading = ""
    for line in _pieces(lines, pattern):
        if _CHAPTER.match(line):
            heading = line[:80]
            continue
        match = _beginning(pattern, line, clauses[-1].value if clauses else 0)
        if match is None:
            (clauses[-1].lines if clauses else before).append(line)
            continue
        numeral = match["numeral"]
        number = form.format(numeral) + (match.groupdict().get("beside") or "")
        value = chinese_number(numeral)
        clauses.append(_Open(number, value, heading, [line[match.end() :].strip()]))
        if len(clauses) > MAX_CLAUSES:
            raise InvalidInputError("house.too_many_clauses", limit=MAX_CLAUSES)
    _check_once(clauses)
    return SplitText(
        clauses=tuple(_closed(one) for one in clauses),
        preamble="\n".join(before),
        gaps=_gaps(clauses, form),
    )


def _pieces(lines: list[str], pattern: re.Pattern[str]) -> Iterator[str]:
    """Yield lines; one that holds several clauses falls apart where a sentence ends before each."""
    for line in lines:
        start = 0
        for match in pattern.finditer(line):
            # Only what stands right before it is looked at: a line may be as long as the text.
            near = line[max(start, match.start() - _NEAR) : match.start()].rstrip()
            if near.endswith(_ENDS) and not _refers(line, match):
                yield line[start : match.start()].rstrip()
                start = match.start()
        if line[start:]:
            yield line[start:]


def _beginning(pattern: re.Pattern[str], line: str, last: int) -> re.Match[str] | None:
    match = pattern.match(line)
    if match is None or _refers(line, match):
        return None
    value = chinese_number(match["numeral"])
    is_beside = bool(match.groupdict().get("beside"))
    is_next = value == last + 1 or (is_beside and value == last)
    # A heading set apart by a space counts even out of turn: the gap is told, nothing is lost.
    return (
        match
        if is_next or (match["gap"] and (value > last or is_beside))
        else _twice(match, value, last)
    )


def _twice(match: re.Match[str], value: int, last: int) -> re.Match[str] | None:
    """Return a heading that repeats the number before it, so that the slip is told."""
    return match if match["gap"] and value == last else None


def _refers(line: str, match: re.Match[str]) -> bool:
    return not match["gap"] and _REFERENCE.match(line, match.end()) is not None


def _check_once(clauses: list[_Open]) -> None:
    seen: set[str] = set()
    for one in clauses:
        if one.number in seen:
            raise InvalidInputError("house.clause_twice", number=one.number)
        seen.add(one.number)


def _closed(one: _Open) -> Clause:
    text = "\n".join(line for line in one.lines if line)
    return Clause(number=one.number, text=text, heading=one.heading)


def _gaps(clauses: list[_Open], form: str) -> tuple[str, ...]:
    values = {one.value for one in clauses}
    highest = max(values, default=0)
    return tuple(form.format(value) for value in range(1, highest) if value not in values)[:20]

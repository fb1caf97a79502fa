"""Text of a paper before it is set: cleaned, numbered, its title broken into lines."""

import re
import unicodedata
from collections.abc import Iterable, Sequence
from datetime import date
from functools import cache
from typing import Final

from xiezhi.documents.papers.geometry import POINTS_PER_MM, SIZE_2, TEXT_MM
from xiezhi.documents.papers.values import Level, Paragraph

_DIGITS: Final = "零一二三四五六七八九"
_TYPED: Final = (
    (Level.FIRST, re.compile(r"^([一二三四五六七八九十百]{1,4}、)\s*")),
    (Level.SECOND, re.compile(r"^[（(]([一二三四五六七八九十百]{1,4})[）)]\s*")),
    (Level.THIRD, re.compile(r"^([0-9]{1,3})[.．、](?![0-9])\s*")),
    (Level.FOURTH, re.compile(r"^[（(]([0-9]{1,3})[）)]\s*")),
)
_SENTENCE: Final = "。！？；"
_HEADING_LENGTH: Final = 40
TITLE_WIDTH: Final = int(TEXT_MM[0] * POINTS_PER_MM / SIZE_2)  # characters of 2号 on a line
_NOT_FIRST: Final = frozenset("的了和与及或等》」』”’）〕】、，。；：！？·—…％%°")
_NOT_LAST: Final = frozenset("《「『“‘（〔【第")
_UNBROKEN: Final = re.compile(
    r"《[^》]*》|〔[^〕]*〕[0-9]*号?|[0-9A-Za-z]+[年月日号个件份条款项次批]?"
)
_BREAK: Final = 12.0  # what any break costs; squares of the lines' unevenness are added
_TOGETHER: Final = 10.0
_DEAR: Final = 400.0

_TELEPHONE: Final = re.compile(r"\d[\d\-－—() （）]{5,}\d")
_LABELS: Final = re.compile("联系人|电话")
_AROUND: Final = " 　,，、:：;；"


def clean(text: str) -> str:
    """Return text in composed form without controls, joiners and marks that have no shape."""
    composed = unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\t", " "))
    return "".join(c for c in composed if c == "\n" or not _is_unseen(c))


def clean_line(text: str) -> str:
    """Return text as one line, spaces at the ends and runs of spaces gone."""
    return " ".join(clean(text).split())


def date_in_words(day: date) -> str:
    """Return ``2026年3月5日``: Arabic figures, year in full, no leading zeros (7.3.5.4)."""
    return f"{day.year}年{day.month}月{day.day}日"


def date_in_han(day: date) -> str:
    """Return ``二〇二六年三月十五日``, as 检察法律文书 are dated (待核)."""
    year = "".join("〇" if figure == "0" else _DIGITS[int(figure)] for figure in str(day.year))
    return f"{year}年{han_number(day.month)}月{han_number(day.day)}日"


def number_of(level: Level, place: int) -> str:
    """Return what stands before the ``place``-th paragraph of a level (7.3.3)."""
    match level:
        case Level.PLAIN:
            return ""
        case Level.FIRST:
            return f"{han_number(place)}、"
        case Level.SECOND:
            return f"（{han_number(place)}）"
        case Level.THIRD:
            return f"{place}."
        case Level.FOURTH:
            return f"（{place}）"


def han_number(number: int) -> str:
    """Return 1 to 99 as 一 … 九十九."""
    tens, ones = divmod(number, 10)
    if not tens:
        return _DIGITS[ones]
    return f"{_DIGITS[tens] if tens > 1 else ''}十{_DIGITS[ones] if ones else ''}"


def numbered(paragraphs: Iterable[Paragraph]) -> tuple[Paragraph, ...]:
    """Return the paragraphs with their numbers counted; a higher level starts the lower anew."""
    counts = [0] * (Level.FOURTH + 1)
    made: list[Paragraph] = []
    for paragraph in paragraphs:
        level = paragraph.level
        if level is not Level.PLAIN:
            counts[level] += 1
            counts[level + 1 :] = [0] * (Level.FOURTH - level)
        made.append(
            Paragraph(
                text=paragraph.text,
                heading=paragraph.heading,
                number=number_of(level, counts[level]),
                level=level,
                is_flush=paragraph.is_flush,
            )
        )
    return tuple(made)


def paragraphs_of(text: str) -> tuple[Paragraph, ...]:
    """Return what a person typed, a paragraph a line; numbers stay as typed.

    ``一、``, ``（一）``, ``1.`` and ``（1）`` at the start of a line give its level. The heading
    is the whole line when it is short and holds no sentence, else its first sentence if short.
    """
    lines = (line.strip(" \u3000") for line in clean(text).split("\n"))
    return tuple(_typed(line) for line in lines if line)


def _typed(line: str) -> Paragraph:
    for level, pattern in _TYPED:
        found = pattern.match(line)
        if found is None:
            continue
        rest = line[found.end() :]
        number = f"（{found[1]}）" if level in {Level.SECOND, Level.FOURTH} else found[1]
        number = f"{number}." if level is Level.THIRD else number
        heading = _heading(rest)
        return Paragraph(number=number, heading=heading, text=rest[len(heading) :], level=level)
    return Paragraph(text=line)


def _heading(rest: str) -> str:
    end = min((place for mark in _SENTENCE if (place := rest.find(mark)) >= 0), default=-1)
    heading = rest if end < 0 else rest[: end + 1]
    return heading if len(heading) <= _HEADING_LENGTH else ""


def title_lines(title: str, names: Sequence[str] = (), body: str = "") -> tuple[str, ...]:
    """Return the lines of a title, as even as meaning allows (7.3.1: 词意完整，排列对称).

    Args:
        title: the writer's own line breaks are kept.
        names: office names and other words never to be broken.
        body: the paper's text; two characters that often stand together there are one word.
    """
    typed = [line for part in clean(title).split("\n") if (line := " ".join(part.split()))]
    if len(typed) != 1:
        return tuple(typed)
    line = typed[0]
    wanted = -(-len(line) // TITLE_WIDTH)
    costs = _break_costs(line, names, body)
    for count in range(wanted, wanted + 3):
        found = _divide(line, count, costs)
        if found:
            return found
    return tuple(line[place : place + TITLE_WIDTH] for place in range(0, len(line), TITLE_WIDTH))


def _break_costs(line: str, names: Sequence[str], body: str) -> dict[int, float]:
    """Return what a break before each place costs; places that are not in it may not be broken."""
    closed = {
        place
        for word in (*names, *_UNBROKEN.findall(line))
        if word
        for found in re.finditer(re.escape(word), line)
        for place in range(found.start() + 1, found.end())
    }
    ends = {found.end() for word in names if word for found in re.finditer(re.escape(word), line)}
    good = ends | {found.start() for found in re.finditer("关于|《", line)}
    return {
        place: 0.0 if place in good else _BREAK + _TOGETHER * min(body.count(around), 5)
        for place in range(1, len(line))
        if place not in closed
        and (around := line[place - 1 : place + 1])[1] not in _NOT_FIRST
        and around[0] not in _NOT_LAST
    }


def _divide(line: str, count: int, costs: dict[int, float]) -> tuple[str, ...]:
    mean = len(line) / count

    @cache
    def best(start: int, left: int) -> tuple[float, tuple[str, ...]]:
        if left == 1:
            rest = line[start:]
            cost = (len(rest) - mean) ** 2 if len(rest) <= TITLE_WIDTH else float("inf")
            return cost, (rest,)
        found: tuple[float, tuple[str, ...]] = (float("inf"), ())
        for end in range(start + 2, min(start + TITLE_WIDTH, len(line) - 1) + 1):
            if end not in costs:
                continue
            after, lines = best(end, left - 1)
            cost = after + costs[end] + (end - start - mean) ** 2
            if cost < found[0]:
                found = (cost, (line[start:end], *lines))
        return found

    cost, lines = best(0, count)
    return lines if cost < _DEAR * count else ()


def _is_unseen(character: str) -> bool:
    category = unicodedata.category(character)
    return category in {"Cc", "Cf", "Cs"} or "\ufe00" <= character <= "\ufe0f"


def contact_parts(words: str) -> tuple[str, str]:
    """Return person and telephone of what was typed in one line; what is no number is the person."""
    found = _TELEPHONE.search(words)
    telephone = found[0].strip() if found else ""
    person = words.replace(telephone, "") if telephone else words
    return _LABELS.sub("", person).strip(_AROUND), telephone

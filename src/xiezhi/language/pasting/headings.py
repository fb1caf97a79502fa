"""Where a message begins in a copied chat: the forms of headings, and which of them are in use.

A form is believed when it names a time with its day, a person the office knows, or the same
speaker again; words that merely end in a clock time or a colon stay words.
"""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum, auto
from typing import Final

from xiezhi.language.pasting.speakers import Names, fold
from xiezhi.language.pasting.times import (
    Moment,
    read_moment,
    split_moment_at_end,
    split_moment_at_start,
)

MAX_HEADING: Final = 100
_MAX_NAME: Final = 34
_REPEATED: Final = 2
_INLINE_ENOUGH: Final = 3
_INLINE_SHARE: Final = 0.8

_SENTENCE: Final = re.compile(r"[，。！？；、“”‘’《》!?;,\t]|https?://|www\.")
_NO_NAME: Final = re.compile(
    r"(?:今|明|后|昨|前)[天日晚早]?(?:早上|上午|中午|下午|晚上)?|大约|大概|时间|日期|约|于|在|从|到|至|[-—–.·\s\d:/]+"
)
_LABEL: Final = re.compile(
    r"如下|说明|要求|情况|地点|时间|日期|电话|地址|位置|内容|问题|诉求|建议|通知|意见|原因|结果|依据|"
    r"附件|主题|标题|编号|单位|期限|来源|类型|姓名|联系|备注|例如|比如|注意|另外|补充|第[一二三四五]|其[一二三]|"
    r"^(?:发件人|收件人|抄送|反映|答|问|注|来电人|from|to|cc|date|sent|subject|re|fw|fwd)$",
    re.IGNORECASE,
)
_TIME_LABEL: Final = re.compile(
    r".{0,20}(?:时间|日期|时限|期限|时候|于|在|时|约|到|至|从)|.{0,30}\d[-/.年月]\d{1,2}日?"
)
_NUMBERED: Final = re.compile(r"\(\d{4,12}\)|<[^<>\s]{3,40}>$")
_INLINE: Final = re.compile(r"\s*(?P<name>[^:：\n]{1,34})[:：]\s?(?P<text>\S.*)$")


class HeadForm(Enum):
    """The forms headings take."""

    NAME_TIME = auto()
    TIME_NAME = auto()
    NAME_OVER_TIME = auto()
    NAME_COLON = auto()
    INLINE = auto()


@dataclass(frozen=True, slots=True, kw_only=True)
class Head:
    """A heading at a line: who, when, and how many lines it takes.

    Attributes:
        inline: words of the message on the heading's own line.
    """

    line: int
    form: HeadForm
    speaker: str
    moment: Moment | None = None
    inline: str = ""

    @property
    def length(self) -> int:
        """Lines of the heading that hold no words of the message."""
        if self.form is HeadForm.INLINE:
            return 0
        return 2 if self.form is HeadForm.NAME_OVER_TIME else 1


def find_heads(lines: Sequence[str], names: Names, *, is_forward: bool) -> dict[int, Head]:
    """Return the believed headings of a chat by line; {} when the text is no chat."""
    timed = _believed(_timed(lines, names), lines, names)
    colons = _believed(_colons(lines, names), lines, names)
    if timed:
        known = {fold(head.speaker) for head in timed}
        colons = [one for one in colons if fold(one.speaker) in known or names.knows(one.speaker)]
    found = {head.line: head for head in (*colons, *timed)}
    if not found:
        found = {head.line: head for head in _inline(lines, names, is_forward=is_forward)}
    return found if _is_chat(found, names) else {}


def _is_chat(heads: dict[int, Head], names: Names) -> bool:
    return len(heads) > 1 or any(
        head.moment is not None or names.knows(head.speaker) for head in heads.values()
    )


def _timed(lines: Sequence[str], names: Names) -> list[Head]:
    found = []
    taken = -1
    for place, line in enumerate(lines):
        if place <= taken or len(line) > MAX_HEADING or not line.strip():
            continue
        head = _named_time(place, lines, names) or _name_over_time(place, lines, names)
        if head is not None:
            found.append(head)
            taken = place + head.length - 1
    return found


def _named_time(place: int, lines: Sequence[str], names: Names) -> Head | None:
    line = lines[place]
    if (":" not in line and "：" not in line) or read_moment(line) is not None:
        return None
    behind = split_moment_at_end(line)
    if behind is not None:
        name, moment = behind[0].strip().rstrip(":：").strip(), behind[1]
        # A dated line that stands apart is a heading whatever signs the nickname is made of.
        is_loose = moment.has_day and stands_apart(place, lines) and len(name) <= _MAX_NAME
        if names.knows(name) or _is_dated_name(name, is_loose=is_loose):
            return Head(line=place, form=HeadForm.NAME_TIME, speaker=name, moment=moment)
    before = split_moment_at_start(line)
    if before is None or before[0].year is None:
        return None
    name = before[1].rstrip(":：").strip()
    if not _is_name(name):
        return None
    return Head(line=place, form=HeadForm.TIME_NAME, speaker=name, moment=before[0])


def _name_over_time(place: int, lines: Sequence[str], names: Names) -> Head | None:
    if place + 1 >= len(lines) or len(lines[place + 1]) > MAX_HEADING:
        return None
    moment = read_moment(lines[place + 1])
    name = lines[place].strip()
    if moment is None or not (names.knows(name) or (_is_name(name) and not _LABEL.search(name))):
        return None
    return Head(line=place, form=HeadForm.NAME_OVER_TIME, speaker=name, moment=moment)


def _colons(lines: Sequence[str], names: Names) -> list[Head]:
    return [
        Head(line=place, form=HeadForm.NAME_COLON, speaker=name)
        for place, line in enumerate(lines)
        if len(line) <= MAX_HEADING
        and line.rstrip().endswith((":", "："))
        and _may_speak(name := line.strip().rstrip(":：").strip(), names)
    ]


def _inline(lines: Sequence[str], names: Names, *, is_forward: bool) -> list[Head]:
    """Name and words on one line, as a merged forward shows itself."""
    written = [line for line in lines if line.strip()]
    found = [
        Head(
            line=place,
            form=HeadForm.INLINE,
            speaker=parts["name"].strip(),
            inline=parts["text"].strip(),
        )
        for place, line in enumerate(lines)
        if (parts := _INLINE.match(line)) and _may_speak(parts["name"].strip(), names)
    ]
    times = Counter(fold(head.speaker) for head in found)
    is_dialogue = (
        len(found) >= _INLINE_ENOUGH
        and len(found) >= len(written) * _INLINE_SHARE
        and max(times.values(), default=0) >= _REPEATED
    )
    if is_forward or is_dialogue:
        return found
    return [head for head in found if names.knows(head.speaker)]


def _believed(heads: list[Head], lines: Sequence[str], names: Names) -> list[Head]:
    times = Counter((head.form, fold(head.speaker)) for head in heads)
    return [
        head
        for head in heads
        if names.knows(head.speaker)
        or (
            times[head.form, fold(head.speaker)] >= _REPEATED
            and head.form is not HeadForm.TIME_NAME
        )
        or _speaks_for_itself(head, lines)
    ]


def _speaks_for_itself(head: Head, lines: Sequence[str]) -> bool:
    """Return whether a heading of an unknown name, seen once, is one."""
    after = head.line + head.length
    is_apart = stands_apart(head.line, lines)
    is_followed = after < len(lines) and bool(lines[after].strip())
    match head.form:
        case HeadForm.TIME_NAME:
            return bool(_NUMBERED.search(head.speaker))
        case HeadForm.NAME_TIME:
            return bool(head.moment and head.moment.has_day) or is_apart
        case HeadForm.NAME_OVER_TIME:
            return is_apart and is_followed
        case _:
            return is_apart and is_followed


def stands_apart(place: int, lines: Sequence[str]) -> bool:
    """Return whether nothing stands on the line above."""
    return place == 0 or not lines[place - 1].strip()


def _may_speak(name: str, names: Names) -> bool:
    """Return whether words before a colon may be a person, not the label of a field."""
    return names.knows(name) or (_is_name(name) and not _LABEL.search(name))


def _is_dated_name(name: str, *, is_loose: bool) -> bool:
    if not name or _TIME_LABEL.fullmatch(name) or _NO_NAME.fullmatch(name):
        return False
    return is_loose or _is_name(name)


def _is_name(name: str) -> bool:
    return (
        0 < len(name) <= _MAX_NAME
        and not _SENTENCE.search(name)
        and not _NO_NAME.fullmatch(name)
        and any(sign.isalnum() or ord(sign) > 0x2000 for sign in name)  # noqa: PLR2004 # emoji
    )

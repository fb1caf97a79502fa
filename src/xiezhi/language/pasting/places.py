"""Words of place in a message: 苏木镇, 嘎查村, and 「××加油站北200米」."""

import re
from collections.abc import Collection, Iterator, Mapping
from typing import Final

from xiezhi.language.pasting.placeholders import find_placeholders
from xiezhi.language.pasting.values import FoundPlace, PlaceholderKind

Towns = Mapping[str, Collection[str]]
"""苏木镇 of the office, each with the 嘎查村 known there."""

_SUFFIXES: Final = (
    "经济开发区",
    "开发区",
    "街道办事处",
    "街道",
    "苏木",
    "镇",
    "乡",
    "嘎查",
    "社区",
    "村",
)
_MIN_STEM: Final = 2
_MAX_WORDS: Final = 200
_MAX_CLAUSE: Final = 120
_CLAUSES: Final = re.compile(r"[，。！？；、,!?;\n\t]|\.(?!\d)")
_LABELLED: Final = re.compile(
    r"(?:事发地[点址]|具体[位地][置点址]|详细地址|发生地[点址]|地\s?[点址]|位\s?置)\s?[:：是在]\s?(?P<words>[^，。！？；,!?;\n]{2,100})"
)
_VILLAGE: Final = re.compile(
    r"[\u3400-\u9fff]{1,8}?(?:嘎查|社区|村(?![民委])|(?<=[^一二三四五六七八九十])[一二三四五六七八九十]社)"
)
_SIDE: Final = "(?:东北|西北|东南|西南|正?东|正?西|正?南|正?北|左|右|前|后|上游|下游)"
_DISTANCE: Final = re.compile(
    rf"{_SIDE}(?:侧|边|面|方向|方|头|行|走|去)?(?:大约|大概|约|不到|差不多)?"
    r"[0-9零一二两三四五六七八九十百千几半]{1,6}(?:\.\d{1,2})?多?(?:米|公里|千米|里地?|km|m)(?:处|左右|的地方|多)?"
    r"|[Kk]\d{1,4}\+\d{1,3}(?:米|m)?处?|\d{1,4}(?:公里|千米)(?:\+?\d{1,3}米)?处"
)
_NEARNESS: Final = re.compile(
    r"(?:附近|旁边?|对面|门口|村口|路口|交叉口|交汇处|桥下(?!游)|桥头|河边|沟边|岸边|路边|沿线|入口|出口|院内|院里|楼下"
    rf"|{_SIDE}[侧边面])处?"
)
_AT: Final = re.compile("(?:[建设停堆倒放装埋立开坐]{0,2}[在于到]|造成|只有|因为)")
_MAX_SPOT: Final = 24  # longer words tell a story, not a spot
_LEAD: Final = re.compile(
    r"^.{0,12}?(?:发现|看到|看见|位于|就在|正在|来到|路过|经过|走到|反映|举报|在|我是|说是|是)(?=..)"
)


def find_place(text: str, *, towns: Towns) -> FoundPlace:
    """Return the first place a text names; empty parts where it names none.

    Short forms count (展旦召 for 展旦召苏木) where only one town has them. The village is one of the
    office's or a word of that form behind the town's name.
    """
    names = _names(towns)
    town, town_end = _first_name(text, names)
    village = _village(text, town_end, town, towns)
    if village and not town:
        town = _town_of(village, towns)
    return FoundPlace(town=town, village=village, words=_spot(text, town, village))


def _names(towns: Towns) -> list[tuple[str, str]]:
    """Return every way a town is written, longest first, with its full name."""
    written: dict[str, set[str]] = {}
    for town in towns:
        for form in _forms(town):
            written.setdefault(form, set()).add(town)
    sure = [(form, next(iter(full))) for form, full in written.items() if len(full) == 1]
    return sorted(sure, key=lambda one: (-len(one[0]), one[0]))


def _forms(name: str) -> Iterator[str]:
    yield name
    stem = _stem(name)
    if len(stem) >= _MIN_STEM:
        yield stem


def _stem(name: str) -> str:
    suffix = next((one for one in _SUFFIXES if name.endswith(one)), "")
    return name.removesuffix(suffix) if suffix else name


def _first_name(text: str, names: list[tuple[str, str]]) -> tuple[str, int]:
    """Return the town named first (the longest form at that place), and where its name ends."""
    found = [(place, -len(form), full) for form, full in names if (place := text.find(form)) >= 0]
    if not found:
        return "", 0
    place, length, full = min(found)
    return full, place - length


def _village(text: str, after: int, town: str, towns: Towns) -> str:
    own = [village for village in towns.get(town, ()) if village in text]
    if not own and not town:
        own = [village for villages in towns.values() for village in villages if village in text]
    if own:
        return min(own, key=lambda village: (text.find(village), -len(village)))
    if not town:
        return ""
    found = _VILLAGE.match(text, after)
    return found.group() if found else ""


def _town_of(village: str, towns: Towns) -> str:
    """Return the town of a village, "" when two have one of that name."""
    found = [town for town, villages in towns.items() if village in villages]
    return found[0] if len(found) == 1 else ""


def _spot(text: str, town: str, village: str) -> str:
    """Return the words that tell the spot: behind a label, around 北200米, or of a place card."""
    labelled = _LABELLED.search(text)
    if labelled:
        return labelled["words"].strip()[:_MAX_WORDS]
    cards = [one.words for one in find_placeholders(text) if one.kind is PlaceholderKind.PLACE]
    for clause in _CLAUSES.split(text):
        is_read = len(clause) <= _MAX_CLAUSE and not any(card in clause for card in cards if card)
        words = _anchored(clause.strip(), town, village) if is_read else ""
        if words:
            return words[:_MAX_WORDS]
    return next((card[:_MAX_WORDS] for card in cards if card), "")


def _anchored(clause: str, town: str, village: str) -> str:
    """Return the words of a clause up to its anchor, without the names that stand apart."""
    span = _anchor(clause)
    if span is None:
        return ""
    anchor = clause[span[0] : span[1]]
    words = _LEAD.sub("", clause[: span[1]])
    if not _DISTANCE.search(anchor):
        words = _AT.split(words)[-1] or words
    names = [name for name in (village, town, _stem(town)) if name]
    for name in names:
        if name in words:
            words = words[words.find(name) + len(name) :]
            break
    words = words.strip(" 的在:：")
    is_enough = _DISTANCE.search(anchor) and (names or anchor.endswith("处"))
    is_spot = len(words) <= _MAX_SPOT and (is_enough or (len(words) > 1 and words != anchor))
    return words if is_spot else ""


def _anchor(clause: str) -> tuple[int, int] | None:
    """Return where the anchor of a clause stands: a distance, else the first word of nearness."""
    distance = _DISTANCE.search(clause)
    if distance:
        return distance.span()
    found = list(_NEARNESS.finditer(clause))
    if not found:
        return None
    end = found[0].end()
    for one in found[1:]:
        if one.start() > end + 1:
            break
        end = one.end()
    return found[0].start(), end

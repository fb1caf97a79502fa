"""The words of an HTML body: nothing is fetched, run or shown as markup.

A scanner of its own, because the library's parser needs quadratic time for markup that never
closes what it opens, and this markup comes from strangers.
"""

import re
from collections.abc import Mapping
from html import unescape
from typing import Final

MAX_HTML: Final = 2_000_000

_MARKUP: Final = re.compile(r"<(?P<end>/?)(?P<tag>[A-Za-z][A-Za-z0-9]{0,20})|<!--|<[!?]")
_ATTRIBUTE: Final = re.compile(
    r"\b(?P<name>src|href)\s?=\s?(?:\"(?P<one>[^\"]{0,2000})\"|'(?P<two>[^']{0,2000})'|(?P<three>[^\s\"'>]{1,2000}))",
    re.IGNORECASE,
)
_SILENT: Final = frozenset({"script", "style", "head", "title", "template", "noscript", "svg"})
_BLOCKS: Final = frozenset({
    "p", "div", "br", "tr", "li", "ul", "ol", "table", "blockquote", "pre", "hr", "section", "article",
    "h1", "h2", "h3", "h4", "h5", "h6", "header", "footer", "dt", "dd",
})  # fmt: skip
_CELLS: Final = frozenset({"td", "th"})
_ADDRESSES: Final = ("http://", "https://", "geo:")
_MAX_ADDRESS: Final = 500
_MAX_TAG: Final = 4_000


def html_words(markup: str, *, names: Mapping[str, str]) -> str:
    """Return the words of a body, blocks on lines of their own, cells apart by tabs.

    Args:
        markup: anything; what lies beyond two million characters is left away.
        names: file names by content id, for pictures that stand in the text.
    """
    words = _Words(markup[:MAX_HTML], names)
    words.read()
    lines = [line.strip(" \xa0") for line in "".join(words.parts).split("\n")]
    return "\n".join(
        line for place, line in enumerate(lines) if line or (place and lines[place - 1])
    )


class _Words:
    """Collects words; tags it does not know are passed over, their words kept."""

    def __init__(self, markup: str, names: Mapping[str, str]) -> None:
        self.parts: list[str] = []
        self._markup = markup
        self._names = names
        self._address = ""
        self._never: set[str] = set()  # ends that do not come again: not looked for twice

    def read(self) -> None:
        """Go through the markup once, from the first sign to the last."""
        place = 0
        while (found := _MARKUP.search(self._markup, place)) is not None:
            self._text(self._markup[place : found.start()])
            place = self._past(found)
        self._text(self._markup[place:])

    def _past(self, found: re.Match[str]) -> int:
        """Return where reading goes on behind a piece of markup."""
        closing = "-->" if found.group() == "<!--" else ">"
        end = self._find(closing, found.end())
        if end < 0:
            self._text(found.group())
            return found.end()
        tag = (found["tag"] or "").lower()
        if tag in _SILENT and not found["end"]:
            return self._past_silent(tag, end + 1)
        if tag:
            inside = self._markup[found.end() : min(end, found.end() + _MAX_TAG)]
            self._end(tag) if found["end"] else self._start(tag, inside)
        return end + len(closing)

    def _past_silent(self, tag: str, place: int) -> int:
        end = self._find(f"</{tag}", place)
        end = end if end >= 0 else self._find(f"</{tag.upper()}", place)
        return end if end >= 0 else place

    def _find(self, wanted: str, place: int) -> int:
        if wanted in self._never:
            return -1
        found = self._markup.find(wanted, place)
        if found < 0:
            self._never.add(wanted)
        return found

    def _start(self, tag: str, inside: str) -> None:
        if tag in _BLOCKS:
            self.parts.append("\n")
        elif tag in _CELLS:
            self.parts.append("\t" if self.parts and not self.parts[-1].endswith("\n") else "")
        elif tag == "img":
            self.parts.append(self._picture(_attribute(inside, "src")))
        elif tag == "a":
            self._address = _attribute(inside, "href")[:_MAX_ADDRESS]

    def _end(self, tag: str) -> None:
        if tag in _BLOCKS:
            self.parts.append("\n")
        elif tag == "a":
            is_said = bool(self.parts) and self._address in self.parts[-1]
            if self._address.startswith(_ADDRESSES) and not is_said:
                self.parts.append(f" {self._address} ")
            self._address = ""

    def _text(self, text: str) -> None:
        if text:
            is_blank = not text.strip()
            self.parts.append(" " if is_blank else unescape(text.replace("\n", " ")))

    def _picture(self, source: str) -> str:
        if not source.lower().startswith("cid:"):
            return ""
        name = self._names.get(source[len("cid:") :].strip(), "")
        return f"\n[图片: {name}]\n" if name else "\n[图片]\n"


def _attribute(inside: str, wanted: str) -> str:
    for found in _ATTRIBUTE.finditer(inside):
        if found["name"].lower() == wanted:
            return unescape(found["one"] or found["two"] or found["three"] or "").strip()
    return ""

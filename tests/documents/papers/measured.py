"""What stands where in a PDF: characters with their baselines, and drawn lines, in millimetres."""

import io
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from pdfminer.high_level import extract_pages
from pdfminer.layout import LAParams, LTChar, LTContainer, LTCurve, LTPage

MM = 25.4 / 72


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """Characters on one baseline; ``top`` is measured from the top of the page."""

    text: str
    left: float
    right: float
    baseline: float
    size: float
    fonts: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """A drawn line, or the box around one."""

    left: float
    right: float
    top: float
    bottom: float
    is_red: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    width: float
    height: float
    lines: tuple[Line, ...]
    rules: tuple[Rule, ...]

    def line_with(self, words: str) -> Line:
        found = [line for line in self.lines if words in line.text]
        assert found, (words, [line.text for line in self.lines])
        return found[0]


def measure(pdf: bytes) -> list[Page]:
    """Return the pages."""
    pages = extract_pages(io.BytesIO(pdf), laparams=LAParams(all_texts=True, boxes_flow=None))
    return [_page(page) for page in pages]


def _page(page: LTPage) -> Page:
    everything = list(_inside(page))
    chars = [item for item in everything if isinstance(item, LTChar) and item.get_text().strip()]
    chars.sort(key=lambda char: (-round(char.matrix[5], 1), char.x0))
    rows = groupby(chars, key=lambda char: round(char.matrix[5], 1))
    return Page(
        width=page.width * MM,
        height=page.height * MM,
        lines=tuple(_line(list(row), page) for _baseline, row in rows),
        rules=tuple(_rule(item, page) for item in everything if isinstance(item, LTCurve)),
    )


def _inside(container: Any) -> Iterator[Any]:
    for item in container:
        yield item
        if isinstance(item, LTContainer):
            yield from _inside(item)


def _line(row: list[LTChar], page: LTPage) -> Line:
    return Line(
        text="".join(char.get_text() for char in row),
        left=row[0].x0 * MM,
        right=row[-1].x1 * MM,
        baseline=(page.height - row[0].matrix[5]) * MM,
        size=round(max(char.size for char in row), 2),
        fonts=tuple(dict.fromkeys(char.fontname.partition("+")[2] for char in row)),
    )


def _rule(item: LTCurve, page: LTPage) -> Rule:
    color = item.non_stroking_color if item.fill else item.stroking_color
    half = 0.0 if item.fill else item.linewidth / 2
    return Rule(
        left=item.x0 * MM,
        right=item.x1 * MM,
        top=(page.height - item.y1 - half) * MM,
        bottom=(page.height - item.y0 + half) * MM,
        is_red=isinstance(color, tuple | list) and tuple(color)[:3] == (1, 0, 0),
    )

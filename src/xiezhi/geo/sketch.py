"""位置略图: where a point lies, as an SVG without tiles, styles or scripts.

Drawn round one point: rings with distances, earlier reports, town seats, north and a scale. Every
part has a class and falls back to ``currentColor``, so a page themes it by style sheet alone.
"""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from xiezhi.geo.distance import EARTH_RADIUS_M, distance_m, distance_words, place_words
from xiezhi.geo.labels import Box, Label, LabelBoard, text_width
from xiezhi.geo.position import Position
from xiezhi.geo.svg import element, text_element

SIZE: Final = 480
_MARGIN: Final = 34
_FONT: Final = 13
_SMALL: Final = 11
_RINGS: Final = (100, 200, 500, 1_000, 2_000, 5_000, 10_000, 20_000, 50_000)
_DEFAULT_RADIUS_M: Final = 1_000
_FAR_TOWNS: Final = 3  # town seats beyond the rim that are pointed to


class MarkKind(StrEnum):
    """What a mark on the sketch stands for."""

    EARLIER = "earlier"
    TOWN = "town"


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """Another point the reader knows or should compare with."""

    lat: float
    lon: float
    label: str
    kind: MarkKind


@dataclass(frozen=True, slots=True, kw_only=True)
class SketchWords:
    """The words drawn, given by the caller because they are translated."""

    title: str = "位置略图"
    here: str = "本件位置"
    north: str = "北"


@dataclass(frozen=True, slots=True, kw_only=True)
class _Spot:
    mark: Mark
    metres: float
    x: float
    y: float
    is_beyond: bool


def sketch_svg(
    centre: Position,
    marks: Sequence[Mark] = (),
    *,
    words: SketchWords | None = None,
    radius_m: int | None = None,
    dom_id: str = "sketch",
) -> str:
    """Return the sketch as one ``<svg>`` element, safe to put into a page as it is.

    Args:
        centre: the report's point.
        marks: earlier reports and town seats, nearest first or not; earlier reports beyond the
            rim are left out, the nearest town seats beyond it are pointed to at the rim.
        words: fixed words in the reader's language.
        radius_m: what the outer ring stands for; chosen to hold the marks within 5 km when None.
        dom_id: prefix of ids, unique in the page.
    """
    words = words or SketchWords()
    radius = radius_m or _fitting_radius(centre, marks)
    spots = _spots(centre, marks, radius)
    board = LabelBoard(Box(left=4, top=4, right=SIZE - 4, bottom=SIZE - 4))
    parts = [
        *_rings(radius, board),
        *_accuracy(centre, radius),
        *_north(words.north, board),
        *_scale_bar(radius, board),
    ]
    for x, y in [(SIZE / 2, SIZE / 2), *((spot.x, spot.y) for spot in spots)]:
        board.block(Box(left=x - 5, right=x + 5, top=y - 5, bottom=y + 5))
    here = _centre_mark(words.here, board)  # its label is placed first, its dot drawn on top
    for spot in spots:
        parts += _mark(spot, board)
    parts += here
    return element(
        "svg",
        [
            element("title", [words.title], id=f"{dom_id}-title"),
            element("desc", [_description(centre, spots, words)], id=f"{dom_id}-desc"),
            *parts,
        ],
        xmlns="http://www.w3.org/2000/svg",
        viewBox=f"0 0 {SIZE} {SIZE}",
        role="img",
        aria_labelledby=f"{dom_id}-title {dom_id}-desc",
        class_="sketch",
        fill="none",
        stroke="none",
    )


def _fitting_radius(centre: Position, marks: Iterable[Mark]) -> int:
    near = [
        metres
        for mark in marks
        if (metres := distance_m(centre.lat, centre.lon, mark.lat, mark.lon)) <= 5 * 1_000
    ]
    wanted = max([*near, centre.accuracy_m or 0]) if near else _DEFAULT_RADIUS_M
    return next((ring for ring in _RINGS if ring >= wanted and ring >= 200), _RINGS[-1])  # noqa: PLR2004  # a phone knows its place to some 30 m


def _spots(centre: Position, marks: Iterable[Mark], radius: int) -> list[_Spot]:
    spots = [_spot(centre, mark, radius) for mark in marks]
    spots.sort(key=lambda spot: (spot.mark.kind is not MarkKind.TOWN, spot.metres))
    inside = [spot for spot in spots if not spot.is_beyond]
    beyond = [spot for spot in spots if spot.is_beyond and spot.mark.kind is MarkKind.TOWN]
    return [*inside, *beyond[:_FAR_TOWNS]]


def _spot(centre: Position, mark: Mark, radius: int) -> _Spot:
    metres = distance_m(centre.lat, centre.lon, mark.lat, mark.lon)
    metres_per_degree = math.radians(1) * EARTH_RADIUS_M
    east = (mark.lon - centre.lon) * metres_per_degree * math.cos(math.radians(centre.lat))
    north = (mark.lat - centre.lat) * metres_per_degree
    flat = math.hypot(east, north)
    is_beyond = flat > radius
    factor = _reach() / (flat if is_beyond else radius)
    return _Spot(
        mark=mark,
        metres=metres,
        x=SIZE / 2 + east * factor,
        y=SIZE / 2 - north * factor,
        is_beyond=is_beyond,
    )


def _reach() -> float:
    return SIZE / 2 - _MARGIN


def _ring_distances(radius: int) -> list[float]:
    return [radius / 4, radius / 2, float(radius)]


def _rings(radius: int, board: LabelBoard) -> list[str]:
    parts: list[str] = []
    for metres in _ring_distances(radius):
        drawn = _reach() * metres / radius
        parts.append(
            element(
                "circle",
                [],
                class_="sketch-ring",
                cx=SIZE / 2,
                cy=SIZE / 2,
                r=drawn,
                stroke="currentColor",
                stroke_opacity="0.25",
            )
        )
        text, x, y = distance_words(metres), SIZE / 2, SIZE / 2 + drawn
        half = text_width(text, _SMALL) / 2
        board.block(Box(left=x - half, right=x + half, top=y - 16, bottom=y))
        parts.append(_text(text, x, y - 4, class_="sketch-ring-label", size=_SMALL))
    return parts


def _accuracy(centre: Position, radius: int) -> list[str]:
    if not centre.accuracy_m:
        return []
    drawn = min(_reach(), _reach() * centre.accuracy_m / radius)
    return [
        element(
            "circle",
            [],
            class_="sketch-accuracy",
            cx=SIZE / 2,
            cy=SIZE / 2,
            r=drawn,
            fill="currentColor",
            fill_opacity="0.08",
        )
    ]


def _north(word: str, board: LabelBoard) -> list[str]:
    x, top = SIZE - 26, 14
    board.block(Box(left=x - 14, right=x + 14, top=top, bottom=top + 48))
    return [
        element(
            "path",
            [],
            class_="sketch-north",
            d=f"M{x} {top} l7 24 l-7 -6 l-7 6 z",
            fill="currentColor",
        ),
        _text(word, x, top + 40, class_="sketch-north-label", size=_FONT),
    ]


def _scale_bar(radius: int, board: LabelBoard) -> list[str]:
    metres = radius / 4
    length, left, y = _reach() / 4, 14.0, SIZE - 14.0
    text = distance_words(metres)
    board.block(
        Box(left=left, right=left + max(length, text_width(text, _SMALL)), top=y - 22, bottom=y)
    )
    return [
        element(
            "path",
            [],
            class_="sketch-scale",
            d=f"M{left:g} {y - 5:g} v5 h{length:g} v-5",
            stroke="currentColor",
        ),
        _text(text, left + length / 2, y - 8, class_="sketch-scale-label", size=_SMALL),
    ]


def _centre_mark(word: str, board: LabelBoard) -> list[str]:
    x = y = SIZE / 2
    dot = element(
        "circle",
        [element("title", [word])],
        class_="sketch-mark sketch-mark-here",
        cx=x,
        cy=y,
        r=7,
        fill="currentColor",
    )
    label = board.place(word, x, y, gap=12, size=_FONT)
    return [dot, *_label(label, "sketch-label sketch-label-here")]


def _mark(spot: _Spot, board: LabelBoard) -> list[str]:
    kind = spot.mark.kind
    far = f" {distance_words(spot.metres)}"
    name = element("title", [spot.mark.label + far])
    class_ = f"sketch-mark sketch-mark-{kind}" + (" sketch-mark-beyond" if spot.is_beyond else "")
    if kind is MarkKind.TOWN:
        shape = element(
            "rect",
            [name],
            class_=class_,
            x=spot.x - 4.5,
            y=spot.y - 4.5,
            width=9,
            height=9,
            stroke="currentColor",
            stroke_width="1.5",
        )
    else:
        shape = element(
            "circle",
            [name],
            class_=class_,
            cx=spot.x,
            cy=spot.y,
            r=4.5,
            fill="currentColor",
            fill_opacity="0.55",
        )
    words = spot.mark.label + (far if spot.is_beyond else "")
    label = board.place(words, spot.x, spot.y, gap=9, size=_FONT)
    return [shape, *_label(label, f"sketch-label sketch-label-{kind}")]


def _label(label: Label | None, class_: str) -> list[str]:
    if label is None:
        return []
    return [_text(label.text, label.x, label.y, class_=class_, size=_FONT, anchor=label.anchor)]


def _text(text: str, x: float, y: float, *, class_: str, size: int, anchor: str = "middle") -> str:
    return text_element(text, x=x, y=y, class_=class_, size=size, anchor=anchor)


def _description(centre: Position, spots: Iterable[_Spot], words: SketchWords) -> str:
    lines = [
        f"{spot.mark.label}：{place_words(centre.lat, centre.lon, spot.mark.lat, spot.mark.lon)}"
        for spot in spots
    ]
    return "；".join(lines) or words.here

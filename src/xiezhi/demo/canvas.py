"""A drawing surface for the demo's photos: sky, ground, shaded shapes, shadows, smoke and grain."""

import hashlib
import math
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Final

from PIL import Image, ImageChops, ImageDraw, ImageFilter, ImageOps

Point = tuple[float, float]
Colour = tuple[int, int, int]
Box = tuple[float, float, float, float]

WIDTH: Final = 1600
HEIGHT: Final = 1200
_FINE: Final = 2
_CORNERS: Final = 4
_WHITE: Final[Colour] = (255, 255, 255)


class Dice:
    """Numbers derived from words by a hash: the same words give the same numbers everywhere."""

    def __init__(self, *words: str | int) -> None:
        self._bytes = hashlib.shake_256("\x1f".join(map(str, words)).encode()).digest(16384)
        self._next = 0

    def between(self, low: float, high: float) -> float:
        """A number from ``low`` up to, not including, ``high``."""
        at = self._next % 16384
        self._next += 4
        return low + (high - low) * int.from_bytes(self._bytes[at : at + 4]) / 2**32

    def whole(self, low: int, high: int) -> int:
        """A whole number from ``low`` to ``high``, both included."""
        return int(self.between(low, high + 1))

    def colour(self, *choices: Colour) -> Colour:
        """One of the colours."""
        return choices[self.whole(0, len(choices) - 1)]


def tint(colour: Colour, factor: float) -> Colour:
    """The colour made lighter (factor above 1) or darker (below 1)."""
    red, green, blue = (max(0, min(255, round(part * factor))) for part in colour)
    return (red, green, blue)


def mix(one: Colour, other: Colour, share: float) -> Colour:
    """The colour ``share`` of the way from ``one`` to ``other``."""
    red, green, blue = (round(a + (b - a) * share) for a, b in zip(one, other, strict=True))
    return (red, green, blue)


def turned(points: Sequence[Point], degrees: float, pivot: Point) -> list[Point]:
    """The points turned clockwise about the pivot."""
    cos, sin = math.cos(math.radians(degrees)), math.sin(math.radians(degrees))
    px, py = pivot
    return [
        (px + (x - px) * cos - (y - py) * sin, py + (x - px) * sin + (y - py) * cos)
        for x, y in points
    ]


def moved(at: Point, scale: float, *points: Point) -> list[Point]:
    """The points scaled about the origin and moved to ``at``."""
    return [(at[0] + x * scale, at[1] + y * scale) for x, y in points]


def rectangle(left: float, top: float, right: float, bottom: float) -> list[Point]:
    """The four corners of an upright rectangle."""
    return [(left, top), (right, top), (right, bottom), (left, bottom)]


def ellipse(centre: Point, across: float, down: float, steps: int = 48) -> list[Point]:
    """Points of an ellipse with the given half axes."""
    turn = 2 * math.pi / steps
    return [
        (centre[0] + across * math.cos(turn * k), centre[1] + down * math.sin(turn * k))
        for k in range(steps)
    ]


def noise(key: str, size: tuple[int, int]) -> Image.Image:
    """White noise, grey."""
    return Image.frombytes("L", size, hashlib.shake_256(key.encode()).digest(size[0] * size[1]))


def fractal(
    key: str,
    size: tuple[int, int],
    cells: tuple[int, int],
    octaves: int = 4,
    *,
    detail: float = 0.42,
) -> Image.Image:
    """Cloudy noise, grey, stretched over the whole range; ``cells`` sets the coarsest grain."""
    total = noise(key, cells).resize(size, Image.Resampling.BICUBIC)
    for octave in range(1, octaves):
        finer = (min(cells[0] << octave, size[0]), min(cells[1] << octave, size[1]))
        layer = noise(f"{key}/{octave}", finer).resize(size, Image.Resampling.BICUBIC)
        total = Image.blend(total, layer, detail / octave**0.6)
    return ImageOps.autocontrast(total, cutoff=1)


def _gradient(size: tuple[int, int], first: Colour, last: Colour, *, across: bool) -> Image.Image:
    ramp = Image.linear_gradient("L")
    ramp = (ramp.rotate(90) if across else ramp).resize(size)
    return ImageOps.colorize(ramp, first, last)


class Canvas:
    """A 1600 x 1200 picture in the making; ``dice`` gives the variety of one place."""

    def __init__(self, key: str) -> None:
        self.key = key
        self.dice = Dice(key)
        self.image = Image.new("RGB", (WIDTH, HEIGHT))
        self._layer = 0

    def _name(self) -> str:
        self._layer += 1
        return f"{self.key}#{self._layer}"

    def sky(self, horizon: int, top: Colour, low: Colour, clouds: float = 0.5) -> None:
        """Paint a sky from ``top`` to ``low`` with soft clouds (0 none, 1 overcast)."""
        size = (WIDTH, horizon + 40)
        sky = _gradient(size, top, low, across=False)
        puffs = fractal(self._name(), (480, 200), (7, 5), 6, detail=0.34)
        start = 205 - clouds * 120
        puffs = puffs.point([max(0, min(225, round((v - start) * 2.6))) for v in range(256)])
        fade = Image.linear_gradient("L").point([255 - abs(v - 110) for v in range(256)])
        mask = ImageChops.multiply(puffs, fade.resize(puffs.size)).resize(size)
        sky.paste(mix(low, _WHITE, 0.75), (0, 0), mask)
        self.image.paste(sky, (0, 0))

    def hills(self, base: float, height: float, colour: Colour, waves: float = 2.0) -> None:
        """Paint a range of hills standing on ``base``."""
        phases = [self.dice.between(0, 6.28) for _ in range(3)]
        points: list[Point] = []
        for x in range(-20, WIDTH + 40, 20):
            turn = x / WIDTH * 2 * math.pi * waves
            rise = sum(math.sin(turn * (1 + k * 1.7) + phases[k]) / (k + 1) for k in range(3))
            points.append((x, base - height * (0.55 + 0.25 * rise)))
        self.shape(
            [*points, (WIDTH + 20, base + 30), (-20, base + 30)], colour, mix(colour, _WHITE, 0.14)
        )

    def ground(self, horizon: int, far: Colour, near: Colour, rough: float = 0.16) -> None:
        """Paint a plain in perspective from the horizon down to the lower edge."""
        height, lift, spread = HEIGHT - horizon, 42.0, 50.0
        name = self._name()
        tile = fractal(name, (700, 420), (90, 60), 3).resize((2100, 840), Image.Resampling.BILINEAR)
        depth = 820 * lift
        plane = tile.transform(
            (WIDTH, height),
            Image.Transform.PERSPECTIVE,
            (
                spread / lift,
                1050 / lift,
                1050 - 800 * spread / lift,
                0,
                0,
                depth / lift,
                0,
                1 / lift,
            ),
            Image.Resampling.BILINEAR,
        )
        blots = fractal(f"{name}b", (400, 150), (14, 9), 4).resize((WIDTH, height))
        mask = Image.blend(plane, blots, 0.45)
        size = (WIDTH, height)
        dark = _gradient(size, tint(far, 1 - rough), tint(near, 1 - rough * 1.5), across=False)
        light = _gradient(size, tint(far, 1 + rough * 0.6), tint(near, 1 + rough), across=False)
        self.image.paste(Image.composite(light, dark, mask), (0, horizon))

    def _mask(self, *polygons: Sequence[Point]) -> tuple[Image.Image, tuple[int, int]] | None:
        points = [point for polygon in polygons for point in polygon]
        left = max(0, math.floor(min(x for x, _ in points)))
        top = max(0, math.floor(min(y for _, y in points)))
        right = min(WIDTH, math.ceil(max(x for x, _ in points)) + 1)
        bottom = min(HEIGHT, math.ceil(max(y for _, y in points)) + 1)
        if right <= left or bottom <= top:
            return None
        mask = Image.new("L", ((right - left) * _FINE, (bottom - top) * _FINE))
        draw = ImageDraw.Draw(mask)
        for polygon in polygons:
            draw.polygon([((x - left) * _FINE, (y - top) * _FINE) for x, y in polygon], 255)
        return mask.reduce(_FINE), (left, top)

    def shape(
        self,
        points: Sequence[Point],
        fill: Colour,
        low: Colour | None = None,
        *,
        across: bool = False,
    ) -> None:
        """Paint a polygon, shaded from ``fill`` to ``low`` downwards or to the right."""
        if (found := self._mask(points)) is None:
            return
        mask, corner = found
        if low is None:
            self.image.paste(fill, (*corner, corner[0] + mask.width, corner[1] + mask.height), mask)
        else:
            self.image.paste(_gradient(mask.size, fill, low, across=across), corner, mask)

    def shapes(self, polygons: Sequence[Sequence[Point]], fill: Colour) -> None:
        """Paint many polygons of one colour at once."""
        if (found := self._mask(*polygons)) is not None:
            mask, (left, top) = found
            self.image.paste(fill, (left, top, left + mask.width, top + mask.height), mask)

    def textured(
        self, points: Sequence[Point], dark: Colour, light: Colour, cells: int = 24
    ) -> None:
        """Paint a polygon with cloudy stains between two colours, lit from the upper left."""
        if (found := self._mask(points)) is None:
            return
        mask, corner = found
        small = (max(8, mask.width // 3), max(8, mask.height // 3))
        grid = (max(2, cells), max(2, cells * small[1] // max(1, small[0])))
        stains = fractal(self._name(), small, grid, 4).resize(mask.size)
        lit = Image.linear_gradient("L").rotate(180).resize(mask.size)
        fill = ImageOps.colorize(Image.blend(stains, lit, 0.38), dark, light)
        self.image.paste(fill, corner, mask)

    def tube(self, points: Sequence[Point], colour: Colour) -> None:
        """Paint a round body seen from the side: lit on the left, dark on the right.

        Four corners (from the upper left, clockwise) are shaded along their own sides.
        """
        if len(points) == _CORNERS:
            self._facets(points, colour)
            return
        if (found := self._mask(points)) is None:
            return
        mask, corner = found
        curve = [round(95 + 160 * math.cos((v / 255 - 0.3) * 2.1)) for v in range(256)]
        light = Image.linear_gradient("L").rotate(90).point(curve).resize(mask.size)
        fill = ImageOps.colorize(light, tint(colour, 0.3), mix(colour, _WHITE, 0.35), mid=colour)
        self.image.paste(fill, corner, mask)

    def _facets(self, corners: Sequence[Point], colour: Colour) -> None:
        (x1, y1), (x2, y2), (x3, y3), (x4, y4) = corners
        steps = 12
        for k in range(steps):
            a, b = k / steps, 1.0
            light = 0.42 + 0.72 * math.cos((a - 0.26) * 1.75)
            shade = mix(tint(colour, light), _WHITE, max(0.0, 0.3 - abs(a - 0.26)))
            quad = [
                (x1 + (x2 - x1) * a, y1 + (y2 - y1) * a),
                (x1 + (x2 - x1) * b, y1 + (y2 - y1) * b),
                (x4 + (x3 - x4) * b, y4 + (y3 - y4) * b),
                (x4 + (x3 - x4) * a, y4 + (y3 - y4) * a),
            ]
            self.shape(quad, shade)

    def shadow(self, points: Sequence[Point], strength: float = 0.45, blur: float = 10) -> None:
        """Darken a soft area on what is painted so far."""
        mask = Image.new("L", (WIDTH // 4, HEIGHT // 4))
        ImageDraw.Draw(mask).polygon([(x / 4, y / 4) for x, y in points], round(255 * strength))
        self._veil(mask.filter(ImageFilter.GaussianBlur(blur / 4)), (18, 20, 30))

    def glow(self, centre: Point, radius: float, colour: Colour, strength: float = 0.8) -> None:
        """Lay a round light over what is painted so far."""
        disc = ImageOps.invert(Image.radial_gradient("L")).point(
            [round(min(255.0, (v / 255) ** 2.2 * 255 * strength)) for v in range(256)]
        )
        side = round(radius * 2)
        patch = Image.new("RGB", (side, side), colour)
        corner = (round(centre[0] - radius), round(centre[1] - radius))
        self.image.paste(patch, corner, disc.resize((side, side)))

    def smoke(self, box: Box, colour: Colour, strength: float = 0.8, cells: int = 5) -> None:
        """Let smoke, dust or mist fill a box, thinning towards its edges."""
        size = (round(box[2] - box[0]), round(box[3] - box[1]))
        small = (max(16, size[0] // 5), max(16, size[1] // 5))
        puffs = fractal(self._name(), small, (cells, cells), 4)
        edge = ImageOps.invert(Image.radial_gradient("L")).resize(small)
        edge = edge.point([min(255, max(0, round((v - 70) * 1.9))) for v in range(256)])
        thick = ImageChops.multiply(puffs, edge).point([round(v * strength) for v in range(256)])
        patch = Image.new("RGB", size, colour)
        self.image.paste(patch, (round(box[0]), round(box[1])), thick.resize(size))

    def line(self, points: Sequence[Point], width: float, fill: Colour) -> None:
        """Paint a line with smooth edges, each stretch a thin polygon."""
        polygons: list[list[Point]] = []
        for (x1, y1), (x2, y2) in pairwise(points):
            length = math.hypot(x2 - x1, y2 - y1) or 1
            dx, dy = (y2 - y1) / length * width / 2, (x1 - x2) / length * width / 2
            polygons.append(
                [(x1 + dx, y1 + dy), (x2 + dx, y2 + dy), (x2 - dx, y2 - dy), (x1 - dx, y1 - dy)]
            )
        self.shapes(polygons, fill)

    def scatter(self, box: Box, count: int) -> Iterator[tuple[float, float, float]]:
        """Yield places on the ground, far ones first: x, y and a size factor for the distance."""
        rows = sorted(self.dice.between(0, 1) ** 1.6 for _ in range(count))
        for row in rows:
            y = box[1] + row * (box[3] - box[1])
            yield self.dice.between(box[0], box[2]), y, max(0.12, (y - 480) / 620)

    def tufts(self, box: Box, count: int, colour: Colour) -> None:
        """Draw tufts of grass or weeds."""
        draw = ImageDraw.Draw(self.image)
        for x, y, scale in self.scatter(box, count):
            shade = tint(colour, self.dice.between(0.7, 1.25))
            for _ in range(5):
                lean, rise = self.dice.between(-16, 16) * scale, self.dice.between(10, 34) * scale
                draw.line(
                    [(x + lean / 3, y), (x + lean, y - rise)], shade, max(1, round(3 * scale))
                )

    def pebbles(self, box: Box, count: int, colour: Colour) -> None:
        """Strew small stones or clods with a lit top."""
        draw = ImageDraw.Draw(self.image)
        for x, y, scale in self.scatter(box, count):
            size = self.dice.between(2, 9) * scale
            shade = self.dice.between(0.6, 1.1)
            draw.ellipse(
                [x - size, y - size * 0.5, x + size * 1.3, y + size * 0.7],
                tint(colour, shade * 0.5),
            )
            draw.ellipse([x - size, y - size * 0.6, x + size, y + size * 0.4], tint(colour, shade))

    def _veil(self, mask: Image.Image, colour: Colour) -> None:
        if (found := mask.getbbox()) is None:
            return
        left, top, right, bottom = found
        part = mask.crop(found).resize(
            ((right - left) * 4, (bottom - top) * 4), Image.Resampling.BILINEAR
        )
        self.image.paste(Image.new("RGB", part.size, colour), (left * 4, top * 4), part)

    def finished(self) -> Image.Image:
        """The picture as a phone would have taken it: soft edges, vignette and a little grain."""
        soft = self.image.filter(ImageFilter.BoxBlur(0.6))
        rim = Image.radial_gradient("L").point(
            [max(0, round((v - 120) * 0.42)) for v in range(256)]
        )
        soft.paste((10, 12, 22), (0, 0), rim.resize(soft.size))
        grain = noise(self._name(), (WIDTH // 2, HEIGHT // 2)).resize(
            soft.size, Image.Resampling.BILINEAR
        )
        light = grain.point([round(v * 11 / 255) for v in range(256)])
        return ImageChops.subtract(soft, Image.merge("RGB", (light, light, light)))

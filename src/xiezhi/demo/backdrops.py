"""The places the demo's photos are taken at: steppe, street, riverside, field, room."""

from typing import Final

from xiezhi.demo.canvas import Canvas, Colour, Dice, mix, rectangle, tint

_SKIES: Final[tuple[tuple[Colour, Colour, float], ...]] = (
    ((74, 128, 196), (198, 219, 236), 0.45),
    ((96, 142, 190), (226, 226, 218), 0.62),
    ((58, 116, 190), (176, 208, 236), 0.25),
    ((120, 148, 178), (222, 224, 222), 0.85),
    ((88, 132, 186), (240, 220, 190), 0.5),
)
_PLASTER: Final[tuple[Colour, ...]] = (
    (214, 196, 164),
    (196, 176, 150),
    (206, 206, 200),
    (190, 134, 104),
    (222, 212, 190),
)


def sky(canvas: Canvas, horizon: int, *, after: bool) -> None:
    """Paint the day's sky; the later photo of a place has another day's weather."""
    top, low, clouds = _SKIES[Dice(canvas.key, "sky", int(after)).whole(0, len(_SKIES) - 1)]
    canvas.sky(horizon, top, low, clouds)


def steppe(canvas: Canvas, *, after: bool, near: Colour = (168, 142, 96), grass: int = 160) -> None:
    """Paint a dry plain with far dunes or hills, a line of poplars and tufts of grass."""
    sky(canvas, 520, after=after)
    canvas.hills(520, 90, (150, 158, 168), 1.4)
    canvas.hills(528, 46, (172, 158, 122), 2.3)
    canvas.ground(520, mix(near, (190, 180, 150), 0.5), near)
    poplars(canvas, 528, canvas.dice.whole(5, 12), 0.55)
    canvas.tufts((0, 560, 1600, 1190), grass, (128, 132, 74))
    canvas.pebbles((0, 600, 1600, 1190), 70, (170, 152, 122))


def poplars(canvas: Canvas, base: float, count: int, scale: float) -> None:
    """Paint a row of poplars along the horizon."""
    start, step = canvas.dice.between(-40, 700), canvas.dice.between(46, 90)
    for k in range(count):
        x = start + k * step + canvas.dice.between(-14, 14)
        rise = canvas.dice.between(120, 190) * scale
        wide = rise * 0.16
        leaf = canvas.dice.colour((92, 116, 66), (110, 124, 62), (84, 104, 70))
        canvas.shape(rectangle(x - 2, base - rise * 0.3, x + 2, base + 4), (92, 76, 60))
        canvas.textured(
            [
                (x - wide, base - rise * 0.3),
                (x - wide * 0.7, base - rise * 0.75),
                (x, base - rise),
                (x + wide * 0.8, base - rise * 0.7),
                (x + wide, base - rise * 0.28),
                (x, base - rise * 0.18),
            ],
            tint(leaf, 0.6),
            tint(leaf, 1.2),
            6,
        )


def houses(canvas: Canvas, base: float, count: int) -> None:
    """Paint a row of low houses with windows, base on the given line."""
    x = canvas.dice.between(-120, -20)
    for _ in range(count):
        wide, tall = canvas.dice.between(230, 380), canvas.dice.between(130, 230)
        wall = canvas.dice.colour(*_PLASTER)
        canvas.shape(rectangle(x, base - tall, x + wide, base), tint(wall, 1.06), tint(wall, 0.84))
        roof = canvas.dice.colour((150, 66, 50), (98, 104, 116), (122, 84, 66))
        canvas.shape(
            [
                (x - 10, base - tall),
                (x + 18, base - tall - 34),
                (x + wide - 18, base - tall - 34),
                (x + wide + 10, base - tall),
            ],
            tint(roof, 1.15),
            roof,
        )
        for k in range(3):
            left = x + wide * (0.1 + 0.31 * k)
            glass = rectangle(left, base - tall * 0.72, left + wide * 0.17, base - tall * 0.3)
            canvas.shape(
                rectangle(
                    left - 5, base - tall * 0.72 - 5, left + wide * 0.17 + 5, base - tall * 0.3 + 6
                ),
                (232, 230, 222),
            )
            canvas.shape(glass, (96, 126, 152), (52, 66, 82))
        x += wide + canvas.dice.between(4, 60)


def street(canvas: Canvas, *, after: bool, low: bool = True) -> None:
    """Paint a town street: houses, kerb, pavement in front and asphalt behind it."""
    sky(canvas, 470, after=after)
    canvas.hills(480, 40, (160, 168, 176), 1.7)
    canvas.ground(486, (150, 148, 144), (128, 126, 122), 0.08)
    houses(canvas, 540, 6 if low else 4)
    canvas.shadow([(0, 536), (1600, 536), (1600, 566), (0, 566)], 0.4, 12)
    canvas.shape([(0, 600), (1600, 600), (1600, 730), (0, 730)], (92, 94, 98), (80, 82, 86))
    for k in range(7):
        x = k * 260 + canvas.dice.between(0, 12)
        canvas.shape([(x, 660), (x + 120, 660), (x + 116, 669), (x - 6, 669)], (216, 214, 204))
    canvas.shape(rectangle(0, 730, 1600, 752), (196, 194, 188), (150, 148, 142))


def paving(canvas: Canvas, top: int, colour: Colour = (176, 168, 158)) -> None:
    """Lay paving slabs in perspective from ``top`` to the lower edge."""
    canvas.ground(top, tint(colour, 1.04), tint(colour, 0.9), 0.07)
    joint = tint(colour, 0.72)
    for k in range(1, 14):
        depth = 1 + k * 0.21
        y = 596 + 604 / depth
        canvas.line([(0, y), (1600, y)], max(1.2, 4 / depth), joint)
    for k in range(-14, 15):
        canvas.line([(800 + k * 62, top), (800 + k * 240, 1200)], 2.4, joint)


def riverside(canvas: Canvas, *, after: bool, water: Colour = (120, 138, 140)) -> None:
    """Paint a river flat: far bank, a broad river, mud and reeds in front."""
    sky(canvas, 430, after=after)
    canvas.hills(440, 60, (146, 154, 162), 1.3)
    canvas.shape(rectangle(0, 430, 1600, 470), (150, 146, 108), (128, 124, 88))
    poplars(canvas, 446, 9, 0.42)
    canvas.ground(600, (150, 134, 106), (150, 134, 106), 0.1)
    canvas.shape(
        [(0, 468), (1600, 462), (1600, 650), (0, 620)], mix(water, (226, 230, 232), 0.55), water
    )
    for _ in range(46):
        x, y = canvas.dice.between(-60, 1600), canvas.dice.between(474, 640)
        canvas.shape(
            [(x, y), (x + canvas.dice.between(60, 220), y + 1), (x + 60, y + 3)],
            mix(water, (236, 240, 242), canvas.dice.between(0.3, 0.8)),
        )
    canvas.ground(640, (160, 142, 112), (142, 120, 90), 0.2)
    canvas.shape(
        [(0, 612), (420, 640), (980, 648), (1600, 634), (1600, 668), (0, 668)],
        (132, 116, 92),
        (158, 140, 110),
    )
    canvas.tufts((0, 660, 1600, 760), 170, (122, 132, 78))


def field(canvas: Canvas, *, after: bool, near: Colour = (142, 110, 78)) -> None:
    """Paint ploughed or stubble land with furrows running to the horizon."""
    sky(canvas, 500, after=after)
    canvas.hills(505, 50, (148, 158, 158), 1.8)
    canvas.ground(500, mix(near, (186, 176, 140), 0.45), near, 0.2)
    poplars(canvas, 506, 14, 0.6)
    for shift, shade in ((0, 0.78), (13, 1.16)):
        canvas.shapes(
            [
                [
                    (800 + k * 15, 516),
                    (801 + k * 15, 516),
                    (807 + shift + k * 182, 1210),
                    (795 + shift + k * 182, 1210),
                ]
                for k in range(-27, 28)
            ],
            tint(near, shade),
        )


def room(canvas: Canvas, wall: Colour, floor: Colour, base: int = 880) -> None:
    """Paint an indoor wall with a soft light and a tiled floor."""
    canvas.shape(rectangle(0, 0, 1600, base), tint(wall, 1.06), tint(wall, 0.86))
    canvas.ground(base, tint(floor, 0.9), floor, 0.05)
    canvas.shape(rectangle(0, base - 26, 1600, base), tint(wall, 0.6), tint(wall, 0.5))
    canvas.glow((canvas.dice.between(400, 1200), 120), 900, (255, 250, 236), 0.4)

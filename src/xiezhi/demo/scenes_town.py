"""Scenes of the town: water crane, manhole, fire lane, street lamps, tactile paving."""

from itertools import pairwise
from typing import Final

from xiezhi.demo.backdrops import paving, sky, street
from xiezhi.demo.canvas import WIDTH, Canvas, Colour, ellipse, mix, rectangle, tint, turned

_RED: Final[Colour] = (196, 44, 38)
_BENT_LAMP: Final = (3, -1)


def crane(canvas: Canvas, *, after: bool) -> None:
    """A fire-water crane knocked askew and leaking; later upright, painted and guarded."""
    street(canvas, after=after)
    paving(canvas, 752)
    tilt = 0.0 if after else canvas.dice.between(9, 17)
    red = _RED if after else (150, 62, 50)
    foot = (700.0, 1010.0)
    canvas.shadow([(690, 1000), (1280, 1080), (1280, 1110), (700, 1050)], 0.55, 12)
    canvas.shape(ellipse((700, 1020), 190, 54), (176, 172, 166), (132, 128, 122))
    canvas.shape(ellipse((700, 1004), 180, 48), (204, 200, 192), (166, 162, 154))

    def part(left: float, top: float, right: float, bottom: float) -> list[tuple[float, float]]:
        return turned(rectangle(left, top, right, bottom), tilt, foot)

    canvas.tube(part(650, 930, 750, 1016), tint(red, 0.85))
    canvas.tube(part(668, 330, 732, 940), red)
    for y in (560, 760):
        canvas.tube(part(660, y, 740, y + 24), (224, 220, 210))
    canvas.shape(part(690, 300, 1120, 350), mix(red, (255, 255, 255), 0.25), tint(red, 0.6))
    canvas.tube(part(660, 276, 740, 360), tint(red, 0.95))
    canvas.tube(part(1076, 340, 1128, 430), (86, 90, 96))
    canvas.tube(part(590, 800, 672, 850), tint(red, 0.9))
    canvas.shape(turned(ellipse((588, 825), 16, 34), tilt, foot), (222, 200, 90), (160, 136, 50))
    canvas.shape(turned(ellipse((700, 690), 26, 26), tilt, foot), (228, 226, 220), (150, 148, 144))
    if after:
        for x in (430, 980):
            canvas.shadow(rectangle(x, 1120, x + 160, 1140), 0.45, 10)
            canvas.tube(rectangle(x - 18, 920, x + 18, 1130), (232, 190, 50))
            for y in (950, 1020):
                canvas.tube(rectangle(x - 18, y, x + 18, y + 34), (40, 40, 44))
        return
    _neglect(canvas, tilt, foot)


def _neglect(canvas: Canvas, tilt: float, foot: tuple[float, float]) -> None:
    for _ in range(34):
        x, y = canvas.dice.between(678, 722), canvas.dice.between(380, 920)
        patch = ellipse((x, y), canvas.dice.between(3, 10), canvas.dice.between(4, 22), 9)
        canvas.textured(turned(patch, tilt, foot), (96, 54, 36), (150, 84, 52), 4)
    for spread, colour in ((1.0, (196, 206, 212)), (0.82, (218, 228, 234)), (0.5, (236, 242, 246))):
        centre = (640.0, 1092.0)
        edge = ellipse(centre, 330 * spread, 64 * spread, 26)
        canvas.shape(
            [(x + canvas.dice.between(-26, 26) * spread, y) for x, y in edge],
            colour,
            tint(colour, 0.86),
        )
    cap = turned([(588, 850)], tilt, foot)[0]
    canvas.line([cap, (cap[0] - 16, cap[1] + 90), (cap[0] - 12, 1074)], 9, (206, 222, 232))
    for k in range(6):
        x = 760 + k * 52 + canvas.dice.between(-14, 14)
        canvas.shape(ellipse((x, 1040 + k % 3 * 22), 26, 15, 7), (168, 164, 156), (112, 108, 102))


def manhole(canvas: Canvas, *, after: bool) -> None:
    """An open manhole with a branch stuck in it; later a cast cover with a pattern."""
    street(canvas, after=after)
    canvas.ground(752, (104, 104, 106), (90, 90, 92), 0.12)
    canvas.pebbles((0, 780, 1600, 1190), 120, (126, 124, 120))
    centre = (800.0, 980.0)
    canvas.shape(ellipse(centre, 330, 130), (150, 148, 144), (118, 116, 112))
    if after:
        canvas.shape(ellipse(centre, 286, 110), (86, 88, 92), (58, 60, 64))
        for ring in (0.84, 0.62, 0.4, 0.18):
            canvas.shape(ellipse(centre, 286 * ring, 110 * ring), (104, 106, 110), (78, 80, 84))
            canvas.shape(
                ellipse(centre, 286 * ring - 14, 110 * ring - 6), (72, 74, 78), (60, 62, 66)
            )
        for k in range(12):
            start, end = ellipse(centre, 80, 30, 12)[k], ellipse(centre, 270, 103, 12)[k]
            canvas.line([start, end], 7, (96, 98, 102))
        return
    canvas.shape(ellipse(centre, 286, 110), (66, 62, 58), (14, 14, 14))
    canvas.shape(ellipse((centre[0], centre[1] + 22), 262, 84), (6, 6, 8), (26, 24, 22))
    canvas.line([(810, 1010), (850, 760), (900, 560)], 16, (104, 80, 56))
    canvas.line([(850, 760), (960, 640)], 9, (104, 80, 56))
    canvas.line([(836, 830), (740, 700)], 8, (112, 88, 62))
    for x, y in ((902, 560), (960, 640), (740, 700), (880, 600)):
        canvas.textured(ellipse((x, y), 46, 34, 9), (86, 100, 52), (158, 160, 88), 6)
    canvas.shape([(866, 700), (960, 716), (950, 770), (858, 754)], (214, 50, 44), (170, 36, 32))
    for k in range(5):
        canvas.shape(
            ellipse((520 + k * 130, 1120 + k % 2 * 18), 20, 10, 7), (150, 146, 140), (100, 98, 92)
        )


def firelane(canvas: Canvas, *, after: bool) -> None:
    """A fire lane between buildings full of cars; later empty, with its yellow grid."""
    sky(canvas, 560, after=after)
    canvas.ground(540, (132, 132, 134), (98, 98, 100), 0.08)
    _flats(canvas, (208, 190, 160), mirrored=False)
    _flats(canvas, (178, 160, 134), mirrored=True)
    canvas.shadow([(0, 880), (560, 556), (760, 556), (420, 1200), (0, 1200)], 0.38, 30)
    _yellow_grid(canvas, (226, 186, 54) if after else (150, 134, 78))
    if after:
        return
    _car(canvas, (690, 640), 0.5, (226, 226, 222))
    _car(canvas, (930, 690), 0.62, (60, 66, 78))
    _car(canvas, (620, 800), 0.95, (120, 34, 34))
    _car(canvas, (1010, 960), 1.3, (176, 184, 192))


def _flats(canvas: Canvas, wall: Colour, *, mirrored: bool) -> None:
    def placed(*points: tuple[float, float]) -> list[tuple[float, float]]:
        return [(WIDTH - x if mirrored else x, y) for x, y in points]

    front = placed((0, 0), (560, 330), (560, 560), (0, 900))
    canvas.shape(front, tint(wall, 1.05), tint(wall, 0.82))
    for k in range(4):
        x, grow = 40 + k * 128.0, 1.0 - k * 0.2
        for floor in range(3):
            y = 130 + k * 78 + floor * (190 * grow)
            right = x + 74
            canvas.shape(
                placed(
                    (x, y), (right, y + 36 * grow), (right, y + 130 * grow), (x, y + 116 * grow)
                ),
                (92, 116, 138),
                (54, 66, 80),
            )


def _yellow_grid(canvas: Canvas, colour: Colour) -> None:
    canvas.line([(640, 590), (240, 1200)], 14, colour)
    canvas.line([(960, 590), (1360, 1200)], 14, colour)
    rows = [590 + 610 * (k / 8) ** 1.8 for k in range(9)]
    for k, (far, near) in enumerate(pairwise(rows)):
        wide, wider = 160 + (far - 590) * 0.656, 160 + (near - 590) * 0.656
        canvas.line([(800 - wide, far), (800 + wider, near)], 5 + k, colour)
        canvas.line([(800 + wide, far), (800 - wider, near)], 5 + k, colour)


def _car(canvas: Canvas, at: tuple[float, float], scale: float, colour: Colour) -> None:
    x, y = at

    def place(*points: tuple[float, float]) -> list[tuple[float, float]]:
        return [(x + px * scale, y + py * scale) for px, py in points]

    canvas.shadow(place((-150, 60), (170, 60), (190, 110), (-160, 110)), 0.75, 14 * scale)
    for side in (-110, 70):
        canvas.shape(
            place((side, 40), (side + 44, 40), (side + 44, 106), (side, 106)), (30, 30, 32)
        )
    canvas.shape(
        place((-112, -112), (112, -112), (134, -20), (-134, -20)),
        tint(colour, 1.1),
        tint(colour, 0.8),
    )
    canvas.shape(
        place((-94, -98), (94, -98), (112, -26), (-112, -26)), (98, 122, 142), (38, 48, 60)
    )
    canvas.shape(
        place((-140, -24), (140, -24), (150, 70), (-150, 70)),
        tint(colour, 1.08),
        tint(colour, 0.62),
    )
    canvas.shape(place((-60, 26), (60, 26), (60, 52), (-60, 52)), (46, 84, 160), (36, 68, 138))
    for side in (-132, 88):
        canvas.shape(
            place((side, -8), (side + 44, -8), (side + 44, 22), (side, 22)),
            (220, 60, 50),
            (150, 30, 28),
        )


def lamp(canvas: Canvas, *, after: bool) -> None:
    """A street at dusk with dead lamps, one bent; later all of them lit."""
    canvas.sky(560, (38, 52, 96), (226, 150, 110), 0.4)
    canvas.hills(565, 60, (62, 62, 86), 1.6)
    canvas.ground(560, (84, 76, 84), (44, 44, 54), 0.12)
    canvas.shape([(700, 562), (850, 562), (1500, 1200), (60, 1200)], (74, 72, 82), (38, 38, 46))
    for k in range(8):
        near = 580 + 620 * (k / 8) ** 2
        canvas.shape(
            [
                (776 - k, near),
                (784 + k, near),
                (786 + k * 2, near + 6 + k * 9),
                (774 - k * 2, near + 6 + k * 9),
            ],
            (196, 188, 176),
        )
    for k in range(5):
        share = (k / 4) ** 1.7
        for side in (-1, 1):
            base_x, base_y = 775 + side * (110 + 560 * share), 578 + 420 * share
            _lamp_post(
                canvas,
                (base_x, base_y),
                0.25 + 0.95 * share,
                -side,
                lit=after,
                bent=not after and (k, side) == _BENT_LAMP,
            )


def _lamp_post(
    canvas: Canvas, foot: tuple[float, float], scale: float, side: int, *, lit: bool, bent: bool
) -> None:
    x, y = foot
    tall, reach = 520 * scale, 110 * scale * side
    tilt = 24.0 if bent else 0.0
    canvas.tube(
        turned(rectangle(x - 12 * scale, y - tall, x + 12 * scale, y), tilt, foot), (110, 112, 122)
    )
    arm = turned([(x, y - tall), (x + reach, y - tall - 26 * scale)], tilt, foot)
    canvas.line(arm, 16 * scale, (134, 136, 146))
    head = arm[1]
    canvas.shape(ellipse(head, 40 * scale, 12 * scale), (150, 152, 162), (70, 72, 82))
    if lit:
        canvas.glow(head, 150 * scale, (255, 214, 140), 0.9)
        canvas.shape(
            ellipse((head[0], head[1] + 6 * scale), 34 * scale, 9 * scale), (255, 246, 216)
        )
        canvas.glow((x + reach * 1.4, y + 10 * scale), 230 * scale, (255, 204, 130), 0.34)


def ramp(canvas: Canvas, *, after: bool) -> None:
    """Tactile paving blocked by bicycles and goods; later free, leading to a ramp."""
    street(canvas, after=after)
    paving(canvas, 752)
    canvas.shape(
        [(690, 756), (850, 756), (1080, 1200), (520, 1200)], (232, 186, 62), (214, 164, 44)
    )
    for k in range(8):
        near = 762 + 430 * (k / 8) ** 1.6
        half = 78 + (near - 756) * 0.45
        canvas.line([(772 - half, near), (772 + half, near)], 3 + k * 0.6, (176, 132, 34))
    for k in range(-3, 4):
        canvas.line([(772 + k * 21, 756), (800 + k * 74, 1200)], 8, (240, 204, 96))
    if after:
        canvas.shape(
            [(1120, 1010), (1600, 900), (1600, 1010), (1180, 1060)],
            (206, 204, 198),
            (176, 174, 168),
        )
        canvas.line([(1130, 880), (1600, 770)], 14, (190, 194, 200))
        for x in (1140, 1290, 1440, 1580):
            canvas.tube(
                rectangle(x - 6, 872 - (x - 1140) * 0.23, x + 6, 1012 - (x - 1140) * 0.23),
                (180, 184, 190),
            )
        return
    for x, y, colour in (
        (700, 940, (40, 110, 176)),
        (860, 1010, (226, 140, 40)),
        (620, 1080, (60, 150, 90)),
    ):
        _bicycle(canvas, (x, y), colour)
    for k in range(3):
        left, top = 1010 + k % 2 * 26, 980 - k * 74
        canvas.shape(rectangle(left, top, left + 190, top + 74), (206, 168, 116), (158, 122, 78))
        canvas.shape(rectangle(left + 80, top, left + 110, top + 74), (224, 204, 160))


def _bicycle(canvas: Canvas, at: tuple[float, float], colour: Colour) -> None:
    x, y = at
    canvas.shadow(ellipse((x + 60, y + 96), 190, 18), 0.5, 10)
    for wheel in (-80, 130):
        rim = ellipse((x + wheel, y + 10), 86, 86)
        canvas.line([*rim, rim[0]], 9, (36, 36, 40))
        for spoke in rim[::6]:
            canvas.line([(x + wheel, y + 10), spoke], 1.6, (150, 152, 156))
    canvas.line(
        [
            (x - 80, y + 10),
            (x - 30, y - 110),
            (x + 90, y - 110),
            (x + 20, y + 10),
            (x - 30, y - 110),
        ],
        10,
        colour,
    )
    canvas.line([(x + 130, y + 10), (x + 84, y - 160), (x + 40, y - 170)], 9, (60, 60, 66))
    canvas.line([(x - 30, y - 110), (x - 40, y - 150)], 8, (60, 60, 66))
    canvas.shape(ellipse((x - 44, y - 154), 40, 11), (30, 30, 32))

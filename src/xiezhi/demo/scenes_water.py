"""Scenes of water, earth and woods: rubbish, outfalls, sand, coal, stumps, straw, bottles, ploughed steppe."""

from xiezhi.demo.backdrops import field, riverside, steppe
from xiezhi.demo.canvas import Canvas, Colour, ellipse, mix, rectangle, tint, turned


def rubbish(canvas: Canvas, *, after: bool) -> None:
    """Bags and rubble tipped on a river flat; later levelled and sown."""
    riverside(canvas, after=after)
    if after:
        canvas.ground(700, (150, 140, 96), (134, 128, 82), 0.16)
        canvas.tufts((0, 720, 1600, 1190), 620, (118, 140, 66))
        _stakes(canvas, 800)
        return
    canvas.shadow([(220, 960), (760, 780), (1480, 930), (1420, 1080), (300, 1090)], 0.6, 30)
    canvas.textured(
        [
            (240, 990),
            (420, 820),
            (640, 700),
            (820, 668),
            (1020, 720),
            (1260, 830),
            (1440, 1000),
            (900, 1060),
        ],
        (72, 64, 56),
        (168, 154, 134),
        40,
    )
    kinds: tuple[Colour, ...] = (
        (206, 206, 202),
        (78, 98, 132),
        (150, 78, 66),
        (60, 60, 62),
        (52, 50, 54),
        (176, 156, 96),
        (108, 128, 104),
        (222, 220, 212),
        (168, 150, 128),
        (136, 118, 98),
    )
    for x, y, scale in sorted(
        canvas.scatter((300, 730, 1400, 1090), 190), key=lambda spot: spot[1]
    ):
        _scrap(canvas, (x, y), scale, canvas.dice.colour(*kinds))
    canvas.pebbles((100, 940, 1520, 1190), 190, (150, 138, 122))


def _scrap(canvas: Canvas, at: tuple[float, float], scale: float, colour: Colour) -> None:
    x, y = at
    size = canvas.dice.between(30, 92) * scale
    corners = ellipse((x, y), size, size * canvas.dice.between(0.45, 0.8), canvas.dice.whole(4, 9))
    bent = [(px + canvas.dice.between(-1, 1) * size * 0.3, py) for px, py in corners]
    canvas.shape([(px + 5, py + 7) for px, py in bent], (46, 42, 38))
    canvas.shape(
        turned(bent, canvas.dice.between(-30, 30), at), tint(colour, 1.1), tint(colour, 0.55)
    )


def _stakes(canvas: Canvas, top: float) -> None:
    for k in range(7):
        x = 60 + k * 250
        canvas.shadow(rectangle(x, top + 88, x + 90, top + 98), 0.35, 8)
        canvas.tube(rectangle(x - 8, top, x + 8, top + 96), (206, 200, 190))
        canvas.shape(rectangle(x - 9, top + 14, x + 9, top + 30), (190, 60, 50), (150, 40, 36))
    for drop in (20, 54):
        canvas.line([(60, top + drop), (1560, top + drop)], 3, (120, 120, 118))


def outfall(canvas: Canvas, *, after: bool) -> None:
    """A pipe pouring dark water into a canal; later dry, with clear water."""
    water: Colour = (104, 138, 138) if after else (74, 70, 62)
    riverside(canvas, after=after, water=mix(water, (120, 138, 140), 0.5))
    canvas.ground(640, (158, 140, 110), (130, 110, 84), 0.22)
    canvas.textured(
        [(0, 650), (1600, 640), (1600, 800), (980, 830), (0, 800)],
        (104, 94, 78),
        (168, 152, 126),
        60,
    )
    canvas.shape(
        [(0, 960), (520, 880), (1600, 850), (1600, 1200), (0, 1200)],
        mix(water, (200, 210, 210), 0.25),
        tint(water, 0.7),
    )
    canvas.textured(
        [(900, 600), (1560, 590), (1600, 880), (880, 905)], (126, 122, 116), (196, 192, 184), 26
    )
    canvas.tube(
        [(1010, 650), (1016, 610), (1016, 610), (1180, 610), (1180, 820), (1010, 820)],
        (150, 148, 142),
    )
    canvas.shape(ellipse((1096, 735), 128, 128), (176, 172, 164), (112, 108, 102))
    canvas.shape(ellipse((1096, 735), 102, 102), (18, 18, 18), (52, 48, 44))
    for _ in range(40):
        x, y = canvas.dice.between(-60, 1560), canvas.dice.between(900, 1190)
        canvas.shape(
            [(x, y), (x + canvas.dice.between(60, 200), y + 2), (x + 60, y + 6)],
            mix(water, (224, 230, 230), canvas.dice.between(0.15, 0.5)),
        )
    if after:
        canvas.tufts((0, 760, 900, 900), 260, (108, 140, 70))
        for k in range(5):
            canvas.tube(rectangle(1016 + k * 40, 640, 1024 + k * 40, 832), (110, 114, 120))
        return
    spill = [(1010, 770), (1180, 770), (1250, 930), (1310, 1080), (860, 1080), (960, 920)]
    canvas.shape(spill, (70, 60, 48), (40, 36, 32))
    for k in range(11):
        x = 1020 + k * 15
        canvas.line(
            [(x, 780), (x + (k - 5) * 8, 960 + canvas.dice.between(0, 90))], 5, (116, 106, 90)
        )
    for _ in range(90):
        x, y = canvas.dice.between(760, 1420), canvas.dice.between(960, 1130)
        canvas.shape(
            ellipse((x, y), canvas.dice.between(8, 34), canvas.dice.between(4, 10), 14),
            (206, 200, 184),
            (150, 142, 126),
        )


def sand(canvas: Canvas, *, after: bool) -> None:
    """A pit dug into the sand with a digger; later sloped and set with straw squares."""
    steppe(canvas, after=after, near=(196, 166, 112), grass=60)
    if after:
        for k in range(-12, 13):
            canvas.line([(800 + k * 70, 640), (800 + k * 250, 1200)], 6, (162, 140, 84))
        for k in range(9):
            y = 640 + 560 * (k / 8) ** 1.7
            canvas.line([(0, y), (1600, y)], 3 + k, (158, 136, 80))
        canvas.tufts((0, 650, 1600, 1190), 320, (126, 136, 70))
        return
    rim = [
        (120, 780),
        (420, 700),
        (900, 680),
        (1380, 730),
        (1560, 820),
        (1500, 1120),
        (700, 1190),
        (160, 1100),
    ]
    canvas.textured(rim, (128, 98, 58), (206, 172, 112), 30)
    canvas.textured(
        [(240, 900), (560, 850), (1100, 850), (1420, 920), (1300, 1080), (720, 1130), (300, 1060)],
        (84, 64, 42),
        (150, 118, 76),
        34,
    )
    canvas.shape(
        [(480, 990), (760, 950), (1040, 980), (980, 1040), (620, 1050)],
        (122, 132, 130),
        (74, 86, 86),
    )
    canvas.textured(
        [(60, 840), (190, 640), (300, 590), (430, 660), (540, 800), (300, 850)],
        (140, 110, 68),
        (224, 194, 136),
        20,
    )
    _digger(canvas, (1010, 800), 1.0)


def _digger(canvas: Canvas, at: tuple[float, float], scale: float) -> None:
    x, y = at

    def place(*points: tuple[float, float]) -> list[tuple[float, float]]:
        return [(x + px * scale, y + py * scale) for px, py in points]

    yellow: Colour = (226, 166, 42)
    canvas.shadow(place((-40, 60), (330, 60), (380, 96), (-20, 96)), 0.7, 12)
    canvas.shape(
        place((-20, 20), (270, 20), (300, 50), (270, 84), (-20, 84), (-46, 52)),
        (62, 62, 64),
        (28, 28, 30),
    )
    for k in range(5):
        canvas.shape(
            ellipse((x + (10 + k * 58) * scale, y + 54 * scale), 20 * scale, 20 * scale),
            (110, 110, 112),
            (60, 60, 62),
        )
    canvas.shape(
        place((10, -70), (270, -70), (290, 16), (0, 16)), tint(yellow, 1.1), tint(yellow, 0.75)
    )
    canvas.shape(place((20, -170), (120, -170), (136, -60), (20, -60)), yellow, tint(yellow, 0.8))
    canvas.shape(
        place((34, -156), (110, -156), (122, -78), (34, -78)), (120, 148, 166), (64, 82, 98)
    )
    canvas.line(place((30, -60), (-120, -250), (-270, -150)), 30 * scale, tint(yellow, 0.9))
    canvas.line(place((-270, -160), (-230, 20)), 20 * scale, tint(yellow, 0.8))
    canvas.shape(
        place((-268, 10), (-190, 6), (-180, 70), (-250, 84), (-290, 50)), (70, 66, 60), (42, 40, 38)
    )


def coal(canvas: Canvas, *, after: bool) -> None:
    """Coal heaped on wooded land; later under a green net with shrubs before it."""
    steppe(canvas, after=after, near=(132, 120, 92))
    canvas.shadow([(60, 800), (1560, 790), (1580, 900), (40, 910)], 0.6, 26)
    heaps: tuple[list[tuple[float, float]], ...] = (
        [(820, 800), (1000, 560), (1110, 500), (1250, 560), (1500, 770), (1590, 830), (800, 850)],
        [(40, 850), (240, 600), (380, 510), (520, 560), (760, 770), (900, 870), (30, 890)],
    )
    for heap in heaps:
        dark, light = ((44, 84, 54), (104, 152, 100)) if after else ((12, 12, 14), (92, 92, 98))
        canvas.textured(heap, dark, light, 44)
    if after:
        for heap in heaps:
            top = heap[2]
            for k in range(7):
                canvas.line([top, (heap[0][0] + k * 120, 830)], 2.5, (66, 112, 72))
        canvas.tufts((0, 850, 1600, 1190), 500, (96, 128, 62))
        return
    canvas.pebbles((0, 820, 1600, 1000), 420, (52, 52, 56))
    for _ in range(14):
        x, y = canvas.dice.between(20, 1560), canvas.dice.between(860, 1120)
        canvas.line([(x, y), (x + canvas.dice.between(-20, 20), y - 70)], 7, (96, 78, 60))
        canvas.line([(x, y - 36), (x + 30, y - 66)], 4, (96, 78, 60))
    canvas.smoke((600, 380, 1500, 800), (96, 94, 92), 0.35)


def stumps(canvas: Canvas, *, after: bool) -> None:
    """Felled shelter-belt trees and stumps; later saplings tied to stakes."""
    steppe(canvas, after=after, near=(150, 132, 92))
    spots = [
        (130 + k % 5 * 330 + k // 5 * 90.0, 680 + k // 5 * 190.0, 0.6 + k // 5 * 0.4)
        for k in range(15)
    ]
    if after:
        for x, y, scale in spots:
            canvas.shadow(
                [(x, y - 6), (x + 130 * scale, y + 4), (x + 130 * scale, y + 14), (x, y + 8)],
                0.4,
                8,
            )
            canvas.line(
                [(x + 16 * scale, y), (x + 16 * scale, y - 120 * scale)], 5 * scale, (176, 150, 110)
            )
            canvas.line([(x, y), (x, y - 190 * scale)], 7 * scale, (112, 92, 70))
            for k in range(4):
                canvas.textured(
                    ellipse(
                        (x + (k % 2 * 24 - 12) * scale, y - (120 + k * 26) * scale),
                        34 * scale,
                        24 * scale,
                        9,
                    ),
                    (70, 106, 50),
                    (142, 172, 86),
                    5,
                )
        return
    for x, y, scale in spots:
        canvas.shadow(ellipse((x + 20 * scale, y + 4), 66 * scale, 18 * scale), 0.6, 8)
        canvas.tube(rectangle(x - 36 * scale, y - 48 * scale, x + 36 * scale, y + 6), (120, 96, 72))
        canvas.shape(
            ellipse((x, y - 48 * scale), 36 * scale, 13 * scale), (232, 206, 158), (204, 172, 120)
        )
        canvas.shape(ellipse((x, y - 48 * scale), 20 * scale, 7 * scale), (212, 182, 130))
        canvas.shape(ellipse((x, y - 48 * scale), 9 * scale, 3 * scale), (190, 154, 104))
    for x, y, tilt in ((260, 900, -4.0), (900, 830, 6.0), (760, 1080, -3.0)):
        canvas.shadow(rectangle(x, y + 10, x + 560, y + 40), 0.55, 12)
        canvas.textured(
            turned(rectangle(x, y - 34, x + 560, y + 24), tilt, (x, y)),
            (74, 58, 44),
            (164, 140, 108),
            30,
        )
        canvas.shape(
            turned(ellipse((x, y - 5), 13, 29), tilt, (x, y)), (230, 204, 156), (196, 164, 114)
        )


def bottles(canvas: Canvas, *, after: bool) -> None:
    """Pesticide bottles dropped in a field canal; later a clean canal and a collection bin."""
    field(canvas, after=after, near=(124, 128, 70))
    canvas.textured(
        [(560, 520), (1010, 520), (1600, 1200), (0, 1200)], (120, 102, 76), (178, 158, 122), 40
    )
    canvas.shape(
        [(690, 520), (880, 520), (1260, 1200), (300, 1200)], (150, 172, 178), (84, 108, 110)
    )
    canvas.tufts((0, 600, 330, 1190), 260, (110, 132, 60))
    canvas.tufts((1250, 600, 1600, 1190), 260, (110, 132, 60))
    if after:
        canvas.shadow(rectangle(1160, 850, 1480, 890), 0.6, 16)
        canvas.shape(rectangle(1180, 560, 1400, 870), (66, 132, 92), (38, 92, 62))
        canvas.shape(
            [(1164, 566), (1416, 566), (1390, 520), (1190, 520)], (92, 158, 116), (58, 118, 82)
        )
        canvas.shape(rectangle(1230, 606, 1350, 636), (24, 40, 32))
        canvas.shape(ellipse((1290, 740), 54, 54), (236, 240, 232), (206, 214, 206))
        canvas.line([(1262, 742), (1284, 764), (1322, 716)], 12, (58, 128, 86))
        return
    _drift(canvas)


def _drift(canvas: Canvas) -> None:
    colours: tuple[Colour, ...] = (
        (238, 238, 232),
        (76, 128, 84),
        (210, 176, 66),
        (150, 80, 56),
        (68, 112, 168),
    )
    for x, y, scale in canvas.scatter((420, 640, 1180, 1160), 34):
        tilt = canvas.dice.between(-85, 85)
        body = canvas.dice.colour(*colours)
        wide, tall = 24 * scale, 84 * scale
        canvas.shape(ellipse((x + 6, y + 8), wide * 1.9, wide * 0.8), (70, 84, 82))
        canvas.tube(
            turned(rectangle(x - wide, y - tall / 2, x + wide, y + tall / 2), tilt, (x, y)), body
        )
        canvas.shape(
            turned(
                rectangle(x - wide * 0.4, y - tall * 0.72, x + wide * 0.4, y - tall / 2),
                tilt,
                (x, y),
            ),
            (176, 44, 40),
            (120, 28, 26),
        )
        canvas.shape(
            turned(
                rectangle(x - wide * 0.9, y - tall * 0.2, x + wide * 0.9, y + tall * 0.25),
                tilt,
                (x, y),
            ),
            (246, 244, 236),
            (214, 210, 196),
        )


def straw(canvas: Canvas, *, after: bool) -> None:
    """Stubble burning under smoke; later ploughed land with bales."""
    near: Colour = (128, 96, 68) if after else (176, 146, 84)
    field(canvas, after=after, near=near)
    if after:
        for x, y, scale in ((300.0, 700.0, 0.7), (1220.0, 720.0, 0.75), (760.0, 900.0, 1.2)):
            canvas.shadow(
                ellipse((x + 40 * scale, y + 74 * scale), 130 * scale, 26 * scale), 0.6, 12
            )
            canvas.textured(
                ellipse((x, y), 112 * scale, 84 * scale), (146, 112, 54), (232, 200, 124), 26
            )
            canvas.shape(
                ellipse((x - 46 * scale, y), 56 * scale, 78 * scale),
                (222, 188, 112),
                (178, 142, 76),
            )
            canvas.shape(
                ellipse((x - 46 * scale, y), 28 * scale, 42 * scale), (196, 160, 90), (158, 122, 64)
            )
        return
    canvas.textured(
        [(0, 760), (520, 700), (1100, 720), (1600, 690), (1600, 900), (700, 960), (0, 900)],
        (20, 18, 16),
        (78, 66, 54),
        50,
    )
    for k in range(26):
        x, y = 40 + k * 61.0, 700 + canvas.dice.between(-20, 60)
        high = canvas.dice.between(30, 110)
        canvas.glow((x, y - 20), high * 1.3, (255, 140, 40), 0.6)
        canvas.shape(
            [
                (x - 20, y),
                (x - 8, y - high * 0.6),
                (x, y - high),
                (x + 12, y - high * 0.5),
                (x + 22, y),
            ],
            (255, 222, 110),
            (232, 88, 26),
        )
    for left in (-200, 180, 560, 900):
        canvas.smoke((left, 60, left + 900, 760), (196, 192, 186), 0.85)


def ploughed(canvas: Canvas, *, after: bool) -> None:
    """Steppe turned over without permission; later grown over behind a fence."""
    steppe(canvas, after=after, near=(150, 150, 90), grass=320)
    if after:
        canvas.tufts((0, 600, 1600, 1190), 620, (124, 150, 70))
        _stakes(canvas, 760)
        return
    canvas.textured(
        [(420, 560), (1250, 560), (1600, 900), (1600, 1200), (0, 1200), (0, 960)],
        (84, 62, 44),
        (158, 122, 88),
        60,
    )
    for k in range(-16, 17):
        canvas.line([(830 + k * 26, 562), (780 + k * 120, 1200)], 5, (78, 56, 40))
    _digger(canvas, (1130, 600), 0.6)

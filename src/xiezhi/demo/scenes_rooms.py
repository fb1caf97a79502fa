"""Scenes indoors: bus card reader, food shelf, fire cabinet."""

from typing import Final

from xiezhi.demo.backdrops import room
from xiezhi.demo.canvas import Canvas, Colour, ellipse, mix, rectangle, tint

_SHELF_END: Final = 1480
_STALE_SHARE: Final = 0.2


def bus(canvas: Canvas, *, after: bool) -> None:
    """A card reader by a bus door refusing a card in red; later accepting it in green."""
    canvas.shape(rectangle(0, 0, 1600, 1200), (196, 200, 202), (140, 144, 148))
    for left in (60, 860):
        canvas.shape(rectangle(left - 22, 90, left + 702, 650), (58, 62, 68), (38, 40, 46))
        canvas.shape(rectangle(left, 110, left + 680, 630), (158, 192, 222), (214, 218, 206))
        canvas.shape(rectangle(left, 470, left + 680, 630), (168, 150, 112), (140, 124, 92))
        for _ in range(6):
            x = left + canvas.dice.between(20, 620)
            canvas.textured(
                ellipse((x, 440), 46, canvas.dice.between(60, 110), 14),
                (72, 96, 56),
                (130, 150, 86),
                6,
            )
        canvas.shape(
            [(left + 80, 110), (left + 190, 110), (left + 60, 630), (left, 630), (left, 520)],
            (190, 212, 230),
            (216, 220, 214),
        )
    canvas.shape(rectangle(0, 700, 1600, 760), (72, 108, 150), (50, 80, 118))
    canvas.ground(1000, (92, 94, 98), (70, 72, 76), 0.06)
    canvas.tube(rectangle(1180, 0, 1232, 1200), (236, 186, 56))
    canvas.tube(rectangle(300, 0, 340, 1200), (236, 186, 56))
    canvas.shadow(rectangle(600, 480, 1080, 1040), 0.6, 34)
    canvas.shape(rectangle(560, 420, 1020, 1000), (92, 98, 106), (48, 52, 58))
    canvas.shape(rectangle(590, 450, 990, 700), (18, 26, 36), (30, 44, 58))
    light: Colour = (70, 206, 120) if after else (232, 64, 56)
    canvas.glow((790, 575), 210, light, 0.55)
    canvas.shape(ellipse((790, 575), 88, 88), light, tint(light, 0.8))
    if after:
        canvas.line([(744, 578), (780, 612), (838, 540)], 20, (246, 252, 246))
    else:
        canvas.line([(752, 537), (828, 613)], 20, (252, 244, 242))
        canvas.line([(828, 537), (752, 613)], 20, (252, 244, 242))
    canvas.shape(ellipse((790, 850), 150, 104), (126, 132, 140), (72, 78, 86))
    for ring in (110, 78, 46):
        edge = ellipse((790, 850), ring, ring * 0.68)
        canvas.line([*edge, edge[0]], 7, (214, 220, 226))
    _hand_with_card(canvas)


def _hand_with_card(canvas: Canvas) -> None:
    canvas.shadow([(860, 900), (1180, 820), (1240, 1010), (900, 1040)], 0.5, 20)
    canvas.textured(
        [(1080, 1000), (1190, 930), (1600, 1040), (1600, 1200), (1180, 1200)],
        (60, 66, 92),
        (96, 104, 136),
        14,
    )
    canvas.shape(
        [(850, 880), (1140, 790), (1196, 960), (900, 1044)], (236, 240, 246), (176, 196, 222)
    )
    canvas.shape([(862, 898), (1142, 812), (1150, 846), (872, 930)], (64, 118, 190), (48, 96, 164))
    canvas.shape(
        [(1056, 884), (1128, 862), (1146, 924), (1076, 946)], (206, 170, 80), (168, 132, 52)
    )
    canvas.textured(
        [
            (1060, 990),
            (1150, 900),
            (1200, 880),
            (1226, 920),
            (1190, 990),
            (1260, 1060),
            (1180, 1100),
        ],
        (180, 132, 104),
        (232, 190, 160),
        8,
    )


def shelf(canvas: Canvas, *, after: bool) -> None:
    """A shop's shelf with out-of-date packets among the others; later cleared."""
    room(canvas, (216, 212, 204), (170, 166, 160), 1080)
    colours: tuple[Colour, ...] = (
        (204, 66, 54),
        (226, 168, 52),
        (72, 132, 88),
        (66, 104, 168),
        (226, 220, 206),
        (142, 86, 132),
    )
    for row in range(4):
        base = 330 + row * 265
        canvas.shape(rectangle(40, base - 250, 1560, base), (122, 126, 132), (86, 90, 96))
        x = 60.0
        while x < _SHELF_END:
            wide, tall = canvas.dice.between(84, 128), canvas.dice.between(150, 214)
            packet = canvas.dice.colour(*colours)
            stale = canvas.dice.between(0, 1) < _STALE_SHARE
            if not (stale and after):
                _packet(
                    canvas,
                    (x, base),
                    (wide, tall),
                    mix(packet, (150, 140, 120), 0.5) if stale else packet,
                    stale=stale,
                )
            x += wide + 8
        canvas.shape(rectangle(30, base, 1570, base + 16), (236, 236, 234), (206, 206, 204))
        canvas.shape(rectangle(30, base + 16, 1570, base + 40), (178, 182, 188), (140, 144, 150))
        for k in range(9):
            canvas.shape(
                rectangle(70 + k * 170, base + 5, 150 + k * 170, base + 34),
                (250, 248, 238),
                (232, 228, 214),
            )
    canvas.glow((800, 0), 1000, (255, 252, 240), 0.3)


def _packet(
    canvas: Canvas,
    foot: tuple[float, float],
    size: tuple[float, float],
    colour: Colour,
    *,
    stale: bool,
) -> None:
    (x, base), (wide, tall) = foot, size
    canvas.tube(
        [(x, base), (x + 3, base - tall), (x + wide - 3, base - tall), (x + wide, base)], colour
    )
    canvas.shape(rectangle(x + 4, base - tall, x + wide - 4, base - tall + 12), tint(colour, 1.3))
    canvas.shape(
        ellipse((x + wide / 2, base - tall * 0.55), wide * 0.32, tall * 0.2),
        (246, 240, 224),
        (222, 212, 188),
    )
    canvas.shape(
        rectangle(x + wide * 0.15, base - tall * 0.24, x + wide * 0.85, base - tall * 0.16),
        (250, 248, 244),
    )
    if stale:
        ring = ellipse((x + wide / 2, base - tall * 0.2), wide * 0.5, tall * 0.13)
        canvas.line([*ring, ring[0]], 7, (214, 32, 30))


def cabinet(canvas: Canvas, *, after: bool) -> None:
    """A corridor's fire cabinet broken and empty; later with hose, nozzle and extinguishers."""
    room(canvas, (214, 210, 200), (150, 146, 140), 960)
    canvas.shape(rectangle(0, 560, 1600, 940), (150, 178, 164), (124, 150, 138))
    canvas.shadow(rectangle(500, 240, 1180, 910), 0.5, 30)
    canvas.shape(rectangle(460, 190, 1130, 870), (206, 44, 38), (160, 30, 28))
    canvas.shape(rectangle(500, 230, 1090, 830), (74, 70, 70), (110, 106, 104))
    if after:
        for ring in range(7):
            radius = 168 - ring * 22
            canvas.shape(
                ellipse((700, 530), radius, radius),
                (240, 236, 224) if ring % 2 == 0 else (206, 200, 184),
            )
        canvas.shape(ellipse((700, 530), 24, 24), (150, 40, 34))
        for left in (900, 990):
            canvas.tube(
                [
                    (left, 800),
                    (left, 520),
                    (left + 14, 490),
                    (left + 62, 490),
                    (left + 76, 520),
                    (left + 76, 800),
                ],
                (206, 40, 36),
            )
            canvas.tube(rectangle(left + 26, 450, left + 50, 492), (40, 40, 44))
            canvas.shape(
                rectangle(left + 10, 590, left + 66, 690), (246, 240, 226), (220, 212, 194)
            )
        canvas.shape(
            [(506, 236), (680, 236), (560, 824), (506, 824)], (196, 210, 214), (170, 186, 190)
        )
        return
    _wreck(canvas)


def _wreck(canvas: Canvas) -> None:
    canvas.textured(
        [(500, 830), (500, 760), (640, 790), (760, 744), (900, 800), (1090, 772), (1090, 830)],
        (110, 96, 78),
        (196, 182, 160),
        20,
    )
    for left, lean in ((620, -8), (760, 12)):
        canvas.tube(
            [(left + lean, 690), (left + 46 + lean, 690), (left + 46, 806), (left, 806)],
            (196, 206, 196),
        )
    canvas.shape([(1130, 190), (1320, 250), (1320, 900), (1130, 870)], (184, 40, 36), (130, 26, 26))
    canvas.shape(
        [(1160, 240), (1290, 280), (1290, 840), (1160, 810)], (152, 170, 178), (110, 126, 134)
    )
    for target in ((1170, 330), (1270, 420), (1280, 640), (1180, 720), (1288, 800)):
        canvas.line([(1225, 540), target], 4, (232, 238, 240))
    canvas.line([(520, 250), (700, 330)], 4, (150, 148, 146))

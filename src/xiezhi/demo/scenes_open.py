"""Scenes of the open country: haul road, old wall, village street, and a shot taken by mistake."""

from xiezhi.demo.backdrops import houses, sky, steppe
from xiezhi.demo.canvas import Canvas, Colour, ellipse, moved, rectangle, tint


def dust(canvas: Canvas, *, after: bool) -> None:
    """A haul road under a cloud of dust behind a lorry; later wetted and clear."""
    steppe(canvas, after=after, near=(178, 152, 108))
    road: Colour = (104, 92, 76) if after else (198, 174, 132)
    canvas.textured(
        [(720, 524), (900, 524), (1560, 1200), (140, 1200)], tint(road, 0.72), tint(road, 1.12), 40
    )
    for a, b in (((770, 540), (420, 1200)), ((850, 540), (1240, 1200))):
        canvas.line([a, b], 26, tint(road, 0.8))
    if not after:
        canvas.smoke((260, 180, 1500, 820), (218, 198, 158), 1.8, 4)
    _lorry(canvas, (830, 690), 0.9, (52, 110, 168) if after else (176, 62, 44), water=after)
    if after:
        canvas.textured(
            [(690, 812), (970, 812), (1280, 1200), (360, 1200)], (58, 54, 50), (122, 124, 126), 16
        )
        return
    for left, top, right, low in (
        (-100, 420, 900, 1100),
        (760, 420, 1700, 1100),
        (420, 640, 1240, 1240),
    ):
        canvas.smoke((left, top, right, low), (222, 202, 164), 1.5, 4)
        canvas.smoke((left + 60, top + 40, right - 40, low - 60), (230, 212, 176), 1.4, 6)


def _lorry(
    canvas: Canvas, at: tuple[float, float], scale: float, colour: Colour, *, water: bool
) -> None:
    x, y = at

    def place(*points: tuple[float, float]) -> list[tuple[float, float]]:
        return [(x + px * scale, y + py * scale) for px, py in points]

    canvas.shadow(place((-160, 90), (180, 90), (210, 140), (-160, 140)), 0.7, 14)
    for side in (-128, 70):
        canvas.shape(
            place((side, 50), (side + 60, 50), (side + 60, 130), (side, 130)),
            (34, 34, 36),
            (18, 18, 20),
        )
    if water:
        _tank(canvas, at, scale, colour)
        return
    canvas.textured(
        place((-140, -130), (-60, -168), (60, -172), (140, -130)), (90, 78, 62), (176, 156, 122), 8
    )
    canvas.shape(
        place((-150, -130), (150, -130), (150, 70), (-150, 70)),
        tint(colour, 1.1),
        tint(colour, 0.62),
    )
    for k in range(5):
        canvas.shape(
            place(
                (-140 + k * 66, -124),
                (-128 + k * 66, -124),
                (-128 + k * 66, 64),
                (-140 + k * 66, 64),
            ),
            tint(colour, 0.7),
        )


def _tank(canvas: Canvas, at: tuple[float, float], scale: float, colour: Colour) -> None:
    canvas.shape(
        moved(at, scale, (-96, -190), (96, -190), (96, -60), (-96, -60)),
        tint(colour, 1.1),
        tint(colour, 0.8),
    )
    canvas.tube(
        moved(
            at, scale, (-150, -110), (-120, -150), (120, -150), (150, -110), (150, 40), (-150, 40)
        ),
        (206, 210, 212),
    )
    canvas.shape(
        ellipse((at[0], at[1] - 56 * scale), 108 * scale, 80 * scale),
        (228, 232, 234),
        (150, 156, 162),
    )
    canvas.shape(
        moved(at, scale, (-150, 60), (150, 60), (150, 90), (-150, 90)), colour, tint(colour, 0.7)
    )
    for k in range(15):
        canvas.line(
            moved(at, scale, (k * 18 - 126, 92), (k * 34 - 240, 176 + k % 3 * 10)),
            4,
            (214, 226, 234),
        )


def relic(canvas: Canvas, *, after: bool) -> None:
    """A rammed-earth wall of an old town falling apart; later supported and fenced."""
    steppe(canvas, after=after, near=(180, 150, 104))
    canvas.shadow([(160, 900), (1500, 880), (1580, 960), (200, 990)], 0.6, 24)
    crest = [
        (150, 920),
        (170, 520),
        (330, 470),
        (520, 500),
        (640, 440),
        (800, 470),
        (980, 430),
        (1180, 490),
        (1400, 520),
        (1460, 900),
    ]
    canvas.textured(crest, (118, 88, 56), (216, 180, 128), 30)
    for k in range(11):
        y = 520 + k * 36
        canvas.line([(168, y), (500, y + 6), (1000, y - 4), (1440, y + 5)], 3, (140, 106, 70))
    if after:
        canvas.textured(
            [(610, 900), (640, 600), (860, 590), (900, 900)], (160, 126, 84), (222, 190, 142), 30
        )
        for k in range(9):
            canvas.line([(620, 640 + k * 30), (890, 640 + k * 30)], 2.5, (150, 118, 80))
        for k in range(9):
            x = 40 + k * 195
            canvas.tube(rectangle(x - 9, 900, x + 9, 1090), (112, 92, 70))
        for drop in (930, 990, 1050):
            canvas.line([(40, drop), (1600, drop)], 7, (132, 110, 84))
        return
    canvas.shape(
        [(600, 900), (640, 640), (700, 560), (760, 470), (830, 560), (860, 700), (930, 900)],
        (66, 46, 30),
        (110, 82, 54),
    )
    canvas.textured(
        [(480, 960), (640, 850), (800, 820), (980, 880), (1080, 980), (760, 1020)],
        (108, 80, 52),
        (206, 170, 118),
        26,
    )
    canvas.pebbles((420, 880, 1140, 1080), 160, (186, 152, 108))
    canvas.line([(330, 480), (350, 640), (320, 760), (360, 900)], 6, (72, 52, 34))
    canvas.line([(1180, 500), (1150, 640), (1190, 800)], 6, (72, 52, 34))


def village(canvas: Canvas, *, after: bool) -> None:
    """A village street with its notice board; later with a bench and flower beds."""
    sky(canvas, 500, after=after)
    canvas.hills(505, 60, (150, 158, 160), 1.8)
    canvas.ground(520, (170, 156, 130), (156, 140, 112), 0.14)
    houses(canvas, 590, 5)
    canvas.shadow([(0, 586), (1600, 586), (1600, 622), (0, 622)], 0.4, 14)
    canvas.shape(
        [(560, 610), (1040, 610), (1560, 1200), (40, 1200)], (160, 158, 154), (128, 126, 122)
    )
    canvas.tufts((0, 640, 420, 1190), 220, (112, 132, 70))
    canvas.tufts((1180, 640, 1600, 1190), 220, (112, 132, 70))
    for x in (1130.0, 1390.0):
        canvas.tube(rectangle(x - 9, 700, x + 9, 980), (126, 130, 136))
    canvas.shadow(rectangle(1120, 976, 1480, 996), 0.45, 12)
    canvas.shape(rectangle(1096, 640, 1424, 860), (60, 104, 152), (40, 78, 122))
    canvas.shape(rectangle(1114, 660, 1406, 842), (238, 236, 226), (214, 212, 202))
    for k in range(3):
        left = 1130 + k * 92
        sheet = rectangle(left, 680, left + 76, 800)
        canvas.shape(sheet, (252, 250, 244), (232, 226, 212))
        canvas.shapes(
            [rectangle(left + 8, 694 + n * 18, left + 66, 700 + n * 18) for n in range(5)],
            (150, 152, 158),
        )
    if after:
        _bench_and_flowers(canvas)


def _bench_and_flowers(canvas: Canvas) -> None:
    canvas.shadow(rectangle(120, 960, 520, 990), 0.5, 14)
    for top in (820, 850, 892):
        canvas.shape(rectangle(110, top, 480, top + 22), (178, 124, 78), (140, 92, 56))
    for x in (140.0, 440.0):
        canvas.tube(rectangle(x - 8, 816, x + 8, 970), (70, 72, 76))
    canvas.textured(
        [(60, 1040), (520, 1040), (560, 1120), (30, 1120)], (66, 98, 46), (132, 160, 78), 18
    )
    for _ in range(46):
        x, y = canvas.dice.between(60, 530), canvas.dice.between(1036, 1110)
        canvas.shape(
            ellipse((x, y), 9, 7, 8),
            canvas.dice.colour((226, 74, 84), (240, 196, 70), (236, 236, 240)),
        )


def blurred(canvas: Canvas, *, after: bool) -> None:
    """A shot taken by mistake: dark, a pocket's edge and a finger."""
    canvas.shape(rectangle(0, 0, 1600, 1200), (30, 26, 28), (10, 9, 12))
    canvas.textured(
        [(0, 700), (700, 500), (1600, 760), (1600, 1200), (0, 1200)], (20, 18, 22), (56, 48, 50), 12
    )
    canvas.glow((1250, 260), 520, (190, 120, 96), 0.7 if after else 0.8)
    canvas.shadow([(0, 0), (600, 0), (300, 1200), (0, 1200)], 0.6, 40)

"""The demo's photos: drawn from a key, with the EXIF a phone would have written."""

import io
from collections.abc import Callable, Mapping
from datetime import datetime
from enum import StrEnum
from functools import lru_cache
from types import MappingProxyType
from typing import Final

from PIL import Image
from PIL.TiffImagePlugin import IFDRational

from xiezhi.demo import scenes_open, scenes_rooms, scenes_town, scenes_water
from xiezhi.demo.canvas import Canvas, Dice

_MAKE, _MODEL, _ORIENTATION, _SOFTWARE, _TAKEN = 0x010F, 0x0110, 0x0112, 0x0131, 0x0132
_EXIF_IFD, _GPS_IFD = 0x8769, 0x8825
_TAKEN_ORIGINAL, _OFFSET_ORIGINAL, _EXPOSURE, _SENSITIVITY = 0x9003, 0x9011, 0x829A, 0x8827
_NEEDS_QUARTER_TURN: Final = 6
_QUALITY: Final = 80
_SIDEWAYS_SHARE: Final = 0.25
_CLOSER: Final = (0.55, 0.75)


class Scene(StrEnum):
    """What a photo shows; each has a damaged and a mended variant from the same angle."""

    CRANE = "crane"
    RUBBISH = "rubbish"
    OUTFALL = "outfall"
    COAL = "coal"
    MANHOLE = "manhole"
    SAND = "sand"
    STUMPS = "stumps"
    BUS = "bus"
    RELIC = "relic"
    SHELF = "shelf"
    DUST = "dust"
    BOTTLES = "bottles"
    STRAW = "straw"
    LAMP = "lamp"
    FIRELANE = "firelane"
    PLOUGHED = "ploughed"
    RAMP = "ramp"
    CABINET = "cabinet"
    VILLAGE = "village"
    BLURRED = "blurred"


_PAINTERS: Final[Mapping[Scene, Callable[..., None]]] = MappingProxyType(
    {
        Scene.CRANE: scenes_town.crane,
        Scene.RUBBISH: scenes_water.rubbish,
        Scene.OUTFALL: scenes_water.outfall,
        Scene.COAL: scenes_water.coal,
        Scene.MANHOLE: scenes_town.manhole,
        Scene.SAND: scenes_water.sand,
        Scene.STUMPS: scenes_water.stumps,
        Scene.BUS: scenes_rooms.bus,
        Scene.RELIC: scenes_open.relic,
        Scene.SHELF: scenes_rooms.shelf,
        Scene.DUST: scenes_open.dust,
        Scene.BOTTLES: scenes_water.bottles,
        Scene.STRAW: scenes_water.straw,
        Scene.LAMP: scenes_town.lamp,
        Scene.FIRELANE: scenes_town.firelane,
        Scene.PLOUGHED: scenes_water.ploughed,
        Scene.RAMP: scenes_town.ramp,
        Scene.CABINET: scenes_rooms.cabinet,
        Scene.VILLAGE: scenes_open.village,
        Scene.BLURRED: scenes_open.blurred,
    }
)


def paint(scene: Scene, key: str, *, after: bool = False) -> Image.Image:
    """Draw a 1600 x 1200 photo; the same scene and key give the same place, before and after."""
    canvas = Canvas(f"{scene}/{key}")
    _PAINTERS[scene](canvas, after=after)
    return canvas.finished()


@lru_cache(maxsize=2)
def _painted(scene: Scene, key: str, *, after: bool) -> Image.Image:
    return paint(scene, key, after=after)


def _closer(picture: Image.Image, key: str, view: int) -> Image.Image:
    """Return a nearer look at a part of the same place."""
    dice = Dice(key, "view", view)
    share = dice.between(*_CLOSER)
    across, down = picture.width * share, picture.height * share
    left = dice.between(0, picture.width - across)
    top = dice.between(0.4, 1.0) * (picture.height - down)
    part = (left, top, left + across, top + down)
    return picture.resize(picture.size, Image.Resampling.BICUBIC, box=part)


def is_held_sideways(key: str, *, after: bool = False) -> bool:
    """Whether the phone was turned for this photo, so that EXIF asks for a quarter turn."""
    return Dice(key, "held", int(after)).between(0, 1) < _SIDEWAYS_SHARE


def take_photo(
    scene: Scene,
    key: str,
    *,
    taken_at: datetime,
    latitude: float,
    longitude: float,
    after: bool = False,
    view: int = 0,
) -> bytes:
    """Return the JPEG of a drawn photo; the same arguments give the same bytes.

    Args:
        scene: what is seen.
        key: names the place; also decides whether the phone was held sideways (orientation 6).
        taken_at: aware local time of the shot.
        latitude: WGS-84, north.
        longitude: WGS-84, east.
        after: the mended variant.
        view: 0 shows the whole place, each further number a nearer look at a part of it.
    """
    picture = _painted(scene, key, after=after)
    if view:
        picture = _closer(picture, key, view)
    exif = _exif(taken_at, latitude, longitude)
    if is_held_sideways(key if not view else f"{key}/{view}", after=after):
        picture = picture.transpose(Image.Transpose.ROTATE_90)
        exif[_ORIENTATION] = _NEEDS_QUARTER_TURN
    out = io.BytesIO()
    picture.save(out, "JPEG", quality=_QUALITY, subsampling=2, exif=exif.tobytes())
    return out.getvalue()


def _exif(taken_at: datetime, latitude: float, longitude: float) -> Image.Exif:
    stamp = taken_at.strftime("%Y:%m:%d %H:%M:%S")
    exif = Image.Exif()
    exif[_MAKE] = "演示".encode()
    exif[_MODEL] = "Xiezhi demo"
    exif[_ORIENTATION] = 1
    exif[_SOFTWARE] = "xiezhi demo"
    exif[_TAKEN] = stamp
    exif.get_ifd(_EXIF_IFD).update(
        {
            _TAKEN_ORIGINAL: stamp,
            _OFFSET_ORIGINAL: taken_at.strftime("%z")[:3] + ":" + taken_at.strftime("%z")[3:],
            _EXPOSURE: IFDRational(1, 320),
            _SENSITIVITY: 100,
        }
    )
    exif.get_ifd(_GPS_IFD).update(
        {
            0: b"\x02\x03\x00\x00",
            1: "N",
            2: _sexagesimal(latitude),
            3: "E",
            4: _sexagesimal(longitude),
            18: "WGS-84",
            31: IFDRational(8, 1),
        }
    )
    return exif


def _sexagesimal(degrees: float) -> tuple[IFDRational, IFDRational, IFDRational]:
    ten_thousandths = round(degrees * 3600 * 10000)
    minutes, rest = divmod(ten_thousandths, 60 * 10000)
    whole, minutes = divmod(minutes, 60)
    return IFDRational(whole, 1), IFDRational(minutes, 1), IFDRational(rest, 10000)

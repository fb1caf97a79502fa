"""When a picture was taken, and who says so."""

import re
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from typing import Final

from xiezhi.kernel.clock import CHINA


class TimeSource(StrEnum):
    """Where a time comes from, in falling order of trust: 设备, EXIF, 文件名, 消息时间, 人工."""

    DEVICE = "device"
    EXIF = "exif"
    FILE_NAME = "file_name"
    MESSAGE = "message"
    MANUAL = "manual"


@dataclass(frozen=True, slots=True, kw_only=True)
class TakenTime:
    """An instant with its source.

    Attributes:
        is_zone_assumed: the source gave a local time only; it was read as China's.
    """

    instant: datetime
    source: TimeSource
    is_zone_assumed: bool


# Cameras without a set clock begin at 1970, 1980 or 2000; none of it says anything.
EARLIEST: Final = datetime(2000, 1, 2, tzinfo=UTC)
LATEST: Final = datetime(2100, 1, 1, tzinfo=UTC)

# A telephone that only exports writes the moment of export: never earlier than the picture.
_EPOCH_NAME: Final = re.compile(r"^(?:mmexport|wx_camera_|微信图片_)(\d{13})(?:\D|$)", re.ASCII)
_CLOCK_NAME: Final = re.compile(
    r"^(?:微信图片_|IMG_?|PXL_)(\d{8})_?(\d{6})(?:\D|$|\d{3}(?:\D|$))", re.ASCII
)


def is_plausible(instant: datetime) -> bool:
    """Return whether a clock that was set may have shown this instant."""
    return EARLIEST <= instant < LATEST


def taken_from_name(file_name: str) -> TakenTime | None:
    """Return the time a file name gives away, or None.

    Known: ``mmexport<ms>.jpg``, ``wx_camera_<ms>.jpg``, ``微信图片_yyyymmddhhmmss.jpg``,
    ``IMG_yyyymmdd_hhmmss.jpg``.
    """
    epoch = _EPOCH_NAME.match(file_name)
    if epoch is not None:
        instant = datetime(1970, 1, 1, tzinfo=UTC) + timedelta(milliseconds=int(epoch.group(1)))
        return _from_name(instant, is_zone_assumed=False)
    clock = _CLOCK_NAME.match(file_name)
    if clock is None:
        return None
    try:
        local = datetime.strptime(clock.group(1) + clock.group(2), "%Y%m%d%H%M%S")  # noqa: DTZ007
    except ValueError:
        return None
    return _from_name(local.replace(tzinfo=CHINA), is_zone_assumed=True)


def _from_name(instant: datetime, *, is_zone_assumed: bool) -> TakenTime | None:
    """Return the time with its label where it is plausible."""
    if not is_plausible(instant):
        return None
    return TakenTime(instant=instant, source=TimeSource.FILE_NAME, is_zone_assumed=is_zone_assumed)

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
_EPOCH_NAME: Final = re.compile(
    r"^(?:mmexport(?:[0-9a-f]{32}_)?|wx_camera_|微信图片_|Image_|qq_pic_merged_)?"
    r"(\d{13})(?:\D|$)",
    re.ASCII,
)
_WRITERS: Final = (
    r"微信图片_|微信图片编辑_|微信截图_|微信视频_?|WeChat(?: Image)?_?|QQ图片|QQ截图|QQ录屏|"
    r"IMG[_-]?|VID[_-]?|PANO_|MVIMG_|BURST|"
    r"Screenshot[_ -]?|Screen ?Shot[_ ]|ScreenRecord[_-]?|截屏[_ ]?|截图[_ ]?|屏幕截图[_ ]?|"
    r"录音[_ ]?|语音[_ ]?|Record(?:ing)?[_ -]?|Voice[_ ]?|水印相机_?|Watermark_?|wm_|"
)
_CLOCK_NAME: Final = re.compile(
    rf"^(?:{_WRITERS})(\d{{4}})([-.]?)(\d\d)\2(\d\d)[-_ T]?(?:at )?(\d\d)([-.:：]?)(\d\d)\6(\d\d)"
    r"(?:\D|$|\d{1,4}(?:\D|$))",
    re.ASCII | re.IGNORECASE,
)
# This camera writes the hour of Greenwich, to the millisecond.
_GREENWICH_NAME: Final = re.compile(r"^PXL_(\d{8})_(\d{6})(\d{3})?(?:\D|$)", re.ASCII)


def is_plausible(instant: datetime) -> bool:
    """Return whether a clock that was set may have shown this instant."""
    return EARLIEST <= instant < LATEST


def taken_from_name(file_name: str) -> TakenTime | None:
    """Return the time a file name gives away, or None.

    Known: names of WeChat, QQ and telephones with a clock (``微信图片_yyyymmddhhmmss_12_1.jpg``,
    ``IMG_yyyymmdd_hhmmss.jpg``, ``Screenshot_yyyy-mm-dd-hh-mm-ss.png``, ``截屏yyyy-mm-dd hh.mm.ss``)
    or with milliseconds since 1970 (``mmexport<ms>.jpg``, ``wx_camera_<ms>.jpg``). The name of a
    saved copy tells when it was saved: never earlier than the picture.
    """
    epoch = _EPOCH_NAME.match(file_name)
    if epoch is not None:
        instant = datetime(1970, 1, 1, tzinfo=UTC) + timedelta(milliseconds=int(epoch.group(1)))
        return _from_name(instant, is_zone_assumed=False)
    greenwich = _GREENWICH_NAME.match(file_name)
    if greenwich is not None:
        read = _clock(greenwich[1] + greenwich[2])
        return _from_name(read.replace(tzinfo=UTC), is_zone_assumed=False) if read else None
    clock = _CLOCK_NAME.match(file_name)
    local = _clock("".join(clock.group(1, 3, 4, 5, 7, 8))) if clock else None
    return _from_name(local.replace(tzinfo=CHINA), is_zone_assumed=True) if local else None


def _clock(digits: str) -> datetime | None:
    """Return the local time of fourteen digits, or None where no calendar has it."""
    try:
        return datetime.strptime(digits, "%Y%m%d%H%M%S")  # noqa: DTZ007
    except ValueError:
        return None


def _from_name(instant: datetime, *, is_zone_assumed: bool) -> TakenTime | None:
    """Return the time with its label where it is plausible."""
    if not is_plausible(instant):
        return None
    return TakenTime(instant=instant, source=TimeSource.FILE_NAME, is_zone_assumed=is_zone_assumed)

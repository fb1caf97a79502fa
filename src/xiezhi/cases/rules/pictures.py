"""When a picture was taken and who says so; what it must say before a 照片说明页 takes it (第39条)."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from xiezhi.evidence.rules.taken import TakenTime, TimeSource

NOBODY: Final = "无"
"""What stands for a witness where there was none."""
BEFORE_WORDS: Final = "整改前状况"
TIME_SOURCE_LABELS: Final = {
    TimeSource.DEVICE: "设备",
    TimeSource.EXIF: "EXIF",
    TimeSource.FILE_NAME: "文件名",
    TimeSource.MESSAGE: "消息时间",
    TimeSource.MANUAL: "人工填写",
}
MAX_PLACE: Final = 60
MAX_PERSON: Final = 40
MAX_PROVES: Final = 160
LIMITS: Final[Mapping[str, int]] = {
    "place": MAX_PLACE,
    "taken_by": MAX_PERSON,
    "witness": MAX_PERSON,
    "proves": MAX_PROVES,
}
"""How much of each the boxes of a 照片说明页 hold."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PictureTime:
    """What is printed as 拍摄时间, and where it comes from; None and "" while nobody says."""

    at: datetime | None
    source: str


def time_of(
    read_at: datetime | None, read_source: str, entered: datetime | None, now: datetime
) -> PictureTime:
    """Return the time of a picture: as entered, else as it says itself.

    Forms know minutes: entering the picture's own minute again changes nothing. A camera whose
    clock runs ahead of the office's is not believed.
    """
    is_own = read_at is not None and read_at <= now
    if entered is not None and not (is_own and _minute(entered) == _minute(read_at)):
        return PictureTime(at=entered, source=TimeSource.MANUAL)
    if is_own:
        return PictureTime(at=read_at, source=read_source)
    return PictureTime(at=None, source="")


def read_time(found: TakenTime | None) -> tuple[datetime | None, str]:
    """Return what a picture says itself."""
    return (None, "") if found is None else (found.instant, found.source.value)


def gaps_of(taken_at: datetime | None, words: Mapping[str, str]) -> tuple[str, ...]:
    """Return which of ``taken_at`` and the words are missing or too long for the page."""
    missing = [] if taken_at is not None else ["taken_at"]
    wrong = [name for name, most in LIMITS.items() if not 0 < len(words[name]) <= most]
    return (*missing, *wrong)


def _minute(at: datetime | None) -> int | None:
    return None if at is None else int(at.timestamp()) // 60

"""拍摄信息: what a camera wrote into a picture or film, as a closed list of short texts.

Never a whole block of a head. A device's serial number, its owner and free notes are not on the
list: they are read nowhere.
"""

import json
import re
from collections.abc import Mapping
from enum import StrEnum
from typing import Final

from xiezhi.kernel.errors import InvalidInputError
from xiezhi.language.cleaning import clean_line
from xiezhi.ledger.rules.canonical import canonical_bytes


class Particular(StrEnum):
    """One thing a camera may say, in the order people read it."""

    MAKE = "make"
    MODEL = "model"
    LENS = "lens"
    SOFTWARE = "software"
    TAKEN = "taken"
    DIGITISED = "digitised"
    CHANGED = "changed"
    SATELLITE_TIME = "satellite_time"
    POSITION = "position"
    ACCURACY = "accuracy"
    ALTITUDE = "altitude"
    DIRECTION = "direction"
    DATUM = "datum"
    EXPOSURE = "exposure"
    APERTURE = "aperture"
    SENSITIVITY = "sensitivity"
    FOCAL_LENGTH = "focal_length"
    FLASH = "flash"
    ORIENTATION = "orientation"
    SIZE = "size"
    STATED_SIZE = "stated_size"
    CODEC = "codec"
    EDITED = "edited"
    PREVIEW = "preview"
    MAKER_NOTE = "maker_note"
    CREDENTIALS = "credentials"


PARTICULAR_LABELS: Final = {
    Particular.MAKE: "设备厂商",
    Particular.MODEL: "设备型号",
    Particular.LENS: "镜头",
    Particular.SOFTWARE: "软件",
    Particular.TAKEN: "拍摄时间",
    Particular.DIGITISED: "数字化时间",
    Particular.CHANGED: "修改时间",
    Particular.SATELLITE_TIME: "卫星时间（UTC）",
    Particular.POSITION: "位置（WGS-84）",
    Particular.ACCURACY: "定位误差（米）",
    Particular.ALTITUDE: "海拔（米）",
    Particular.DIRECTION: "拍摄方向（度）",
    Particular.DATUM: "坐标系",
    Particular.EXPOSURE: "曝光时间（秒）",
    Particular.APERTURE: "光圈",
    Particular.SENSITIVITY: "感光度",
    Particular.FOCAL_LENGTH: "焦距（毫米）",
    Particular.FLASH: "闪光灯",
    Particular.ORIENTATION: "持机方向",
    Particular.SIZE: "画面尺寸",
    Particular.STATED_SIZE: "自述尺寸",
    Particular.CODEC: "视频编码",
    Particular.EDITED: "编辑痕迹",
    Particular.PREVIEW: "内嵌缩略图",
    Particular.MAKER_NOTE: "厂商自用数据",
    Particular.CREDENTIALS: "内容凭证",
}
LOOKED_AT: Final = "拍摄信息"
"""What a line of the 保管链 says was looked at."""
PRESENT: Final = "present"
UNVERIFIED: Final = "unverified"
WORD_LABELS: Final = {
    PRESENT: "有（未读取）",
    "fired": "闪光",
    "not_fired": "未闪光",
    "upright": "正",
    "turned_90": "顺时针转 90 度",
    "turned_180": "倒置",
    "turned_270": "逆时针转 90 度",
    "mirrored": "镜像",
    "editor": "软件属于修图、剪辑软件",
    "changed_later": "修改时间晚于拍摄时间",
    "size_differs": "实际尺寸与自述尺寸不同",
    UNVERIFIED: "含内容凭证（未核验）",
}
"""What the words stand for that are not the camera's own."""

Particulars = Mapping[Particular, str]
MAX_VALUE: Final = 80
_EDITORS: Final = re.compile(
    r"photoshop|lightroom|snapseed|gimp|picsart|pixelmator|affinity|facetune|vsco|canva|polarr|"
    r"paint\.net|acdsee|meitu|美图|醒图|轻颜|剪映|capcut|premiere|davinci|final cut|imovie|inshot|"
    r"ffmpeg|lavf|handbrake",
    re.IGNORECASE,
)


def is_editor(software: str) -> bool:
    """Return whether a software's name is one known for changing pictures or films."""
    return bool(_EDITORS.search(software))


def clean_value(text: str) -> str:
    """Return a camera's words as one short line with nothing hidden in it; "" for what is none."""
    try:
        return clean_line(text[: MAX_VALUE * 2], limit=MAX_VALUE * 2)[:MAX_VALUE].strip()
    except InvalidInputError:
        return ""


def checked_particulars(words: object) -> Particulars:
    """Return particulars somebody else read, in order and cleaned.

    Raises:
        InvalidInputError: ``evidence.unreadable``: no table of texts, or one with a name that is
            not on the list.
    """
    if not isinstance(words, dict) or not all(isinstance(one, str) for one in words.values()):
        raise InvalidInputError("evidence.unreadable")
    try:
        named = {Particular(name): clean_value(text) for name, text in words.items()}
    except ValueError as error:
        raise InvalidInputError("evidence.unreadable") from error
    return {one: named[one] for one in Particular if named.get(one)}


def particulars_bytes(particulars: Particulars, *, bound_to: str) -> bytes:
    """Return particulars as they are encrypted, bound to the file they are of."""
    words = {one.value: text for one, text in particulars.items()}
    return canonical_bytes({"of": bound_to, "says": words})


def read_particulars(content: bytes, *, bound_to: str) -> Particulars:
    """Return the particulars in decrypted bytes.

    Raises:
        InvalidInputError: ``evidence.unreadable``: of another file, or not what this house wrote.
    """
    try:
        words = json.loads(content)
        place, says = words["of"], words["says"]
    except (ValueError, KeyError, TypeError, RecursionError) as error:
        raise InvalidInputError("evidence.unreadable") from error
    if place != bound_to:
        raise InvalidInputError("evidence.unreadable")
    return checked_particulars(says)

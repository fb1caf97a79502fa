"""What a submission must hold, and what makes two submissions the same."""

import hashlib
import json
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Final
from uuid import UUID

from xiezhi.evidence.rules.kinds import MAX_VIDEOS
from xiezhi.evidence.rules.taken import TimeSource
from xiezhi.intake.rules.pool import PlaceSource
from xiezhi.kernel.errors import InvalidInputError

MAX_PHOTOS: Final = 9
MIN_WORDS: Final = 5
MAX_WORDS: Final = 2000
OLDEST_SIGHT: Final = timedelta(days=3660)
# The phone's clock may run ahead of ours.
CLOCK_SLACK: Final = timedelta(minutes=15)

TOPICS: Final = {
    "sewage": "污水",
    "rubbish": "垃圾",
    "vegetation": "毁林毁草",
    "digging": "采砂取土",
    "fire_safety": "消防设施",
    "road": "道路井盖",
    "food_drug": "食品药品",
    "travel": "出行不便",
    "relics": "文物",
    "other": "其他",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where it is, as well as the reporter could say; coordinates in WGS-84 degrees.

    Attributes:
        heading_deg: 拍摄方向, which way the phone looked, clockwise from north.
    """

    town: str = ""
    village: str = ""
    words: str = ""
    latitude: float | None = None
    longitude: float | None = None
    accuracy_m: float | None = None
    heading_deg: float | None = None
    source: PlaceSource = PlaceSource.NONE


@dataclass(frozen=True, slots=True, kw_only=True)
class Contact:
    """How to reach a member of the public; sealed at the door and never seen again here."""

    phone: str = field(default="", repr=False)
    name: str = field(default="", repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Submission:
    """A report as somebody sends it.

    Attributes:
        submission_key: made by the phone for this report alone; repeating it repeats the answer.
        contact: None when anonymous.
        seen_at: None when the reporter left it at 现在.
        seen_at_source: who says so: the reporter, unless staff read it from message or file.
    """

    submission_key: UUID
    words: str = ""
    topics: tuple[str, ...] = ()
    place: Place = Place()
    seen_at: datetime | None = None
    seen_at_source: TimeSource = TimeSource.MANUAL
    is_urgent: bool = False
    contact: Contact | None = None
    wants_secrecy: bool = False
    consents_to_position: bool = False


def check_enough(submission: Submission, *, photos: int, voices: int, videos: int = 0) -> None:
    """Refuse a submission that says too little or too much. Enough is one file or 5 words.

    Raises:
        InvalidInputError: ``intake.not_enough``, ``too_many_photos``, ``too_many_voices``,
            ``too_many_videos``, ``unknown_topic``.
    """
    if photos > MAX_PHOTOS:
        raise InvalidInputError("intake.too_many_photos", limit=MAX_PHOTOS)
    if voices > 1:
        raise InvalidInputError("intake.too_many_voices")
    if videos > MAX_VIDEOS:
        raise InvalidInputError("intake.too_many_videos", limit=MAX_VIDEOS)
    if set(submission.topics) - set(TOPICS):
        raise InvalidInputError("intake.unknown_topic")
    if not (photos or voices or videos) and len(submission.words) < MIN_WORDS:
        raise InvalidInputError("intake.not_enough", characters=MIN_WORDS)


def check_seen_at(seen_at: datetime, *, now: datetime) -> None:
    """Refuse a time of seeing in the future or beyond memory.

    Raises:
        InvalidInputError: ``intake.seen_in_future``, ``intake.seen_too_long_ago``.
    """
    if seen_at > now + CLOCK_SLACK:
        raise InvalidInputError("intake.seen_in_future")
    if seen_at < now - OLDEST_SIGHT:
        raise InvalidInputError("intake.seen_too_long_ago")


def stored_key(submission_key: UUID) -> UUID:
    """Return what is kept of a submission key: enough to know it again, not enough to use it."""
    digest = hashlib.sha256(b"xiezhi submission\n" + submission_key.bytes).digest()
    return UUID(bytes=digest[:16])


def content_hash(submission: Submission, file_hashes: Iterable[bytes]) -> bytes:
    """Return SHA-256 over what the reporter said and attached; contact left out."""
    place = submission.place
    parts = [
        submission.words,
        sorted(submission.topics),
        [place.town, place.village, place.words, place.latitude, place.longitude],
        submission.is_urgent,
        submission.wants_secrecy,
        [digest.hex() for digest in file_hashes],
    ]
    return hashlib.sha256(json.dumps(parts, ensure_ascii=False).encode()).digest()

"""The files of a report or of later words, looked through before anything is stored."""

from collections.abc import Sequence

from xiezhi.evidence.rules.kinds import (
    MAX_VIDEO_SECONDS,
    MAX_VOICE_SECONDS,
    MediaKind,
)
from xiezhi.evidence.services.storing import CheckedFile, IncomingFile, check_files
from xiezhi.kernel.errors import InvalidInputError


def checked_files(
    *,
    photos: Sequence[IncomingFile] = (),
    voices: Sequence[IncomingFile] = (),
    videos: Sequence[IncomingFile] = (),
) -> list[CheckedFile]:
    """Return photographs, voices and films that may be taken, in this order.

    Raises:
        InvalidInputError: ``intake.voice_too_long``, ``intake.video_too_long``, the codes of
            evidence.
    """
    pictures = check_files(MediaKind.PHOTO, photos)
    spoken = check_files(MediaKind.VOICE, voices)
    if any(one.is_longer_than(MAX_VOICE_SECONDS) for one in spoken):
        raise InvalidInputError("intake.voice_too_long", seconds=MAX_VOICE_SECONDS)
    filmed = check_files(MediaKind.VIDEO, videos)
    if any(one.is_longer_than(MAX_VIDEO_SECONDS) for one in filmed):
        raise InvalidInputError("intake.video_too_long", minutes=MAX_VIDEO_SECONDS // 60)
    return [*pictures, *spoken, *filmed]

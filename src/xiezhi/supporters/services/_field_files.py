"""What a grid member took when looking again: looked through before anything is stored, then kept."""

from collections.abc import Sequence
from datetime import datetime
from typing import Final

from xiezhi.evidence.rules.kinds import (
    MAX_VIDEO_SECONDS,
    MAX_VIDEOS,
    MediaKind,
)
from xiezhi.evidence.services.storing import CheckedFile, IncomingFile, check_files, store_file
from xiezhi.kernel.errors import ConflictError, InvalidInputError
from xiezhi.supporters.models import FieldTask, FieldTaskPhoto

MAX_FILES: Final = 9


def look_through(
    photos: Sequence[IncomingFile],
    voices: Sequence[IncomingFile],
    videos: Sequence[IncomingFile],
) -> list[CheckedFile]:
    """Return the files that may be taken: photographs, voices, films.

    Raises:
        InvalidInputError: ``supporters.too_many_files``, ``too_many_videos``,
            ``video_too_long``, the codes of evidence.
        ConflictError: ``uploads.used``: the bytes went into other words.
    """
    files = (*photos, *voices, *videos)
    if len(files) > MAX_FILES:
        raise InvalidInputError("supporters.too_many_files", limit=MAX_FILES)
    if len(videos) > MAX_VIDEOS:
        raise InvalidInputError("supporters.too_many_videos", limit=MAX_VIDEOS)
    if any(file.known_sha256 for file in files):
        raise ConflictError("uploads.used")
    films = check_files(MediaKind.VIDEO, videos)
    if any(film.is_longer_than(MAX_VIDEO_SECONDS) for film in films):
        raise InvalidInputError("supporters.video_too_long", minutes=MAX_VIDEO_SECONDS // 60)
    pictures = check_files(MediaKind.PHOTO, photos)
    return [*pictures, *check_files(MediaKind.VOICE, voices), *films]


def keep_files(
    task: FieldTask, checked: Sequence[CheckedFile], now: datetime, *, begin: int = 0
) -> None:
    """Store files behind a task, the first at position ``begin``."""
    FieldTaskPhoto.objects.bulk_create(
        FieldTaskPhoto(task=task, file=store_file(file, received_at=now), position=position)
        for position, file in enumerate(checked, start=begin)
    )

"""How long a voice runs, as far as its head says, and whether it is only a voice.

Nothing is decoded. Durations are best effort: None means unknown, not zero.
"""

from typing import Final, assert_never

from xiezhi.evidence.rules.boxes import find_all
from xiezhi.evidence.rules.kinds import MediaFormat
from xiezhi.evidence.rules.webm import webm_seconds, webm_track_types
from xiezhi.kernel.errors import InvalidInputError

_MAX_SECONDS: Final = 24 * 3600.0
_OPUS_RATE: Final = 48_000
_AMR_FRAME_SECONDS: Final = 0.02
# Bytes after the frame head by frame type. Source: RFC 4867 section 5.3, 3GPP TS 26.101, 26.201.
_AMR_NARROW: Final = (12, 13, 15, 17, 19, 20, 26, 31, 5)
_AMR_WIDE: Final = (17, 23, 32, 36, 40, 46, 50, 58, 60, 5)
_AMR_NO_DATA: Final = 15
_MAX_FRAMES: Final = 500_000
_WEBM_AUDIO: Final = 2


def check_voice(data: bytes, found: MediaFormat) -> None:
    """Refuse a container that holds pictures, or no sound.

    Raises:
        InvalidInputError: ``evidence.not_a_voice`` or ``evidence.damaged``.
    """
    if found is MediaFormat.MP4:
        handlers = {
            data[box.start + 8 : box.start + 12]
            for box in find_all(data, (b"moov", b"trak", b"mdia", b"hdlr"))
        }
        _check_tracks(bool(handlers), is_sound_only=handlers == {b"soun"})
    elif found is MediaFormat.WEBM:
        kinds = webm_track_types(data)
        _check_tracks(bool(kinds), is_sound_only=kinds == {_WEBM_AUDIO})


def _check_tracks(has_tracks: bool, *, is_sound_only: bool) -> None:  # noqa: FBT001
    """Refuse a container without tracks, or with others than sound."""
    if not has_tracks:
        raise InvalidInputError("evidence.damaged")
    if not is_sound_only:
        raise InvalidInputError("evidence.not_a_voice")


def voice_seconds(data: bytes, found: MediaFormat) -> float | None:
    """Return the length of a voice in seconds where its container tells it."""
    seconds = _seconds(data, found)
    return seconds if seconds is not None and 0 < seconds <= _MAX_SECONDS else None


def _seconds(data: bytes, found: MediaFormat) -> float | None:
    match found:
        case MediaFormat.MP4 | MediaFormat.FILM | MediaFormat.FILM_MOV | MediaFormat.FILM_3GP:
            return _mp4_seconds(data)
        case MediaFormat.WEBM:
            return webm_seconds(data)
        case MediaFormat.OGG:
            return _ogg_seconds(data)
        case MediaFormat.AMR:
            return _amr_seconds(data)
        case MediaFormat.WAV:
            return _wav_seconds(data)
        case MediaFormat.MP3 | MediaFormat.PDF:
            return None
        case MediaFormat.JPEG | MediaFormat.PNG | MediaFormat.WEBP | MediaFormat.HEIC:
            return None
        case _:
            assert_never(found)


def _mp4_seconds(data: bytes) -> float | None:
    """Read the movie header; a fragmented file says zero there, which is unknown."""
    for box in find_all(data, (b"moov", b"mvhd")):
        body = data[box.start : box.end]
        scale_at, width = (20, 8) if body[:1] == b"\x01" else (12, 4)
        scale = int.from_bytes(body[scale_at : scale_at + 4], "big")
        length = int.from_bytes(body[scale_at + 4 : scale_at + 4 + width], "big")
        return length / scale if scale else None
    return None


def _ogg_seconds(data: bytes) -> float | None:
    """Divide the last page's position by the rate of Opus, which is always 48 kHz."""
    last = data.rfind(b"OggS")
    samples = int.from_bytes(data[last + 6 : last + 14], "little", signed=True)
    skipped_at = data.find(b"OpusHead", 0, 64) + 10
    skipped = int.from_bytes(data[skipped_at : skipped_at + 2], "little")
    return (samples - skipped) / _OPUS_RATE


def _amr_seconds(data: bytes) -> float | None:
    """Count frames of 20 ms."""
    is_wide = data.startswith(b"#!AMR-WB\n")
    sizes = _AMR_WIDE if is_wide else _AMR_NARROW
    at, frames = data.find(b"\n") + 1, 0
    while at < len(data) and frames < _MAX_FRAMES:
        kind = (data[at] >> 3) & 0x0F
        if kind >= len(sizes) and kind != _AMR_NO_DATA:
            return None
        at += 1 + (sizes[kind] if kind < len(sizes) else 0)
        frames += 1
    return frames * _AMR_FRAME_SECONDS


def _wav_seconds(data: bytes) -> float | None:
    """Divide the length of the sound by its bytes a second."""
    at, rate = 12, 0
    while at + 8 <= len(data):
        kind, size = data[at : at + 4], int.from_bytes(data[at + 4 : at + 8], "little")
        if kind == b"fmt ":
            rate = int.from_bytes(data[at + 16 : at + 20], "little")
        elif kind == b"data":
            return min(size, len(data) - at - 8) / rate if rate else None
        at += 8 + size + (size & 1)
    return None

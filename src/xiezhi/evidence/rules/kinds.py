"""Which files are taken: kind by the first bytes, never by name or by what the sender claims."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from xiezhi.evidence.rules.boxes import heif_brands, is_iso_media
from xiezhi.kernel.errors import InvalidInputError

_MEGABYTE: Final = 1024 * 1024
MAX_VIDEOS: Final = 2
"""Short films a telephone sends at once."""
MAX_VIDEO_SECONDS: Final = 180
MAX_VOICE_SECONDS: Final = 60
LENGTH_SLACK_SECONDS: Final = 5
"""What a recorder adds after it was told to stop."""


class MediaKind(StrEnum):
    """What a file is handed in as."""

    PHOTO = "photo"
    VOICE = "voice"
    PAPER = "paper"
    VIDEO = "video"


class MediaFormat(StrEnum):
    """A format the platform takes; the value is the media type it is served under."""

    JPEG = "image/jpeg"
    PNG = "image/png"
    WEBP = "image/webp"
    HEIC = "image/heic"
    MP4 = "audio/mp4"
    WEBM = "audio/webm"
    OGG = "audio/ogg"
    AMR = "audio/amr"
    WAV = "audio/wav"
    MP3 = "audio/mpeg"
    PDF = "application/pdf"
    FILM = "video/mp4"
    FILM_MOV = "video/quicktime"
    FILM_3GP = "video/3gpp"


@dataclass(frozen=True, slots=True, kw_only=True)
class Acceptance:
    """What one kind of file may be, and the code that refuses anything else.

    ``max_bytes`` holds unless a setting says otherwise; ask `most_bytes`.
    """

    formats: frozenset[MediaFormat]
    max_bytes: int
    refusal: str


_PICTURES: Final = frozenset(
    {MediaFormat.JPEG, MediaFormat.PNG, MediaFormat.WEBP, MediaFormat.HEIC}
)
_SOUNDS: Final = frozenset(
    {
        MediaFormat.MP4,
        MediaFormat.WEBM,
        MediaFormat.OGG,
        MediaFormat.AMR,
        MediaFormat.WAV,
        MediaFormat.MP3,
    }
)
FILMS: Final = frozenset({MediaFormat.FILM, MediaFormat.FILM_MOV, MediaFormat.FILM_3GP})

ACCEPTED: Final[dict[MediaKind, Acceptance]] = {
    MediaKind.PHOTO: Acceptance(
        formats=_PICTURES, max_bytes=25 * _MEGABYTE, refusal="evidence.not_a_photo"
    ),
    MediaKind.VOICE: Acceptance(
        formats=_SOUNDS, max_bytes=10 * _MEGABYTE, refusal="evidence.not_a_voice"
    ),
    # A paper photographed with the telephone is taken too.
    MediaKind.PAPER: Acceptance(
        formats=_PICTURES | {MediaFormat.PDF},
        max_bytes=50 * _MEGABYTE,
        refusal="evidence.not_a_paper",
    ),
    MediaKind.VIDEO: Acceptance(
        formats=FILMS, max_bytes=100 * _MEGABYTE, refusal="evidence.not_a_video"
    ),
}
_limits: Final[dict[MediaKind, int]] = {}

EXTENSIONS: Final[dict[MediaFormat, str]] = {
    MediaFormat.JPEG: "jpg",
    MediaFormat.PNG: "png",
    MediaFormat.WEBP: "webp",
    MediaFormat.HEIC: "heic",
    MediaFormat.MP4: "m4a",
    MediaFormat.WEBM: "webm",
    MediaFormat.OGG: "ogg",
    MediaFormat.AMR: "amr",
    MediaFormat.WAV: "wav",
    MediaFormat.MP3: "mp3",
    MediaFormat.PDF: "pdf",
    MediaFormat.FILM: "mp4",
    MediaFormat.FILM_MOV: "mov",
    MediaFormat.FILM_3GP: "3gp",
}

_PREFIXES: Final[tuple[tuple[bytes, MediaFormat], ...]] = (
    (b"\xff\xd8\xff", MediaFormat.JPEG),
    (b"\x89PNG\r\n\x1a\n", MediaFormat.PNG),
    (b"#!AMR\n", MediaFormat.AMR),
    (b"#!AMR-WB\n", MediaFormat.AMR),
    (b"ID3", MediaFormat.MP3),
    (b"%PDF-1.", MediaFormat.PDF),
    (b"%PDF-2.", MediaFormat.PDF),
)
_RIFF_FORMS: Final = {b"WEBP": MediaFormat.WEBP, b"WAVE": MediaFormat.WAV}
_HEIC_BRANDS: Final = frozenset({b"heic", b"heix", b"heim", b"heis"})
_HEAD_BYTES: Final = 64
_MPEG_LAYER_3: Final = 0x02


def identify(data: bytes) -> MediaFormat | None:
    """Return the format the first bytes speak of, or None for anything the platform refuses."""
    for prefix, found in _PREFIXES:
        if data.startswith(prefix):
            return found
    if data.startswith(b"RIFF"):
        return _RIFF_FORMS.get(data[8:12])
    if is_iso_media(data):
        return _iso_format(data)
    head = data[:_HEAD_BYTES]
    if head.startswith(b"\x1a\x45\xdf\xa3"):
        return MediaFormat.WEBM if b"webm" in head else None
    if head.startswith(b"OggS"):
        return MediaFormat.OGG if b"OpusHead" in head else None
    return MediaFormat.MP3 if _is_mpeg_frame(head) else None


def _iso_format(data: bytes) -> MediaFormat | None:
    """Tell HEIC pictures from sound; AVIF and picture sequences are neither."""
    major, compatible = heif_brands(data)
    if major in _HEIC_BRANDS or (major == b"mif1" and compatible & _HEIC_BRANDS):
        return MediaFormat.HEIC
    if major in {b"mif1", b"msf1", b"avif", b"avis", b"hevc", b"hevx"}:
        return None
    return MediaFormat.MP4


def _film_format(data: bytes) -> MediaFormat:
    """Tell the films of telephones apart by their brand; what is in them is looked at later."""
    major, _compatible = heif_brands(data)
    if major == b"qt  ":
        return MediaFormat.FILM_MOV
    return MediaFormat.FILM_3GP if major.startswith((b"3gp", b"3g2")) else MediaFormat.FILM


def _is_mpeg_frame(head: bytes) -> bool:
    """Return whether a layer III frame header with sane rates stands at the start."""
    if len(head) < 4 or head[0] != 0xFF or head[1] & 0xE0 != 0xE0:  # noqa: PLR2004
        return False
    layer = head[1] & 0x06
    bitrate, sample_rate = head[2] >> 4, (head[2] >> 2) & 0x03
    return layer == _MPEG_LAYER_3 and 0 < bitrate < 0x0F and sample_rate != 0x03  # noqa: PLR2004


def most_bytes(kind: MediaKind) -> int:
    """Return the largest size a file of a kind may have."""
    return _limits.get(kind, ACCEPTED[kind].max_bytes)


def set_limits(limits: Mapping[MediaKind, int]) -> None:
    """Take the installation's sizes in bytes; called once, when the process starts."""
    _limits.clear()
    _limits.update(limits)


def check_size(kind: MediaKind, size_bytes: int) -> None:
    """Refuse by size alone, before any byte is kept.

    Raises:
        InvalidInputError: ``evidence.empty`` or ``evidence.too_large`` (``limit_megabytes``).
    """
    if size_bytes == 0:
        raise InvalidInputError("evidence.empty")
    limit = most_bytes(kind)
    if size_bytes > limit:
        raise InvalidInputError("evidence.too_large", limit_megabytes=limit // _MEGABYTE)


def check_kind(kind: MediaKind, data: bytes) -> MediaFormat:
    """Return the format of a file that may be taken as this kind.

    Raises:
        InvalidInputError: ``evidence.empty``, ``evidence.too_large``, or the kind's own refusal.
    """
    check_size(kind, len(data))
    found = identify(data)
    if kind is MediaKind.VIDEO and found is MediaFormat.MP4:
        found = _film_format(data)
    if found is None or found not in ACCEPTED[kind].formats:
        raise InvalidInputError(ACCEPTED[kind].refusal)
    return found

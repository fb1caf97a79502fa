"""A stored file as it crosses between the zones: its row as values, its bytes by their SHA-256."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from xiezhi.evidence.rules.acceptance import check_file
from xiezhi.evidence.rules.kinds import MediaFormat, MediaKind
from xiezhi.kernel.errors import InvalidInputError


@dataclass(frozen=True, slots=True, kw_only=True)
class CrossedFile:
    """One file.

    Attributes:
        id: the same on both sides.
        sha256: of the original as received, which nobody on the way can have when it is sealed.
        stored: of the bytes kept: the original, or the original sealed.
        sm3: of the original, as the other side measured it.
        device_sha256: of the original, as the sender's device claimed it.
        is_infected: the scanner of the other side found a virus; then no copy is carried.
    """

    id: UUID
    kind: str
    media_type: str
    original_name: str
    sha256: bytes
    size_bytes: int
    stored: bytes
    is_sealed: bool
    shared: bytes | None
    thumbnail: bytes | None
    width: int | None
    height: int | None
    duration_s: float | None
    received_at: datetime
    sm3: bytes | None = None
    device_sha256: bytes | None = None
    is_infected: bool = False

    @property
    def blobs(self) -> tuple[bytes, ...]:
        """The SHA-256 of everything that has to be carried, each once."""
        named = (self.stored, self.shared, self.thumbnail)
        return tuple(dict.fromkeys(one for one in named if one is not None))


def check_crossed(file: CrossedFile) -> tuple[MediaKind, MediaFormat]:
    """Refuse a row that says what this house never writes.

    Raises:
        InvalidInputError: ``evidence.foreign_file``.
    """
    try:
        kind, media_format = MediaKind(file.kind), MediaFormat(file.media_type)
    except ValueError as error:
        raise InvalidInputError("evidence.foreign_file") from error
    is_bare = file.is_sealed or file.stored == file.sha256
    if not is_bare or (file.is_sealed and file.original_name):
        raise InvalidInputError("evidence.foreign_file")
    return kind, media_format


def check_copy(kind: MediaKind, data: bytes, media_format: MediaFormat) -> None:
    """Refuse bytes that are not of the format they will be served under.

    The other zone has looked at them already; but what comes from the Internet's side is looked at
    again before it lies inside.

    Raises:
        InvalidInputError: ``evidence.foreign_file`` or the codes of `check_file`.
    """
    if check_file(kind, data) is not media_format:
        raise InvalidInputError("evidence.foreign_file")

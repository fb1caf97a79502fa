"""Keep a file byte for byte; make the copy others may see."""

import hashlib
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property
from typing import Final

from nacl.public import PublicKey, SealedBox

from xiezhi.evidence.decoding.frame import DecodedPhoto
from xiezhi.evidence.decoding.parent import DECODERS_AT_ONCE, run_decoder
from xiezhi.evidence.models import StoredFile
from xiezhi.evidence.rules.acceptance import check_file
from xiezhi.evidence.rules.bare_voice import bare_voice
from xiezhi.evidence.rules.exif import PhotoPosition
from xiezhi.evidence.rules.film_particulars import read_film_particulars
from xiezhi.evidence.rules.kinds import LENGTH_SLACK_SECONDS, MediaFormat, MediaKind
from xiezhi.evidence.rules.manifest import measure
from xiezhi.evidence.rules.names import clean_file_name
from xiezhi.evidence.rules.particulars import Particulars
from xiezhi.evidence.rules.taken import TakenTime, taken_from_name
from xiezhi.evidence.rules.voice import voice_seconds
from xiezhi.evidence.services.carrying_away import keep_bytes
from xiezhi.evidence.services.copying import first_copy_state, first_job
from xiezhi.evidence.services.particulars import keep_particulars
from xiezhi.evidence.services.sealing import Arrival, seal_manifest
from xiezhi.evidence.services.waiting import put_staged
from xiezhi.infra.jobs import enqueue
from xiezhi.kernel.errors import InvalidInputError

_LASTING: Final = frozenset({MediaKind.VOICE, MediaKind.VIDEO})


@dataclass(frozen=True, kw_only=True)
class IncomingFile:
    """A file at the door, whole in memory (sizes are limited before).

    Attributes:
        device_sha256: what the telephone hashed before sending, 32 bytes; already compared.
        part_count: in how many parts it came.
        known_sha256: of a file that was taken before and whose bytes are let go: ``data`` is empty.
    """

    name: str
    data: bytes
    device_sha256: bytes | None = None
    part_count: int = 1
    known_sha256: bytes | None = None

    @cached_property
    def sha256(self) -> bytes:
        """SHA-256 of the whole file, computed once: a photograph is asked for it at every step."""
        return self.known_sha256 or hashlib.sha256(self.data).digest()


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckedFile:
    """A file that may be taken, with what was read from it; nothing is stored yet.

    A scan handed in as a picture is decoded like any picture, so that it has a safe copy.
    """

    kind: MediaKind
    name: str
    data: bytes
    media_format: MediaFormat
    sha256: bytes
    photo: DecodedPhoto | None = None
    duration_s: float | None = None
    device_sha256: bytes | None = None
    part_count: int = 1
    film_particulars: Particulars | None = field(default=None, repr=False)

    def is_longer_than(self, seconds: int) -> bool:
        """Return whether it runs on beyond a limit and the slack of recorders."""
        return (self.duration_s or 0) > seconds + LENGTH_SLACK_SECONDS

    @property
    def particulars(self) -> Particulars | None:
        """拍摄信息 of a picture or film; None of anything else."""
        if self.kind is MediaKind.VIDEO:
            return self.film_particulars
        return None if self.photo is None else self.photo.particulars

    @property
    def position(self) -> PhotoPosition | None:
        """Where the picture says it was taken."""
        return None if self.photo is None else self.photo.position

    @property
    def taken(self) -> TakenTime | None:
        """When the picture says it was taken, else what its name says."""
        if self.kind not in {MediaKind.PHOTO, MediaKind.VIDEO}:
            return None
        found = None if self.photo is None else self.photo.taken
        return found or taken_from_name(self.name)


def check_files(kind: MediaKind, files: Sequence[IncomingFile]) -> list[CheckedFile]:
    """Look through files and decode pictures, several at once; stores nothing.

    Raises:
        InvalidInputError: the code of the first file that may not be taken; its ``params`` tell
            which one by its ``sha256``, for names of files may be names of people.
    """
    if not files:
        return []
    with ThreadPoolExecutor(max_workers=DECODERS_AT_ONCE) as pool:
        return list(pool.map(lambda file: _check(kind, file), files))


def _check(kind: MediaKind, file: IncomingFile) -> CheckedFile:
    try:
        return _checked(kind, file)
    except InvalidInputError as error:
        error.params["sha256"] = file.sha256.hex()
        raise


def _checked(kind: MediaKind, file: IncomingFile) -> CheckedFile:
    media_format = check_file(kind, file.data)
    return CheckedFile(
        kind=kind,
        name=clean_file_name(file.name),
        data=file.data,
        media_format=media_format,
        sha256=file.sha256,
        photo=run_decoder(file.data) if media_format.startswith("image/") else None,
        duration_s=voice_seconds(file.data, media_format) if kind in _LASTING else None,
        device_sha256=file.device_sha256,
        part_count=file.part_count,
        film_particulars=read_film_particulars(file.data) if kind is MediaKind.VIDEO else None,
    )


def store_file(
    checked: CheckedFile, *, received_at: datetime, seal_to: bytes | None = None
) -> StoredFile:
    """Keep a checked file and its copies; the original sealed when a key is given.

    Its 封存清单 enters the ledger with it. A sealed original can be opened by the vault only: a
    picture's head may name its owner. The name of a sealed file is dropped for the same reason, and
    its 拍摄信息 stay in it; those of an open original are kept apart, encrypted.
    """
    original = checked.data
    if seal_to is not None:
        original = bytes(SealedBox(PublicKey(seal_to)).encrypt(checked.data))
    stored = keep_bytes(original)
    shared, thumbnail = _copies(checked)
    photo = checked.photo
    file: StoredFile = StoredFile.objects.create(
        kind=checked.kind,
        media_type=checked.media_format.value,
        original_name="" if seal_to is not None else checked.name,
        sha256=checked.sha256,
        size_bytes=len(checked.data),
        stored_sha256=stored.sha256,
        is_sealed=seal_to is not None,
        shared_sha256=shared and keep_bytes(shared).sha256,
        thumbnail_sha256=thumbnail and keep_bytes(thumbnail).sha256,
        width=None if photo is None else photo.width,
        height=None if photo is None else photo.height,
        duration_s=checked.duration_s,
        received_at=received_at,
        copy_state=first_copy_state(checked.kind),
    )
    if checked.particulars is not None:
        keep_particulars(file=file, particulars=checked.particulars, now=received_at)
    _await(file, checked.data)
    seal_manifest(
        file=file,
        measures=measure(checked.data),
        arrival=Arrival(device_sha256=checked.device_sha256, part_count=checked.part_count),
    )
    return file


def _await(file: StoredFile, original: bytes) -> None:
    """Have a file scanned and copied; an original nobody can read any more waits for it apart."""
    job = first_job(file)
    if not job:
        return
    if file.is_sealed:
        file.staged_sha256 = put_staged(file.id, original)
        file.save(update_fields=["staged_sha256"])
    enqueue(job, file_id=str(file.id))


def _copies(checked: CheckedFile) -> tuple[bytes | None, bytes | None]:
    """Return what others may see or hear, and a small picture of it."""
    if checked.photo is not None:
        return checked.photo.shared_jpeg, checked.photo.thumbnail_jpeg
    if checked.kind is MediaKind.VOICE:
        return bare_voice(checked.data, checked.media_format), None
    return None, None

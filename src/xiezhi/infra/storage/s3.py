"""Files in an S3-compatible store: object ``<procuratorate>/<aa>/<bb>/<sha256>``."""

import base64
import hashlib
import io
import uuid
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from datetime import datetime
from http import HTTPStatus
from pathlib import Path
from tempfile import SpooledTemporaryFile
from typing import IO, Final

from xiezhi.infra.storage.durable import make_folder, told_when_full
from xiezhi.infra.storage.line import Answer, Request, S3Line, S3Place, parsed
from xiezhi.infra.storage.protocol import (
    CHUNK,
    ContentAlteredError,
    KeptFile,
    StoreAwayError,
    StoredContent,
    address_of,
    name_of,
    parts_of,
)
from xiezhi.infra.storage.reading import ObjectStream
from xiezhi.kernel.errors import NotFoundError

PROBE: Final = "xiezhi-probe"


class S3FileStore:
    """A bucket. Written by one request each, which the store verifies by SHA-256 and never repeats.

    ``passing`` is a folder of this machine for bytes that are hashed before they go on; they have
    no name there, so a process that is killed leaves nothing.
    """

    def __init__(self, place: S3Place, *, passing: Path) -> None:
        self._line: Final = S3Line(place)
        self._passing: Final = passing

    def put(self, procuratorate_id: uuid.UUID, content: bytes | IO[bytes]) -> StoredContent:
        """Keep the bytes durably before returning; the same bytes again change nothing.

        Raises:
            StorageFullError: ``storage.full``; nothing is left of the attempt.
            StoreAwayError: ``storage.away``, ``storage.refused``.
        """
        if isinstance(content, bytes):
            stored = StoredContent(sha256=hashlib.sha256(content).digest(), size_bytes=len(content))
            self._put(_key(procuratorate_id, stored.sha256), content, stored)
            return stored
        with self._hashed(content) as (body, stored):
            self._put(_key(procuratorate_id, stored.sha256), body, stored)
        return stored

    def open(
        self, procuratorate_id: uuid.UUID, sha256: bytes, *, is_verified: bool = False
    ) -> IO[bytes]:
        """Return a stream that asks for what is read; verified, one of bytes already here.

        Raises:
            NotFoundError: ``storage.missing``.
            ContentAlteredError: ``storage.altered``.
            StoreAwayError: ``storage.away``, ``storage.refused``.
        """
        stream = io.BufferedReader(
            ObjectStream(self._line, _key(procuratorate_id, sha256)), buffer_size=CHUNK
        )
        return self._verified(stream, sha256) if is_verified else stream

    def find_size(self, procuratorate_id: uuid.UUID, sha256: bytes) -> int | None:
        """Return how many bytes stand at an address of this procuratorate; None where none do.

        Raises:
            StoreAwayError: ``storage.away``, ``storage.refused``.
        """
        return self._find_size(_key(procuratorate_id, sha256))

    def exists(self, procuratorate_id: uuid.UUID, sha256: bytes) -> bool:
        """Return whether this procuratorate keeps these bytes.

        Raises:
            StoreAwayError: ``storage.away``, ``storage.refused``.
        """
        return self.find_size(procuratorate_id, sha256) is not None

    def list_kept(self, procuratorate_id: uuid.UUID | None = None) -> Iterator[KeptFile]:
        """Yield every file of one procuratorate, or of all, in the order of addresses.

        Raises:
            StoreAwayError: ``storage.away``, ``storage.refused``.
        """
        prefix = "" if procuratorate_id is None else f"{procuratorate_id}/"
        query = [("list-type", "2"), ("prefix", prefix)]
        following = ""
        while True:
            more = [("continuation-token", following)] if following else []
            answer = self._line.ask(Request(method="GET", query=(*query, *more)))
            found = parsed(_good(answer).words)
            if found is None:
                raise StoreAwayError("storage.refused", reason="ListObjectsV2")
            for entry in found.iterfind("{*}Contents"):
                file = _kept_file(*(entry.findtext(f"{{*}}{tag}", "") for tag in _LISTED))
                if file is not None:
                    yield file
            following = found.findtext("{*}NextContinuationToken", "")
            if found.findtext("{*}IsTruncated", "") != "true" or not following:
                return

    def remove(self, procuratorate_id: uuid.UUID, sha256: bytes) -> None:
        """Remove a file nobody names any more; none there is no error.

        Raises:
            StoreAwayError: ``storage.away``, ``storage.refused``.
        """
        answer = self._line.ask(Request(method="DELETE", key=_key(procuratorate_id, sha256)))
        if answer.status != HTTPStatus.NOT_FOUND:
            _good(answer)

    def try_out(self) -> None:
        """Write a small object and read it again.

        Raises:
            StorageFullError: ``storage.full``.
            StoreAwayError: ``storage.away``, ``storage.refused``.
        """
        words = uuid.uuid4().bytes
        stored = StoredContent(sha256=hashlib.sha256(words).digest(), size_bytes=len(words))
        _good(self._line.ask(_writing(PROBE, words, stored)))
        if _good(self._line.ask(Request(method="GET", key=PROBE))).words != words:
            raise StoreAwayError("storage.refused", reason="ReadAfterWrite")

    def _put(self, key: str, body: bytes | IO[bytes], stored: StoredContent) -> None:
        there = self._find_size(key)
        if there == stored.size_bytes:
            return
        # A damaged copy of the same content is healed by the whole one.
        only_if_absent = {"if-none-match": "*"} if there is None else {}
        answer = self._line.ask(_writing(key, body, stored, headers=only_if_absent))
        if answer.status == HTTPStatus.NOT_IMPLEMENTED and only_if_absent:
            answer = self._line.ask(_writing(key, body, stored))
        if answer.status == HTTPStatus.PRECONDITION_FAILED:
            return  # somebody else has just written the same bytes
        _good(answer)

    def _find_size(self, key: str) -> int | None:
        answer = self._line.ask(Request(method="HEAD", key=key))
        if answer.status == HTTPStatus.NOT_FOUND:
            return None
        return int(_good(answer).headers.get("content-length", "-1"))

    @contextmanager
    def _hashed(self, content: IO[bytes]) -> Iterator[tuple[IO[bytes], StoredContent]]:
        """Lend a stream's bytes, and what they are."""
        with self._unnamed() as passing:
            digest, size = hashlib.sha256(), 0
            with told_when_full():
                for part in parts_of(content):
                    digest.update(part)
                    size += len(part)
                    passing.write(part)
                passing.seek(0)
            yield passing, StoredContent(sha256=digest.digest(), size_bytes=size)

    def _verified(self, stream: IO[bytes], sha256: bytes) -> IO[bytes]:
        """Return the bytes of an object, all of them read and hashed."""
        with ExitStack() as at_fault:
            passing = at_fault.enter_context(self._unnamed())
            digest = hashlib.sha256()
            with stream, told_when_full():
                for part in parts_of(stream):
                    digest.update(part)
                    passing.write(part)
            if digest.digest() != sha256:
                raise ContentAlteredError("storage.altered", sha256=sha256.hex())
            passing.seek(0)
            at_fault.pop_all()
        return passing

    def _unnamed(self) -> SpooledTemporaryFile[bytes]:
        """Return an empty file without a name; small contents never touch the disk."""
        make_folder(self._passing, self._passing)
        return SpooledTemporaryFile(max_size=CHUNK, dir=str(self._passing))


_LISTED: Final = ("Key", "Size", "LastModified")


def _kept_file(key: str, size: str, modified: str) -> KeptFile | None:
    """Return a listed object as a file; None of one that is none of ours."""
    found = address_of(key)
    if found is None or not size.isdecimal():
        return None
    return KeptFile(
        procuratorate_id=found[0],
        sha256=found[1],
        size_bytes=int(size),
        written_at=datetime.fromisoformat(modified),
    )


def _key(procuratorate_id: uuid.UUID, sha256: bytes) -> str:
    return f"{procuratorate_id}/{name_of(sha256)}"


def _writing(
    key: str,
    body: bytes | IO[bytes],
    stored: StoredContent,
    *,
    headers: dict[str, str] | None = None,
) -> Request:
    """Return the request that writes an object the store must find true to its hash."""
    checksum = {"x-amz-checksum-sha256": base64.b64encode(stored.sha256).decode()}
    return Request(
        method="PUT",
        key=key,
        headers={**checksum, "content-type": "application/octet-stream", **(headers or {})},
        body=body,
        size_bytes=stored.size_bytes,
        sha256=stored.sha256,
    )


def _good(answer: Answer) -> Answer:
    """Return an answer that did what was asked.

    Raises:
        NotFoundError: ``storage.missing``.
        StoreAwayError: ``storage.refused``: wrong key, no such bucket, a right is missing.
    """
    if answer.is_good:
        return answer
    if answer.status == HTTPStatus.NOT_FOUND and answer.code in {"", "NoSuchKey"}:
        raise NotFoundError("storage.missing")
    raise StoreAwayError("storage.refused", reason=answer.code or str(answer.status))

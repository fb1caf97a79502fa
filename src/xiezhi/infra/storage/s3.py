"""Files in an S3-compatible store: object ``<procuratorate>/<aa>/<bb>/<sha256>``."""

import base64
import hashlib
import io
import uuid
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from http import HTTPStatus
from pathlib import Path
from tempfile import SpooledTemporaryFile
from typing import IO, Any, Final

from botocore.client import BaseClient
from botocore.exceptions import ClientError

from xiezhi.infra.storage.durable import make_folder, told_when_full
from xiezhi.infra.storage.line import client_of, status_of, told_apart
from xiezhi.infra.storage.place import S3Place
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
        self._place: Final = place
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
            ObjectStream(self._place, _key(procuratorate_id, sha256)), buffer_size=CHUNK
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
        with told_apart():
            pages = self._client().get_paginator("list_objects_v2")
            for page in pages.paginate(Bucket=self._place.bucket, Prefix=prefix):
                yield from filter(None, map(_kept_file, page.get("Contents", ())))

    def remove(self, procuratorate_id: uuid.UUID, sha256: bytes) -> None:
        """Remove a file nobody names any more; none there is no error.

        Raises:
            StoreAwayError: ``storage.away``, ``storage.refused``.
        """
        with suppress(NotFoundError), told_apart():
            key = _key(procuratorate_id, sha256)
            self._client().delete_object(Bucket=self._place.bucket, Key=key)

    def try_out(self) -> None:
        """Write a small object and read it again.

        Raises:
            StorageFullError: ``storage.full``.
            StoreAwayError: ``storage.away``, ``storage.refused``.
        """
        words = uuid.uuid4().bytes
        stored = StoredContent(sha256=hashlib.sha256(words).digest(), size_bytes=len(words))
        with told_apart():
            self._client().put_object(**self._writing(PROBE, words, stored))
            answer = self._client().get_object(Bucket=self._place.bucket, Key=PROBE)
            found = answer["Body"].read()
        if found != words:
            raise StoreAwayError("storage.refused", reason="ReadAfterWrite")

    def _put(self, key: str, body: bytes | IO[bytes], stored: StoredContent) -> None:
        there = self._find_size(key)
        if there == stored.size_bytes:
            return
        words = self._writing(key, body, stored)
        # A damaged copy of the same content is healed by the whole one.
        only_if_absent = {"IfNoneMatch": "*"} if there is None else {}
        with told_apart():
            try:
                self._client().put_object(**words, **only_if_absent)
            except ClientError as error:
                status = status_of(error)
                if status == HTTPStatus.NOT_IMPLEMENTED and only_if_absent:
                    self._client().put_object(**words)
                elif status != HTTPStatus.PRECONDITION_FAILED:
                    raise  # 412: somebody else has just written the same bytes

    def _find_size(self, key: str) -> int | None:
        try:
            with told_apart():
                found = self._client().head_object(Bucket=self._place.bucket, Key=key)
        except NotFoundError:
            return None
        size: int = found.get("ContentLength", -1)
        return size

    def _client(self) -> BaseClient:
        return client_of(self._place)

    def _writing(self, key: str, body: bytes | IO[bytes], stored: StoredContent) -> dict[str, Any]:
        """Return the words that write an object the store must find true to its hash."""
        return {
            "Bucket": self._place.bucket,
            "Key": key,
            "Body": body,
            "ContentLength": stored.size_bytes,
            "ContentType": "application/octet-stream",
            "ChecksumSHA256": base64.b64encode(stored.sha256).decode(),
        }

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


def _kept_file(entry: dict[str, Any]) -> KeptFile | None:
    """Return a listed object as a file; None of one that is none of ours."""
    found = address_of(entry["Key"])
    if found is None:
        return None
    return KeptFile(
        procuratorate_id=found[0],
        sha256=found[1],
        size_bytes=entry["Size"],
        written_at=entry["LastModified"],
    )


def _key(procuratorate_id: uuid.UUID, sha256: bytes) -> str:
    return f"{procuratorate_id}/{name_of(sha256)}"

"""The line to an S3-compatible store: signed requests, tried again, answers told apart.

A library would cut a large file into parts whose sum no store verifies. Here a file is one
request, signed with its SHA-256, which the store must find true before it keeps anything.
"""

import hashlib
import http.client
import ssl
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from http import HTTPStatus
from typing import IO, Final
from urllib.parse import quote, urlsplit
from xml.etree.ElementTree import Element, ParseError

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import fromstring

from xiezhi.infra.errors import MachineError
from xiezhi.infra.storage.protocol import CHUNK, StorageFullError, StoreAwayError
from xiezhi.infra.storage.signing import Credentials, Query, authorization, query_words

TRIES: Final = 3
TIMEOUT_SECONDS: Final = 20
WAITS: Final = (0.2, 1.0)
_NOTHING: Final = hashlib.sha256(b"").hexdigest()
_MOST_WORDS: Final = 4 * CHUNK
BROKEN: Final = (OSError, http.client.HTTPException)
PASSING: Final = frozenset({429, 500, 502, 503, 504})
# What stores call a bucket or a disk that is full (AWS has no such thing; MinIO, Ceph, OBS).
_FULL: Final = frozenset(
    {
        "InsufficientStorage",
        "QuotaExceeded",
        "QuotaTooLarge",
        "XMinioAdminBucketQuotaExceeded",
        "XMinioStorageFull",
    }
)
# The bytes changed on the way, or another request for the same name is just being decided.
_AGAIN: Final = frozenset(
    {"BadDigest", "ConditionalRequestConflict", "RequestTimeout", "XAmzContentSHA256Mismatch"}
)


@dataclass(frozen=True, slots=True, kw_only=True)
class S3Place:
    """A bucket and who may use it.

    Attributes:
        endpoint: ``https://host[:port]``; where the host begins with the bucket's name, the bucket
            is not named in the path.
    """

    endpoint: str
    bucket: str
    credentials: Credentials = field(repr=False)

    def __post_init__(self) -> None:
        """Refuse what leads nowhere.

        Raises:
            MachineError: ``files.bad_bucket``.
        """
        parts = urlsplit(self.endpoint)
        is_whole = all([parts.hostname, self.bucket, self.credentials.key, self.credentials.secret])
        if parts.scheme not in {"https", "http"} or not is_whole or parts.path.strip("/"):
            raise MachineError("files.bad_bucket")


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """What is asked. A body that is a stream begins at its beginning at every try."""

    method: str
    key: str = ""
    query: Query = ()
    headers: Mapping[str, str] = field(default_factory=dict)
    body: bytes | IO[bytes] = b""
    size_bytes: int = 0
    sha256: bytes | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What came back, read whole; ``code`` is the store's word for what is wrong."""

    status: int
    headers: Mapping[str, str]
    words: bytes
    code: str

    @property
    def is_good(self) -> bool:
        """Whether it was done."""
        return self.status < HTTPStatus.MULTIPLE_CHOICES


class Arriving:
    """A body on its way, from ``place`` of the whole on; ``size_bytes`` is what is announced."""

    def __init__(
        self,
        connection: http.client.HTTPConnection,
        response: http.client.HTTPResponse,
        place: int,
    ) -> None:
        if response.length is None:
            raise http.client.IncompleteRead(
                b""
            )  # nobody could tell a broken body from a whole one
        self._connection: Final = connection
        self._response: Final = response
        self.place = place
        self.status: Final = response.status
        self.size_bytes: Final = response.length

    def readinto(self, buffer: memoryview) -> int:
        """Fill a buffer with what comes next; 0 at the end, whole or broken."""
        count = self._response.readinto(buffer)
        self.place += count
        return count

    def refusal(self) -> str:
        """Read what is wrong, and hang up."""
        try:
            return code_of(self._response.read(_MOST_WORDS))
        finally:
            self.close()

    def close(self) -> None:
        """Hang up."""
        self._response.close()
        self._connection.close()


class S3Line:
    """Asks one bucket. Each request has a connection of its own: none is left open, none grows stale."""

    def __init__(self, place: S3Place) -> None:
        parts = urlsplit(place.endpoint)
        self._place: Final = place
        self._is_safe: Final = parts.scheme == "https"
        self._host: Final = parts.hostname or ""
        self._port: Final = parts.port
        self._netloc: Final = parts.netloc.rpartition("@")[2]
        is_named = self._host.startswith(f"{place.bucket}.")
        self._root: Final = "/" if is_named else f"/{quote(place.bucket, safe='')}/"

    def ask(self, request: Request) -> Answer:
        """Return the answer, after some tries where the store was not ready.

        Raises:
            StorageFullError: ``storage.full``.
            StoreAwayError: ``storage.away``.
        """
        reason = ""
        for number in range(TRIES):
            if number:
                time.sleep(WAITS[number - 1])
            try:
                answer = self._asked(request)
            except BROKEN as error:
                reason = type(error).__name__
                continue
            if answer.code in _FULL or answer.status == HTTPStatus.INSUFFICIENT_STORAGE:
                raise StorageFullError("storage.full")
            if answer.status not in PASSING and answer.code not in _AGAIN:
                return answer
            reason = answer.code or str(answer.status)
        raise StoreAwayError("storage.away", reason=reason)

    def begin(self, request: Request, *, place: int) -> Arriving:
        """Return an answer still to be read, on a connection of its own.

        Raises:
            OSError: the store does not answer.
            HTTPException: it answers in another language.
        """
        connection = self._connection()
        try:
            return Arriving(connection, self._sent(connection, request), place)
        except BaseException:
            connection.close()
            raise

    def _asked(self, request: Request) -> Answer:
        connection = self._connection()
        try:
            response = self._sent(connection, request)
            words = response.read(_MOST_WORDS)
        finally:
            connection.close()
        return Answer(
            status=response.status,
            headers={name.lower(): value for name, value in response.getheaders()},
            words=words,
            code=code_of(words) if response.status >= HTTPStatus.MULTIPLE_CHOICES else "",
        )

    def _sent(
        self, connection: http.client.HTTPConnection, request: Request
    ) -> http.client.HTTPResponse:
        path = self._root + quote(request.key, safe="/-_.~")
        content = _NOTHING if request.sha256 is None else request.sha256.hex()
        headers = {name.lower(): value for name, value in request.headers.items()} | {
            "host": self._netloc,
            "x-amz-content-sha256": content,
            "x-amz-date": time.strftime("%Y%m%dT%H%M%SZ", time.gmtime()),
        }
        signed = authorization(
            request.method,
            path,
            query=request.query,
            headers=headers,
            credentials=self._place.credentials,
        )
        headers |= {"authorization": signed, "content-length": str(request.size_bytes)}
        if not isinstance(request.body, bytes):
            request.body.seek(0)
        words = f"?{query_words(request.query)}" if request.query else ""
        connection.request(request.method, path + words, request.body or None, headers)
        return connection.getresponse()

    def _connection(self) -> http.client.HTTPConnection:
        if self._is_safe:
            return http.client.HTTPSConnection(
                self._host,
                self._port,
                timeout=TIMEOUT_SECONDS,
                blocksize=CHUNK,
                context=trusted(),
            )
        return http.client.HTTPConnection(
            self._host, self._port, timeout=TIMEOUT_SECONDS, blocksize=CHUNK
        )


@cache
def trusted() -> ssl.SSLContext:
    """Return whom this machine trusts, read once; ``SSL_CERT_FILE`` names others."""
    return ssl.create_default_context()


def code_of(words: bytes) -> str:
    """Return the ``Code`` of an error's XML; "" where there is none."""
    found = parsed(words)
    code = None if found is None else found.find("{*}Code")
    return "" if code is None else (code.text or "")[:60]


def parsed(words: bytes) -> Element | None:
    """Return an answer's XML; None of what is none."""
    try:
        found: Element = fromstring(words)
    except (ParseError, DefusedXmlException, ValueError):
        return None
    return found

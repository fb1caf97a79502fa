"""A small S3-compatible store on this machine: believes nothing that is not signed and hashed.

It reads signatures by itself, not with the product's code, and can be told to fail.
"""

import base64
import hashlib
import hmac
import re
import socket
import ssl
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field, replace
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qsl, quote, unquote, urlsplit
from xml.sax.saxutils import escape

import pytest
from typing_extensions import override

from xiezhi.infra.certificates import Certificate
from xiezhi.infra.storage.place import Credentials, S3Place

BUCKET, KEY, SECRET, REGION = "evidence", "xiezhi", "wrong/battery+staple", "cn-north-1"
SIGNED = re.compile(
    r"AWS4-HMAC-SHA256 Credential=([^/]+)/(\d{8})/([^/]+)/s3/aws4_request,"
    r"\s*SignedHeaders=([^,]+),\s*Signature=([0-9a-f]{64})"
)


@dataclass
class Bucket:
    """What the store holds, and how it is to fail.

    Attributes:
        written_at: when every object was written, as listings say it.
        most_bytes: how much fits in.
        failures: statuses answered before anything else, one each.
        excuse: the word for it.
        cut_after: answers break off after so many bytes, this many times.
        page: how many objects a listing holds.
        lost_answers: so many answers to writing never arrive, though the object is kept.
        is_without_conditions: knows no conditional writing, as older stores.
    """

    objects: dict[str, bytes] = field(default_factory=dict)
    asked: list[str] = field(default_factory=list)
    written_at: str = "2026-11-26T00:00:00.000Z"
    most_bytes: int = 10**9
    failures: list[int] = field(default_factory=list)
    excuse: str = "SlowDown"
    cut_after: int = 0
    cuts: int = 0
    page: int = 1000
    lost_answers: int = 0
    is_without_conditions: bool = False
    lock: Any = field(default_factory=threading.Lock)


class Handler(BaseHTTPRequestHandler):
    """Answers one request of the S3 protocol."""

    protocol_version = "HTTP/1.1"
    bucket: Bucket

    @override
    def log_message(self, format: str, *args: Any) -> None:
        pass

    def do_GET(self) -> None:
        self._answer()

    def do_HEAD(self) -> None:
        self._answer()

    def do_PUT(self) -> None:
        self._answer()

    def do_DELETE(self) -> None:
        self._answer()

    def _answer(self) -> None:
        body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        parts = urlsplit(self.path)
        _, name, key = [*unquote(parts.path).split("/", 2), ""][:3]
        with self.bucket.lock:
            self.bucket.asked.append(f"{self.command} {key}")
            if self.bucket.failures:
                return self._refuse(self.bucket.failures.pop(0), self.bucket.excuse)
            if (wrong := self._unsigned(body)) is not None:
                return self._refuse(403, wrong)
            if name != BUCKET:
                return self._refuse(404, "NoSuchBucket")
            if not key:
                return self._list(dict(parse_qsl(parts.query)))
            if self.command == "PUT":
                return self._put(key, body)
            return self._delete(key) if self.command == "DELETE" else self._get(key)

    def _unsigned(self, body: bytes) -> str | None:
        """Return what is wrong with the signature."""
        found = SIGNED.fullmatch(self.headers.get("Authorization", ""))
        if found is None or found[1] != KEY:
            return "InvalidAccessKeyId"
        if hashlib.sha256(body).hexdigest() != self.headers["X-Amz-Content-SHA256"]:
            return "XAmzContentSHA256Mismatch"
        names = found[4].split(";")
        if not {"host", "x-amz-date", "x-amz-content-sha256"} <= set(names):
            return "AccessDenied"
        parts = urlsplit(self.path)
        query = sorted(
            (quote(name, safe="-_.~"), quote(value, safe="-_.~"))
            for name, value in parse_qsl(parts.query, keep_blank_values=True)
        )
        lines = [self.command, parts.path, "&".join(f"{name}={value}" for name, value in query)]
        lines += [f"{name}:{self.headers[name].strip()}" for name in names]
        lines += ["", ";".join(names), self.headers["X-Amz-Content-SHA256"]]
        scope = f"{found[2]}/{REGION}/s3/aws4_request"
        text = "\n".join(
            [
                "AWS4-HMAC-SHA256",
                self.headers["X-Amz-Date"],
                scope,
                hashlib.sha256("\n".join(lines).encode()).hexdigest(),
            ]
        )
        secret = b"AWS4" + SECRET.encode()
        for word in (found[2], REGION, "s3", "aws4_request"):
            secret = hmac.new(secret, word.encode(), hashlib.sha256).digest()
        due = hmac.new(secret, text.encode(), hashlib.sha256).hexdigest()
        return None if due == found[5] else "SignatureDoesNotMatch"

    def _put(self, key: str, body: bytes) -> None:
        told = self.headers.get("X-Amz-Checksum-SHA256", "")
        if base64.b64decode(told) != hashlib.sha256(body).digest():
            return self._refuse(400, "BadDigest")
        if self.headers.get("If-None-Match"):
            if self.bucket.is_without_conditions:
                return self._refuse(501, "NotImplemented")
            if key in self.bucket.objects:
                return self._refuse(412, "PreconditionFailed")
        if sum(map(len, self.bucket.objects.values())) + len(body) > self.bucket.most_bytes:
            return self._refuse(507, "XMinioStorageFull")
        self.bucket.objects[key] = body
        if self.bucket.lost_answers:
            self.bucket.lost_answers -= 1
            self.close_connection = True
            return None
        return self._say(200)

    def _delete(self, key: str) -> None:
        self.bucket.objects.pop(key, None)
        self._say(204)

    def _get(self, key: str) -> None:
        content = self.bucket.objects.get(key)
        if content is None:
            return self._refuse(404, "NoSuchKey")
        asked = re.fullmatch(r"bytes=(\d+)-", self.headers.get("Range", ""))
        if asked is None:
            return self._say(200, content)
        return self._say(206, content[int(asked[1]) :])

    def _list(self, query: dict[str, str]) -> None:
        after = query.get("continuation-token", "")
        names = sorted(
            name
            for name in self.bucket.objects
            if name.startswith(query.get("prefix", "")) and name > after
        )
        page = names[: self.bucket.page]
        entries = "".join(
            f"<Contents><Key>{escape(name)}</Key><LastModified>{self.bucket.written_at}</LastModified>"
            f"<Size>{len(self.bucket.objects[name])}</Size></Contents>"
            for name in page
        )
        more = len(page) < len(names)
        following = f"<NextContinuationToken>{page[-1]}</NextContinuationToken>" if more else ""
        words = (
            '<ListBucketResult xmlns="http://s3.amazonaws.com/doc/2006-03-01/">'
            f"<IsTruncated>{str(more).lower()}</IsTruncated>{following}{entries}</ListBucketResult>"
        )
        self._say(200, words.encode())

    def _refuse(self, status: int, code: str) -> None:
        self._say(status, f"<Error><Code>{code}</Code></Error>".encode())

    def _say(self, status: int, content: bytes = b"") -> None:
        self.send_response(status)
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        if self.command == "HEAD":
            return
        if self.bucket.cuts and status < 300 and content:
            self.bucket.cuts -= 1
            content = content[: self.bucket.cut_after]
            self.close_connection = True
        self.wfile.write(content)


class Server(ThreadingHTTPServer):
    """Keeps lines open from request to request, until it is told to hang up."""

    daemon_threads = False

    def __init__(self, *words: Any) -> None:
        super().__init__(*words)
        self.lines: set[socket.socket] = set()

    @override
    def process_request(self, request: Any, client_address: Any) -> None:
        self.lines.add(request)
        super().process_request(request, client_address)

    @override
    def shutdown_request(self, request: Any) -> None:
        self.lines.discard(request)
        super().shutdown_request(request)

    def hang_up(self) -> None:
        """Close the lines a client keeps for its next request."""
        for line in list(self.lines):
            with suppress(OSError):
                line.shutdown(socket.SHUT_RDWR)


@contextmanager
def s3_server(certificate: Certificate | None = None) -> Iterator[tuple[S3Place, Bucket]]:
    """Lend a store on a free port, by https where there is a certificate."""
    bucket = Bucket()
    handler = type("BucketHandler", (Handler,), {"bucket": bucket})
    with Server(("127.0.0.1", 0), handler) as server:
        if certificate is not None:
            context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
            context.load_cert_chain(certificate.certificate, certificate.key)
            server.socket = context.wrap_socket(server.socket, server_side=True)
        thread = threading.Thread(target=server.serve_forever, args=(0.01,))
        thread.start()
        place = place_at(server.server_address[1])
        if certificate is not None:
            place = replace(place, endpoint=place.endpoint.replace("http:", "https:"))
        yield place, bucket
        server.shutdown()
        server.hang_up()


def place_at(port: int, *, secret: str = SECRET, bucket: str = BUCKET) -> S3Place:
    """Return how the double on a port is reached."""
    return S3Place(
        endpoint=f"http://127.0.0.1:{port}",
        bucket=bucket,
        credentials=Credentials(key=KEY, secret=secret, region=REGION),
    )


def wait_no_longer(monkeypatch: pytest.MonkeyPatch) -> None:
    """Try again at once where the product would wait."""
    monkeypatch.setattr("xiezhi.infra.storage.line.WAIT_SECONDS", 0.0)
    monkeypatch.setattr(
        "botocore.retries.standard.ExponentialBackoff.delay_amount", lambda *_words: 0.0
    )

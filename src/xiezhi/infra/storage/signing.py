"""AWS Signature Version 4, as every S3-compatible store asks for it.

Source: Amazon S3 API Reference, "Authenticating Requests: Using the Authorization Header". The
examples printed there are the tests of this module.
"""

import hashlib
import hmac
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import quote

ALGORITHM = "AWS4-HMAC-SHA256"
Query = Sequence[tuple[str, str]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Credentials:
    """Who asks, and in which region; the secret itself is never sent."""

    key: str
    secret: str
    region: str


def authorization(
    method: str,
    path: str,
    *,
    query: Query = (),
    headers: Mapping[str, str],
    credentials: Credentials,
) -> str:
    """Return the header ``Authorization`` for a request; all headers given are signed.

    Args:
        method: such as ``GET``.
        path: as it is sent, already quoted.
        query: names and values, not quoted.
        headers: with ``host``, ``x-amz-date`` and ``x-amz-content-sha256``, names in small letters.
        credentials: who asks.
    """
    names = ";".join(sorted(headers))
    told = "".join(f"{name}:{' '.join(headers[name].split())}\n" for name in sorted(headers))
    content = headers["x-amz-content-sha256"]
    request = "\n".join([method, path, query_words(query), told, names, content])
    moment = headers["x-amz-date"]
    scope = f"{moment[:8]}/{credentials.region}/s3/aws4_request"
    hashed = hashlib.sha256(request.encode()).hexdigest()
    to_sign = f"{ALGORITHM}\n{moment}\n{scope}\n{hashed}"
    key = f"AWS4{credentials.secret}".encode()
    for word in scope.split("/"):
        key = hmac.digest(key, word.encode(), "sha256")
    signature = hmac.new(key, to_sign.encode(), "sha256").hexdigest()
    return (
        f"{ALGORITHM} Credential={credentials.key}/{scope},"
        f"SignedHeaders={names},Signature={signature}"
    )


def query_words(query: Query) -> str:
    """Return a query as it is signed and sent: in order of names, everything quoted."""
    quoted = sorted((quote(name, safe=""), quote(value, safe="")) for name, value in query)
    return "&".join(f"{name}={value}" for name, value in quoted)

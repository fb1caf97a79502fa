"""The line to an S3-compatible store: one boto3 client a process, its answers told apart.

Imported only where a setting names a store: boto3 costs a process 25 MB and a second.
"""

import os
import ssl
from collections.abc import Iterator
from contextlib import contextmanager
from functools import lru_cache
from http import HTTPStatus
from typing import Final
from urllib.parse import urlsplit

from boto3.session import Session
from botocore.client import BaseClient
from botocore.config import Config
from botocore.exceptions import (
    BotoCoreError,
    ClientError,
    HTTPClientError,
    IncompleteReadError,
)
from botocore.exceptions import ConnectionError as NoConnectionError
from botocore.parsers import ResponseParserError
from botocore.session import Session as Core
from urllib3.exceptions import HTTPError

from xiezhi.infra.storage.place import S3Place
from xiezhi.infra.storage.protocol import StorageFullError, StoreAwayError
from xiezhi.kernel.errors import DomainError, NotFoundError

TRIES: Final = 3
TIMEOUT_SECONDS: Final = 20
WAIT_SECONDS: Final = 0.2
BROKEN: Final = (HTTPClientError, HTTPError, IncompleteReadError, NoConnectionError)
_PASSING: Final = frozenset({429, 500, 502, 503, 504})
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
# What the library would look for in files, and in variables of its own for S3.
_ELSEWHERE: Final = ("config_file", "credentials_file", "proxies_config", "s3")


def client_of(place: S3Place) -> BaseClient:
    """Return the client of a bucket, the same one for as long as this process lives.

    A process that was forked makes its own: connections are not shared.
    """
    return _client(place, os.getpid())


@lru_cache(maxsize=4)
def _client(place: S3Place, _process: int) -> BaseClient:
    endpoint, style = _addressing(place)
    client = Session(botocore_session=_core()).client(
        "s3",
        endpoint_url=endpoint,
        region_name=place.credentials.region,
        aws_access_key_id=place.credentials.key,
        aws_secret_access_key=place.credentials.secret,
        verify=ssl.get_default_verify_paths().cafile or True,
        config=Config(
            connect_timeout=TIMEOUT_SECONDS,
            read_timeout=TIMEOUT_SECONDS,
            retries={"mode": "standard", "total_max_attempts": TRIES},
            s3={"addressing_style": style, "payload_signing_enabled": True},
            signature_version="s3v4",
            request_checksum_calculation="when_required",
            response_checksum_validation="when_required",
            proxies={},
            user_agent="xiezhi",  # else: which kernel and which Python this machine has
        ),
    )
    client.meta.events.register("needs-retry.s3", _wait_once_more)
    return client


def _core() -> Core:
    """Return a session that looks neither into the environment nor into anybody's ``~/.aws``."""
    settings = {
        name: (None, None, default, conversion)
        for name, (_, _, default, conversion) in Core.SESSION_VARIABLES.items()
    }
    return Core(session_vars=settings | dict.fromkeys(_ELSEWHERE, (None, None, None, None)))


def _addressing(place: S3Place) -> tuple[str, str]:
    """Return the endpoint without the bucket's name, and where the name is to stand."""
    parts = urlsplit(place.endpoint)
    host = parts.netloc.removeprefix(f"{place.bucket}.")
    if host == parts.netloc:
        return place.endpoint, "path"
    return parts._replace(netloc=host).geturl(), "virtual"


def _wait_once_more(
    response: tuple[object, dict[str, dict[str, str]]] | None, attempts: int, **_told: object
) -> float | None:
    """Answer boto's question whether to try again, for words it does not know; None: as it likes."""
    code = "" if response is None else response[1].get("Error", {}).get("Code", "")
    return WAIT_SECONDS if code in _AGAIN and attempts < TRIES else None


@contextmanager
def told_apart() -> Iterator[None]:
    """Turn the library's errors into ours.

    Raises:
        NotFoundError: ``storage.missing``.
        StorageFullError: ``storage.full``.
        StoreAwayError: ``storage.away``; ``storage.refused``: wrong key, no such bucket, a right
            is missing.
    """
    try:
        yield
    except ClientError as error:
        raise _refusal(error) from error
    except BROKEN as error:
        raise StoreAwayError("storage.away", reason=type(error).__name__) from error
    except (
        BotoCoreError,
        ResponseParserError,
        ValueError,
    ) as error:  # ValueError: no such endpoint
        raise StoreAwayError("storage.refused", reason=type(error).__name__) from error


def status_of(error: ClientError) -> int:
    """Return the HTTP status of an answer that is no success."""
    status: int = error.response["ResponseMetadata"]["HTTPStatusCode"]
    return status


def _refusal(error: ClientError) -> DomainError:
    status, code = status_of(error), str(error.response["Error"].get("Code", ""))[:60]
    if code in _FULL or status == HTTPStatus.INSUFFICIENT_STORAGE:
        return StorageFullError("storage.full")
    if status == HTTPStatus.NOT_FOUND and code in {"", "404", "NoSuchKey"}:
        return NotFoundError("storage.missing")
    if status in _PASSING or code in _AGAIN:
        return StoreAwayError("storage.away", reason=code)
    return StoreAwayError("storage.refused", reason=code)

"""Parts of a file: players ask for a film piece by piece, and some play nothing without."""

import os
import re
from http import HTTPStatus
from typing import IO, Final

from django.http import HttpRequest, HttpResponse

_RANGE: Final = re.compile(r"bytes=(\d{0,15})-(\d{0,15})")
MOST_AT_ONCE: Final = 4 * 1024 * 1024
"""A part is answered shorter than asked for; the player asks again. Keeps memory small."""


def sent(request: HttpRequest, stream: IO[bytes], media_type: str) -> HttpResponse:
    """Return a stream, whole or the part asked for; it is read, not closed."""
    size = stream.seek(0, os.SEEK_END)
    found = _RANGE.fullmatch(request.headers.get("Range", ""))
    if found is None or not any(found.groups()):
        stream.seek(0)
        response = HttpResponse(stream.read(), content_type=media_type)
        response["Accept-Ranges"] = "bytes"
        return response
    start, stop = _bounds(found.group(1), found.group(2), size)
    if start >= size or stop <= start:
        response = HttpResponse(status=HTTPStatus.REQUESTED_RANGE_NOT_SATISFIABLE)
        response["Content-Range"] = f"bytes */{size}"
        return response
    stream.seek(start)
    response = HttpResponse(
        stream.read(stop - start), status=HTTPStatus.PARTIAL_CONTENT, content_type=media_type
    )
    response["Accept-Ranges"] = "bytes"
    response["Content-Range"] = f"bytes {start}-{stop - 1}/{size}"
    return response


def _bounds(first: str, last: str, size: int) -> tuple[int, int]:
    """Return where the part begins and where it ends, the end not included."""
    if not first:
        return max(0, size - int(last)), size
    start = int(first)
    stop = min(int(last) + 1, size) if last else size
    return start, min(stop, start + MOST_AT_ONCE)

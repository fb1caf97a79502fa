"""An object of the store as a stream: read as it comes, sought in, taken up where a line broke."""

import io
import os
import time
from http import HTTPStatus
from typing import TYPE_CHECKING, Final

from typing_extensions import override

from xiezhi.infra.storage.line import BROKEN, PASSING, TRIES, WAITS, Arriving, Request, S3Line
from xiezhi.infra.storage.protocol import StoreAwayError
from xiezhi.kernel.errors import NotFoundError

if TYPE_CHECKING:
    from _typeshed import WriteableBuffer


class ObjectStream(io.RawIOBase):
    """Reads one object. Only what is read is asked for, in one request while reading goes on.

    Raises:
        NotFoundError: ``storage.missing``, when it is made.
        StoreAwayError: ``storage.away``, ``storage.refused``.
    """

    def __init__(self, line: S3Line, key: str) -> None:
        super().__init__()
        self._line: Final = line
        self._key: Final = key
        self._place = 0
        self._arriving: Arriving | None = None
        self._arriving = self._begun()
        self._size: Final = self._arriving.size_bytes

    @override
    def readable(self) -> bool:
        """Return true."""
        return True

    @override
    def seekable(self) -> bool:
        """Return true."""
        return True

    @override
    def seek(self, offset: int, whence: int = os.SEEK_SET, /) -> int:
        """Go to a place; nothing is asked for before it is read."""
        origin = {os.SEEK_SET: 0, os.SEEK_CUR: self._place, os.SEEK_END: self._size}[whence]
        self._place = max(0, origin + offset)
        return self._place

    @override
    def tell(self) -> int:
        """Return the place."""
        return self._place

    @override
    def readinto(self, buffer: "WriteableBuffer", /) -> int:
        """Fill a buffer with what comes next; where the line breaks, it is asked for again."""
        wanted = memoryview(buffer).cast("B")[: max(0, self._size - self._place)]
        if not wanted:
            return 0
        for _ in range(TRIES):
            if self._arriving is None or self._arriving.place != self._place:
                self._let_go()
                self._arriving = self._begun()
            try:
                count = self._arriving.readinto(wanted)
            except BROKEN:
                count = 0
            if count:
                self._place += count
                return count
            self._let_go()  # it ended before its end
        raise StoreAwayError("storage.away", reason="IncompleteRead")

    @override
    def close(self) -> None:
        """Hang up."""
        self._let_go()
        super().close()

    def _begun(self) -> Arriving:
        """Return what comes from the present place on."""
        headers = {"range": f"bytes={self._place}-"} if self._place else {}
        request = Request(method="GET", key=self._key, headers=headers)
        reason = ""
        for number in range(TRIES):
            if number:
                time.sleep(WAITS[number - 1])
            try:
                arriving = self._line.begin(request, place=self._place)
            except BROKEN as error:
                reason = type(error).__name__
                continue
            if arriving.status == (HTTPStatus.PARTIAL_CONTENT if headers else HTTPStatus.OK):
                return arriving
            reason = arriving.refusal()
            if arriving.status == HTTPStatus.NOT_FOUND and reason in {"", "NoSuchKey"}:
                raise NotFoundError("storage.missing")
            if arriving.status not in PASSING:
                raise StoreAwayError("storage.refused", reason=reason or str(arriving.status))
        raise StoreAwayError("storage.away", reason=reason)

    def _let_go(self) -> None:
        if self._arriving is not None:
            self._arriving.close()
            self._arriving = None

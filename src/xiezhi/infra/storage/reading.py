"""An object of the store as a stream: read as it comes, sought in, taken up where a line broke."""

import io
import os
from http import HTTPStatus
from typing import TYPE_CHECKING, Final

from botocore.response import StreamingBody
from typing_extensions import override

from xiezhi.infra.storage.line import BROKEN, TRIES, client_of, told_apart
from xiezhi.infra.storage.place import S3Place
from xiezhi.infra.storage.protocol import StoreAwayError

if TYPE_CHECKING:
    from _typeshed import WriteableBuffer


class ObjectStream(io.RawIOBase):
    """Reads one object. Only what is read is asked for, in one request while reading goes on.

    Raises:
        NotFoundError: ``storage.missing``, when it is made.
        StoreAwayError: ``storage.away``, ``storage.refused``.
    """

    def __init__(self, bucket: S3Place, key: str) -> None:
        super().__init__()
        self._bucket: Final = bucket
        self._key: Final = key
        self._place = self._arrived = 0
        self._arriving: StreamingBody | None = None
        self._size: Final = self._begin()

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
            arriving = self._from_here()
            try:
                count: int = arriving.readinto(wanted)
            except BROKEN:
                count = 0
            if count:
                self._place = self._arrived = self._place + count
                return count
            self._let_go()  # it ended before its end
        raise StoreAwayError("storage.away", reason="IncompleteRead")

    @override
    def close(self) -> None:
        """Hang up."""
        self._let_go()
        super().close()

    def _from_here(self) -> StreamingBody:
        if self._arriving is None or self._arrived != self._place:
            self._let_go()
            self._begin()
        return self._arriving

    def _begin(self) -> int:
        """Ask for what comes from the present place on; return how long that is."""
        part = {"Range": f"bytes={self._place}-"} if self._place else {}
        with told_apart():
            answer = client_of(self._bucket).get_object(
                Bucket=self._bucket.bucket, Key=self._key, **part
            )
        self._arriving, self._arrived = answer["Body"], self._place
        status: int = answer["ResponseMetadata"]["HTTPStatusCode"]
        size: int | None = answer.get("ContentLength")
        if size is None or status != (HTTPStatus.PARTIAL_CONTENT if part else HTTPStatus.OK):
            self._let_go()  # nobody could tell a broken body, or another part, from the right one
            raise StoreAwayError("storage.refused", reason=str(status))
        return size

    def _let_go(self) -> None:
        if self._arriving is not None:
            self._arriving.close()
            self._arriving = None

"""Draws the demo's photos ahead of need, in processes of their own."""

import multiprocessing
import signal
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from contextlib import contextmanager
from typing import Final, Protocol

from xiezhi.demo.schedule import Photo

_PAINTERS: Final = 2


class Studio(Protocol):
    """Whoever has the photos."""

    def announce(self, photos: Iterable[Photo]) -> None:
        """Say which photos will be needed, the first ones first."""

    def jpeg(self, photo: Photo) -> bytes:
        """Return a photo's bytes."""


class PaintersStudio:
    """Photos by need: those announced are drawn ahead."""

    def __init__(self, pool: ProcessPoolExecutor) -> None:
        self._pool = pool
        self._drawn: dict[Photo, Future[dict[Photo, bytes]]] = {}

    def announce(self, photos: Iterable[Photo]) -> None:
        """Have photos drawn; those of one place go to one painter, who draws it once."""
        places: dict[tuple[str, str, bool], list[Photo]] = {}
        for photo in photos:
            places.setdefault((photo.scene, photo.key, photo.after), []).append(photo)
        for views in places.values():
            self._drawn |= dict.fromkeys(views, self._pool.submit(_draw, views))

    def jpeg(self, photo: Photo) -> bytes:
        """Return a photo's bytes, drawn here and now when it was not announced."""
        waiting = self._drawn.pop(photo, None)
        return photo.jpeg() if waiting is None else waiting.result()[photo]


@contextmanager
def open_studio() -> Iterator[Studio]:
    """Keep painters while the block runs; they stop with it, whatever is still to be drawn."""
    # Not forked: the painters must not share the database connection.
    pool = ProcessPoolExecutor(
        _PAINTERS,
        mp_context=multiprocessing.get_context("spawn"),
        initializer=_ignore_interrupts,
    )
    try:
        yield PaintersStudio(pool)
    finally:
        pool.shutdown(wait=False, cancel_futures=True)


def _draw(views: list[Photo]) -> dict[Photo, bytes]:
    return {photo: photo.jpeg() for photo in views}


def _ignore_interrupts() -> None:
    """Leave Ctrl-C to the parent, which cancels the rest."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)

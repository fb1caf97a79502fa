"""Folders and files that survive a power cut, for this user only."""

import errno
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from xiezhi.infra.folders import make_folders
from xiezhi.infra.storage.protocol import StorageFullError

_HOUR: Final = 3600


@contextmanager
def told_when_full() -> Iterator[None]:
    """Turn the system's word for a full disk, or a full share of it, into ours.

    Raises:
        StorageFullError: ``storage.full``.
    """
    try:
        yield
    except OSError as error:
        if error.errno not in {errno.ENOSPC, errno.EDQUOT}:
            raise
        raise StorageFullError("storage.full") from error


def make_folder(folder: Path, root: Path) -> None:
    """Make a folder and its parents, for this user only, and durably up to the root."""
    if folder.is_dir():
        return
    if folder != root:
        make_folder(folder.parent, root)
        folder.mkdir(mode=0o700, exist_ok=True)
        flush_folder(folder.parent)
        return
    make_folders(folder)


def blur_times(place: Path) -> None:
    """Set the times of a file or folder back to the hour they fall in.

    Copies of the store carry them along, and the minute a file came can give a reporter away.
    """
    hour = place.stat().st_mtime // _HOUR * _HOUR
    os.utime(place, (hour, hour))


def flush_folder(folder: Path) -> None:
    """Make a new name in a folder survive a power cut."""
    handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)

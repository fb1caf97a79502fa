"""Private folders: ours alone, never made private by changing what somebody else made."""

import hashlib
import os
import stat
import tempfile
from collections.abc import Collection
from contextlib import suppress
from pathlib import Path
from typing import Final

from xiezhi.infra.errors import MachineError

SOCKET_PATH_BYTES: Final = 100
"""Longest path of a Unix socket that every system takes (103 on macOS, 107 on Linux)."""


def make_folders(path: Path) -> None:
    """Make a folder and whichever of its parents are missing, each for this user only.

    One by one: made along with their child, parents would be open to everybody. What is there
    already is left as it is.
    """
    for place in (*reversed(path.parents), path):
        if not place.is_dir():
            place.mkdir(mode=0o700, exist_ok=True)


def private_folder(path: Path) -> Path:
    """Return the folder, made with mode 0700 when it is missing, as are its parents.

    Raises:
        MachineError: it belongs to another user, is open to others, or is not a folder.
    """
    make_folders(path.parent)
    try:
        path.mkdir(mode=0o700)
    except FileExistsError:
        check_private(path)
    return path


def check_private(path: Path, *, owners: Collection[int] = ()) -> None:
    """Refuse a folder which another user owns or may read.

    Args:
        path: the folder.
        owners: numbers of the users it may belong to; ours when empty.

    Raises:
        MachineError: ``folder.not_a_folder``, ``folder.foreign`` or ``folder.open``.
    """
    found = path.lstat()
    if not stat.S_ISDIR(found.st_mode):
        raise MachineError("folder.not_a_folder", path=str(path))
    if found.st_uid not in (owners or (os.geteuid(),)):
        raise MachineError("folder.foreign", path=str(path), owner=found.st_uid)
    if stat.S_IMODE(found.st_mode) & 0o077:
        mode = f"{stat.S_IMODE(found.st_mode):04o}"
        raise MachineError("folder.open", path=str(path), mode=mode)


def socket_folder(wanted: Path, file_name: str) -> Path:
    """Return a private folder whose socket ``file_name`` has a short enough path.

    ``wanted`` itself when its path fits, else one under the temporary folder with a name made
    from user and path, so that every process of the same user finds the same one.

    Raises:
        MachineError: the folder is not ours alone, or no path is short enough.
    """
    key = hashlib.sha256(os.fsencode(wanted)).hexdigest()[:16]
    own = f"xiezhi-{os.geteuid()}-{key}"
    for folder in (wanted, Path(tempfile.gettempdir(), own), Path(os.sep, "tmp", own)):
        if len(os.fsencode(folder / file_name)) <= SOCKET_PATH_BYTES:
            return private_folder(folder)
    raise MachineError("folder.path_too_long", path=str(wanted))


def write_secret(path: Path, text: str) -> None:
    """Write a new file which only we may read.

    Raises:
        FileExistsError: the file is there already.
    """
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "w", encoding="utf-8") as file:
        file.write(text)


def kept_once(path: Path, content: bytes) -> bytes:
    """Return what the file holds, after making it with ``content`` when there was none.

    Whole or not there at all, readable by this user only; of several processes at once, the first
    one's content stands for all.
    """
    if not path.exists():
        make_folders(path.parent)
        handle, unfinished = tempfile.mkstemp(dir=path.parent)
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(content)
            with suppress(FileExistsError):
                os.link(unfinished, path)
        finally:
            Path(unfinished).unlink()
    return path.read_bytes()

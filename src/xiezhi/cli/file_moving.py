"""Files carried from one store to another: each verified where it arrived."""

from collections.abc import Callable
from dataclasses import dataclass

from xiezhi.cli.messages import _
from xiezhi.infra.storage.protocol import ContentAlteredError, FileStore, KeptFile
from xiezhi.kernel.errors import NotFoundError


@dataclass(slots=True)
class Moved:
    """How many files there were, and what became of them."""

    all: int = 0
    copied: int = 0
    there: int = 0
    broken: int = 0


def move_files(
    source: FileStore, target: FileStore, *, is_removing: bool, tell: Callable[[str], None]
) -> Moved:
    """Copy what the target lacks; with ``is_removing`` remove at the source what was read back.

    A file that no longer hashes to its address is named and left where it is. May be broken off at
    any moment and run again: what has arrived is not sent twice.

    Raises:
        StorageFullError: ``storage.full``.
        StoreAwayError: ``storage.away``, ``storage.refused``.
    """
    moved = Moved()
    for file in list(source.list_kept()):
        moved.all += 1
        if target.find_size(file.procuratorate_id, file.sha256) == file.size_bytes:
            moved.there += 1
        elif _copy(source, target, file):
            moved.copied += 1
        else:
            moved.broken += 1
            tell(_("✗ {sha256} 与收下时不一样，没有搬。").format(sha256=file.sha256.hex()))
            continue
        if is_removing:
            _remove_verified(source, target, file)
    return moved


def _copy(source: FileStore, target: FileStore, file: KeptFile) -> bool:
    """Return whether the file went; one that is altered does not, or it would heal nothing."""
    try:
        with source.open(file.procuratorate_id, file.sha256, is_verified=True) as stream:
            target.put(file.procuratorate_id, stream)
    except (ContentAlteredError, NotFoundError):
        return False
    return True


def _remove_verified(source: FileStore, target: FileStore, file: KeptFile) -> None:
    """Remove a file after its bytes were read where they arrived."""
    target.open(file.procuratorate_id, file.sha256, is_verified=True).close()
    source.remove(file.procuratorate_id, file.sha256)

"""The confined process: reads, converts and binds files that strangers may have made.

Run as ``python -I -m xiezhi.documents.volume.child FOLDER``. The folder holds ``job.json``; one
line for each finished piece of work is added to ``done.jsonl``. A piece that takes too much memory
or time ends the process, and the missing line says which it was.
"""

import json
import resource
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any, Final

from xiezhi.documents.volume.binding import bind_files, join_files
from xiezhi.documents.volume.confined import DONE, JOB
from xiezhi.documents.volume.pictures import (
    PHOTO_EDGE,
    PictureRefusedError,
    jpeg_for_print,
    scan_to_pdf,
)
from xiezhi.documents.volume.reading import limit_reading, read_file
from xiezhi.documents.volume.setting import fonts_of, set_pdf
from xiezhi.documents.volume.values import VolumeFaultKind
from xiezhi.evidence.decoding import confine

_MEMORY_BYTES: Final = 1536 * 1024 * 1024
_WHOLE_SECONDS: Final = 4 * 3600
_PIECE_SECONDS: Final = 30
_BINDING_SECONDS: Final = 1800

Row = dict[str, Any]


def main() -> None:
    """Confine the process and do the job of the folder."""
    folder = Path(sys.argv[1])
    job: Row = json.loads((folder / JOB).read_text(encoding="utf-8"))
    confine.limit_memory_and_time(memory_bytes=_MEMORY_BYTES, cpu_seconds=_WHOLE_SECONDS)
    confine.leave_the_world()
    limit_reading()
    with (folder / DONE).open("a", encoding="utf-8") as done:
        for row in _COMMANDS[job["command"]](job, folder):
            done.write(json.dumps(row) + "\n")
            done.flush()


def _read(job: Row, folder: Path) -> Iterator[Row]:
    """Say what each file is; pictures become pages where ``pages_into`` is given."""
    for place, path in _pieces(job):
        found = read_file(path, is_thorough=job["is_thorough"])
        row: Row = found.as_row() | {"path": str(path)}
        if found.is_picture and job["are_pages_wanted"]:
            page = folder / f"page-{place}.pdf"
            row |= _refusable(lambda path=path, page=page: scan_to_pdf(path, page))  # type: ignore[misc]
            row["path"] = str(page)
        yield row


def _prepare(job: Row, folder: Path) -> Iterator[Row]:
    """Make each picture ready for print."""
    for place, path in _pieces(job):
        target = folder / f"photo-{place}.jpg"
        yield {"path": str(target)} | _refusable(
            lambda path=path, target=target: target.write_bytes(jpeg_for_print(path, PHOTO_EDGE))  # type: ignore[misc]
        )


def _bind(job: Row, folder: Path) -> Iterator[Row]:
    _allow(_BINDING_SECONDS)
    count = bind_files(
        [Path(part) for part in job["parts"]],
        Path(job["target"]),
        work=folder,
        title=job["title"],
        bookmarks=[(words, place) for words, place in job["bookmarks"]],
        numbered=range(*job["numbered"]),
    )
    yield {"pages": count}


def _try(job: Row, folder: Path) -> Iterator[Row]:
    """Bind each file alone, to find which of them cannot be bound with others."""
    for _place, path in _pieces(job):
        try:
            bind_files(
                [path], folder / "tried.pdf", work=folder, title="", bookmarks=[], numbered=range(1)
            )
        # A file of a stranger may break the writer in any way; which file it was is what counts.
        except Exception:  # noqa: BLE001
            yield {"refused": VolumeFaultKind.DAMAGED}
        else:
            yield {}


def _join(job: Row, _folder: Path) -> Iterator[Row]:
    _allow(_BINDING_SECONDS)
    join_files([Path(part) for part in job["parts"]], Path(job["target"]), is_first_kept=True)
    yield {}


def _typeset(job: Row, folder: Path) -> Iterator[Row]:
    _allow(_BINDING_SECONDS)
    root = folder / "set"
    made = set_pdf(
        job["template"], job["words"], root, fonts=fonts_of(job["fonts"]), standard=job["standard"]
    )
    if isinstance(made, bytes):
        Path(job["target"]).write_bytes(made)
    yield {"warnings": 0 if isinstance(made, bytes) else made}


def _pieces(job: Row) -> Iterator[tuple[int, Path]]:
    for place in range(job["start"], len(job["files"])):
        _allow(_PIECE_SECONDS)
        yield place, Path(job["files"][place])


def _refusable(work: Callable[[], object]) -> Row:
    try:
        work()
    except PictureRefusedError as refused:
        return {"refused": str(refused)}
    return {}


def _allow(seconds: int) -> None:
    """Let the process use so many more seconds of processor time."""
    until = int(time.process_time()) + 1 + seconds
    with suppress(ValueError, OSError):
        resource.setrlimit(resource.RLIMIT_CPU, (until, _WHOLE_SECONDS + 1))


_COMMANDS: Final[dict[str, Callable[[Row, Path], Iterator[Row]]]] = {
    "read": _read,
    "prepare": _prepare,
    "bind": _bind,
    "try": _try,
    "join": _join,
    "typeset": _typeset,
}

if __name__ == "__main__":
    main()

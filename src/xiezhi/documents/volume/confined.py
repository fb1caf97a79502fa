"""Hands files to the confined process and takes back what it says of them."""

import json
import shutil
import signal
import subprocess
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from xiezhi.documents.glyphs import FONTS
from xiezhi.documents.volume.values import VolumeFaultKind
from xiezhi.kernel.errors import RuleRefusedError

_CHILD: Final = "xiezhi.documents.volume.child"
JOB: Final = "job.json"
DONE: Final = "done.jsonl"
WALL_SECONDS: Final = 2 * 3600


@dataclass(frozen=True, slots=True, kw_only=True)
class FileReading:
    """What a file is, as ``reading.Reading``; ``path`` leads to a PDF when pages were wanted."""

    path: Path
    refused: VolumeFaultKind | None
    format: str
    pages: int
    is_active: bool
    are_fonts_inside: bool


def read_files(
    files: Sequence[Path],
    folder: Path,
    *,
    are_pages_wanted: bool = False,
    is_thorough: bool = False,
) -> list[FileReading]:
    """Return what each file is, in order.

    Args:
        files: PDFs and pictures.
        folder: an empty folder to work in.
        are_pages_wanted: also turn each picture into a PDF of one A4 page.
        is_thorough: also look for things that act and for fonts that are not in the file.
    """
    rows = _each(
        folder,
        files,
        {"command": "read", "are_pages_wanted": are_pages_wanted, "is_thorough": is_thorough},
    )
    return [
        FileReading(
            path=Path(row.get("path", file)),
            refused=VolumeFaultKind(row["refused"]) if row.get("refused") else None,
            format=str(row.get("format", "")),
            pages=int(row.get("pages", 0)),
            is_active=bool(row.get("is_active")),
            are_fonts_inside=bool(row.get("are_fonts_inside", True)),
        )
        for row, file in zip(rows, files, strict=True)
    ]


def prepare_photos(files: Sequence[Path], folder: Path) -> list[Path | VolumeFaultKind]:
    """Return a JPEG ready for print for each picture, or why there is none."""
    return [
        VolumeFaultKind(row["refused"]) if row.get("refused") else Path(row["path"])
        for row in _each(folder, files, {"command": "prepare"})
    ]


def try_files(files: Sequence[Path], folder: Path) -> list[VolumeFaultKind | None]:
    """Return for each PDF why it cannot be bound even alone, or None."""
    return [
        VolumeFaultKind(row["refused"]) if row.get("refused") else None
        for row in _each(folder, files, {"command": "try"})
    ]


def bind(folder: Path, **job: Any) -> int:  # the arguments of bind_files
    """Bind and return the number of pages; see ``binding.bind_files``.

    Raises:
        RuleRefusedError: ``documents.volume_too_large``: it took too much memory or time.
        RuntimeError: one of the parts cannot be written.
    """
    return int(_once(folder, {"command": "bind", **job})["pages"])


def join(folder: Path, parts: Sequence[Path], target: Path) -> None:
    """Join PDFs as they are, as one document of the first one's kind.

    Raises:
        RuleRefusedError: as ``bind``.
    """
    _once(folder, {"command": "join", "parts": list(map(str, parts)), "target": str(target)})


def typeset(
    folder: Path, files: Mapping[str, Path], target: Path, *, own_fonts: Path | None, **job: str
) -> None:
    """Set a leaf with pictures, whose memory is given back with the process.

    Args:
        folder: to work in.
        files: pictures by the names the words call them.
        target: where the PDF goes.
        own_fonts: the office's folder of fonts.
        job: ``template``, ``words``, ``standard`` of ``setting.set_pdf``.

    Raises:
        RuleRefusedError: ``documents.typesetting`` when the type-setter warns of anything;
            ``documents.volume_too_large``.
    """
    root = folder / "set"
    root.mkdir()
    for name, path in files.items():
        path.rename(root / name)
    fonts = [str(path.resolve()) for path in (FONTS, own_fonts) if path and path.is_dir()]
    warnings = _once(folder, {"command": "typeset", "target": str(target), "fonts": fonts, **job})[
        "warnings"
    ]
    shutil.rmtree(root)
    if warnings or not target.exists():
        raise RuleRefusedError("documents.typesetting", count=int(warnings))


def _each(folder: Path, files: Sequence[Path], job: dict[str, Any]) -> list[dict[str, Any]]:
    """Do a piece of work for each file; one that ends the process is refused, the rest go on."""
    rows: list[dict[str, Any]] = []
    while len(rows) < len(files):
        asked = {**job, "files": list(map(str, files)), "start": len(rows)}
        done, is_over = _run(folder, asked)
        rows += done
        if not is_over and len(rows) < len(files):
            rows.append({"refused": VolumeFaultKind.TOO_COSTLY})
    return rows


def _once(folder: Path, job: dict[str, Any]) -> dict[str, Any]:
    done, is_over = _run(folder, job)
    if not is_over or not done:
        raise RuleRefusedError("documents.volume_too_large")
    return done[0]


def _run(folder: Path, job: dict[str, Any]) -> tuple[list[dict[str, Any]], bool]:
    """Run the process once; returns what it finished and whether it came to its end.

    Raises:
        RuntimeError: it failed by itself: a full disk, or a fault of the program.
    """
    (folder / JOB).write_text(json.dumps(job, ensure_ascii=False), encoding="utf-8")
    done = folder / DONE
    done.unlink(missing_ok=True)
    with (folder / "errors.txt").open("wb") as errors:
        try:
            ended = subprocess.run(  # noqa: S603  # this interpreter, a module of this package
                [sys.executable, "-I", "-m", _CHILD, str(folder)],
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=errors,
                timeout=WALL_SECONDS,
                check=False,
                start_new_session=True,
            ).returncode
        except subprocess.TimeoutExpired:
            ended = -signal.SIGKILL
    if ended > 0:
        raise RuntimeError((folder / "errors.txt").read_text(encoding="utf-8")[-2000:])
    lines = done.read_text(encoding="utf-8").splitlines() if done.exists() else []
    return [json.loads(line) for line in lines], ended == 0

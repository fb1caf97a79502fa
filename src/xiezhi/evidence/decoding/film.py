"""Makes what others may see of a film: a smaller copy and a poster, by an ffmpeg of the machine.

ffmpeg reads the film from a nameless file and writes into a folder of its own. It runs with caps on
memory, processor and files, without network where the system allows it, may open nothing but
files, and is told what it reads, so that no film can make it another program. What it writes is
looked at box by box before anybody sees it.
"""

import shutil
import subprocess
import sys
import tempfile
import time
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from xiezhi.evidence.decoding.parent import as_nameless_file, end_session, run_decoder
from xiezhi.evidence.rules.bare_voice import bare_voice
from xiezhi.evidence.rules.kinds import MediaFormat
from xiezhi.evidence.rules.video import is_bare_film
from xiezhi.kernel.errors import InvalidInputError

_CHILD: Final = "xiezhi.evidence.decoding.film_child"
_INPUT: Final = "/proc/self/fd/0" if sys.platform == "linux" else "/dev/fd/0"
_PREFIX: Final = "xiezhi-film-"
_LEFT_SECONDS: Final = 2 * 3600.0
"""Longer than any copying may last."""
_SHORT_SIDE: Final = 720
_LONG_SIDE: Final = 1280
_SIZE: Final = (
    f"scale='if(gt(iw,ih),min({_LONG_SIDE},iw),min({_SHORT_SIDE},iw))'"
    f":'if(gt(iw,ih),min({_SHORT_SIDE},ih),min({_LONG_SIDE},ih))'"
    ":force_original_aspect_ratio=decrease:force_divisible_by=2,format=yuv420p"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class FilmLimits:
    """What copying one film may cost."""

    memory_bytes: int = 2 * 1024 * 1024 * 1024
    cpu_seconds: int = 1200
    wall_seconds: float = 1800.0
    output_bytes: int = 100 * 1024 * 1024
    film_seconds: int = 185


DEFAULT_LIMITS: Final = FilmLimits()


@dataclass(frozen=True, slots=True, kw_only=True)
class FilmCopy:
    """What may be shown of a film; no metadata in either."""

    mp4: bytes
    poster_jpeg: bytes
    width: int
    height: int


def find_ffmpeg(name: str) -> str | None:
    """Return the program a setting names, an absolute path; None where there is none."""
    found = shutil.which(name)
    return None if found is None else str(Path(found).absolute())


def copy_film(program: str, data: bytes, *, limits: FilmLimits = DEFAULT_LIMITS) -> FilmCopy:
    """Return the copy and the poster of a film; blocks for as long as that takes.

    Raises:
        InvalidInputError: ``evidence.damaged``: ffmpeg cannot read it, or needs too much for it.
    """
    _clear_leftovers()
    with (
        as_nameless_file(data) as original,
        tempfile.TemporaryDirectory(prefix=_PREFIX) as folder,
    ):
        film, poster = Path(folder, "film.mp4"), Path(folder, "poster.jpg")
        arguments = [*_reading(limits), *_film(limits, film), *_poster(poster)]
        with subprocess.Popen(  # noqa: S603  # our own module; arguments are ours
            [sys.executable, "-I", "-m", _CHILD, *_caps(limits), program, *arguments],
            stdin=original,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            env={},
            cwd=folder,
            start_new_session=True,
        ) as child:
            try:
                code = child.wait(timeout=limits.wall_seconds)
            except subprocess.TimeoutExpired as late:
                raise InvalidInputError("evidence.damaged") from late
            finally:
                end_session(child)
        if code != 0 or not film.exists() or not poster.exists():
            raise InvalidInputError("evidence.damaged")
        return _checked(film.read_bytes(), poster.read_bytes())


def _clear_leftovers() -> None:
    """Remove what was written for a process that was killed, once no copying can still want it."""
    for folder in Path(tempfile.gettempdir()).glob(f"{_PREFIX}*"):
        with suppress(FileNotFoundError):
            if folder.stat().st_mtime < time.time() - _LEFT_SECONDS:
                shutil.rmtree(folder, ignore_errors=True)


def _checked(written: bytes, poster: bytes) -> FilmCopy:
    # ffmpeg leaves an empty list of notes behind.
    mp4 = bare_voice(written, MediaFormat.MP4)
    if not is_bare_film(mp4):
        raise InvalidInputError("evidence.damaged")
    still = run_decoder(poster)
    return FilmCopy(
        mp4=mp4, poster_jpeg=still.thumbnail_jpeg, width=still.width, height=still.height
    )


def _caps(limits: FilmLimits) -> list[str]:
    return [str(limits.memory_bytes), str(limits.cpu_seconds), str(limits.output_bytes)]


def _reading(limits: FilmLimits) -> list[str]:
    return [
        "-nostdin", "-hide_banner", "-loglevel", "error", "-threads", "2",
        "-protocol_whitelist", "file", "-f", "mov", "-t", str(limits.film_seconds),
        "-i", f"file:{_INPUT}",
    ]  # fmt: skip


def _film(limits: FilmLimits, target: Path) -> list[str]:
    return [
        "-map", "0:v:0", "-map", "0:a:0?", "-map_metadata", "-1", "-map_chapters", "-1",
        "-dn", "-sn", "-vf", _SIZE, "-fpsmax", "30", "-threads", "2",
        "-c:v", "libx264", "-preset", "veryfast", "-crf", "27",
        "-maxrate", "2M", "-bufsize", "4M", "-c:a", "aac", "-b:a", "64k", "-ac", "1",
        "-fflags", "+bitexact", "-flags:v", "+bitexact", "-flags:a", "+bitexact",
        "-movflags", "+faststart", "-fs", str(limits.output_bytes),
        "-f", "mp4", "-y", f"file:{target}",
    ]  # fmt: skip


def _poster(target: Path) -> list[str]:
    return [
        "-map", "0:v:0", "-map_metadata", "-1", "-vf", _SIZE, "-frames:v", "1", "-q:v", "3",
        "-fflags", "+bitexact", "-flags:v", "+bitexact", "-f", "image2", "-update", "1",
        "-y", f"file:{target}",
    ]  # fmt: skip

"""ffmpeg, confined: copies without notes, whatever the film; refuses what costs too much."""

import os
import subprocess
from dataclasses import replace
from pathlib import Path

import pytest

from tests.evidence.films import CANARY, drawn, ffmpeg, film
from xiezhi.evidence.decoding.film import DEFAULT_LIMITS, FilmLimits, copy_film, find_ffmpeg
from xiezhi.evidence.rules.acceptance import check_file
from xiezhi.evidence.rules.jpeg import is_bare_jpeg
from xiezhi.evidence.rules.kinds import MediaFormat, MediaKind
from xiezhi.evidence.rules.video import is_bare_film
from xiezhi.kernel.errors import InvalidInputError


def probed(mp4: bytes, entries: str) -> str:
    return subprocess.run(  # noqa: S603  # the machine's own program, our words
        [
            str(Path(ffmpeg()).with_name("ffprobe")),
            "-v",
            "error",
            "-show_entries",
            entries,
            "-of",
            "csv",
            "-f",
            "mov",
            "pipe:0",
        ],
        input=mp4,
        capture_output=True,
        check=True,
    ).stdout.decode()


@pytest.mark.parametrize("ending", ["mp4", "mov"])
def test_a_copy_plays_everywhere_and_tells_nothing(ending: str) -> None:
    original = film(ending)
    assert CANARY.encode() in original
    tail = b"TAIL-4711;" * 20
    made = copy_film(ffmpeg(), original + tail)
    for copy in (made.mp4, made.poster_jpeg):
        assert CANARY.encode() not in copy
        assert b"TAIL-4711" not in copy
        assert b"110.03" not in copy
    assert is_bare_film(made.mp4)
    assert is_bare_jpeg(made.poster_jpeg)
    assert check_file(MediaKind.VIDEO, made.mp4) is MediaFormat.FILM
    streams = probed(made.mp4, "stream=codec_name")
    assert "h264" in streams
    assert "aac" in streams
    assert "2026" not in probed(made.mp4, "format_tags:stream_tags=creation_time,location,title")


@pytest.mark.parametrize(
    ("size", "expected"),
    [("1920x1080", (1280, 720)), ("720x1440", (640, 1280)), ("176x144", (176, 144))],
)
def test_a_copy_is_no_larger_than_720_lines(size: str, expected: tuple[int, int]) -> None:
    made = copy_film(ffmpeg(), film(size=size, seconds=1, sound=False))
    assert (made.width, made.height) == expected
    assert f"{expected[0]},{expected[1]}" in probed(made.mp4, "stream=width,height")


def test_a_film_without_sound_is_copied_without_sound() -> None:
    assert "aac" not in probed(copy_film(ffmpeg(), film(sound=False)).mp4, "stream=codec_name")


@pytest.mark.parametrize(
    "data",
    [
        pytest.param(drawn(), id="boxes without a film"),
        pytest.param(film()[:-3000], id="cut"),
        pytest.param(b"#EXTM3U\n#EXTINF:1,\nfile:///etc/passwd\n", id="playlist"),
        pytest.param(b"ffconcat version 1.0\nfile /etc/passwd\n", id="list of files"),
        pytest.param(b"", id="nothing"),
    ],
)
def test_what_is_no_film_has_no_copy(data: bytes) -> None:
    with pytest.raises(InvalidInputError):
        copy_film(ffmpeg(), data)


@pytest.mark.parametrize(
    "limits",
    [
        pytest.param(replace(DEFAULT_LIMITS, memory_bytes=64 * 1024 * 1024), id="memory"),
        pytest.param(replace(DEFAULT_LIMITS, output_bytes=4096), id="room"),
        pytest.param(replace(DEFAULT_LIMITS, wall_seconds=0.01), id="time"),
    ],
)
def test_what_costs_too_much_has_no_copy(limits: FilmLimits) -> None:
    with pytest.raises(InvalidInputError):
        copy_film(ffmpeg(), film(), limits=limits)


def spy(folder: Path, words: str) -> str:
    """A program in ffmpeg's place that tells where it runs; the copy fails afterwards."""
    program = folder / "spy"
    program.write_text(f"#!/bin/sh\n{words} > {folder}/told 2>&1\nexit 1\n")
    program.chmod(0o700)
    return str(program)


def told(folder: Path, words: str) -> str:
    with pytest.raises(InvalidInputError):
        copy_film(spy(folder, words), film())
    return (folder / "told").read_text()


def test_the_program_runs_with_caps_and_without_our_environment(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XIEZHI_SECRET_KEY", "do-not-tell")
    assert "do-not-tell" not in told(tmp_path, "env")
    limits = told(tmp_path, "cat /proc/self/limits")
    assert str(DEFAULT_LIMITS.memory_bytes) in limits
    assert str(DEFAULT_LIMITS.output_bytes) in limits
    assert "NoNewPrivs:\t1" in told(tmp_path, "cat /proc/self/status")


def test_nothing_of_a_film_stays_on_the_disk(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    copy_film(ffmpeg(), film())
    with pytest.raises(InvalidInputError):
        copy_film(ffmpeg(), drawn())
    assert list(tmp_path.iterdir()) == []


def test_what_a_killed_copying_left_is_removed_by_a_later_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    left, used = tmp_path / "xiezhi-film-left", tmp_path / "xiezhi-film-used"
    for folder in (left, used):
        folder.mkdir()
        (folder / "film.mp4").write_bytes(b"half")
    os.utime(left, (0, 0))
    copy_film(ffmpeg(), film())
    assert list(tmp_path.iterdir()) == [used]


def test_a_machine_without_the_program_has_none(tmp_path: Path) -> None:
    assert find_ffmpeg(str(tmp_path / "ffmpeg")) is None
    assert find_ffmpeg("no-such-program-here") is None

"""A process is ended only when it is the one that was noted."""

import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from xiezhi.infra.pids import end_leftover, note_process, started_at


@pytest.fixture
def sleeper() -> Iterator[subprocess.Popen[bytes]]:
    process = subprocess.Popen(["sleep", "60"])  # noqa: S607
    yield process
    process.kill()
    process.wait()


def test_noted_process_is_ended(tmp_path: Path, sleeper: subprocess.Popen[bytes]) -> None:
    note_process(tmp_path / "pid", sleeper.pid)
    end_leftover(tmp_path / "pid")
    assert sleeper.wait(timeout=5) != 0


@pytest.mark.parametrize("start", ["1", "", "None"])
def test_stranger_with_the_same_number_is_left_alone(
    tmp_path: Path, sleeper: subprocess.Popen[bytes], start: str
) -> None:
    (tmp_path / "pid").write_text(f"{sleeper.pid} {start}\n")
    end_leftover(tmp_path / "pid")
    assert sleeper.poll() is None


def test_missing_process_has_no_start() -> None:
    assert started_at(2**22 + 1) is None

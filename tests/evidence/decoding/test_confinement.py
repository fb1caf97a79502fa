"""The child can do nothing but decode, and the parent believes nothing it says."""

import json
import struct
import subprocess
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.evidence import pictures
from xiezhi.evidence.decoding.frame import FrameError, pack_refusal, unpack
from xiezhi.evidence.rules.jpeg import is_bare_jpeg

CONFINED = """
import os, socket
from xiezhi.evidence.decoding import confine
confine.limit_memory_and_time(memory_bytes=1 << 28, cpu_seconds=2)
confine.leave_the_world()
confine.close_the_doors()
try:
    {act}
except (OSError, MemoryError) as refused:
    print(type(refused).__name__)
"""


@pytest.mark.parametrize(
    ("act", "refusal"),
    [
        ("open('/etc/passwd')", "OSError"),
        ("os.listdir('/')", "OSError"),
        ("socket.socket(socket.AF_INET)", "OSError"),
        ("socket.socket(socket.AF_UNIX)", "OSError"),
        ("os.pipe()", "OSError"),
        ("b'x' * (1 << 29)", "MemoryError"),
    ],
)
def test_a_confined_process_is_refused(act: str, refusal: str) -> None:
    done = subprocess.run(  # noqa: S603  # our own text
        [sys.executable, "-I", "-c", CONFINED.format(act=act)],
        capture_output=True, check=True, text=True,
    )  # fmt: skip
    assert done.stdout.strip() == refusal


def _frame(facts: object, shared: bytes, thumbnail: bytes) -> bytes:
    line = json.dumps(facts).encode()
    head = struct.pack(">4sIII", b"XZD1", len(line), len(shared), len(thumbnail))
    return head + line + shared + thumbnail


SMALL = pictures.jpeg(32, 24, quality=85)
GOOD: dict[str, object] = {
    "size": [32, 24],
    "position": [40.4, 110.0, 0, 45],
    "taken": ["2026-05-04T01:30:00+00:00", True],
    "particulars": {"make": "厂商 A", "size": "32x24"},
}


def test_an_honest_frame_is_read() -> None:
    photo = unpack(_frame(GOOD, SMALL, SMALL))
    assert not isinstance(photo, str)
    assert (photo.width, photo.position and photo.position.longitude) == (32, 110.0)
    assert photo.position is not None
    assert photo.position.heading == 45
    assert photo.particulars == {"make": "厂商 A", "size": "32x24"}


def test_a_refusal_is_read() -> None:
    assert unpack(pack_refusal("evidence.bomb")) == "evidence.bomb"


@pytest.mark.parametrize(
    "change",
    [
        {"size": [0, 24]},
        {"size": [32, 24, 1]},
        {"size": ["32", "24"]},
        {"size": [10**9, 24]},
        {"position": "here"},
        {"position": [40.4, "110", 0, 45]},
        {"position": [40.4, 110.0, 0]},
        {"taken": ["yesterday", True]},
        {"taken": ["2026-05-04T01:30:00", True]},
        {"taken": ["1970-01-01T00:00:00+00:00", True]},
        {"taken": [5, True]},
        {"particulars": ["make"]},
        {"particulars": {"serial_number": "7"}},
        {"particulars": {"make": 7}},
        {"refused": "evidence.<script>"},
        {"refused": ["evidence.bomb"]},
    ],
    ids=str,
)
def test_lies_of_a_child_are_not_believed(change: dict[str, object]) -> None:
    with pytest.raises(FrameError):
        unpack(_frame({**GOOD, **change}, SMALL, SMALL))


@pytest.mark.parametrize(
    "picture",
    [
        b"",
        b"<svg/>",
        SMALL + b"tail",
        pictures.jpeg(32, 24, comment=b"told"),
        pictures.jpeg(32, 24, exif=pictures.exif_head()),
        pictures.jpeg(32, 24, icc_profile=b"profile"),
        pictures.png(32, 24),
    ],
    ids=["nothing", "svg", "tail", "comment", "exif", "profile", "png"],
)
def test_a_derivative_that_is_not_bare_is_not_believed(picture: bytes) -> None:
    assert not is_bare_jpeg(picture)
    with pytest.raises(FrameError):
        unpack(_frame(GOOD, picture, SMALL))


@given(st.binary(max_size=200))
def test_no_bytes_of_a_child_break_the_parent(data: bytes) -> None:
    with pytest.raises(FrameError):
        unpack(b"XZD1" + data)


def test_a_position_off_the_globe_is_dropped() -> None:
    photo = unpack(_frame({**GOOD, "position": [400.0, 110.0, 0, -1]}, SMALL, SMALL))
    assert not isinstance(photo, str)
    assert photo.position is None

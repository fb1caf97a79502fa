"""Short films: real ones, made by the machine's ffmpeg, and boxes that only look like one."""

import struct
import subprocess
import tempfile
from functools import cache
from pathlib import Path
from typing import Final

from tests.evidence.sounds import box
from xiezhi.evidence.decoding.film import find_ffmpeg

CANARY: Final = "CANARY-OWNER"


def ffmpeg() -> str:
    """Return the program; the tests of films cannot do without."""
    found = find_ffmpeg("ffmpeg")
    assert found is not None, "apt install ffmpeg"
    return found


@cache
def film(
    ending: str = "mp4", size: str = "320x180", seconds: int = 2, *, sound: bool = True
) -> bytes:
    """Return a film whose notes name its owner and his place."""
    tone = ["-f", "lavfi", "-i", f"sine=duration={seconds}"] if sound else []
    with tempfile.TemporaryDirectory() as folder:
        target = Path(folder, f"film.{ending}")
        subprocess.run(  # noqa: S603  # the machine's own program, our words
            [
                ffmpeg(), "-nostdin", "-loglevel", "error",
                "-f", "lavfi", "-i", f"testsrc2=size={size}:rate=10:duration={seconds}", *tone,
                "-c:v", "libx264", "-preset", "ultrafast", "-pix_fmt", "yuv420p",
                "-metadata", f"title={CANARY}", "-metadata", "location=+40.4100+110.0300/",
                "-metadata", "creation_time=2026-11-20T08:00:00Z",
                "-metadata:s:v:0", f"handler_name={CANARY}", str(target),
            ],
            check=True,
        )  # fmt: skip
        return target.read_bytes()


def drawn(
    *,
    handlers: tuple[bytes, ...] = (b"vide", b"soun"),
    seconds: float = 3.0,
    sides: tuple[int, int] = (1280, 720),
    brand: bytes = b"isom",
) -> bytes:
    """Return the boxes of a film without one."""
    head = b"\0" * 12 + struct.pack(">II", 1000, round(seconds * 1000)) + b"\0" * 80
    frame = b"\0" * 76 + struct.pack(">HHHH", sides[0], 0, sides[1], 0)
    tracks = b"".join(
        box(
            b"trak",
            box(b"tkhd", frame) + box(b"mdia", box(b"hdlr", b"\0" * 8 + handler + b"\0" * 13)),
        )
        for handler in handlers
    )
    kind = box(b"ftyp", brand + b"\0\0\0\0isommp42")
    return kind + box(b"moov", box(b"mvhd", head) + tracks) + box(b"mdat", b"\0" * 64)

"""Files taken by parts over tus, beside writing the same files with fsync; photographs decoded.

Run: ``python -m benchmarks.uploads``. The machine is shared: medians of alternating rounds.
"""

import base64
import hashlib
import http.client
import io
import json
import os
import statistics
import time
from http import HTTPStatus
from pathlib import Path
from urllib.parse import urlsplit

from benchmarks.bench import in_turn, scratch, web
from benchmarks.intake import make_office

FILES = 12
FILE_BYTES = 3_000_000
PART_BYTES = 256 * 1024
ROUNDS = 3
TWELVE_MEGAPIXELS = (4000, 3000)


def main() -> None:
    """Measure and print as JSON."""
    with scratch() as place:
        import django

        django.setup()
        from django.conf import settings

        settings.ALLOWED_HOSTS.append("127.0.0.1")
        make_office()
        files = [os.urandom(FILE_BYTES) for _ in range(FILES)]
        floor = place.root / "floor"
        floor.mkdir()
        with web() as address:
            ours, theirs = in_turn(
                lambda: _send_all(address, files),
                lambda: _write_all(floor, files),
                rounds=ROUNDS,
            )
        decoding, opening = in_turn(_decode, _open, rounds=ROUNDS)
    total = FILES * FILE_BYTES / 1e6
    print(
        json.dumps(
            {
                "uploads_per_s": round(FILES / statistics.median(ours), 1),
                "mb_per_s": round(total / statistics.median(ours), 1),
                "floor_fsync_files_per_s": round(FILES / statistics.median(theirs), 1),
                "floor_fsync_mb_per_s": round(total / statistics.median(theirs), 1),
                "times_the_floor": round(statistics.median(ours) / statistics.median(theirs), 2),
                "photo_12mp_s": round(statistics.median(decoding), 2),
                "floor_open_and_save_12mp_s": round(statistics.median(opening), 2),
            },
            indent=2,
        )
    )


def _send_all(address: str, files: list[bytes]) -> float:
    """Return the seconds it takes to send all files, one after the other, on one line."""
    place = urlsplit(address)
    line = http.client.HTTPConnection(str(place.hostname), place.port)
    started = time.perf_counter()
    for data in files:
        _send(line, data)
    return time.perf_counter() - started


def _send(line: http.client.HTTPConnection, data: bytes) -> None:
    told = {"kind": "photo", "filename": "a.jpg", "sha256": hashlib.sha256(data).hexdigest()}
    coded = ",".join(f"{k} {base64.b64encode(v.encode()).decode()}" for k, v in told.items())
    head = {"Tus-Resumable": "1.0.0", "Host": "localhost"}
    line.request(
        "POST",
        "/tus/",
        b"",
        head | {"Upload-Length": str(len(data)), "Upload-Metadata": coded},
    )
    made = line.getresponse()
    made.read()
    assert made.status == HTTPStatus.CREATED, made.status
    where = str(made.getheader("Location"))
    for offset in range(0, len(data), PART_BYTES):
        part = {"Upload-Offset": str(offset), "Content-Type": "application/offset+octet-stream"}
        line.request("PATCH", where, data[offset : offset + PART_BYTES], head | part)
        answer = line.getresponse()
        answer.read()
        assert answer.status == HTTPStatus.NO_CONTENT, answer.status


def _write_all(folder: Path, files: list[bytes]) -> float:
    """Return the seconds it takes to write the same files, each flushed to the disk."""
    started = time.perf_counter()
    for number, data in enumerate(files):
        path = folder / str(number)
        with path.open("wb") as out:
            out.write(data)
            out.flush()
            os.fsync(out.fileno())
        path.unlink()
    return time.perf_counter() - started


def _photo() -> bytes:
    from PIL import Image

    target = io.BytesIO()
    image = Image.effect_noise((1000, 750), 60).resize(TWELVE_MEGAPIXELS).convert("RGB")
    image.save(target, "JPEG", quality=88)
    return target.getvalue()


def _decode() -> float:
    """Return the seconds from the original to the two copies, in a process of its own."""
    from xiezhi.evidence.decoding.parent import run_decoder

    data = _photo()
    started = time.perf_counter()
    run_decoder(data)
    return time.perf_counter() - started


def _open() -> float:
    """Return the seconds the same library needs in this process, unguarded."""
    from PIL import Image

    data = _photo()
    started = time.perf_counter()
    with Image.open(io.BytesIO(data)) as image:
        image.thumbnail((2560, 2560))
        image.save(io.BytesIO(), "JPEG", quality=85)
    return time.perf_counter() - started


if __name__ == "__main__":
    main()

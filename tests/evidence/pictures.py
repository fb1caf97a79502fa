"""Pictures drawn by code: what telephones send, and what people with time on their hands send."""

import io
import struct
import zlib
from collections.abc import Sequence
from typing import Final

from PIL import Image, ImageDraw, PngImagePlugin

# Planted in heads; must never be found in anything shown.
CANARY: Final = "XIEZHI-CANARY-SERIAL-7F3A91C2"
# Of a camera: found on the page of 拍摄信息 and nowhere else.
MAKE: Final = "CanaryMake-5591"
MODEL: Final = "CanaryModel-5592"
RED, GREEN, BLUE, WHITE = (220, 30, 30), (30, 200, 30), (30, 30, 220), (250, 250, 250)

Entry = tuple[int, int, bytes]
_WIDTHS: Final = {1: 1, 2: 1, 3: 2, 4: 4, 5: 8, 7: 1}
_LATITUDE: Final = ((40, 1), (24, 1), (3012, 100))
_LONGITUDE: Final = ((110, 1), (2, 1), (744, 100))


def quarters(width: int = 400, height: int = 300) -> Image.Image:
    """Draw red, green over blue, white: every rotation can be told from the others."""
    image = Image.new("RGB", (width, height), WHITE)
    draw = ImageDraw.Draw(image)
    draw.rectangle((0, 0, width // 2 - 1, height // 2 - 1), fill=RED)
    draw.rectangle((width // 2, 0, width, height // 2 - 1), fill=GREEN)
    draw.rectangle((0, height // 2, width // 2 - 1, height), fill=BLUE)
    return image


def encode(image: Image.Image, kind: str = "JPEG", **options: object) -> bytes:
    """Encode a picture."""
    written = io.BytesIO()
    image.save(written, kind, **options)
    return written.getvalue()


def jpeg(width: int = 400, height: int = 300, **options: object) -> bytes:
    """Return a plain JPEG."""
    return encode(quarters(width, height), "JPEG", **options)


def png(width: int = 400, height: int = 300, **options: object) -> bytes:
    """Return a plain PNG."""
    return encode(quarters(width, height), "PNG", **options)


def exif_head(
    *,
    orientation: int = 1,
    latitude: Sequence[tuple[int, int]] = _LATITUDE,
    longitude: Sequence[tuple[int, int]] = _LONGITUDE,
    references: tuple[bytes, bytes] = (b"N", b"E"),
    taken: bytes = b"2026:05:04 09:30:00",
    note: bytes = CANARY.encode(),
) -> bytes:
    """Return a whole EXIF block with position, time and a canary in make, note and serial."""
    detail: list[Entry] = [
        (0x9003, 2, taken + b"\0"),
        (0x927C, 7, note),
        (0xA431, 2, CANARY.encode() + b"\0"),
    ]
    gps: list[Entry] = [
        (1, 2, references[0] + b"\0"),
        (2, 5, _rationals(latitude)),
        (3, 2, references[1] + b"\0"),
        (4, 5, _rationals(longitude)),
    ]
    main_entries: list[Entry] = [
        (0x010F, 2, CANARY.encode() + b"\0"),
        (0x0112, 3, struct.pack("<H", orientation)),
        (0x8769, 4, b"\0\0\0\0"),
        (0x8825, 4, b"\0\0\0\0"),
    ]
    return _head(main_entries, detail, gps)


def camera_head(**changes: bytes) -> bytes:
    """Return a head as a telephone writes it, with a serial number and an owner nobody may read."""
    written = {
        "make": MAKE.encode(),
        "model": MODEL.encode(),
        "software": "相机 12.1".encode(),
        "changed": b"2026:05:04 09:30:00",
        "taken": b"2026:05:04 09:30:00",
        "offset": b"+08:00",
        "lens": b"Wide 1.8",
    } | changes
    detail: list[Entry] = [
        (0x829A, 5, _rationals(((1, 125),))),
        (0x829D, 5, _rationals(((18, 10),))),
        (0x8827, 3, struct.pack("<H", 100)),
        (0x9003, 2, written["taken"] + b"\0"),
        (0x9010, 2, written["offset"] + b"\0"),
        (0x9011, 2, written["offset"] + b"\0"),
        (0x9209, 3, struct.pack("<H", 0x19)),
        (0x920A, 5, _rationals(((425, 100),))),
        (0x927C, 7, CANARY.encode()),
        (0x9291, 2, b"417\0"),
        (0xA405, 3, struct.pack("<H", 26)),
        (0xA430, 2, CANARY.encode() + b"\0"),
        (0xA431, 2, CANARY.encode() + b"\0"),
        (0xA434, 2, written["lens"] + b"\0"),
    ]
    gps: list[Entry] = [
        (1, 2, b"N\0"),
        (2, 5, _rationals(_LATITUDE)),
        (3, 2, b"E\0"),
        (4, 5, _rationals(_LONGITUDE)),
        (5, 1, b"\0"),
        (6, 5, _rationals(((100750, 100),))),
        (7, 5, _rationals(((1, 1), (29, 1), (59, 1)))),
        (16, 2, b"M\0"),
        (17, 5, _rationals(((2155, 10),))),
        (29, 2, b"2026:05:04\0"),
        (31, 5, _rationals(((5, 1),))),
    ]
    main_entries: list[Entry] = [
        (0x010F, 2, written["make"] + b"\0"),
        (0x0110, 2, written["model"] + b"\0"),
        (0x0112, 3, struct.pack("<H", 1)),
        (0x0131, 2, written["software"] + b"\0"),
        (0x0132, 2, written["changed"] + b"\0"),
        (0x8769, 4, b"\0\0\0\0"),
        (0x8825, 4, b"\0\0\0\0"),
    ]
    return _head(main_entries, detail, gps)


def _head(main_entries: list[Entry], detail: list[Entry], gps: list[Entry]) -> bytes:
    """Join three directories; the last two entries of the first point to the others."""
    detail_at = 8 + len(_place(main_entries, 8))
    gps_at = detail_at + len(_place(detail, detail_at))
    main_entries[-2] = (0x8769, 4, struct.pack("<I", detail_at))
    main_entries[-1] = (0x8825, 4, struct.pack("<I", gps_at))
    body = _place(main_entries, 8) + _place(detail, detail_at) + _place(gps, gps_at)
    return b"Exif\0\0II*\0\x08\0\0\0" + body


def _place(entries: list[Entry], at: int) -> bytes:
    """Write a TIFF directory at an offset, values too long for their slot behind it."""
    head, tail = struct.pack("<H", len(entries)), b""
    tail_at = at + 2 + 12 * len(entries) + 4
    for tag, kind, value in entries:
        slot = value.ljust(4, b"\0") if len(value) <= 4 else struct.pack("<I", tail_at + len(tail))
        tail += value + b"\0" * (len(value) & 1) if len(value) > 4 else b""
        head += struct.pack("<HHI", tag, kind, len(value) // _WIDTHS[kind]) + slot
    return head + b"\0\0\0\0" + tail


def _rationals(values: Sequence[tuple[int, int]]) -> bytes:
    return b"".join(struct.pack("<II", top, bottom) for top, bottom in values)


def png_chunk(name: bytes, body: bytes) -> bytes:
    """Return one PNG chunk with its checksum."""
    checksum = struct.pack(">I", zlib.crc32(name + body))
    return struct.pack(">I", len(body)) + name + body + checksum


def with_chunk(picture: bytes, name: bytes, body: bytes) -> bytes:
    """Put a chunk right behind a PNG's head."""
    return picture[:33] + png_chunk(name, body) + picture[33:]


def png_bomb(width: int, height: int) -> bytes:
    """Return a small PNG that claims, and would inflate to, a huge picture."""
    head = struct.pack(">IIBBBBB", width, height, 1, 0, 0, 0, 0)
    row = b"\0" * (1 + (width + 7) // 8)
    packer = zlib.compressobj(9)
    body = b"".join(packer.compress(row * 64) for _ in range(min(height, 2048) // 64))
    return (
        b"\x89PNG\r\n\x1a\n"
        + png_chunk(b"IHDR", head)
        + png_chunk(b"IDAT", body + packer.flush())
        + png_chunk(b"IEND", b"")
    )


def text_bomb() -> bytes:
    """Return a PNG whose comment inflates to 64 MB."""
    body = b"Comment\0\0" + zlib.compress(b"A" * (64 * 1024 * 1024), 9)
    return with_chunk(png(), b"zTXt", body)


def moving(kind: str) -> bytes:
    """Return an animation of three frames."""
    frames = [quarters().rotate(90 * turn) for turn in range(1, 4)]
    return encode(quarters(), kind, save_all=True, append_images=frames)


def endless_png(frames: int) -> bytes:
    """Return an animation of many frames of one pixel."""
    plain = png(16, 16)
    parts = [png_chunk(b"acTL", struct.pack(">II", frames, 0))]
    pixel = zlib.compress(b"\0\xff\0\0")
    for number in range(frames):
        frame = struct.pack(">IIIIIHHBB", 2 * number, 1, 1, 0, 0, 1, 100, 0, 0)
        parts += (
            png_chunk(b"fcTL", frame),
            png_chunk(b"fdAT", struct.pack(">I", 2 * number + 1) + pixel),
        )
    return plain[:33] + parts[0] + plain[33:-12] + b"".join(parts[1:]) + plain[-12:]


def endless_webp(frames: int) -> bytes:
    """Return an animation whose one frame is repeated many times."""
    small = quarters(16, 16)
    moved = encode(small, "WEBP", save_all=True, append_images=[small.rotate(90)])
    at = moved.index(b"ANMF")
    size = struct.unpack("<I", moved[at + 4 : at + 8])[0]
    frame = moved[at : at + 8 + size + (size & 1)]
    body = moved[12:at] + frame * frames
    return b"RIFF" + struct.pack("<I", len(body) + 4) + b"WEBP" + body


def telling_png() -> bytes:
    """Return a PNG with a canary in text, XMP and EXIF chunks."""
    told = PngImagePlugin.PngInfo()
    told.add_text("Author", CANARY)
    told.add_itxt("XML:com.adobe.xmp", f"<x:xmpmeta>{CANARY}</x:xmpmeta>")
    return encode(quarters(), "PNG", pnginfo=told, exif=exif_head())


def slow_jpeg(scans: int) -> bytes:
    """Return a progressive JPEG that repeats one of its scans: small to send, slow to decode."""
    picture = encode(Image.effect_noise((3000, 3000), 90), "JPEG", progressive=True)
    starts = [at for at in range(len(picture)) if picture[at : at + 2] == b"\xff\xda"]
    last = picture[starts[-1] : -2]
    return picture[:-2] + last * scans + b"\xff\xd9"


def with_credentials(picture: bytes) -> bytes:
    """Put content credentials (a JUMBF box in APP11) into a JPEG; what they say is nonsense."""
    box = b"\0\0\0\x24jumb\0\0\0\x1cjumdc2pa\0\x11\0\x10\x80\0\0\xaa\0\x38\x9b\x71\x03c2pa\0"
    body = b"JP\0\x01\0\0\0\x01" + box
    return picture[:2] + b"\xff\xeb" + struct.pack(">H", len(body) + 2) + body + picture[2:]

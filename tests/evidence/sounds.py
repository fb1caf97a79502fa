"""Voices made by code: heads as telephones and browsers write them, with silence inside."""

import struct


def wav(seconds: float = 3.0) -> bytes:
    """Return 8 kHz silence."""
    sound = b"\0" * int(seconds * 16_000)
    head = struct.pack("<HHIIHH", 1, 1, 8000, 16_000, 2, 16)
    body = b"WAVEfmt " + struct.pack("<I", 16) + head + b"data" + struct.pack("<I", len(sound))
    return b"RIFF" + struct.pack("<I", len(body) + len(sound)) + body + sound


def amr(seconds: float = 3.0) -> bytes:
    """Return narrow-band frames at 12.2 kbit/s."""
    return b"#!AMR\n" + (b"\x3c" + b"\0" * 31) * round(seconds * 50)


def ogg(seconds: float = 3.0) -> bytes:
    """Return the first and the last page of an Opus stream."""
    head = b"OpusHead\x01\x01" + struct.pack("<HIHB", 312, 48_000, 0, 0)
    last = round(seconds * 48_000) + 312
    return page(0, head) + page(0, b"OpusTags" + b"\0" * 8) + page(last, b"\0" * 40)


def page(position: int, body: bytes) -> bytes:
    return b"OggS\0\0" + struct.pack("<q", position) + b"\0" * 12 + bytes((1, len(body))) + body


def box(kind: bytes, body: bytes) -> bytes:
    """Return one box of an ISO media file."""
    return struct.pack(">I", len(body) + 8) + kind + body


def m4a(seconds: float = 3.0, *, handlers: tuple[bytes, ...] = (b"soun",)) -> bytes:
    """Return an MP4 with a movie header and one track for each handler."""
    header = b"\0" * 12 + struct.pack(">II", 1000, round(seconds * 1000)) + b"\0" * 80
    tracks = b"".join(
        box(b"trak", box(b"mdia", box(b"hdlr", b"\0" * 8 + handler + b"\0" * 13)))
        for handler in handlers
    )
    kind = box(b"ftyp", b"M4A \0\0\0\0M4A mp42isom")
    return kind + box(b"moov", box(b"mvhd", header) + tracks) + box(b"mdat", b"\0" * 64)


def webm(seconds: float = 3.0, *, track_type: int = 2, is_duration_written: bool = False) -> bytes:
    """Return a WebM as browsers record it: lengths unknown, blocks of one second."""
    head = b"\x1a\x45\xdf\xa3" + sized(b"\x42\x82" + sized(b"webm"))
    facts = b"\x2a\xd7\xb1" + sized(b"\x0f\x42\x40")
    if is_duration_written:
        facts += b"\x44\x89" + sized(struct.pack(">d", seconds * 1000))
    track = b"\xae" + sized(b"\x83" + sized(bytes((track_type,))))
    blocks = b"".join(
        b"\xa3" + sized(b"\x81" + struct.pack(">h", second * 1000) + b"\x80" + b"\0" * 20)
        for second in range(int(seconds) + 1)
    )
    unknown = b"\x01" + b"\xff" * 7
    return (
        head + b"\x18\x53\x80\x67" + unknown
        + b"\x15\x49\xa9\x66" + sized(facts)
        + b"\x16\x54\xae\x6b" + sized(track)
        + b"\x1f\x43\xb6\x75" + unknown + b"\xe7" + sized(b"\0") + blocks
    )  # fmt: skip


def sized(body: bytes) -> bytes:
    return struct.pack(">H", 0x4000 | len(body)) + body


def mp3() -> bytes:
    """Return silent MPEG layer III frames."""
    return (b"\xff\xfb\x90\x00" + b"\0" * 413) * 20

"""What is taken at the door, seen by first bytes and structure alone."""

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.evidence import papers, pictures, sounds
from tests.evidence.hostile import HostileFile, hostile_files
from xiezhi.evidence.rules.acceptance import check_file
from xiezhi.evidence.rules.kinds import (
    ACCEPTED,
    EXTENSIONS,
    MediaFormat,
    MediaKind,
    check_size,
    identify,
)
from xiezhi.evidence.rules.voice import voice_seconds
from xiezhi.kernel.errors import InvalidInputError

STARTS = [
    b"", b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n", b"RIFF\0\0\0\0WAVE", b"%PDF-1.4\n%%EOF startxref",
    b"#!AMR\n", b"OggS\0\0", b"\x1a\x45\xdf\xa3\x87webm", b"\0\0\0\x18ftypM4A ", b"ID3",
]  # fmt: skip


def test_the_corpus_is_large_and_its_names_are_told_apart() -> None:
    files = hostile_files()
    assert len(files) >= 40
    assert len({file.name for file in files if file.name}) >= len(files) - 5


@pytest.mark.parametrize(
    "file",
    [file for file in hostile_files() if file.kind is not MediaKind.PHOTO],
    ids=lambda file: file.name,
)
def test_voices_and_papers_are_taken_or_refused_with_their_code(file: HostileFile) -> None:
    code = ""
    try:
        check_file(file.kind, file.data)
    except InvalidInputError as refused:
        code = refused.code
    assert code == file.expected_code


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (pictures.jpeg(), MediaFormat.JPEG),
        (pictures.png(), MediaFormat.PNG),
        (pictures.encode(pictures.quarters(), "WEBP"), MediaFormat.WEBP),
        (sounds.box(b"ftyp", b"heic\0\0\0\0mif1heic"), MediaFormat.HEIC),
        (sounds.box(b"ftyp", b"mif1\0\0\0\0mif1heic"), MediaFormat.HEIC),
        (sounds.box(b"ftyp", b"mif1\0\0\0\0mif1avif"), None),
        (sounds.box(b"ftyp", b"hevc\0\0\0\0msf1hevc"), None),
        (sounds.m4a(), MediaFormat.MP4),
        (sounds.webm(), MediaFormat.WEBM),
        (b"\x1a\x45\xdf\xa3\x8a\x42\x82\x88matroska", None),
        (sounds.ogg(), MediaFormat.OGG),
        (b"OggS" + b"\0" * 24 + b"\x80theora", None),
        (sounds.amr(), MediaFormat.AMR),
        (sounds.wav(), MediaFormat.WAV),
        (b"RIFF\0\0\0\0AVI LIST", None),
        (sounds.mp3(), MediaFormat.MP3),
        (b"\xff\xf1\x50\x80" + b"\0" * 60, None),
        (papers.pdf(), MediaFormat.PDF),
        (b"\n%PDF-1.4", None),
    ],
    ids=lambda value: value[:12].hex() if isinstance(value, bytes) else str(value),
)
def test_formats_are_told_by_their_first_bytes(data: bytes, expected: MediaFormat | None) -> None:
    assert identify(data) is expected


@pytest.mark.parametrize("kind", MediaKind)
def test_a_file_of_exactly_the_limit_is_taken_and_one_byte_more_is_not(kind: MediaKind) -> None:
    limit = ACCEPTED[kind].max_bytes
    check_size(kind, limit)
    with pytest.raises(InvalidInputError, match=r"evidence\.too_large"):
        check_size(kind, limit + 1)


def test_every_format_has_an_extension() -> None:
    assert set(EXTENSIONS) == set(MediaFormat)


@given(start=st.sampled_from(STARTS), rest=st.binary(max_size=300))
def test_no_bytes_raise_anything_but_a_refusal(start: bytes, rest: bytes) -> None:
    for kind in MediaKind:
        with suppress(InvalidInputError):
            voice_seconds(start + rest, check_file(kind, start + rest))


@pytest.mark.parametrize(
    ("data", "seconds"),
    [
        (sounds.m4a(4.5), 4.5),
        (sounds.m4a(0), None),
        (sounds.webm(7), 7.0),
        (sounds.webm(2.5, is_duration_written=True), 2.5),
        (sounds.ogg(12), 12.0),
        (sounds.amr(3), 3.0),
        (sounds.amr(3) + b"\x70", None),
        (sounds.wav(2), 2.0),
        (sounds.mp3(), None),
    ],
    ids=[
        "m4a", "m4a-in-fragments", "webm-as-recorded", "webm", "ogg", "amr", "amr-broken", "wav",
        "mp3-unknown",
    ],
)  # fmt: skip
def test_the_length_of_a_voice_is_read_where_it_is_told(data: bytes, seconds: float | None) -> None:
    found = identify(data)
    assert found is not None
    assert voice_seconds(data, found) == (None if seconds is None else pytest.approx(seconds))


def test_a_paper_of_unclosed_streams_is_looked_at_once_only() -> None:
    paper = papers.pdf(objects=b"stream\n" * 400_000)
    assert check_file(MediaKind.PAPER, paper) is MediaFormat.PDF

"""A voice tells what was said, and nothing about who, where or on what."""

import struct

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.evidence import sounds
from tests.evidence.pictures import CANARY
from xiezhi.evidence.rules.acceptance import check_file
from xiezhi.evidence.rules.bare_voice import bare_voice
from xiezhi.evidence.rules.kinds import MediaFormat, MediaKind, identify
from xiezhi.evidence.rules.voice import voice_seconds

NOTE = CANARY.encode()


def _mp4_with_notes() -> bytes:
    place = sounds.box(b"udta", sounds.box(b"\xa9xyz", b"\0\x12\x15\xc7+40.4084+110.0354/" + NOTE))
    plain = sounds.m4a(3)
    at = plain.index(b"moov") - 4
    size = int.from_bytes(plain[at : at + 4], "big")
    moov = sounds.box(b"moov", plain[at + 8 : at + size] + place)
    return plain[:at] + moov + plain[at + size :] + sounds.box(b"uuid", NOTE * 4)


def _webm_with_notes() -> bytes:
    tags = b"\x12\x54\xc3\x67" + sounds.sized(NOTE * 10) + b"\x7b\xa9" + sounds.sized(NOTE)
    plain = sounds.webm(3)
    at = plain.index(b"\x16\x54\xae\x6b")
    return plain[:at] + tags + plain[at:]


def _ogg_with_notes(*, is_long: bool = False) -> bytes:
    plain = sounds.ogg(3)
    at = plain.index(b"OggS", 4)
    end = plain.index(b"OggS", at + 4)
    comment = b"TITLE=" + NOTE
    tags = b"OpusTags" + struct.pack("<III", 0, 1, len(comment)) + comment
    pages = sounds.page(-1, tags[:50]) + sounds.page(0, tags[50:] + b"TITLE=" + NOTE)
    return plain[:at] + (pages if is_long else sounds.page(0, tags)) + plain[end:]


def _wav_with_notes() -> bytes:
    plain = sounds.wav(3)
    note = b"LIST" + struct.pack("<I", len(NOTE) + 1) + NOTE + b"\0\0"
    return plain[:36] + note + plain[36:] + note + NOTE[:5]


def _mp3_with_notes() -> bytes:
    head = b"ID3\x04\0\0" + bytes((0, 0, 1, 0)) + NOTE.ljust(128, b"\0")
    return head + sounds.mp3() + b"TAG" + NOTE.ljust(125, b"\0")


@pytest.mark.parametrize(
    "told",
    [
        _mp4_with_notes(),
        _webm_with_notes(),
        _ogg_with_notes(),
        _ogg_with_notes(is_long=True),
        _wav_with_notes(),
        _mp3_with_notes(),
    ],
    ids=["mp4", "webm", "ogg", "ogg-long", "wav", "mp3"],
)
def test_notes_are_gone_and_the_voice_is_as_long_as_before(told: bytes) -> None:
    found = identify(told)
    assert found is not None
    bare = bare_voice(told, found)
    assert NOTE in told
    assert NOTE not in bare
    assert b"+40.4084" not in bare
    assert check_file(MediaKind.VOICE, bare) is found
    assert voice_seconds(bare, found) == voice_seconds(told, found)


@pytest.mark.parametrize(
    "plain",
    [sounds.m4a(), sounds.webm(), sounds.wav(), sounds.amr(), sounds.mp3()],
    ids=["mp4", "webm", "wav", "amr", "mp3"],
)
def test_a_voice_without_notes_stays_as_it_is(plain: bytes) -> None:
    found = identify(plain)
    assert found is not None
    assert bare_voice(plain, found) == plain


def test_the_checksum_of_an_emptied_page_is_right() -> None:
    bare = bare_voice(_ogg_with_notes(), MediaFormat.OGG)
    at = bare.index(b"OggS", 4)
    end = bare.index(b"OggS", at + 4)
    page = bare[at : at + 22] + b"\0\0\0\0" + bare[at + 26 : end]
    remainder = int.from_bytes(page + b"\0\0\0\0", "big")
    polynomial = 0x104C11DB7
    for shift in range(remainder.bit_length() - 33, -1, -1):
        if remainder >> (shift + 32) & 1:
            remainder ^= polynomial << shift
    assert int.from_bytes(bare[at + 22 : at + 26], "little") == remainder


@given(
    found=st.sampled_from(MediaFormat),
    start=st.sampled_from([sounds.m4a(0), sounds.webm(1), sounds.ogg(0), sounds.wav(0), b"ID3"]),
    cut=st.integers(0, 200),
    rest=st.binary(max_size=60),
)
def test_no_bytes_break_the_cleaning(
    found: MediaFormat, start: bytes, cut: int, rest: bytes
) -> None:
    assert len(bare_voice(start[:cut] + rest, found)) <= cut + len(rest)

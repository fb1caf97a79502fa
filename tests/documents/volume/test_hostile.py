"""Files of strangers: each is named and refused, or harmless; none stops the others."""

import io
import os
import struct
import zlib
from pathlib import Path

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name, Pdf

from tests.documents.volume.samples import (
    A4,
    bomb_pdf,
    item,
    locked_pdf,
    pdf_of,
    picture,
    saved,
    scripted_pdf,
    volume,
)
from xiezhi.documents.volume.binder import bind_volume
from xiezhi.documents.volume.confined import FileReading, read_files
from xiezhi.documents.volume.faults import VolumeFaultsError
from xiezhi.documents.volume.files import as_files

WHOLE = pdf_of()


def broken_stream() -> bytes:
    """Return a PDF whose page is drawn by a compressed stream with wrong bytes inside."""
    with Pdf.open(io.BytesIO(WHOLE)) as pdf:
        packed = zlib.compress(b"0 0 m " * 4_000)[:20] + b"\xff" * 200
        pdf.pages[0].obj.Contents = pdf.make_stream(packed, Filter=Name.FlateDecode)
        return saved(pdf)


def without_pages() -> bytes:
    with Pdf.new() as pdf:
        return saved(pdf)


def endless_pages() -> bytes:
    """Return a PDF whose page tree leads back to itself."""
    with Pdf.open(io.BytesIO(WHOLE)) as pdf:
        data = saved(pdf, object_stream_mode=pikepdf.ObjectStreamMode.disable)
    kids = data.index(b"/Kids [ ")
    end = data.index(b"]", kids)
    pages = data.rindex(b" 0 obj", 0, kids)
    own = data[data.rindex(b"\n", 0, pages) + 1 : pages]
    loop = b"/Kids [ " + own + b" 0 R "
    return data[:kids] + loop.ljust(end - kids) + data[end:]


def png_of(width: int, height: int) -> bytes:
    """Return a PNG that claims a size and holds next to nothing."""
    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    parts = [(b"IHDR", head), (b"IDAT", zlib.compress(b"\0" * 100)), (b"IEND", b"")]
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
        for kind, data in parts
    )


REFUSED = {
    "password": (locked_pdf(), "locked"),
    "owner_password_only": (locked_pdf(owner_only=True), "locked"),
    "half_a_file": (WHOLE[: len(WHOLE) // 2], "damaged"),
    "head_only": (b"%PDF-1.7\n", "damaged"),
    "no_pages": (without_pages(), "damaged"),
    "endless_pages": (endless_pages(), "damaged"),
    "broken_stream": (broken_stream(), "damaged"),
    "page_of_no_size": (pdf_of(A4, CropBox=Array([5, 5, 5, 5])), "damaged"),
    "page_of_a_world": (pdf_of(A4, MediaBox=Array([0, 0, 10**9, 10**9])), "damaged"),
    "contents_no_stream": (pdf_of(A4, Contents=Dictionary(A=1)), "damaged"),
    "bomb": (bomb_pdf(), "damaged"),
    "half_a_picture": (picture(300, 300)[:2_000], "damaged"),
    "picture_of_a_billion_pixels": (png_of(40_000, 40_000), "too_costly"),
    "picture_without_its_pixels": (png_of(400, 400), "damaged"),
    "office_file": (b"PK\x03\x04" + b"\0" * 100, "unknown_format"),
    "page_of_the_web": (b"<html><script>alert(1)</script>", "unknown_format"),
    "nothing": (b"", "unknown_format"),
}


@pytest.fixture(scope="module")
def readings(tmp_path_factory: pytest.TempPathFactory) -> dict[str, FileReading]:
    """Every bad file read in one go, a good one after each."""
    folder = tmp_path_factory.mktemp("hostile")
    contents = [data for bad, _kind in REFUSED.values() for data in (bad, WHOLE)]
    files = as_files(contents, folder)
    found = read_files(files, folder, are_pages_wanted=True)
    assert all(one.refused is None and one.pages == 1 for one in found[1::2])
    return dict(zip(REFUSED, found[::2], strict=True))


@pytest.mark.parametrize("name", REFUSED)
def test_bad_file_is_refused_with_its_reason(readings: dict[str, FileReading], name: str) -> None:
    assert readings[name].refused == REFUSED[name][1]


def test_file_that_kills_the_reader_is_named_and_the_rest_go_on(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    # A pipe nobody writes to keeps the reader waiting; a reader that waits is ended by the clock.
    monkeypatch.setattr("xiezhi.documents.volume.confined.WALL_SECONDS", 3)
    stuck = tmp_path / "stuck"
    os.mkfifo(stuck)
    files = [*as_files([WHOLE], tmp_path), stuck, *as_files([WHOLE], tmp_path)]
    found = read_files(files, tmp_path)
    assert [one.refused for one in found] == [None, "too_costly", None]


def test_what_acts_is_found_where_it_is_looked_for(tmp_path: Path) -> None:
    files = as_files([scripted_pdf(), WHOLE], tmp_path)
    assert [one.is_active for one in read_files(files, tmp_path, is_thorough=True)] == [True, False]


def test_font_that_is_not_in_the_file_is_found(tmp_path: Path) -> None:
    files = as_files([WHOLE], tmp_path)
    assert not read_files(files, tmp_path, is_thorough=True)[0].are_fonts_inside


def test_formats_are_told_by_the_file(tmp_path: Path) -> None:
    files = as_files([WHOLE, picture(9, 9), picture(9, 9, kind="PNG")], tmp_path)
    assert [one.format for one in read_files(files, tmp_path)] == ["PDF 1.3", "JPEG", "PNG"]


def test_damage_that_shows_only_when_written_is_named_too(tmp_path: Path) -> None:
    name = WHOLE.rindex(b">]")
    broken = WHOLE[: name - 8] + b"\xdc" + WHOLE[name - 7 :]
    assert read_files(as_files([broken], tmp_path), tmp_path)[0].refused is None
    with pytest.raises(VolumeFaultsError) as refused:
        bind_volume(volume(item(WHOLE), item(broken), item(WHOLE)), tmp_path / "volume.pdf")
    assert refused.value.params == {"volume_faults": "item-2.content:damaged"}

"""Decoding in a process of its own: what comes out, and what never does."""

import io
import threading

import pytest
from PIL import Image

from tests.evidence import pictures
from tests.evidence.hostile import TAIL, HostileFile, hostile_files
from xiezhi.evidence.decoding import parent
from xiezhi.evidence.decoding.frame import DecodedPhoto
from xiezhi.evidence.decoding.parent import DecoderBusyError, DecoderLimits, run_decoder
from xiezhi.evidence.rules.acceptance import check_file
from xiezhi.evidence.rules.jpeg import is_bare_jpeg
from xiezhi.evidence.rules.kinds import MediaKind
from xiezhi.kernel.errors import InvalidInputError

PHOTOS = [file for file in hostile_files() if file.kind is MediaKind.PHOTO]
SHORTEST_RUN = 32


def _answer(file: HostileFile) -> tuple[str, DecodedPhoto | None]:
    try:
        check_file(file.kind, file.data)
        return "", run_decoder(file.data)
    except InvalidInputError as refused:
        return refused.code, None


@pytest.mark.parametrize("file", PHOTOS, ids=[ascii(file.name)[1:40] for file in PHOTOS])
def test_every_picture_is_taken_bare_or_refused_with_its_code(file: HostileFile) -> None:
    code, photo = _answer(file)
    assert code == file.expected_code
    for derivative in (photo.shared_jpeg, photo.thumbnail_jpeg) if photo else ():
        assert is_bare_jpeg(derivative)
        with Image.open(io.BytesIO(derivative)) as image:
            image.load()
            assert image.mode == "RGB"
            assert set(image.info) <= {"jfif", "jfif_version", "jfif_unit", "jfif_density"}
        assert pictures.CANARY.encode() not in derivative
        assert b"script" not in derivative
        assert not any(
            TAIL[at : at + SHORTEST_RUN] in derivative for at in range(len(TAIL) - SHORTEST_RUN)
        )


@pytest.mark.parametrize("orientation", range(1, 9))
def test_a_picture_stands_upright_whatever_way_it_was_held(orientation: int) -> None:
    turned = {
        1: None,
        2: Image.Transpose.FLIP_LEFT_RIGHT,
        3: Image.Transpose.ROTATE_180,
        4: Image.Transpose.FLIP_TOP_BOTTOM,
        5: Image.Transpose.TRANSPOSE,
        6: Image.Transpose.ROTATE_90,
        7: Image.Transpose.TRANSVERSE,
        8: Image.Transpose.ROTATE_270,
    }[orientation]
    upright = pictures.quarters()
    held = upright if turned is None else upright.transpose(turned)
    data = pictures.encode(held, "JPEG", exif=pictures.exif_head(orientation=orientation))
    photo = run_decoder(data)
    assert (photo.width, photo.height) == upright.size
    with Image.open(io.BytesIO(photo.shared_jpeg)) as image:
        assert image.size == upright.size
        corners = [image.getpixel(at) for at in ((50, 50), (350, 50), (50, 250), (350, 250))]
    expected = (pictures.RED, pictures.GREEN, pictures.BLUE, pictures.WHITE)
    assert all(_is_near(seen, wanted) for seen, wanted in zip(corners, expected, strict=True))


def _is_near(seen: object, wanted: tuple[int, int, int]) -> bool:
    assert isinstance(seen, tuple)
    return all(abs(one - other) < 12 for one, other in zip(seen, wanted, strict=True))


def test_position_and_time_come_out_apart_from_the_picture() -> None:
    photo = run_decoder(pictures.jpeg(exif=pictures.exif_head()))
    assert photo.position is not None
    assert photo.position.latitude == pytest.approx(40.408367, abs=1e-6)
    assert photo.taken is not None
    assert photo.taken.instant.isoformat() == "2026-05-04T01:30:00+00:00"


def test_a_large_picture_is_made_smaller_and_a_small_one_stays() -> None:
    large = run_decoder(pictures.jpeg(4032, 3024))
    assert (large.width, large.height) == (4032, 3024)
    assert _size(large.shared_jpeg) == (2560, 1920)
    assert _size(large.thumbnail_jpeg) == (480, 360)
    assert _size(run_decoder(pictures.jpeg(300, 200)).shared_jpeg) == (300, 200)


def _size(data: bytes) -> tuple[int, int]:
    with Image.open(io.BytesIO(data)) as image:
        return image.size


@pytest.mark.parametrize(
    ("image", "expected"),
    [
        (Image.new("I;16", (40, 40), 40_000), (156, 156, 156)),
        (Image.new("RGBA", (40, 40), (0, 0, 0, 0)), (255, 255, 255)),
        (Image.new("LA", (40, 40), (100, 255)), (100, 100, 100)),
        (Image.new("1", (40, 40), 1), (255, 255, 255)),
    ],
    ids=["16-bit-grey", "clear-on-white", "grey-with-alpha", "two-colours"],
)
def test_colours_survive_odd_modes(image: Image.Image, expected: tuple[int, int, int]) -> None:
    photo = run_decoder(pictures.encode(image, "PNG"))
    with Image.open(io.BytesIO(photo.shared_jpeg)) as shared:
        assert _is_near(shared.getpixel((20, 20)), expected)


def test_a_picture_of_59_megapixels_fits_into_the_decoder() -> None:
    photo = run_decoder(pictures.png_bomb(7_680, 2_048))
    assert (photo.width, photo.height) == (7_680, 2_048)
    clear = Image.new("RGBA", (7_700, 7_700), (200, 30, 30, 255))
    photo = run_decoder(pictures.encode(clear, "PNG", compress_level=1))
    assert (photo.width, photo.height) == (7_700, 7_700)


def test_a_picture_that_takes_too_long_to_compute_is_a_bomb() -> None:
    with pytest.raises(InvalidInputError, match=r"evidence\.bomb"):
        run_decoder(pictures.slow_jpeg(60), limits=DecoderLimits(cpu_seconds=1))


def test_a_picture_that_needs_too_much_memory_is_a_bomb() -> None:
    data = pictures.encode(Image.new("RGB", (6000, 6000)), "PNG")
    with pytest.raises(InvalidInputError, match=r"evidence\.bomb"):
        run_decoder(data, limits=DecoderLimits(memory_bytes=180 * 1024 * 1024))


def test_a_busy_machine_is_not_the_pictures_fault() -> None:
    with pytest.raises(DecoderBusyError, match=r"evidence\.decoder_busy"):
        run_decoder(pictures.jpeg(), limits=DecoderLimits(wall_seconds=0.001))


def test_decoders_wait_for_a_free_place_and_give_up() -> None:
    limits = DecoderLimits(queue_seconds=0.05)
    for _ in range(parent.DECODERS_AT_ONCE):
        parent._SLOTS.acquire()
    try:
        with pytest.raises(DecoderBusyError):
            run_decoder(pictures.jpeg(), limits=limits)
    finally:
        for _ in range(parent.DECODERS_AT_ONCE):
            parent._SLOTS.release()
    assert run_decoder(pictures.jpeg(), limits=limits).width == 400


def test_several_threads_may_decode_at_once() -> None:
    widths: list[int] = []
    data = pictures.jpeg()
    threads = [
        threading.Thread(target=lambda: widths.append(run_decoder(data).width)) for _ in range(6)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert widths == [400] * 6

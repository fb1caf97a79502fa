"""照片说明页: two pictures a page, whole and in colour, with what each proves."""

import io
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pikepdf
import pytest
from pdfminer.high_level import extract_pages
from pdfminer.layout import LTImage
from PIL import Image, ImageCms

from tests.documents.papers.measured import Page, _inside, measure
from tests.documents.papers.test_pdf import own_font
from tests.documents.volume.samples import photo, picture, sheets
from xiezhi.documents.volume.photo_sheets import digest_words, photo_sheets_pdf, taken_words
from xiezhi.documents.volume.values import PhotoSheets
from xiezhi.kernel.errors import RuleRefusedError

WIDE, HIGH = picture(1600, 1200), picture(900, 1600)
LEFT, RIGHT = 25.0, 191.0
MM = 25.4 / 72


def made(asked: PhotoSheets, folder: Path) -> bytes:
    target = folder / "sheets.pdf"
    photo_sheets_pdf(asked, target)
    return target.read_bytes()


def drawn(pdf: bytes) -> list[list[Image.Image]]:
    """Return the pictures inside, page by page."""
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        return [
            [
                pikepdf.PdfImage(one).as_pil_image()
                for one in page.get_images().values()
                if isinstance(one, pikepdf.Stream)
            ]
            for page in opened.pages
        ]


def placed(pdf: bytes) -> list[tuple[float, float, float, float]]:
    """Return left, top, width and height of each picture of the first page, in millimetres."""
    page = next(iter(extract_pages(io.BytesIO(pdf))))
    found = [one for one in _inside(page) if isinstance(one, LTImage)]
    boxes = [
        (one.x0 * MM, (page.height - one.y1) * MM, one.width * MM, one.height * MM) for one in found
    ]
    return sorted(boxes, key=lambda box: box[1])


@pytest.fixture(scope="module")
def pdf(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    asked = sheets(photo(WIDE), photo(HIGH, 2), photo(WIDE, 3))
    return made(asked, tmp_path_factory.mktemp("sheets"))


@pytest.fixture(scope="module")
def pages(pdf: bytes) -> list[Page]:
    return measure(pdf)


def test_two_pictures_stand_on_a_page(pdf: bytes, pages: list[Page]) -> None:
    assert [len(pictures) for pictures in drawn(pdf)] == [2, 1]
    assert [line.text for page in pages for line in page.lines if line.text.startswith("照片")] == [
        "照片说明",
        "照片1",
        "照片2",
        "照片说明",
        "照片3",
    ]


def test_every_fact_stands_under_its_picture(pages: list[Page]) -> None:
    page = pages[0]
    assert page.line_with("拍摄时间").text == (
        "拍摄时间2026年3月5日9时30分（设备）拍摄地点展旦召苏木加油站北200米处"
    )
    assert page.line_with("见证人").text == "拍摄人承办检察官02见证人公益诉讼网格员07"
    assert page.line_with("第1处").text == "证明内容第1处消防水鹤阀门损坏漏水"
    assert page.line_with("SHA-256").text.startswith("SHA-256")


def test_wide_and_high_pictures_keep_their_proportions(pdf: bytes) -> None:
    (_, _, wide, low), (_, _, narrow, high) = placed(pdf)
    assert wide / low == pytest.approx(1600 / 1200, rel=0.01)
    assert narrow / high == pytest.approx(900 / 1600, rel=0.01)
    assert low == pytest.approx(high, abs=0.5)
    assert low > 70


def test_pictures_are_centred_over_their_facts(pdf: bytes, pages: list[Page]) -> None:
    first, second = placed(pdf)
    for left, _top, width, _height in (first, second):
        assert left + width / 2 == pytest.approx((LEFT + RIGHT) / 2, abs=0.5)
    assert first[1] + first[3] < pages[0].line_with("照片1").baseline < second[1]
    assert max(line.baseline for line in pages[0].lines) < 297 - 20


def test_words_of_every_length_leave_the_picture_room(tmp_path: Path) -> None:
    full = photo(
        WIDE,
        place="地" * 60,
        photographer="人" * 40,
        witness="证" * 40,
        proves="明" * 160,
        time_source="源" * 12,
    )
    pdf = made(sheets(full, full), tmp_path)
    assert len(measure(pdf)) == 1
    assert min(height for _left, _top, _width, height in placed(pdf)) > 35
    assert max(line.baseline for line in measure(pdf)[0].lines) < 297 - 20


def test_colour_is_kept(pdf: bytes) -> None:
    image = drawn(pdf)[0][0].convert("RGB")
    corner = image.getpixel((10, 10))
    ground = image.getpixel((image.width - 10, image.height - 10))
    assert corner == pytest.approx((0xFF, 0x88, 0x00), abs=6)
    assert ground == pytest.approx((0x33, 0x88, 0x66), abs=6)


def test_picture_is_turned_upright_and_loses_what_it_carried(tmp_path: Path) -> None:
    exif = Image.Exif()
    exif[0x0112] = 6
    exif[0x010F] = "a telephone"
    pdf = made(sheets(photo(picture(400, 300, exif=exif))), tmp_path)
    (image,) = drawn(pdf)[0]
    assert image.size == (300, 400)
    assert b"a telephone" not in pdf
    # The mark of the upper left corner stands at the upper right after a turn to the right.
    assert image.convert("RGB").getpixel((290, 10)) == pytest.approx((0xFF, 0x88, 0), abs=8)


def test_wide_gamut_becomes_the_colour_it_means(tmp_path: Path) -> None:
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    pdf = made(sheets(photo(picture(400, 300, icc_profile=profile))), tmp_path)
    assert drawn(pdf)[0][0].convert("RGB").getpixel((390, 290)) == pytest.approx(
        (0x33, 0x88, 0x66), abs=6
    )


@pytest.mark.parametrize(
    "content",
    [
        pytest.param(picture(300, 200, kind="PNG"), id="png"),
        pytest.param(picture(20, 20), id="tiny"),
        pytest.param(picture(6000, 300), id="very-wide"),
        pytest.param(picture(300, 6000), id="very-high"),
    ],
)
def test_pictures_of_every_kind_fit(tmp_path: Path, content: bytes) -> None:
    pdf = made(sheets(photo(content), photo(content)), tmp_path)
    for left, top, width, height in placed(pdf):
        assert left > LEFT - 0.1
        assert left + width < RIGHT + 0.1
        assert top + height < 297 - 20


def test_large_picture_is_no_finer_than_print(tmp_path: Path) -> None:
    (image,) = drawn(made(sheets(photo(picture(4000, 3000))), tmp_path))[0]
    assert image.size == (1920, 1440)


@pytest.mark.parametrize("count", [2, 40])
def test_sheets_are_archival_and_the_same_every_time(tmp_path: Path, count: int) -> None:
    small = picture(200, 150)
    asked = sheets(*(photo(small, place) for place in range(1, count + 1)))
    first = made(asked, tmp_path)
    assert made(asked, tmp_path) == first
    with pikepdf.open(io.BytesIO(first)) as pdf:
        assert len(pdf.pages) == count // 2
        assert pdf.open_metadata().pdfa_status == ("2A" if count == 2 else "2B")
        assert "/OutputIntents" in pdf.Root
    numbers = [
        line.text
        for page in measure(first)
        for line in page.lines
        if line.text.startswith("照片") and line.text != "照片说明"
    ]
    assert numbers == [f"照片{place}" for place in range(1, count + 1)]


def test_own_characters_and_fonts_of_the_office_are_drawn(tmp_path: Path) -> None:
    own_font(tmp_path, "Zaozi", "字", as_character="\ue001")
    asked = sheets(photo(WIDE, place="嘎查\ue001"))
    with pytest.raises(RuleRefusedError) as refused:
        photo_sheets_pdf(asked, tmp_path / "sheets.pdf")
    assert refused.value.code == "documents.no_glyph"
    photo_sheets_pdf(asked, tmp_path / "sheets.pdf", own_fonts=tmp_path)
    page = measure((tmp_path / "sheets.pdf").read_bytes())[0]
    assert "Zaozi" in page.line_with("\ue001").fonts


def test_numbers_go_on_where_the_caller_wants(tmp_path: Path) -> None:
    pdf = made(replace(sheets(photo(WIDE)), first_number=7), tmp_path)
    assert measure(pdf)[0].line_with("照片7").text == "照片7"


def test_digest_is_shown_in_short() -> None:
    assert digest_words("9f86d081884c7d65" + "0" * 48) == "SHA-256 9f86 d081 884c 7d65…"


@pytest.mark.parametrize(
    ("at", "source", "words"),
    [
        (datetime(2026, 12, 31, 16, 5, tzinfo=UTC), "EXIF", "2027年1月1日0时05分（EXIF）"),
        (datetime(2026, 3, 5, 1, 30, tzinfo=UTC), "", "2026年3月5日9时30分"),
    ],
)
def test_time_is_the_time_of_china(at: datetime, source: str, words: str) -> None:
    assert taken_words(at, source) == words

"""A volume bound: continuous numbers, A4 throughout, bookmarks, seals drawn, the same bytes."""

import io
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pikepdf
import pytest
from pikepdf import Array
from PIL import Image

from tests.documents.papers.measured import Page, measure
from tests.documents.volume.samples import (
    A4,
    CASE,
    NOTE,
    item,
    pdf_of,
    picture,
    sealed_pdf,
    volume,
)
from xiezhi.documents.volume.binder import bind_volume
from xiezhi.documents.volume.files import sha256_of
from xiezhi.documents.volume.values import BoundItem, BoundVolume, Volume, VolumeItem

A3 = (841.89, 1190.55)
FRONT = 2
SIDE, TOP = 12.0, 12.0
NEAR = 0.1
# 64 MB more than a process has that has done nothing yet, for 120 MB of pictures.
WITH_LITTLE_MEMORY = """
import resource, sys
from pathlib import Path
from xiezhi.documents.volume.binding import bind_files
pages = int(Path("/proc/self/statm").read_text().split()[0])
limit = pages * resource.getpagesize() + 64 * 1024 * 1024
resource.setrlimit(resource.RLIMIT_AS, (limit, limit))
folder = Path(sys.argv[1])
bind_files(
    [Path(part) for part in sys.argv[2:]], folder / "volume.pdf",
    work=folder, title="x", bookmarks=[], numbered=range(8),
)
"""
Binder = Callable[..., tuple[BoundVolume, bytes]]


@pytest.fixture
def bind(tmp_path: Path) -> Binder:
    def bound(*items: VolumeItem) -> tuple[BoundVolume, bytes]:
        target = tmp_path / "volume.pdf"
        made = bind_volume(volume(*items), target)
        assert made.sha256 == sha256_of(target)
        return made, target.read_bytes()

    return bound


@pytest.fixture(scope="module")
def mixed(tmp_path_factory: pytest.TempPathFactory) -> tuple[BoundVolume, bytes]:
    """Two pages, a wide scan, three pages of A3, a small slip."""
    target = tmp_path_factory.mktemp("mixed") / "volume.pdf"
    made = bind_volume(
        volume(
            item(pdf_of(A4, A4, words="LETTER"), title="移送函"),
            item(picture(900, 600), title="草图"),
            item(pdf_of(A3, A3, A3, words="PLAN"), title="平面图"),
            item(pdf_of((200, 300), words="SLIP"), title="收据"),
        ),
        target,
    )
    return made, target.read_bytes()


def stamped(page: Page) -> str:
    """Return the number in the upper margin of a page, "" when there is none."""
    found = [line.text for line in page.lines if "XiezhiFigures" in line.fonts]
    return found[0] if found else ""


def test_items_stand_one_after_the_other(mixed: tuple[BoundVolume, bytes]) -> None:
    made, _pdf = mixed
    assert made.items == (
        BoundItem(first=1, last=2),
        BoundItem(first=3, last=3),
        BoundItem(first=4, last=6),
        BoundItem(first=7, last=7),
    )
    assert (made.front_pages, made.numbered_pages) == (FRONT, 7)


def test_papers_are_numbered_and_leaves_are_not(mixed: tuple[BoundVolume, bytes]) -> None:
    numbers = [stamped(page) for page in measure(mixed[1])]
    assert numbers == ["", "", "1", "2", "3", "4", "5", "6", "7", ""]


def test_contents_say_the_pages_the_papers_have(mixed: tuple[BoundVolume, bytes]) -> None:
    pages = measure(mixed[1])
    for title, where in (("移送函", "1—2"), ("草图", "3"), ("平面图", "4—6"), ("收据", "7")):
        assert pages[1].line_with(title).text.endswith(where)


def test_numbers_stand_at_the_outer_corner(mixed: tuple[BoundVolume, bytes]) -> None:
    for page in measure(mixed[1])[FRONT:-1]:
        line = next(line for line in page.lines if "XiezhiFigures" in line.fonts)
        assert line.baseline == pytest.approx(TOP, abs=NEAR)
        if int(line.text) % 2:
            assert line.right == pytest.approx(page.width - SIDE, abs=NEAR)
        else:
            assert line.left == pytest.approx(SIDE, abs=NEAR)


def test_every_page_is_a4_upright_or_across(mixed: tuple[BoundVolume, bytes]) -> None:
    sizes = [(round(page.width), round(page.height)) for page in measure(mixed[1])]
    assert set(sizes) == {(210, 297), (297, 210)}
    assert [place for place, size in enumerate(sizes) if size == (297, 210)] == [FRONT + 2]


def test_large_pages_are_made_smaller_and_small_ones_stay(
    mixed: tuple[BoundVolume, bytes],
) -> None:
    pages = measure(mixed[1])
    assert pages[FRONT].line_with("LETTER").size == pytest.approx(24, abs=0.1)
    assert pages[FRONT + 3].line_with("PLAN").size == pytest.approx(24 / 2**0.5, abs=0.1)
    slip = pages[FRONT + 6].line_with("SLIP")
    assert slip.size == pytest.approx(24, abs=0.1)
    # 200 x 300 points in the middle of the sheet, its words 72 points from its edges.
    assert slip.left / (25.4 / 72) == pytest.approx((A4[0] - 200) / 2 + 72, abs=3)


def test_bookmarks_lead_to_each_paper(mixed: tuple[BoundVolume, bytes]) -> None:
    with pikepdf.open(io.BytesIO(mixed[1])) as pdf, pdf.open_outline() as outline:
        found = []
        for entry in outline.root:
            target = entry.destination
            assert isinstance(target, Array)
            found.append((entry.title, pikepdf.Page(target[0]).index))
    assert found == [
        ("卷宗封面", 0),
        ("卷内目录", 1),
        ("1　移送函", 2),
        ("2　草图", 4),
        ("3　平面图", 5),
        ("4　收据", 8),
        ("卷内备考表", 9),
    ]


def test_page_labels_agree_with_the_stamped_numbers(mixed: tuple[BoundVolume, bytes]) -> None:
    with pikepdf.open(io.BytesIO(mixed[1])) as pdf:
        labels = [page.label for page in pdf.pages]
        assert str(pdf.docinfo["/Title"]) == CASE
    assert labels == ["i", "ii", "1", "2", "3", "4", "5", "6", "7", "I"]


def test_same_volume_gives_the_same_bytes(bind: Binder) -> None:
    items = (item(pdf_of()), item(picture(300, 400)))
    assert bind(*items)[1] == bind(*items)[1]


def test_files_and_bytes_are_bound_alike(bind: Binder, tmp_path: Path) -> None:
    path = tmp_path / "-name with spaces @ and, signs.pdf"
    path.write_bytes(pdf_of())
    assert bind(item(path))[1] == bind(item(pdf_of()))[1]


def test_same_file_may_stand_twice(bind: Binder, tmp_path: Path) -> None:
    path = tmp_path / "twice.pdf"
    path.write_bytes(pdf_of(words="TWICE"))
    made, pdf = bind(item(path), item(path))
    assert made.numbered_pages == 2
    assert all(page.line_with("TWICE") for page in measure(pdf)[FRONT:-1])


@pytest.mark.parametrize("turn", [0, 90, 180, 270])
def test_turned_pages_stay_as_they_are_seen(bind: Binder, turn: int) -> None:
    _made, pdf = bind(item(pdf_of(A4, Rotate=turn)))
    page = measure(pdf)[FRONT]
    is_wide = turn in {90, 270}
    assert (page.width > page.height) is is_wide
    line = next(line for line in page.lines if "XiezhiFigures" in line.fonts)
    assert (line.right, line.baseline) == pytest.approx((page.width - SIDE, TOP), abs=NEAR)
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        assert "/Rotate" not in opened.pages[FRONT].obj


def test_what_is_cropped_away_stays_away(bind: Binder) -> None:
    _made, pdf = bind(item(pdf_of(A3, CropBox=Array([0, 0, *A4]), TrimBox=Array([9, 9, 99, 99]))))
    page = measure(pdf)[FRONT]
    assert (round(page.width), round(page.height)) == (210, 297)
    assert page.line_with("WORDS").size == pytest.approx(24, abs=0.1)


@pytest.mark.parametrize(
    "contents",
    [
        pytest.param(b"q q 0.1 0 0 0.1 9 9 cm BT /F 24 Tf (WORDS) Tj ET", id="never-restored"),
        pytest.param(b"Q Q Q 3 0 0 3 0 0 cm BT /F 24 Tf (WORDS) Tj ET", id="restored-too-often"),
        pytest.param(b"0 0 1 1 re W n", id="clipped"),
        pytest.param(b"3 Tr 1 g 1 G", id="invisible"),
    ],
)
def test_number_does_not_depend_on_what_a_page_leaves_behind(bind: Binder, contents: bytes) -> None:
    _made, pdf = bind(item(pdf_of(contents=contents)))
    page = measure(pdf)[FRONT]
    line = next(line for line in page.lines if "XiezhiFigures" in line.fonts)
    assert (line.text, line.size) == ("1", 11)
    assert (line.right, line.baseline) == pytest.approx((page.width - SIDE, TOP), abs=NEAR)


def test_seal_that_is_an_annotation_is_drawn_into_the_page(bind: Binder) -> None:
    _made, pdf = bind(item(sealed_pdf()))
    page = measure(pdf)[FRONT]
    assert page.line_with("SEAL").left / (25.4 / 72) == pytest.approx(305, abs=2)
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        assert "/Annots" not in opened.pages[FRONT].obj


def test_nothing_in_a_volume_acts(bind: Binder) -> None:
    page_action = pikepdf.Dictionary(
        O=pikepdf.Dictionary(S=pikepdf.Name.JavaScript, JS="app.alert(1)")
    )
    _made, pdf = bind(item(pdf_of(A4, AA=page_action)))
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        names = {
            str(name)
            for thing in opened.objects
            if isinstance(thing, pikepdf.Dictionary)
            for name in thing.as_dict()
        }
    assert names.isdisjoint({"/AA", "/JS", "/OpenAction", "/Annots", "/AcroForm"})


def test_black_and_white_scan_loses_nothing(bind: Binder) -> None:
    scan = Image.new("1", (800, 1100), 1)
    scan.paste(0, (100, 100, 300, 300))
    written = io.BytesIO()
    scan.save(written, "PNG")
    _made, pdf = bind(item(written.getvalue()))
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        (image,) = opened.pages[FRONT].get_images().values()
        assert isinstance(image, pikepdf.Stream)
        found = pikepdf.PdfImage(image).as_pil_image()
    assert found.mode == "1"
    assert found.tobytes() == scan.tobytes()


@pytest.mark.parametrize(
    ("size", "is_wide"), [((600, 900), False), ((900, 600), True), ((500, 500), False)]
)
def test_scan_fills_the_sheet_and_keeps_its_margin(
    bind: Binder, size: tuple[int, int], is_wide: bool
) -> None:
    _made, pdf = bind(item(picture(*size)))
    page = measure(pdf)[FRONT]
    assert (page.width > page.height) is is_wide


def test_300_papers_are_one_volume(tmp_path: Path) -> None:
    pages = {place: 1 + place % 3 for place in range(300)}
    files = {count: tmp_path / f"{count}.pdf" for count in (1, 2, 3)}
    for count, path in files.items():
        path.write_bytes(pdf_of(*([A4] * count), words=f"OF{count}"))
    whole = Volume(
        cover=volume().cover,
        items=tuple(
            item(files[count], title=f"第{place + 1}号材料") for place, count in pages.items()
        ),
        note=NOTE,
    )
    made = bind_volume(whole, tmp_path / "volume.pdf")
    assert made.numbered_pages == sum(pages.values()) == 600
    assert [where.pages for where in made.items] == list(pages.values())
    with pikepdf.open(tmp_path / "volume.pdf") as pdf:
        assert len(pdf.pages) == made.front_pages + 600 + 1
        assert pdf.pages[made.front_pages + 599].label == "600"
        with pdf.open_outline() as outline:
            assert len(outline.root) == 303


def test_memory_does_not_grow_with_what_is_on_the_pages(tmp_path: Path) -> None:
    parts = []
    for place in range(8):
        part = tmp_path / f"{place}.pdf"
        with pikepdf.Pdf.new() as pdf:
            page = pdf.add_blank_page(page_size=A4)
            heavy = pdf.make_stream(os.urandom(15_000_000))
            heavy.Type, heavy.Subtype = pikepdf.Name.XObject, pikepdf.Name.Image
            page.obj.Resources = pikepdf.Dictionary(XObject=pikepdf.Dictionary(I=heavy))
            page.obj.Contents = pdf.make_stream(b"/I Do")
            pdf.save(part)
        parts.append(str(part))
    done = subprocess.run(  # noqa: S603  # this interpreter, code of this test
        [sys.executable, "-c", WITH_LITTLE_MEMORY, str(tmp_path), *parts],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert (tmp_path / "volume.pdf").stat().st_size > 8 * 15_000_000

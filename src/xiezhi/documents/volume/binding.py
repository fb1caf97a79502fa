"""Many PDFs as one: every page on A4, numbered at the outer corner, found by bookmarks.

Runs in the confined process only. Streams are copied from file to file and never held: memory
grows with the number of pages, not with what is on them.
"""

from collections.abc import Sequence
from pathlib import Path
from typing import Final

import pikepdf
from pikepdf import (
    AccessMode,
    Array,
    Dictionary,
    Name,
    Object,
    ObjectStreamMode,
    OutlineItem,
    Page,
    Pdf,
    Rectangle,
)

from xiezhi.documents.volume.numerals import HEIGHT, add_figures, width_of

A4: Final = (595.276, 841.89)
POINTS_PER_MM: Final = 72 / 25.4
NUMBER_PT: Final = 11.0
NUMBER_SIDE_MM: Final = 12.0  # from the outer edge to the figures
NUMBER_TOP_MM: Final = 12.0  # from the upper edge to their foot
_PAD_PT: Final = 1.5
_UPRIGHT: Final = 180


def join_files(parts: Sequence[Path], target: Path, *, is_first_kept: bool = False) -> None:
    """Write the pages of PDFs one after the other, as they are; the same files, the same bytes.

    Args:
        parts: the PDFs.
        target: where the joined file goes.
        is_first_kept: what the first says of the document, its PDF/A claim too, holds for all.

    Raises:
        RuntimeError: a part cannot be read.
    """
    job = pikepdf.Job(
        [
            "pikepdf",
            str(parts[0]) if is_first_kept else "--empty",
            # Under a volume the joined file is a step on the way: any name will do for it.
            "--deterministic-id" if is_first_kept else "--static-id",
            "--object-streams=generate",
            "--remove-unreferenced-resources=no",
            "--pages",
            *(["."] if is_first_kept else []),
            *map(str, parts[1:] if is_first_kept else parts),
            "--",
            str(target),
        ]
    )
    job.run()
    if job.exit_code == pikepdf.Job.EXIT_ERROR:
        raise RuntimeError


def bind_files(
    parts: Sequence[Path],
    target: Path,
    *,
    work: Path,
    title: str,
    bookmarks: Sequence[tuple[str, int]],
    numbered: range,
) -> int:
    """Write the volume and return how many pages it has.

    Args:
        parts: PDFs in order, each checked by ``reading``.
        target: where the volume goes.
        work: a folder for the joined file; as large as all parts together.
        title: of the document.
        bookmarks: words and the page they lead to, from 0.
        numbered: the pages that bear 1, 2, 3, …; those before and after bear none.
    """
    joined = work / "joined.pdf"
    join_files(parts, joined)
    with Pdf.open(joined, access_mode=AccessMode.stream) as pdf:
        _draw_what_is_attached(pdf)
        figures = add_figures(pdf)
        # A form takes its drawing from the page it was made of when the file is saved: those pages
        # stay as they are and only leave the tree.
        count = len(pdf.pages)
        for place, page in enumerate(list(pdf.pages)):
            number = str(numbered.index(place) + 1) if place in numbered else ""
            pdf.pages.append(_on_a4(pdf, page, number, figures))
        del pdf.pages[:count]
        _describe(pdf, title, bookmarks, numbered)
        pdf.save(target, deterministic_id=True, object_stream_mode=ObjectStreamMode.generate)
    joined.unlink()
    return count


def _draw_what_is_attached(pdf: Pdf) -> None:
    """Draw seals, signatures and filled fields into the pages: they are annotations in a PDF."""
    form = pdf.Root.get("/AcroForm")
    if isinstance(form, Dictionary) and form.get("/NeedAppearances"):
        pdf.generate_appearance_streams()
    pdf.flatten_annotations("all")
    for key in ("/AcroForm", "/OpenAction", "/AA", "/Names"):
        if key in pdf.Root:
            del pdf.Root[key]


def _on_a4(pdf: Pdf, page: Page, number: str, figures: Object) -> Page:
    """Return a fresh A4 page with what a page draws: smaller where it is too large, never larger.

    As a form of its own it cannot disturb where the number stands, whatever state it leaves.
    """
    page.trimbox = page.cropbox
    width, height = A4[::-1] if _is_wide(page) else A4
    form = page.as_form_xobject()
    placed = page.calc_form_xobject_placement(
        form,
        Name.Page,
        Rectangle(0, 0, width, height),
        invert_transformations=False,
        allow_shrink=True,
        allow_expand=False,
    )
    made = Dictionary(
        Type=Name.Page,
        MediaBox=Array([0, 0, width, height]),
        Resources=Dictionary(XObject=Dictionary(Page=form), Font=Dictionary(Figures=figures)),
        Contents=pdf.make_stream(placed + _stamp(number, width, height)),
    )
    return Page(pdf.make_indirect(made))


def _is_wide(page: Page) -> bool:
    """Tell whether a page is shown wider than high."""
    left, bottom, right, top = (float(side) for side in page.cropbox)
    turn = page.obj.get("/Rotate", 0)
    is_turned = isinstance(turn, int) and turn % _UPRIGHT != 0
    across, up = abs(right - left), abs(top - bottom)
    return up > across if is_turned else across > up


def _stamp(number: str, width: float, height: float) -> bytes:
    """Return what draws a number: odd ones at the right, even ones at the left."""
    if not number:
        return b""
    side = NUMBER_SIDE_MM * POINTS_PER_MM
    left = width - side - width_of(number, NUMBER_PT) if int(number) % 2 else side
    foot = height - NUMBER_TOP_MM * POINTS_PER_MM
    # White under the figures keeps them legible on a picture without covering much of it.
    box = f"{left - _PAD_PT:.3f} {foot - _PAD_PT:.3f}"
    box += (
        f" {width_of(number, NUMBER_PT) + 2 * _PAD_PT:.3f} {HEIGHT * NUMBER_PT + 2 * _PAD_PT:.3f}"
    )
    return (
        f"q 1 g {box} re f 0 g BT /Figures {NUMBER_PT} Tf"
        f" 1 0 0 1 {left:.3f} {foot:.3f} Tm ({number}) Tj ET Q\n"
    ).encode()


def _describe(pdf: Pdf, title: str, bookmarks: Sequence[tuple[str, int]], numbered: range) -> None:
    """Set title, bookmarks, and page labels that agree with the stamped numbers."""
    pdf.docinfo[Name.Title] = title
    pdf.Root.PageMode = Name.UseOutlines
    pdf.Root.ViewerPreferences = Dictionary(DisplayDocTitle=True)
    labels: list[Object | int] = [0, Dictionary(S=Name.r)]
    labels += [numbered.start, Dictionary(S=Name.D, St=1)]
    if numbered.stop < len(pdf.pages):
        labels += [numbered.stop, Dictionary(S=Name.R)]
    pdf.Root.PageLabels = Dictionary(Nums=Array(labels))
    with pdf.open_outline() as outline:
        outline.root.extend(OutlineItem(words, place) for words, place in bookmarks)

"""The figures of the stamped page numbers."""

import io

from fontTools.ttLib import TTFont  # type: ignore[import-untyped]  # ships no types

from xiezhi.documents.glyphs import FONTS
from xiezhi.documents.volume.numerals import FIGURES, figures_font, width_of


def test_face_holds_ten_figures_and_nothing_else() -> None:
    program, _widths = figures_font()
    with TTFont(io.BytesIO(program)) as font:
        assert set(font.getBestCmap()) == set(map(ord, FIGURES))
        assert all(font["glyf"][f"n{figure}"].numberOfContours > 0 for figure in FIGURES)
    assert len(program) < 8_000


def test_figures_are_as_wide_as_in_the_face_they_are_cut_from() -> None:
    _program, widths = figures_font()
    with TTFont(FONTS / "NotoSansCJKsc-Bold.otf") as source:
        names = [source.getBestCmap()[ord(figure)] for figure in FIGURES]
        assert list(widths) == [source["hmtx"][name][0] for name in names]
    assert width_of("120", 10) == sum(widths[int(figure)] for figure in "120") / 100


def test_face_is_the_same_every_time() -> None:
    first = figures_font()[0]
    figures_font.cache_clear()
    assert figures_font()[0] == first

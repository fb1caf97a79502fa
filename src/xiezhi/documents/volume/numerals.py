"""The face of the stamped page numbers: ten figures cut from the bundled 黑体, as one small font."""

import io
from functools import lru_cache
from typing import Final

from fontTools.fontBuilder import FontBuilder  # type: ignore[import-untyped]  # ships no types
from fontTools.pens.cu2quPen import Cu2QuPen  # type: ignore[import-untyped]
from fontTools.pens.ttGlyphPen import TTGlyphPen  # type: ignore[import-untyped]
from fontTools.ttLib import TTFont  # type: ignore[import-untyped]
from pikepdf import Array, Dictionary, Name, Object, Pdf

from xiezhi.documents.glyphs import FONTS

FIGURES: Final = "0123456789"
FAMILY: Final = "XiezhiFigures"
HEIGHT: Final = 0.74  # of the figures, of the size
_TAGGED: Final = "/XZFIGS+" + FAMILY  # so named, readers know it holds a few characters only
_SOURCE: Final = FONTS / "NotoSansCJKsc-Bold.otf"
_UNITS: Final = 1000
_ERROR: Final = 0.5  # of a thousandth of the size
_ASCENT: Final = 760
_DESCENT: Final = -20
_STEM: Final = 120
_SYMBOLIC_OFF: Final = 32


@lru_cache(maxsize=1)
def figures_font() -> tuple[bytes, tuple[int, ...]]:
    """Return a TrueType font of the ten figures, and how wide each is in thousandths."""
    with TTFont(_SOURCE, lazy=True) as source:
        names = [source.getBestCmap()[ord(figure)] for figure in FIGURES]
        shapes = source.getGlyphSet()
        scale = _UNITS / source["head"].unitsPerEm
        widths = tuple(round(shapes[name].width * scale) for name in names)
        glyphs = {".notdef": TTGlyphPen(None).glyph()}
        for figure, name in zip(FIGURES, names, strict=True):
            pen = TTGlyphPen(None)
            shapes[name].draw(Cu2QuPen(pen, _ERROR, reverse_direction=True))
            glyphs[f"n{figure}"] = pen.glyph()
    builder = FontBuilder(_UNITS, isTTF=True)
    builder.setupGlyphOrder(list(glyphs))
    builder.setupCharacterMap({ord(figure): f"n{figure}" for figure in FIGURES})
    builder.setupGlyf(glyphs)
    advances = dict(zip(glyphs, (500, *widths), strict=True))
    builder.setupHorizontalMetrics(
        {
            name: (advance, builder.font["glyf"][name].xMin if name != ".notdef" else 0)
            for name, advance in advances.items()
        }
    )
    builder.setupHorizontalHeader(ascent=_ASCENT, descent=_DESCENT)
    builder.setupNameTable({"familyName": FAMILY, "styleName": "Bold", "psName": FAMILY})
    builder.setupOS2(sTypoAscender=_ASCENT, sTypoDescender=_DESCENT)
    builder.setupPost()
    # The same volume gives the same bytes: a font keeps when it was made.
    builder.updateHead(created=0, modified=0)
    builder.font.recalcTimestamp = False
    written = io.BytesIO()
    builder.save(written)
    return written.getvalue(), widths


def add_figures(pdf: Pdf) -> Object:
    """Put the font into a PDF and return it, to be named in the resources of a page."""
    program, widths = figures_font()
    file = pdf.make_stream(program)
    file.Length1 = len(program)
    descriptor = Dictionary(
        Type=Name.FontDescriptor,
        FontName=Name(_TAGGED),
        Flags=_SYMBOLIC_OFF,
        FontBBox=Array([0, _DESCENT, _UNITS, _ASCENT]),
        ItalicAngle=0,
        Ascent=_ASCENT,
        Descent=_DESCENT,
        CapHeight=_ASCENT,
        StemV=_STEM,
        FontFile2=file,
    )
    return pdf.make_indirect(
        Dictionary(
            Type=Name.Font,
            Subtype=Name.TrueType,
            BaseFont=Name(_TAGGED),
            FirstChar=ord(FIGURES[0]),
            LastChar=ord(FIGURES[-1]),
            Widths=Array(widths),
            Encoding=Name.WinAnsiEncoding,
            FontDescriptor=pdf.make_indirect(descriptor),
        )
    )


def width_of(number: str, size: float) -> float:
    """Return how wide a number is at a size, in the unit of the size."""
    _program, widths = figures_font()
    return sum(widths[int(figure)] for figure in number) * size / _UNITS

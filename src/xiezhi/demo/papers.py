"""The demo's papers: one-page PDFs that say 演示推演 on top; letters, slips, receipts."""

from collections.abc import Sequence
from typing import Final

_WIDTH, _HEIGHT = 595, 842
_LEFT, _TOP, _LEADING = 72, 770, 26
_COLUMNS: Final = 28
_MARK: Final = "演示推演 · 非真实文书"


def paper(title: str, paragraphs: Sequence[str], *, signed: str) -> bytes:
    """Return a page with a title, paragraphs and a signature line; the same words, the same bytes.

    The font is one of the standard Chinese ones readers bring along, so nothing is embedded.
    """
    lines = [line for words in paragraphs for line in _wrapped(f"\u3000\u3000{words}")]
    drawn = [
        _text(10, _LEFT, _HEIGHT - 40, _MARK),
        _text(18, (_WIDTH - 18 * len(title)) // 2 if len(title) < _COLUMNS else _LEFT, _TOP, title),
    ]
    drawn += [_text(15, _LEFT, _TOP - 50 - _LEADING * row, line) for row, line in enumerate(lines)]
    drawn.append(_text(15, 300, _TOP - 90 - _LEADING * len(lines), signed))
    return _document("\n".join(drawn).encode("ascii"))


def _wrapped(words: str) -> list[str]:
    return [words[at : at + _COLUMNS] for at in range(0, len(words), _COLUMNS)]


def _text(size: int, x: int, y: int, words: str) -> str:
    code = words.encode("utf-16-be").hex()
    return f"BT /F {size} Tf {max(x, 20)} {y} Td <{code}> Tj ET"


def _document(content: bytes) -> bytes:
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 %d %d] /Contents 4 0 R"
        b" /Resources << /Font << /F 5 0 R >> >> >>" % (_WIDTH, _HEIGHT),
        b"<< /Length %d >>\nstream\n%s\nendstream" % (len(content), content),
        (
            b"<< /Type /Font /Subtype /Type0 /BaseFont /STSong-Light /Encoding /UniGB-UCS2-H"
            b" /DescendantFonts [6 0 R] >>"
        ),
        (
            b"<< /Type /Font /Subtype /CIDFontType0 /BaseFont /STSong-Light /FontDescriptor 7 0 R"
            b" /CIDSystemInfo << /Registry (Adobe) /Ordering (GB1) /Supplement 4 >> /DW 1000 >>"
        ),
        (
            b"<< /Type /FontDescriptor /FontName /STSong-Light /Flags 6 /FontBBox [-25 -254 1000 880]"
            b" /ItalicAngle 0 /Ascent 880 /Descent -120 /CapHeight 880 /StemV 93 >>"
        ),
    ]
    body, places = b"%PDF-1.5\n", []
    for number, content_of in enumerate(objects, start=1):
        places.append(len(body))
        body += b"%d 0 obj\n%s\nendobj\n" % (number, content_of)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    return (
        body
        + b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
        + table
        + b"trailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n"
        % (len(objects) + 1, len(body))
    )

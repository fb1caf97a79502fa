"""Comma- or tab-separated text, in the encodings Chinese offices write."""

import csv
from collections.abc import Iterator
from io import StringIO
from itertools import islice
from typing import Final

from xiezhi.intake.rules.importing.fields import heading_score
from xiezhi.intake.rules.importing.sheet import Row
from xiezhi.kernel.errors import InvalidInputError

_MARKS: Final = (
    (b"\xef\xbb\xbf", "utf-8-sig"),
    (b"\xff\xfe", "utf-16"),
    (b"\xfe\xff", "utf-16"),
)
_GUESSED: Final = ("utf-8", "gb18030")
_CONTROLS: Final = frozenset(map(chr, (*range(9), 11, *range(14, 32), 127)))
_DELIMITERS: Final = (",", "\t", ";", "|")
_SAMPLE_CHARACTERS: Final = 200_000
_SAMPLE_ROWS: Final = 20


def decoded(data: bytes) -> tuple[str, str]:
    """Return the text and its encoding: by its mark, else UTF-8, else GB18030.

    Raises:
        InvalidInputError: ``intake.import_encoding``; ``intake.import_not_a_list`` for content
            that is no text.
    """
    marked = [encoding for mark, encoding in _MARKS if data.startswith(mark)]
    for encoding in marked or _GUESSED:
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if _CONTROLS & set(text):
            raise InvalidInputError("intake.import_not_a_list")
        return text, "utf-8" if encoding == "utf-8-sig" else encoding
    raise InvalidInputError("intake.import_encoding")


def delimiter_of(text: str) -> str:
    """Return what separates the columns: where most headings are known, else most columns."""
    sample = text[:_SAMPLE_CHARACTERS]
    return max(_DELIMITERS, key=lambda one: (*_fit(sample, one), -_DELIMITERS.index(one)))


def _fit(sample: str, delimiter: str) -> tuple[int, int, int]:
    reader = csv.reader(StringIO(sample, newline=""), delimiter=delimiter)
    try:
        rows = [row for row in islice(reader, _SAMPLE_ROWS) if row]
    except csv.Error:
        return 0, 0, 0
    widths = [len(row) for row in rows]
    usual = max(set(widths), key=widths.count, default=1)
    best = max((heading_score(row) for row in rows[:_SAMPLE_ROWS]), default=0)
    return best, widths.count(usual) if usual > 1 else 0, usual


def records(text: str, delimiter: str) -> Iterator[Row]:
    """Yield the records, numbered as a spreadsheet shows them: line breaks in quotes count not.

    Raises:
        InvalidInputError: ``intake.import_quotes`` with the record that breaks the rules of quoting.
    """
    reader = csv.reader(StringIO(text, newline=""), delimiter=delimiter, strict=True)
    number = 0
    try:
        for number, row in enumerate(reader, start=1):
            yield number, tuple(row)
    except csv.Error as error:
        raise InvalidInputError("intake.import_quotes", row=number + 1) from error

"""The words both templates of a paper are filled with, and the parts several kinds share."""

from collections.abc import Sequence
from datetime import date
from typing import Final

from xiezhi.documents.papers.values import Paragraph
from xiezhi.documents.papers.wording import clean_line, date_in_words

FieldValue = str | int | float | bool | list[str] | list[dict[str, str | int]]
Fields = dict[str, FieldValue]
OPEN_DATE: Final = "　　　年　　月　　日"


def body_parts(body: Sequence[Paragraph]) -> list[dict[str, str | int]]:
    """Return the paragraphs that hold words."""
    return [
        {
            "level": int(part.level),
            "number": clean_line(part.number),
            "heading": clean_line(part.heading),
            "text": clean_line(part.text),
            "flush": int(part.is_flush),
        }
        for part in body
        if (part.heading + part.text).strip()
    ]


def copies_words(names: Sequence[str]) -> str:
    """Return the 抄送 with its full stop (7.4.2)."""
    found = [clean_line(name) for name in names if name.strip()]
    return f"{'，'.join(found)}。" if found else ""


def day_words(day: date | None, otherwise: str = OPEN_DATE) -> str:
    """Return a day, or the place left open for one."""
    return date_in_words(day) if day else otherwise

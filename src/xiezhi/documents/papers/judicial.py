"""检察法律文书 and records: the words their templates are filled with, and where the last ones stand.

The format is the 最高检's (办案规则第105条); what is done here is 待核, see decision 8.
"""

import unicodedata
from typing import Final

from xiezhi.documents.papers import geometry
from xiezhi.documents.papers.fields import OPEN_DATE, Fields, body_parts, copies_words
from xiezhi.documents.papers.values import BoxedPaper, JudicialPaper, Paper
from xiezhi.documents.papers.wording import clean, clean_line, date_in_han

OPEN_NUMBER: Final = "　　检　　〔　　　　〕　　号"
_BY_HAND: Final = "（签名）"
_SIGNED: Final = ("签名", "盖章")
_WORDS_LINES: Final = 3  # room to write an opinion by hand


def judicial_fields(paper: Paper) -> Fields:
    """Return the words of a paper without boxes."""
    if not isinstance(paper, JudicialPaper):
        raise TypeError(type(paper))
    office = clean_line(paper.office)
    heads: list[dict[str, str | int]] = [
        {"label": f"{label}：", "words": clean_line(words)} for label, words in paper.heads
    ]
    size = geometry.RECORD_OFFICE_PT if paper.is_record else geometry.OFFICE_PT
    return {
        "office": office,
        "office_pt": min(size, geometry.heading_size(office)),
        "title": clean_line(paper.title),
        "number": "" if paper.number is None else clean_line(paper.number) or OPEN_NUMBER,
        "addressee": f"{clean_line(paper.addressee)}：" if paper.addressee.strip() else "",
        "heads": heads,
        "body": body_parts(paper.body),
        "attachments": [],
        "enclosures": _enclosures(paper),
        "court": clean_line(paper.court),
        "closing": _closing(paper),
        "signs": [_sign(sign) for sign in paper.signs],
        "copies": copies_words(paper.copies),
        "draft_note": paper.draft_note,
    }


def _enclosures(paper: JudicialPaper) -> list[dict[str, str | int]]:
    """Return what stands after 附, numbered where there are several."""
    names = [clean_line(name) for name in paper.attachments]
    return [
        {"lead": "附：" if place == 1 else "", "words": f"{place}. {name}" if names[1:] else name}
        for place, name in enumerate(names, start=1)
    ]


def _sign(sign: str) -> dict[str, str | int]:
    """Return a line to sign with its place for the day, or lines to write an opinion on."""
    label = sign if "（" in sign else f"{sign}{_BY_HAND}"
    signed = any(word in label for word in _SIGNED)
    height = geometry.SIGN_LINE_PT if signed else _WORDS_LINES * geometry.LINE_PT
    return {
        "words": f"{label}：",
        "day": "年　　月　　日" if signed else "",
        "below": round((height - geometry.SIGN_LINE_PT) * 20),
    }


def _closing(paper: JudicialPaper) -> list[dict[str, str | int]]:
    """Return the lines of the sign-off, each with its distance from the right in twips.

    The date ends four characters in, as on a 公文; what is above is centred over it.
    """
    if not paper.signed_by:
        return []
    day = date_in_han(paper.dated) if paper.dated else OPEN_DATE
    right = float(geometry.DATE_RIGHT_CELLS)
    lines = [*(clean_line(words) for words in paper.signed_by), day]
    return [
        {"words": words, "right": round(place * geometry.CELL_PT * 20)}
        for words in lines
        for place in (max(0.0, right + (cells(day) - cells(words)) / 2),)
    ]


def boxed_fields(paper: Paper) -> Fields:
    """Return the words of a paper with boxes."""
    if not isinstance(paper, BoxedPaper):
        raise TypeError(type(paper))
    lists: Fields = {}
    for name, rows in paper.lists.items():
        items: list[dict[str, str | int]] = [
            {key: clean_line(words) for key, words in row.items()} for row in rows
        ]
        lists[name] = items
    return {
        **{name: clean(words).strip() for name, words in paper.words.items()},
        **lists,
        "office": clean_line(paper.office),
        "draft_note": paper.draft_note,
    }


def cells(words: str) -> float:
    """Return the width of words in characters of the 版心; Latin ones are half a character."""
    return sum(1.0 if unicodedata.east_asian_width(c) in "WFA" else 0.5 for c in words)

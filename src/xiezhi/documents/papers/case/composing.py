"""The words of a paper put together from its field values."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Final

from xiezhi.documents.papers.case.definitions import (
    DRAFT_NOTE,
    CaseLayout,
    Clause,
    PaperDefinition,
)
from xiezhi.documents.papers.case.registry import definition
from xiezhi.documents.papers.case.rules.labels import OPTION_LABELS
from xiezhi.documents.papers.case.rules.vocabulary import FieldKind, kind_of
from xiezhi.documents.papers.case.values import CasePaperValues, Filled
from xiezhi.documents.papers.fields import OPEN_DATE
from xiezhi.documents.papers.values import (
    BoxedPaper,
    JudicialPaper,
    LetterPaper,
    Level,
    Paper,
    PaperLayout,
    Paragraph,
)
from xiezhi.documents.papers.wording import clean, date_in_words, numbered, paragraphs_of

Words = Mapping[str, str]
_PLACE: Final = re.compile(r"\{(\w+)\}")
_ALONE: Final = re.compile(r"\{(\w+)\}")
_STOPS: Final = "。；;.，、 \u3000"
_FEET: Final = {"handler_foot": "handler", "reviewer_foot": "reviewer"}


def paper_of(values: CasePaperValues) -> Paper:
    """Return the paper the field values make; what is missing is left out of its words."""
    known = definition(values.key)
    words = words_of(values)
    if known.layout is CaseLayout.SHEET:
        return _boxed(known, values, words)
    body = _body(known, values, words)
    if known.layout in {CaseLayout.LETTER, CaseLayout.GENERAL}:
        return _official(known, values, words, body)
    return JudicialPaper(
        office=values.office if known.has_office else "",
        title=words["title"],
        number=values.number if known.is_numbered else None,
        addressee=filled(known.addressee, words),
        heads=[(label, text) for label, said in known.heads if (text := complete(said, words))],
        body=body,
        attachments=names_of(values, "attachments"),
        court=complete(known.court, words),
        signed_by=[text for said in known.signed_by if (text := complete(said, words))],
        dated=values.dated,
        signs=known.signs,
        copies=names_of(values, "copies"),
        draft_note=DRAFT_NOTE if known.is_draft else "",
        is_record=known.layout is CaseLayout.RECORD,
    )


def words_of(values: CasePaperValues) -> dict[str, str]:
    """Return what stands for each ``{name}``: the fields as printed, and the paper's own words."""
    known = definition(values.key)
    words = {
        one.key: printed(one.key, values.fields.get(one.key, ""))
        for one in known.fields
        if holds(one.when, values.fields)
    }
    words["office"] = values.office
    words["suggestion"] = values.suggestion_title
    words["suggestion_act"] = values.suggestion_title.removesuffix("书")
    usual = values.suggestion_title if values.key == "pil_suggestion" else known.title
    words["title"] = filled(values.title or usual, words)
    words["act"] = words["title"].removesuffix("书")
    cited = (said for when, said in known.citation if holds(when, values.fields))
    words["citation"] = values.citation or next(cited, "")
    return words


def holds(when: str, fields: Mapping[str, Filled]) -> bool:
    """Tell whether a condition is met: ``field``, ``!field``, ``field=a|b``, joined by ``&``."""
    for part in filter(None, when.split("&")):
        if part.startswith("!"):
            if fields.get(part[1:], ""):
                return False
            continue
        name, _equals, wanted = part.partition("=")
        value = fields.get(name, "")
        if not value or (wanted and value not in wanted.split("|")):
            return False
    return True


def printed(key: str, value: Filled) -> str:
    """Return a field as it stands in the text; several paragraphs are lines."""
    if isinstance(value, date):
        return date_in_words(value)
    if isinstance(value, str):
        options = OPTION_LABELS.get(key)
        return clean(options.get(value, "") if options else value).strip()
    rows = list(value)
    match kind_of(key):
        case FieldKind.CHOICES:
            chosen = [OPTION_LABELS[key].get(one, "") for one in rows if isinstance(one, str)]
            return _listed(chosen)
        case FieldKind.ROWS:
            return _listed([_row(one) for one in rows if isinstance(one, Mapping)])
        case _:
            return "、".join(name for one in rows if isinstance(one, str) and (name := one.strip()))


def _listed(lines: Sequence[str]) -> str:
    """Return lines numbered as a list within a section; one alone needs no number."""
    ended = [f"{line.rstrip(_STOPS)}。" for line in lines if line.strip(_STOPS)]
    if len(ended) < len("二三"):
        return "".join(ended)
    return "\n".join(f"{place}. {line}" for place, line in enumerate(ended, start=1))


def _row(row: Mapping[str, str]) -> str:
    return "，".join(clean(words).strip() for words in row.values() if words.strip())


def filled(text: str, words: Words) -> str:
    """Return text with every name replaced, by nothing where a field is empty."""
    return _PLACE.sub(lambda found: _inline(words.get(found[1], "")), text)


def complete(text: str, words: Words) -> str:
    """Return text with every name replaced; "" when one of them is empty."""
    names = _PLACE.findall(text)
    if not all(words.get(name, "") for name in names):
        return ""
    said = filled(text, words)
    return re.sub("[。；]。", "。", said)


def _inline(words: str) -> str:
    return " ".join(words.split("\n"))


def _body(known: PaperDefinition, values: CasePaperValues, words: Words) -> list[Paragraph]:
    said = [
        paragraph
        for clause in known.body
        if holds(clause.when, values.fields)
        for paragraph in _paragraphs(clause, words)
    ]
    return _counted(_with_text(said))


def _paragraphs(clause: Clause, words: Words) -> Iterator[Paragraph]:
    """Yield what a clause says; a field of lines alone keeps the numbers its writer typed."""
    alone = _ALONE.fullmatch(clause.text)
    if alone and clause.level is Level.PLAIN:
        yield from map(_as_item, paragraphs_of(words.get(alone[1], "")))
        return
    text = complete(clause.text, words)
    if not text:
        return
    if clause.level is Level.PLAIN:
        yield Paragraph(text=text, is_flush=clause.is_flush)
    else:
        # A number of its own marks a heading that is counted later; see _counted.
        number = _TO_COUNT if clause.is_numbered else ""
        yield Paragraph(heading=text, level=clause.level, number=number)


_TO_COUNT: Final = "#"


def _as_item(typed: Paragraph) -> Paragraph:
    """Return 1. and （1） as items of a list, not as headings that stay with what follows."""
    return (
        replace(typed, heading="", text=typed.heading + typed.text)
        if typed.level >= Level.THIRD
        else typed
    )


def _with_text(said: Sequence[Paragraph]) -> list[Paragraph]:
    """Return the paragraphs without headings nothing stands under."""
    kept: list[Paragraph] = []
    for place, paragraph in enumerate(said):
        following = said[place + 1 :]
        if _is_clause_heading(paragraph) and not _has_text(paragraph.level, following):
            continue
        kept.append(paragraph)
    return kept


def _is_clause_heading(paragraph: Paragraph) -> bool:
    return paragraph.number == _TO_COUNT or bool(
        paragraph.heading and not paragraph.number and not paragraph.text
    )


def _has_text(level: Level, following: Sequence[Paragraph]) -> bool:
    for paragraph in following:
        if not _is_clause_heading(paragraph):
            return True
        if paragraph.level <= level:
            return False
    return False


def _counted(said: Sequence[Paragraph]) -> list[Paragraph]:
    """Return the paragraphs with the numbers of the paper's own headings counted."""
    counted = iter(numbered([one for one in said if one.number == _TO_COUNT]))
    return [next(counted) if one.number == _TO_COUNT else one for one in said]


def names_of(values: CasePaperValues, key: str) -> list[str]:
    """Return a field of names, those that are filled."""
    value = values.fields.get(key, ())
    if isinstance(value, str | date):
        return [value] if isinstance(value, str) and value.strip() else []
    return [one.strip() for one in value if isinstance(one, str) and one.strip()]


def _official(
    known: PaperDefinition, values: CasePaperValues, words: Words, body: Sequence[Paragraph]
) -> LetterPaper:
    issuers = names_of(values, "issuers") if complete(known.issuers, words) else []
    is_letter = known.layout is CaseLayout.LETTER
    contact = is_letter and bool(words.get("contact_person") and words.get("contact_telephone"))
    return LetterPaper(
        layout=PaperLayout.LETTER if is_letter else PaperLayout.GENERAL,
        heading=f"{values.office}{known.heading}",
        office_number=values.number,
        title=words["title"],
        body=body,
        signed_by=values.office,
        addressees=[name for name in (filled(known.addressee, words),) if name],
        issuers=issuers,
        is_upward=bool(issuers),
        is_public=known.is_public,
        attachments=names_of(values, "attachments"),
        dated=values.dated,
        is_sealed=known.is_sealed,
        contact_person=words["contact_person"] if contact else "",
        contact_telephone=words["contact_telephone"] if contact else "",
        copies=names_of(values, "copies"),
    )


def _boxed(known: PaperDefinition, values: CasePaperValues, words: Words) -> BoxedPaper:
    feet = {
        foot: f"签名：{words.get(name, '') or '　' * 4}{OPEN_DATE}" for foot, name in _FEET.items()
    }
    lists = {
        one.key: _numbered_rows(known, values, one.key)
        for one in known.fields
        if one.kind is FieldKind.ROWS
    }
    return BoxedPaper(
        kind=known.key,
        office=values.office,
        words={
            **{one.key: words.get(one.key, "") for one in known.fields},
            **feet,
            "open_foot": f"签名：{'　' * 6}{OPEN_DATE}",
            "open_day": OPEN_DATE,
            "open": "",
        },
        lists=lists,
        draft_note=DRAFT_NOTE if known.is_draft else "",
    )


def _numbered_rows(
    known: PaperDefinition, values: CasePaperValues, key: str
) -> list[dict[str, str]]:
    value = values.fields.get(key, ())
    if isinstance(value, str | date):
        return []
    columns = known.by_key[key].columns
    return [
        {"number": f"{place}", **{name: row.get(name, "") for name in columns}}
        for place, row in enumerate((one for one in value if isinstance(one, Mapping)), start=1)
    ]

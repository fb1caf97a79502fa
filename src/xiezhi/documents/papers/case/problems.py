"""Every reason why a paper is not made: which field, what is wrong, where to mend it."""

import re
from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import Final

from xiezhi.documents.glyphs import missing_characters
from xiezhi.documents.papers.case.composing import holds, paper_of, printed
from xiezhi.documents.papers.case.definitions import FillPlace, PaperDefinition, PaperField
from xiezhi.documents.papers.case.numbering import number_problem
from xiezhi.documents.papers.case.registry import definition
from xiezhi.documents.papers.case.rules.labels import FIELD_LABELS, OWN_LABELS
from xiezhi.documents.papers.case.rules.vocabulary import (
    FREE_DAYS,
    IN_ORDER,
    LEAST_PEOPLE,
    LIMITS,
    FieldKind,
    period_days,
)
from xiezhi.documents.papers.case.values import (
    CasePaperValues,
    Filled,
    PaperProblem,
    ProblemCode,
)
from xiezhi.documents.papers.checks import MAX_LINE, faults_of
from xiezhi.documents.papers.values import FaultKind
from xiezhi.documents.papers.wording import clean

MAX_LINES: Final = 20_000  # characters of a field of lines
MAX_NAMES: Final = 100
MAX_ROWS: Final = 300
_USUAL_REPLY_DAYS: Final = 60  # 两个月; a shorter one needs its reason
_ANNOUNCED_DAYS: Final = 30  # 办案规则第91条第2款
# 和解协议 settles civil liability; what a prosecutor decides is no consideration (刑诉规则第495条).
_PROMISES: Final = re.compile(
    "不起诉|不批准逮捕|不批捕|免予起诉|撤销案件|取保候审|判处缓刑|适用缓刑"
)
_FAULTS: Final = {
    FaultKind.MISSING: ProblemCode.MISSING,
    FaultKind.MALFORMED: ProblemCode.MALFORMED,
    FaultKind.CONTRADICTORY: ProblemCode.CONTRADICTS,
    FaultKind.TOO_LONG: ProblemCode.TOO_LONG,
}
_FAULT_FIELDS: Final = {
    "heading": "office",
    "office_number": "number",
    "addressees": "addressee",
    "signed_by": "office",
}


def problems_of(
    values: CasePaperValues, *, own_fonts: Path | None = None
) -> tuple[PaperProblem, ...]:
    """Return every reason why the paper is not made, each field once, in the order of its form.

    Args:
        values: what it is to be made of.
        own_fonts: the office's folder of fonts, which may draw more characters.

    Raises:
        NotFoundError: ``documents.no_such_paper``.
    """
    known = definition(values.key)
    once: dict[str, PaperProblem] = {}
    for problem in _found(known, values, own_fonts):
        once.setdefault(problem.field, problem)
    order = ["office", "title", "number", "dated", *known.by_key]
    place = {key: number for number, key in enumerate(order)}
    return tuple(sorted(once.values(), key=lambda one: place.get(one.field, len(place))))


def _found(
    known: PaperDefinition, values: CasePaperValues, own_fonts: Path | None
) -> Iterator[PaperProblem]:
    if not values.office.strip():
        yield _own("office", ProblemCode.MISSING)
    for key in values.fields:
        if key not in known.by_key and _is_filled(values.fields[key]):
            yield _of_key(known, key, ProblemCode.NOT_OF_PAPER)
    for one in known.fields:
        yield from _field(one, values)
    yield from _days(known, values)
    yield from _periods(known, values)
    code = number_problem(known, values)
    if code is not None:
        yield _own("number", code)
    yield from _contradictions(known, values)
    yield from _shapes(known, values, own_fonts)
    for fault in faults_of(paper_of(values)):
        field = _FAULT_FIELDS.get(fault.field, fault.field)
        yield _of_key(known, field, _FAULTS[fault.kind])


def _field(one: PaperField, values: CasePaperValues) -> Iterator[PaperProblem]:
    value = values.fields.get(one.key, "")
    if not _is_filled(value):
        if one.is_required and holds(one.when, values.fields):
            yield _problem(one, ProblemCode.MISSING)
        return
    if not holds(one.when, values.fields):
        yield _problem(one, ProblemCode.NOT_OF_PAPER)
        return
    code = _malformed(one, value)
    if code is not None:
        yield _problem(one, code)


def _malformed(one: PaperField, value: Filled) -> ProblemCode | None:
    match one.kind:
        case FieldKind.DATE:
            return None if isinstance(value, date) else ProblemCode.MALFORMED
        case FieldKind.TEXT | FieldKind.LINES | FieldKind.PERIOD:
            return _malformed_words(one.kind, value)
        case FieldKind.CHOICE:
            chosen = isinstance(value, str) and value in one.options
            return None if chosen else ProblemCode.NOT_A_CHOICE
        case FieldKind.CHOICES:
            names = set(_names(value) or ())
            chosen = bool(names) and names <= set(one.options)
            return None if chosen else ProblemCode.NOT_A_CHOICE
        case FieldKind.PEOPLE | FieldKind.NAMES:
            return _malformed_names(one.kind, value)
        case FieldKind.ROWS:
            return _malformed_rows(one, value)


def _malformed_words(kind: FieldKind, value: Filled) -> ProblemCode | None:
    if not isinstance(value, str):
        return ProblemCode.MALFORMED
    if kind is FieldKind.PERIOD:
        return None if period_days(value.strip()) else ProblemCode.MALFORMED
    limit = MAX_LINE if kind is FieldKind.TEXT else MAX_LINES
    return ProblemCode.TOO_LONG if len(value) > limit else None


def _malformed_names(kind: FieldKind, value: Filled) -> ProblemCode | None:
    names = _names(value)
    if names is None:
        return ProblemCode.MALFORMED
    if len(names) > MAX_NAMES or any(len(name) > MAX_LINE for name in names):
        return ProblemCode.TOO_LONG
    different = {"".join(name.split()) for name in names if name.strip()}
    if kind is FieldKind.PEOPLE and len(different) < LEAST_PEOPLE:
        return ProblemCode.TOO_FEW_PEOPLE
    return None


def _malformed_rows(one: PaperField, value: Filled) -> ProblemCode | None:
    if isinstance(value, str | date):
        return ProblemCode.MALFORMED
    first = next(iter(one.columns))
    for row in value:
        if not isinstance(row, Mapping) or not set(row) <= set(one.columns):
            return ProblemCode.MALFORMED
        if not row.get(first, "").strip():
            return ProblemCode.MISSING
        if any(len(words) > MAX_LINE for words in row.values()):
            return ProblemCode.TOO_LONG
    return ProblemCode.TOO_LONG if len(value) > MAX_ROWS else None


def _days(known: PaperDefinition, values: CasePaperValues) -> Iterator[PaperProblem]:
    days = {
        key: value
        for key in known.by_key
        if isinstance(value := values.fields.get(key), date) and key in values.fields
    }
    for earlier, later in IN_ORDER:
        if earlier in days and later in days and days[later] < days[earlier]:
            yield _of_key(known, later, ProblemCode.BEFORE_OTHER, FIELD_LABELS[earlier])
    if values.dated is None:
        return
    for key, day in days.items():
        if key in LIMITS and day <= values.dated:
            yield _of_key(known, key, ProblemCode.LIMIT_NOT_AFTER_PAPER, OWN_LABELS["dated"])
        elif key not in LIMITS | FREE_DAYS and day > values.dated:
            yield _of_key(known, key, ProblemCode.AFTER_PAPER, OWN_LABELS["dated"])


def _periods(known: PaperDefinition, values: CasePaperValues) -> Iterator[PaperProblem]:
    """Check objection, reply and announcement periods against each other and the law."""
    days = {
        key: period_days(value.strip())
        for key in known.by_key
        if key.endswith("_within") and isinstance(value := values.fields.get(key), str)
    }
    reply, objection = days.get("reply_within"), days.get("objection_within")
    if reply and objection and objection > reply:
        label = FIELD_LABELS["reply_within"]
        yield _of_key(known, "objection_within", ProblemCode.LONGER_THAN_REPLY, label)
    announced = days.get("announced_within")
    if announced and announced != _ANNOUNCED_DAYS:
        yield _of_key(known, "announced_within", ProblemCode.NOT_THIRTY_DAYS)
    explained = _is_filled(values.fields.get("urgent_reason", ""))
    if reply and reply < _USUAL_REPLY_DAYS and "urgent_reason" in known.by_key and not explained:
        yield _of_key(known, "urgent_reason", ProblemCode.URGENCY_UNEXPLAINED)


def _contradictions(known: PaperDefinition, values: CasePaperValues) -> Iterator[PaperProblem]:
    fields = values.fields
    for key in ("organ", "unit", "receiver", "superior", "addressee"):
        name = fields.get(key)
        if key in known.by_key and isinstance(name, str) and name.strip() == values.office.strip():
            yield _of_key(known, key, ProblemCode.CONTRADICTS, OWN_LABELS["office"])
    copies = set(_names(fields.get("copies", ())) or ())
    receivers = (fields.get(key) for key in ("organ", "unit", "receiver", "superior", "court"))
    if copies & {name for name in receivers if isinstance(name, str)}:
        yield _of_key(known, "copies", ProblemCode.CONTRADICTS, FIELD_LABELS["addressee"])
    failures = _names(fields.get("failures", ())) or ()
    if failures and fields.get("checked") == "all":
        yield _of_key(known, "failures", ProblemCode.CONTRADICTS, FIELD_LABELS["checked"])
    contact = [_is_filled(fields.get(f"contact_{part}", "")) for part in ("person", "telephone")]
    if contact == [True, False]:
        yield _of_key(known, "contact_telephone", ProblemCode.MISSING)
    if contact == [False, True]:
        yield _of_key(known, "contact_person", ProblemCode.MISSING)
    yield from _promises(known, values)


def _promises(known: PaperDefinition, values: CasePaperValues) -> Iterator[PaperProblem]:
    if known.key != "settlement_agreement":
        return
    for key in ("compensation_terms", "notes"):
        words = values.fields.get(key)
        if isinstance(words, str) and _PROMISES.search(words):
            yield _of_key(known, key, ProblemCode.PROMISES_PROSECUTION)


def _shapes(
    known: PaperDefinition, values: CasePaperValues, own_fonts: Path | None
) -> Iterator[PaperProblem]:
    own = {"office": values.office, "title": values.title + values.suggestion_title}
    for key, words in own.items():
        for character in missing_characters(clean(words), own_fonts=own_fonts):
            yield _own(key, ProblemCode.NO_SHAPE, character)
    for one in known.fields:
        words = printed(one.key, values.fields.get(one.key, ""))
        for character in missing_characters(clean(words), own_fonts=own_fonts)[:1]:
            yield _problem(one, ProblemCode.NO_SHAPE, character)


def _names(value: Filled) -> list[str] | None:
    """Return a field of names; None when it is something else."""
    if isinstance(value, str | date):
        return None
    names = [one for one in value if isinstance(one, str)]
    return names if len(names) == len(value) else None


def _is_filled(value: Filled) -> bool:
    if isinstance(value, date):
        return True
    if isinstance(value, str):
        return bool(clean(value).strip(" \n\u3000"))
    return any(not isinstance(one, str) or one.strip() for one in value)


def _of_key(known: PaperDefinition, key: str, code: ProblemCode, other: str = "") -> PaperProblem:
    one = known.by_key.get(key)
    if one is not None:
        return _problem(one, code, other)
    label = OWN_LABELS.get(key) or FIELD_LABELS.get(key, key)
    return PaperProblem(code=code, field=key, label=label, place=FillPlace.FORM, other=other)


def _problem(one: PaperField, code: ProblemCode, other: str = "") -> PaperProblem:
    return PaperProblem(
        code=code, field=one.key, label=one.label, place=one.place, other=other, basis=one.basis
    )


def _own(key: str, code: ProblemCode, other: str = "") -> PaperProblem:
    return PaperProblem(
        code=code, field=key, label=OWN_LABELS[key], place=FillPlace.FORM, other=other
    )

"""The rows of a draft as forms, and what stands beside each: place in time, doubts, duplicates."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.http import QueryDict

from xiezhi.intake.rules.entry import EntryRow
from xiezhi.intake.rules.submission import TOPICS
from xiezhi.intake.selectors.drafts import Alike, DraftDetail, DraftRowDetail, list_alike
from xiezhi.kernel.actor import Actor
from xiezhi.language.duplicates import SUSPECTED, similarity
from xiezhi.language.subject_hint import suggest_areas
from xiezhi.leads.selectors.behind import LeadBehind, find_leads_behind
from xiezhi.web.quick.choices import Known
from xiezhi.web.quick.fields import EntryForm, initial_of
from xiezhi.web.quick.words import REASONS, TIME_SOURCES, WARNINGS, words_of

NUMBERED = "number_in_text"


@dataclass(frozen=True, slots=True, kw_only=True)
class Twin:
    """A report of the pool a row may repeat, and the lead it is behind."""

    alike: Alike
    lead: LeadBehind | None


@dataclass(frozen=True, slots=True, kw_only=True)
class RowLine:
    """A row as the page shows it."""

    number: int
    detail: DraftRowDetail
    form: EntryForm
    area: str
    twins: Sequence[Twin]
    same_as: int | None
    reasons: Sequence[str]
    warnings: Sequence[str]
    has_number: bool
    time_source: str
    problem: str = ""


def prefix_of(row_id: UUID) -> str:
    """Return what the names of a row's fields begin with."""
    return f"r{row_id.hex}"


def edited_rows(
    detail: DraftDetail, posted: QueryDict, known: Known, today: date
) -> dict[UUID, EntryRow]:
    """Return the rows as typed; a field that cannot be read keeps what it was."""
    edited = {}
    for one in detail.rows:
        if f"{prefix_of(one.id)}-words" not in posted:
            continue
        form = _bound(one, posted, known, today)
        form.is_valid()
        edited[one.id] = form.entry_row(one.row)
    return edited


def moved_files(detail: DraftDetail, posted: QueryDict) -> dict[UUID, UUID | None]:
    """Return where each file was put."""
    files = [*detail.loose, *(file for one in detail.rows for file in one.files)]
    rows = {one.id.hex: one.id for one in detail.rows}
    return {
        file.id: rows.get(str(posted[f"f{file.id.hex}"]))
        for file in files
        if f"f{file.id.hex}" in posted
    }


def lines_of(
    acting: Actor,
    detail: DraftDetail,
    known: Known,
    *,
    today: date,
    posted: QueryDict | None = None,
    problems: Mapping[UUID, str] | None = None,
) -> list[RowLine]:
    """Return the rows for showing; of a refused entry with what was typed and why it was refused."""
    rows = [one.row for one in detail.rows]
    found = list_alike(acting, rows)
    leads = find_leads_behind(acting, {one.report.id for twins in found for one in twins})
    return [
        RowLine(
            number=place + 1,
            detail=one,
            form=_form(one, posted, known, today),
            area=area_of(one.row),
            twins=[Twin(alike=twin, lead=leads.get(twin.report.id)) for twin in twins],
            same_as=_same_as(rows, place),
            reasons=words_of(one.row.reasons, REASONS),
            warnings=words_of(_pressing(one.row), WARNINGS),
            has_number=NUMBERED in one.row.warnings,
            time_source=str(TIME_SOURCES.get(one.row.seen_at_source, "")),
            problem=(problems or {}).get(one.id, ""),
        )
        for place, (one, twins) in enumerate(zip(detail.rows, found, strict=True))
    ]


def area_of(row: EntryRow) -> str:
    """Return the subject area a row's words point to, or ""."""
    chips = [TOPICS[topic] for topic in row.topics if topic in TOPICS]
    hints = suggest_areas(f"{row.title} {row.words}", chips=chips)
    return hints[0].area if hints else ""


def _pressing(row: EntryRow) -> list[str]:
    """Return the warnings that still hold: a member once chosen answers the doubt about the name."""
    answered = {"name_unknown", "name_ambiguous", "no_speaker"} if row.supporter_id else set()
    return [code for code in row.warnings if code not in answered]


def _same_as(rows: Sequence[EntryRow], place: int) -> int | None:
    """Return the number of an earlier row with words alike, or None."""
    for earlier in range(place):
        if similarity(rows[earlier].words, rows[place].words) >= SUSPECTED:
            return earlier + 1
    return None


def _form(one: DraftRowDetail, posted: QueryDict | None, known: Known, today: date) -> EntryForm:
    if posted is not None and f"{prefix_of(one.id)}-words" in posted:
        bound = _bound(one, posted, known, today)
        if not bound.is_valid():
            return bound
    initial = initial_of(one.row, known)
    initial["received_on"] = initial["received_on"] or today
    return EntryForm(known=known, today=today, prefix=prefix_of(one.id), initial=initial)


def _bound(one: DraftRowDetail, posted: QueryDict, known: Known, today: date) -> EntryForm:
    return EntryForm(posted, known=known, today=today, prefix=prefix_of(one.id))

"""Which papers may be registered now: what leads the case on first, never first what is there already."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from xiezhi.cases.models import Case, CasePaper
from xiezhi.cases.rules.kinds import CaseKind
from xiezhi.cases.rules.papers import USUAL_RECORDS, PaperKind
from xiezhi.cases.rules.procedure import carriers
from xiezhi.cases.rules.states import EXCEPTIONAL, LEADING, CaseState
from xiezhi.cases.selectors.next_steps import NextStep, list_next_steps


@dataclass(frozen=True, slots=True, kw_only=True)
class PaperChoices:
    """Papers in the order they are offered; together the four lists name each paper once.

    Attributes:
        lawful: carry a step that may be taken now.
        records: move nothing.
        exceptional: carry a step nobody takes in the usual course, or were registered already.
        waiting: carry a step something still stands against.
    """

    lawful: tuple[PaperKind, ...]
    records: tuple[PaperKind, ...]
    exceptional: tuple[PaperKind, ...]
    waiting: tuple[PaperKind, ...]


def paper_choices(case: Case, today: date) -> PaperChoices:
    """Return the papers that may be registered from where a case stands."""
    steps = [one for one in list_next_steps(case, today) if one.row.paper is not None]
    known = _registered(case)
    possible = sorted((one for one in steps if one.is_possible), key=_leading_first)
    lawful = [
        paper
        for one in possible
        if one.row.event not in EXCEPTIONAL
        for paper in one.row.papers
        if paper not in known
    ]
    open_now = [paper for one in possible for paper in one.row.papers]
    waiting = [paper for one in steps if not one.is_possible for paper in one.row.papers]
    return PaperChoices(
        lawful=_once(lawful),
        records=_records(case, known),
        exceptional=_once(one for one in open_now if one not in lawful),
        waiting=_once(one for one in waiting if one not in open_now),
    )


def _registered(case: Case) -> frozenset[PaperKind]:
    rows = CasePaper.objects.filter(case_id=case.id, is_draft=False, voided_at__isnull=True)
    return frozenset(PaperKind(kind) for kind in rows.values_list("kind", flat=True))


def _leading_first(one: NextStep) -> tuple[bool, bool]:
    row = one.row
    return row.event not in LEADING, row.source is row.target


def _records(case: Case, known: frozenset[PaperKind]) -> tuple[PaperKind, ...]:
    """Return the papers that move nothing: those usual where the case stands, new ones, the others."""
    moving = carriers(CaseKind(case.kind))
    records = [one for one in PaperKind if one not in moving and not _is_of_another(case, one)]
    usual = USUAL_RECORDS.get(CaseState(case.state), ())
    return tuple(sorted(records, key=lambda one: (one not in usual, one in known)))


def _is_of_another(case: Case, paper: PaperKind) -> bool:
    """Whether a paper belongs to procedures of other kinds only."""
    return any(paper in carriers(kind) for kind in CaseKind if kind != case.kind)


def _once(papers: Iterable[PaperKind]) -> tuple[PaperKind, ...]:
    return tuple(dict.fromkeys(papers))

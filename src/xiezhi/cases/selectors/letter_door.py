"""The door to cases for letters and notes: who may see one, what may be written about it and when."""

from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from xiezhi.cases.models import Case, CaseLead
from xiezhi.cases.selectors.access import access_case, visible_cases
from xiezhi.clocks.rules.clocked import Clocked
from xiezhi.kernel.actor import Actor
from xiezhi.kernel.errors import NotFoundError, RuleRefusedError
from xiezhi.kernel.matters import Matter, MatterKind
from xiezhi.leads.selectors.source_words import check_words_of_leads
from xiezhi.letters.rules.kinds import LetterKind
from xiezhi.letters.selectors.matters import MatterDoor, register_matters


def open_door() -> None:
    """Register the door; called when the application starts."""
    register_matters(
        MatterKind.CASE,
        MatterDoor(
            visible_ids=_visible_ids,
            access=_access,
            may_go_out=_may_go_out,
            check_words=_check_words,
        ),
    )


def label_of(case: Case) -> str:
    """Return the words staff call a case by."""
    return f"案件 {case.year}-{case.number}"


def matter_of(case: Case) -> Matter:
    """Return a case as letters, notes and tasks name it."""
    return Matter(kind=MatterKind.CASE, id=case.id, label=label_of(case))


def clocked(case: Case) -> Clocked:
    """Return a case as its clocks name it."""
    return Clocked(
        kind=MatterKind.CASE,
        id=case.id,
        label=label_of(case),
        title=case.title,
        handler_id=case.handler_id,
        department_id=case.department_id,
    )


def _visible_ids(acting: Actor) -> "QuerySet[Any, Any]":
    return visible_cases(acting).values("id")


def _access(acting: Actor, case_id: UUID) -> Matter:
    return matter_of(access_case(acting, case_id))


def _may_go_out(case_id: UUID, kind: LetterKind) -> None:
    case: Case | None = Case.objects.filter(id=case_id).first()
    if case is None:
        raise NotFoundError("cases.not_found")
    if not case.is_open and kind is not LetterKind.JUDICIAL:
        raise RuleRefusedError("cases.letter_on_ended_case", basis="本院规定")


def _check_words(case_id: UUID, words: str) -> None:
    """What goes out gives away none of the reports behind the case's leads."""
    linked = CaseLead.objects.filter(case_id=case_id).values_list("lead_id", flat=True)
    check_words_of_leads(words, list(linked))

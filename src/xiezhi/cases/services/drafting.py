"""草稿: a paper put together here, before it is made in the national system. It moves no case."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from xiezhi.accounts.rules.rights import Action, require
from xiezhi.cases.models import CasePaper
from xiezhi.cases.rules.drafts import kept
from xiezhi.cases.rules.naming import name_of_paper
from xiezhi.cases.rules.papers import PaperKind
from xiezhi.cases.selectors.access import access_case
from xiezhi.cases.selectors.drafts import access_draft
from xiezhi.documents.papers.case.values import Filled
from xiezhi.kernel.actor import Actor
from xiezhi.kernel.errors import ConflictError
from xiezhi.language.cleaning import clean_line
from xiezhi.ledger.services.acts import act


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftInput:
    """What was filled in. ``number`` is the national system's, once it gave one; never ours."""

    fields: Mapping[str, Filled]
    number: str = ""
    dated: date | None = None


def start_draft(
    *, case_id: UUID, kind: PaperKind, draft: DraftInput, acting: Actor, now: datetime
) -> CasePaper:
    """Begin a draft; it may be half filled.

    Raises:
        ConflictError: ``cases.ended``.
    """
    with act(acting=acting, now=now) as record:
        require(acting, Action.HANDLE_CASE)
        case = access_case(acting, case_id)
        if not case.is_open:
            raise ConflictError("cases.ended")
        made = CasePaper(
            case=case, kind=kind, title=name_of_paper(kind, case.kind, case.regime), is_draft=True
        )
        _fill(made, draft, acting, now)
        made.save(force_insert=True)
        record("cases.start_draft", "case", case.id, after={"draft": str(made.id), "kind": kind})
    return made


def save_draft(
    *, case_id: UUID, draft_id: UUID, draft: DraftInput, acting: Actor, now: datetime
) -> CasePaper:
    """Save what was changed; opinions of the internal preview were about the former words and fall.

    Raises:
        NotFoundError: ``cases.no_paper``.
    """
    with act(acting=acting, now=now) as record:
        require(acting, Action.HANDLE_CASE)
        made = access_draft(acting, draft_id, case_id=case_id)
        _fill(made, draft, acting, now)
        made.save(update_fields=["values", "entered_by_label", "entered_at"])
        record("cases.save_draft", "case", case_id, after={"draft": str(made.id)})
    return made


def drop_draft(*, case_id: UUID, draft_id: UUID, acting: Actor, now: datetime) -> CasePaper:
    """Put a draft aside; it stays in the record.

    Raises:
        NotFoundError: ``cases.no_paper``.
    """
    with act(acting=acting, now=now) as record:
        require(acting, Action.HANDLE_CASE)
        made = access_draft(acting, draft_id, case_id=case_id)
        made.voided_at = now
        made.save(update_fields=["voided_at"])
        record("cases.drop_draft", "case", case_id, after={"draft": str(made.id)})
    return made


def _fill(made: CasePaper, draft: DraftInput, acting: Actor, now: datetime) -> None:
    made.values = {
        "fields": kept(draft.fields),
        "number": clean_line(draft.number, limit=60),
        "dated": draft.dated.isoformat() if draft.dated else "",
    }
    made.entered_by_label, made.entered_at = acting.signature[:60], now

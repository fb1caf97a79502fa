"""What was just saved, shown once on the next page: codes, leads, and the answer to copy."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from django.http import HttpRequest

from xiezhi.language.pasting import ready_answer
from xiezhi.leads.services.entering import Entered

SESSION_KEY = "quick_saved"


@dataclass(frozen=True, slots=True, kw_only=True)
class SavedLine:
    """One report in the pool, and the lead it became."""

    report_id: UUID
    code: str
    lead_id: UUID | None
    lead_reference: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Saved:
    """Reports saved together."""

    lines: tuple[SavedLine, ...]

    @property
    def answer(self) -> str:
        """What goes back to the group, or is read out on the telephone."""
        return ready_answer([line.code for line in self.lines])


def saved_of(entered: Sequence[Entered]) -> Saved:
    """Return what was saved, for showing."""
    return Saved(
        lines=tuple(
            SavedLine(
                report_id=one.report.id,
                code=one.report.code,
                lead_id=None if one.lead is None else one.lead.id,
                lead_reference="" if one.lead is None else f"{one.lead.year}-{one.lead.number}",
            )
            for one in entered
        )
    )


def remember(request: HttpRequest, entered: Sequence[Entered]) -> None:
    """Keep what was saved for the next page. No words of the report go into the session."""
    request.session[SESSION_KEY] = [
        [str(line.report_id), line.code, line.lead_id and str(line.lead_id), line.lead_reference]
        for line in saved_of(entered).lines
    ]


def recall(request: HttpRequest) -> Saved | None:
    """Return what was saved before this page, once."""
    kept = request.session.pop(SESSION_KEY, None)
    if not kept:
        return None
    return Saved(
        lines=tuple(
            SavedLine(
                report_id=UUID(report_id),
                code=code,
                lead_id=UUID(lead_id) if lead_id else None,
                lead_reference=reference,
            )
            for report_id, code, lead_id, reference in kept
        )
    )

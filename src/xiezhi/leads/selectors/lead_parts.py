"""Parts of a lead's page: values, and the rows behind them, already read."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from xiezhi.intake.models import Report
from xiezhi.intake.rules.pool import may_be_asked
from xiezhi.leads.rules.assessment import AssessmentDraft
from xiezhi.supporters.models import FieldTask
from xiezhi.supporters.selectors.field_tasks import BroughtFile


@dataclass(frozen=True, slots=True, kw_only=True)
class FileBehind:
    """A photo, voice, film or scan of a report; ``message_id`` when added to the conversation later."""

    file_id: UUID
    kind: str
    duration_s: float | None
    is_sealed: bool
    copy_state: str
    scan_state: str
    message_id: UUID | None


@dataclass(frozen=True, slots=True, kw_only=True)
class WordsBetween:
    """A word between office and reporter; ``written_by_label`` is empty for the reporter's own."""

    id: UUID
    kind: str
    words: str
    step: str
    written_by_label: str
    written_at: datetime
    seen_by_reporter_at: datetime | None
    judged_at: datetime | None
    judgement: str


@dataclass(frozen=True, slots=True, kw_only=True)
class MergedLead:
    """A lead that was merged into this one."""

    id: UUID
    year: int
    number: int
    title: str


@dataclass(frozen=True, slots=True, kw_only=True)
class LinkedReport:
    """A report behind the lead, as received. Nobody is named but a grid member on duty."""

    report: Report
    linked_at: datetime
    files: tuple[FileBehind, ...]
    words_between: tuple[WordsBetween, ...]
    member_label: str
    may_be_called: bool

    @property
    def may_be_asked(self) -> bool:
        """Whether a question reaches whoever reported."""
        return may_be_asked(
            channel=self.report.channel,
            is_imported=self.report.import_batch_id is not None,
            is_entered=self.report.entered_by_id is not None,
            names_member=self.report.supporter_id is not None,
        )

    @property
    def open_again(self) -> tuple[WordsBetween, ...]:
        """再次反映 nobody judged yet."""
        return tuple(
            one for one in self.words_between if one.kind == "again" and one.judged_at is None
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class OpinionShown:
    """An opinion or decision: who decided and who typed stand apart."""

    stage: str
    agrees: bool
    words: str
    decided_by_label: str
    decided_on: date
    recorded_by_label: str
    way: str
    slip_id: UUID | None


@dataclass(frozen=True, slots=True, kw_only=True)
class AssessmentShown:
    """One version of the assessment."""

    id: UUID
    version: int
    is_draft: bool
    written_at: datetime
    written_by_label: str
    content: AssessmentDraft
    opinions: tuple[OpinionShown, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class TaskShown:
    """A task of a grid member with what came back."""

    task: FieldTask
    files: tuple[BroughtFile, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class NoteShown:
    """A comment (``kind`` *comment*) or a telephone note."""

    id: UUID
    kind: str
    at: datetime
    written_by_label: str
    party: str
    telephone: str
    words: str
    letter_id: UUID | None = None
    letter_title: str = ""

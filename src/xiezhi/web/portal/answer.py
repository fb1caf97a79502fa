"""What a unit filled in: kept before it is judged, and what cannot be kept said at its field."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final
from uuid import UUID

from django.http import HttpRequest
from django.utils.translation import gettext as _

from xiezhi.evidence.rules.kinds import MediaKind, check_size
from xiezhi.evidence.services.storing import IncomingFile
from xiezhi.kernel import clock
from xiezhi.kernel.actor import Actor
from xiezhi.kernel.errors import DomainError, InvalidInputError
from xiezhi.letters.rules.replies import ReplyConclusion, ReplyDraft, ReplyPart
from xiezhi.letters.selectors.portal import UnitReply, get_unit_letter
from xiezhi.letters.services.keepers import after_reply
from xiezhi.letters.services.replies import ReplyPaper, save_reply_draft, submit_reply
from xiezhi.web.measure_rows import MeasureRows, measures_of_rows, note_row_errors, rows_sent
from xiezhi.web.portal.forms import ReplyForm
from xiezhi.web.problem_texts import text_of

_PARTS: Final = {
    ReplyPart.LETTER: MediaKind.PAPER,
    ReplyPart.BEFORE: MediaKind.PHOTO,
    ReplyPart.AFTER: MediaKind.PHOTO,
}
_PAPERS: Final = "papers"


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """One post of the answer box."""

    request: HttpRequest
    letter_id: UUID
    acting: Actor
    form: ReplyForm
    rows: MeasureRows

    @property
    def has_errors(self) -> bool:
        """Whether something has to be mended."""
        return bool(self.form.errors) or not self.rows.is_valid()

    def keep(self) -> None:
        """Keep every value and file that can be kept; what cannot is noted at its field.

        Raises:
            ConflictError: ``letters.already_replied``.
        """
        papers, removed = self._papers(), self._removed()
        try:
            self._save(papers, removed)
        except InvalidInputError as error:
            if papers:
                self._keep_one_by_one(papers, removed)
            else:
                self.note(error)

    def submit(self) -> None:
        """Send what is kept.

        Raises:
            InvalidInputError: ``letters.reply_incomplete``, ``letters.day_in_future``,
                ``letters.objection_first``.
        """
        now = clock.now()
        reply = submit_reply(
            letter_id=self.letter_id, draft=self._draft(), acting=self.acting, now=now
        )
        after_reply(reply, acting=self.acting, now=now)

    def note_missing_letter(self) -> None:
        """Say at its field that no 回复函 is kept; the service judges again."""
        today = clock.legal_day(clock.now())
        draft = get_unit_letter(self.acting, self.letter_id, today).draft
        if draft is None or not draft.files_of(ReplyPart.LETTER):
            self.form.add_error(ReplyPart.LETTER.value, _("还没有上传回复函。"))

    def note_rows(self) -> None:
        """Say above the form what has to be mended in the rows."""
        note_row_errors(self.form, self.rows)

    def note(self, error: DomainError) -> None:
        """Show a refusal at its field."""
        problem = text_of(error)
        field = None
        if error.code == "letters.reply_incomplete":
            part = str(error.params.get("part"))
            field = ReplyPart.LETTER.value if part == _PAPERS else part
        elif error.code == "letters.day_in_future":
            field = "dated_on"
        elif error.code == "letters.objection_first":
            field = "conclusion"
        if field in self.form.fields:
            self.form.add_error(field, problem.text)
        else:
            self.form.add_error(None, problem.words)

    def _keep_one_by_one(self, papers: Sequence[ReplyPaper], removed: Sequence[UUID]) -> None:
        """One of the files is refused: keep the words, then each file that may be taken."""
        try:
            self._save((), removed)
        except InvalidInputError as error:
            self.note(error)
            return
        for paper in papers:
            try:
                self._save((paper,), ())
            except InvalidInputError as error:
                self._note_file(paper.part, paper.file.name, error)

    def _save(self, papers: Sequence[ReplyPaper], removed: Sequence[UUID]) -> None:
        save_reply_draft(
            letter_id=self.letter_id,
            draft=self._draft(),
            papers=papers,
            removed_file_ids=removed,
            acting=self.acting,
            now=clock.now(),
        )

    def _draft(self) -> ReplyDraft:
        """Return what can be read; a field that cannot counts as empty."""
        self.form.is_valid()
        cleaned = self.form.cleaned_data
        conclusion = cleaned.get("conclusion", "")
        typed = ReplyDraft(
            words=cleaned.get("words", ""),
            measures=measures_of_rows(self.rows),
            conclusion=ReplyConclusion(conclusion) if conclusion else None,
            reply_number=cleaned.get("reply_number", ""),
            dated_on=cleaned.get("dated_on"),
        )
        return self._with_what_another_kept(typed)

    def _with_what_another_kept(self, typed: ReplyDraft) -> ReplyDraft:
        """Return what was typed; a field left empty takes nothing away that another window kept since."""
        today = clock.legal_day(clock.now())
        kept = get_unit_letter(self.acting, self.letter_id, today).draft
        seen = self.request.POST.get("draft_seen")
        if kept is None or seen is None or seen == seen_words(kept):
            return typed
        has_measures = any(one.words for one in typed.measures)
        kept_conclusion = ReplyConclusion(kept.conclusion) if kept.conclusion else None
        return ReplyDraft(
            words=typed.words or kept.words,
            measures=typed.measures if has_measures else kept.measures,
            conclusion=typed.conclusion or kept_conclusion,
            reply_number=typed.reply_number or kept.reply_number,
            dated_on=typed.dated_on or kept.dated_on,
        )

    def _papers(self) -> list[ReplyPaper]:
        """Return the files small enough to be read; the others are noted."""
        found = []
        for part, kind in _PARTS.items():
            for upload in self.request.FILES.getlist(part.value):
                name = upload.name or ""
                try:
                    check_size(kind, upload.size or 0)
                except InvalidInputError as error:
                    self._note_file(part, name, error)
                    continue
                file = IncomingFile(name=name, data=upload.read())
                found.append(ReplyPaper(part=part, file=file))
        return found

    def _removed(self) -> list[UUID]:
        found = []
        for text in self.request.POST.getlist("dropped"):
            try:
                found.append(UUID(text))
            except ValueError:
                continue
        return found

    def _note_file(self, part: ReplyPart, name: str, error: DomainError) -> None:
        problem = text_of(error)
        self.form.is_valid()
        self.form.add_error(part.value, f"{name}：{problem.words}")


def seen_words(draft: UnitReply | None) -> str:
    """Return what a form carries to say which draft it began with."""
    return "" if draft is None else draft.at.isoformat()


def answer_of(request: HttpRequest, letter_id: UUID, acting: Actor) -> Answer:
    """Return what was posted."""
    return Answer(
        request=request,
        letter_id=letter_id,
        acting=acting,
        form=ReplyForm(request.POST, is_final=request.POST.get("do") == "submit"),
        rows=rows_sent(request.POST),
    )

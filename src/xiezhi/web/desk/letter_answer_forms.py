"""Forms of what comes back on paper: the reply, the objection."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _
from typing_extensions import override

from xiezhi.letters.rules.objections import MAX_OBJECTION
from xiezhi.letters.rules.replies import REPLY_LABELS, ReplyConclusion
from xiezhi.web.desk.act_forms import DayInput, ManyFilesInput, words_field
from xiezhi.web.desk.letter_act import LetterActForm
from xiezhi.web.desk.letter_forms import PAPER_HELP
from xiezhi.web.measure_rows import measures_of_rows, note_row_errors, rows_sent, rows_to_fill


class CorrectReplyForm(LetterActForm):
    """The day a reply on paper really came, and why the entered one was wrong."""

    received_on = forms.DateField(label=_("正确的收到日期"), widget=DayInput())
    reason = words_field(_("更正理由"), rows=2, limit=500)


class PaperReplyForm(LetterActForm):
    """A reply that came on paper, entered by the clerk; ``rows`` are its 整改措施."""

    conditional: tuple[str, ...] = ("letters",)

    conclusion = forms.ChoiceField(
        label=_("答复结论"),
        choices=[(one.value, label) for one, label in REPLY_LABELS.items()],
        widget=forms.RadioSelect,
    )
    words = words_field(_("回复内容"), rows=6, limit=5000)
    reply_number = forms.CharField(label=_("回复文号"), max_length=60)
    dated_on = forms.DateField(label=_("落款日期"), widget=DayInput())
    received_on = forms.DateField(label=_("收到日期"), widget=DayInput())
    letters = forms.Field(
        label=_("盖章扫描件"),
        required=False,
        widget=ManyFilesInput(),
        help_text=_("必传；PDF 或照片。"),
    )
    before = forms.Field(label=_("整改前照片"), required=False, widget=ManyFilesInput())
    after = forms.Field(label=_("整改后照片"), required=False, widget=ManyFilesInput())

    @override
    def prepare(self) -> None:
        """Start with today as the day it came; 提出异议 stands only where an objection is on file."""
        self.wants_row = self.data.get("do") == "row"
        self.rows = (
            rows_sent(self.data, with_blank=self.wants_row) if self.is_bound else rows_to_fill()
        )
        self.start(received_on=self.today)
        self.offer("conclusion", [(one.value, _now(text)) for one, text in self._conclusions()])

    @override
    def clean(self) -> dict[str, Any]:
        """Take the rows in. One more row, asked for where no script runs, is all that is answered then."""
        cleaned = super().clean()
        if self.wants_row:
            self.errors.clear()
            self.add_error(None, _now("整改措施多了一行，可以接着填。文件请最后再选。"))
            return cleaned
        note_row_errors(self, self.rows)
        return cleaned | {"measures": measures_of_rows(self.rows)}

    def _conclusions(self) -> Iterable[tuple[ReplyConclusion, str]]:
        has_objected = self.letter.objected_on is not None
        return (
            (one, text)
            for one, text in REPLY_LABELS.items()
            if has_objected or one is not ReplyConclusion.OBJECTED
        )


class ObjectionForm(LetterActForm):
    """An objection that came on paper, entered by the clerk."""

    words = words_field(_("异议内容"), rows=6, limit=MAX_OBJECTION)
    on = forms.DateField(label=_("收到日期"), widget=DayInput())
    paper = forms.FileField(
        label=_("书面异议扫描件"),
        help_text=PAPER_HELP,
        error_messages={"required": _("没有上传书面异议扫描件。")},
    )

    @override
    def prepare(self) -> None:
        """Start with today as the day it came."""
        self.start(on=self.today)

"""Forms of 联席会议 at the desk."""

from datetime import date, datetime, time
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _
from typing_extensions import override

from xiezhi.evidence.services.storing import IncomingFile
from xiezhi.kernel.clock import CHINA
from xiezhi.partners.rules import meetings
from xiezhi.partners.services.instruments import MAX_DUTIES
from xiezhi.partners.services.meetings import MeetingDraft, MinutesDraft
from xiezhi.web.office.forms import WithChoices, date_input


class DutiesForm(forms.Form):
    """What a signed text asks of a unit."""

    duties = forms.CharField(
        label=_("在文件中的职责"),
        max_length=MAX_DUTIES,
        required=False,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text=_("照文件原文摘写，单位在门户「会签职责」看到。"),
    )


class MeetingForm(WithChoices):
    """A joint meeting to call."""

    title = forms.CharField(label=_("会议名称"), max_length=meetings.MAX_TITLE)
    day = forms.DateField(label=_("日期"), widget=date_input())
    at = forms.TimeField(
        label=_("开始时间"), widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M")
    )
    place = forms.CharField(label=_("地点"), max_length=meetings.MAX_PLACE)
    agenda = forms.CharField(
        label=_("议程"),
        max_length=meetings.MAX_AGENDA,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text=_("各单位都能看到。不写线索、反映人和未公开的案情。"),
    )
    contact = forms.CharField(
        label=_("会务联系人和电话"),
        max_length=meetings.MAX_CONTACT,
        required=False,
        help_text=_("写职务或编号，例如：书记员05，0477-0000000。"),
    )
    answer_by = forms.DateField(label=_("回执截止日期"), widget=date_input(), required=False)
    unit_ids = forms.TypedMultipleChoiceField(
        label=_("通知单位"),
        coerce=UUID,
        widget=forms.CheckboxSelectMultiple({"class": "choice-columns"}),
    )

    def offer_further(self) -> None:
        """Ask for further units only: those called stay called."""
        self.fields["unit_ids"].label = _("再通知的单位")
        self.fields["unit_ids"].required = False

    def draft(self) -> MeetingDraft:
        """Return what was entered; day and time are those of China."""
        data = dict(self.cleaned_data)
        day: date = data.pop("day")
        at: time = data.pop("at")
        return MeetingDraft(starts_at=datetime.combine(day, at, CHINA), **data)


class MeetingReplyForm(forms.Form):
    """回执: who comes, by post; or why nobody does."""

    answer = forms.TypedChoiceField(
        label=_("是否参加"),
        coerce=meetings.MeetingAnswer,
        choices=[(one.value, label) for one, label in meetings.MEETING_ANSWER_LABELS.items()],
        widget=forms.RadioSelect,
    )
    posts = forms.CharField(
        label=_("参加人员职务"),
        max_length=meetings.MAX_POSTS,
        error_messages={"required": _("请写明参加人员的职务。")},
        help_text=_("写职务即可，不必写姓名。例如：副局长、河道管理科科长。"),
    )
    words = forms.CharField(
        label=_("不能参加的原因"),
        max_length=meetings.MAX_REASON,
        error_messages={"required": _("请写明不能参加的原因。")},
    )

    @override
    def clean(self) -> dict[str, Any]:
        """Ask for the posts of who comes or for the reason, never for both."""
        cleaned: dict[str, Any] = super().clean() or {}
        is_coming = cleaned.get("answer") == meetings.MeetingAnswer.COMING
        self.errors.pop("words" if is_coming else "posts", None)
        return cleaned

    def reply(self) -> meetings.MeetingReply:
        """Return what was entered."""
        return meetings.MeetingReply(**self.cleaned_data)


class MinutesForm(WithChoices):
    """会议纪要: words, the signed paper, who was there."""

    present = forms.TypedMultipleChoiceField(
        label=_("到会单位"),
        coerce=UUID,
        required=False,
        widget=forms.CheckboxSelectMultiple({"class": "choice-columns"}),
    )
    words = forms.CharField(
        label=_("会议纪要"),
        max_length=meetings.MAX_MINUTES,
        required=False,
        widget=forms.Textarea(attrs={"rows": 8}),
        help_text=_("议定的事项、责任单位、完成时限。通知过的单位都能看到。"),
    )
    scan = forms.FileField(
        label=_("纪要扫描件"), required=False, help_text=_("PDF 或照片。不选则保留原有的。")
    )

    def draft(self, scan: IncomingFile | None) -> MinutesDraft:
        """Return what was entered, with the file as it came."""
        data = self.cleaned_data
        return MinutesDraft(words=data["words"], present=data["present"], scan=scan)

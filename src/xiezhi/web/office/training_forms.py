"""Forms of trainings and patrols."""

from datetime import date, datetime, time
from typing import Any, Final
from uuid import UUID

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from xiezhi.kernel.clock import CHINA
from xiezhi.supporters.rules.called import MAX_WORDS as MAX_LIST
from xiezhi.supporters.rules.kinds import SUPPORTER_KIND_LABELS, SupporterKind
from xiezhi.supporters.rules.training import TRAINING_KIND_LABELS, Attendance, TrainingKind
from xiezhi.supporters.services import patrols, trainings
from xiezhi.web.office.forms import WithChoices, date_input

MARK: Final = "mark-"
_TRAINED: Final = tuple(kind for kind in SupporterKind if kind is not SupporterKind.YIXIN_VOLUNTEER)


class TrainingForm(forms.Form):
    """A training to plan."""

    kind = forms.TypedChoiceField(label=_("培训类别"), coerce=TrainingKind)
    audience = forms.TypedChoiceField(label=_("培训对象"), coerce=SupporterKind)
    title = forms.CharField(label=_("题目"), max_length=trainings.MAX_TITLE)
    day = forms.DateField(label=_("日期"), widget=date_input())
    at = forms.TimeField(
        label=_("开始时间"), widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M")
    )
    place = forms.CharField(
        label=_("地点"),
        max_length=trainings.MAX_PLACE,
        required=False,
        help_text=_("自学的不填地点，在下面写要学习的材料。"),
    )
    material = forms.CharField(
        label=_("学习材料"),
        max_length=trainings.MAX_MATERIAL,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("写明学什么、带什么。不写案件内容。"),
    )
    hours = forms.IntegerField(label=_("学时"), min_value=0, max_value=trainings.MAX_HOURS)
    is_required = forms.BooleanField(label=_("必须参加"), required=False)
    called = forms.CharField(
        label=_("通知哪些人"),
        max_length=MAX_LIST,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("不填则通知全部在聘人员。可以贴编号或姓名，例如：7、12、15-18。"),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["kind"].choices = [  # type: ignore[attr-defined]  # a choice field
            (kind.value, gettext(label)) for kind, label in TRAINING_KIND_LABELS.items()
        ]
        self.fields["audience"].choices = [  # type: ignore[attr-defined]  # a choice field
            (kind.value, gettext(SUPPORTER_KIND_LABELS[kind])) for kind in _TRAINED
        ]

    def draft(self) -> trainings.TrainingDraft:
        """Return what was entered; day and time are those of China."""
        data = dict(self.cleaned_data)
        day: date = data.pop("day")
        at: time = data.pop("at")
        return trainings.TrainingDraft(starts_at=datetime.combine(day, at, CHINA), **data)


class MoveForm(forms.Form):
    """Another time or place for a training."""

    day = forms.DateField(label=_("日期"), widget=date_input())
    at = forms.TimeField(
        label=_("开始时间"), widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M")
    )
    place = forms.CharField(
        label=_("地点"),
        max_length=trainings.MAX_PLACE,
        required=False,
        help_text=_("名单上的人会收到改期通知；已经答复的仍然有效，不能来的可以改为请假。"),
    )

    def starts_at(self) -> datetime:
        """Return the new time; it is that of China."""
        return datetime.combine(self.cleaned_data["day"], self.cleaned_data["at"], CHINA)


class AttendanceForm(forms.Form):
    """Who was there: a mark for each person called, a pasted list, the day of 补训."""

    present = forms.CharField(max_length=MAX_LIST, required=False, widget=forms.Textarea)
    made_up_on = forms.DateField(required=False, widget=date_input())

    def marks(self) -> trainings.Marks:
        """Return what was entered; a mark that is none is left out."""
        known = set(Attendance)
        given = {
            supporter_id: Attendance(value)
            for name, value in self.data.items()
            if value in known and (supporter_id := _id_of(name)) is not None
        }
        return trainings.Marks(
            by_supporter=given,
            present=self.cleaned_data["present"],
            made_up_on=self.cleaned_data["made_up_on"],
        )


class PatrolForm(WithChoices):
    """A patrol for some grid members."""

    place_words = forms.CharField(
        label=_("巡查哪里"),
        max_length=patrols.MAX_PLACE,
        help_text=_("例如：罕台川展旦召段，从大桥到拦河坝。"),
    )
    words = forms.CharField(
        label=_("看什么"),
        max_length=patrols.MAX_WORDS,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("网格员在手机上看到。不写线索、案件和反映人。"),
    )
    due_on = forms.DateField(label=_("截止日期"), widget=date_input())
    supporter_ids = forms.TypedMultipleChoiceField(
        label=_("派给"),
        coerce=UUID,
        widget=forms.CheckboxSelectMultiple({"class": "choice-columns"}),
    )

    def draft(self) -> patrols.PatrolDraft:
        """Return what members are asked."""
        data = self.cleaned_data
        return patrols.PatrolDraft(
            place_words=data["place_words"], words=data["words"], due_on=data["due_on"]
        )


def _id_of(name: str) -> UUID | None:
    """Return whom a field of marks is about; None for other fields."""
    try:
        return UUID(name.removeprefix(MARK)) if name.startswith(MARK) else None
    except ValueError:
        return None

"""What the pool's list is asked for, and what 初筛 is told."""

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from typing_extensions import override

from xiezhi.accounts.selectors.towns import list_towns
from xiezhi.intake.rules.pool import NOT_LEAD_LABELS, NotLeadReason, PoolState, ReporterGrade
from xiezhi.intake.selectors.pool import PoolFilter
from xiezhi.law.areas import area_register
from xiezhi.law.sources import source_register

Choice = tuple[str, str]


def area_choices(empty: str) -> list[Choice]:
    """Return the subject areas, an empty one first."""
    return [("", empty), *((area.key, _(area.name)) for area in area_register().areas)]


def channel_choices(empty: str) -> list[Choice]:
    """Return the ways of arrival, an empty one first."""
    channels = source_register().channels.values()
    return [("", empty), *((entry.channel.value, _(entry.label)) for entry in channels)]


def town_choices(empty: str) -> list[Choice]:
    """Return the office's towns, an empty one first."""
    return [("", empty), *((town.name, town.name) for town in list_towns())]


class PoolFilterForm(forms.Form):
    """The toolbar over the list. Anything it does not know is left out, never refused."""

    state = forms.ChoiceField(
        required=False,
        choices=[(state, state) for state in PoolState],
        widget=forms.HiddenInput,
    )
    unread = forms.BooleanField(required=False, widget=forms.HiddenInput)
    words = forms.CharField(required=False, max_length=100)
    channel = forms.ChoiceField(required=False)
    town = forms.ChoiceField(required=False)
    area = forms.ChoiceField(required=False)
    grade = forms.ChoiceField(required=False)
    batch = forms.UUIDField(required=False, widget=forms.HiddenInput)
    page = forms.IntegerField(required=False, min_value=1, max_value=400, widget=forms.HiddenInput)

    def __init__(self, asked: QueryDict) -> None:
        super().__init__(asked)
        for name, choices in {
            "channel": channel_choices(_("来源方式")),
            "town": town_choices(_("苏木镇")),
            "area": area_choices(_("疑似领域")),
            "grade": [
                ("", _("反映人")),
                (ReporterGrade.DUTY.value, _("网格员履职")),
                (ReporterGrade.SECRET.value, _("仅代码")),
            ],
        }.items():
            field = self.fields[name]
            if isinstance(field, forms.ChoiceField):
                field.choices = choices

    def asked(self) -> PoolFilter:
        """Return the filter; unknown values count as not given."""
        self.is_valid()
        data = self.cleaned_data
        return PoolFilter(
            state=PoolState(data.get("state") or PoolState.PENDING),
            channel=data.get("channel") or "",
            town=data.get("town") or "",
            area=data.get("area") or "",
            grade=data.get("grade") or "",
            words=data.get("words") or "",
            batch=data.get("batch"),
            only_unread=bool(data.get("unread")),
            page=data.get("page") or 1,
        )


class SelectedField(forms.Field):
    """Ids of ticked rows."""

    widget = forms.MultipleHiddenInput

    @override
    def to_python(self, value: object) -> list[object]:
        """Return the ids as UUIDs."""
        reader = forms.UUIDField()
        return [reader.clean(one) for one in value] if isinstance(value, list) else []


class ScreenForm(forms.Form):
    """初筛 of one or of many reports. A pressed reason means 不作线索."""

    selected = SelectedField(
        error_messages={"required": gettext_lazy("请先选中要办理的反映信息。")}
    )
    act = forms.ChoiceField(
        required=False, choices=[(act, act) for act in ("keep", "not_lead", "undo")]
    )
    reason = forms.ChoiceField(
        required=False, choices=[(reason, NOT_LEAD_LABELS[reason]) for reason in NotLeadReason]
    )
    note = forms.CharField(required=False, max_length=300)
    next = forms.UUIDField(required=False)
    back = forms.CharField(required=False, max_length=600)

    @override
    def clean(self) -> dict[str, object]:
        """Ask for a reason where 不作线索 was pressed without one."""
        cleaned: dict[str, object] = super().clean() or {}
        act = cleaned.get("act") or ("not_lead" if cleaned.get("reason") else "")
        if not act:
            self.add_error("act", _("请选择处理方式。"))
        if act == "not_lead" and not cleaned.get("reason"):
            self.add_error("reason", _("不作线索须选理由。"))
        cleaned["act"] = act
        return cleaned

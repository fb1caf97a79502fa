"""What the single form and the rows of a paste have in common, parsed alike."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, datetime
from typing import Any, Final
from uuid import UUID

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from typing_extensions import override

from xiezhi.evidence.rules.taken import TimeSource
from xiezhi.intake.rules.entry import EntryRow, Treatment
from xiezhi.intake.rules.submission import MAX_WORDS
from xiezhi.kernel.clock import CHINA
from xiezhi.law.sources import IntakeChannel
from xiezhi.web.desk.act_forms import DayInput, MomentInput
from xiezhi.web.quick.choices import (
    Known,
    channel_choices,
    reason_choices,
    topic_choices,
    town_choices,
    treatment_choices,
)

# Longer than a report may be: the rules say so in words, and nothing typed is cut off.
_TYPED: Final = MAX_WORDS * 20
_PLAIN: Final = (
    "wants_secrecy", "received_on", "village", "place_words", "title", "words", "origin",
    "external_number", "is_urgent", "scans_are_masked", "not_lead_reason", "note",
    "contact_name", "contact_phone",
)  # fmt: skip


class EntryForm(forms.Form):
    """Fields of one report."""

    words = forms.CharField(
        label=gettext_lazy("内容"),
        required=False,
        max_length=_TYPED,
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    place_words = forms.CharField(
        label=gettext_lazy("地点"),
        required=False,
        max_length=200,
        help_text=gettext_lazy("连写即可，如“展旦召苏木北滩嘎查加油站北200米”。"),
    )
    town = forms.ChoiceField(label=gettext_lazy("苏木镇"), required=False)
    village = forms.CharField(label=gettext_lazy("嘎查村"), required=False, max_length=60)
    member = forms.CharField(
        label=gettext_lazy("网格员"),
        required=False,
        max_length=40,
        widget=forms.TextInput(attrs={"list": "quick-members", "autocomplete": "off"}),
    )
    contact_name = forms.CharField(
        label=gettext_lazy("反映人"),
        required=False,
        max_length=40,
        widget=forms.TextInput(attrs={"autocomplete": "off", "data-autosave-off": True}),
    )
    contact_phone = forms.CharField(
        label=gettext_lazy("电话"),
        required=False,
        max_length=20,
        widget=forms.TextInput(
            attrs={"autocomplete": "off", "inputmode": "tel", "data-autosave-off": True}
        ),
    )
    wants_secrecy = forms.BooleanField(label=gettext_lazy("要求保密"), required=False)
    external_number = forms.CharField(label=gettext_lazy("外部编号"), required=False, max_length=60)
    title = forms.CharField(label=gettext_lazy("标题"), required=False, max_length=200)
    origin = forms.CharField(label=gettext_lazy("来件单位、文号"), required=False, max_length=300)
    received_on = forms.DateField(label=gettext_lazy("收到日期"), required=False, widget=DayInput())
    seen_at = forms.DateTimeField(
        label=gettext_lazy("发现时间"), required=False, widget=MomentInput()
    )
    topics = forms.MultipleChoiceField(
        label=gettext_lazy("看到了什么"), required=False, widget=forms.CheckboxSelectMultiple
    )
    is_urgent = forms.BooleanField(label=gettext_lazy("情况紧急"), required=False)
    scans_are_masked = forms.BooleanField(
        label=gettext_lazy("扫描件已遮盖反映人的姓名、电话、住址"), required=False
    )
    channel = forms.ChoiceField(label=gettext_lazy("来源方式"), required=False)
    treatment = forms.ChoiceField(label=gettext_lazy("处理"), required=False)
    not_lead_reason = forms.ChoiceField(label=gettext_lazy("不作线索的理由"), required=False)
    note = forms.CharField(label=gettext_lazy("说明"), required=False, max_length=300)
    lead = forms.CharField(
        label=gettext_lazy("并入哪一条线索"),
        required=False,
        max_length=40,
        widget=forms.TextInput(attrs={"list": "quick-leads", "autocomplete": "off"}),
    )

    def __init__(self, *args: Any, known: Known, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.known, self._today = known, today
        for name, choices in {
            "town": town_choices(known),
            "topics": topic_choices(),
            "channel": channel_choices(),
            "treatment": treatment_choices(),
            "not_lead_reason": reason_choices(),
        }.items():
            field = self.fields.get(name)
            if isinstance(field, forms.ChoiceField):
                field.choices = choices
        if "received_on" in self.fields:
            self.fields["received_on"].widget.attrs["max"] = today.isoformat()

    def clean_words(self) -> str:
        """Return the words with the line ends of the rest of the house: browsers send two signs."""
        return str(self.cleaned_data.get("words") or "").replace("\r\n", "\n").strip()

    def clean_received_on(self) -> date | None:
        """Refuse a day that has not come, beside its field."""
        found: date | None = self.cleaned_data.get("received_on")
        if found is not None and found > self._today:
            raise forms.ValidationError(_("收到日期不能晚于今天。"))
        return found

    def clean_member(self) -> UUID | None:
        """Return who a label names."""
        words = str(self.cleaned_data.get("member") or "").strip()
        if not words:
            return None
        if words not in self.known.members:
            raise forms.ValidationError(_("没有这名在聘网格员，请从列表中选，或者留空。"))
        return self.known.members[words]

    def clean_lead(self) -> UUID | None:
        """Return the lead a number names."""
        words = str(self.cleaned_data.get("lead") or "").split(" ", maxsplit=1)[0]
        if not words:
            return None
        if words not in self.known.leads:
            raise forms.ValidationError(_("没有这条在办线索，请从列表中选。"))
        return self.known.leads[words]

    @override
    def clean(self) -> dict[str, Any]:
        """Read 苏木镇 and 嘎查村 out of the words of place where nobody chose them."""
        cleaned: dict[str, Any] = super().clean() or {}
        words = cleaned.get("place_words") or ""
        if words and not cleaned.get("town"):
            found = self.known.place_of(words)
            cleaned["town"] = found.town
            cleaned["village"] = cleaned.get("village") or found.village
            cleaned["place_words"] = found.words or words
        return cleaned

    def entry_row(self, earlier: EntryRow) -> EntryRow:
        """Return the row as typed; a field that cannot be read keeps what it was."""
        data: Mapping[str, Any] = self.cleaned_data
        changes = {name: data[name] for name in _PLAIN if name in data}
        if "town" in data:
            changes["town"] = data["town"]
        if "topics" in data:
            changes["topics"] = tuple(data["topics"])
        if "member" in data:
            changes["supporter_id"] = data["member"]
        if "lead" in data:
            changes["lead_id"] = data["lead"]
        if data.get("channel"):
            changes["channel"] = IntakeChannel(data["channel"])
        if data.get("treatment"):
            changes["treatment"] = Treatment(data["treatment"])
        return replace(earlier, **changes, **self._seen(earlier))

    def _seen(self, earlier: EntryRow) -> dict[str, Any]:
        """Return time and source: what a person changed is 人工 from then on."""
        if "seen_at" not in self.cleaned_data:
            return {}
        found = self.cleaned_data["seen_at"]
        if found == _minute(earlier.seen_at):
            return {}
        return {"seen_at": found, "seen_at_source": TimeSource.MANUAL.value if found else ""}


def initial_of(row: EntryRow, known: Known) -> dict[str, Any]:
    """Return first values of the fields."""
    found: dict[str, Any] = {name: getattr(row, name) for name in _PLAIN}
    return found | {
        "town": row.town,
        "topics": list(row.topics),
        "member": known.member_words(row.supporter_id),
        "lead": known.lead_words(row.lead_id),
        "channel": row.channel.value,
        "treatment": row.treatment.value,
        "seen_at": _minute(row.seen_at),
    }


def _minute(instant: datetime | None) -> datetime | None:
    return None if instant is None else instant.astimezone(CHINA).replace(second=0, microsecond=0)

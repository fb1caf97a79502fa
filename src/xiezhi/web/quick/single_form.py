"""One form for each way of arrival: the fields it asks for, in the order they are typed."""

from dataclasses import dataclass
from datetime import date
from typing import Any, Final
from uuid import UUID, uuid4

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from typing_extensions import override

from xiezhi.intake.rules.entry import EntryRow, Treatment
from xiezhi.law.sources import IntakeChannel
from xiezhi.web.desk.act_forms import ManyFilesInput
from xiezhi.web.quick.choices import Known
from xiezhi.web.quick.fields import EntryForm

_PLACE: Final = ("place_words", "town", "village")
_WHO: Final = ("contact_name", "contact_phone", "wants_secrecy")
_MORE: Final = ("received_on", "seen_at", "topics", "is_urgent")
_SCANS: Final = ("scans", "scans_are_masked")


@dataclass(frozen=True, slots=True, kw_only=True)
class FormKind:
    """What one way of arrival asks for.

    Attributes:
        fields: names in the order of typing; the first has the focus.
        required: those a report of this kind cannot do without.
        labels: other words for a field where the kind has its own.
        key: the letter that opens it from the page of 快速登记.
    """

    fields: tuple[str, ...]
    required: tuple[str, ...] = ()
    labels: tuple[tuple[str, Any], ...] = ()
    key: str = ""


KINDS: Final[dict[IntakeChannel, FormKind]] = {
    IntakeChannel.TELEPHONE: FormKind(
        fields=("words", *_PLACE, "member", *_WHO, *_MORE, "attachments"), key="t"
    ),
    IntakeChannel.LETTER: FormKind(
        fields=("words", *_PLACE, *_WHO, *_SCANS, *_MORE, "attachments"), key="l"
    ),
    IntakeChannel.VISIT: FormKind(
        fields=("words", *_PLACE, *_WHO, *_MORE, "attachments", *_SCANS), key="v"
    ),
    IntakeChannel.HOTLINE_12345: FormKind(
        fields=("external_number", "words", *_PLACE, *_WHO, *_MORE, "attachments", *_SCANS),
        required=("external_number",),
        labels=(("external_number", gettext_lazy("12345 工单编号")),),
        key="h",
    ),
    IntakeChannel.YIXIN: FormKind(
        fields=("external_number", "words", *_PLACE, *_WHO, *_MORE, "attachments"),
        required=("external_number",),
        labels=(("external_number", gettext_lazy("益心为公平台编号")),),
        key="y",
    ),
    IntakeChannel.MEDIA: FormKind(
        fields=("title", "origin", "words", *_PLACE, *_MORE, "attachments", *_SCANS),
        required=("origin",),
        labels=(("origin", gettext_lazy("媒体名称、网址")),),
        key="m",
    ),
    IntakeChannel.AGENCY_TRANSFER: FormKind(
        fields=("origin", "title", "words", *_PLACE, *_SCANS, *_WHO, *_MORE, "attachments"),
        required=("origin",),
        labels=(("origin", gettext_lazy("移送机关、文号")),),
        key="o",
    ),
    IntakeChannel.INTERNAL_TRANSFER: FormKind(
        fields=("origin", "title", "words", *_PLACE, *_SCANS, *_WHO, *_MORE, "attachments"),
        required=("origin",),
        labels=(("origin", gettext_lazy("移送部门、原案号")),),
        key="i",
    ),
    IntakeChannel.PROCURATORATE_TRANSFER: FormKind(
        fields=("origin", "title", "words", *_PLACE, *_SCANS, *_WHO, *_MORE, "attachments"),
        required=("origin",),
        labels=(("origin", gettext_lazy("移送检察院、文号")),),
        key="p",
    ),
    IntakeChannel.SUPERIOR_ASSIGNMENT: FormKind(
        fields=("origin", "title", "words", *_PLACE, *_SCANS, *_WHO, *_MORE, "attachments"),
        required=("origin",),
        labels=(("origin", gettext_lazy("上级院、交办文号")),),
        key="s",
    ),
    IntakeChannel.DEPUTY_SUGGESTION: FormKind(
        fields=("external_number", "title", "words", *_PLACE, *_SCANS, *_MORE, "attachments"),
        required=("external_number", "title"),
        labels=(("external_number", gettext_lazy("建议编号")),),
        key="d",
    ),
    IntakeChannel.CPPCC_PROPOSAL: FormKind(
        fields=("external_number", "title", "words", *_PLACE, *_SCANS, *_MORE, "attachments"),
        required=("external_number", "title"),
        labels=(("external_number", gettext_lazy("提案编号")),),
        key="c",
    ),
    IntakeChannel.CASEWORK: FormKind(
        fields=("origin", "title", "words", *_PLACE, *_MORE, "attachments", *_SCANS),
        labels=(("origin", gettext_lazy("原案号")),),
        key="f",
    ),
    IntakeChannel.WECHAT_GROUP: FormKind(
        fields=("words", *_PLACE, "member", *_WHO, *_MORE, "attachments"), key="w"
    ),
}
# Shown at once; the rest is behind 更多.
SHOWN_AT_ONCE: Final = frozenset(
    {
        "words",
        *_PLACE,
        "member",
        *_WHO,
        *_SCANS,
        "external_number",
        "title",
        "origin",
        "received_on",
    }
)


class SingleForm(EntryForm):
    """One report by one way of arrival."""

    submission_key = forms.UUIDField(widget=forms.HiddenInput)
    draft = forms.UUIDField(required=False, widget=forms.HiddenInput)
    attachments = forms.FileField(
        label=gettext_lazy("照片、录音"),
        required=False,
        widget=ManyFilesInput(attrs={"multiple": True}),
    )
    scans = forms.FileField(
        label=gettext_lazy("扫描件"),
        required=False,
        widget=ManyFilesInput(attrs={"multiple": True, "accept": "image/*,.pdf"}),
        help_text=gettext_lazy(
            "来信、来函的 PDF 或照片。没有遮盖反映人身份的，只封存，登记后不显示。"
        ),
    )

    def __init__(
        self, *args: Any, channel: IntakeChannel, known: Known, today: date, **kwargs: Any
    ) -> None:
        kind = KINDS[channel]
        first = {"submission_key": uuid4(), "received_on": today} | kwargs.pop("initial", {})
        super().__init__(*args, known=known, today=today, initial=first, **kwargs)
        self.entry_channel = channel
        wanted = [*kind.fields, "submission_key", "draft"]
        for name in set(self.fields) - set(wanted):
            del self.fields[name]
        self.order_fields(wanted)
        for name, label in kind.labels:
            self.fields[name].label = label
        for name in kind.required:
            self.fields[name].required = True
        self.fields[kind.fields[0]].widget.attrs["autofocus"] = True

    @override
    def clean(self) -> dict[str, Any]:
        """Ask for one of the two: a grid member or another reporter."""
        cleaned = super().clean()
        has_contact = cleaned.get("contact_name") or cleaned.get("contact_phone")
        if cleaned.get("member") and has_contact:
            self.add_error("contact_name", _("选了网格员就不用再填反映人和电话，两者只填一样。"))
        return cleaned

    def ask_for_nothing(self) -> None:
        """Let every field be empty: what is kept for later need not be whole."""
        for name in KINDS[self.entry_channel].required:
            self.fields[name].required = False

    @property
    def at_once(self) -> list[forms.BoundField]:
        """Fields shown without a further step."""
        return [self[name] for name in self.fields if name in SHOWN_AT_ONCE]

    @property
    def behind_more(self) -> list[forms.BoundField]:
        """Fields behind 更多."""
        hidden = {"submission_key", "draft"} | SHOWN_AT_ONCE
        return [self[name] for name in self.fields if name not in hidden]

    def row(self, treatment: Treatment = Treatment.POOL) -> EntryRow:
        """Return what was typed so far."""
        return self.entry_row(EntryRow(channel=self.entry_channel, treatment=treatment))

    def draft_id(self) -> UUID | None:
        """Return where files of an earlier try wait."""
        found: UUID | None = self.cleaned_data.get("draft")
        return found

    def key(self) -> UUID:
        """Return what makes the same form sent twice one report."""
        found: UUID = self.cleaned_data["submission_key"]
        return found

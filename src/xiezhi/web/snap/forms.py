"""The report form: parses what a phone sends into a `Submission`."""

from datetime import datetime
from uuid import uuid4

from django import forms
from django.utils.translation import gettext_lazy as _
from typing_extensions import override

from xiezhi.evidence.rules.taken import TimeSource
from xiezhi.intake.rules.pool import PlaceSource
from xiezhi.intake.rules.submission import MAX_WORDS, TOPICS, Contact, Place, Submission
from xiezhi.kernel.actor import Actor, ActorKind
from xiezhi.web.snap.places import town_choices

_SOURCES = {"device": PlaceSource.DEVICE, "photo": PlaceSource.EXIF}


class ReportForm(forms.Form):
    """Field names are the contract with the phone client."""

    submission_key = forms.UUIDField(initial=uuid4)
    words = forms.CharField(required=False, max_length=MAX_WORDS * 20)
    topics = forms.MultipleChoiceField(
        required=False, choices=[(key, _(label)) for key, label in TOPICS.items()]
    )
    seen_at = forms.DateTimeField(
        required=False, error_messages={"invalid": _("发现时间看不懂，请重新选。")}
    )
    seen_at_source = forms.CharField(required=False, max_length=10)
    lat = forms.FloatField(required=False, min_value=-90, max_value=90)
    lon = forms.FloatField(required=False, min_value=-180, max_value=180)
    accuracy_m = forms.FloatField(required=False, min_value=0, max_value=1_000_000)
    heading_deg = forms.FloatField(required=False, min_value=0, max_value=360)
    position_source = forms.CharField(required=False, max_length=10)
    position_consent = forms.BooleanField(required=False)
    town = forms.ChoiceField(required=False)
    village = forms.CharField(required=False, max_length=60)
    place_words = forms.CharField(required=False, max_length=200)
    urgent = forms.BooleanField(required=False)
    contact_mode = forms.ChoiceField(
        required=False, choices=[("phone", _("留电话")), ("anonymous", _("匿名"))]
    )
    phone = forms.CharField(required=False, max_length=20)
    name = forms.CharField(required=False, max_length=40)
    keep_secret = forms.BooleanField(required=False)
    photos = forms.Field(required=False)
    voice = forms.Field(required=False)
    videos = forms.Field(required=False)

    def __init__(self, *args: object, acting: Actor, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]  # handed through to Django
        self._acting = acting
        town = self.fields["town"]
        if isinstance(town, forms.ChoiceField):
            town.choices = town_choices()

    @override
    def clean(self) -> dict[str, object]:
        """Ask the public for one of the two: a phone number or anonymity."""
        cleaned: dict[str, object] = super().clean() or {}
        if self._acting.kind is ActorKind.SUPPORTER:
            return cleaned
        mode = cleaned.get("contact_mode")
        if not mode and "contact_mode" not in self.errors:
            self.add_error("contact_mode", _("请选留电话或者匿名。"))
        phone = str(cleaned.get("phone") or "")
        if mode == "phone" and sum(character.isdigit() for character in phone) < 7:  # noqa: PLR2004
            self.add_error("phone", _("电话号码不完整，请再看一下，或者改选匿名。"))
        return cleaned

    def submission(self) -> Submission:
        """Return the parsed report; the form must be valid."""
        data = self.cleaned_data
        seen_at: datetime | None = data["seen_at"]
        is_anonymous = data["contact_mode"] != "phone"
        has_position = data["lat"] is not None and data["lon"] is not None
        return Submission(
            submission_key=data["submission_key"],
            words=data["words"],
            topics=tuple(data["topics"]),
            place=Place(
                town=data["town"],
                village=data["village"],
                words=data["place_words"],
                latitude=data["lat"] if has_position else None,
                longitude=data["lon"] if has_position else None,
                accuracy_m=data["accuracy_m"] if has_position else None,
                heading_deg=data["heading_deg"],
                source=_SOURCES.get(data["position_source"], PlaceSource.MANUAL)
                if has_position
                else PlaceSource.NONE,
            ),
            seen_at=seen_at,
            seen_at_source=TimeSource.DEVICE
            if data["seen_at_source"] == TimeSource.DEVICE
            else TimeSource.MANUAL,
            is_urgent=data["urgent"],
            contact=None if is_anonymous else Contact(phone=data["phone"], name=data["name"]),
            wants_secrecy=data["keep_secret"],
            consents_to_position=data["position_consent"],
        )


class ReceiptForm(forms.Form):
    """The code of 查进度."""

    code = forms.CharField(max_length=200)


class KeyForm(forms.Form):
    """What makes the same words sent twice one message."""

    submission_key = forms.UUIDField()


class ReplyForm(KeyForm):
    """An answer, a supplement or 再次反映."""

    words = forms.CharField(required=False, max_length=MAX_WORDS * 20)
    photos = forms.Field(required=False)
    voice = forms.Field(required=False)
    videos = forms.Field(required=False)

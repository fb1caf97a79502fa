"""Forms of the acts on a lead: what is entered, parsed; the rules are the services'."""

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any, Final

from django import forms
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _
from typing_extensions import override

from xiezhi.accounts.rules.rights import Action, may
from xiezhi.kernel.actor import Actor
from xiezhi.leads.models import Lead
from xiezhi.leads.rules.outcomes import DecisionWay
from xiezhi.web.whole_words import whole

Choices = Iterable[tuple[str, object]]
# Farther away than any letter, decision or limit of an office lies.
_YEARS: Final = 50
SLIP_HELP: Final = _("PDF 或照片；代录必须上传审批单扫描件。")


class WorkForm(forms.Form):
    """A form that knows who acts on which day. ``instance`` is what is changed, if there is one."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        self.acting: Actor = kwargs.pop("acting")
        self.today: date = kwargs.pop("today")
        self.instance: Any = kwargs.pop("instance", None)
        super().__init__(*args, **kwargs)
        self.prepare()

    def prepare(self) -> None:
        """Offer the choices and first values that depend on the matter and the person."""

    def told(self, words: str) -> str:
        """Return the words of a refusal as the matter has them."""
        return words

    @override
    def clean(self) -> dict[str, Any]:
        """Refuse a year that was mistyped: 0026 for 2026 passes for a date in every browser."""
        cleaned = super().clean() or {}
        for name, value in list(cleaned.items()):
            if isinstance(value, date) and abs(value.year - self.today.year) > _YEARS:
                words = _now("年份是 %(year)s，像是填错了，请核对。") % {"year": f"{value.year:04}"}
                self.add_error(name, words)
        return cleaned

    def offer(self, name: str, choices: Choices) -> None:
        """Set the choices of a field."""
        field = self.fields[name]
        if isinstance(field, forms.ChoiceField):
            field.choices = list(choices)

    def start(self, **values: object) -> None:
        """Set first values, shown until something else is entered."""
        for name, value in values.items():
            self.fields[name].initial = value


class ActForm(WorkForm):
    """A form of an act on a lead."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        self.lead: Lead = kwargs.pop("lead")
        super().__init__(*args, **kwargs)


class NothingForm(ActForm):
    """An act that needs no words."""


class DayInput(forms.DateInput):
    """A day, by the browser's own calendar."""

    def __init__(self) -> None:
        super().__init__(attrs={"type": "date"}, format="%Y-%m-%d")


class MomentInput(forms.DateTimeInput):
    """A minute, by the browser's own calendar."""

    def __init__(self) -> None:
        super().__init__(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M")


class ManyFilesInput(forms.ClearableFileInput):
    """Several files at once."""

    allow_multiple_selected = True
    template_name = "django/forms/widgets/file.html"


def words_field(
    label: object,
    *,
    rows: int = 4,
    limit: int = 2000,
    required: bool = True,
    help_text: object = "",
) -> forms.CharField:
    """Return a field for sentences; what is too long is refused in words, never cut off."""
    return whole(
        forms.CharField(
            label=label,  # type: ignore[arg-type]  # a lazy translation
            max_length=limit,
            required=required,
            help_text=help_text,  # type: ignore[arg-type]  # a lazy translation
            widget=forms.Textarea(attrs={"rows": rows}),
        )
    )


class ReasonForm(ActForm):
    """An act with a reason."""

    reason = words_field(_("理由"))


class WayForm(ActForm):
    """An opinion or decision: by the person on line, or entered from the signed slip (代录)."""

    own_right: Action = Action.DECIDE_LEAD
    usual_decider: object = ""

    way = forms.ChoiceField(
        label=_("方式"),
        choices=[(DecisionWay.ONLINE.value, _("本人线上")), (DecisionWay.ENTERED.value, _("代录"))],
        widget=forms.RadioSelect,
    )
    decided_by_label = forms.CharField(label=_("决定人（职务编号）"), max_length=30, required=False)
    decided_on = forms.DateField(label=_("决定日期"), required=False, widget=DayInput())
    slip = forms.FileField(label=_("审批单扫描件"), required=False, help_text=SLIP_HELP)

    @override
    def prepare(self) -> None:
        """Offer only the ways the person may take."""
        self.start(decided_on=self.today, decided_by_label=self.usual_decider)
        ways: list[tuple[str, object]] = []
        if may(self.acting, self.own_right):
            ways.append((DecisionWay.ONLINE.value, _("本人线上")))
        if may(self.acting, Action.RECORD_DECISION):
            ways.append((DecisionWay.ENTERED.value, _("代录（附审批单）")))
        else:
            for name in ("decided_by_label", "decided_on", "slip"):
                del self.fields[name]
        self.offer("way", ways)
        if ways:
            self.start(way=ways[0][0])

    @override
    def clean(self) -> dict[str, Any]:
        """Ask for the slip and who signed it where the decision is entered for somebody."""
        cleaned = super().clean() or {}
        if cleaned.get("way") != DecisionWay.ENTERED:
            return cleaned
        if not cleaned.get("decided_by_label"):
            self.add_error("decided_by_label", _("请写明由谁决定。"))
        if not cleaned.get("decided_on"):
            self.add_error("decided_on", _("请选决定日期。"))
        if not cleaned.get("slip"):
            self.add_error("slip", _("代录必须上传审批单扫描件。"))
        return cleaned


def local_minute(now: datetime) -> datetime:
    """Return an instant cut to the minute, as the first value of a form."""
    return now.replace(second=0, microsecond=0)

"""Fields several acts on a case share: who acted, helpers, pictures, and choices in the field's words."""

from collections.abc import Iterable, Mapping
from enum import StrEnum
from typing import Any, Final
from uuid import UUID

from django import forms
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from xiezhi.cases.selectors.evidence import list_investigators
from xiezhi.evidence.rules.kinds import MediaKind
from xiezhi.evidence.services.storing import IncomingFile
from xiezhi.web.cases.act import CaseDoing, CaseForm
from xiezhi.web.desk.act_forms import DayInput, ManyFilesInput
from xiezhi.web.uploads import incoming

MAX_PICTURES: Final = 6
PAPER_HELP: Final = _("PDF 或照片。")
Choices = list[tuple[str, str]]


def staff_field() -> forms.TypedMultipleChoiceField:
    """Return the field for the 检察人员 who acted together."""
    return forms.TypedMultipleChoiceField(
        label=_("检察人员（不少于两人）"),
        coerce=UUID,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("特邀检察官助理、代表、网格员等参与人不计入两人。"),
        error_messages={"required": _("请选择至少两名检察人员。")},
    )


def day_field(label: object, *, required: bool = True, help_text: object = "") -> forms.DateField:
    """Return a field for a day."""
    return forms.DateField(
        label=label,  # type: ignore[arg-type]  # a lazy translation
        required=required,
        help_text=help_text,  # type: ignore[arg-type]  # a lazy translation
        widget=DayInput(),
    )


def line_field(
    label: object, limit: int, *, required: bool = True, help_text: object = ""
) -> forms.CharField:
    """Return a field for one line."""
    return forms.CharField(
        label=label,  # type: ignore[arg-type]  # a lazy translation
        max_length=limit,
        required=required,
        help_text=help_text,  # type: ignore[arg-type]  # a lazy translation
    )


def paper_field(label: object, *, required: bool = False) -> forms.FileField:
    """Return a field for one scan."""
    return forms.FileField(label=label, required=required, help_text=PAPER_HELP)  # type: ignore[arg-type]  # a lazy translation


def pictures_field(label: object, *, help_text: object = "") -> forms.Field:
    """Return a field for several pictures; a phone offers its camera."""
    return forms.Field(
        label=label,  # type: ignore[arg-type]  # a lazy translation
        required=False,
        help_text=help_text,  # type: ignore[arg-type]  # a lazy translation
        widget=ManyFilesInput(attrs={"accept": "image/*", "multiple": True}),
    )


def offer_staff(form: CaseForm, name: str = "staff") -> None:
    """Offer the 检察人员 who may act on the case; the two of its team are chosen already."""
    members = list_investigators(form.case, form.today)
    form.offer(name, [(str(one.id), one.label) for one in members])
    own = [str(one.id) for one in members if one.id in {form.case.handler_id, form.acting.id}]
    form.start(**{name: own})


def labelled(table: Mapping[Any, str], members: Iterable[StrEnum] | None = None) -> Choices:
    """Return the choices of a closed list in its order."""
    return [(str(one), _now(table[one])) for one in (table if members is None else members)]


def names_of(words: str) -> list[str]:
    """Return the names written on lines or between 、 and ，."""
    for sign in ("，", ",", "、", "；", ";"):
        words = words.replace(sign, "\n")
    return [one.strip() for one in words.splitlines() if one.strip()]


def pictures_of(doing: CaseDoing, name: str) -> list[IncomingFile]:
    """Return the pictures handed in with a field."""
    return incoming(doing.request, name, kind=MediaKind.PHOTO, limit=MAX_PICTURES)

"""The form of a draft, made of the paper's own definition; every field may stay empty until it is made."""

from collections.abc import Mapping
from datetime import date
from typing import Any, Final

from django import forms
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _
from typing_extensions import override

from xiezhi.cases.rules.drafts import MAX_WORDS
from xiezhi.cases.selectors.case_page import parties_of
from xiezhi.cases.services.drafting import DraftInput
from xiezhi.documents.papers.case.definitions import PaperDefinition, PaperField
from xiezhi.documents.papers.case.rules.vocabulary import FieldKind
from xiezhi.documents.papers.case.values import Filled
from xiezhi.web.cases.act import CaseForm
from xiezhi.web.cases.naming import said
from xiezhi.web.desk.act_forms import DayInput
from xiezhi.web.desk.copies import offer_superiors

MAX_TEXT: Final = 300
PREFIX: Final = "f_"
COPIES: Final = f"{PREFIX}copies"
_BETWEEN: Final = "｜"
_QUOTED: Final = frozenset({"failures"})
"""Choices in the words of an article, whatever the case's regime calls the paper (办案规则第82条)."""


class DraftForm(CaseForm):
    """Fields of one paper. ``instance``: its definition and the values it starts from."""

    number = forms.CharField(
        label=_("文号"),
        max_length=60,
        required=False,
        help_text=_("照检察业务应用系统2.0填写；还没有的留空。"),
    )
    dated = forms.DateField(label=_("成文日期"), required=False, widget=DayInput())

    @override
    def prepare(self) -> None:
        """Add a field for each the paper asks for, with what is known."""
        self.definition: PaperDefinition = self.instance["definition"]
        values: Mapping[str, Filled] = self.instance["fields"]
        if not self.definition.is_numbered:
            del self.fields["number"]
        for one in self.definition.fields:
            name = PREFIX + one.key
            self.fields[name] = _field(one)
            if one.key not in _QUOTED:
                self._say_choices(name)
            if one.key in values:
                self.fields[name].initial = _shown(one, values[one.key])
        if COPIES in self.fields:
            units = [one.unit_id for one in parties_of(self.case) if one.unit_id is not None]
            offer_superiors(self.fields[COPIES], units, self.today)
        self.start(dated=self.instance.get("dated"))
        if self.definition.is_numbered:
            self.start(number=self.instance.get("number", ""))

    def _say_choices(self, name: str) -> None:
        """Offer what may be chosen in the words of the case's regime."""
        field = self.fields[name]
        if isinstance(field, forms.ChoiceField):
            choices: Any = field.choices
            field.choices = [(key, said(self.case, str(label))) for key, label in choices]

    def draft(self) -> DraftInput:
        """Return what was filled in; of a valid form."""
        data = self.cleaned_data
        fields = {one.key: _read(one, data.get(PREFIX + one.key)) for one in self.definition.fields}
        return DraftInput(
            fields={key: value for key, value in fields.items() if value},
            number=data.get("number", ""),
            dated=data["dated"],
        )


def _field(one: PaperField) -> forms.Field:
    words: dict[str, Any] = {
        "label": _now(one.label),
        "required": False,
        "help_text": _help(one),
    }
    match one.kind:
        case FieldKind.DATE:
            return forms.DateField(widget=DayInput(), **words)
        case FieldKind.CHOICE:
            choices = [
                ("", _now("未选择")),
                *((key, _now(label)) for key, label in one.options.items()),
            ]
            return forms.ChoiceField(choices=choices, **words)
        case FieldKind.CHOICES:
            named = [(key, _now(label)) for key, label in one.options.items()]
            widget = forms.CheckboxSelectMultiple()
            return forms.MultipleChoiceField(choices=named, widget=widget, **words)
        case FieldKind.TEXT | FieldKind.PERIOD:
            return forms.CharField(max_length=MAX_TEXT, **words)
        case _:
            rows = 5 if one.kind is FieldKind.LINES else 3
            area = forms.Textarea(attrs={"rows": rows})
            return forms.CharField(max_length=MAX_WORDS, widget=area, **words)


def _help(one: PaperField) -> str:
    parts = [one.basis]
    if one.is_required and not one.when:
        parts.append(_now("必填"))
    match one.kind:
        case FieldKind.PERIOD:
            parts.append(_now("例如：两个月、十五日"))
        case FieldKind.PEOPLE | FieldKind.NAMES:
            parts.append(_now("一行一个"))
        case FieldKind.ROWS:
            columns = _BETWEEN.join(_now(label) for label in one.columns.values())
            parts.append(_now("一行一项，用｜分列：%(columns)s") % {"columns": columns})
        case _:
            pass
    return " · ".join(filter(None, parts))


def _shown(one: PaperField, value: Filled) -> object:
    if isinstance(value, str | date) or one.kind is FieldKind.CHOICES:
        return value
    lines = [
        row if isinstance(row, str) else _BETWEEN.join(row.get(key, "") for key in one.columns)
        for row in value
    ]
    return "\n".join(lines)


def _read(one: PaperField, value: Any) -> Filled:  # noqa: ANN401  # as the form cleaned it
    if value is None:
        return ""
    if one.kind in {FieldKind.PEOPLE, FieldKind.NAMES}:
        return [line.strip() for line in str(value).splitlines() if line.strip()]
    if one.kind is FieldKind.ROWS:
        return [_row(one, line) for line in str(value).splitlines() if line.strip()]
    found: Filled = value
    return found


def _row(one: PaperField, line: str) -> dict[str, str]:
    cells = [
        cell.strip() for cell in line.replace("\t", _BETWEEN).replace("|", _BETWEEN).split(_BETWEEN)
    ]
    return {key: cell for key, cell in zip(one.columns, cells, strict=False) if cell}

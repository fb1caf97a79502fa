"""导入 a list: upload, look at it and say which column is what, import."""

from collections.abc import Iterable, Mapping
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django import forms
from django.forms.boundfield import BoundField
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from xiezhi.accounts.rules.rights import Action
from xiezhi.kernel import clock
from xiezhi.kernel.actor import Actor
from xiezhi.kernel.clock import legal_day
from xiezhi.kernel.errors import DomainError
from xiezhi.proposals.rules import kinds
from xiezhi.proposals.rules.reading_in.fields import PROPOSAL_FIELD_LABELS, ProposalField
from xiezhi.proposals.rules.reading_in.rows import Defaults, ProposalSheet
from xiezhi.proposals.selectors.importing import PREVIEW_ROWS, ListPreview, preview_list
from xiezhi.proposals.selectors.lists import list_imports
from xiezhi.proposals.services.importing import import_list
from xiezhi.web.desk.fragments import lead_on
from xiezhi.web.desk.refusals import add_refusal
from xiezhi.web.imports import waiting
from xiezhi.web.imports.texts import error_words
from xiezhi.web.office.forms import WithChoices, date_input
from xiezhi.web.office.pages import done, require_any
from xiezhi.web.proposals.forms import labelled
from xiezhi.web.proposals.handling import METHODS

_CUT = 60


class DefaultsForm(WithChoices):
    """What every row has in common unless a column says otherwise."""

    kind = forms.TypedChoiceField(label=gettext_lazy("类别"), coerce=kinds.ProposalKind)
    level = forms.TypedChoiceField(label=gettext_lazy("层级"), coerce=kinds.ProposalLevel)
    session = forms.CharField(
        label=gettext_lazy("届次"),
        max_length=kinds.MAX_SESSION,
        help_text=gettext_lazy("例如：十七届五次。表中有“届次”一列的，以表为准。"),
    )
    assigned_on = forms.DateField(label=gettext_lazy("交办日期"), widget=date_input())
    received_on = forms.DateField(label=gettext_lazy("收到日期"), widget=date_input())

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, labels in (
            ("kind", kinds.PROPOSAL_KIND_LABELS),
            ("level", kinds.PROPOSAL_LEVEL_LABELS),
        ):
            self.fields[name].choices = labelled(labels)  # type: ignore[attr-defined]  # choice fields

    def defaults(self) -> Defaults:
        """Return what was entered."""
        names = ("kind", "level", "session", "assigned_on", "received_on")
        return Defaults(**{name: self.cleaned_data[name] for name in names})


class UploadForm(DefaultsForm):
    """The list itself."""

    list_file = forms.FileField(
        label=gettext_lazy("目录文件"),
        help_text=gettext_lazy("XLSX，不超过 20 兆、2000 件。文件本身不留存。"),
        widget=forms.ClearableFileInput(attrs={"accept": ".xlsx"}),
    )
    field_order: Iterable[str] | None = (
        "list_file",
        "kind",
        "level",
        "session",
        "assigned_on",
        "received_on",
    )


class MappingForm(DefaultsForm):
    """One choice above each column."""

    def __init__(
        self, *args: Any, sheet: ProposalSheet, mapping: Mapping[ProposalField, int], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        chosen = {column: field.value for field, column in mapping.items()}
        for column, heading in enumerate(sheet.headings):
            self.fields[f"column_{column}"] = forms.ChoiceField(
                label=heading or _("第 %(number)s 列") % {"number": column + 1},
                choices=[("", _("不导入")), *labelled(PROPOSAL_FIELD_LABELS)],
                required=False,
                initial=chosen.get(column, ""),
            )

    def mapping(self) -> dict[ProposalField, int]:
        """Return the column of each field; a field given twice keeps the last, which is refused."""
        return {
            ProposalField(value): int(name.removeprefix("column_"))
            for name, value in self.cleaned_data.items()
            if name.startswith("column_") and value
        }

    def has_field_twice(self) -> bool:
        """Return whether a field was given to two columns."""
        given = [value for name, value in self.cleaned_data.items() if name.startswith("column_")]
        chosen = [value for value in given if value]
        return len(set(chosen)) != len(chosen)

    def columns(self) -> list[BoundField]:
        """Return the choices in the order of the columns."""
        return [self[name] for name in self.fields if name.startswith("column_")]

    def common(self) -> list[BoundField]:
        """Return what every row has in common."""
        return [self[name] for name in DefaultsForm.base_fields]


@require_http_methods(METHODS)
def upload(request: HttpRequest) -> HttpResponse:
    """Take a list in for a look, and show what was imported before."""
    require_any(request, Action.SCREEN_PROPOSAL)
    today = legal_day(clock.now())
    initial = {"assigned_on": today, "received_on": today, "level": kinds.ProposalLevel.COUNTY}
    form = UploadForm(request.POST or None, request.FILES or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data["list_file"].read()
        defaults = form.defaults()
        try:
            preview_list(data, defaults=defaults, today=today)
        except DomainError as error:
            add_refusal(request, form, error, "list_file")
        else:
            name = form.cleaned_data["list_file"].name
            channel = kinds.CHANNELS[defaults.kind]
            token = waiting.keep(request, data, name=name, channel=channel)
            page = reverse("proposals:import_preview", args=[token])
            return lead_on(request, f"{page}?{_query(defaults)}")
    context = {"form": form, "batches": list_imports()}
    status = 400 if form.errors else 200
    return render(request, "proposals/import.html", context, status=status)


@require_http_methods(METHODS)
def preview(request: HttpRequest, token: UUID) -> HttpResponse:
    """Show what importing would do; import when asked and nothing is wrong."""
    acting = require_any(request, Action.SCREEN_PROPOSAL)
    data, name, _channel = waiting.find(request, token)
    given = DefaultsForm(request.POST if request.method == "POST" else request.GET)
    if not given.is_valid():
        return redirect("proposals:import")
    today = legal_day(clock.now())
    found = preview_list(data, defaults=given.defaults(), today=today)
    is_post = request.method == "POST"
    form = MappingForm(
        request.POST if is_post else None,
        sheet=found.sheet,
        mapping=found.mapping,
        initial=given.cleaned_data,
    )
    if is_post and form.is_valid():
        answer = _chosen(request, acting, form, token)
        if isinstance(answer, HttpResponse):
            return answer
        found = answer or found
    context = {"form": form, "token": token, "file_name": name} | _context(found)
    return render(
        request, "proposals/import_preview.html", context, status=400 if form.errors else 200
    )


def _chosen(
    request: HttpRequest, acting: Actor, form: MappingForm, token: UUID
) -> HttpResponse | ListPreview | None:
    """Look at the list with the chosen columns; import it when asked and it is good."""
    data, name, _channel = waiting.find(request, token)
    now = clock.now()
    try:
        if form.has_field_twice():
            form.add_error(None, error_words("proposals.import_column_twice", {}))
            return None
        mapping, defaults = form.mapping(), form.defaults()
        found = preview_list(data, defaults=defaults, today=legal_day(now), mapping=mapping)
        if request.POST.get("act") != "import" or not found.is_good:
            return found
        outcome = import_list(
            data=data, name=name, mapping=mapping, defaults=defaults, acting=acting, now=now
        )
    except DomainError as error:
        add_refusal(request, form, error)
        return None
    waiting.drop(request, token)
    said = _("已登记 %(count)s 件，待筛查。") % {"count": outcome.batch.row_count}
    return done(request, said, reverse("proposals:list"))


def _query(defaults: Defaults) -> str:
    return urlencode(
        {
            "kind": defaults.kind.value,
            "level": defaults.level.value,
            "session": defaults.session,
            "assigned_on": defaults.assigned_on.isoformat(),
            "received_on": defaults.received_on.isoformat(),
        }
    )


def _context(found: ListPreview) -> dict[str, object]:
    reading = found.reading
    faults = () if reading is None else reading.faults
    return {
        "preview": found,
        "row_count": len(found.sheet.rows),
        "rows": [
            (number, [_cut(value) for value in values])
            for number, values in found.sheet.rows[:PREVIEW_ROWS]
        ],
        "faults": [
            {"row": one.row, "column": one.column, "words": error_words(one.code, one.params)}
            for one in faults
        ],
        "fault_count": 0 if reading is None else reading.fault_count,
        "skipped": len(found.known),
    }


def _cut(value: object) -> str:
    words = "" if value is None else " ".join(str(value).split())
    return words if len(words) <= _CUT else f"{words[:_CUT]}…"

"""Joint actions: the form, their papers, the list as a spreadsheet."""

from collections.abc import Iterator
from decimal import Decimal
from typing import Any
from urllib.parse import quote
from uuid import UUID

from django import forms
from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from xiezhi.accounts.rules.rights import Action
from xiezhi.campaigns.models import Campaign
from xiezhi.campaigns.rules.actions import (
    FIGURE_UNIT_LABELS,
    JOINT_ACTION_LABELS,
    MAX_FIGURE_NAME,
    MAX_FILES,
    MAX_PLACE,
    Figure,
    FigureUnit,
    JointActionKind,
    plain_amount,
)
from xiezhi.campaigns.rules.campaign import MAX_WORDS
from xiezhi.campaigns.selectors.done import (
    ActionShown,
    access_action_file,
    list_actions,
    list_matters,
)
from xiezhi.campaigns.selectors.register import access_campaign
from xiezhi.campaigns.services.actions import ActionDraft, record_action
from xiezhi.campaigns.services.exports import record_campaign_export
from xiezhi.documents.table import Cell, Column, ColumnKind, Table
from xiezhi.documents.xlsx import write_xlsx
from xiezhi.evidence.models import StoredFile
from xiezhi.evidence.rules.kinds import MediaKind
from xiezhi.evidence.selectors.files import FileCopy, open_copy
from xiezhi.kernel import clock
from xiezhi.kernel.actor import ActorKind
from xiezhi.kernel.clock import legal_day
from xiezhi.kernel.errors import DomainError
from xiezhi.kernel.ids import public_code
from xiezhi.partners.selectors.addressees import list_addressees
from xiezhi.web.desk.act_forms import ManyFilesInput
from xiezhi.web.desk.refusals import add_refusal
from xiezhi.web.ledgers.downloads import XLSX_TYPE, written_file
from xiezhi.web.office.forms import Choices, WithChoices, date_input
from xiezhi.web.office.pages import done, require_any
from xiezhi.web.requests import office_of, require_kind
from xiezhi.web.uploads import incoming

FIGURE_ROWS = 4


class ActionForm(WithChoices):
    """A joint action; its figures stand in rows of their own."""

    kind = forms.TypedChoiceField(label=gettext_lazy("类别"), coerce=JointActionKind)
    done_on = forms.DateField(label=gettext_lazy("日期"), widget=date_input())
    place = forms.CharField(label=gettext_lazy("地点"), max_length=MAX_PLACE, required=False)
    unit_ids = forms.TypedMultipleChoiceField(
        label=gettext_lazy("参加单位"),
        coerce=UUID,
        widget=forms.CheckboxSelectMultiple({"class": "choice-columns"}),
    )
    words = forms.CharField(
        label=gettext_lazy("做了什么"),
        max_length=MAX_WORDS,
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    problem_count = forms.IntegerField(
        label=gettext_lazy("发现问题数"), min_value=0, max_value=99999, initial=0
    )
    problems = forms.CharField(
        label=gettext_lazy("发现的问题"),
        max_length=MAX_WORDS,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    matter_ids = forms.TypedMultipleChoiceField(
        label=gettext_lazy("涉及的线索、案件、建议提案"),
        coerce=UUID,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    papers = forms.Field(
        label=gettext_lazy("材料"),
        required=False,
        help_text=gettext_lazy("检查记录、纪要、会签文件、照片，PDF 或图片，最多 9 份。"),
        widget=ManyFilesInput(attrs={"multiple": True, "accept": ".pdf,image/jpeg,image/png"}),
    )

    def __init__(self, *args: Any, campaign: Campaign, **kwargs: Any) -> None:
        units = [(one.id, one.name) for one in list_addressees()]
        matters = [(one.id, one.label) for one in list_matters(campaign)]
        kinds = [(kind.value, _(label)) for kind, label in JOINT_ACTION_LABELS.items()]
        choices: dict[str, Choices] = {"unit_ids": units, "matter_ids": matters, "kind": kinds}
        super().__init__(*args, choices=choices, **kwargs)
        if not matters:
            del self.fields["matter_ids"]


class FigureForm(forms.Form):
    """One result in figures."""

    name = forms.CharField(label=gettext_lazy("成效"), max_length=MAX_FIGURE_NAME, required=False)
    amount = forms.DecimalField(
        label=gettext_lazy("数量"),
        min_value=Decimal(0),
        max_digits=10,
        decimal_places=2,
        required=False,
    )
    unit = forms.TypedChoiceField(label=gettext_lazy("单位"), coerce=FigureUnit, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["unit"].choices = [  # type: ignore[attr-defined]  # a choice field
            (unit.value, _(label)) for unit, label in FIGURE_UNIT_LABELS.items()
        ]

    def figure(self) -> Figure | None:
        """Return what was entered, None for an empty row."""
        data = self.cleaned_data
        if data["amount"] is None:
            return None
        return Figure(name=data["name"], amount=data["amount"], unit=data["unit"])


@require_http_methods(["GET", "HEAD", "POST"])
def record(request: HttpRequest, campaign_id: UUID) -> HttpResponse:
    """Write a joint action down."""
    acting = require_any(request, Action.MANAGE_CAMPAIGNS)
    found = access_campaign(acting, campaign_id)
    now = clock.now()
    given = request.POST if request.method == "POST" else None
    form = ActionForm(given, campaign=found, initial={"done_on": legal_day(now)})
    rows = [FigureForm(given, prefix=f"figure{at}") for at in range(FIGURE_ROWS)]
    if given is not None and form.is_valid() and all(row.is_valid() for row in rows):
        try:
            draft = _draft(request, form, rows)
            record_action(campaign_id=campaign_id, draft=draft, acting=acting, now=now)
        except DomainError as error:
            add_refusal(request, form, error, "papers")
        else:
            url = reverse("campaigns:campaign", args=[campaign_id])
            return done(request, _("已登记联合行动。"), url)
    refused = form.errors or any(row.errors for row in rows)
    context = {"form": form, "rows": rows, "campaign": found}
    return render(request, "campaigns/action.html", context, status=400 if refused else 200)


@require_GET
def file(request: HttpRequest, file_id: UUID) -> HttpResponse:
    """Hand over a paper of a joint action."""
    acting = require_kind(request, ActorKind.STAFF)
    return handed_over(access_action_file(acting, file_id))


@require_POST
def export(request: HttpRequest, campaign_id: UUID) -> FileResponse:
    """Return what a campaign did as a spreadsheet, with its own number."""
    acting = require_any(request, Action.EXPORT_LEDGER)
    found = access_campaign(acting, campaign_id)
    now, office, code = clock.now(), office_of(request), public_code()
    shown = list_actions(found)
    table = Table(
        title=f"{office.name}{found.title}",
        office=office.name,
        prepared_by=acting.label,
        prepared_at=now,
        copy_code=code,
        columns=_columns(),
        rows=_rows(shown),
    )
    response = written_file(
        lambda target: write_xlsx(table, target),
        name=f"{found.title}.xlsx",
        content_type=XLSX_TYPE,
    )
    record_campaign_export(
        campaign_id=campaign_id, copy_code=code, row_count=len(shown), acting=acting, now=now
    )
    return response


def handed_over(stored: StoredFile) -> HttpResponse:
    """Return a stored paper as a download."""
    stream, media_type = open_copy(stored, FileCopy.ORIGINAL)
    with stream:
        response = HttpResponse(stream.read(), content_type=media_type)
    name = quote(stored.original_name or "scan.pdf")
    response["Content-Disposition"] = f"attachment; filename*=UTF-8''{name}"
    response["Content-Security-Policy"] = "default-src 'none'; sandbox"
    response["X-Content-Type-Options"] = "nosniff"
    return response


def _draft(request: HttpRequest, form: ActionForm, rows: list[FigureForm]) -> ActionDraft:
    data = {name: value for name, value in form.cleaned_data.items() if name != "papers"}
    return ActionDraft(
        **data,
        figures=[figure for row in rows if (figure := row.figure()) is not None],
        files=incoming(request, "papers", kind=MediaKind.PAPER, limit=MAX_FILES + 1),
    )


def _columns() -> list[Column]:
    return [
        Column(heading=_("日期"), width=12, kind=ColumnKind.DATE),
        Column(heading=_("类别"), width=16),
        Column(heading=_("参加单位"), width=26),
        Column(heading=_("地点"), width=18),
        Column(heading=_("做了什么"), width=44),
        Column(heading=_("发现问题数"), width=10, kind=ColumnKind.NUMBER),
        Column(heading=_("发现的问题"), width=36),
        Column(heading=_("成效"), width=28),
        Column(heading=_("涉及事项"), width=24),
        Column(heading=_("录入人"), width=14),
    ]


def _rows(actions: list[ActionShown]) -> Iterator[list[Cell]]:
    for one in actions:
        action = one.action
        yield [
            action.done_on,
            _(JOINT_ACTION_LABELS[JointActionKind(action.kind)]),
            "、".join(one.units),
            action.place,
            action.words,
            action.problem_count,
            action.problems,
            "；".join(_figure_words(figure) for figure in one.figures),
            "、".join(matter.label for matter in one.matters),
            action.recorded_by_label,
        ]


def _figure_words(figure: Figure) -> str:
    return f"{figure.name} {plain_amount(figure.amount)} {_(FIGURE_UNIT_LABELS[figure.unit])}"

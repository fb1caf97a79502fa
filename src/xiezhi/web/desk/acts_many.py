"""Acts on many leads at once: 分派, 线索合并, 导出台账, 打印."""

from dataclasses import dataclass
from http import HTTPStatus
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from xiezhi.accounts.rules.rights import Action, require
from xiezhi.kernel import clock
from xiezhi.kernel.actor import Actor, ActorKind
from xiezhi.kernel.errors import DomainError
from xiezhi.leads.models import Lead
from xiezhi.leads.selectors.access import access_leads
from xiezhi.leads.services.assignment import assign_leads
from xiezhi.leads.services.merging import merge_leads
from xiezhi.web.desk.acts_people import handler_choices
from xiezhi.web.desk.refusals import add_refusal
from xiezhi.web.requests import require_kind

MAX_CHOSEN = 200


class AssignManyForm(forms.Form):
    """Whom the leads are given to."""

    handler = forms.TypedChoiceField(label=gettext_lazy("承办人"), coerce=UUID)

    def __init__(self, entered: QueryDict | None) -> None:
        super().__init__(entered)
        _offer(self, "handler", handler_choices())


class MergeManyForm(forms.Form):
    """Which of the leads stays, and why."""

    target = forms.TypedChoiceField(
        label=gettext_lazy("保留哪一条"), coerce=UUID, widget=forms.RadioSelect
    )
    reason = forms.CharField(
        label=gettext_lazy("理由"), max_length=2000, widget=forms.Textarea(attrs={"rows": 3})
    )

    def __init__(self, entered: QueryDict | None, *, leads: list[Lead]) -> None:
        super().__init__(entered)
        named = [(str(one.id), f"{one.year}-{one.number} {one.title}") for one in leads]
        _offer(self, "target", named)


def _offer(form: forms.Form, name: str, choices: list[tuple[str, str]]) -> None:
    field = form.fields[name]
    if isinstance(field, forms.ChoiceField):
        field.choices = choices


@require_http_methods(["GET", "POST"])
def assign_many(request: HttpRequest) -> HttpResponse:
    """Give several leads to one handler."""
    acting = require_kind(request, ActorKind.STAFF)
    require(acting, Action.ASSIGN_LEAD)
    leads = access_leads(acting, chosen_ids(request))
    form = AssignManyForm(request.POST if request.method == "POST" else None)
    page = _Page(form=form, leads=leads, title=_("分派"), submit=_("分派"))
    if request.method == "GET" or not form.is_valid():
        return _show(request, page)
    try:
        changed = assign_leads(
            lead_ids=[lead.id for lead in leads],
            handler_id=form.cleaned_data["handler"],
            acting=acting,
            now=clock.now(),
        )
    except DomainError as error:
        add_refusal(request, form, error)
        return _show(request, page, HTTPStatus(error.status))
    messages.success(request, _("已分派 %(count)s 条。") % {"count": len(changed)})
    return HttpResponseRedirect(reverse("desk:leads"))


@require_http_methods(["GET", "POST"])
def merge_many(request: HttpRequest) -> HttpResponse:
    """Merge several leads into one of them."""
    acting = require_kind(request, ActorKind.STAFF)
    require(acting, Action.MERGE_LEADS)
    leads = access_leads(acting, chosen_ids(request))
    form = MergeManyForm(request.POST if request.method == "POST" else None, leads=leads)
    page = _Page(form=form, leads=leads, title=_("线索合并"), submit=_("合并"))
    if request.method == "GET" or not form.is_valid():
        return _show(request, page)
    try:
        target = _merge(form, leads, acting)
    except DomainError as error:
        add_refusal(request, form, error)
        return _show(request, page, HTTPStatus(error.status))
    messages.success(request, _("已合并。需要时可撤销。"))
    return HttpResponseRedirect(reverse("desk:lead", args=[target.id]))


def _merge(form: MergeManyForm, leads: list[Lead], acting: Actor) -> Lead:
    target: UUID = form.cleaned_data["target"]
    return merge_leads(
        lead_ids=[lead.id for lead in leads if lead.id != target],
        target_id=target,
        reason=form.cleaned_data["reason"],
        acting=acting,
        now=clock.now(),
    )


def chosen_ids(request: HttpRequest) -> list[UUID]:
    """Return the ticked leads; what is no id is left out."""
    given = request.POST if request.method == "POST" else request.GET
    reader = forms.UUIDField()
    ids: list[UUID] = []
    for one in given.getlist("selected")[:MAX_CHOSEN]:
        try:
            ids.append(reader.clean(one))
        except forms.ValidationError:
            continue
    return ids


@dataclass(frozen=True, slots=True, kw_only=True)
class _Page:
    form: forms.Form
    leads: list[Lead]
    title: str
    submit: str


def _show(request: HttpRequest, page: _Page, status: HTTPStatus | None = None) -> HttpResponse:
    usual = HTTPStatus.OK if request.method == "GET" else HTTPStatus.BAD_REQUEST
    context = {
        "form": page.form,
        "leads": page.leads,
        "title": page.title,
        "submit": page.submit,
    }
    return render(request, "desk/act_many.html", context, status=status or usual)

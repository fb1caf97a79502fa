"""登记线索: from one or more reports of the pool; and 并入 a lead there is already."""

from http import HTTPStatus
from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from xiezhi.accounts.rules.rights import Action, require
from xiezhi.accounts.selectors.people import list_departments
from xiezhi.campaigns.selectors.register import list_running
from xiezhi.intake.models import Report
from xiezhi.intake.selectors.access import access_reports
from xiezhi.kernel import clock
from xiezhi.kernel.actor import Actor, ActorKind
from xiezhi.kernel.errors import DomainError
from xiezhi.law.sources import IntakeChannel, StatutorySource, source_register, statutory_source
from xiezhi.leads.models import Lead
from xiezhi.leads.selectors.merging import list_joinable_leads
from xiezhi.leads.services.registration import Registration, join_reports, register_lead
from xiezhi.web.desk.acts_people import handler_choices
from xiezhi.web.desk.pool_forms import area_choices
from xiezhi.web.desk.refusals import add_refusal
from xiezhi.web.requests import require_kind

TITLE_CHARACTERS = 30


class RegisterForm(forms.Form):
    """What the officer writes when registering; the rest is taken from the reports."""

    title = forms.CharField(
        label=gettext_lazy("摘要"),
        max_length=120,
        help_text=gettext_lazy("一句话：哪里、什么问题。不写反映人。"),
    )
    area = forms.ChoiceField(label=gettext_lazy("领域"), required=False)
    source = forms.TypedChoiceField(
        label=gettext_lazy("法定来源"),
        coerce=StatutorySource,
        help_text=gettext_lazy("办案规则第24条的六种来源。"),
    )
    department = forms.TypedChoiceField(label=gettext_lazy("承办部门"), coerce=UUID)
    handler = forms.TypedChoiceField(
        label=gettext_lazy("承办人"), coerce=UUID, required=False, empty_value=None
    )
    is_urgent = forms.BooleanField(label=gettext_lazy("情况紧急"), required=False)
    campaign = forms.TypedChoiceField(
        label=gettext_lazy("专项活动"), coerce=UUID, required=False, empty_value=None
    )

    def __init__(self, *args: Any, reports: list[Report], acting: Actor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        channel = IntakeChannel(reports[0].channel)
        entry, register = source_register().channels[channel], source_register()
        sources = [one for one in register.sources.values() if one.source in entry.lawful_sources]
        departments = list_departments()
        self._offer("source", [(one.source.value, _(one.label)) for one in sources])
        self._offer("department", [(str(one.id), one.name) for one in departments])
        self._offer("handler", [("", _("暂不分派")), *handler_choices()])
        self._offer("area", area_choices(_("待评估确定")))
        running = list_running(clock.legal_day(clock.now()))
        campaigns = [(str(one.id), one.title) for one in running]
        self._offer("campaign", [("", _("不列入")), *campaigns])
        own = next((one for one in departments if one.is_public_interest), None)
        first = {
            "title": _first_title(reports),
            "area": next((one.suspected_area for one in reports if one.suspected_area), ""),
            "source": statutory_source(channel).value,
            "department": str(own.id if own else acting.department_id),
            "handler": str(acting.id) if own and own.id == acting.department_id else "",
            "is_urgent": any(one.is_urgent for one in reports),
        }
        for name, value in first.items():
            self.fields[name].initial = value

    def _offer(self, name: str, choices: list[tuple[str, str]]) -> None:
        field = self.fields[name]
        if isinstance(field, forms.ChoiceField):
            field.choices = choices

    def registration(self) -> Registration:
        """Return what was entered; the form must be valid."""
        data = self.cleaned_data
        return Registration(
            title=data["title"],
            department_id=data["department"],
            area=data["area"],
            handler_id=data["handler"],
            source=data["source"],
            is_urgent=data["is_urgent"],
            campaign_id=data["campaign"],
        )


class JoinForm(forms.Form):
    """Which lead the reports are put behind."""

    lead = forms.TypedChoiceField(label=gettext_lazy("并入哪一条线索"), coerce=UUID)

    def __init__(self, *args: Any, leads: list[Lead], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["lead"]
        if isinstance(field, forms.ChoiceField):
            field.choices = [(str(one.id), f"{one.year}-{one.number} {one.title}") for one in leads]


@require_http_methods(["GET", "POST"])
def lead_new(request: HttpRequest) -> HttpResponse:
    """Register a lead."""
    acting = require_kind(request, ActorKind.STAFF)
    require(acting, Action.REGISTER_LEAD)
    reports = _chosen(request, acting)
    if not reports:
        return render(request, "desk/lead_new_empty.html")
    is_post = request.method == "POST"
    form = RegisterForm(request.POST if is_post else None, reports=reports, acting=acting)
    if not is_post or not form.is_valid():
        status = HTTPStatus.BAD_REQUEST if is_post else HTTPStatus.OK
        return _show(request, form, reports, status)
    try:
        lead = register_lead(
            report_ids=[one.id for one in reports],
            registration=form.registration(),
            acting=acting,
            now=clock.now(),
        )
    except DomainError as error:
        add_refusal(request, form, error)
        return _show(request, form, reports, HTTPStatus(error.status))
    number = f"{lead.year}-{lead.number}"
    messages.success(request, _("已登记为线索 %(number)s。") % {"number": number})
    name = "desk:assess" if "assess" in request.POST else "desk:lead"
    return HttpResponseRedirect(reverse(name, args=[lead.id]))


@require_http_methods(["GET", "POST"])
def join(request: HttpRequest) -> HttpResponse:
    """Put reports behind a lead there is already."""
    acting = require_kind(request, ActorKind.STAFF)
    require(acting, Action.REGISTER_LEAD)
    reports = _chosen(request, acting)
    if not reports:
        return render(request, "desk/lead_new_empty.html")
    is_post = request.method == "POST"
    leads = list_joinable_leads(acting, reports[0].town, reports[0].suspected_area)
    entered = request.POST if is_post else None
    form = JoinForm(entered, leads=list(leads), initial={"lead": request.GET.get("lead")})
    if not is_post or not form.is_valid():
        status = HTTPStatus.BAD_REQUEST if is_post else HTTPStatus.OK
        return _show(request, form, reports, status)
    try:
        lead = join_reports(
            lead_id=form.cleaned_data["lead"],
            report_ids=[one.id for one in reports],
            acting=acting,
            now=clock.now(),
        )
    except DomainError as error:
        add_refusal(request, form, error)
        return _show(request, form, reports, HTTPStatus(error.status))
    messages.success(request, _("已并入线索 %(n)s。") % {"n": f"{lead.year}-{lead.number}"})
    return HttpResponseRedirect(reverse("desk:lead", args=[lead.id]))


def _show(
    request: HttpRequest, form: forms.Form, reports: list[Report], status: HTTPStatus
) -> HttpResponse:
    template = "desk/pool_join.html" if isinstance(form, JoinForm) else "desk/lead_new.html"
    return render(request, template, {"form": form, "reports": reports}, status=status)


def _chosen(request: HttpRequest, acting: Actor) -> list[Report]:
    given = request.POST if request.method == "POST" else request.GET
    reader = forms.UUIDField()
    ids: list[UUID] = []
    for one in given.getlist("selected")[:500]:
        try:
            ids.append(reader.clean(one))
        except forms.ValidationError:
            continue
    reports = access_reports(acting, ids)
    return sorted(reports, key=lambda report: (report.received_at, str(report.id)))


def _first_title(reports: list[Report]) -> str:
    first = reports[0]
    if first.title:
        return first.title
    words = " ".join(first.words.split())
    for mark in "。！？；":
        words = words.split(mark)[0]
    return words[:TITLE_CHARACTERS]

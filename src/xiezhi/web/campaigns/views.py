"""The register of campaigns, and one with what it gathers and what was done."""

from collections.abc import Sequence
from datetime import date
from uuid import UUID

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_http_methods

from xiezhi.accounts.rules.rights import Action, may
from xiezhi.campaigns.models import Campaign
from xiezhi.campaigns.rules.actions import (
    FIGURE_UNIT_LABELS,
    JOINT_ACTION_LABELS,
    Figure,
    JointActionKind,
    plain_amount,
)
from xiezhi.campaigns.rules.campaign import (
    CAMPAIGN_STATE_LABELS,
    MAX_NAME,
    MAX_NUMBER,
    MAX_TITLE,
    MAX_WORDS,
    CampaignState,
)
from xiezhi.campaigns.selectors.done import ActionShown, get_campaign_page, matter_ids
from xiezhi.campaigns.selectors.register import (
    access_campaign,
    campaign_state,
    list_campaigns,
    require_reader,
)
from xiezhi.campaigns.services.register import CampaignDraft, change_campaign, open_campaign
from xiezhi.kernel import clock
from xiezhi.kernel.actor import Actor, ActorKind
from xiezhi.kernel.clock import legal_day
from xiezhi.kernel.errors import DomainError
from xiezhi.kernel.matters import Matter, MatterKind
from xiezhi.leads.selectors.access import visible_leads
from xiezhi.web.desk.refusals import add_refusal
from xiezhi.web.office.forms import date_input
from xiezhi.web.office.pages import done, require_any
from xiezhi.web.pages import FormPage, show_form
from xiezhi.web.requests import require_kind

TONES = {CampaignState.RUNNING: "gold", CampaignState.COMING: "", CampaignState.ENDED: ""}
PATHS = {
    MatterKind.LEAD: "/desk/leads/{}/",
    MatterKind.CASE: "/desk/cases/{}/",
    MatterKind.PROPOSAL: "/desk/proposals/{}/",
}


class CampaignForm(forms.Form):
    """A campaign as entered."""

    title = forms.CharField(label=gettext_lazy("名称"), max_length=MAX_TITLE)
    issuing_office = forms.CharField(
        label=gettext_lazy("部署单位"), max_length=MAX_NAME, required=False
    )
    number = forms.CharField(label=gettext_lazy("文号"), max_length=MAX_NUMBER, required=False)
    theme = forms.CharField(
        label=gettext_lazy("主题"),
        max_length=MAX_WORDS,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    aims = forms.CharField(
        label=gettext_lazy("本院任务"),
        max_length=MAX_WORDS,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    starts_on = forms.DateField(label=gettext_lazy("开始日期"), widget=date_input())
    ends_on = forms.DateField(
        label=gettext_lazy("结束日期"),
        widget=date_input(),
        required=False,
        help_text=gettext_lazy("没有确定的留空；结束以后不能再列入新的事项。"),
    )


@require_GET
def campaign_list(request: HttpRequest) -> HttpResponse:
    """List the campaigns, those that run first."""
    acting = require_kind(request, ActorKind.STAFF)
    require_reader(acting)
    today = legal_day(clock.now())
    rows = sorted(
        (_row(one, today) for one in list_campaigns()), key=lambda row: not row["is_running"]
    )
    context = {"rows": rows, "may_keep": may(acting, Action.MANAGE_CAMPAIGNS)}
    return render(request, "campaigns/list.html", context)


@require_GET
def campaign(request: HttpRequest, campaign_id: UUID) -> HttpResponse:
    """Show a campaign: matters, joint actions, figures."""
    acting = require_kind(request, ActorKind.STAFF)
    found = access_campaign(acting, campaign_id)
    page = get_campaign_page(found)
    context = _row(found, legal_day(clock.now())) | {
        "page": page,
        "matters": _matters(acting, page.matters),
        "actions": [_action(one) for one in page.actions],
        "counts": [(_(JOINT_ACTION_LABELS[kind]), count) for kind, count in page.counts.items()],
        "figures": [_figure(one) for one in page.figures],
        "may_keep": may(acting, Action.MANAGE_CAMPAIGNS),
        "may_export": may(acting, Action.EXPORT_LEDGER),
    }
    return render(request, "campaigns/campaign.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def add(request: HttpRequest) -> HttpResponse:
    """Enter a campaign."""
    acting = require_any(request, Action.MANAGE_CAMPAIGNS)
    now = clock.now()
    form = CampaignForm(request.POST or None, initial={"starts_on": legal_day(now)})
    back = reverse("campaigns:list")
    if request.method == "POST" and form.is_valid():
        try:
            opened = open_campaign(draft=_draft(form), acting=acting, now=now)
        except DomainError as error:
            add_refusal(request, form, error)
        else:
            url = reverse("campaigns:campaign", args=[opened.id])
            return done(request, _("已登记专项活动。"), url)
    return show_form(request, form, _form_page(_("登记专项活动"), back))


@require_http_methods(["GET", "HEAD", "POST"])
def change(request: HttpRequest, campaign_id: UUID) -> HttpResponse:
    """Put the entry of a campaign right, or end it."""
    acting = require_any(request, Action.MANAGE_CAMPAIGNS)
    found = access_campaign(acting, campaign_id)
    initial = {name: getattr(found, name) for name in CampaignForm.base_fields}
    form = CampaignForm(request.POST or None, initial=initial)
    back = reverse("campaigns:campaign", args=[campaign_id])
    if request.method == "POST" and form.is_valid():
        try:
            change_campaign(
                campaign_id=campaign_id, draft=_draft(form), acting=acting, now=clock.now()
            )
        except DomainError as error:
            add_refusal(request, form, error)
        else:
            return done(request, _("已更正。"), back)
    return show_form(request, form, _form_page(_("更正专项活动"), back))


def _form_page(title: str, back: str) -> FormPage:
    return FormPage(
        title=title,
        submit=_("保存"),
        crumb=_("专项活动"),
        crumb_url=reverse("campaigns:list"),
        back=back,
    )


def _draft(form: CampaignForm) -> CampaignDraft:
    return CampaignDraft(**form.cleaned_data)


def _row(campaign: Campaign, today: date) -> dict[str, object]:
    state = campaign_state(campaign, today)
    return {
        "campaign": campaign,
        "is_running": state is CampaignState.RUNNING,
        "state_words": _(CAMPAIGN_STATE_LABELS[state]),
        "tone": TONES[state],
    }


def _matters(acting: Actor, matters: Sequence[Matter]) -> list[dict[str, object]]:
    """Return the matters with their page and title; of a lead nobody here may see only the number."""
    leads = visible_leads(acting).filter(id__in=matter_ids(matters, MatterKind.LEAD))
    titles = dict(leads.values_list("id", "title"))
    return [
        {
            "label": one.label,
            "title": titles.get(one.id, ""),
            "url": matter_url(one) if one.id in titles or one.kind is not MatterKind.LEAD else "",
        }
        for one in matters
    ]


def matter_url(matter: Matter) -> str:
    """Return the page of a matter, "" where its kind has none."""
    return PATHS.get(matter.kind, "").format(matter.id)


def _action(shown: ActionShown) -> dict[str, object]:
    return {
        "shown": shown,
        "kind": _(JOINT_ACTION_LABELS[JointActionKind(shown.action.kind)]),
        "figures": [_figure(one) for one in shown.figures],
        "files": [reverse("campaigns:file", args=[one]) for one in shown.file_ids],
    }


def _figure(figure: Figure) -> dict[str, str]:
    return {
        "name": figure.name,
        "amount": plain_amount(figure.amount),
        "unit": _(FIGURE_UNIT_LABELS[figure.unit]),
    }

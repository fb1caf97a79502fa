"""列入专项活动: the campaigns of one lead."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST

from xiezhi.accounts.rules.rights import Action
from xiezhi.campaigns.selectors.register import list_of_matter, list_running
from xiezhi.kernel import clock
from xiezhi.kernel.clock import legal_day
from xiezhi.kernel.errors import DomainError
from xiezhi.leads.selectors.access import access_lead
from xiezhi.leads.services.campaigning import put_into_campaign, take_out_of_campaign
from xiezhi.web.desk.refusals import add_refusal
from xiezhi.web.office.forms import Choices, WithChoices, id_field
from xiezhi.web.office.pages import done, require_any


class TagForm(WithChoices):
    """A campaign that runs."""

    campaign_id = id_field(gettext_lazy("专项活动"))


@require_http_methods(["GET", "HEAD", "POST"])
def lead(request: HttpRequest, lead_id: UUID) -> HttpResponse:
    """Show the campaigns of a lead, and put it into another one."""
    acting = require_any(request, Action.HANDLE_LEAD, Action.MANAGE_CAMPAIGNS)
    found = access_lead(acting, lead_id)
    now = clock.now()
    within = list_of_matter(lead_id)
    running = [one for one in list_running(legal_day(now)) if one not in within]
    choices: dict[str, Choices] = {"campaign_id": [(one.id, one.title) for one in running]}
    form = TagForm(request.POST or None, choices=choices)
    if request.method == "POST" and form.is_valid():
        chosen = form.cleaned_data["campaign_id"]
        try:
            put_into_campaign(lead_id=lead_id, campaign_id=chosen, acting=acting, now=now)
        except DomainError as error:
            add_refusal(request, form, error)
        else:
            return done(request, _("已列入专项活动。"), reverse("desk:lead", args=[lead_id]))
    context = {"lead": found, "within": within, "running": running, "form": form}
    status = 400 if form.errors else 200
    return render(request, "campaigns/of_lead.html", context, status=status)


@require_POST
def remove(request: HttpRequest, lead_id: UUID, campaign_id: UUID) -> HttpResponse:
    """Take a lead out of a campaign."""
    acting = require_any(request, Action.HANDLE_LEAD, Action.MANAGE_CAMPAIGNS)
    take_out_of_campaign(lead_id=lead_id, campaign_id=campaign_id, acting=acting, now=clock.now())
    return done(request, _("已移出专项活动。"), reverse("campaigns:of_lead", args=[lead_id]))

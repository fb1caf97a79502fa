"""移送与备案: a lead's hand-overs, handing it over, the register of what came, answering it."""

from dataclasses import dataclass
from typing import Any, Final
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from xiezhi.accounts.rules.rights import Action, may
from xiezhi.exchange.inner.filing import file_lead
from xiezhi.exchange.inner.telling import Telling, pictures_of, proposed_telling
from xiezhi.exchange.inner.transfer import transfer_lead
from xiezhi.exchange.rules.matters import CARRIED_BASIS, CarriedMatter
from xiezhi.exchange.selectors.matters import list_receivers, list_sent_of_lead
from xiezhi.exchange.services.matters import withdraw_matter
from xiezhi.kernel import clock
from xiezhi.kernel.actor import Actor, ActorKind
from xiezhi.kernel.errors import DomainError
from xiezhi.leads.models import Lead
from xiezhi.leads.rules.procedure import LeadState
from xiezhi.leads.selectors.access import access_lead
from xiezhi.web.desk.fragments import is_fragment
from xiezhi.web.desk.refusals import add_refusal, refused
from xiezhi.web.exchange.matter_forms import TellingForm
from xiezhi.web.exchange.matter_rows import sent_row
from xiezhi.web.requests import office_of, require_kind


@dataclass(frozen=True, slots=True, kw_only=True)
class _Way:
    title: Any
    submit: Any
    done: Any


_WAYS: Final = {
    CarriedMatter.TRANSFER: _Way(
        title=gettext_lazy("移送其他检察院"),
        submit=gettext_lazy("列入下一个摆渡包"),
        done=gettext_lazy("已列入发往该院的下一个摆渡包；对方受理后回执自动写回本线索。"),
    ),
    CarriedMatter.FILING: _Way(
        title=gettext_lazy("报上级备案"),
        submit=gettext_lazy("列入下一个摆渡包"),
        done=gettext_lazy("已列入发往上级院的下一个摆渡包；回执自动写回本线索。"),
    ),
}


@require_safe
def lead(request: HttpRequest, lead_id: UUID) -> HttpResponse:
    """Show what of a lead went to other procuratorates; a fragment for the lead's page."""
    acting = require_kind(request, ActorKind.STAFF)
    found = access_lead(acting, lead_id)
    may_hand = may(acting, Action.HANDLE_LEAD)
    sent = list_sent_of_lead(found.id)
    gone = {matter.carried for matter in sent if matter.withdrawn_at is None}
    is_decided = found.state == LeadState.TRANSFER_OFFERED
    context = {
        "lead": found,
        "rows": [sent_row(matter) for matter in sent],
        "may_transfer": may_hand and is_decided and CarriedMatter.TRANSFER not in gone,
        "may_file": may_hand and found.is_major and CarriedMatter.FILING not in gone,
        "may_withdraw": may_hand,
    }
    name = "exchange/_matters.html" if is_fragment(request) else "exchange/matters.html"
    return render(request, name, context)


@require_http_methods(["GET", "HEAD", "POST"])
def hand(request: HttpRequest, lead_id: UUID, carried: str) -> HttpResponse:
    """Write what another procuratorate gets of a lead, and have it cross."""
    acting = require_kind(request, ActorKind.STAFF)
    if carried not in {one.value for one in _WAYS}:
        raise Http404
    sort = CarriedMatter(carried)
    found = access_lead(acting, lead_id)
    form = _form(request, found, sort)
    if request.method == "POST" and form.is_valid():
        try:
            _hand(request, form, found, sort, acting)
        except DomainError as error:
            add_refusal(request, form, error)
        else:
            messages.success(request, str(_WAYS[sort].done))
            return redirect("desk:lead", lead_id=lead_id)
    context = _hand_context(form, found, sort)
    status = 400 if form.errors else 200
    return render(request, "exchange/matter_form.html", context, status=status)


@require_POST
def withdraw(request: HttpRequest, lead_id: UUID, matter_id: UUID) -> HttpResponse:
    """Take a matter back that no package carries yet."""
    acting = require_kind(request, ActorKind.STAFF)
    access_lead(acting, lead_id)
    try:
        withdraw_matter(lead_id=lead_id, matter_id=matter_id, acting=acting, now=clock.now())
    except DomainError as error:
        messages.error(request, refused(request, error).text)
    else:
        messages.success(request, _("已撤回，没有发出。"))
    return redirect("desk:lead", lead_id=lead_id)


def _hand_context(form: TellingForm, found: Lead, sort: CarriedMatter) -> dict[str, Any]:
    return {
        "form": form,
        "lead": found,
        "way": _WAYS[sort],
        "basis": CARRIED_BASIS[sort],
        "pictures": pictures_of(found) if sort is CarriedMatter.TRANSFER else [],
        "chosen": form["pictures"].value() or [] if "pictures" in form.fields else [],
        "has_peers": bool(list_receivers(sort)),
    }


def _form(request: HttpRequest, found: Lead, sort: CarriedMatter) -> TellingForm:
    is_transfer = sort is CarriedMatter.TRANSFER
    proposed = proposed_telling(found)
    form = TellingForm(
        request.POST or None,
        peers=list_receivers(sort),
        picture_ids=[file.id for file in pictures_of(found)] if is_transfer else [],
        initial={"title": proposed.title, "facts": proposed.facts},
    )
    if not is_transfer:
        del form.fields["contact_words"]
    return form


def _hand(  # noqa: PLR0917  # one act, all it needs
    request: HttpRequest, form: TellingForm, found: Lead, sort: CarriedMatter, acting: Actor
) -> None:
    data = form.cleaned_data
    telling = Telling(
        title=data["title"],
        facts=data["facts"],
        note=data["note"],
        contact_words=data.get("contact_words", ""),
        picture_ids=[UUID(one) for one in data.get("pictures", [])],
    )
    service = transfer_lead if sort is CarriedMatter.TRANSFER else file_lead
    service(
        lead_id=found.id,
        peer_id=UUID(data["peer"]),
        telling=telling,
        office=office_of(request),
        acting=acting,
        now=clock.now(),
    )

"""对接方: our own card, whom we trust, trusting one more."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from xiezhi.accounts.rules.rights import Action, require
from xiezhi.exchange.rules.items import PEER_LABELS, PeerKind
from xiezhi.exchange.rules.signing import PeerCard, read_card, spoken, write_card
from xiezhi.exchange.selectors.peers import list_peers
from xiezhi.exchange.services.keys import own_card
from xiezhi.exchange.services.peers import revoke_peer, trust_peer
from xiezhi.kernel import clock
from xiezhi.kernel.actor import Actor, ActorKind
from xiezhi.kernel.errors import DomainError
from xiezhi.web.desk.refusals import add_refusal, refused
from xiezhi.web.exchange.forms import PeerForm
from xiezhi.web.requests import office_of, require_kind


@require_http_methods(["GET", "HEAD", "POST"])
def peers(request: HttpRequest) -> HttpResponse:
    """Show our card and the peers; look at another side's card, then trust it."""
    acting = _administrator(request)
    form = PeerForm(request.POST or None)
    looked_at = None
    if request.method == "POST" and form.is_valid():
        try:
            looked_at = read_card(form.cleaned_data["card"])
            if request.POST.get("act") == "trust":
                _trust(request, form, looked_at, acting)
                return redirect("exchange:peers")
        except DomainError as error:
            looked_at = None
            add_refusal(request, form, error, "card")
    context = _context(request, form, looked_at)
    return render(request, "exchange/peers.html", context, status=400 if form.errors else 200)


@require_POST
def revoke(request: HttpRequest, peer_id: UUID) -> HttpResponse:
    """Take the trust in a key back."""
    acting = _administrator(request)
    try:
        revoke_peer(
            peer_id=peer_id,
            reason=request.POST.get("reason", ""),
            acting=acting,
            now=clock.now(),
        )
    except DomainError as error:
        messages.error(request, refused(request, error).text)
    else:
        messages.success(request, _("已停止信任；用该密钥签名的包不再接收。"))
    return redirect("exchange:peers")


def _trust(request: HttpRequest, form: PeerForm, card: PeerCard, acting: Actor) -> None:
    peer = trust_peer(
        card=card,
        kind=form.cleaned_data["kind"],
        name=form.cleaned_data["name"],
        office=office_of(request),
        acting=acting,
        now=clock.now(),
    )
    messages.success(request, _("已信任 %(name)s，可以互发摆渡包。") % {"name": peer.name})


def _context(request: HttpRequest, form: PeerForm, looked_at: PeerCard | None) -> dict[str, Any]:
    own = own_card(office_of(request))
    return {
        "form": form,
        "own_card": write_card(own),
        "own_mark": spoken(own.fingerprint),
        "looked_at": looked_at,
        "looked_at_mark": "" if looked_at is None else spoken(looked_at.fingerprint),
        "rows": [
            {
                "peer": peer,
                "kind": _(PEER_LABELS[PeerKind(peer.kind)]),
                "mark": spoken(peer.fingerprint),
            }
            for peer in list_peers(with_revoked=True)
        ],
    }


def _administrator(request: HttpRequest) -> Actor:
    acting = require_kind(request, ActorKind.STAFF)
    require(acting, Action.MANAGE_OFFICE)
    return acting

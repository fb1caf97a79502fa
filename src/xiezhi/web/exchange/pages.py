"""Pages of exchange."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from xiezhi.accounts.rules.rights import Action, may
from xiezhi.exchange.models import ExchangePackage, ExchangePeer
from xiezhi.exchange.rules.items import KIND_LABELS, PEER_LABELS, PeerKind
from xiezhi.exchange.rules.procedure import ItemState, PackageDirection, PackageState
from xiezhi.exchange.selectors.access import access_package
from xiezhi.exchange.selectors.crossed import last_hold
from xiezhi.exchange.selectors.packages import (
    PAGE_SIZE,
    can_be_made,
    count_items,
    count_kinds,
    count_waiting,
    find_open_draft,
    get_item,
    list_gaps,
    list_items,
    list_packages,
    list_parts,
    list_waiting,
)
from xiezhi.exchange.selectors.peers import list_peers
from xiezhi.kernel.actor import Actor, ActorKind
from xiezhi.web.desk.paging import pager
from xiezhi.web.exchange.forms import PartForm
from xiezhi.web.exchange.shown import item_page, item_row, item_rows, package_row
from xiezhi.web.exchange.stages import stages_of
from xiezhi.web.problem_texts import Problem
from xiezhi.web.requests import require_kind

ITEMS_SHOWN = 200


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """List packages both ways, what is missing, and whom to send to."""
    acting = require_kind(request, ActorKind.STAFF)
    return home_page(request, acting, PartForm())


def home_page(
    request: HttpRequest, acting: Actor, form: PartForm, problem: Problem | None = None
) -> HttpResponse:
    """Render the list, with a refusal beside what was refused."""
    if not may_see_packages(acting) and may(acting, Action.MANAGE_OFFICE):
        return HttpResponseRedirect(reverse("exchange:peers"))
    number = request.GET.get("page", "1")
    page = max(int(number), 1) if number.isdecimal() and len(number) < 4 else 1  # noqa: PLR2004
    way = _way(request)
    packages, has_next = list_packages(acting, way=way, page=page)
    peers = list(list_peers())
    context = {
        "rows": [package_row(package) for package in packages],
        "tabs": _tabs(way),
        "pager": pager(request.GET, page, len(packages), PAGE_SIZE, has_next=has_next),
        "peers": [_peer_row(peer) for peer in peers],
        "gaps": list_gaps(peers),
        "waiting_count": count_waiting(),
        "form": form,
        "problem": problem,
        **rights_of(acting),
    }
    is_refused = bool(form.errors) or problem is not None
    return render(request, "exchange/home.html", context, status=400 if is_refused else 200)


@require_safe
def package(request: HttpRequest, package_id: UUID) -> HttpResponse:
    """Show a package: where it stands, what it holds, what can be done."""
    acting = require_kind(request, ActorKind.STAFF)
    return package_page(request, acting, access_package(acting, package_id))


def package_page(  # noqa: PLR0917  # a refusal beside what was asked
    request: HttpRequest,
    acting: Actor,
    found: ExchangePackage,
    problem: Problem | None = None,
    status: int = 200,
) -> HttpResponse:
    """Render a package, with a refusal and what was typed beside it."""
    context = {
        **package_row(found),
        **rights_of(acting),
        **_package_lists(found),
        "is_own": found.exporter_id is not None and found.exporter_id == acting.id,
        "problem": problem,
        "typed": request.POST,
        "refused_event": _event(request),
    }
    return render(request, "exchange/package.html", context, status=status)


def _package_lists(found: ExchangePackage) -> dict[str, Any]:
    """Return a package's items and parts as its page shows them."""
    items, counts, parts = list_items(found), count_items(found), list_parts(found)
    is_out = found.direction == PackageDirection.OUT
    return {
        "stages": stages_of(found),
        "items": item_rows(items[:ITEMS_SHOWN]),
        "items_left": max(0, items.count() - ITEMS_SHOWN),
        "kinds": [(_(KIND_LABELS[kind]), count) for kind, count in count_kinds(found)],
        "unmarked": counts.get(ItemState.LISTED, 0),
        "passed": counts.get(ItemState.PASSED, 0),
        "held": counts.get(ItemState.HELD, 0),
        "parts": parts,
        "missing": [part.number for part in parts if part.staged_at is None and not is_out],
        "can_carry": is_out and can_be_made(found),
    }


@require_safe
def review(request: HttpRequest, package_id: UUID) -> HttpResponse:
    """Go to the first item nobody looked at, or back to the package when there is none."""
    acting = require_kind(request, ActorKind.STAFF)
    return next_unmarked(access_package(acting, package_id))


def next_unmarked(found: ExchangePackage, after: int = 0) -> HttpResponse:
    """Return the way to the next item without a mark, from a place on and then from the start."""
    unmarked = list_items(found).filter(state=ItemState.LISTED)
    following = unmarked.filter(position__gt=after).first() or unmarked.first()
    if following is None:
        return redirect("exchange:package", package_id=found.id)
    return redirect("exchange:item", package_id=found.id, position=following.position)


@require_safe
def item(request: HttpRequest, package_id: UUID, position: int) -> HttpResponse:
    """Show one item whole."""
    acting = require_kind(request, ActorKind.STAFF)
    found = access_package(acting, package_id)
    return item_page_of(request, acting, found, position)


def item_page_of(  # noqa: PLR0917  # what a refusal needs too
    request: HttpRequest,
    acting: Actor,
    found: ExchangePackage,
    position: int,
    problem: Problem | None = None,
) -> HttpResponse:
    """Render an item with the marks a reviewer may give it."""
    shown = get_item(found, position)
    is_in_review = found.state == PackageState.IN_REVIEW and found.exporter_id != acting.id
    context: dict[str, Any] = {
        **item_row(shown),
        **item_page(found, shown),
        "package": found,
        **_neighbours(found, position),
        "last_hold": last_hold(shown),
        "may_mark": is_in_review and may(acting, Action.REVIEW_PACKAGE),
        "problem": problem,
        "typed": request.POST,
    }
    status = 200 if problem is None else 400
    return render(request, "exchange/item.html", context, status=status)


def _neighbours(found: ExchangePackage, position: int) -> dict[str, Any]:
    """Return where an item stands among the others, and how many are left to look at."""
    places = list(list_items(found).values_list("position", flat=True))
    return {
        "previous": next((one for one in reversed(places) if one < position), None),
        "next": next((one for one in places if one > position), None),
        "place": places.index(position) + 1,
        "count": len(places),
        "left": count_items(found).get(ItemState.LISTED, 0),
    }


@require_safe
def waiting(request: HttpRequest) -> HttpResponse:
    """List the items that came and wait for something else."""
    acting = require_kind(request, ActorKind.STAFF)
    context = {"items": item_rows(list_waiting(acting)), **rights_of(acting)}
    return render(request, "exchange/waiting.html", context)


def rights_of(acting: Actor) -> dict[str, bool]:
    """Return what the actor may do with packages."""
    return {
        "may_export": may(acting, Action.EXPORT_PACKAGE),
        "may_review": may(acting, Action.REVIEW_PACKAGE),
        "may_import": may(acting, Action.IMPORT_PACKAGE),
        "may_trust": may(acting, Action.MANAGE_OFFICE),
    }


def may_see_packages(acting: Actor) -> bool:
    """Whether the actor has to do with packages at all."""
    rights = rights_of(acting)
    return rights["may_export"] or rights["may_review"] or rights["may_import"]


def _event(request: HttpRequest) -> str:
    """Return the step that was refused on this very page."""
    match = request.resolver_match
    return "" if match is None else str(match.kwargs.get("event", ""))


def _way(request: HttpRequest) -> PackageDirection | None:
    asked = request.GET.get("way", "")
    return PackageDirection(asked) if asked in {way.value for way in PackageDirection} else None


def _tabs(way: PackageDirection | None) -> list[dict[str, Any]]:
    home_url = reverse("exchange:home")
    return [
        {"label": _("全部"), "url": home_url, "is_current": way is None},
        *(
            {"label": label, "url": f"{home_url}?way={one.value}", "is_current": way is one}
            for one, label in ((PackageDirection.OUT, _("发出")), (PackageDirection.IN, _("收到")))
        ),
    ]


def _peer_row(peer: ExchangePeer) -> dict[str, Any]:
    return {
        "peer": peer,
        "kind": _(PEER_LABELS[PeerKind(peer.kind)]),
        "draft": find_open_draft(peer.id),
    }

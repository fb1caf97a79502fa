"""The front page of the outer zone's desk: what waits to be carried inside."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET

from xiezhi.accounts.rules.rights import Action, may
from xiezhi.exchange.rules.items import ItemKind, PeerKind
from xiezhi.exchange.selectors.access import PACKAGE_RIGHTS
from xiezhi.exchange.selectors.packages import find_open_draft, list_packages
from xiezhi.exchange.selectors.peers import find_other_zone
from xiezhi.exchange.services.outstanding import Outstanding, outstanding_for
from xiezhi.kernel import clock
from xiezhi.kernel.actor import ActorKind
from xiezhi.web.exchange.shown import package_row
from xiezhi.web.requests import require_kind

_SHOWN = 5
_TILES = (
    (_("反映信息"), (ItemKind.REPORT,), _("待带入内网")),
    (
        _("反映人的话"),
        (ItemKind.REPORT_WORDS, ItemKind.REPORT_SEEN),
        _("回答、补充、再次反映、已阅"),
    ),
    (
        _("单位签收、异议和回复"),
        (ItemKind.UNIT_RECEIPT, ItemKind.UNIT_OBJECTION, ItemKind.UNIT_REPLY),
        _("门户里提交的"),
    ),
    (_("核实结果"), (ItemKind.TASK_RESULT,), _("网格员提交的")),
)


@require_GET
def home(request: HttpRequest) -> HttpResponse:
    """Show what waits, and lead to the packages."""
    acting = require_kind(request, ActorKind.STAFF)
    may_carry = any(may(acting, action) for action in PACKAGE_RIGHTS)
    peer = find_other_zone(PeerKind.INNER)
    context: dict[str, object] = {"peer": peer, "may_carry": may_carry}
    if may_carry and peer is not None:
        waiting = outstanding_for(peer, now=clock.now())
        context |= {
            "tiles": _tiles(waiting),
            "is_more": waiting.is_more,
            "has_any": bool(waiting.total),
            "draft": find_open_draft(peer.id),
            "may_export": may(acting, Action.EXPORT_PACKAGE),
            "rows": [package_row(one) for one in list_packages(acting)[0][:_SHOWN]],
        }
    return render(request, "outer/home.html", context)


def _tiles(waiting: Outstanding) -> list[dict[str, object]]:
    return [
        {
            "label": label,
            "value": sum(waiting.counts.get(kind, 0) for kind in kinds),
            "note": note,
            "url": reverse("exchange:home"),
        }
        for label, kinds, note in _TILES
    ]

"""网格员与专家: rosters, appointing, dismissing, work cards."""

from datetime import date
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from xiezhi.accounts.rules.rights import Action
from xiezhi.accounts.selectors.devices import list_bound_devices
from xiezhi.accounts.selectors.staff import list_colleagues
from xiezhi.infra.qr import qr_svg
from xiezhi.kernel import clock
from xiezhi.kernel.clock import legal_day
from xiezhi.kernel.errors import DomainError
from xiezhi.partners.selectors.units import list_units
from xiezhi.supporters.models import Supporter
from xiezhi.supporters.rules.kinds import SUPPORTER_KIND_LABELS, SupporterKind
from xiezhi.supporters.selectors import rosters
from xiezhi.supporters.selectors.trainings import (
    kinds_trained_before_duty,
    list_trainings_of,
    standings_of,
)
from xiezhi.supporters.services import appointments
from xiezhi.supporters.services.work_cards import issue_work_card
from xiezhi.web.desk.refusals import add_refusal
from xiezhi.web.office.forms import DismissForm, SupporterForm
from xiezhi.web.office.pages import done, form_page, require_any
from xiezhi.web.phone_address import phone_address
from xiezhi.web.requests import office_of
from xiezhi.web.training_words import Words, pre_job_words, words_of


@require_GET
def supporters(request: HttpRequest) -> HttpResponse:
    """List a roster by kind and number."""
    require_any(request, Action.MANAGE_SUPPORTERS)
    today = legal_day(clock.now())
    kind = request.GET.get("kind", "")
    words = request.GET.get("words", "")[:40]
    with_past = request.GET.get("all") == "1"
    listed = rosters.list_supporters(
        kind=kind or None, today=today, with_past=with_past, words=words
    )
    context = {
        "tabs": _tabs(kind, rosters.count_in_office(today=today)),
        "rows": _rows(list(listed[:500]), today),
        "today": today,
        "kind": kind,
        "words": words,
        "with_past": with_past,
    }
    return render(request, "office/supporters.html", context)


def _rows(found: list[Supporter], today: date) -> list[tuple[Supporter, Words | None]]:
    """Return the roster, each with what 岗前培训 asks for; two queries."""
    trained = kinds_trained_before_duty()
    ids = [one.id for one in found if one.kind in trained and one.dismissed_on is None]
    standings = standings_of(ids, today)
    return [
        (one, pre_job_words(standings[one.id]) if one.id in standings else None) for one in found
    ]


def _tabs(kind: str, counts: dict[str, int]) -> list[dict[str, object]]:
    url = reverse("office:supporters")
    every = {"label": _("全部"), "url": url, "count": sum(counts.values()), "is_current": not kind}
    return [every] + [
        {
            "label": _(label),
            "url": f"{url}?kind={one}",
            "count": counts.get(one, 0),
            "is_current": kind == one,
        }
        for one, label in SUPPORTER_KIND_LABELS.items()
    ]


@require_GET
def supporter(request: HttpRequest, supporter_id: UUID) -> HttpResponse:
    """Show one supporter."""
    acting = require_any(request, Action.MANAGE_SUPPORTERS)
    found = rosters.access_supporter(acting, supporter_id)
    today = legal_day(clock.now())
    context = {
        "supporter": found,
        "kind": _(SUPPORTER_KIND_LABELS[SupporterKind(found.kind)]),
        "devices": list_bound_devices(found.account_id, now=clock.now()),
        "is_in_office": found.dismissed_on is None and found.term_until >= today,
        "standings": [words_of(one) for one in standings_of([found.id], today)[found.id].values()],
        "trainings": list_trainings_of(acting, found.id),
    }
    return render(request, "office/supporter.html", context)


@require_POST
def unbind(request: HttpRequest, supporter_id: UUID) -> HttpResponse:
    """Sign a supporter out of every phone."""
    acting = require_any(request, Action.MANAGE_SUPPORTERS)
    appointments.unbind_phones(acting=acting, supporter_id=supporter_id, now=clock.now())
    return done(request, _("已解绑全部手机，本人可以重新登录。"), _url(supporter_id))


@require_http_methods(["GET", "POST"])
def appoint(request: HttpRequest) -> HttpResponse:
    """Appoint a supporter."""
    acting = require_any(request, Action.MANAGE_SUPPORTERS)
    today = legal_day(clock.now())
    choices = {
        "unit_id": [(one.id, one.name) for one in list_units(today=today)],
        "contact_id": [(one.id, one.label) for one in list_colleagues()],
    }
    form = SupporterForm(request.POST or None, choices=choices, initial={"term_from": today})
    if request.method == "POST" and form.is_valid():
        details = appointments.SupporterDetails(**form.cleaned_data)
        try:
            made = appointments.appoint_supporter(acting=acting, details=details, now=clock.now())
        except DomainError as error:
            add_refusal(request, form, error)
        else:
            return done(request, _("已聘任，可以发工作证。"), _url(made.id))
    return form_page(
        request, form, title=_("聘任"), submit=_("聘任"), back=reverse("office:supporters")
    )


@require_http_methods(["GET", "POST"])
def dismiss(request: HttpRequest, supporter_id: UUID) -> HttpResponse:
    """Dismiss a supporter."""
    acting = require_any(request, Action.MANAGE_SUPPORTERS)
    found = rosters.access_supporter(acting, supporter_id)
    form = DismissForm(request.POST or None, initial={"dismissed_on": legal_day(clock.now())})
    if request.method == "POST" and form.is_valid():
        try:
            appointments.dismiss_supporter(
                acting=acting, supporter_id=supporter_id, now=clock.now(), **form.cleaned_data
            )
        except DomainError as error:
            add_refusal(request, form, error)
        else:
            return done(request, _("已解聘，手机和工作证同时作废。"), _url(supporter_id))
    title = _("解聘：%(label)s") % {"label": found.label}
    return form_page(request, form, title=title, submit=_("解聘"), back=_url(supporter_id))


@require_http_methods(["GET", "POST"])
def card(request: HttpRequest, supporter_id: UUID) -> HttpResponse:
    """Issue a work card and show it once, to be printed; earlier cards end."""
    acting = require_any(request, Action.MANAGE_SUPPORTERS)
    found = rosters.access_supporter(acting, supporter_id)
    if request.method == "GET":
        return redirect(_url(supporter_id))
    base = phone_address(request)
    token = issue_work_card(acting=acting, supporter_id=supporter_id, now=clock.now())
    kind = SupporterKind(found.kind)
    shown = {
        "label": found.label,
        "role": _(SUPPORTER_KIND_LABELS[kind]),
        "area": found.town,
        "term_from": found.term_from,
        "term_ends_on": found.term_until,
        "office_phone": office_of(request).telephone,
        "duties": _duties(kind),
    }
    member = {"label": found.label, "url": _url(supporter_id)}
    context = {"card": shown, "qr_svg": qr_svg(f"{base}/card/{token}/"), "member": member}
    return render(request, "snap/card.html", context)


def _duties(kind: SupporterKind) -> list[str]:
    if kind is SupporterKind.GRID_MEMBER:
        return [
            _("发现公益受损问题，随手拍下报给检察院"),
            _("协助核实线索，补拍现场照片"),
            _("回头看看问题解决了没有"),
            _("宣传公益诉讼"),
        ]
    return [_("应邀参与检察工作，依法保密")]


def _url(supporter_id: UUID) -> str:
    return reverse("office:supporter", args=[supporter_id])

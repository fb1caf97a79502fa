"""公开数据 at the desk: proposed for a period that is over, seen as the public will, decided by another."""

from collections.abc import Callable
from typing import Any, Final
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from xiezhi.accounts.rules.rights import Action, may
from xiezhi.accounts.selectors.office_settings import statistics_day
from xiezhi.disclosure.models import FigureRelease
from xiezhi.disclosure.rules.release import RELEASE_STATE_LABELS, ReleaseState, figures_of
from xiezhi.disclosure.selectors.releases import access_release, list_releases
from xiezhi.disclosure.services.releases import (
    refuse_release,
    release_figures,
    withdraw_release,
)
from xiezhi.kernel import clock
from xiezhi.kernel.actor import Actor
from xiezhi.kernel.errors import DomainError
from xiezhi.reporting.rules.periods import MONTH_END, PeriodKind, period_before
from xiezhi.reporting.services.public import propose_figures
from xiezhi.web.desk.refusals import add_refusal, refused, sentence_of
from xiezhi.web.ledgers.tables import period_words
from xiezhi.web.reporting.form_views import preparer
from xiezhi.web.reporting.forms import ReasonForm, ReleaseForm

_TONES: Final = {
    ReleaseState.PROPOSED: "amber",
    ReleaseState.RELEASED: "green",
    ReleaseState.REFUSED: "red",
    ReleaseState.WITHDRAWN: "red",
}


@require_safe
def releases(request: HttpRequest) -> HttpResponse:
    """List what was released, waits, was sent back or withdrawn."""
    acting = preparer(request)
    rows = [_named(one) for one in list_releases(acting)]
    return render(request, "reporting/releases.html", {"rows": rows})


@require_http_methods(["GET", "HEAD", "POST"])
def new(request: HttpRequest) -> HttpResponse:
    """Propose what may be told of a period; a first visit offers the quarter that has just ended."""
    acting, now = preparer(request), clock.now()
    quarter = period_before(clock.legal_day(now), PeriodKind.QUARTER, statistics_day() or MONTH_END)
    form = ReleaseForm(
        request.POST or None, initial={"since": quarter.since, "until": quarter.until}
    )
    if request.method == "POST" and form.is_valid():
        try:
            made = propose_figures(**form.cleaned_data, acting=acting, now=now)
        except DomainError as error:
            add_refusal(request, form, error, "until")
        else:
            messages.success(request, _("已拟好，请核对；由另一位同事审核后公开。"))
            return redirect("reporting:release", release_id=made.id)
    status = 400 if form.errors else 200
    return render(request, "reporting/new_release.html", {"form": form}, status=status)


@require_safe
def one(request: HttpRequest, release_id: UUID) -> HttpResponse:
    """Show a release as the public sees it, and what may be done with it."""
    acting = preparer(request)
    found = access_release(acting, release_id)
    return render(request, "reporting/release.html", _context(acting, found))


@require_POST
def decide(request: HttpRequest, release_id: UUID) -> HttpResponse:
    """Release, send back or withdraw."""
    acting = preparer(request)
    found = access_release(acting, release_id)
    form = ReasonForm(request.POST)
    decision = request.POST.get("act", "")
    reason = form.cleaned_data["reason"] if form.is_valid() else ""
    try:
        done = _decided(decision, found.id, reason, acting)
    except DomainError as error:
        context = _context(acting, found) | {"refusal": sentence_of(refused(request, error))}
        return render(request, "reporting/release.html", context, status=400)
    messages.success(request, done)
    return redirect("reporting:release", release_id=found.id)


def _decided(decision: str, release_id: UUID, reason: str, acting: Actor) -> str:
    """Do what was decided and say it."""
    now = clock.now()
    if decision == "release":
        release_figures(release_id=release_id, acting=acting, now=now)
        return _("已公开。")
    step: Callable[..., FigureRelease] = (
        withdraw_release if decision == "withdraw" else refuse_release
    )
    step(release_id=release_id, reason=reason, acting=acting, now=now)
    return _("已撤下。") if decision == "withdraw" else _("已退回。")


def _named(found: FigureRelease) -> dict[str, Any]:
    state = ReleaseState(found.state)
    return {
        "found": found,
        "period": period_words(found.since, found.until),
        "state": _(RELEASE_STATE_LABELS[state]),
        "tone": _TONES[state],
    }


def _context(acting: Actor, found: FigureRelease) -> dict[str, Any]:
    figures = figures_of(found.content)
    return _named(found) | {
        "figures": figures,
        "withheld": figures.withheld,
        "may_decide": may(acting, Action.LOCK_RETURN),
        "is_own": found.prepared_by_id == acting.id,
        "is_proposed": found.state == ReleaseState.PROPOSED,
        "is_out": found.state == ReleaseState.RELEASED,
        "reason": ReasonForm(),
    }

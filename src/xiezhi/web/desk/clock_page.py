"""One time limit explained: trigger, article, every step of the count, pauses and lengthenings."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from xiezhi.clocks.models import ClockExtension
from xiezhi.clocks.selectors.explaining import explain_clock
from xiezhi.kernel import clock
from xiezhi.kernel.actor import ActorKind
from xiezhi.law.periods import Period, Unit
from xiezhi.web.desk.clocks import clock_line
from xiezhi.web.law.texts import day_words, period_words, step_words
from xiezhi.web.requests import require_kind


@require_GET
def clock_page(request: HttpRequest, clock_id: UUID) -> HttpResponse:
    """Show how a last day came about."""
    acting = require_kind(request, ActorKind.STAFF)
    today = clock.legal_day(clock.now())
    found = explain_clock(acting, clock_id, today)
    context = {
        "found": found,
        "clock": found.clock,
        "line": clock_line(found.shown, today),
        "last_day": day_words(found.clock.due_on),
        "extensions": [(one, _length(one)) for one in found.extensions],
        "steps": [step_words(step) for step in found.steps],
    }
    return render(request, "desk/clock.html", context)


def _length(one: ClockExtension) -> str:
    if one.length is None:
        return ""
    return period_words(Period(length=one.length, unit=Unit(one.unit)))

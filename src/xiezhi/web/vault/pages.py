"""The list of requests, the wishes to be erased, and the week the discipline inspection looks through."""

from datetime import date, timedelta

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from xiezhi.accounts.rules.rights import Action, may
from xiezhi.accounts.selectors.limits import count_limit
from xiezhi.intake.selectors.erasures import list_erasure_wishes
from xiezhi.kernel import clock
from xiezhi.law.periods import Period, Unit
from xiezhi.vault.rules.retention import RETENTION_LABELS, RETENTION_RULES
from xiezhi.vault.selectors.openings import list_openings, week_of
from xiezhi.web.law.texts import period_words
from xiezhi.web.office.pages import require_any
from xiezhi.web.vault.rows import ANY, opening_row


@require_GET
def openings(request: HttpRequest) -> HttpResponse:
    """List the requests this person has to do with."""
    acting = require_any(request, *ANY)
    may_answer = may(acting, Action.ANSWER_ERASURE)
    context = {
        "rows": [opening_row(row) for row in list_openings(acting, now=clock.now())],
        "wishes": list_erasure_wishes(acting) if may_answer else [],
        "may_look_through": may(acting, Action.VIEW_OPENINGS),
        "retentions": _retentions(clock.legal_day(clock.now())),
    }
    return render(request, "identities/list.html", context)


@require_GET
def week(request: HttpRequest) -> HttpResponse:
    """Show one week: how many, who, when and why; to be printed and filed."""
    acting = require_any(request, Action.VIEW_OPENINGS)
    now = clock.now()
    today = clock.legal_day(now)
    found = week_of(acting, _day(request.GET.get("day", "")) or today, now=now)
    context = {
        "week": found,
        "rows": [opening_row(row) for row in found.rows],
        "earlier": found.since - timedelta(days=7),
        "later": None if found.until >= today else found.since + timedelta(days=7),
        "sheet_title": _("反映人身份查阅周报"),
        "sheet_period": f"{found.since:%Y-%m-%d} — {found.until:%Y-%m-%d}",
        "prepared_by": acting.label,
        "prepared_at": f"{now.astimezone(clock.CHINA):%Y-%m-%d %H:%M}",
    }
    return render(request, "identities/week.html", context)


def _retentions(today: date) -> list[dict[str, str]]:
    """Return what is kept how long, in words."""
    rows = []
    for kept, (what, since, ends) in RETENTION_LABELS.items():
        rule_key = RETENTION_RULES.get(kept)
        rows.append(
            {
                "what": _(what),
                "since": _(since),
                "period": _period(rule_key, today) if rule_key else "",
                "ends": _(ends),
            }
        )
    return rows


def _period(rule_key: str, today: date) -> str:
    """Return the office's own period and what it stands on: 3 年（本院设定）."""
    limit = count_limit(rule_key, today)
    words = period_words(Period(length=limit.length, unit=Unit(limit.unit)))
    return f"{words}（{_(limit.basis)}）"


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None

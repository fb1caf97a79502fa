"""操作留痕: what was done, by whom, to what; for the audit administrator."""

from datetime import datetime, time, timedelta
from typing import Any
from urllib.parse import urlencode

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_POST

from xiezhi.accounts.rules.rights import Action
from xiezhi.accounts.selectors.staff import list_staff
from xiezhi.kernel import clock
from xiezhi.kernel.clock import CHINA, legal_day
from xiezhi.ledger.rules.audit import Audit, Outcome
from xiezhi.ledger.selectors.log import (
    LogEntry,
    LogFilter,
    find_last_checkpoint,
    find_last_entry,
    list_entries,
)
from xiezhi.ledger.services import nightly
from xiezhi.ledger.services.verification import verify_ledger
from xiezhi.web.office.act_labels import act_choices, act_words, object_words
from xiezhi.web.office.act_objects import KINDS
from xiezhi.web.office.forms import Choices, WithChoices, date_input
from xiezhi.web.office.pages import require_any


class AuditForm(WithChoices):
    """What to look for."""

    actor_id = forms.ChoiceField(label=gettext_lazy("谁"), required=False)
    act = forms.ChoiceField(label=gettext_lazy("事项"), required=False)
    day = forms.DateField(label=gettext_lazy("哪天"), required=False, widget=date_input())
    object_id = forms.CharField(label=gettext_lazy("对象编码"), max_length=40, required=False)
    before = forms.IntegerField(required=False, min_value=0, widget=forms.HiddenInput)


@require_GET
def audit(request: HttpRequest) -> HttpResponse:
    """List entries, newest first, with the last checkpoint signed over them."""
    require_any(request, Action.VIEW_AUDIT_LOG)
    return _page(request, None)


@require_POST
def verify(request: HttpRequest) -> HttpResponse:
    """Recompute the whole ledger now and say what was found."""
    require_any(request, Action.VIEW_AUDIT_LOG)
    return _page(request, verify_ledger().audit)


def _page(request: HttpRequest, verified: Audit | None) -> HttpResponse:
    staff = list_staff(today=legal_day(clock.now()), with_inactive=True)
    choices: dict[str, Choices] = {
        "actor_id": [(member.id, member.label) for member in staff],
        "act": act_choices(),
    }
    form = AuditForm(request.GET, choices=choices)
    wanted: dict[str, Any] = form.cleaned_data if form.is_valid() else {}
    page = list_entries(_filter(wanted))
    context = {
        "form": form,
        "rows": [_row(entry) for entry in page.entries],
        "older_url": "" if page.before is None else _older(wanted, page.before),
        "checkpoint": find_last_checkpoint(),
        "last_night": find_last_entry(nightly.SOUND, nightly.FAULTY),
        "verified": verified,
        "is_sound": verified is not None and verified.outcome is Outcome.SOUND,
    }
    return render(request, "office/audit.html", context)


def _filter(wanted: dict[str, Any]) -> LogFilter:
    day = wanted.get("day")
    since = None if day is None else datetime.combine(day, time.min, CHINA)
    return LogFilter(
        act=wanted.get("act", ""),
        actor_id=wanted.get("actor_id", ""),
        object_id=wanted.get("object_id", ""),
        since=since,
        until=None if since is None else since + timedelta(days=1),
        before=wanted.get("before"),
    )


def _row(entry: LogEntry) -> dict[str, object]:
    return {
        "entry": entry,
        "who": entry.actor_label or _(KINDS.get(entry.actor_kind, entry.actor_kind)),
        "act": act_words(entry.act),
        "object": object_words(entry.object_kind),
    }


def _older(wanted: dict[str, Any], before: int) -> str:
    query = {name: value for name, value in wanted.items() if value and name != "before"}
    return "?" + urlencode(query | {"before": before})

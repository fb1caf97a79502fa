"""操作留痕: what was done, by whom, to what; for the audit administrator."""

from typing import Any
from urllib.parse import urlencode

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET

from xiezhi.accounts.rules.rights import Action, require
from xiezhi.ledger.selectors.audit import (
    PAGE_SIZE,
    AuditFilter,
    AuditLine,
    find_last_checkpoint,
    list_audit_lines,
)
from xiezhi.web.office.act_labels import AREAS, KINDS, act_words, object_words
from xiezhi.web.office.forms import date_input
from xiezhi.web.office.pages import require_any


class AuditForm(forms.Form):
    """What to look for."""

    label = forms.CharField(label=gettext_lazy("谁"), max_length=40, required=False)
    area = forms.ChoiceField(
        label=gettext_lazy("事项"),
        required=False,
        choices=[("", gettext_lazy("全部")), *AREAS.items()],
    )
    day = forms.DateField(label=gettext_lazy("哪天"), required=False, widget=date_input())
    object_id = forms.CharField(label=gettext_lazy("对象编码"), max_length=40, required=False)
    before = forms.IntegerField(required=False, min_value=0, widget=forms.HiddenInput)


@require_GET
def audit(request: HttpRequest) -> HttpResponse:
    """List entries, newest first, with the last checkpoint signed over them."""
    acting = require_any(request, Action.VIEW_AUDIT_LOG)
    require(acting, Action.VIEW_AUDIT_LOG)
    form = AuditForm(request.GET)
    wanted = form.cleaned_data if form.is_valid() else {}
    lines = list_audit_lines(_filter(wanted))
    shown = lines[:PAGE_SIZE]
    context = {
        "form": form,
        "rows": [_row(line) for line in shown],
        "older_url": _older(wanted, shown) if len(lines) > PAGE_SIZE else "",
        "checkpoint": find_last_checkpoint(),
    }
    return render(request, "office/audit.html", context)


def _filter(wanted: dict[str, Any]) -> AuditFilter:
    return AuditFilter(
        area=wanted.get("area", ""),
        label=wanted.get("label", ""),
        object_id=wanted.get("object_id", ""),
        day=wanted.get("day"),
        before=wanted.get("before"),
    )


def _row(line: AuditLine) -> dict[str, object]:
    return {
        "line": line,
        "who": line.label or _(KINDS.get(line.kind, line.kind)),
        "act": act_words(line.act),
        "object": object_words(line.object_kind),
    }


def _older(wanted: dict[str, Any], shown: list[AuditLine]) -> str:
    query = {name: value for name, value in wanted.items() if value and name != "before"}
    return "?" + urlencode(query | {"before": shown[-1].sequence})

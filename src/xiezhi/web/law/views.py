"""法律依据: what is in force today or was on another day, and the explanation of a date."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any, Final

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from xiezhi.accounts.rules.rights import Action, require
from xiezhi.accounts.selectors.office_settings import (
    find_own_limit,
    list_holiday_tables,
    period_of,
)
from xiezhi.house.selectors.citations import basis_of_version
from xiezhi.kernel import clock
from xiezhi.kernel.actor import ActorKind
from xiezhi.kernel.errors import DomainError
from xiezhi.law.deadlines import CountOutcome, DeadlineKind, Extension, explain, rule_on
from xiezhi.law.instruments import provenance
from xiezhi.law.shelf import supplements
from xiezhi.web.desk.refusals import add_refusal
from xiezhi.web.law import inventory, rows
from xiezhi.web.law.forms import CountForm, ReadForm
from xiezhi.web.law.sheets import Sheet, narrowed
from xiezhi.web.law.texts import day_words, period_words, step_words
from xiezhi.web.requests import require_kind

PARTS: Final[Mapping[str, Callable[[date], Sheet]]] = {
    "deadlines": rows.deadline_sheet,
    "areas": rows.area_sheet,
    "sources": rows.source_sheet,
    "regimes": inventory.regime_sheet,
    "documents": inventory.paper_sheet,
    "decisions": inventory.decision_sheet,
    "eligibility": inventory.eligibility_sheet,
    "publication": inventory.publication_sheet,
    "instruments": inventory.instrument_sheet,
}
PART_LABELS: Final = {
    "deadlines": gettext_lazy("期限"),
    "areas": gettext_lazy("领域"),
    "sources": gettext_lazy("线索来源"),
    "regimes": gettext_lazy("办案制度"),
    "documents": gettext_lazy("文书目录"),
    "decisions": gettext_lazy("决定权"),
    "eligibility": gettext_lazy("资格条件"),
    "publication": gettext_lazy("公开登记"),
    "instruments": gettext_lazy("法律文件"),
}


@require_safe
def page(request: HttpRequest) -> HttpResponse:
    """Show one part of the rule book as it stands on a day."""
    require(require_kind(request, ActorKind.STAFF), Action.VIEW_LAW)
    today = clock.legal_day(clock.now())
    form = ReadForm({"day": today.isoformat(), **request.GET.dict()})
    asked = form.cleaned_data if form.is_valid() else {}
    day = asked.get("day") or today
    part = request.GET.get("part", "")
    part = part if part in PARTS else "deadlines"
    sheet = narrowed(PARTS[part](day), asked=asked.get("q", ""), mark=asked.get("mark", ""))
    context = {
        "form": form,
        "day": day,
        "day_words": day_words(day),
        "part": part,
        "label": PART_LABELS[part],
        "tabs": _tabs(request, part),
        "sheet": sheet,
        "supplements": supplements(),
        "tags": {tag: _(said) for tag, said in provenance().items() if tag in sheet.tags},
    }
    return render(request, "law/page.html", context, status=400 if form.errors else 200)


@require_safe
def explain_count(request: HttpRequest) -> HttpResponse:
    """Show how a last day is counted, step by step."""
    require(require_kind(request, ActorKind.STAFF), Action.VIEW_LAW)
    form = CountForm(request.GET)
    context: dict[str, Any] = {"form": form}
    if form.is_valid():
        try:
            context |= _explained(form)
        except DomainError as error:
            add_refusal(request, form, error)
    status = 400 if form.is_bound and form.errors else 200
    return render(request, "law/explain.html", context, status=status)


def _tabs(request: HttpRequest, part: str) -> list[dict[str, object]]:
    query = request.GET.copy()
    tabs = []
    for key, label in PART_LABELS.items():
        query["part"] = key
        tabs.append({"label": label, "url": f"?{query.urlencode()}", "is_current": key == part})
    return tabs


def _explained(form: CountForm) -> dict[str, Any]:
    key, day = form.cleaned_data["rule"], form.cleaned_data["date"]
    rule = rule_on(key, day, variant=form.cleaned_data["variant"])
    is_own = rule.kind is DeadlineKind.OWN
    limit = find_own_limit(rule.limit_key, day) if is_own else None
    extensions = [] if form.period is None else [_extension(rule.extensions, form)]
    found = explain(
        rule,
        day,
        list_holiday_tables(),
        None if limit is None else period_of(limit),
        suspensions=form.suspensions,
        extensions=extensions,
        paused_since=form.paused_since,
    )
    return {
        "rule": rule,
        "is_own": is_own,
        "is_suggestion": is_own and limit is None,
        "citation": limit.citation if limit is not None else "",
        "own_basis": None if limit is None else basis_of_version(limit, day),
        "length": period_words(found.period) if found.period is not None else _(rule.wording),
        "found": found,
        "is_paused": found.outcome is CountOutcome.PAUSED,
        "last_day": "" if found.day is None else day_words(found.day),
        "steps": [step_words(step) for step in found.steps],
    }


def _extension(allowed: tuple[Any, ...], form: CountForm) -> Extension:
    approver = allowed[0].approver if allowed else _("有权批准的人")
    return Extension(approver=approver, period=form.period)

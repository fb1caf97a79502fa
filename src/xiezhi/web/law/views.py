"""法律依据: what is in force today or was on another day, and the explanation of a date."""

from datetime import date
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from xiezhi.accounts.rules.rights import Action, require
from xiezhi.accounts.selectors.office_settings import (
    find_own_limit,
    list_holiday_tables,
    own_length,
)
from xiezhi.house.selectors.citations import basis_of_version
from xiezhi.kernel import clock
from xiezhi.kernel.actor import ActorKind
from xiezhi.kernel.errors import DomainError
from xiezhi.law.deadline_rules import deadline_rules
from xiezhi.law.deadlines import DeadlineKind, due, rule_on
from xiezhi.law.instruments import provenance
from xiezhi.law.sources import source_register
from xiezhi.web.desk.refusals import add_refusal
from xiezhi.web.law.rows import area_rows, rule_groups, source_rows
from xiezhi.web.law.texts import day_words, period_words, step_words
from xiezhi.web.requests import require_kind


class DayForm(forms.Form):
    """The day whose law is asked for."""

    day = forms.DateField(
        label=gettext_lazy("查看哪一天的规定"), widget=forms.DateInput(attrs={"type": "date"})
    )


class CountForm(forms.Form):
    """A rule and the day of its trigger."""

    rule = forms.ChoiceField(label=gettext_lazy("期限"))
    date = forms.DateField(
        label=gettext_lazy("起算事由发生日"), widget=forms.DateInput(attrs={"type": "date"})
    )

    def __init__(self, asked: QueryDict) -> None:
        super().__init__(asked or None)
        field = self.fields["rule"]
        if isinstance(field, forms.ChoiceField):
            titles = {rule.key: f"{_(rule.flow)} · {_(rule.title)}" for rule in deadline_rules()}
            field.choices = list(titles.items())


@require_safe
def page(request: HttpRequest) -> HttpResponse:
    """Show rules, areas and sources as they stand on a day."""
    require(require_kind(request, ActorKind.STAFF), Action.VIEW_LAW)
    form = DayForm(request.GET if "day" in request.GET else None)
    today = clock.legal_day(clock.now())
    day = form.cleaned_data["day"] if form.is_valid() else today
    register = source_register()
    context = {
        "form": form if form.is_bound else DayForm(initial={"day": today.isoformat()}),
        "day": day,
        "day_words": day_words(day),
        "groups": rule_groups(day),
        "areas": area_rows(day),
        "sources": source_rows(),
        "source_basis": f"{register.instrument.short}{register.article}",
        "tags": {tag: _(meaning) for tag, meaning in provenance().items()},
    }
    return render(request, "law/page.html", context, status=400 if form.errors else 200)


@require_safe
def explain(request: HttpRequest) -> HttpResponse:
    """Show how a last day is counted, step by step."""
    require(require_kind(request, ActorKind.STAFF), Action.VIEW_LAW)
    form = CountForm(request.GET)
    context: dict[str, Any] = {"form": form}
    if form.is_valid():
        try:
            context |= _explained(form.cleaned_data["rule"], form.cleaned_data["date"])
        except DomainError as error:
            add_refusal(request, form, error)
    status = 400 if form.is_bound and form.errors else 200
    return render(request, "law/explain.html", context, status=status)


def _explained(key: str, day: date) -> dict[str, Any]:
    rule = rule_on(key, day)
    is_own = rule.kind is DeadlineKind.OWN
    limit = find_own_limit(key, day) if is_own else None
    length = own_length(key, day) if is_own else None
    counted = due(rule, day, list_holiday_tables(), length)
    period = length or rule.period
    return {
        "rule": rule,
        "is_own": is_own,
        "is_suggestion": is_own and limit is None,
        "citation": limit.citation if limit is not None else "",
        "own_basis": None if limit is None else basis_of_version(limit, day),
        "length": period_words(period) if period is not None else "",
        "counted": counted,
        "last_day": day_words(counted.day),
        "steps": [step_words(step) for step in counted.steps],
    }

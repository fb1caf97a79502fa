"""业务数据: every figure over a period, each with its 口径 and the list it counts. No rankings."""

from datetime import date
from typing import Any, Final

from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from xiezhi.kernel import clock
from xiezhi.kernel.actor import Actor
from xiezhi.leads.selectors.ledgers import LedgerFilter
from xiezhi.reporting.rules.figures import FIGURES, FigureFilter, FigureValue, counted_by
from xiezhi.reporting.rules.ledgers import LEDGER_TITLES, LedgerKind
from xiezhi.reporting.rules.mapping import filters_of
from xiezhi.reporting.rules.periods import StatisticalPeriod
from xiezhi.reporting.selectors.figures import count_figures, filter_of
from xiezhi.web.ledgers.addresses import figure_url, period_query
from xiezhi.web.ledgers.forms import LedgerForm, chosen_cutoff, cutoff_words
from xiezhi.web.ledgers.page import presets
from xiezhi.web.ledgers.tables import period_words
from xiezhi.web.reporting.form_views import preparer
from xiezhi.web.reporting.words import figure_meaning

_FIELDS: Final = (*(name.value for name in FigureFilter), "since", "until", "cutoff")


@require_safe
def figures(request: HttpRequest) -> HttpResponse:
    """Show every figure over a period, for the whole office or narrowed."""
    acting = preparer(request)
    today = clock.legal_day(clock.now())
    form = _form(request.GET)
    asked_form = LedgerForm(form, today=today)
    context: dict[str, Any] = {
        "form": asked_form,
        "presets": presets(asked_form, "reporting:figures"),
        "cutoff": cutoff_words(chosen_cutoff(asked_form.data)),
    }
    if not asked_form.is_valid():
        return render(request, "reporting/figures.html", context, status=400)
    context |= _counted(acting, asked_form.cleaned_data, today)
    return render(request, "reporting/figures.html", context)


def _counted(acting: Actor, data: dict[str, Any], today: date) -> dict[str, Any]:
    period = StatisticalPeriod(since=data["since"], until=data["until"])
    filters = filters_of((name.value, str(data.get(name.value) or "")) for name in FigureFilter)
    values = count_figures(acting, FIGURES.values(), period, filters, today=today)
    return {
        "period": period_words(period.since, period.until),
        "work_period": period_query(filter_of(period, (), today=today)),
        "groups": _groups(values, filter_of(period, filters, today=today)),
        "is_narrowed": bool(filters),
    }


def _form(asked: QueryDict) -> QueryDict:
    """Return the query as the form of the leads' ledger reads it, which has every filter."""
    query = QueryDict(mutable=True)
    query.update({name: asked.get(name, "") for name in _FIELDS})
    query["kind"] = LedgerKind.LEADS.value
    return query


def _groups(values: list[FigureValue], asked: LedgerFilter) -> list[dict[str, Any]]:
    groups = [
        {
            "title": _(LEDGER_TITLES[kind]),
            "rows": [
                _row(value, asked)
                for value in values
                if value.figure.ledger is kind and not value.figure.is_rate
            ],
        }
        for kind in LedgerKind
    ]
    rates = [_row(value, asked) for value in values if value.figure.is_rate]
    return [*groups, {"title": _("比率"), "rows": rates}]


def _row(value: FigureValue, asked: LedgerFilter) -> dict[str, Any]:
    figure = value.figure
    parts = list(counted_by(figure))
    counts = (value.numerator, value.denominator) if figure.is_rate else (value.count,)
    return {
        "name": _(figure.name),
        "meaning": figure_meaning(figure),
        "words": value.words,
        "unit": "" if figure.is_rate else _(figure.unit),
        "is_rate": figure.is_rate,
        "parts": [
            {"name": _(part.name), "count": count, "url": figure_url(part, asked)}
            for part, count in zip(parts, counts, strict=True)
        ],
    }

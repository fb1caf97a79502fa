"""本院设置: own time limits 本院规定, holidays of years no calendar knows yet."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from xiezhi.accounts.rules.rights import Action
from xiezhi.accounts.selectors.office_settings import (
    list_holiday_tables,
    list_own_limits,
    own_limits_on,
    years_without_table,
)
from xiezhi.accounts.services.office import set_holidays, set_own_limit
from xiezhi.kernel import clock
from xiezhi.kernel.clock import legal_day
from xiezhi.kernel.errors import DomainError
from xiezhi.law.deadlines import DeadlineKind, rules_on
from xiezhi.law.holidays import HolidayTable
from xiezhi.web.desk.refusals import add_refusal
from xiezhi.web.office.pages import done, form_page, require_any
from xiezhi.web.office.setting_forms import HolidayForm, OwnLimitForm, lines_of


@require_GET
def settings(request: HttpRequest) -> HttpResponse:
    """Show own limits beside what may be set, and the tables of holidays."""
    require_any(request, Action.MANAGE_OFFICE)
    today = legal_day(clock.now())
    limits = own_limits_on(today)
    own_rules = [rule for rule in rules_on(today) if rule.kind is DeadlineKind.OWN]
    context = {
        "rules": [{"rule": rule, "limit": limits.get(rule.key)} for rule in own_rules],
        "versions": list_own_limits(),
        "tables": list_holiday_tables(),
        "missing_years": years_without_table(today),
    }
    return render(request, "office/settings.html", context)


@require_http_methods(["GET", "POST"])
def limit(request: HttpRequest) -> HttpResponse:
    """Set a time limit the law leaves open."""
    acting = require_any(request, Action.MANAGE_OFFICE)
    today = legal_day(clock.now())
    rules = [
        (rule.key, f"{rule.flow} · {rule.title}")
        for rule in rules_on(today)
        if rule.kind is DeadlineKind.OWN
    ]
    form = OwnLimitForm(
        request.POST or None,
        choices={"rule_key": rules},
        initial={"effective_from": today, "rule_key": request.GET.get("rule", "")},
    )
    back = reverse("office:settings")
    if request.method == "POST" and form.is_valid():
        try:
            set_own_limit(acting=acting, now=clock.now(), **form.cleaned_data)
        except DomainError as error:
            add_refusal(request, form, error)
        else:
            return done(request, _("已保存，从生效日起新起算的期限按它计算。"), back)
    return form_page(request, form, title=_("本院规定的期限"), submit=_("保存"), back=back)


@require_http_methods(["GET", "POST"])
def holidays(request: HttpRequest, year: int) -> HttpResponse:
    """Enter a year's holidays from the State Council's notice."""
    acting = require_any(request, Action.MANAGE_OFFICE)
    form = HolidayForm(request.POST or None, initial=lines_of(_find_table(year)))
    back = reverse("office:settings")
    if request.method == "POST" and form.is_valid():
        try:
            set_holidays(acting=acting, year=year, now=clock.now(), **form.cleaned_data)
        except DomainError as error:
            add_refusal(request, form, error)
        else:
            return done(request, _("放假安排已保存，期限不再是暂定。"), back)
    title = _("%(year)s 年放假安排") % {"year": year}
    return form_page(request, form, title=title, submit=_("保存"), back=back)


def _find_table(year: int) -> HolidayTable | None:
    return next((table for table in list_holiday_tables() if table.year == year), None)

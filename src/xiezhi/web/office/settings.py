"""本院设置: where own limits are set, 统计截止日, holidays of years no calendar knows yet."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from xiezhi.accounts.rules.rights import Action
from xiezhi.accounts.rules.statistics import statistics_month, statistics_month_of
from xiezhi.accounts.selectors.office_settings import (
    list_holiday_tables,
    list_statistics_days,
    own_limits_on,
    years_without_table,
)
from xiezhi.accounts.services.office import set_holidays, set_statistics_day
from xiezhi.house.selectors.citations import bases_of_limits
from xiezhi.kernel import clock
from xiezhi.kernel.clock import legal_day
from xiezhi.kernel.errors import DomainError
from xiezhi.law.deadlines import own_rules_on
from xiezhi.law.holidays import HolidayTable
from xiezhi.web.desk.refusals import add_refusal
from xiezhi.web.office.pages import done, form_page, require_any
from xiezhi.web.office.setting_forms import HolidayForm, StatisticsDayForm, lines_of


@require_GET
def settings(request: HttpRequest) -> HttpResponse:
    """Show what the office sets for itself, and where."""
    require_any(request, Action.MANAGE_OFFICE)
    today = legal_day(clock.now())
    own, limits = own_rules_on(today), own_limits_on(today)
    days = list(list_statistics_days())
    closing_day = days[0].day_of_month if days else None
    year, month = statistics_month_of(today, closing_day)
    first, last = statistics_month(year, month, closing_day)
    context = {
        "own_count": len(own),
        "set_count": sum(1 for rule in own if rule.limit_key in limits),
        "repealed_count": sum(
            1 for basis in bases_of_limits(limits.values(), today).values() if basis.is_repealed
        ),
        "closing_day": closing_day,
        "statistics_days": days,
        "present_month": {"year": year, "month": month, "first": first, "last": last},
        "tables": list_holiday_tables(),
        "missing_years": years_without_table(today),
    }
    return render(request, "office/settings.html", context)


@require_http_methods(["GET", "POST"])
def statistics(request: HttpRequest) -> HttpResponse:
    """Set the day reporting months end on."""
    acting = require_any(request, Action.MANAGE_OFFICE)
    days = list(list_statistics_days()[:1])
    form = StatisticsDayForm(
        request.POST or None, initial={"day_of_month": (days[0].day_of_month or "") if days else ""}
    )
    back = reverse("office:settings")
    if request.method == "POST":
        form = StatisticsDayForm(request.POST)
        if form.is_valid():
            day = form.cleaned_data["day_of_month"]
            set_statistics_day(acting=acting, day_of_month=day, now=clock.now())
            return done(request, _("统计截止日已保存；已锁定的上报版不变。"), back)
    return form_page(request, form, title=_("统计截止日"), submit=_("保存"), back=back)


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
            return done(request, _("放假安排已保存，暂定的期限随即重新计算。"), back)
    title = _("%(year)s 年放假安排") % {"year": year}
    return form_page(request, form, title=title, submit=_("保存"), back=back)


def _find_table(year: int) -> HolidayTable | None:
    return next((table for table in list_holiday_tables() if table.year == year), None)

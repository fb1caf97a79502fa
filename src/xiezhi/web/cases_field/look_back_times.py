"""“回头看”的时间: after how many months closed cases are looked at again, set by the office."""

from typing import Final

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods
from typing_extensions import override

from xiezhi.accounts.rules.rights import Action, require
from xiezhi.cases.rules.follow_up import LOOK_BACK_MONTHS
from xiezhi.cases.selectors.look_back_schedule import Schedule, schedule_of_office
from xiezhi.cases.services.look_back_schedule import set_schedule
from xiezhi.kernel import clock
from xiezhi.kernel.actor import ActorKind
from xiezhi.kernel.errors import DomainError
from xiezhi.web.cases_field.fields import line_field, names_of
from xiezhi.web.desk.act_forms import WorkForm
from xiezhi.web.desk.refusals import add_refusal
from xiezhi.web.requests import require_kind

_FIELDS: Final = {"cases.no_months": "others", "cases.too_many_months": "others"}


class TimesForm(WorkForm):
    """The usual times, each ticked or not, and others."""

    months = forms.TypedMultipleChoiceField(
        label=_("终结后"), coerce=int, required=False, widget=forms.CheckboxSelectMultiple
    )
    others = line_field(
        _("其他月数"), 60, required=False, help_text=_("用顿号隔开，例如：18、24。")
    )

    @override
    def prepare(self) -> None:
        """Start from what holds."""
        found: Schedule = self.instance
        usual = [(str(one), _now("%(months)s 个月") % {"months": one}) for one in LOOK_BACK_MONTHS]
        self.offer("months", usual)
        self.start(
            months=[str(one) for one in found.months if one in LOOK_BACK_MONTHS],
            others="、".join(str(one) for one in found.months if one not in LOOK_BACK_MONTHS),
        )

    def clean_others(self) -> list[int]:
        """Return the other months as numbers."""
        words = names_of(self.cleaned_data["others"])
        if not all(one.isascii() and one.isdigit() for one in words):
            raise forms.ValidationError(_now("请只填数字，用顿号隔开。"))
        return [int(one) for one in words]


@require_http_methods(["GET", "POST"])
def times(request: HttpRequest) -> HttpResponse:
    """Set after how many months the office looks back."""
    acting = require_kind(request, ActorKind.STAFF)
    require(acting, Action.MANAGE_OFFICE)
    now = clock.now()
    found = schedule_of_office()
    form = TimesForm(
        request.POST if request.method == "POST" else None,
        acting=acting,
        today=clock.legal_day(now),
        instance=found,
    )
    back = f"{reverse('look_backs:home')}?tab=look"
    status = 200
    if form.is_bound:
        status = _set(request, form)
        if not status:
            return HttpResponseRedirect(back)
    context = {
        "form": form,
        "former": [{"row": one, "words": months_words(one.months)} for one in found.former],
        "is_usual": found.is_usual,
        "back": back,
    }
    return render(request, "cases_field/look_back_times.html", context, status=status)


def months_words(months: list[int] | tuple[int, ...]) -> str:
    """Return 3、6、12 个月各一次."""
    if not months:
        return _now("不自动安排")
    listed = "、".join(map(str, months))
    return _now("终结后 %(months)s 个月各一次") % {"months": listed}


def _set(request: HttpRequest, form: TimesForm) -> int:
    """Keep the setting; 0 when it was kept, else the status of the page."""
    if not form.is_valid():
        return 400
    data = form.cleaned_data
    try:
        made = set_schedule(
            months=[*data["months"], *data["others"]], acting=form.acting, now=clock.now()
        )
    except DomainError as error:
        add_refusal(request, form, error, _FIELDS.get(error.code))
        return error.status
    messages.success(
        request,
        _now("已保存：%(words)s；以后终结的案件按此安排。") % {"words": months_words(made.months)},
    )
    return 0

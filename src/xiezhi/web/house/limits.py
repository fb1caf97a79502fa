"""本院规定的期限: what each is, rests on and will be; setting one; who changed what and when."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from xiezhi.accounts.models import OwnLimit
from xiezhi.accounts.rules.rights import Action, may
from xiezhi.accounts.selectors.office_settings import (
    find_coming_limits,
    find_own_limit,
    list_limit_versions,
    own_limits_on,
    period_of,
)
from xiezhi.accounts.services.office import withdraw_own_limit
from xiezhi.house.selectors.citations import (
    Basis,
    bases_of_limits,
    bases_of_versions,
    basis_of_version,
)
from xiezhi.house.selectors.register import list_citable_clauses
from xiezhi.house.services.limits import set_limit
from xiezhi.kernel import clock
from xiezhi.kernel.clock import legal_day
from xiezhi.kernel.errors import DomainError, NotFoundError
from xiezhi.law.deadlines import DeadlineRule, own_rules_on
from xiezhi.ledger.selectors.log import LogFilter, list_entries
from xiezhi.web.desk.refusals import add_refusal
from xiezhi.web.house.rule_forms import clause_groups
from xiezhi.web.law.texts import period_words
from xiezhi.web.office.act_labels import act_words
from xiezhi.web.office.forms import date_input, id_field
from xiezhi.web.office.pages import done, require_any


class LimitForm(forms.Form):
    """A time limit of the office's own, and the clause it rests on."""

    length = forms.IntegerField(label=gettext_lazy("长度"), min_value=1, max_value=400)
    unit = forms.ChoiceField(
        label=gettext_lazy("单位"),
        choices=[
            ("working_day", gettext_lazy("个工作日")),
            ("day", gettext_lazy("日")),
            ("month", gettext_lazy("个月")),
        ],
    )
    effective_from = forms.DateField(
        label=gettext_lazy("生效日期"),
        widget=date_input(),
        help_text=gettext_lazy("今天或以后。已经起算的期限不变，仍按起算时的长度和依据。"),
    )
    clause_id = id_field(gettext_lazy("依据的条款"), required=False)

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["clause_id"]
        field.help_text = _("选本院制度里的条款；没有文件依据的留空，各处都显示“本院设定”。")
        groups = clause_groups(list_citable_clauses(today))
        field.choices = [("", _("没有文件依据（本院设定）")), *groups]  # type: ignore[attr-defined]  # a choice field


@require_GET
def limits(request: HttpRequest) -> HttpResponse:
    """Show every own limit: its value, what it rests on, what the law says, what is suggested."""
    acting = require_any(request, Action.VIEW_LAW)
    today = legal_day(clock.now())
    present, coming = own_limits_on(today), find_coming_limits(today)
    bases = bases_of_limits(present.values(), today)
    groups: dict[str, list[dict[str, object]]] = {}
    for rule in own_rules_on(today):
        row = _row(rule, present, coming, bases)
        groups.setdefault(_(rule.flow), []).append(row)
    context = {
        "groups": list(groups.items()),
        "may_set": may(acting, Action.MANAGE_OFFICE),
        "repealed": sum(1 for basis in bases.values() if basis.is_repealed),
    }
    return render(request, "house/limits.html", context)


@require_GET
def limit(request: HttpRequest, key: str) -> HttpResponse:
    """Show one own limit with every version it had and its entries in 操作留痕."""
    acting = require_any(request, Action.VIEW_LAW)
    today = legal_day(clock.now())
    rule = _own_rule(key, today)
    found = find_own_limit(key, today)
    versions = list(list_limit_versions(key))
    bases = bases_of_versions(versions, today)
    entries = list_entries(LogFilter(object_kind="limit", object_id=key)).entries
    context = {
        "rule": rule,
        "suggested": period_words(rule.period) if rule.period is not None else "",
        "limit": found,
        "length": "" if found is None else period_words(period_of(found)),
        "basis": None if found is None else bases[found.id],
        "versions": [_version(one, found, bases[one.id], today) for one in versions],
        "entries": [{"entry": one, "act": act_words(one.act)} for one in entries],
        "may_set": may(acting, Action.MANAGE_OFFICE),
    }
    return render(request, "house/limit.html", context)


@require_http_methods(["GET", "POST"])
def set_one(request: HttpRequest, key: str) -> HttpResponse:
    """Set an own limit from today or a later day on."""
    acting = require_any(request, Action.MANAGE_OFFICE)
    today = legal_day(clock.now())
    rule = _own_rule(key, today)
    form = LimitForm(request.POST or None, today=today, initial=_initial(rule, today))
    back = reverse("house:limit", args=[key])
    if request.method == "POST" and form.is_valid():
        try:
            set_limit(rule_key=key, acting=acting, now=clock.now(), **form.cleaned_data)
        except DomainError as error:
            add_refusal(request, form, error)
        else:
            return done(request, _("已保存，从生效日起新起算的期限按它计算。"), back)
    context = {
        "form": form,
        "rule": rule,
        "suggested": period_words(rule.period) if rule.period is not None else "",
        "back": back,
    }
    return render(request, "house/limit_form.html", context, status=400 if form.errors else 200)


@require_POST
def withdraw(request: HttpRequest, key: str) -> HttpResponse:
    """Take back a version that is not in force yet."""
    acting = require_any(request, Action.MANAGE_OFFICE)
    asked = request.POST.get("effective_from", "")
    try:
        day = date.fromisoformat(asked)
    except ValueError as error:
        raise NotFoundError("accounts.no_limit") from error
    withdraw_own_limit(acting=acting, rule_key=key, effective_from=day, now=clock.now())
    return done(request, _("已取消。"), reverse("house:limit", args=[key]))


def _own_rule(key: str, day: date) -> DeadlineRule:
    found = next((rule for rule in own_rules_on(day) if rule.limit_key == key), None)
    if found is None:
        raise NotFoundError("law.no_rule")
    return found


def _row(
    rule: DeadlineRule,
    present: Mapping[str, OwnLimit],
    coming: Mapping[str, OwnLimit],
    bases: Mapping[str, Basis],
) -> dict[str, object]:
    limit, later = present.get(rule.limit_key), coming.get(rule.limit_key)
    return {
        "rule": rule,
        "limit": limit,
        "length": "" if limit is None else period_words(period_of(limit)),
        "basis": bases.get(rule.limit_key),
        "suggested": period_words(rule.period) if rule.period is not None else "",
        "later": later,
        "later_length": "" if later is None else period_words(period_of(later)),
    }


def _version(
    one: OwnLimit, present: OwnLimit | None, basis: Basis, today: date
) -> dict[str, object]:
    is_coming = one.replaced_at is None and one.effective_from > today
    return {
        "limit": one,
        "length": period_words(period_of(one)),
        "basis": basis,
        "is_present": present is not None and one.id == present.id,
        "is_coming": is_coming,
    }


def _initial(rule: DeadlineRule, today: date) -> dict[str, object]:
    found = find_own_limit(rule.limit_key, today)
    if found is not None:
        basis = basis_of_version(found, today)
        kept = None if basis.is_repealed else basis.clause_id
        return {
            "length": found.length,
            "unit": found.unit,
            "effective_from": today,
            "clause_id": kept,
        }
    if rule.period is None:
        return {"effective_from": today}
    return {
        "length": rule.period.length,
        "unit": rule.period.unit.value,
        "effective_from": today,
    }

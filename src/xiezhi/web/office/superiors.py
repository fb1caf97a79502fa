"""上级单位 of a unit: noted from a day, ended, put right; a change leaves the past as it was."""

from typing import Any
from uuid import UUID

from django import forms
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST

from xiezhi.accounts.rules.rights import Action
from xiezhi.kernel import clock
from xiezhi.kernel.clock import legal_day
from xiezhi.kernel.errors import DomainError
from xiezhi.partners.selectors.superiors import access_superior
from xiezhi.partners.selectors.units import access_unit, list_units
from xiezhi.partners.services.superiors import add_superior, change_superior, remove_superior
from xiezhi.web.desk.refusals import add_refusal
from xiezhi.web.office.forms import WithChoices, date_input
from xiezhi.web.office.pages import done, form_page, require_any


class SuperiorForm(WithChoices):
    """Which unit stands above, and from when to when."""

    superior_id = forms.TypedChoiceField(
        label=gettext_lazy("上级单位"),
        coerce=UUID,
        help_text=gettext_lazy("名册里没有的，先添加为协作单位。"),
    )
    since = forms.DateField(label=gettext_lazy("自"), widget=date_input())
    until = forms.DateField(
        label=gettext_lazy("至"),
        widget=date_input(),
        required=False,
        help_text=gettext_lazy("仍是上级的留空。换了上级的，在旧的一条填截止日期，再登记新的。"),
    )


@require_http_methods(["GET", "POST"])
def add(request: HttpRequest, unit_id: UUID) -> HttpResponse:
    """Note which unit stands above one."""
    acting = require_any(request, Action.MANAGE_UNITS)
    unit = access_unit(acting, unit_id)
    today = legal_day(clock.now())
    form = _form(request, unit_id, initial={"since": today})
    if request.method == "POST" and form.is_valid():
        try:
            add_superior(unit_id=unit_id, acting=acting, now=clock.now(), **form.cleaned_data)
        except DomainError as error:
            add_refusal(request, form, error)
        else:
            return done(request, _("上级单位已登记。"), _url(unit_id))
    title = _("%(unit)s的上级单位") % {"unit": unit.name}
    return form_page(request, form, title=title, submit=_("登记"), back=_url(unit_id))


@require_http_methods(["GET", "POST"])
def change(request: HttpRequest, relation_id: UUID) -> HttpResponse:
    """End a relation or put it right."""
    acting = require_any(request, Action.MANAGE_UNITS)
    relation = access_superior(acting, relation_id)
    names = ("superior_id", "since", "until")
    initial = {name: getattr(relation, name) for name in names}
    form = _form(request, relation.unit_id, initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            change_superior(
                relation_id=relation_id, acting=acting, now=clock.now(), **form.cleaned_data
            )
        except DomainError as error:
            add_refusal(request, form, error)
        else:
            return done(request, _("已保存。"), _url(relation.unit_id))
    title = _("%(unit)s的上级单位") % {"unit": relation.unit.name}
    back = _url(relation.unit_id)
    return form_page(request, form, title=title, submit=_("保存"), back=back)


@require_POST
def remove(request: HttpRequest, relation_id: UUID) -> HttpResponse:
    """Take out a relation noted by mistake."""
    acting = require_any(request, Action.MANAGE_UNITS)
    unit_id = remove_superior(relation_id=relation_id, acting=acting, now=clock.now())
    return done(request, _("已删除。"), _url(unit_id))


def _form(request: HttpRequest, unit_id: UUID, *, initial: dict[str, Any]) -> SuperiorForm:
    units = list_units(today=legal_day(clock.now()))
    choices = [(one.id, one.name) for one in units if one.id != unit_id]
    return SuperiorForm(request.POST or None, initial=initial, choices={"superior_id": choices})


def _url(unit_id: UUID) -> str:
    return reverse("office:unit", args=[unit_id])

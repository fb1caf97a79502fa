"""协作单位: units, the texts signed with them, their liaison officers and 交接."""

from dataclasses import fields
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_GET, require_http_methods

from xiezhi.accounts.rules.rights import Action
from xiezhi.kernel import clock
from xiezhi.kernel.clock import legal_day
from xiezhi.kernel.errors import DomainError
from xiezhi.partners.selectors import units as selectors
from xiezhi.partners.selectors.instruments import list_parts_of
from xiezhi.partners.selectors.superiors import list_superiors
from xiezhi.partners.services import units as services
from xiezhi.web.desk.refusals import add_refusal
from xiezhi.web.office.forms import InstrumentForm, OfficerForm, UnitForm
from xiezhi.web.office.pages import done, form_page, require_any
from xiezhi.web.office.unit_rows import officer_rows, superior_rows, unit_rows


@require_GET
def units(request: HttpRequest) -> HttpResponse:
    """List units in pinyin order with who answers for them."""
    require_any(request, Action.MANAGE_UNITS)
    today = legal_day(clock.now())
    return render(
        request, "office/units.html", {"rows": unit_rows(selectors.list_units(today=today), today)}
    )


@require_GET
def unit(request: HttpRequest, unit_id: UUID) -> HttpResponse:
    """Show one unit."""
    acting = require_any(request, Action.MANAGE_UNITS)
    today = legal_day(clock.now())
    found = selectors.access_unit(acting, unit_id)
    officers = selectors.list_officers(today=today).filter(unit_id=unit_id)
    context = {
        "unit": found,
        "officers": officer_rows(officers, today),
        "past_officers": selectors.list_past_officers(unit_id, today=today),
        "parts": list_parts_of(unit_id),
        "superiors": superior_rows(list_superiors(unit_id), today),
    }
    return render(request, "office/unit.html", context)


@require_http_methods(["GET", "POST"])
def add(request: HttpRequest) -> HttpResponse:
    """Add a unit."""
    acting = require_any(request, Action.MANAGE_UNITS)
    form = UnitForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            details = services.UnitDetails(**form.cleaned_data)
            made = services.add_unit(acting=acting, details=details, now=clock.now())
        except DomainError as error:
            add_refusal(request, form, error)
        else:
            return done(request, _("单位已添加。"), _url(made.id))
    return form_page(
        request, form, title=_("添加协作单位"), submit=_("添加"), back=reverse("office:units")
    )


@require_http_methods(["GET", "POST"])
def change(request: HttpRequest, unit_id: UUID) -> HttpResponse:
    """Change what is known of a unit."""
    acting = require_any(request, Action.MANAGE_UNITS)
    found = selectors.access_unit(acting, unit_id)
    initial = {one.name: getattr(found, one.name) for one in fields(services.UnitDetails)}
    form = UnitForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            details = services.UnitDetails(**form.cleaned_data)
            services.change_unit(acting=acting, unit_id=unit_id, details=details, now=clock.now())
        except DomainError as error:
            add_refusal(request, form, error)
        else:
            return done(request, _("已保存。"), _url(unit_id))
    return form_page(request, form, title=_("修改单位"), submit=_("保存"), back=_url(unit_id))


@require_http_methods(["GET", "POST"])
def sign(request: HttpRequest) -> HttpResponse:
    """Note a text signed with units."""
    acting = require_any(request, Action.MANAGE_UNITS)
    today = legal_day(clock.now())
    choices = [(one.id, one.name) for one in selectors.list_units(today=today)]
    form = InstrumentForm(request.POST or None, choices={"unit_ids": choices})
    back = reverse("office:units")
    if request.method == "POST" and form.is_valid():
        given = dict(form.cleaned_data)
        parties = dict.fromkeys(given.pop("unit_ids"), "")
        try:
            services.sign_instrument(acting=acting, parties=parties, now=clock.now(), **given)
        except DomainError as error:
            add_refusal(request, form, error)
        else:
            return done(request, _("会签文件已登记。"), back)
    return form_page(request, form, title=_("登记会签文件"), submit=_("登记"), back=back)


@sensitive_post_parameters("password")
@require_http_methods(["GET", "POST"])
def appoint(request: HttpRequest, unit_id: UUID) -> HttpResponse:
    """Name a liaison officer with a unit account."""
    acting = require_any(request, Action.MANAGE_UNITS)
    selectors.access_unit(acting, unit_id)
    form = OfficerForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            services.appoint_liaison(
                acting=acting,
                unit_id=unit_id,
                label=form.cleaned_data["label"],
                login=form.cleaned_data["login"],
                password=form.cleaned_data["password"] or None,
                contact=_contact(form),
                now=clock.now(),
            )
        except DomainError as error:
            add_refusal(request, form, error)
        else:
            return done(request, _("联络员已登记，单位账号可以登录门户。"), _url(unit_id))
    return form_page(request, form, title=_("登记联络员"), submit=_("登记"), back=_url(unit_id))


@sensitive_post_parameters("password")
@require_http_methods(["GET", "POST"])
def hand_over(request: HttpRequest, officer_id: UUID) -> HttpResponse:
    """交接: the old officer's account closes, the new one takes over the unit's account name."""
    acting = require_any(request, Action.MANAGE_UNITS)
    old = selectors.access_officer(acting, officer_id)
    form = OfficerForm(request.POST or None, with_login=False)
    if request.method == "POST" and form.is_valid():
        try:
            services.hand_over_liaison(
                acting=acting,
                officer_id=officer_id,
                label=form.cleaned_data["label"],
                password=form.cleaned_data["password"] or None,
                contact=_contact(form),
                now=clock.now(),
            )
        except DomainError as error:
            add_refusal(request, form, error)
        else:
            return done(request, _("已交接，原联络员不能再登录。"), _url(old.unit_id))
    title = _("联络员交接：%(label)s") % {"label": old.label}
    return form_page(request, form, title=title, submit=_("交接"), back=_url(old.unit_id))


@require_http_methods(["GET", "POST"])
def confirm(request: HttpRequest, officer_id: UUID) -> HttpResponse:
    """Note that the officer still answers for the unit."""
    acting = require_any(request, Action.MANAGE_UNITS)
    officer = selectors.access_officer(acting, officer_id)
    if request.method == "GET":
        return redirect(_url(officer.unit_id))
    services.confirm_liaison(acting=acting, officer_id=officer_id, now=clock.now())
    return done(request, _("已确认。"), _url(officer.unit_id))


def _contact(form: OfficerForm) -> services.LiaisonContact:
    names = ("section", "mobile", "email")
    return services.LiaisonContact(**{name: form.cleaned_data[name] for name in names})


def _url(unit_id: UUID) -> str:
    return reverse("office:unit", args=[unit_id])

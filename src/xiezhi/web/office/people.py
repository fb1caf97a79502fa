"""People: who works here, in which roles, 兼任 shown."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_GET, require_http_methods

from xiezhi.accounts.rules.rights import Action, may, require
from xiezhi.accounts.selectors.staff import (
    access_staff_member,
    list_departments,
    list_holdings,
    list_staff,
)
from xiezhi.accounts.services import people as services
from xiezhi.accounts.services.roles import end_role, grant_role
from xiezhi.kernel import clock
from xiezhi.kernel.clock import legal_day
from xiezhi.kernel.errors import DomainError
from xiezhi.web.desk.refusals import add_refusal
from xiezhi.web.office.forms import DepartmentForm, GrantRoleForm, PersonForm, ResetPasswordForm
from xiezhi.web.office.pages import done, form_page, require_any
from xiezhi.web.office.rows import holding_rows, person_rows

_SIGHT = (Action.MANAGE_STAFF, Action.GRANT_ROLES, Action.HAND_OVER)


@require_GET
def people(request: HttpRequest) -> HttpResponse:
    """List staff by department, with today's roles."""
    acting = require_any(request, *_SIGHT)
    today = legal_day(clock.now())
    members = list_staff(today=today, with_inactive=request.GET.get("all") == "1")
    context = {
        "rows": person_rows(members),
        "with_all": request.GET.get("all") == "1",
        "may_add": may(acting, Action.MANAGE_STAFF),
    }
    return render(request, "office/people.html", context)


@require_GET
def person(request: HttpRequest, staff_id: UUID) -> HttpResponse:
    """Show one member: roles held and what an administrator may do."""
    acting = require_any(request, *_SIGHT)
    member = access_staff_member(acting, staff_id)
    context = {
        "member": member,
        "holdings": holding_rows(list_holdings(staff_id), legal_day(clock.now())),
        "is_self": acting.id == staff_id,
        "may_manage": may(acting, Action.MANAGE_STAFF),
        "may_grant": may(acting, Action.GRANT_ROLES),
    }
    return render(request, "office/person.html", context)


@sensitive_post_parameters("password")
@require_http_methods(["GET", "POST"])
def add_person(request: HttpRequest) -> HttpResponse:
    """Add a member of staff; the security administrator grants roles after that."""
    acting = require_any(request, Action.MANAGE_STAFF)
    require(acting, Action.MANAGE_STAFF)
    departments = [(one.id, one.name) for one in list_departments()]
    form = PersonForm(request.POST or None, choices={"department_id": departments})
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        reach = {name: given[name] for name in ("office_phone", "mobile", "email")}
        try:
            member = services.add_staff_member(
                acting=acting,
                now=clock.now(),
                contact=services.StaffContact(**reach),
                **{name: given[name] for name in ("label", "department_id", "login", "password")},
            )
        except DomainError as error:
            add_refusal(request, form, error)
        else:
            return done(request, _("已添加，请安全管理员授予角色。"), _person_url(member.id))
    return form_page(
        request, form, title=_("添加人员"), submit=_("添加"), back=reverse("office:people")
    )


@require_http_methods(["GET", "POST"])
def add_department(request: HttpRequest) -> HttpResponse:
    """Add a department."""
    acting = require_any(request, Action.MANAGE_STAFF)
    require(acting, Action.MANAGE_STAFF)
    form = DepartmentForm(request.POST or None)
    back = reverse("office:people")
    if request.method == "POST" and form.is_valid():
        try:
            services.add_department(acting=acting, now=clock.now(), **form.cleaned_data)
        except DomainError as error:
            add_refusal(request, form, error)
        else:
            return done(request, _("部门已添加。"), back)
    return form_page(request, form, title=_("添加部门"), submit=_("添加"), back=back)


@require_http_methods(["GET", "POST"])
def grant(request: HttpRequest, staff_id: UUID) -> HttpResponse:
    """Give a member a role."""
    acting = require_any(request, Action.GRANT_ROLES)
    require(acting, Action.GRANT_ROLES)
    member = access_staff_member(acting, staff_id)
    form = GrantRoleForm(request.POST or None, initial={"since": legal_day(clock.now())})
    if request.method == "POST" and form.is_valid():
        try:
            grant_role(acting=acting, staff_id=staff_id, now=clock.now(), **form.cleaned_data)
        except DomainError as error:
            add_refusal(request, form, error)
        else:
            return done(request, _("角色已授予。"), _person_url(staff_id))
    title = _("授予角色：%(label)s") % {"label": member.label}
    return form_page(request, form, title=title, submit=_("授予"), back=_person_url(staff_id))


@require_http_methods(["GET", "POST"])
def end(request: HttpRequest, staff_id: UUID, holding_id: UUID) -> HttpResponse:
    """End a role today."""
    acting = require_any(request, Action.GRANT_ROLES)
    require(acting, Action.GRANT_ROLES)
    if request.method == "GET":
        return redirect(_person_url(staff_id))
    now = clock.now()
    end_role(acting=acting, holding_id=holding_id, until=legal_day(now), now=now)
    return done(request, _("角色今天终止。"), _person_url(staff_id))


@require_http_methods(["GET", "POST"])
def deactivate(request: HttpRequest, staff_id: UUID) -> HttpResponse:
    """Close a member's account."""
    acting = require_any(request, Action.MANAGE_STAFF)
    require(acting, Action.MANAGE_STAFF)
    if request.method == "POST":
        services.deactivate_staff_member(acting=acting, staff_id=staff_id, now=clock.now())
        return done(request, _("账号已停用。名下线索请部门负责人移交。"), _person_url(staff_id))
    return redirect(_person_url(staff_id))


@require_http_methods(["GET", "POST"])
def reset_second_factor(request: HttpRequest, staff_id: UUID) -> HttpResponse:
    """Let a member enrol a second factor anew after a lost phone."""
    acting = require_any(request, Action.MANAGE_STAFF)
    require(acting, Action.MANAGE_STAFF)
    if request.method == "POST":
        services.reset_second_factor(acting=acting, staff_id=staff_id, now=clock.now())
        return done(request, _("二次验证已清除，本人下次登录时重新设置。"), _person_url(staff_id))
    return redirect(_person_url(staff_id))


@sensitive_post_parameters("password")
@require_http_methods(["GET", "POST"])
def reset_password(request: HttpRequest, staff_id: UUID) -> HttpResponse:
    """Give a member a password for the next sign-in."""
    acting = require_any(request, Action.MANAGE_STAFF)
    require(acting, Action.MANAGE_STAFF)
    form = ResetPasswordForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            services.reset_password(
                acting=acting,
                staff_id=staff_id,
                password=form.cleaned_data["password"],
                now=clock.now(),
            )
        except DomainError as error:
            add_refusal(request, form, error, field="password")
        else:
            return done(request, _("临时密码已设置。"), _person_url(staff_id))
    return form_page(
        request, form, title=_("重置密码"), submit=_("设置"), back=_person_url(staff_id)
    )


def _person_url(staff_id: UUID) -> str:
    return reverse("office:person", args=[staff_id])

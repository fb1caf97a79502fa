"""代办授权 and A/B岗."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from xiezhi.accounts.rules.rights import Action, may
from xiezhi.accounts.selectors.actors import list_principals
from xiezhi.accounts.selectors.staff import list_colleagues, list_delegations, list_staff
from xiezhi.accounts.services.delegation import (
    begin_deputising,
    give_delegation,
    revoke_delegation,
    set_backup,
)
from xiezhi.kernel import clock
from xiezhi.kernel.actor import Actor
from xiezhi.kernel.clock import legal_day
from xiezhi.kernel.errors import DomainError
from xiezhi.web.accounts import deputising
from xiezhi.web.desk.refusals import add_refusal
from xiezhi.web.office.forms import BackupForm, Choices, DelegationForm
from xiezhi.web.office.handover import may_hand_over_leads
from xiezhi.web.office.pages import done, form_page, require_any

_RIGHTS = (Action.DELEGATE, Action.HAND_OVER)


@require_GET
def delegation(request: HttpRequest) -> HttpResponse:
    """List who does whose work now or soon, and the B岗 of each."""
    acting = require_any(request, *_RIGHTS)
    today = legal_day(clock.now())
    context = {
        "delegations": list_delegations(today=today),
        "members": list_staff(today=today),
        "principals": list_principals(acting.id, today=today),
        "own_id": acting.id,
        "may_hand_over": may_hand_over_leads(acting),
        "may_all": may(acting, Action.HAND_OVER),
    }
    return render(request, "office/delegation.html", context)


@require_http_methods(["GET", "POST"])
def give(request: HttpRequest) -> HttpResponse:
    """Let a colleague do a member's work for a time."""
    acting = require_any(request, *_RIGHTS)
    back = reverse("office:delegation")
    form = DelegationForm(
        request.POST or None,
        choices={"principal_id": _principals(acting), "deputy_id": _colleagues()},
        initial={"principal_id": acting.id, "since": legal_day(clock.now())},
    )
    if request.method == "POST" and form.is_valid():
        try:
            give_delegation(acting=acting, now=clock.now(), **form.cleaned_data)
        except DomainError as error:
            add_refusal(request, form, error)
        else:
            return done(request, _("代办授权已生效。"), back)
    return form_page(request, form, title=_("代办授权"), submit=_("授权"), back=back)


@require_http_methods(["GET", "POST"])
def revoke(request: HttpRequest, delegation_id: UUID) -> HttpResponse:
    """End a delegation at once."""
    acting = require_any(request, *_RIGHTS)
    back = reverse("office:delegation")
    if request.method == "GET":
        return redirect(back)
    revoke_delegation(acting=acting, delegation_id=delegation_id, now=clock.now())
    return done(request, _("代办授权已撤销。"), back)


@require_POST
def begin(request: HttpRequest, staff_id: UUID) -> HttpResponse:
    """Do a colleague's work from now on."""
    acting = require_any(request, *_RIGHTS)
    principal = begin_deputising(acting=acting, principal_id=staff_id, now=clock.now())
    deputising.begin(request, principal.id)
    return redirect("desk:home")


@require_POST
def end(request: HttpRequest) -> HttpResponse:
    """Do one's own work again."""
    require_any(request, *_RIGHTS)
    deputising.end(request)
    return done(request, _("已结束代办。"), reverse("desk:home"))


@require_http_methods(["GET", "POST"])
def backup(request: HttpRequest) -> HttpResponse:
    """Name the B岗 of a member."""
    acting = require_any(request, *_RIGHTS)
    back = reverse("office:delegation")
    form = BackupForm(
        request.POST or None,
        choices={"staff_id": _principals(acting), "backup_id": _colleagues()},
        initial={"staff_id": request.GET.get("staff") or acting.id},
    )
    if request.method == "POST" and form.is_valid():
        try:
            set_backup(acting=acting, now=clock.now(), **form.cleaned_data)
        except DomainError as error:
            add_refusal(request, form, error)
        else:
            return done(request, _("A/B 岗已更新。"), back)
    return form_page(request, form, title=_("设置 A/B 岗"), submit=_("保存"), back=back)


def _colleagues() -> Choices:
    return [(member.id, member.label) for member in list_colleagues()]


def _principals(acting: Actor) -> Choices:
    if may(acting, Action.HAND_OVER):
        return _colleagues()
    return [(acting.id, acting.label)]

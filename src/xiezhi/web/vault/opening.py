"""One request: its course, the words on it, and the field while it is open."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_variables
from django.views.decorators.http import require_GET, require_POST

from xiezhi.accounts.rules.rights import Action
from xiezhi.intake.services.identity import (
    approve_to_open,
    refuse_to_open,
    second_to_open,
    tell_of_openings,
)
from xiezhi.kernel import clock
from xiezhi.kernel.actor import Actor, system_actor
from xiezhi.kernel.errors import DomainError, StepUpRequiredError
from xiezhi.vault.client import ask_to_open
from xiezhi.vault.rules.opening import FIELD_LABELS, IdentityField
from xiezhi.vault.selectors.openings import access_opening
from xiezhi.web.desk.refusals import add_refusal
from xiezhi.web.office.pages import done, require_any
from xiezhi.web.vault.forms import ApproveForm, RefuseForm
from xiezhi.web.vault.rows import ANY, opening_context


@require_GET
def opening(request: HttpRequest, opening_id: UUID) -> HttpResponse:
    """Show how far a request has come, and what may be done now."""
    return _show(request, require_any(request, *ANY), opening_id)


@require_POST
def approve(request: HttpRequest, opening_id: UUID) -> HttpResponse:
    """Approve as the chief procurator."""
    acting = require_any(request, Action.APPROVE_OPENING)
    form = ApproveForm(request.POST)
    if form.is_valid():
        try:
            approve_to_open(
                request_id=opening_id, acting=acting, now=clock.now(), **form.cleaned_data
            )
        except StepUpRequiredError:
            raise
        except DomainError as error:
            add_refusal(request, form, error)
        else:
            return done(request, _("已批准，请第二人复核。"), _url(opening_id))
    return _show(request, acting, opening_id, approve_form=form)


@require_POST
def second(request: HttpRequest, opening_id: UUID) -> HttpResponse:
    """Second as somebody outside the matter."""
    acting = require_any(request, Action.SECOND_OPENING)
    second_to_open(request_id=opening_id, acting=acting, now=clock.now())
    return done(request, _("已复核，申请人可以打开。"), _url(opening_id))


@require_POST
def refuse(request: HttpRequest, opening_id: UUID) -> HttpResponse:
    """Refuse, with the reason."""
    acting = require_any(request, Action.APPROVE_OPENING, Action.SECOND_OPENING)
    form = RefuseForm(request.POST)
    if form.is_valid():
        refuse_to_open(
            request_id=opening_id,
            reason=form.cleaned_data["reason"],
            acting=acting,
            now=clock.now(),
        )
        return done(request, _("没有同意，已告知申请人。"), _url(opening_id))
    return _show(request, acting, opening_id, refuse_form=form)


@never_cache
@sensitive_variables()
@require_POST
def open_now(request: HttpRequest, opening_id: UUID) -> HttpResponse:
    """Show the one field to whoever asked for it, while it is open; kept nowhere."""
    acting = require_any(request, Action.REQUEST_OPENING)
    now = clock.now()
    row = access_opening(acting, opening_id, now=now)
    opened = ask_to_open(request_id=row.request.id, asking_id=acting.id or UUID(int=0))
    tell_of_openings(acting=system_actor(acting.procuratorate_id), now=now)
    seconds = max(int((opened.ends_at - now).total_seconds()), 0)
    context = {
        "row": row,
        "label": _(FIELD_LABELS[IdentityField(opened.field)]),
        "value": opened.value,
        "ends_at": opened.ends_at,
        "seconds": seconds,
        "seen_at": now,
        "back": _url(opening_id),
    }
    response = render(request, "identities/opened.html", context)
    response["Refresh"] = f"{seconds};url={_url(opening_id)}"
    response["Cache-Control"] = "no-store, private"
    return response


def _url(opening_id: UUID) -> str:
    return reverse("identities:opening", args=[opening_id])


def _show(
    request: HttpRequest,
    acting: Actor,
    opening_id: UUID,
    *,
    approve_form: ApproveForm | None = None,
    refuse_form: RefuseForm | None = None,
) -> HttpResponse:
    if request.method == "POST" and approve_form is None and refuse_form is None:
        return HttpResponseRedirect(_url(opening_id))
    now = clock.now()
    row = access_opening(acting, opening_id, now=now)
    context = opening_context(row, acting)
    del context["request"]  # the name of the visitor's request in every template
    context |= {
        "approve_form": approve_form or ApproveForm(),
        "refuse_form": refuse_form or RefuseForm(),
        "has_refused_approval": approve_form is not None,
    }
    status = 400 if approve_form is not None or refuse_form is not None else 200
    return render(request, "identities/opening.html", context, status=status)

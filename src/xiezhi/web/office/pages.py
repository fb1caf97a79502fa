"""What every page of the office's own does: ask who it is, show a form, say it is done."""

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from xiezhi.accounts.rules.rights import Action, may
from xiezhi.kernel.actor import Actor, ActorKind
from xiezhi.kernel.errors import NotAllowedError
from xiezhi.web.desk.fragments import lead_on
from xiezhi.web.requests import require_kind


def require_any(request: HttpRequest, *actions: Action) -> Actor:
    """Return the member of staff who has one of the rights; a fresh proof is not asked for.

    Raises:
        NotAllowedError: ``accounts.sign_in_first``, ``accounts.no_right``.
    """
    acting = require_kind(request, ActorKind.STAFF)
    if not any(may(acting, action) for action in actions):
        raise NotAllowedError("accounts.no_right", action=actions[0])
    return acting


def form_page(
    request: HttpRequest, form: forms.Form, *, title: object, submit: object, back: str
) -> HttpResponse:
    """Return the page of one form, with what was entered and what was refused."""
    status = 400 if form.errors else 200
    context = {"form": form, "title": title, "submit": submit, "back": back}
    return render(request, "office/form.html", context, status=status)


def done(request: HttpRequest, words: object, url: str) -> HttpResponse:
    """Say what was done and lead on."""
    messages.success(request, str(words))
    return lead_on(request, url)

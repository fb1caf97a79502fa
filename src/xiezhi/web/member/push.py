"""手机提醒: a supporter's phone turns Web Push on or off. Nobody else's: reporters have no sign-in."""

from http import HTTPStatus

from django import forms
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.http import require_POST

from xiezhi.kernel import clock
from xiezhi.kernel.actor import ActorKind
from xiezhi.notifications.rules.web_push import MAX_ENDPOINT, PushAddress, decoded
from xiezhi.notifications.services.push import begin_push, end_push
from xiezhi.web.requests import require_kind

_KEY: int = 120


class SubscriptionForm(forms.Form):
    """What a browser gives: where it takes pushes, and its two keys."""

    endpoint = forms.CharField(max_length=MAX_ENDPOINT)
    p256dh = forms.CharField(max_length=_KEY)
    auth = forms.CharField(max_length=_KEY)


class EndForm(forms.Form):
    """Where it took pushes."""

    endpoint = forms.CharField(max_length=MAX_ENDPOINT)


@require_POST
def begin(request: HttpRequest) -> HttpResponse:
    """Let this phone take pushes."""
    acting = require_kind(request, ActorKind.SUPPORTER)
    form = SubscriptionForm(request.POST)
    if not form.is_valid():
        return HttpResponse(status=HTTPStatus.BAD_REQUEST)
    data = form.cleaned_data
    address = PushAddress(
        endpoint=data["endpoint"], point=decoded(data["p256dh"]), auth=decoded(data["auth"])
    )
    begin_push(address=address, acting=acting, now=clock.now())
    return JsonResponse({})


@require_POST
def end(request: HttpRequest) -> HttpResponse:
    """End the pushes of this phone."""
    acting = require_kind(request, ActorKind.SUPPORTER)
    form = EndForm(request.POST)
    if not form.is_valid():
        return HttpResponse(status=HTTPStatus.BAD_REQUEST)
    end_push(endpoint=form.cleaned_data["endpoint"], acting=acting, now=clock.now())
    return JsonResponse({})

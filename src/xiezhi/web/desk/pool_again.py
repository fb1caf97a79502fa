"""判断再次反映 on a report that is no lead."""

from http import HTTPStatus
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from xiezhi.accounts.rules.rights import Action, require
from xiezhi.intake.models import ReportMessage
from xiezhi.intake.selectors.access import access_report
from xiezhi.intake.selectors.behind_leads import get_again_message
from xiezhi.intake.services.again import judge_again_in_pool
from xiezhi.kernel import clock
from xiezhi.kernel.actor import Actor, ActorKind
from xiezhi.kernel.errors import DomainError, NotFoundError
from xiezhi.web.desk.act_forms import words_field
from xiezhi.web.desk.refusals import add_refusal
from xiezhi.web.requests import require_kind


class PoolAgainForm(forms.Form):
    """What an officer found."""

    is_founded = forms.TypedChoiceField(
        label=gettext_lazy("判断"),
        choices=[
            ("yes", gettext_lazy("采纳，退回待初筛重新办理")),
            ("no", gettext_lazy("不采纳，维持原处理")),
        ],
        coerce=lambda value: value == "yes",
        widget=forms.RadioSelect,
    )
    judgement = words_field(gettext_lazy("理由"), limit=300, rows=3)


@require_http_methods(["GET", "POST"])
def again(request: HttpRequest, report_id: UUID, message_id: UUID) -> HttpResponse:
    """Judge a 再次反映; the reporter is told in neutral words."""
    acting = require_kind(request, ActorKind.STAFF)
    require(acting, Action.SCREEN_REPORT)
    report, message = access_report(acting, report_id), get_again_message(message_id)
    if message.report_id != report.id:
        raise NotFoundError("intake.no_message")
    form = PoolAgainForm(request.POST or None)
    status = HTTPStatus.BAD_REQUEST if request.method == "POST" else HTTPStatus.OK
    if form.is_valid():
        refused = _judge(request, acting, form, message)
        if refused is None:
            messages.success(request, _("判断已登记，反映人凭查询码可以看到进度。"))
            return HttpResponseRedirect(reverse("desk:pool_report", args=[report_id]))
        status = refused
    context = {"form": form, "report": report, "message": message}
    return render(request, "desk/pool_again.html", context, status=status)


def _judge(
    request: HttpRequest, acting: Actor, form: PoolAgainForm, message: ReportMessage
) -> HTTPStatus | None:
    """Judge, or write the refusal into the form and return its status."""
    try:
        judge_again_in_pool(
            report_id=message.report_id,
            message_id=message.id,
            is_founded=form.cleaned_data["is_founded"],
            judgement=form.cleaned_data["judgement"],
            acting=acting,
            now=clock.now(),
        )
    except DomainError as error:
        add_refusal(request, form, error)
        return HTTPStatus(error.status)
    return None

"""跟进调查/回头看: cases followed up before closing, closed cases looked at again, batches."""

from typing import Any, Final
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _
from django.utils.translation import gettext_noop
from django.views.decorators.http import require_GET, require_http_methods
from typing_extensions import override

from xiezhi.accounts.rules.rights import Action, may, require
from xiezhi.cases.rules.follow_up import SAMPLING_LABELS, SamplingWay
from xiezhi.cases.rules.grounds import FINDING_LABELS, Finding
from xiezhi.cases.rules.states import CaseState
from xiezhi.cases.selectors.look_back_schedule import schedule_of_office
from xiezhi.cases.selectors.look_backs import (
    count_look_backs,
    count_to_follow,
    list_batches,
    list_closed,
    list_look_backs,
    list_to_follow,
)
from xiezhi.cases.services.follow_ups import FOLLOWED
from xiezhi.cases.services.look_backs import BatchInput, make_batch
from xiezhi.kernel import clock
from xiezhi.kernel.actor import Actor, ActorKind
from xiezhi.kernel.errors import DomainError
from xiezhi.web.cases.naming import state_label
from xiezhi.web.cases_field.fields import day_field, labelled, line_field
from xiezhi.web.cases_field.look_back_times import months_words
from xiezhi.web.cases_field.parts import look_back_shown
from xiezhi.web.desk.act_forms import WorkForm
from xiezhi.web.desk.fragments import lead_on
from xiezhi.web.desk.refusals import add_refusal
from xiezhi.web.requests import require_kind

TABS: Final = {"follow": gettext_noop("跟进调查"), "look": gettext_noop("回头看")}
_FIELDS: Final = {
    "cases.no_batch_title": "title",
    "cases.no_cases": "cases",
    "cases.not_closed": "cases",
    "cases.draw_too_many": "draw",
}


class BatchForm(WorkForm):
    """A batch: which closed cases, how they are chosen, until when."""

    title = line_field(_("批次名称"), 120)
    basis = line_field(_("依据"), 200, required=False, help_text=_("上级院专项的，写明文件。"))
    way = forms.ChoiceField(label=_("抽取方式"), widget=forms.RadioSelect)
    draw = forms.IntegerField(
        label=_("抽取数"), required=False, min_value=1, help_text=_("随机抽取的填写。")
    )
    due_on = day_field(_("应看日期"))
    cases = forms.TypedMultipleChoiceField(
        label=_("已终结案件"),
        coerce=UUID,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("随机抽取的，这里选的是抽取范围。"),
    )

    @override
    def prepare(self) -> None:
        """Offer the closed cases and the ways."""
        closed = list_closed(self.acting)
        words = [(str(one.id), f"{one.year}-{one.number} {one.title}") for one in closed]
        self.offer("cases", words)
        self.offer("way", labelled(SAMPLING_LABELS))
        self.start(way=SamplingWay.ALL.value, cases=[value for value, _label in words])


@require_GET
def overview(request: HttpRequest) -> HttpResponse:
    """Show what is followed up, or what is looked at again."""
    acting = require_kind(request, ActorKind.STAFF)
    require(acting, Action.VIEW_OWN_LEADS)
    today = clock.legal_day(clock.now())
    tab = request.GET.get("tab", "")
    tab = tab if tab in TABS else "follow"
    counts = count_look_backs(acting, today)
    numbers = {"follow": count_to_follow(acting), "look": counts.to_do}
    context: dict[str, Any] = {
        "tab": tab,
        "today": today,
        "counts": counts,
        "tabs": [
            {
                "label": _now(label),
                "url": f"{reverse('look_backs:home')}?tab={name}",
                "count": numbers[name],
                "is_current": name == tab,
            }
            for name, label in TABS.items()
        ],
    }
    context |= _follow(acting) if tab == "follow" else _look(acting)
    return render(request, "cases_field/overview.html", context)


def _follow(acting: Actor) -> dict[str, Any]:
    may_handle = may(acting, Action.HANDLE_CASE)
    return {
        "rows": [
            {
                "case": one,
                "state": state_label(one, CaseState(one.state)),
                "finding": _now(FINDING_LABELS[Finding(one.finding)]) if one.finding else "",
                "url": f"{reverse('cases:case', args=[one.id])}?tab=rectification#parts",
                "act_url": reverse("cases:follow_up", args=[one.id])
                if may_handle and one.state in FOLLOWED
                else "",
            }
            for one in list_to_follow(acting)
        ]
    }


def _look(acting: Actor) -> dict[str, Any]:
    today = clock.legal_day(clock.now())
    return {
        "waiting": [look_back_shown(one, today) for one in list_look_backs(acting, is_done=False)],
        "done": [look_back_shown(one, today) for one in list_look_backs(acting, is_done=True)],
        "batches": [
            {"row": one, "way": _now(SAMPLING_LABELS[SamplingWay(one.way)])}
            for one in list_batches()
        ],
        "times": months_words(schedule_of_office().months),
        "may_set": may(acting, Action.MANAGE_OFFICE),
        "may_batch": may(acting, Action.ASSIGN_LEAD),
        "may_export": may(acting, Action.EXPORT_LEDGER),
        "may_lead": may(acting, Action.REGISTER_LEAD),
        "may_call_off": may(acting, Action.ASSIGN_LEAD),
    }


@require_http_methods(["GET", "POST"])
def batch_new(request: HttpRequest) -> HttpResponse:
    """Make a batch of 回头看."""
    acting = require_kind(request, ActorKind.STAFF)
    require(acting, Action.ASSIGN_LEAD)
    now = clock.now()
    form = BatchForm(
        request.POST if request.method == "POST" else None,
        acting=acting,
        today=clock.legal_day(now),
    )
    status = 200
    if form.is_bound:
        status = _make(request, form, acting)
        if not status:
            return lead_on(request, f"{reverse('look_backs:home')}?tab=look")
    context = {
        "form": form,
        "title": _now("建立“回头看”批次"),
        "intro": _now("随机抽取的，抽取种子和范围一并留存，任何人可以照样重抽核对。"),
        "crumb": _now("跟进调查/回头看"),
        "crumb_url": f"{reverse('look_backs:home')}?tab=look",
        "submit": _now("建立批次"),
        "back": f"{reverse('look_backs:home')}?tab=look",
    }
    return render(request, "components/form_page.html", context, status=status)


def _make(request: HttpRequest, form: BatchForm, acting: Actor) -> int:
    """Make the batch; 0 when it was made, else the status of the page."""
    if not form.is_valid():
        return 400
    data = form.cleaned_data
    batch = BatchInput(
        title=data["title"],
        way=SamplingWay(data["way"]),
        due_on=data["due_on"],
        case_ids=data["cases"],
        basis=data["basis"],
        draw=data["draw"] or 0,
    )
    try:
        made = make_batch(batch=batch, acting=acting, now=clock.now())
    except DomainError as error:
        add_refusal(request, form, error, _FIELDS.get(error.code))
        return error.status
    messages.success(request, _now("已建立批次《%(title)s》。") % {"title": made.title})
    return 0

"""反馈: the dated list of who has to be told what by when, and who was told."""

from datetime import date
from http import HTTPStatus
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET

from xiezhi.accounts.rules.rights import Action, require
from xiezhi.accounts.selectors.people import list_active_members, list_departments
from xiezhi.house.rules.functions import CIRCLE_LABELS, Circle, ContactFunction
from xiezhi.house.selectors.functions import list_posts
from xiezhi.kernel import clock
from xiezhi.kernel.actor import ActorKind
from xiezhi.kernel.errors import DomainError
from xiezhi.leads.rules.feedback_duties import (
    FEEDBACK_KIND_LABELS,
    FEEDBACK_STATE_LABELS,
    FeedbackKind,
    FeedbackState,
)
from xiezhi.leads.selectors.feedback_duties import (
    PAGE_SIZE,
    FeedbackFilter,
    FeedbackPage,
    list_feedback_duties,
)
from xiezhi.web.desk.feedback_rows import feedback_row
from xiezhi.web.desk.paging import pager
from xiezhi.web.desk.refusals import add_refusal
from xiezhi.web.desk.tabs import tabs_of
from xiezhi.web.office.forms import date_input, id_field
from xiezhi.web.problem_texts import register
from xiezhi.web.requests import require_kind

register(
    {
        "leads.span_reversed": (
            gettext_lazy("起止日期反了：止日早于起日。"),
            gettext_lazy("请核对后再查。"),
        )
    }
)


class FeedbackForm(forms.Form):
    """The toolbar over the list. What it does not know is left out, never refused."""

    kind = forms.ChoiceField(label=gettext_lazy("反馈事项"), required=False)
    department = id_field(gettext_lazy("部门"), required=False)
    handler = id_field(gettext_lazy("承办人"), required=False)
    since = forms.DateField(label=gettext_lazy("自"), required=False, widget=date_input())
    until = forms.DateField(label=gettext_lazy("至"), required=False, widget=date_input())
    page = forms.IntegerField(required=False, min_value=1, widget=forms.HiddenInput)

    def __init__(self, asked: QueryDict) -> None:
        super().__init__(asked)
        given = asked.get("tab", "")
        self.state = FeedbackState(given) if given in set(FeedbackState) else FeedbackState.DUE
        for name, choices in _choices().items():
            self.fields[name].choices = choices  # type: ignore[attr-defined]  # choice fields only
        for name in ("since", "until"):
            self.fields[name].widget.attrs["class"] = "input"

    def asked(self) -> FeedbackFilter:
        """Return the filter; what cannot be read counts as not given."""
        self.is_valid()
        given: dict[str, Any] = self.cleaned_data
        kind = given.get("kind")
        return FeedbackFilter(
            state=self.state,
            kind=FeedbackKind(kind) if kind else None,
            department=given.get("department"),
            handler=given.get("handler"),
            since=given.get("since"),
            until=given.get("until"),
            page=given.get("page") or 1,
        )


@require_GET
def feedback_duties(request: HttpRequest) -> HttpResponse:
    """Show one page of the duties."""
    acting = require_kind(request, ActorKind.STAFF)
    require(acting, Action.VIEW_OWN_LEADS)
    form = FeedbackForm(request.GET)
    asked = form.asked()
    today = clock.legal_day(clock.now())
    status = HTTPStatus.OK
    try:
        found = list_feedback_duties(acting, asked, today)
    except DomainError as error:
        add_refusal(request, form, error, "until")
        status = HTTPStatus.BAD_REQUEST
        found = list_feedback_duties(acting, FeedbackFilter(state=asked.state), today)
    context = _context(request, asked, found, today) | {"form": form}
    return render(request, "desk/feedback.html", context, status=status)


def _context(
    request: HttpRequest, asked: FeedbackFilter, found: FeedbackPage, today: date
) -> dict[str, Any]:
    posts = list_posts(today)
    return {
        "asked": asked,
        "rows": [feedback_row(one, today) for one in found.rows],
        "tabs": tabs_of(request.GET, FEEDBACK_STATE_LABELS, found.counts, asked.state),
        "is_done": asked.state is FeedbackState.DONE,
        "is_cut": found.is_cut,
        "posts": [
            {"circle": _(CIRCLE_LABELS[one]), "post": posts.get((one, ContactFunction.FEEDBACK))}
            for one in Circle
        ],
        "pager": pager(
            request.GET, found.page, len(found.rows), PAGE_SIZE, has_next=found.has_next
        ),
    }


def _choices() -> dict[str, list[tuple[str, str]]]:
    kinds = [(kind.value, _(FEEDBACK_KIND_LABELS[kind])) for kind in FeedbackKind]
    departments = [(str(one.id), one.name) for one in list_departments()]
    handlers = [(str(one.id), one.label) for one in list_active_members()]
    return {
        "kind": [("", _("反馈事项")), *kinds],
        "department": [("", _("部门")), *departments],
        "handler": [("", _("承办人")), *handlers],
    }

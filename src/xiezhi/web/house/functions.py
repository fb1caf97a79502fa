"""沟通、协调、联络、反馈: who does which, towards whom; changing one."""

from datetime import date
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_http_methods

from xiezhi.accounts.rules.rights import Action, may
from xiezhi.accounts.selectors.people import list_active_members, list_departments
from xiezhi.house.models import FunctionPost
from xiezhi.house.rules.citations import CitedBy, function_subject
from xiezhi.house.rules.functions import (
    CIRCLE_LABELS,
    FUNCTION_LABELS,
    FUNCTION_WORDS,
    Circle,
    ContactFunction,
)
from xiezhi.house.selectors.citations import WITHOUT, bases_of
from xiezhi.house.selectors.functions import list_past_posts, list_posts
from xiezhi.house.services.functions import PostDraft, set_function
from xiezhi.kernel import clock
from xiezhi.kernel.actor import Actor
from xiezhi.kernel.clock import legal_day
from xiezhi.kernel.errors import DomainError, NotFoundError
from xiezhi.web.desk.refusals import add_refusal
from xiezhi.web.office.forms import WithChoices, date_input, id_field
from xiezhi.web.office.pages import done, form_page, require_any


class PostForm(WithChoices):
    """Who shall do a function."""

    department_id = id_field(gettext_lazy("责任部门"))
    first_id = id_field(gettext_lazy("A 岗"))
    second_id = id_field(gettext_lazy("B 岗"), required=False)
    telephone = forms.CharField(
        label=gettext_lazy("联系电话"),
        max_length=30,
        required=False,
        help_text=gettext_lazy("向协作单位、网格员公开的号码；不填的用 A 岗的办公电话。"),
    )
    since = forms.DateField(label=gettext_lazy("自"), widget=date_input())


@require_GET
def functions(request: HttpRequest) -> HttpResponse:
    """Show the eight places, and who held them before."""
    acting = require_any(request, Action.VIEW_LAW)
    today = legal_day(clock.now())
    posts = list_posts(today)
    context = {
        "circles": [(_(CIRCLE_LABELS[circle]), _rows(circle, posts, today)) for circle in Circle],
        "past": [_past(post) for post in list_past_posts(today)[:100]],
        "may_keep": may(acting, Action.MANAGE_OWN_RULES),
    }
    return render(request, "house/functions.html", context)


@require_http_methods(["GET", "POST"])
def assign(request: HttpRequest, circle: str, function: str) -> HttpResponse:
    """Put a function into hands."""
    acting = require_any(request, Action.MANAGE_OWN_RULES)
    place = _place(circle, function)
    today = legal_day(clock.now())
    initial = _initial(list_posts(today).get(place), today)
    form = PostForm(request.POST or None, choices=_choices(), initial=initial)
    back = reverse("house:functions")
    if request.method == "POST" and form.is_valid():
        try:
            _set(place, dict(form.cleaned_data), acting)
        except DomainError as error:
            add_refusal(request, form, error)
        else:
            return done(request, _("职能分工已更新。"), back)
    return form_page(request, form, title=_title(place), submit=_("保存"), back=back)


def _set(place: tuple[Circle, ContactFunction], entered: dict[str, Any], acting: Actor) -> None:
    since = entered.pop("since")
    set_function(
        circle=place[0],
        function=place[1],
        draft=PostDraft(**entered),
        since=since,
        acting=acting,
        now=clock.now(),
    )


def _title(place: tuple[Circle, ContactFunction]) -> str:
    return _("%(function)s：面向%(circle)s") % {
        "function": _(FUNCTION_LABELS[place[1]]),
        "circle": _(CIRCLE_LABELS[place[0]]),
    }


def _rows(
    circle: Circle, posts: dict[tuple[Circle, ContactFunction], FunctionPost], today: date
) -> list[dict[str, object]]:
    subjects = {one: function_subject(f"{circle}.{one}") for one in ContactFunction}
    bases = bases_of(subjects.values(), CitedBy.DUTY, today)
    return [
        {
            "label": _(FUNCTION_LABELS[one]),
            "words": _(FUNCTION_WORDS[one]),
            "post": posts.get((circle, one)),
            "basis": bases.get(subjects[one], WITHOUT),
            "url": reverse("house:assign_function", args=[circle, one]),
        }
        for one in ContactFunction
    ]


def _past(post: FunctionPost) -> dict[str, object]:
    return {
        "post": post,
        "label": _(FUNCTION_LABELS[ContactFunction(post.function)]),
        "circle": _(CIRCLE_LABELS[Circle(post.circle)]),
    }


def _choices() -> dict[str, Any]:
    members = [(one.id, one.label) for one in list_active_members()]
    return {
        "department_id": [(one.id, one.name) for one in list_departments()],
        "first_id": members,
        "second_id": members,
    }


def _initial(post: FunctionPost | None, today: date) -> dict[str, object]:
    if post is None:
        return {"since": today}
    return {
        "department_id": post.department_id,
        "first_id": post.first_id,
        "second_id": post.second_id,
        "telephone": post.telephone,
        "since": today,
    }


def _place(circle: str, function: str) -> tuple[Circle, ContactFunction]:
    if circle not in set(Circle) or function not in set(ContactFunction):
        raise NotFoundError("house.no_subject")
    return Circle(circle), ContactFunction(function)

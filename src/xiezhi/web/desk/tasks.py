"""协助核实: grid members' tasks over all leads, with what came back."""

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from xiezhi.accounts.rules.rights import Action, require
from xiezhi.kernel import clock
from xiezhi.kernel.actor import ActorKind
from xiezhi.leads.rules.queues import MAX_PAGE, PAGE_SIZE, TASK_TAB_LABELS, TaskTab
from xiezhi.leads.selectors.tasks import TaskFilter, count_tasks, list_tasks
from xiezhi.web.desk.paging import pager
from xiezhi.web.desk.tabs import tabs_of
from xiezhi.web.desk.task_rows import task_rows
from xiezhi.web.requests import require_kind


class TasksForm(forms.Form):
    """The toolbar over the tasks. Anything it does not know is left out, never refused."""

    tab = forms.ChoiceField(required=False, choices=[(tab, tab) for tab in TaskTab])
    words = forms.CharField(required=False, max_length=100)
    page = forms.IntegerField(required=False, min_value=1, max_value=MAX_PAGE)

    def asked(self) -> TaskFilter:
        """Return the filter; unknown values count as not given."""
        self.is_valid()
        data = self.cleaned_data
        return TaskFilter(
            tab=TaskTab(data.get("tab") or TaskTab.TO_DO),
            words=data.get("words") or "",
            page=data.get("page") or 1,
        )


@require_GET
def task_list(request: HttpRequest) -> HttpResponse:
    """Show one page of the tasks."""
    acting = require_kind(request, ActorKind.STAFF)
    require(acting, Action.VIEW_OWN_LEADS)
    asked = TasksForm(request.GET).asked()
    today = clock.legal_day(clock.now())
    found = list_tasks(acting, asked, today)
    counts = count_tasks(acting, asked, today)
    context = {
        "asked": asked,
        "rows": task_rows(acting, found.rows, asked.tab, today),
        "tabs": tabs_of(request.GET, TASK_TAB_LABELS, counts, asked.tab),
        "pager": pager(
            request.GET, found.page, len(found.rows), PAGE_SIZE, has_next=found.has_next
        ),
    }
    return render(request, "desk/tasks.html", context)

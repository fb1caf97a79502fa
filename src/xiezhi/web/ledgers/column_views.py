"""列方案: choosing, ordering, naming and keeping the columns of a ledger."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from xiezhi.accounts.rules.rights import Action, may
from xiezhi.kernel import clock
from xiezhi.kernel.actor import Actor
from xiezhi.kernel.errors import DomainError
from xiezhi.reporting.models import LedgerColumnSet
from xiezhi.reporting.rules.ledgers import LedgerKind
from xiezhi.reporting.selectors.column_sets import (
    access_column_set,
    find_column_set,
    list_column_sets,
    may_change,
)
from xiezhi.reporting.services.column_sets import (
    ColumnSetText,
    remove_column_set,
    save_column_set,
)
from xiezhi.web.desk.refusals import add_refusal
from xiezhi.web.ledgers.column_forms import ColumnSetForm
from xiezhi.web.ledgers.columns import chosen_columns
from xiezhi.web.ledgers.tables import ledger_title
from xiezhi.web.ledgers.views import exporter


@require_http_methods(["GET", "HEAD", "POST"])
def columns(request: HttpRequest) -> HttpResponse:
    """Show the chooser; keep what was chosen under a name."""
    acting = exporter(request)
    kind = _kind(request)
    found = find_column_set(acting, kind, _asked_set(request))
    form = _form(request, acting, kind, found)
    if request.method == "POST" and form.is_valid():
        try:
            kept = _save(request, acting, form, found)
        except DomainError as error:
            add_refusal(request, form, error, "name")
        else:
            messages.success(request, _("已保存列方案「%(name)s」。") % {"name": kept.name})
            return redirect(f"{reverse('ledgers:page')}?kind={kind.value}&columns={kept.id}")
    status = 400 if form.errors else 200
    return render(request, "ledgers/columns.html", _context(acting, form, found), status=status)


@require_POST
def remove(request: HttpRequest, set_id: UUID) -> HttpResponse:
    """Take a set away."""
    acting = exporter(request)
    kind = access_column_set(acting, set_id).kind
    remove_column_set(set_id=set_id, acting=acting, now=clock.now())
    messages.success(request, _("已删除列方案。"))
    return redirect(f"{reverse('ledgers:columns')}?kind={kind}")


def _kind(request: HttpRequest) -> LedgerKind:
    asked = request.GET.get("kind", "")
    return LedgerKind(asked) if asked in set(LedgerKind) else LedgerKind.LEADS


def _asked_set(request: HttpRequest) -> UUID | None:
    try:
        return UUID(request.GET.get("columns", ""))
    except ValueError:
        return None


def _form(
    request: HttpRequest, acting: Actor, kind: LedgerKind, found: LedgerColumnSet | None
) -> ColumnSetForm:
    initial = (
        {}
        if found is None
        else {
            "name": found.name,
            "is_usual": found.is_usual,
            "is_office_wide": found.owner_id is None,
        }
    )
    return ColumnSetForm(
        kind,
        chosen_columns(kind, found),
        request.POST or None,
        initial=initial,
        may_share=may(acting, Action.LOCK_RETURN),
    )


def _save(
    request: HttpRequest, acting: Actor, form: ColumnSetForm, found: LedgerColumnSet | None
) -> LedgerColumnSet:
    """Keep the set; under another name, or from a set not one's own, it becomes a new one."""
    data = form.cleaned_data
    is_same = (
        found is not None and may_change(acting, found) and request.POST.get("act") != "save_as"
    )
    text = ColumnSetText(
        kind=form.kind,
        name=data["name"],
        columns=form.chosen(),
        is_office_wide=data.get("is_office_wide", False),
        is_usual=data["is_usual"],
    )
    set_id = found.id if found is not None and is_same else None
    return save_column_set(text=text, acting=acting, now=clock.now(), set_id=set_id)


def _context(acting: Actor, form: ColumnSetForm, found: LedgerColumnSet | None) -> dict[str, Any]:
    return {
        "form": form,
        "kind": form.kind,
        "title": ledger_title(form.kind),
        "rows": form.rows(),
        "found": found,
        "may_change": found is not None and may_change(acting, found),
        "sets": [
            {
                "id": one.id,
                "name": one.name,
                "is_office_wide": one.owner_id is None,
                "is_usual": one.is_usual,
                "is_current": found is not None and one.id == found.id,
                "may_remove": may_change(acting, one),
            }
            for one in list_column_sets(acting, form.kind)
        ],
        "tabs": [
            {
                "label": ledger_title(kind),
                "url": f"{reverse('ledgers:columns')}?kind={kind.value}",
                "is_current": kind is form.kind,
            }
            for kind in LedgerKind
        ],
    }

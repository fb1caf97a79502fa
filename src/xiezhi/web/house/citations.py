"""Which clause each duty and each form rests on; 本院设定 where there is no text."""

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
from xiezhi.house.rules.citations import CITED_BY_LABELS, CitedBy
from xiezhi.house.selectors.citations import WITHOUT, bases_of
from xiezhi.house.selectors.register import list_citable_clauses
from xiezhi.house.services.citations import cite_clause
from xiezhi.kernel import clock
from xiezhi.kernel.clock import legal_day
from xiezhi.kernel.errors import DomainError, NotFoundError
from xiezhi.web.desk.refusals import add_refusal
from xiezhi.web.house.rule_forms import clause_groups
from xiezhi.web.house.subjects import subjects_of
from xiezhi.web.office.forms import id_field
from xiezhi.web.office.pages import done, form_page, require_any

_SHOWN = (CitedBy.DUTY, CitedBy.FORM)


class CiteForm(forms.Form):
    """A clause, or none."""

    clause_id = id_field(gettext_lazy("依据的条款"), required=False)

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["clause_id"]
        field.help_text = _("从今天起引用；没有文件依据的留空，显示“本院设定”。")
        groups = clause_groups(list_citable_clauses(today))
        field.choices = [("", _("没有文件依据（本院设定）")), *groups]  # type: ignore[attr-defined]  # a choice field


@require_GET
def subjects(request: HttpRequest) -> HttpResponse:
    """List duties and forms, each with what it rests on."""
    acting = require_any(request, Action.VIEW_LAW)
    today = legal_day(clock.now())
    context = {
        "groups": [(_(CITED_BY_LABELS[one]), _rows(one, today)) for one in _SHOWN],
        "may_keep": may(acting, Action.MANAGE_OWN_RULES),
    }
    return render(request, "house/subjects.html", context)


@require_http_methods(["GET", "POST"])
def cite(request: HttpRequest, cited_by: str, subject: str) -> HttpResponse:
    """Choose the clause one duty or form rests on."""
    acting = require_any(request, Action.MANAGE_OWN_RULES)
    today = legal_day(clock.now())
    kind, label = _asked(cited_by, subject)
    # An empty choice is an answer too: a posted form with nothing in it is still bound.
    is_post = request.method == "POST"
    initial = _initial(kind, subject, today)
    form = CiteForm(request.POST if is_post else None, today=today, initial=initial)
    back = reverse("house:subjects")
    if is_post and form.is_valid():
        chosen = form.cleaned_data["clause_id"]
        try:
            cite_clause(
                cited_by=kind, subject=subject, clause_id=chosen, acting=acting, now=clock.now()
            )
        except DomainError as error:
            add_refusal(request, form, error)
        else:
            return done(request, _("已登记依据。"), back)
    title = _("%(subject)s的依据") % {"subject": label}
    return form_page(request, form, title=title, submit=_("保存"), back=back)


def _initial(cited_by: CitedBy, subject: str, today: date) -> dict[str, object]:
    basis = bases_of([subject], cited_by, today).get(subject, WITHOUT)
    return {"clause_id": None if basis.is_repealed else basis.clause_id}


def _rows(cited_by: CitedBy, today: date) -> list[dict[str, object]]:
    known = subjects_of(cited_by)
    found = bases_of(known, cited_by, today)
    return [
        {
            "label": label,
            "basis": found.get(subject, WITHOUT),
            "url": reverse("house:cite", args=[cited_by, subject]),
        }
        for subject, label in known.items()
    ]


def _asked(cited_by: str, subject: str) -> tuple[CitedBy, str]:
    kind = next((one for one in _SHOWN if one == cited_by), None)
    label = None if kind is None else subjects_of(kind).get(subject)
    if kind is None or label is None:
        raise NotFoundError("house.no_subject")
    return kind, label

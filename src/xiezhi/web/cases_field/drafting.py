"""起草文书（草稿）: chosen, prefilled from the case, saved half filled, checked, taken as PDF or DOCX."""

from datetime import date
from pathlib import Path
from typing import Any, Final
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from xiezhi.accounts.rules.rights import Action, may, require
from xiezhi.cases.models import Case, CasePaper
from xiezhi.cases.rules.drafts import drafted_for, restored
from xiezhi.cases.rules.kinds import CaseKind
from xiezhi.cases.rules.naming import name_of_paper
from xiezhi.cases.rules.papers import PaperKind
from xiezhi.cases.selectors.access import access_case
from xiezhi.cases.selectors.drafts import access_draft, filled_from_case, list_drafts
from xiezhi.cases.selectors.office_papers import find_template
from xiezhi.cases.services.drafting import drop_draft, save_draft, start_draft
from xiezhi.config.environment import environment
from xiezhi.documents.papers.case.definitions import FillPlace
from xiezhi.documents.papers.case.making import docx, pdf
from xiezhi.documents.papers.case.problems import problems_of
from xiezhi.documents.papers.case.registry import definition
from xiezhi.documents.papers.case.values import CasePaperValues
from xiezhi.kernel import clock
from xiezhi.kernel.actor import Actor, ActorKind
from xiezhi.kernel.errors import NotFoundError
from xiezhi.law.regimes import regime
from xiezhi.web.cases.naming import paper_label
from xiezhi.web.cases_field.draft_form import PREFIX, DraftForm
from xiezhi.web.cases_field.office_papers import preview_shown
from xiezhi.web.desk.case_paper_problems import problem_words
from xiezhi.web.ledgers.downloads import ready_file
from xiezhi.web.requests import office_of, require_kind

DOCX_TYPE: Final = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_OWN: Final = frozenset({"number", "dated"})
_FORMS: Final = frozenset({"pdf", "docx"})


@require_GET
def choose(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """Show the drafts of a case and which papers may be drafted."""
    acting = require_kind(request, ActorKind.STAFF)
    case = access_case(acting, case_id)
    context = {
        "case": case,
        "drafts": list_drafts(case),
        "papers": [{"key": one.key, "title": paper_label(case, PaperKind(one.key)), "basis": one.basis} for one in drafted_for(CaseKind(case.kind))],
        "may_write": may(acting, Action.HANDLE_CASE) and case.is_open,
    }  # fmt: skip
    return render(request, "cases_field/drafts.html", context)


@require_http_methods(["GET", "POST"])
def start(request: HttpRequest, case_id: UUID, paper: str) -> HttpResponse:
    """Begin a draft, prefilled from the case."""
    acting = require_kind(request, ActorKind.STAFF)
    require(acting, Action.HANDLE_CASE)
    case = access_case(acting, case_id)
    kind = _kind(case, paper)
    known = definition(paper)
    form = _form(
        request, case, acting, {"definition": known, "fields": filled_from_case(case, known)}
    )
    if form.is_bound and form.is_valid():
        made = start_draft(
            case_id=case.id, kind=kind, draft=form.draft(), acting=acting, now=clock.now()
        )
        messages.success(request, _("草稿已保存。"))
        return HttpResponseRedirect(reverse("cases:draft_edit", args=[case.id, made.id]))
    return _page(request, case, form, status=400 if form.is_bound else 200)


@require_http_methods(["GET", "POST"])
def edit(request: HttpRequest, case_id: UUID, draft_id: UUID) -> HttpResponse:
    """Change a draft; says what still keeps the paper from being made, and where to fill it."""
    acting = require_kind(request, ActorKind.STAFF)
    found = access_draft(acting, draft_id, case_id=case_id)
    form = _form(request, found.case, acting, _kept(found))
    if form.is_bound and form.is_valid():
        save_draft(
            case_id=case_id, draft_id=found.id, draft=form.draft(), acting=acting, now=clock.now()
        )
        messages.success(request, _("草稿已保存。"))
        return HttpResponseRedirect(request.path)
    return _page(request, found.case, form, found=found, status=400 if form.is_bound else 200)


@require_GET
def download(request: HttpRequest, case_id: UUID, draft_id: UUID, form: str) -> HttpResponse:
    """Hand out a draft as PDF or DOCX; refused with every problem while one stands."""
    acting = require_kind(request, ActorKind.STAFF)
    found = access_draft(acting, draft_id, case_id=case_id)
    values = values_of(request, found)
    name = f"{found.title}（{_('草稿')}）.{form}"
    if form not in _FORMS:
        raise NotFoundError("cases.no_paper")
    if form == "pdf":
        content = pdf(values, own_fonts=own_fonts())
        return ready_file(content, name=name, content_type="application/pdf")
    template = find_template(PaperKind(found.kind))
    content = docx(values, template=template, own_fonts=own_fonts())
    return ready_file(content, name=name, content_type=DOCX_TYPE)


@require_POST
def drop(request: HttpRequest, case_id: UUID, draft_id: UUID) -> HttpResponse:
    """Put a draft aside."""
    acting = require_kind(request, ActorKind.STAFF)
    drop_draft(case_id=case_id, draft_id=draft_id, acting=acting, now=clock.now())
    messages.success(request, _("草稿已放弃，记录留存。"))
    return HttpResponseRedirect(reverse("cases:draft", args=[case_id]))


def values_of(request: HttpRequest, found: CasePaper) -> CasePaperValues:
    """Return a draft as the paper it is made of."""
    known = definition(found.kind)
    kept = _kept(found)
    return CasePaperValues(
        key=known.key,
        office=office_of(request).name,
        fields=kept["fields"],
        number=kept["number"],
        dated=kept["dated"],
        title=_named(found, found.kind),
        suggestion_title=name_of_paper(
            PaperKind.PIL_SUGGESTION, found.case.kind, found.case.regime
        ),
    )


def own_fonts() -> Path | None:
    """Return the office's folder of fonts, None where there is none."""
    folder = environment().fonts_dir
    return folder if folder.is_dir() else None


def _named(found: CasePaper, key: str) -> str:
    """Return what the law the case is judged by calls a paper, "" for its usual name."""
    name = regime(found.case.regime).papers.get(key)
    return "" if name is None else name.title


def _kept(found: CasePaper) -> dict[str, Any]:
    known = definition(found.kind)
    dated = found.values.get("dated", "")
    return {
        "definition": known,
        "fields": restored(known, found.values.get("fields", {})),
        "number": found.values.get("number", ""),
        "dated": None if not dated else date.fromisoformat(dated),
    }


def _kind(case: Case, paper: str) -> PaperKind:
    if paper not in {one.key for one in drafted_for(CaseKind(case.kind))}:
        raise NotFoundError("documents.no_such_paper")
    return PaperKind(paper)


def _form(request: HttpRequest, case: Case, acting: Actor, instance: dict[str, Any]) -> DraftForm:
    return DraftForm(
        request.POST if request.method == "POST" else None,
        case=case,
        acting=acting,
        today=clock.legal_day(clock.now()),
        instance=instance,
    )


def _page(
    request: HttpRequest,
    case: Case,
    form: DraftForm,
    *,
    found: CasePaper | None = None,
    status: int = 200,
) -> HttpResponse:
    problems = problems_of(values_of(request, found), own_fonts=own_fonts()) if found else ()
    context = {
        "case": case,
        "form": form,
        "draft": found,
        "title": paper_label(case, PaperKind(form.definition.key)),
        "basis": form.definition.basis,
        "is_judicial": form.definition.is_draft,
        "problems": [
            {
                "words": problem_words(one),
                "basis": one.basis,
                "field": f"id_{one.field if one.field in _OWN else PREFIX + one.field}",
                "is_case": one.place is FillPlace.CASE,
            }
            for one in problems
        ],
        "may_write": case.is_open,
        "preview": preview_shown(form.acting, found) if found else None,
    }
    return render(request, "cases_field/draft.html", context, status=status)

"""One act on a case as a small page: what is done, by which article, its form, the case beside it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from http import HTTPStatus
from typing import Any, Final
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from typing_extensions import override

from xiezhi.accounts.rules.rights import Action
from xiezhi.cases.models import Case
from xiezhi.cases.selectors.access import access_case
from xiezhi.kernel import clock
from xiezhi.kernel.actor import Actor, ActorKind
from xiezhi.web.cases.naming import said
from xiezhi.web.cases.page import case_address
from xiezhi.web.desk.act_forms import WorkForm
from xiezhi.web.desk.doing import Entries, attempt, form_of, require_any
from xiezhi.web.desk.fragments import is_fragment, lead_on
from xiezhi.web.requests import require_kind

FIELDS_OF: Final[Mapping[str, str]] = {
    "cases.no_number": "number",
    "cases.number_in_use": "number",
    "cases.no_national_number": "number",
    "cases.national_number_in_use": "number",
    "language.not_a_judicial_number": "number",
    "cases.no_file": "file",
    "cases.no_decider": "decider",
    "cases.wrong_decider": "decider",
    "cases.not_this_paper_now": "paper",
    "cases.day_in_future": "decided_on",
    "cases.no_harm": "is_interest_harmed",
    "cases.no_breach": "is_duty_neglected",
    "cases.no_criminal_case": "criminal_case",
    "cases.no_rectification_due": "rectification_due_on",
    "cases.no_objection_period": "objection_days",
    "cases.rectification_is_over": "rectification_due_on",
    "cases.urgent_reply_too_long": "urgent_reply_days",
    "cases.no_urgent_reason": "urgent_reason",
    "cases.no_ground": "ground",
    "cases.supported_stays_open": "ground",
    "cases.not_rectified": "ground",
    "cases.conditions_missing": "conditions",
    "cases.no_article_82": "not_performed",
    "cases.received_in_future": "received_on",
    "cases.sent_in_future": "sent_on",
    "cases.sent_before_decided": "sent_on",
    "cases.slip_missing": "slip",
    "cases.no_reason": "reason",
    "cases.no_party_name": "name",
    "cases.no_addressee": "addressee",
    "cases.announced_needs_agreement": "has_agreed",
    "letters.no_consent": "way",
    "letters.receipt_missing": "receipt",
    "letters.no_signatory": "signed_for_by",
    "letters.no_tracking_number": "tracking_number",
    "letters.retained_needs_reason": "note",
    "letters.announced_needs_place": "note",
    "letters.served_before_sealed": "served_on",
    "letters.day_in_future": "served_on",
}


class CaseForm(WorkForm):
    """A form of an act on a case.

    ``conditional`` names fields that are asked for in some cases: they are not called 选填.
    """

    conditional: tuple[str, ...] = ()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        self.case: Case = kwargs.pop("case")
        super().__init__(*args, **kwargs)
        for one in self.fields.values():
            one.label = one.label and said(self.case, str(one.label))
            one.help_text = said(self.case, str(one.help_text))

    @override
    def told(self, words: str) -> str:
        """Return the words of a refusal with the name the case's regime gives the suggestion."""
        return said(self.case, words)


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseDoing(Entries):
    """An act on a case being done."""

    case: Case
    form: CaseForm


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseAct:
    """What an act's page says and does.

    Attributes:
        rights: any one of them opens the page.
        perform: does the act; what it returns, if anything, is said to the person.
        tab: of the case's page, shown afterwards.
        fields_of: the field a refusal is written at, where it is another one than usual.
        fragment: the part a script gets instead of the page; chosen files stay in the browser then.
    """

    title: Any
    submit: Any
    done: Any
    form: type[CaseForm]
    perform: Callable[[CaseDoing], object]
    rights: frozenset[Action]
    text: Any = ""
    basis: str = ""
    tab: str = ""
    template: str = "cases/act.html"
    fragment: str = "cases/_act_form.html"
    extra: Mapping[str, object] = field(default_factory=dict)
    fields_of: Mapping[str, str] = field(default_factory=dict)


def case_act_page(
    request: HttpRequest, case_id: UUID, page: CaseAct, *, instance: object = None
) -> HttpResponse:
    """Show an act's form, or do the act; a refusal comes back with everything that was entered."""
    acting = require_kind(request, ActorKind.STAFF)
    require_any(acting, page.rights)
    now = clock.now()
    case = access_case(acting, case_id)
    form = _form(request, page, case, acting, now, instance)
    status = HTTPStatus.OK
    if form.is_bound:
        tried = attempt(
            request,
            form,
            lambda: page.perform(_doing(request, form, now)),
            page.fields_of,
            FIELDS_OF,
        )
        status = tried.status
        if tried.is_done:
            messages.success(request, said(case, str(tried.done or page.done)))
            return lead_on(request, case_address(case, page.tab))
    template = page.fragment if is_fragment(request) else page.template
    context = {"page": _spoken(page, case), "case": case, "form": form, **page.extra}
    return render(request, template, context, status=status)


def _spoken(page: CaseAct, case: Case) -> CaseAct:
    """Return an act's page in the words of the case's regime."""
    title, submit, text = (said(case, str(words)) for words in (page.title, page.submit, page.text))
    return replace(page, title=title, submit=submit, text=text)


SWITCH: Final = "switch"
"""What the button says that changes what the form asks for; everything entered is kept."""


def _form(  # noqa: PLR0917  # one value, built in one place
    request: HttpRequest, page: CaseAct, case: Case, acting: Actor, now: datetime, instance: object
) -> CaseForm:
    is_post = request.method == "POST"
    is_switch = is_post and request.POST.get("do") == SWITCH
    given = request.POST if is_switch else request.GET
    return form_of(
        request,
        page.form,
        acting=acting,
        today=clock.legal_day(now),
        is_sent=is_post and not is_switch,
        initial={name: value for name, value in given.items() if value},
        case=case,
        instance=instance,
    )


def _doing(request: HttpRequest, form: CaseForm, now: datetime) -> CaseDoing:
    return CaseDoing(
        request=request,
        case=form.case,
        form=form,
        data=form.cleaned_data,
        acting=form.acting,
        now=now,
    )

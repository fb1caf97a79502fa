"""One act on a letter as a small page: what is done, by which article, its form, the letter beside."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from http import HTTPStatus
from typing import Any, Final
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from xiezhi.accounts.rules.rights import Action
from xiezhi.kernel import clock
from xiezhi.kernel.actor import ActorKind
from xiezhi.language.paper_numbers import normalise_number
from xiezhi.letters.models import Letter
from xiezhi.letters.rules.numbers import NOTICE_LABELS
from xiezhi.letters.selectors.access import access_letter
from xiezhi.web.desk.act_forms import WorkForm
from xiezhi.web.desk.doing import Entries, attempt, form_of, require_any
from xiezhi.web.desk.fragments import lead_on
from xiezhi.web.requests import require_kind

FIELDS_OF: Final[Mapping[str, str]] = {
    "letters.no_title": "title",
    "letters.no_words": "body",
    "letters.no_urged_letter": "urges",
    "letters.no_reason": "reason",
    "letters.no_issuer": "issued_by_label",
    "letters.slip_missing": "issue_slip",
    "letters.no_office_number": "office_number",
    "letters.sealed_before_issued": "sealed_on",
    "letters.no_sealed_letter": "sealed_letter",
    "letters.no_consent": "way",
    "letters.receipt_missing": "receipt",
    "letters.no_signatory": "signed_for_by",
    "letters.no_tracking_number": "tracking_number",
    "letters.retained_needs_reason": "note",
    "letters.announced_needs_place": "note",
    "letters.served_before_sealed": "served_on",
}


class LetterActForm(WorkForm):
    """A form of an act on a letter.

    ``conditional`` names fields that are asked for in some cases: they are not called 选填.
    """

    conditional: tuple[str, ...] = ()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        self.letter: Letter = kwargs.pop("letter")
        super().__init__(*args, **kwargs)


@dataclass(frozen=True, slots=True, kw_only=True)
class LetterDoing(Entries):
    """An act on a letter being done."""

    letter: Letter


@dataclass(frozen=True, slots=True, kw_only=True)
class LetterAct:
    """What an act's page says and does.

    Attributes:
        rights: any one of them opens the page.
        fields_of: which field a refusal's code belongs to, beside those of `FIELDS_OF`.
    """

    title: Any
    submit: Any
    done: Any
    form: type[LetterActForm]
    perform: Callable[[LetterDoing], object]
    rights: frozenset[Action]
    text: Any = ""
    basis: str = ""
    template: str = "desk/letter_act.html"
    fields_of: Mapping[str, str] = field(default_factory=dict)


def letter_act_page(
    request: HttpRequest, letter_id: UUID, page: LetterAct, *, instance: object = None
) -> HttpResponse:
    """Show an act's form, or do the act; a refusal comes back with everything that was entered."""
    acting = require_kind(request, ActorKind.STAFF)
    require_any(acting, page.rights)
    now = clock.now()
    letter = access_letter(acting, letter_id)
    today = clock.legal_day(now)
    form = form_of(request, page.form, acting=acting, today=today, letter=letter, instance=instance)
    status = HTTPStatus.OK
    if request.method == "POST":
        tried = attempt(
            request,
            form,
            lambda: page.perform(_doing(request, form, now)),
            page.fields_of,
            FIELDS_OF,
        )
        status = tried.status
        if tried.is_done:
            messages.success(request, str(page.done))
            return lead_on(request, letter_address(letter.id))
    context = {"page": page, "letter": letter, "form": form}
    return render(request, page.template, context, status=status)


def letter_address(letter_id: UUID) -> str:
    """Return the address of a letter's page."""
    return reverse("desk:letter", args=[letter_id])


def say_number(request: HttpRequest, typed: str) -> None:
    """Tell whoever typed a number what was put right in it."""
    number = normalise_number(typed)
    if number.notices:
        changes = "、".join(_(NOTICE_LABELS[one]) for one in number.notices)
        words = _("文号已规范为 %(number)s（%(changes)s）。")
        messages.info(request, words % {"number": number.text, "changes": changes})


def _doing(request: HttpRequest, form: LetterActForm, now: datetime) -> LetterDoing:
    data, acting = form.cleaned_data, form.acting
    return LetterDoing(request=request, letter=form.letter, data=data, acting=acting, now=now)

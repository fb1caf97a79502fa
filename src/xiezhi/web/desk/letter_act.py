"""One act on a letter as a small page: what is done, by which article, its form, the letter beside."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from http import HTTPStatus
from typing import Any, Final
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from xiezhi.accounts.rules.rights import Action, may, require
from xiezhi.evidence.rules.kinds import MediaKind
from xiezhi.evidence.services.storing import IncomingFile
from xiezhi.kernel import clock
from xiezhi.kernel.actor import Actor, ActorKind
from xiezhi.kernel.errors import DomainError
from xiezhi.language.paper_numbers import normalise_number
from xiezhi.letters.models import Letter
from xiezhi.letters.rules.numbers import NOTICE_LABELS
from xiezhi.letters.selectors.access import access_letter
from xiezhi.web.desk.act_forms import WorkForm
from xiezhi.web.desk.refusals import add_refusal
from xiezhi.web.requests import require_kind
from xiezhi.web.uploads import incoming

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
class LetterDoing:
    """An act being done: on which letter, with which entries, by whom, when."""

    request: HttpRequest
    letter: Letter
    data: Mapping[str, Any]
    acting: Actor
    now: datetime

    def papers(self, name: str, limit: int = 1) -> list[IncomingFile]:
        """Return the papers handed in with a field."""
        return incoming(self.request, name, kind=MediaKind.PAPER, limit=limit)

    def paper(self, name: str) -> IncomingFile | None:
        """Return the one paper of a field, or None."""
        return next(iter(self.papers(name)), None)


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
    _require_any(acting, page.rights)
    now = clock.now()
    letter = access_letter(acting, letter_id)
    form = _form(request, page, letter, acting, clock.legal_day(now), instance)
    status = HTTPStatus.OK
    if request.method == "POST":
        status = _perform(request, page, form, now)
        if status is HTTPStatus.OK:
            messages.success(request, str(page.done))
            return HttpResponseRedirect(letter_address(letter.id))
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


def _require_any(acting: Actor, rights: frozenset[Action]) -> None:
    if not any(may(acting, right) for right in rights):
        require(acting, min(rights))


def _form(  # noqa: PLR0917  # one value, built in one place
    request: HttpRequest,
    page: LetterAct,
    letter: Letter,
    acting: Actor,
    today: date,
    instance: object,
) -> LetterActForm:
    is_post = request.method == "POST"
    return page.form(
        request.POST if is_post else None,
        request.FILES if is_post else None,
        letter=letter,
        acting=acting,
        today=today,
        instance=instance,
    )


def _perform(
    request: HttpRequest, page: LetterAct, form: LetterActForm, now: datetime
) -> HTTPStatus:
    if not form.is_valid():
        return HTTPStatus.BAD_REQUEST
    doing = LetterDoing(
        request=request, letter=form.letter, data=form.cleaned_data, acting=form.acting, now=now
    )
    try:
        page.perform(doing)
    except DomainError as error:
        name = page.fields_of.get(error.code) or FIELDS_OF.get(error.code)
        add_refusal(request, form, error, name)
        return HTTPStatus(error.status)
    return HTTPStatus.OK

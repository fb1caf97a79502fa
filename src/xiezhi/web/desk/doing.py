"""What the small pages of acts share: the entries, who may open them, how a refusal comes back."""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from http import HTTPStatus
from typing import Any, TypeVar

from django.http import HttpRequest

from xiezhi.accounts.rules.rights import Action, may, require
from xiezhi.evidence.rules.kinds import MediaKind
from xiezhi.evidence.services.storing import IncomingFile
from xiezhi.kernel.actor import Actor
from xiezhi.kernel.errors import DomainError
from xiezhi.web.desk.act_forms import WorkForm
from xiezhi.web.desk.refusals import add_refusal
from xiezhi.web.uploads import incoming

FormOfAct = TypeVar("FormOfAct", bound=WorkForm)


@dataclass(frozen=True, slots=True, kw_only=True)
class Entries:
    """An act being done: with which entries, by whom, when."""

    request: HttpRequest
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
class Attempt:
    """How an act went: the status of its page, and what the act returned."""

    status: HTTPStatus
    done: object = None

    @property
    def is_done(self) -> bool:
        """Whether the act was done."""
        return self.status is HTTPStatus.OK


def require_any(acting: Actor, rights: Collection[Action]) -> None:
    """Ask for any one of the rights.

    Raises:
        NotAllowedError: ``accounts.no_right``.
    """
    if not any(may(acting, right) for right in rights):
        require(acting, min(rights))


def form_of(
    request: HttpRequest,
    form: type[FormOfAct],
    *,
    acting: Actor,
    today: date,
    is_sent: bool | None = None,
    **about: object,
) -> FormOfAct:
    """Return the form, with the entries where they were sent; ``about`` is what it acts on."""
    has_entries = request.method == "POST" if is_sent is None else is_sent
    return form(
        request.POST if has_entries else None,
        request.FILES if has_entries else None,
        acting=acting,
        today=today,
        **about,
    )


def attempt(
    request: HttpRequest,
    form: WorkForm,
    perform: Callable[[], object],
    *field_names: Mapping[str, str],
) -> Attempt:
    """Do an act with valid entries; a refusal is written at the field it speaks of.

    Args:
        request: the request.
        form: as sent.
        perform: does the act.
        field_names: which field a refusal's code belongs to; the first that names one counts.
    """
    if not form.is_valid():
        return Attempt(status=HTTPStatus.BAD_REQUEST)
    try:
        return Attempt(status=HTTPStatus.OK, done=perform())
    except DomainError as error:
        named = next((one[error.code] for one in field_names if error.code in one), None)
        add_refusal(request, form, error, named, say=form.told)
        return Attempt(status=HTTPStatus(error.status))

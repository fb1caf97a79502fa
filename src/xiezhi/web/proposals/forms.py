"""Fields the forms of proposals share, and what happens when one is sent."""

from collections.abc import Callable, Mapping
from typing import Any, Final

from django import forms
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from xiezhi.evidence.rules.kinds import MediaKind
from xiezhi.evidence.services.storing import IncomingFile
from xiezhi.kernel.errors import DomainError
from xiezhi.proposals.rules.kinds import MAX_FILES, MAX_WORDS
from xiezhi.proposals.rules.procedure import Decided
from xiezhi.web.desk.act_forms import ManyFilesInput, words_field
from xiezhi.web.desk.refusals import add_refusal
from xiezhi.web.office.forms import WithChoices, date_input
from xiezhi.web.office.pages import done
from xiezhi.web.pages import FormPage, show_form
from xiezhi.web.uploads import incoming

PAPERS: Final = ".pdf,image/jpeg,image/png"


def paper_field(label: object, *, help_text: object = "") -> forms.FileField:
    """Return a field for one paper."""
    return forms.FileField(
        label=label,  # type: ignore[arg-type]  # a lazy translation
        required=False,
        help_text=help_text,  # type: ignore[arg-type]  # a lazy translation
        widget=forms.ClearableFileInput(attrs={"accept": PAPERS}),
    )


def files_field(
    label: object, *, help_text: object = "", accept: str = PAPERS, required: bool = False
) -> forms.Field:
    """Return a field for several files; Django's own file field takes one."""
    return forms.Field(
        label=label,  # type: ignore[arg-type]  # a lazy translation
        required=required,
        help_text=help_text,  # type: ignore[arg-type]  # a lazy translation
        widget=ManyFilesInput(attrs={"multiple": True, "accept": accept}),
    )


def labelled(labels: Mapping[Any, str]) -> list[tuple[str, str]]:
    """Return a table of labels as choices."""
    return [(str(code), gettext(label)) for code, label in labels.items()]


def one_paper(request: HttpRequest, field: str = "paper") -> IncomingFile | None:
    """Return the one paper of a form."""
    return next(iter(incoming(request, field, kind=MediaKind.PAPER, limit=1)), None)


def many_papers(request: HttpRequest, field: str = "papers") -> list[IncomingFile]:
    """Return the papers of a form, one more than may be so that too many are refused."""
    return incoming(request, field, kind=MediaKind.PAPER, limit=MAX_FILES + 1)


class DecidedForm(WithChoices):
    """Who decided and when, apart from who types."""

    decided_by = forms.CharField(
        label=_("决定人"),
        max_length=60,
        required=False,
        help_text=_("写岗位，例如：部门负责人01。由您本人决定的留空。"),
    )
    decided_on = forms.DateField(label=_("决定日期"), widget=date_input())

    def decided(self) -> Decided:
        """Return who decided."""
        return Decided(by=self.cleaned_data["decided_by"], on=self.cleaned_data["decided_on"])


class ReasonForm(forms.Form):
    """A reason in words."""

    words = words_field(_("理由"), limit=MAX_WORDS)


def acted(
    request: HttpRequest,
    form: forms.Form,
    page: FormPage,
    do: Callable[[], object],
    *,
    said: str,
) -> HttpResponse:
    """Do what the form asks when it is sent and complete; else show it, with what was refused.

    What ``do`` returns, when it is text, is the address to go on to, else ``page.back``.
    """
    if request.method == "POST" and form.is_valid():
        try:
            address = do()
        except DomainError as error:
            add_refusal(request, form, error)
        else:
            return done(request, said, address if isinstance(address, str) else page.back)
    return show_form(request, form, page)

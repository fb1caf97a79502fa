"""导入 full texts: several DOCX files, what each says of itself looked through, then registered."""

import json
from dataclasses import asdict
from typing import Any
from uuid import UUID

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from xiezhi.accounts.rules.rights import Action
from xiezhi.kernel import clock
from xiezhi.kernel.clock import legal_day
from xiezhi.kernel.errors import DomainError, InvalidInputError
from xiezhi.proposals.rules import kinds
from xiezhi.proposals.rules.reading_in.entries import ProposalEntry
from xiezhi.proposals.rules.reading_in.texts import MAX_DOCX_BYTES, MAX_DOCX_FILES, read_text
from xiezhi.proposals.services.importing import import_texts
from xiezhi.web.desk.fragments import lead_on
from xiezhi.web.desk.refusals import add_refusal, sentence_of
from xiezhi.web.imports import waiting
from xiezhi.web.office.forms import WithChoices, date_input
from xiezhi.web.office.pages import done, require_any
from xiezhi.web.problem_texts import text_of
from xiezhi.web.proposals.forms import files_field, labelled
from xiezhi.web.proposals.handling import METHODS

_SHOWN = ("title", "number", "session", "submitters", "delegation", "joint_signers", "kind")


class TextsForm(forms.Form):
    """The files."""

    texts = files_field(
        gettext_lazy("全文文件"),
        help_text=gettext_lazy("DOCX，一件建议提案一个文件，一次最多 30 个。文件本身不留存。"),
        accept=".docx",
        required=True,
    )


class TextForm(WithChoices):
    """One text as it will be registered; what was read from it may be put right."""

    kind = forms.TypedChoiceField(label=gettext_lazy("类别"), coerce=kinds.ProposalKind)
    level = forms.TypedChoiceField(label=gettext_lazy("层级"), coerce=kinds.ProposalLevel)
    session = forms.CharField(label=gettext_lazy("届次"), max_length=kinds.MAX_SESSION)
    number = forms.CharField(label=gettext_lazy("编号"), max_length=kinds.MAX_NUMBER)
    title = forms.CharField(label=gettext_lazy("标题"), max_length=kinds.MAX_TITLE)
    submitters = forms.CharField(
        label=gettext_lazy("领衔代表、提案者"), max_length=kinds.MAX_SUBMITTERS, required=False
    )
    delegation = forms.CharField(
        label=gettext_lazy("代表团、界别"), max_length=kinds.MAX_DELEGATION, required=False
    )
    joint_signers = forms.CharField(
        label=gettext_lazy("联名人"), max_length=kinds.MAX_JOINT, required=False
    )
    assigned_on = forms.DateField(label=gettext_lazy("交办日期"), widget=date_input())
    received_on = forms.DateField(label=gettext_lazy("收到日期"), widget=date_input())

    def __init__(self, *args: Any, text: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.text = text
        for name, labels in (
            ("kind", kinds.PROPOSAL_KIND_LABELS),
            ("level", kinds.PROPOSAL_LEVEL_LABELS),
        ):
            self.fields[name].choices = labelled(labels)  # type: ignore[attr-defined]  # choice fields

    def entry(self) -> ProposalEntry:
        """Return the proposal."""
        return ProposalEntry(**self.cleaned_data, text=self.text)


@require_http_methods(METHODS)
def upload(request: HttpRequest) -> HttpResponse:
    """Read the files and go on to look through what they say."""
    require_any(request, Action.SCREEN_PROPOSAL)
    is_post = request.method == "POST"
    form = TextsForm(request.POST, request.FILES) if is_post else TextsForm()
    if is_post and form.is_valid():
        found = _read(request, form)
        if not form.errors:
            data = json.dumps(found, ensure_ascii=False).encode()
            channel = kinds.CHANNELS[kinds.ProposalKind.DEPUTY_SUGGESTION]
            name = "、".join(one["file"] for one in found)
            token = waiting.keep(request, data, name=name, channel=channel)
            return lead_on(request, reverse("proposals:texts_preview", args=[token]))
    return render(
        request, "proposals/texts.html", {"form": form}, status=400 if form.errors else 200
    )


@require_http_methods(METHODS)
def preview(request: HttpRequest, token: UUID) -> HttpResponse:
    """Look through what the files say, put it right, register all or none."""
    acting = require_any(request, Action.SCREEN_PROPOSAL)
    data, name, _channel = waiting.find(request, token)
    texts, now = json.loads(data), clock.now()
    given = request.POST if request.method == "POST" else None
    today = legal_day(now)
    rows = [_form(given, at, text, today) for at, text in enumerate(texts)]
    problem = ""
    incomplete = [row for row in rows if not row.is_valid()]
    if given is not None and not incomplete:
        try:
            entries = [row.entry() for row in rows]
            outcome = import_texts(entries=entries, names=name, acting=acting, now=now)
        except DomainError as error:
            problem = sentence_of(text_of(error))
        else:
            waiting.drop(request, token)
            said = _("已登记 %(count)s 件，待筛查。") % {"count": outcome.batch.row_count}
            return done(request, said, reverse("proposals:list"))
    refused = problem or any(row.errors for row in rows)
    context = {"rows": list(zip(texts, rows, strict=True)), "token": token, "problem": problem}
    return render(request, "proposals/texts_preview.html", context, status=400 if refused else 200)


def _read(request: HttpRequest, form: TextsForm) -> list[dict[str, Any]]:
    """Return what the files say; a file that cannot be read is refused by its name."""
    uploads = request.FILES.getlist("texts")
    found = []
    if len(uploads) > MAX_DOCX_FILES:
        add_refusal(
            request, form, InvalidInputError("proposals.too_many_texts", limit=MAX_DOCX_FILES)
        )
        return []
    for one in uploads:
        try:
            read = read_text(one.read(MAX_DOCX_BYTES + 1))
        except InvalidInputError as error:
            form.add_error("texts", f"{one.name}：{sentence_of(text_of(error))}")
        else:
            found.append(asdict(read) | {"file": str(one.name)[:120]})
    return found


def _form(given: Any, at: int, text: dict[str, Any], today: Any) -> TextForm:  # noqa: ANN401  # a posted form
    initial = {name: text[name] for name in _SHOWN}
    days = {"assigned_on": today, "received_on": today, "level": kinds.ProposalLevel.COUNTY}
    return TextForm(given, prefix=f"text{at}", text=text["text"], initial=initial | days)

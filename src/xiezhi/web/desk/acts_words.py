"""Words beside a lead: 批注, 电话记录 and 催办, a question to a reporter, a judged 再次反映."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django import forms
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from xiezhi.accounts.rules.rights import Action, require
from xiezhi.intake.models import ReportMessage
from xiezhi.intake.selectors.behind_leads import get_again_message
from xiezhi.intake.services.conversation import ask_reporter
from xiezhi.kernel.actor import ActorKind
from xiezhi.kernel.matters import MatterKind
from xiezhi.leads.selectors.behind import access_report_behind
from xiezhi.leads.services.notes import add_comment
from xiezhi.leads.services.outcomes import refuse_again, reopen_lead
from xiezhi.letters.rules.notes import NoteKind
from xiezhi.letters.services.notes import NoteText, note_on_matter
from xiezhi.web.desk.act_forms import ActForm, words_field
from xiezhi.web.desk.act_page import ActPage, Doing, act_page
from xiezhi.web.desk.letter_forms import NoteFields
from xiezhi.web.requests import require_kind


class CommentForm(ActForm):
    """A word for colleagues."""

    words = words_field(_("批注"), help_text=_("只在院内可见。"))


class NoteForm(ActForm, NoteFields):
    """A call or urging about a lead."""


class AskForm(ActForm):
    """A question to one reporter."""

    words = words_field(_("问题"), limit=1000, help_text=_("对方凭查询码看到；不写案情。"))


class AgainForm(ActForm):
    """What an officer found of a 再次反映."""

    is_founded = forms.TypedChoiceField(
        label=_("判断"),
        choices=[("yes", _("采纳，重新评估")), ("no", _("不采纳，维持办结"))],
        coerce=lambda value: value == "yes",
        widget=forms.RadioSelect,
    )
    judgement = words_field(_("理由"), limit=300, rows=3)


def _comment(doing: Doing) -> None:
    add_comment(
        lead_id=doing.lead.id, words=doing.data["words"], acting=doing.acting, now=doing.now
    )


def _note(doing: Doing) -> None:
    note_on_matter(
        matter_kind=MatterKind.LEAD,
        matter_id=doing.lead.id,
        note=note_text(doing.data),
        acting=doing.acting,
        now=doing.now,
    )


def note_text(data: Mapping[str, Any]) -> NoteText:
    """Return what was entered of a call or urging."""
    return NoteText(
        kind=NoteKind(data["kind"]),
        party=data["party"],
        words=data["words"],
        spoken_at=data["spoken_at"],
        telephone=data["telephone"],
    )


_COMMENT = ActPage(
    title=_("批注"),
    submit=_("写入"),
    done=_("批注已写入。"),
    form=CommentForm,
    perform=_comment,
    anchor="notes",
)
_NOTE = ActPage(
    title=_("电话记录、催办"),
    submit=_("登记"),
    done=_("已登记。"),
    form=NoteForm,
    perform=_note,
    right=Action.VIEW_OWN_LEADS,
    anchor="notes",
)


@require_http_methods(["GET", "POST"])
def comment(request: HttpRequest, lead_id: UUID) -> HttpResponse:
    """Write a comment inside the office."""
    return act_page(request, lead_id, _COMMENT)


@require_http_methods(["GET", "POST"])
def note(request: HttpRequest, lead_id: UUID) -> HttpResponse:
    """Write down a call or an urging."""
    return act_page(request, lead_id, _NOTE, instance=request.GET.get("kind"))


@require_http_methods(["GET", "POST"])
def ask(request: HttpRequest, lead_id: UUID, report_id: UUID) -> HttpResponse:
    """Ask one reporter behind the lead."""

    def perform(doing: Doing) -> None:
        access_report_behind(doing.acting, doing.lead.id, report_id)
        ask_reporter(
            report_id=report_id, words=doing.data["words"], acting=doing.acting, now=doing.now
        )

    page = ActPage(
        title=_("问反映人"),
        submit=_("发出询问"),
        done=_("已发出，反映人凭查询码可以看到。"),
        form=AskForm,
        perform=perform,
        right=Action.TALK_WITH_REPORTER,
        anchor="talk",
    )
    return act_page(request, lead_id, page)


@require_http_methods(["GET", "POST"])
def again(request: HttpRequest, lead_id: UUID, message_id: UUID) -> HttpResponse:
    """Judge a 再次反映; never reopened by itself."""

    def perform(doing: Doing) -> None:
        judge = reopen_lead if doing.data["is_founded"] else refuse_again
        judge(
            lead_id=doing.lead.id,
            message_id=message_id,
            judgement=doing.data["judgement"],
            acting=doing.acting,
            now=doing.now,
        )

    page = ActPage(
        title=_("判断再次反映"),
        submit=_("登记判断"),
        done=_("判断已登记。"),
        form=AgainForm,
        perform=perform,
        right=Action.HANDLE_LEAD,
        basis="本院规定",
        template="desk/act_again.html",
        anchor="talk",
    )
    message = _message_behind(request, lead_id, message_id)
    return act_page(request, lead_id, page, extra={"message": message})


def _message_behind(request: HttpRequest, lead_id: UUID, message_id: UUID) -> ReportMessage:
    """Return a 再次反映 of a report behind this very lead, to whoever may judge it."""
    message = get_again_message(message_id)
    acting = require_kind(request, ActorKind.STAFF)
    require(acting, Action.HANDLE_LEAD)
    access_report_behind(acting, lead_id, message.report_id)
    return message

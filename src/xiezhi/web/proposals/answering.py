"""答复: the draft, the answer that went, what the submitter said, handling anew."""

from uuid import UUID

from django import forms
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from xiezhi.accounts.rules.rights import Action
from xiezhi.kernel import clock
from xiezhi.kernel.clock import legal_day
from xiezhi.proposals.models import Proposal
from xiezhi.proposals.rules.answers import (
    ANSWER_CLASS_LABELS,
    MAX_ANSWER,
    SATISFACTION_LABELS,
    AnswerClass,
    Satisfaction,
)
from xiezhi.proposals.rules.kinds import MAX_LINE
from xiezhi.proposals.rules.screening import converted_answer
from xiezhi.proposals.selectors.access import access_proposal
from xiezhi.proposals.selectors.page import latest_answer, list_conversions, named
from xiezhi.proposals.services.answers import (
    AnswerDraft,
    handle_again,
    record_satisfaction,
    save_answer,
    send_answer,
)
from xiezhi.web.desk.act_forms import words_field
from xiezhi.web.office.forms import Choices, WithChoices, date_input
from xiezhi.web.office.pages import require_any
from xiezhi.web.pages import Aside
from xiezhi.web.proposals.forms import ReasonForm, acted, labelled, one_paper, paper_field
from xiezhi.web.proposals.handling import METHODS, own_page, printed
from xiezhi.web.proposals.words import outcome_words


class AnswerForm(WithChoices):
    """An answer; without a day it is kept as a draft."""

    text = words_field(gettext_lazy("答复内容"), rows=16, limit=MAX_ANSWER)
    answer_class = forms.TypedChoiceField(
        label=gettext_lazy("答复分类"),
        coerce=AnswerClass,
        empty_value=None,
        required=False,
        help_text=gettext_lazy("各地分法不一，待核；发出时必选。"),
    )
    number = forms.CharField(label=gettext_lazy("文号"), max_length=60, required=False)
    signed_by = forms.CharField(
        label=gettext_lazy("签发人"),
        max_length=60,
        required=False,
        help_text=gettext_lazy("写岗位，例如：检察长。"),
    )
    sent_on = forms.DateField(
        label=gettext_lazy("答复日期"),
        widget=date_input(),
        required=False,
        help_text=gettext_lazy("留空只保存草稿；填写后登记为已答复。"),
    )
    paper = paper_field(gettext_lazy("盖章的答复件"), help_text=gettext_lazy("PDF 或图片。"))


class SatisfactionForm(WithChoices):
    """What the submitter said."""

    satisfaction = forms.TypedChoiceField(
        label=gettext_lazy("满意度"), coerce=Satisfaction, widget=forms.RadioSelect
    )
    words = forms.CharField(
        label=gettext_lazy("意见"),
        max_length=MAX_LINE,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    on = forms.DateField(label=gettext_lazy("反馈日期"), widget=date_input())


@require_http_methods(METHODS)
def answer(request: HttpRequest, proposal_id: UUID) -> HttpResponse:
    """Write an answer, and note that it went."""
    acting = require_any(request, Action.ANSWER_PROPOSAL)
    proposal = access_proposal(acting, proposal_id)
    form = _answer_form(request, proposal)

    def do() -> None:
        data = form.cleaned_data
        if data["sent_on"] is None:
            kept = {"text": data["text"], "answer_class": data["answer_class"]}
            save_answer(proposal_id=proposal_id, acting=acting, now=clock.now(), **kept)
            return
        draft = AnswerDraft(
            **{name: data[name] for name in ("text", "sent_on", "number", "signed_by")},
            answer_class=data["answer_class"],
            file=one_paper(request),
        )
        send_answer(proposal_id=proposal_id, draft=draft, acting=acting, now=clock.now())

    page = own_page(proposal, _("答复"), _("保存"), aside=_aside(proposal))
    is_sent = bool(request.POST.get("sent_on"))
    return acted(request, form, page, do, said=_("已登记答复。") if is_sent else _("草稿已保存。"))


@require_http_methods(METHODS)
def satisfaction(request: HttpRequest, proposal_id: UUID) -> HttpResponse:
    """Write down what the submitter said of the answer."""
    acting = require_any(request, Action.ANSWER_PROPOSAL)
    proposal = access_proposal(acting, proposal_id)
    now = clock.now()
    form = SatisfactionForm(request.POST or None, initial={"on": legal_day(now)})
    offered = labelled(SATISFACTION_LABELS)
    form.fields["satisfaction"].choices = offered  # type: ignore[attr-defined]  # a choice field

    def do() -> None:
        record_satisfaction(proposal_id=proposal_id, acting=acting, now=now, **form.cleaned_data)

    page = own_page(proposal, _("登记满意度"), _("保存"))
    return acted(request, form, page, do, said=_("已登记满意度。"))


@require_http_methods(METHODS)
def again(request: HttpRequest, proposal_id: UUID) -> HttpResponse:
    """Take a proposal up anew whose submitter is not satisfied."""
    acting = require_any(request, Action.ANSWER_PROPOSAL)
    proposal = access_proposal(acting, proposal_id)
    form = ReasonForm(request.POST or None)

    def do() -> None:
        words = form.cleaned_data["words"]
        handle_again(proposal_id=proposal_id, words=words, acting=acting, now=clock.now())

    page = own_page(proposal, _("重新办理"), _("重新办理"))
    return acted(request, form, page, do, said=_("已重新办理，请再次答复。"))


def _answer_form(request: HttpRequest, proposal: Proposal) -> AnswerForm:
    latest = latest_answer(proposal)
    draft = latest if latest is not None and latest.is_draft else None
    initial = {
        "text": draft.text if draft is not None else _beginning(proposal),
        "answer_class": "" if draft is None else draft.answer_class,
    }
    choices: dict[str, Choices] = {"answer_class": labelled(ANSWER_CLASS_LABELS)}
    return AnswerForm(request.POST or None, request.FILES or None, choices=choices, initial=initial)


def _beginning(proposal: Proposal) -> str:
    outcomes = [outcome_words(one) for one in list_conversions(proposal)]
    today = legal_day(clock.now())
    return converted_answer(named(proposal), outcomes=outcomes, today=today)


def _aside(proposal: Proposal) -> Aside:
    became = [f"{outcome_words(one)}：{one.words}" for one in list_conversions(proposal)]
    lines = became or [proposal.screening_words or _("还没有转化。")]
    return [{"title": _("办理情况"), "lines": lines}, printed(proposal)]

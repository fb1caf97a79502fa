"""What goes back to the congress or conference office: papers, outcomes, and when they are owed."""

from uuid import UUID

from django import forms
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from xiezhi.accounts.rules.rights import Action
from xiezhi.kernel import clock
from xiezhi.kernel.clock import legal_day
from xiezhi.proposals.rules.conversion import COPY_LABELS, CopyKind
from xiezhi.proposals.rules.kinds import MAX_BODY, MAX_LINE
from xiezhi.proposals.selectors.access import access_conversion
from xiezhi.proposals.services.copies import CopyDraft, expect_outcome, record_copy
from xiezhi.web.office.forms import WithChoices, date_input
from xiezhi.web.office.pages import require_any
from xiezhi.web.proposals.forms import acted, labelled, one_paper, paper_field
from xiezhi.web.proposals.handling import METHODS, own_page


class CopyForm(WithChoices):
    """A copy as it went."""

    kind = forms.TypedChoiceField(
        label=gettext_lazy("抄送什么"), coerce=CopyKind, widget=forms.RadioSelect
    )
    sent_to = forms.CharField(label=gettext_lazy("抄送给"), max_length=MAX_BODY)
    sent_on = forms.DateField(label=gettext_lazy("抄送日期"), widget=date_input())
    words = forms.CharField(
        label=gettext_lazy("文书或者结果"),
        max_length=MAX_LINE,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    paper = paper_field(gettext_lazy("抄送件"), help_text=gettext_lazy("PDF 或图片。"))


class EndedForm(forms.Form):
    """The day the rectification period was dealt with."""

    ended_on = forms.DateField(
        label=gettext_lazy("整改期满并作出处理的日期"),
        widget=date_input(),
        help_text=gettext_lazy("从这一天起计算反馈结果的期限（本院规定）。"),
    )


@require_http_methods(METHODS)
def copy(request: HttpRequest, conversion_id: UUID) -> HttpResponse:
    """Note that a paper or an outcome went back."""
    acting = require_any(request, Action.ANSWER_PROPOSAL)
    proposal = access_conversion(acting, conversion_id).proposal
    now = clock.now()
    initial = {"sent_on": legal_day(now), "sent_to": proposal.transferring_body}
    form = CopyForm(request.POST or None, request.FILES or None, initial=initial)
    form.fields["kind"].choices = labelled(COPY_LABELS)  # type: ignore[attr-defined]  # a choice field

    def do() -> None:
        data = {name: value for name, value in form.cleaned_data.items() if name != "paper"}
        draft = CopyDraft(**data, file=one_paper(request))
        record_copy(conversion_id=conversion_id, draft=draft, acting=acting, now=now)

    page = own_page(proposal, _("抄送、反馈交办机构"), _("保存"))
    return acted(request, form, page, do, said=_("已登记抄送。"))


@require_http_methods(METHODS)
def ended(request: HttpRequest, conversion_id: UUID) -> HttpResponse:
    """Note when the rectification period was dealt with, so that the outcome is owed."""
    acting = require_any(request, Action.ANSWER_PROPOSAL)
    proposal = access_conversion(acting, conversion_id).proposal
    now = clock.now()
    form = EndedForm(request.POST or None, initial={"ended_on": legal_day(now)})

    def do() -> None:
        day = form.cleaned_data["ended_on"]
        expect_outcome(conversion_id=conversion_id, ended_on=day, acting=acting, now=now)

    page = own_page(proposal, _("整改期满，待反馈结果"), _("保存"))
    return acted(request, form, page, do, said=_("已登记，反馈结果的期限开始计算。"))

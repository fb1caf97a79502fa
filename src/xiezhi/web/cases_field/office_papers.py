"""案件文书设置: 内部预审 on or off, and DOCX templates of the office's own; opinions on a draft."""

from typing import Any, Final
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_POST

from xiezhi.accounts.rules.rights import Action, may, require
from xiezhi.cases.models import CasePaper
from xiezhi.cases.rules.drafts import DRAFTED
from xiezhi.cases.rules.papers import PAPER_LABELS, PaperKind
from xiezhi.cases.rules.preview import RIGHTS, STAGE_LABELS, PreviewStage
from xiezhi.cases.selectors.drafts import access_draft
from xiezhi.cases.selectors.office_papers import is_preview_on, list_templates, preview_of
from xiezhi.cases.services.own_templates import set_template, withdraw_template
from xiezhi.cases.services.preview import give_opinion, set_preview
from xiezhi.documents.papers.case.own_templates import check_template
from xiezhi.documents.papers.case.template_package import MAX_BYTES
from xiezhi.kernel import clock
from xiezhi.kernel.actor import Actor, ActorKind
from xiezhi.web.cases.act import CaseAct, CaseDoing, CaseForm, case_act_page
from xiezhi.web.desk.act_forms import words_field
from xiezhi.web.desk.case_paper_problems import fault_words
from xiezhi.web.desk.fragments import lead_on
from xiezhi.web.requests import require_kind


class TemplateForm(forms.Form):
    """A DOCX for one paper."""

    kind = forms.ChoiceField(label=_("文书"))
    file = forms.FileField(
        label=_("DOCX 模板"),
        help_text=_("字段写作 {{ 字段 }}；先用样例填写检查，有错误的不收，并指出第几段。"),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        named = [(one.key, _now(PAPER_LABELS[PaperKind(one.key)])) for one in DRAFTED]
        self.fields["kind"].choices = named  # type: ignore[attr-defined]  # a choice field

    def clean_file(self) -> bytes:
        """Refuse what is too large to look at, then what the check finds; returns the content."""
        given = self.cleaned_data["file"]
        if given.size > MAX_BYTES:
            raise forms.ValidationError(_now("文件太大。"))
        content: bytes = given.read()
        kind = self.cleaned_data.get("kind")
        faults = check_template(kind, content) if kind else ()
        if faults:
            raise forms.ValidationError([fault_words(one) for one in faults])
        return content


class OpinionForm(CaseForm):
    """Agreed or not, and why. ``instance``: the draft."""

    agrees = forms.TypedChoiceField(
        label=_("内部预审意见"),
        coerce=lambda value: value == "yes",
        choices=[("yes", _("同意")), ("no", _("不同意，退回修改"))],
        widget=forms.RadioSelect,
        initial="yes",
    )
    words = words_field(_("意见"), rows=3, required=False)


@require_http_methods(["GET", "POST"])
def office_papers(request: HttpRequest) -> HttpResponse:
    """Show the settings, or take a template in."""
    acting = require_kind(request, ActorKind.STAFF)
    require(acting, Action.MANAGE_OFFICE)
    data, files = (request.POST, request.FILES) if request.method == "POST" else (None, None)
    form = TemplateForm(data, files)
    status = 200
    if form.is_bound:
        if form.is_valid():
            return _take(request, acting, form)
        status = 400
    context = {
        "form": form,
        "is_on": is_preview_on(),
        "templates": [
            {"row": one, "paper": _now(PAPER_LABELS[PaperKind(one.kind)])}
            for one in list_templates()
        ],
    }
    return render(request, "cases_field/office_papers.html", context, status=status)


@require_POST
def switch(request: HttpRequest) -> HttpResponse:
    """Turn the internal preview on or off."""
    acting = require_kind(request, ActorKind.STAFF)
    made = set_preview(is_on=request.POST.get("on") == "yes", acting=acting, now=clock.now())
    messages.success(request, _now("内部预审已启用。") if made.is_on else _now("内部预审已停用。"))
    return HttpResponseRedirect(reverse("case_papers:home"))


@require_POST
def withdraw(request: HttpRequest, kind: str) -> HttpResponse:
    """Go back to the built-in template."""
    acting = require_kind(request, ActorKind.STAFF)
    known = PaperKind(kind) if kind in set(PaperKind) else PaperKind.OTHER
    withdraw_template(kind=known, acting=acting, now=clock.now())
    messages.success(request, _now("已恢复使用系统模板。"))
    return HttpResponseRedirect(reverse("case_papers:home"))


@require_http_methods(["GET", "POST"])
def opinion(request: HttpRequest, case_id: UUID, draft_id: UUID) -> HttpResponse:
    """Give an opinion of the internal preview."""
    acting = require_kind(request, ActorKind.STAFF)
    draft = access_draft(acting, draft_id, case_id=case_id)
    return case_act_page(request, case_id, _OPINION, instance=draft)


def preview_shown(acting: Actor, draft: CasePaper) -> dict[str, Any]:
    """Return the internal preview as the page of a draft shows it."""
    found = preview_of(draft)
    stage = found.next_stage
    return {
        "is_on": found.is_on,
        "is_returned": found.is_returned,
        "opinions": [
            {
                "row": one,
                "stage": _now(STAGE_LABELS[PreviewStage(one.stage)]),
                "is_former": one.wording_of != draft.entered_at,
            }
            for one in found.opinions
        ],
        "next": _now(STAGE_LABELS[stage]) if stage and found.is_on else "",
        "may_give": bool(stage and found.is_on and may(acting, RIGHTS[stage])),
    }


def _take(request: HttpRequest, acting: Actor, form: TemplateForm) -> HttpResponse:
    data = form.cleaned_data
    uploaded: Any = request.FILES["file"]
    set_template(
        kind=PaperKind(data["kind"]),
        name=uploaded.name or "",
        content=data["file"],
        acting=acting,
        now=clock.now(),
    )
    messages.success(request, _now("模板已启用，草稿的 DOCX 按它生成。"))
    return lead_on(request, reverse("case_papers:home"))


def _give(doing: CaseDoing) -> None:
    give_opinion(
        case_id=doing.case.id,
        draft_id=doing.form.instance.id,
        agrees=doing.data["agrees"],
        words=doing.data["words"],
        acting=doing.acting,
        now=doing.now,
    )


_OPINION: Final = CaseAct(
    title=_("内部预审意见"), submit=_("提交意见"), done=_("内部预审意见已记录。"),
    form=OpinionForm, perform=_give, rights=frozenset(RIGHTS.values()), basis="本院设定",
    text=_("内部预审意见，不是法定决定；案件以登记的2.0办理结果为准。"),
    fields_of={"cases.no_reason": "words"},
)  # fmt: skip

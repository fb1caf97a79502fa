"""登记, 筛查 and the small acts on a proposal: who handles it, papers, six months, interests."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django import forms
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from xiezhi.accounts.rules.rights import Action
from xiezhi.kernel import clock
from xiezhi.kernel.clock import legal_day
from xiezhi.proposals.models import Proposal
from xiezhi.proposals.rules import kinds
from xiezhi.proposals.rules.reading_in.entries import ProposalEntry
from xiezhi.proposals.rules.screening import WISH_REASON_LABELS, WishReason, screening_hint
from xiezhi.proposals.selectors.access import access_proposal
from xiezhi.proposals.selectors.page import label_of
from xiezhi.proposals.services.registration import (
    add_papers,
    assign_proposal,
    flag_interest,
    mark_complex,
    register_proposal,
)
from xiezhi.proposals.services.screening import Screening, screen_again, screen_proposal
from xiezhi.web.desk.act_forms import words_field
from xiezhi.web.desk.acts_people import handler_choices
from xiezhi.web.desk.pool_forms import area_choices
from xiezhi.web.office.forms import WithChoices, date_input, id_field
from xiezhi.web.office.pages import require_any
from xiezhi.web.pages import Aside, FormPage
from xiezhi.web.proposals.forms import (
    DecidedForm,
    ReasonForm,
    acted,
    files_field,
    labelled,
    many_papers,
)

METHODS = ["GET", "HEAD", "POST"]


class EntryForm(WithChoices):
    """A proposal as printed."""

    kind = forms.TypedChoiceField(label=gettext_lazy("类别"), coerce=kinds.ProposalKind)
    level = forms.TypedChoiceField(label=gettext_lazy("层级"), coerce=kinds.ProposalLevel)
    session = forms.CharField(
        label=gettext_lazy("届次"),
        max_length=kinds.MAX_SESSION,
        help_text=gettext_lazy("例如：十七届五次。"),
    )
    number = forms.CharField(label=gettext_lazy("编号"), max_length=kinds.MAX_NUMBER)
    title = forms.CharField(label=gettext_lazy("标题"), max_length=kinds.MAX_TITLE)
    submitters = forms.CharField(
        label=gettext_lazy("领衔代表、提案者"),
        max_length=kinds.MAX_SUBMITTERS,
        required=False,
        help_text=gettext_lazy("照印发件写；几位之间用顿号。"),
    )
    delegation = forms.CharField(
        label=gettext_lazy("代表团、界别"), max_length=kinds.MAX_DELEGATION, required=False
    )
    joint_signers = forms.CharField(
        label=gettext_lazy("联名人"), max_length=kinds.MAX_JOINT, required=False
    )
    undertaking = forms.TypedChoiceField(label=gettext_lazy("办理方式"), coerce=kinds.Undertaking)
    transferring_body = forms.CharField(
        label=gettext_lazy("交办机构"),
        max_length=kinds.MAX_BODY,
        required=False,
        help_text=gettext_lazy("不填的，代表建议为人大代工委，政协提案为政协提案委。"),
    )
    assigned_on = forms.DateField(
        label=gettext_lazy("交办日期"),
        widget=date_input(),
        help_text=gettext_lazy("答复期限从这一天起算。"),
    )
    received_on = forms.DateField(label=gettext_lazy("收到日期"), widget=date_input())
    is_complex = forms.BooleanField(
        label=gettext_lazy("涉及面广、处理难度大，答复期限六个月"), required=False
    )
    text = words_field(gettext_lazy("全文"), rows=12, limit=kinds.MAX_TEXT, required=False)
    papers = files_field(
        gettext_lazy("材料"), help_text=gettext_lazy("印发件、转办函，PDF 或图片。")
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, labels in (
            ("kind", kinds.PROPOSAL_KIND_LABELS),
            ("level", kinds.PROPOSAL_LEVEL_LABELS),
            ("undertaking", kinds.UNDERTAKING_LABELS),
        ):
            self.fields[name].choices = labelled(labels)  # type: ignore[attr-defined]  # choice fields

    def entry(self) -> ProposalEntry:
        """Return what was entered."""
        return ProposalEntry(
            **{name: value for name, value in self.cleaned_data.items() if name != "papers"}
        )


class ScreenForm(DecidedForm):
    """What the officer found."""

    has_substance = forms.TypedChoiceField(
        label=gettext_lazy("是否含公益诉讼内容"),
        coerce=lambda value: value == "yes",
        widget=forms.RadioSelect,
    )
    area = forms.ChoiceField(
        label=gettext_lazy("涉及领域"),
        required=False,
        help_text=gettext_lazy("含公益诉讼内容的必选；等外领域以后在评估时写明依据。"),
    )
    reason = forms.ChoiceField(
        label=gettext_lazy("不含的原因"),
        required=False,
        help_text=gettext_lazy("选定后按此拟出答复草稿，可以修改。"),
    )
    words = words_field(
        gettext_lazy("理由"),
        limit=kinds.MAX_WORDS,
        help_text=gettext_lazy("不含公益诉讼内容的，这段话会写进答复草稿。"),
    )
    field_order: Iterable[str] | None = (
        "has_substance",
        "area",
        "reason",
        "words",
        "decided_by",
        "decided_on",
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offered = {
            "has_substance": [("yes", _("含公益诉讼内容")), ("no", _("不含，属于工作愿望等"))],
            "area": area_choices(_("请选择")),
            "reason": [("", _("请选择")), *labelled(WISH_REASON_LABELS)],
        }
        for name, choices in offered.items():
            self.fields[name].choices = choices  # type: ignore[attr-defined]  # choice fields

    def screening(self) -> Screening:
        """Return what was found."""
        data = self.cleaned_data
        is_wish = not data["has_substance"] and data["reason"]
        return Screening(
            has_substance=data["has_substance"],
            words=data["words"],
            area=data["area"],
            reason=WishReason(data["reason"]) if is_wish else None,
            decided=self.decided(),
        )


class AssignForm(WithChoices):
    """Whom a proposal is given to."""

    handler_id = id_field(gettext_lazy("承办人"))


class PapersForm(forms.Form):
    """Further papers."""

    papers = files_field(gettext_lazy("材料"), help_text=gettext_lazy("PDF 或图片。"))


class InterestForm(forms.Form):
    """An interest of a submitter."""

    reason = forms.CharField(
        label=gettext_lazy("利害关系"),
        max_length=kinds.MAX_LINE,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=gettext_lazy(
            "例如：所在企业为被监管对象。登记后，提出人不能在转化的案件中见证、听证、参与“回头看”；留空为没有。"
        ),
    )


@require_http_methods(METHODS)
def add(request: HttpRequest) -> HttpResponse:
    """Enter a proposal by hand."""
    acting = require_any(request, Action.SCREEN_PROPOSAL)
    now = clock.now()
    today = legal_day(now)
    initial = {"assigned_on": today, "received_on": today, "level": kinds.ProposalLevel.COUNTY}
    form = EntryForm(request.POST or None, request.FILES or None, initial=initial)
    back = reverse("proposals:list")

    def do() -> str:
        made = register_proposal(
            entry=form.entry(), files=many_papers(request), acting=acting, now=now
        )
        return page_url(made.id)

    page = list_page(_("登记建议提案"), _("登记"), back)
    return acted(request, form, page, do, said=_("已登记，答复期限从交办之日起算。"))


@require_http_methods(METHODS)
def screen(request: HttpRequest, proposal_id: UUID) -> HttpResponse:
    """Say whether there is something of public-interest litigation, and why."""
    acting = require_any(request, Action.SCREEN_PROPOSAL)
    proposal = access_proposal(acting, proposal_id)
    now = clock.now()
    hint = screening_hint(proposal.title, proposal.text)
    initial = {
        "decided_on": legal_day(now),
        "area": hint.areas[0].area if hint.areas else "",
    }
    form = ScreenForm(request.POST or None, initial=initial)

    def do() -> None:
        screen_proposal(proposal_id=proposal_id, screening=form.screening(), acting=acting, now=now)

    page = own_page(proposal, _("筛查"), _("保存筛查"), aside=_screening_aside(proposal))
    return acted(request, form, page, do, said=_("已筛查。"))


@require_http_methods(METHODS)
def rescreen(request: HttpRequest, proposal_id: UUID) -> HttpResponse:
    """Take a screening back."""
    acting = require_any(request, Action.SCREEN_PROPOSAL)
    proposal = access_proposal(acting, proposal_id)
    form = ReasonForm(request.POST or None)

    def do() -> None:
        words = form.cleaned_data["words"]
        screen_again(proposal_id=proposal_id, words=words, acting=acting, now=clock.now())

    page = own_page(proposal, _("重新筛查"), _("退回待筛查"))
    return acted(request, form, page, do, said=_("已退回待筛查。"))


@require_http_methods(METHODS)
def assign(request: HttpRequest, proposal_id: UUID) -> HttpResponse:
    """Give a proposal into somebody's hands."""
    acting = require_any(request, Action.SCREEN_PROPOSAL)
    proposal = access_proposal(acting, proposal_id)
    form = AssignForm(
        request.POST or None,
        choices={"handler_id": handler_choices()},
        initial={"handler_id": proposal.handler_id},
    )

    def do() -> None:
        chosen = form.cleaned_data["handler_id"]
        assign_proposal(proposal_id=proposal_id, handler_id=chosen, acting=acting, now=clock.now())

    page = own_page(proposal, _("确定承办人"), _("保存"))
    return acted(request, form, page, do, said=_("已确定承办人。"))


@require_http_methods(METHODS)
def papers(request: HttpRequest, proposal_id: UUID) -> HttpResponse:
    """Hang further papers on a proposal."""
    acting = require_any(request, Action.SCREEN_PROPOSAL)
    proposal = access_proposal(acting, proposal_id)
    is_post = request.method == "POST"
    form = PapersForm(request.POST, request.FILES) if is_post else PapersForm()

    def do() -> None:
        given = many_papers(request)
        add_papers(proposal_id=proposal_id, files=given, acting=acting, now=clock.now())

    page = own_page(proposal, _("补充材料"), _("上传"))
    return acted(request, form, page, do, said=_("已补充材料。"))


@require_http_methods(METHODS)
def complex_matter(request: HttpRequest, proposal_id: UUID) -> HttpResponse:
    """Let six months run instead of three."""
    acting = require_any(request, Action.ANSWER_PROPOSAL)
    proposal = access_proposal(acting, proposal_id)
    form = ReasonForm(request.POST or None)

    def do() -> None:
        reason = form.cleaned_data["words"]
        mark_complex(proposal_id=proposal_id, reason=reason, acting=acting, now=clock.now())

    page = own_page(
        proposal,
        _("答复期限改为六个月"),
        _("保存"),
        intro=_("只用于涉及面广、处理难度大的；期限仍从交办之日起算。"),
    )
    return acted(request, form, page, do, said=_("答复期限已改为六个月。"))


@require_http_methods(METHODS)
def interest(request: HttpRequest, proposal_id: UUID) -> HttpResponse:
    """Note an interest of a submitter."""
    acting = require_any(request, Action.CONVERT_PROPOSAL)
    proposal = access_proposal(acting, proposal_id)
    is_post = request.method == "POST"
    initial = {"reason": proposal.interest_words}
    form = InterestForm(request.POST if is_post else None, initial=initial)

    def do() -> None:
        reason = form.cleaned_data["reason"]
        flag_interest(proposal_id=proposal_id, reason=reason, acting=acting, now=clock.now())

    page = own_page(proposal, _("登记利害关系"), _("保存"))
    return acted(request, form, page, do, said=_("已登记。"))


def page_url(proposal_id: UUID) -> str:
    """Return the page of a proposal."""
    return reverse("proposals:proposal", args=[proposal_id])


def list_page(title: str, submit: str, back: str, *, intro: str = "") -> FormPage:
    """Return the words round a form that leads from the list."""
    return FormPage(
        title=title,
        submit=submit,
        crumb=_("建议提案"),
        crumb_url=reverse("proposals:list"),
        back=back,
        intro=intro,
    )


def own_page(
    proposal: Proposal, title: str, submit: str, *, intro: str = "", aside: Aside | None = None
) -> FormPage:
    """Return the words round a form on one proposal."""
    url = page_url(proposal.id)
    return FormPage(
        title=title,
        submit=submit,
        crumb=f"{label_of(proposal)} {proposal.title}",
        crumb_url=url,
        back=url,
        intro=intro,
        aside=aside,
    )


def printed(proposal: Proposal) -> dict[str, object]:
    """Return the text as printed, to stand beside a form."""
    return {"title": proposal.title, "lines": [proposal.text or _("没有录入全文。")]}


def _screening_aside(proposal: Proposal) -> Aside:
    hint = screening_hint(proposal.title, proposal.text)
    areas = "、".join(_area_words(one.area, one.words) for one in hint.areas)
    lines = [
        _("只是按文字给出的提示，不代替判断。"),
        _("领域：%(words)s") % {"words": areas or _("没有")},
        _("受损、失职的字样：%(words)s") % {"words": "、".join(hint.duty_words) or _("没有")},
        _("愿望的字样：%(words)s") % {"words": "、".join(hint.wish_words) or _("没有")},
    ]
    return [{"title": _("提示"), "lines": lines}, printed(proposal)]


def _area_words(area: str, words: tuple[str, ...]) -> str:
    names = dict(area_choices(""))
    return f"{names.get(area, area)}（{'、'.join(words)}）"

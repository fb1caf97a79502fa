"""Forms about one reporter: ask to open, send neutral words, answer a wish to be erased."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from xiezhi.accounts.rules.rights import Action
from xiezhi.intake.selectors.access import access_report
from xiezhi.intake.services.erasing import answer_erasure
from xiezhi.intake.services.identity import ask_to_open
from xiezhi.intake.services.relaying import relay_words
from xiezhi.kernel import clock
from xiezhi.kernel.actor import Actor
from xiezhi.kernel.errors import DomainError
from xiezhi.vault.models import OpeningRequest
from xiezhi.vault.rules.opening import IdentityField, OpeningPurpose
from xiezhi.vault.rules.relay import RELAY_LABELS, RelayOutcome
from xiezhi.vault.selectors.doors import list_matters
from xiezhi.vault.selectors.erasures import list_relays
from xiezhi.web.desk.refusals import add_refusal
from xiezhi.web.office.pages import done, require_any
from xiezhi.web.pages import Aside, FormPage, show_form
from xiezhi.web.vault.forms import AGREE, AskForm, ErasureForm, RelayForm


@require_http_methods(["GET", "POST"])
def ask(request: HttpRequest, report_id: UUID) -> HttpResponse:
    """Ask the chief procurator for one field."""
    acting = require_any(request, Action.REQUEST_OPENING)
    report = access_report(acting, report_id)
    matters = [(one.id, one.label) for one in list_matters(acting, report_id)]
    only = {"matter": matters[0][0]} if len(matters) == 1 else {}
    form = AskForm(request.POST or None, choices={"matter": matters}, initial=only)
    if request.method == "POST" and form.is_valid():
        try:
            made = _asked(form, report_id, acting)
        except DomainError as error:
            add_refusal(request, form, error)
        else:
            where = reverse("identities:opening", args=[made.id])
            return done(request, _("已报检察长审批。"), where)
    title = _("申请查阅反映 %(code)s 的身份") % {"code": report.code}
    return show_form(request, form, _page(title, _("报检察长审批"), report_id, _how_it_goes()))


@require_http_methods(["GET", "POST"])
def relay(request: HttpRequest, report_id: UUID) -> HttpResponse:
    """Send neutral words to a number nobody sees."""
    acting = require_any(request, Action.TALK_WITH_REPORTER)
    report = access_report(acting, report_id)
    form = RelayForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            relay_words(
                report_id=report_id,
                words=form.cleaned_data["words"],
                acting=acting,
                now=clock.now(),
            )
        except DomainError as error:
            add_refusal(request, form, error, "words")
        else:
            where = reverse("identities:relay", args=[report_id])
            return done(request, _("已交保密柜转发。"), where)
    title = _("给反映 %(code)s 的反映人发短信") % {"code": report.code}
    return show_form(request, form, _page(title, _("转发"), report_id, _relays(report_id)))


@require_http_methods(["GET", "POST"])
def erasure(request: HttpRequest, wish_id: UUID) -> HttpResponse:
    """Answer a reporter who wishes their identity destroyed."""
    acting = require_any(request, Action.ANSWER_ERASURE)
    form = ErasureForm(request.POST or None)
    back = reverse("identities:list")
    if request.method == "POST" and form.is_valid():
        try:
            answer_erasure(
                message_id=wish_id,
                agrees=form.cleaned_data["answer"] == AGREE,
                reason=form.cleaned_data["reason"],
                acting=acting,
                now=clock.now(),
            )
        except DomainError as error:
            add_refusal(request, form, error, "reason")
        else:
            return done(request, _("已答复反映人。"), back)
    return show_form(request, form, _erasure_page(back))


def _asked(form: AskForm, report_id: UUID, acting: Actor) -> OpeningRequest:
    given = form.cleaned_data
    return ask_to_open(
        report_id=report_id,
        matter_id=UUID(given["matter"]),
        field=IdentityField(given["field"]),
        purpose=OpeningPurpose(given["purpose"]),
        reason=given["reason"],
        acting=acting,
        now=clock.now(),
    )


def _erasure_page(back: str) -> FormPage:
    return FormPage(
        title=_("答复删除身份的请求"),
        submit=_("答复"),
        crumb=_("反映人身份"),
        crumb_url=back,
        back=back,
        intro=_("销毁的只是身份；反映内容和办理材料依照档案规定保存。"),
    )


def _page(title: str, submit: str, report_id: UUID, aside: Aside) -> FormPage:
    return FormPage(
        title=title,
        submit=submit,
        crumb=_("反映人身份"),
        crumb_url=reverse("identities:list"),
        back=reverse("desk:pool_report", args=[report_id]),
        aside=aside,
    )


def _how_it_goes() -> Aside:
    lines = [
        _("检察长审批。"),
        _("不参与办理的第二人复核。"),
        _("您再次确认身份后打开这一项，十五分钟，只能看。"),
        _("每一次打开和被拒绝都留痕；反映人会被告知。"),
    ]
    return [
        {"title": _("怎样走"), "lines": lines},
        {"title": _("先想一想"), "lines": [_("只是要联系反映人的，可以发短信，不用打开身份。")]},
    ]


def _relays(report_id: UUID) -> Aside:
    lines = [
        f"{one.asked_at.astimezone(clock.CHINA):%m-%d %H:%M} {one.asked_by.label}："
        f"{one.words}（{_(RELAY_LABELS[RelayOutcome(one.outcome)])}）"
        for one in list_relays(report_id)
    ]
    return [{"title": _("发过的短信"), "lines": lines or [_("还没有。")]}]

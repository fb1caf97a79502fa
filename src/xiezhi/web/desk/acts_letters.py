"""移送主管行政机关处理: the officer's document, its service, the organ's paper reply (代录)."""

from typing import Any, Final
from uuid import UUID

from django import forms
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods
from typing_extensions import override

from xiezhi.accounts.rules.rights import Action
from xiezhi.evidence.rules.kinds import MediaKind
from xiezhi.leads.models import Lead, Referral
from xiezhi.leads.rules.outcomes import REPLY_LABELS, ReplyConclusion
from xiezhi.leads.rules.referrals import SERVICE_LABELS, ReplyDraft, ServiceWay
from xiezhi.leads.rules.replies import MAX_LETTERS, MAX_PHOTOS_EACH, Measure, ReplyPart
from xiezhi.leads.selectors.referrals import access_referral
from xiezhi.leads.services.referrals import (
    ReferralText,
    record_service,
    send_referral,
    withdraw_referral,
    write_referral,
)
from xiezhi.leads.services.replies import ReplyPaper, record_paper_reply
from xiezhi.partners.models import PartnerUnit
from xiezhi.partners.selectors.addressees import list_addressees
from xiezhi.web.desk.act_forms import (
    ActForm,
    DayInput,
    ManyFilesInput,
    NothingForm,
    ReasonForm,
    words_field,
)
from xiezhi.web.desk.act_page import ActPage, Doing, act_page
from xiezhi.web.requests import actor_of
from xiezhi.web.uploads import incoming

_PAPER_HELP: Final = _("PDF 或照片。")


class LetterForm(ActForm):
    """The document, in the officer's own words."""

    unit = forms.TypedChoiceField(label=_("主送"), coerce=UUID)
    title = forms.CharField(label=_("标题"), max_length=120)
    body = words_field(
        _("正文"),
        rows=14,
        limit=8000,
        help_text=_("由承办人撰写：不引用反映原文，不写反映人。发送前系统会核对。"),
    )
    contact_words = forms.CharField(label=_("本院联系人、电话"), max_length=120, required=False)
    office_number = forms.CharField(label=_("文号（2.0/OA）"), max_length=60, required=False)
    sealed_letter = forms.FileField(label=_("盖章扫描件"), required=False, help_text=_PAPER_HELP)

    @override
    def prepare(self) -> None:
        """Start with the draft, or with the ready opening of such a letter."""
        units = list_addressees()
        units.sort(key=lambda unit: not is_named(self.lead, unit))
        self.offer("unit", [(str(unit.id), unit.name) for unit in units])
        draft = self.instance
        if isinstance(draft, Referral):
            names = ("title", "body", "contact_words", "office_number")
            self.start(unit=str(draft.unit_id), **{name: getattr(draft, name) for name in names})
            return
        self.start(
            title=_now("关于%(title)s的线索移送函") % {"title": self.lead.title},
            body=_now(
                "本院在履行公益诉讼检察职责中，收到有关情况反映。经初步了解：\n\n"
                "（写明问题、地点、现状）\n\n"
                "根据职责分工，现将上述情况移送你单位依法处理，并请在收到之日起按期书面回复处理情况。"
            ),
        )


def is_named(lead: Lead, unit: PartnerUnit) -> bool:
    """Return whether the assessment named the unit as an organ with a duty."""
    named = lead.organ_names.split("、")
    return unit.name in named or unit.short_name in named


class ServiceForm(ActForm):
    """How and when the document was served, with the receipt."""

    way = forms.ChoiceField(
        label=_("送达方式"),
        choices=[(way.value, label) for way, label in SERVICE_LABELS.items()],
        widget=forms.RadioSelect,
        initial=ServiceWay.DIRECT.value,
    )
    served_on = forms.DateField(
        label=_("送达日期（回证签收日）"),
        widget=DayInput(),
        help_text=_("回复期限从这一天起算，不从门户点击起算。"),
    )
    receipt = forms.FileField(
        label=_("送达回证扫描件"),
        required=False,
        help_text=_("除电子送达外必传；PDF 或照片。"),
    )


class PaperReplyForm(ActForm):
    """A reply that came on paper, entered by the clerk."""

    conclusion = forms.ChoiceField(
        label=_("答复结论"),
        choices=[(one.value, label) for one, label in REPLY_LABELS.items()],
        widget=forms.RadioSelect,
    )
    words = words_field(_("回复内容"), rows=6, limit=5000)
    measures = words_field(_("整改措施"), rows=4, required=False, help_text=_("一行一条。"))
    reply_number = forms.CharField(label=_("回复文号"), max_length=60)
    dated_on = forms.DateField(label=_("落款日期"), widget=DayInput())
    received_on = forms.DateField(label=_("收到日期"), widget=DayInput())
    letters = forms.Field(
        label=_("盖章扫描件"),
        required=False,
        widget=ManyFilesInput(),
        help_text=_("必传；PDF 或照片。"),
    )
    after = forms.Field(label=_("整改后照片"), required=False, widget=ManyFilesInput())

    @override
    def prepare(self) -> None:
        """Start with today as the day it came."""
        self.start(received_on=self.today)


def _text(doing: Doing) -> ReferralText:
    data = doing.data
    return ReferralText(
        title=data["title"],
        body=data["body"],
        contact_words=data["contact_words"],
        office_number=data["office_number"],
        sealed_letter=doing.paper("sealed_letter"),
    )


def _write(doing: Doing, referral_id: UUID | None) -> None:
    referral = write_referral(
        lead_id=doing.lead.id,
        unit_id=doing.data["unit"],
        text=_text(doing),
        referral_id=referral_id,
        acting=doing.acting,
        now=doing.now,
    )
    if "send" in doing.request.POST:
        send_referral(referral_id=referral.id, acting=doing.acting, now=doing.now)


def _papers(doing: Doing) -> list[ReplyPaper]:
    letters = doing.papers("letters", MAX_LETTERS + 1)
    pictures = incoming(doing.request, "after", kind=MediaKind.PHOTO, limit=MAX_PHOTOS_EACH + 1)
    return [
        *(ReplyPaper(part=ReplyPart.LETTER, file=file) for file in letters),
        *(ReplyPaper(part=ReplyPart.AFTER, file=file) for file in pictures),
    ]


def _reply(doing: Doing, referral_id: UUID) -> None:
    data = doing.data
    lines = (line.strip() for line in data["measures"].splitlines())
    record_paper_reply(
        referral_id=referral_id,
        draft=ReplyDraft(
            words=data["words"],
            measures=tuple(Measure(words=line) for line in lines if line),
            conclusion=ReplyConclusion(data["conclusion"]),
            reply_number=data["reply_number"],
            dated_on=data["dated_on"],
        ),
        received_on=data["received_on"],
        papers=_papers(doing),
        acting=doing.acting,
        now=doing.now,
    )


def _service(doing: Doing, referral_id: UUID) -> None:
    record_service(
        referral_id=referral_id,
        served_on=doing.data["served_on"],
        way=ServiceWay(doing.data["way"]),
        receipt=doing.paper("receipt"),
        acting=doing.acting,
        now=doing.now,
    )


def _page(title: object, submit: object, done: object, **rest: Any) -> ActPage:
    return ActPage(title=title, submit=submit, done=done, anchor="letters", **rest)


@require_http_methods(["GET", "POST"])
def refer(request: HttpRequest, lead_id: UUID) -> HttpResponse:
    """Write a document to an organ; send it when told so."""
    page = _page(
        _("线索移送函"), _("存草稿"), _("函件已保存。"),
        form=LetterForm, perform=lambda doing: _write(doing, None),
        right=Action.REFER_TO_ORGAN, basis="本院规定", template="desk/act_letter.html",
    )  # fmt: skip
    return act_page(request, lead_id, page)


@require_http_methods(["GET", "POST"])
def letter(request: HttpRequest, referral_id: UUID) -> HttpResponse:
    """Change a document not sent yet; send it when told so."""
    referral = access_referral(actor_of(request), referral_id)
    page = _page(
        _("线索移送函"), _("存草稿"), _("函件已保存。"),
        form=LetterForm, perform=lambda doing: _write(doing, referral_id),
        right=Action.REFER_TO_ORGAN, basis="本院规定", template="desk/act_letter.html",
    )  # fmt: skip
    return act_page(request, referral.lead_id, page, instance=referral)


@require_http_methods(["GET", "POST"])
def service(request: HttpRequest, referral_id: UUID) -> HttpResponse:
    """Record service with its receipt."""
    referral = access_referral(actor_of(request), referral_id)
    page = _page(
        _("登记送达"), _("登记送达"), _("送达已登记，回复期限开始计算。"),
        form=ServiceForm, perform=lambda doing: _service(doing, referral_id),
        right=Action.RECORD_PAPER_REPLY,
        fields_of={"leads.receipt_missing": "receipt", "leads.no_consent": "way", "leads.day_in_future": "served_on"},
    )  # fmt: skip
    return act_page(request, referral.lead_id, page, extra={"referral": referral})


@require_http_methods(["GET", "POST"])
def reply(request: HttpRequest, referral_id: UUID) -> HttpResponse:
    """Enter a reply that came on paper."""
    referral = access_referral(actor_of(request), referral_id)
    page = _page(
        _("代录回复"), _("登记回复"), _("回复已登记，待核实。"),
        form=PaperReplyForm, perform=lambda doing: _reply(doing, referral_id),
        right=Action.RECORD_PAPER_REPLY, text=_("与门户回复效力相同。"),
        fields_of={"leads.day_in_future": "received_on"},
    )  # fmt: skip
    return act_page(request, referral.lead_id, page, extra={"referral": referral})


@require_http_methods(["GET", "POST"])
def send(request: HttpRequest, referral_id: UUID) -> HttpResponse:
    """Send a written document to the unit's portal."""
    referral = access_referral(actor_of(request), referral_id)

    def perform(doing: Doing) -> None:
        send_referral(referral_id=referral_id, acting=doing.acting, now=doing.now)

    page = _page(
        _("发送函件"), _("发送到协作门户"), _("已发送。送达另行登记。"),
        form=NothingForm, perform=perform, right=Action.REFER_TO_ORGAN,
        text=_("发送不等于送达：送达以回证签收日为准。"), template="desk/act_send.html",
    )  # fmt: skip
    return act_page(request, referral.lead_id, page, extra={"referral": referral})


@require_http_methods(["GET", "POST"])
def withdraw(request: HttpRequest, referral_id: UUID) -> HttpResponse:
    """Withdraw a document not answered yet."""
    referral = access_referral(actor_of(request), referral_id)

    def perform(doing: Doing) -> None:
        withdraw_referral(
            referral_id=referral_id,
            reason=doing.data["reason"],
            acting=doing.acting,
            now=doing.now,
        )

    page = _page(
        _("撤回函件"), _("撤回"), _("已撤回，对方不再看到。"),
        form=ReasonForm, perform=perform, right=Action.REFER_TO_ORGAN,
    )  # fmt: skip
    return act_page(request, referral.lead_id, page, extra={"referral": referral})

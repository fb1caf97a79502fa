"""Forms of letters: the words, signature and seal, service, the reply on paper, calls."""

from collections.abc import Iterable
from datetime import date
from typing import Any, Final
from uuid import UUID

from django import forms
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _
from typing_extensions import override

from xiezhi.documents.papers.phrases import urging_body, urging_title
from xiezhi.kernel import clock
from xiezhi.kernel.clock import legal_day
from xiezhi.leads.models import Lead
from xiezhi.letters.models import Letter
from xiezhi.letters.rules.kinds import ASKS_REPLY, KIND_LABELS, WRITTEN_HERE, LetterKind
from xiezhi.letters.rules.notes import NOTE_LABELS, NoteKind
from xiezhi.letters.rules.openings import OPENINGS
from xiezhi.letters.rules.service import SERVICE_LABELS, ServiceWay
from xiezhi.partners.models import PartnerUnit
from xiezhi.partners.selectors.addressees import consents_to_electronic_service, list_addressees
from xiezhi.web.desk.act_forms import (
    DayInput,
    MomentInput,
    WorkForm,
    local_minute,
    words_field,
)
from xiezhi.web.desk.letter_act import LetterActForm

PAPER_HELP: Final = _("PDF 或照片。")
NUMBER_HELP: Final = _("照 OA 给的文号填；本系统不编文号。没有文号的填“无”。")
USUAL_ISSUER: Final = _("检察长")


def is_named(lead: Lead, unit: PartnerUnit) -> bool:
    """Return whether the assessment named the unit as an organ with a duty."""
    named = lead.organ_names.split("、")
    return unit.name in named or unit.short_name in named


def unit_choices(lead: Lead) -> list[tuple[str, object]]:
    """Return the units a letter may go to, those the assessment named first."""
    units = list_addressees()
    units.sort(key=lambda unit: not is_named(lead, unit))
    return [(str(unit.id), unit.name) for unit in units]


def likely_units(lead: Lead) -> list[UUID]:
    """Return the units the assessment named, else every unit a letter may go to."""
    units = list_addressees()
    return [unit.id for unit in units if is_named(lead, unit)] or [unit.id for unit in units]


def kind_field() -> forms.ChoiceField:
    """Return the field 文种."""
    return forms.ChoiceField(
        label=_("文种"), choices=[(kind.value, KIND_LABELS[kind]) for kind in WRITTEN_HERE]
    )


def asks_reply_field() -> forms.BooleanField:
    """Return the box that asks the unit for a written reply."""
    return forms.BooleanField(
        label=_("请对方书面回复"),
        required=False,
        help_text=_("回复期限从送达回证的签收日起算。催办函、复函一般不要。"),
    )


def rectification_field() -> forms.DateField:
    """Return 整改期限, a date of its own."""
    return forms.DateField(
        label=_("整改期限"),
        required=False,
        widget=DayInput(),
        help_text=_("函中要求整改到位的日期，与回复期限是两个日期；没有要求的不填。"),
    )


def copies_field() -> forms.CharField:
    """Return 抄送."""
    return forms.CharField(
        label=_("抄送"), max_length=200, required=False, help_text=_("几个单位用顿号分开。")
    )


class IssueFields(WorkForm):
    """Who signed on paper, when, and the signed sheet."""

    issued_by_label = forms.CharField(label=_("签发人（职务编号）"), max_length=30)
    issued_on = forms.DateField(label=_("签发日期"), widget=DayInput())

    def clean_issued_on(self) -> date:
        """Refuse a day to come at this field; the service, which judges again, knows two days."""
        day: date = self.cleaned_data["issued_on"]
        if day > self.today:
            raise forms.ValidationError(_("日期不能晚于今天。"))
        return day


class SealFields(forms.Form):
    """Number, day of the seal, the sealed paper, the slip of the seal."""

    office_number = forms.CharField(label=_("文号（2.0/OA）"), max_length=60, help_text=NUMBER_HELP)
    sealed_on = forms.DateField(label=_("用印日期"), widget=DayInput())
    sealed_letter = forms.FileField(
        label=_("盖章扫描件"),
        help_text=PAPER_HELP,
        error_messages={"required": _("没有上传盖章扫描件。")},
    )


class IssueForm(LetterActForm, IssueFields):
    """签发 entered from the signed sheet 代录."""

    issue_slip = forms.FileField(
        label=_("发文稿纸、审批单扫描件"),
        help_text=PAPER_HELP,
        error_messages={"required": _("代录签发必须上传发文稿纸或审批单扫描件。")},
    )
    field_order: Iterable[str] | None = ("issued_by_label", "issued_on", "issue_slip")

    @override
    def prepare(self) -> None:
        """Start with the usual issuer and today."""
        self.start(issued_by_label=USUAL_ISSUER, issued_on=self.today)


class SealForm(LetterActForm, SealFields):
    """用印 of a signed letter."""

    seal_slip = forms.FileField(label=_("用印审批单扫描件"), required=False, help_text=PAPER_HELP)

    @override
    def prepare(self) -> None:
        """Start with the number known so far and today."""
        self.start(office_number=self.letter.office_number, sealed_on=self.today)


class SendNowFields(forms.Form):
    """Whether the sealed letter shows in the portal at once."""

    send_now = forms.BooleanField(
        label=_("同时发到协作门户"),
        required=False,
        initial=True,
        help_text=_("对方在门户里看到盖章件、签收和回复。发送不等于送达。"),
    )


class RegisterForm(LetterActForm, IssueFields, SealFields, SendNowFields):
    """登记发文: signature, number, seal and scan in one go."""

    issue_slip = forms.FileField(
        label=_("发文稿纸、审批单扫描件"), required=False, help_text=PAPER_HELP
    )
    seal_slip = forms.FileField(label=_("用印审批单扫描件"), required=False, help_text=PAPER_HELP)
    field_order: Iterable[str] | None = (
        "office_number",
        "issued_by_label",
        "issued_on",
        "sealed_on",
        "sealed_letter",
        "issue_slip",
        "seal_slip",
        "send_now",
    )

    @override
    def prepare(self) -> None:
        """Start with what is known and today."""
        self.start(
            office_number=self.letter.office_number,
            issued_by_label=self.letter.issued_by_label or USUAL_ISSUER,
            issued_on=self.letter.issued_on or self.today,
            sealed_on=self.today,
        )


class CorrectForm(LetterActForm, IssueFields, SealFields):
    """更正发文登记: what was entered of signature, number and seal, and why it was wrong."""

    reason = words_field(_("更正理由"), rows=2, limit=500)
    field_order: Iterable[str] | None = (
        "office_number",
        "issued_by_label",
        "issued_on",
        "sealed_on",
        "sealed_letter",
        "reason",
    )

    @override
    def prepare(self) -> None:
        """Start with what stands; a new scan is wanted only where the old one is wrong."""
        letter = self.letter
        self.start(
            office_number=letter.office_number,
            issued_by_label=letter.issued_by_label or USUAL_ISSUER,
            issued_on=letter.issued_on or self.today,
            sealed_on=letter.sealed_on or self.today,
        )
        self.fields["sealed_letter"].required = False
        self.fields["sealed_letter"].help_text = _("扫描件没有错的，不用再传。")


class CheckForm(LetterActForm):
    """核稿: agreed, or sent back with words."""

    conditional: tuple[str, ...] = ("words",)

    passes = forms.TypedChoiceField(
        label=_("核稿意见"),
        choices=[("yes", _("同意")), ("no", _("退回修改"))],
        coerce=lambda value: value == "yes",
        widget=forms.RadioSelect,
        initial="yes",
    )
    words = words_field(_("意见"), required=False, rows=3, help_text=_("退回的写明改什么。"))


class WordsForm(LetterActForm):
    """A step with words that may be left out."""

    words = words_field(_("说明"), required=False, rows=3)


class PlainForm(LetterActForm):
    """A step that needs no words."""


class WithdrawForm(LetterActForm):
    """Why a letter is withdrawn."""

    reason = words_field(_("理由"))


class ServiceForm(LetterActForm):
    """How, when and to whom the letter was served, with the receipt."""

    conditional: tuple[str, ...] = ("signed_for_by", "tracking_number", "note", "receipt")

    way = forms.ChoiceField(
        label=_("送达方式"),
        widget=forms.RadioSelect,
        initial=ServiceWay.DIRECT.value,
        choices=[(way.value, label) for way, label in SERVICE_LABELS.items()],
    )
    served_on = forms.DateField(
        label=_("送达日期（回证签收日）"),
        widget=DayInput(),
        help_text=_("回复期限从这一天起算，不从门户点击起算。"),
    )
    signed_for_by = forms.CharField(
        label=_("签收人·职务"),
        max_length=60,
        required=False,
        help_text=_("照回证写；留置送达的不填。"),
    )
    tracking_number = forms.CharField(
        label=_("邮寄单号"), max_length=40, required=False, help_text=_("邮寄送达必填。")
    )
    note = forms.CharField(
        label=_("备注"),
        max_length=300,
        required=False,
        help_text=_("留置送达写明拒收理由和见证人；宣告送达写明地点和见证人。"),
    )
    receipt = forms.FileField(
        label=_("送达回证扫描件"),
        required=False,
        help_text=_("除电子送达外必传；PDF 或照片。"),
    )

    @override
    def prepare(self) -> None:
        """Offer electronic service only where consent is on file.

        A social-governance suggestion is announced by agreement only, which the case page asks for.
        """
        self.start(served_on=self.today)
        self.offer_ways()

    def offer_ways(self, *, also: str = "") -> None:
        """Offer the ways of service this letter may take; ``also`` is one taken already."""
        has_consent = consents_to_electronic_service(self.letter.unit, self.today)
        left_out = set() if has_consent else {ServiceWay.ELECTRONIC}
        if self.letter.may_object:
            left_out.add(ServiceWay.ANNOUNCED)
            self.fields["way"].help_text = _now("宣告送达须对方同意，在案件页面登记。")
        ways = [way for way in ServiceWay if way not in left_out or way == also]
        self.offer("way", [(way.value, _now(SERVICE_LABELS[way])) for way in ways])


class CorrectServiceForm(ServiceForm):
    """更正送达登记: what was entered of a service, and why it was wrong."""

    reason = words_field(_("更正理由"), rows=2, limit=500)

    @override
    def prepare(self) -> None:
        """Start with what stands; a new receipt is wanted only where the old one is wrong."""
        letter = self.letter
        self.start(
            way=letter.service_way or ServiceWay.DIRECT.value,
            served_on=letter.served_on or self.today,
            signed_for_by=letter.signed_for_by,
            tracking_number=letter.tracking_number,
            note=letter.service_note,
        )
        self.offer_ways(also=letter.service_way)
        self.fields["receipt"].help_text = _now("回证没有错的，不用再传；原回证留存。")


class NoteFields(WorkForm):
    """Who was spoken to, when, at what number, what was said."""

    kind = forms.ChoiceField(
        label=_("种类"),
        choices=[(kind.value, label) for kind, label in NOTE_LABELS.items()],
        widget=forms.RadioSelect,
        initial=NoteKind.CALL.value,
    )
    party = forms.CharField(label=_("对方（单位、职务）"), max_length=80)
    telephone = forms.CharField(label=_("号码"), max_length=30, required=False)
    spoken_at = forms.DateTimeField(label=_("时间"), widget=MomentInput())
    words = words_field(_("说了什么"))

    @override
    def prepare(self) -> None:
        """Start with now, and with the kind the link names."""
        self.start(spoken_at=local_minute(clock.now()))
        if self.instance in set(NoteKind):
            self.start(kind=self.instance)


class LetterNoteForm(LetterActForm, NoteFields):
    """A call or urging about one letter."""

    @override
    def prepare(self) -> None:
        """Start with who deals with it in the unit."""
        super().prepare()
        letter = self.letter
        party = " ".join(
            one for one in (letter.unit.name, letter.unit_section, letter.unit_contact) if one
        )
        self.start(party=party[:80], telephone=letter.unit_telephone or letter.unit.telephone)


def first_words(lead: Lead, kind: LetterKind, urged: Letter | None) -> dict[str, Any]:
    """Return how a letter of a kind begins; a paper of the office is Chinese whoever reads the page."""
    title, body = OPENINGS[kind]
    title = title % {"title": lead.title}
    if urged is not None:
        title = urging_title(urged.title)
        body = urging_body(
            urged_title=urged.title,
            urged_number=urged.office_number,
            served_on=urged.served_on or legal_day(urged.sent_at or urged.written_at),
            due_on=urged.reply_due_on,
            days=_URGED_DAYS,
        )
    return {
        "kind": kind.value,
        "title": title[:120],
        "body": body,
        "asks_reply": kind in ASKS_REPLY,
    }


_URGED_DAYS: Final = 10


def uuid_or_none(value: object) -> UUID | None:
    """Return an id, or None for nothing or rubbish."""
    try:
        return UUID(str(value)) if value else None
    except ValueError:
        return None

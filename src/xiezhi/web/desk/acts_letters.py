"""Letters on a lead: written here, or registered as they were signed and sealed outside."""

from collections.abc import Iterable, Mapping
from typing import Any
from uuid import UUID

from django import forms
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods
from typing_extensions import override

from xiezhi.accounts.rules.rights import Action
from xiezhi.kernel.matters import MatterKind
from xiezhi.leads.rules.procedure import LeadState
from xiezhi.letters.models import Letter
from xiezhi.letters.rules.kinds import WRITTEN_HERE, LetterKind
from xiezhi.letters.selectors.access import access_letter
from xiezhi.letters.selectors.of_matter import letters_on_matter
from xiezhi.letters.services.drafting import LetterText, submit_for_check, write_letter
from xiezhi.letters.services.issuing import EnteredIssue, Sealing, register_paper
from xiezhi.letters.services.sending import send_letter
from xiezhi.web.desk.act_forms import ActForm, words_field
from xiezhi.web.desk.act_page import ActPage, Doing, act_page
from xiezhi.web.desk.copies import offer_superiors
from xiezhi.web.desk.letter_act import FIELDS_OF, letter_address, say_number
from xiezhi.web.desk.letter_forms import (
    NUMBER_HELP,
    PAPER_HELP,
    USUAL_ISSUER,
    IssueFields,
    SealFields,
    SendNowFields,
    asks_reply_field,
    copies_field,
    first_words,
    kind_field,
    likely_units,
    rectification_field,
    unit_choices,
    uuid_or_none,
)
from xiezhi.web.requests import actor_of

_DRAFT_NAMES = (
    "kind",
    "title",
    "body",
    "contact_words",
    "copies_to",
    "office_number",
    "asks_reply",
    "rectification_due_on",
)


class AboutFields(forms.Form):
    """To whom, of which kind, about what."""

    kind = kind_field()
    unit = forms.TypedChoiceField(label=_("主送"), coerce=UUID)
    title = forms.CharField(label=_("标题"), max_length=120)


class LetterForm(ActForm, AboutFields):
    """The letter, in the officer's own words."""

    urges = forms.TypedChoiceField(
        label=_("所催函件"),
        coerce=uuid_or_none,
        required=False,
        empty_value=None,
        help_text=_("催办函必选；发出后自动记一次书面催办。"),
    )
    body = words_field(
        _("正文"),
        rows=14,
        limit=8000,
        help_text=_("由承办人撰写：不引用反映原文，不写反映人。发出前系统会核对。"),
    )
    asks_reply = asks_reply_field()
    rectification_due_on = rectification_field()
    contact_words = forms.CharField(label=_("本院联系人、电话"), max_length=120, required=False)
    copies_to = copies_field()
    office_number = forms.CharField(
        label=_("文号（2.0/OA）"),
        max_length=60,
        required=False,
        help_text=_("已经有文号的填；没有的，用印后再登记。"),
    )
    field_order: Iterable[str] | None = (
        "kind",
        "unit",
        "urges",
        "title",
        "body",
        "asks_reply",
        "rectification_due_on",
        "contact_words",
        "copies_to",
        "office_number",
    )

    @override
    def prepare(self) -> None:
        """Start with the draft, or with the ready opening of such a letter."""
        self.offer("unit", unit_choices(self.lead))
        offer_superiors(self.fields["copies_to"], likely_units(self.lead), self.today)
        out = letters_on_matter(MatterKind.LEAD, self.lead.id)
        titles = [
            (str(one.letter.id), f"{one.letter.unit.short_name} · {one.letter.title}")
            for one in out
        ]
        self.offer("urges", [("", "—"), *titles])
        if isinstance(self.instance, Letter):
            draft = self.instance
            self.start(unit=str(draft.unit_id), urges=str(draft.urges_id or ""))
            self.start(**{name: getattr(draft, name) for name in _DRAFT_NAMES})
            return
        asked = self.instance if isinstance(self.instance, dict) else {}
        urged = next((one.letter for one in out if str(one.letter.id) == asked.get("urges")), None)
        kind = self._first_kind(asked.get("kind"), is_urging=urged is not None)
        self.start(**first_words(self.lead, kind, urged))
        if urged is not None:
            self.start(unit=str(urged.unit_id), urges=str(urged.id))

    def _first_kind(self, asked: str | None, *, is_urging: bool) -> LetterKind:
        if is_urging:
            return LetterKind.URGING
        if asked in set(WRITTEN_HERE):
            return LetterKind(asked)
        is_referred = self.lead.state in {LeadState.REFERRED, LeadState.REPLIED}
        return LetterKind.REFERRAL if is_referred else LetterKind.REQUEST


class RegisterPaperForm(ActForm, AboutFields, IssueFields, SealFields, SendNowFields):
    """登记发文: a letter written in the OA or on paper, with its number, signature, seal and scan."""

    asks_reply = asks_reply_field()
    rectification_due_on = rectification_field()
    copies_to = copies_field()
    issue_slip = forms.FileField(
        label=_("发文稿纸、审批单扫描件"), required=False, help_text=PAPER_HELP
    )
    field_order: Iterable[str] | None = (
        "kind",
        "unit",
        "title",
        "office_number",
        "issued_by_label",
        "issued_on",
        "sealed_on",
        "sealed_letter",
        "asks_reply",
        "rectification_due_on",
        "copies_to",
        "issue_slip",
        "send_now",
    )

    @override
    def prepare(self) -> None:
        """Start with the usual letter of a lead at this point, signed and sealed today."""
        self.offer("unit", unit_choices(self.lead))
        offer_superiors(self.fields["copies_to"], likely_units(self.lead), self.today)
        is_referred = self.lead.state in {LeadState.REFERRED, LeadState.REPLIED}
        kind = LetterKind.REFERRAL if is_referred else LetterKind.REQUEST
        first = first_words(self.lead, kind, None)
        self.start(kind=kind.value, title=first["title"], asks_reply=True)
        self.start(issued_by_label=USUAL_ISSUER, issued_on=self.today, sealed_on=self.today)
        self.fields["office_number"].help_text = str(NUMBER_HELP)


def _text(data: Mapping[str, Any]) -> LetterText:
    return LetterText(
        kind=LetterKind(data["kind"]),
        unit_id=data["unit"],
        title=data["title"],
        body=data.get("body", ""),
        contact_words=data.get("contact_words", ""),
        copies_to=data["copies_to"],
        office_number=data["office_number"],
        asks_reply=data["asks_reply"],
        rectification_due_on=data["rectification_due_on"],
        urges_id=data.get("urges"),
    )


def _write(doing: Doing, letter_id: UUID | None) -> str:
    letter = write_letter(
        matter_kind=MatterKind.LEAD,
        matter_id=doing.lead.id,
        text=_text(doing.data),
        letter_id=letter_id,
        acting=doing.acting,
        now=doing.now,
    )
    say_number(doing.request, doing.data["office_number"])
    then = doing.request.POST.get("then")
    if then == "check":
        submit_for_check(letter_id=letter.id, acting=doing.acting, now=doing.now)
    if then == "register":
        return reverse("desk:letter_register", args=[letter.id])
    return letter_address(letter.id)


def _register(doing: Doing) -> str:
    data = doing.data
    letter = register_paper(
        matter_kind=MatterKind.LEAD,
        matter_id=doing.lead.id,
        text=_text(data),
        issue=EnteredIssue(
            issued_by_label=data["issued_by_label"],
            issued_on=data["issued_on"],
            slip=doing.paper("issue_slip"),
        ),
        sealing=Sealing(
            office_number=data["office_number"],
            sealed_on=data["sealed_on"],
            sealed_letter=doing.paper("sealed_letter"),
        ),
        acting=doing.acting,
        now=doing.now,
    )
    if data["send_now"]:
        send_letter(letter_id=letter.id, acting=doing.acting, now=doing.now)
    say_number(doing.request, data["office_number"])
    return letter_address(letter.id)


@require_http_methods(["GET", "POST"])
def letter_new(request: HttpRequest, lead_id: UUID) -> HttpResponse:
    """Write a letter about a lead."""
    page = ActPage(
        title=_("撰写函件"), submit=_("存草稿"), done=_("函件已保存。"),
        form=LetterForm, perform=lambda doing: _write(doing, None),
        right=Action.REFER_TO_ORGAN, basis="本院规定", template="desk/act_letter.html",
        fields_of=FIELDS_OF,
    )  # fmt: skip
    asked = {name: request.GET.get(name, "") for name in ("kind", "urges")}
    return act_page(request, lead_id, page, instance=asked)


@require_http_methods(["GET", "POST"])
def letter_edit(request: HttpRequest, letter_id: UUID) -> HttpResponse:
    """Change a draft."""
    letter = access_letter(actor_of(request), letter_id)
    page = ActPage(
        title=_("修改函件"), submit=_("存草稿"), done=_("函件已保存。"),
        form=LetterForm, perform=lambda doing: _write(doing, letter_id),
        right=Action.REFER_TO_ORGAN, basis="本院规定", template="desk/act_letter.html",
        fields_of=FIELDS_OF,
    )  # fmt: skip
    return act_page(request, letter.matter_id, page, instance=letter)


@require_http_methods(["GET", "POST"])
def letter_register_new(request: HttpRequest, lead_id: UUID) -> HttpResponse:
    """Register a letter that was written, signed and sealed outside."""
    page = ActPage(
        title=_("登记发文"), submit=_("登记发文"), done=_("发文已登记。"),
        form=RegisterPaperForm, perform=_register,
        right=Action.RECORD_DECISION, basis="公文处理条例第25条", template="desk/act_register.html",
        text=_("在 OA 或纸上已经签发、用印的，一次登记。"), fields_of=FIELDS_OF,
    )  # fmt: skip
    return act_page(request, lead_id, page)

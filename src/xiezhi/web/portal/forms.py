"""Forms of the portal. A draft may lack anything: only what is sent must be complete."""

from django import forms
from django.utils.translation import gettext_lazy as _

from xiezhi.letters.rules.objections import MAX_OBJECTION
from xiezhi.letters.rules.replies import MAX_REPLY_WORDS, REPLY_LABELS, ReplyConclusion
from xiezhi.letters.selectors.portal import UnitLetter, UnitReply
from xiezhi.web.whole_words import whole

ACCEPT_PAPER = "application/pdf,image/*"


MISSING = {"required": _("这一项还没有填。")}
_NEEDED = ("conclusion", "words", "reply_number", "dated_on")


class ManyFiles(forms.FileInput):
    """A file input that takes several."""

    allow_multiple_selected = True


def files_field(label: object, help_text: object, accept: str) -> forms.Field:
    """Return a field for several files, none of which must be."""
    widget = ManyFiles(attrs={"multiple": True, "accept": accept})
    field = forms.Field(label=str(label), required=False, widget=widget, help_text=str(help_text))
    field.label, field.help_text = label, help_text  # type: ignore[assignment]  # stays lazy
    return field


class ReceiptForm(forms.Form):
    """Who in the unit deals with it."""

    unit_section = forms.CharField(label=_("承办科室"), max_length=60, required=False)
    unit_contact = forms.CharField(label=_("联系人"), max_length=60, required=False)
    unit_telephone = forms.CharField(
        label=_("联系电话"),
        max_length=30,
        required=False,
        widget=forms.TextInput(attrs={"inputmode": "tel"}),
    )


class ReplyForm(forms.Form):
    """The answer: words, conclusion, number and day of the unit's own letter, its files.

    A draft may lack anything; ``is_final`` asks for what a reply needs.
    """

    conclusion = forms.ChoiceField(
        label=_("答复结论"),
        error_messages=MISSING,
        widget=forms.RadioSelect,
        choices=[(value.value, _(label)) for value, label in REPLY_LABELS.items()],
    )
    words = whole(
        forms.CharField(
            label=_("办理情况"),
            error_messages=MISSING,
            max_length=MAX_REPLY_WORDS,
            widget=forms.Textarea(attrs={"rows": 6}),
            help_text=_("核查和处理的经过、结果；不采纳的写明理由和依据。"),
        )
    )
    reply_number = forms.CharField(
        label=_("回复函文号"),
        max_length=60,
        error_messages=MISSING,
        help_text=_("没有文号的填“无”。"),
    )
    dated_on = forms.DateField(
        label=_("落款日期"),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages=MISSING | {"invalid": _("日期看不懂，请重新选。")},
    )
    letter = files_field(_("回复函"), _("盖章后扫描成 PDF；也可以拍照，每页一张。"), ACCEPT_PAPER)
    before = files_field(_("整改前照片"), "", "image/*")
    after = files_field(_("整改后照片"), _("尽量与整改前同一位置、同一角度。"), "image/*")

    def __init__(self, *args: object, is_final: bool = True, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]  # handed through to Django
        self.use_required_attribute = False
        self.mark_needed(is_needed=is_final)

    def offer_objection(self, *, is_offered: bool) -> None:
        """Offer the conclusion 提出异议 only where the unit has objected to the paper."""
        field = self.fields["conclusion"]
        if isinstance(field, forms.ChoiceField):
            field.choices = [
                (value.value, _(label))
                for value, label in REPLY_LABELS.items()
                if is_offered or value is not ReplyConclusion.OBJECTED
            ]

    def mark_needed(self, *, is_needed: bool = True) -> None:
        """Mark what a reply needs, for the labels or for judging; the letter may be kept already."""
        for name in _NEEDED:
            self.fields[name].required = is_needed
        self.fields["letter"].required = is_needed and not self.is_bound


class ObjectionForm(forms.Form):
    """提出异议: words, and the unit's own sealed paper."""

    objection = whole(
        forms.CharField(
            label=_("异议内容"),
            max_length=MAX_OBJECTION,
            error_messages=MISSING,
            widget=forms.Textarea(attrs={"rows": 5}),
            help_text=_("不同意哪些内容，理由和依据。"),
        )
    )
    objection_paper = forms.FileField(
        label=_("书面异议"),
        error_messages={"required": _("还没有上传盖章的书面异议。")},
        widget=forms.FileInput(attrs={"accept": ACCEPT_PAPER}),
        help_text=_("盖章后扫描成 PDF；也可以拍照。"),
    )

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]  # handed through to Django
        self.use_required_attribute = False


class LiaisonForm(forms.Form):
    """The successor of a liaison officer."""

    label = forms.CharField(
        label=_("新联络员"), max_length=40, help_text=_("姓名或者岗位，本院据此联系。")
    )
    section = forms.CharField(label=_("科室"), max_length=40, required=False)
    mobile = forms.RegexField(
        r"^1\d{10}$",
        label=_("手机"),
        help_text=_("登录验证码发到这个号码。"),
        widget=forms.TextInput(attrs={"inputmode": "tel"}),
        error_messages={"invalid": _("手机号码应为 11 位数字。")},
    )
    email = forms.EmailField(
        label=_("电子邮箱"), required=False, error_messages={"invalid": _("邮箱地址不完整。")}
    )


def contact_form_of(letter: UnitLetter) -> ReceiptForm:
    """Return the form with who deals with the document so far."""
    return ReceiptForm(
        initial={
            "unit_section": letter.unit_section,
            "unit_contact": letter.unit_contact,
            "unit_telephone": letter.unit_telephone,
        }
    )


def reply_form_of(draft: UnitReply | None) -> ReplyForm:
    """Return the form with what was kept."""
    if draft is None:
        return ReplyForm()
    return ReplyForm(
        initial={
            "words": draft.words,
            "conclusion": draft.conclusion,
            "reply_number": draft.reply_number,
            "dated_on": draft.dated_on,
        }
    )

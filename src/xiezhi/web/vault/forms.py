"""What people write when an identity is asked for, decided, reached or erased."""

from typing import Final

from django import forms
from django.utils.translation import gettext_lazy as _

from xiezhi.vault.rules.opening import FIELD_LABELS, PURPOSE_LABELS
from xiezhi.vault.rules.relay import MAX_CHARACTERS
from xiezhi.web.office.forms import WithChoices, date_input

AGREE: Final = "agree"
DECLINE: Final = "decline"
# What an identity is opened for is chosen by a person, never by a form.
_UNCHOSEN: Final = ("", _("请选择"))


class AskForm(WithChoices):
    """One field, for one matter, for one of the purposes, with the words why."""

    matter = forms.ChoiceField(label=_("为哪一件"))
    field = forms.ChoiceField(
        label=_("要看哪一项"),
        help_text=_("一次只能看一项。"),
        choices=[_UNCHOSEN, *((field.value, _(label)) for field, label in FIELD_LABELS.items())],
    )
    purpose = forms.ChoiceField(
        label=_("用途"),
        choices=[_UNCHOSEN, *((one.value, _(label)) for one, label in PURPOSE_LABELS.items())],
    )
    reason = forms.CharField(
        label=_("为什么必须知道"),
        max_length=500,
        widget=forms.Textarea({"rows": 4}),
        help_text=_("说明不看身份为什么办不下去。检察长、复核人和纪检人员都会看到。"),
    )


class ApproveForm(forms.Form):
    """The chief procurator's word, with a dated block of the reporter's notice where needed."""

    blocked_until = forms.DateField(
        label=_("在这一天以前暂不告知反映人"),
        required=False,
        widget=date_input(),
        help_text=_("平时留空：打开后会在查询码后面告知反映人。"),
    )
    block_reason = forms.CharField(label=_("暂不告知的理由"), max_length=300, required=False)


class RefuseForm(forms.Form):
    """Why not."""

    reason = forms.CharField(label=_("不同意的理由"), max_length=300)


class RelayForm(forms.Form):
    """Neutral words."""

    words = forms.CharField(
        label=_("短信内容"),
        max_length=MAX_CHARACTERS,
        initial=_("您好，有新的消息，请方便时用您保存的号码查看。"),
        widget=forms.Textarea({"rows": 2}),
        help_text=_("不写检察院、不写反映的事、不写号码和网址；反映人手机旁的人看不出是什么事。"),
    )


class ErasureForm(forms.Form):
    """The office's answer to a wish that the identity be destroyed."""

    answer = forms.ChoiceField(
        label=_("答复"),
        widget=forms.RadioSelect,
        choices=[(AGREE, _("同意，销毁身份，不能恢复")), (DECLINE, _("暂不能删除"))],
    )
    reason = forms.CharField(
        label=_("暂不能删除的理由"),
        max_length=200,
        required=False,
        help_text=_("反映人会看到。"),
    )

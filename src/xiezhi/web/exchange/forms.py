"""What exchange is asked."""

from django import forms
from django.utils.translation import gettext_lazy as _

from xiezhi.exchange.rules.items import PEER_LABELS, PeerKind


class PartForm(forms.Form):
    """One part of a package."""

    part = forms.FileField(
        label=_("分卷文件"),
        help_text=_(
            "扩展名 .xzp，一次一卷，先后不限；收过的不必重传。超过 240 兆的分卷请用命令行导入。"
        ),
        widget=forms.ClearableFileInput(attrs={"accept": ".xzp"}),
        error_messages={"required": _("请选择分卷文件。"), "empty": _("这个文件是空的。")},
    )


class PeerForm(forms.Form):
    """Another side's card, and what that side is to us."""

    card = forms.CharField(
        label=_("对方的对接码"),
        max_length=4000,
        help_text=_("对方在本页或用命令 xiezhi exchange key 得到的一行字，整行粘贴。"),
        widget=forms.Textarea(attrs={"rows": 4, "spellcheck": "false", "autocomplete": "off"}),
        error_messages={"required": _("请粘贴对方的对接码。")},
    )
    kind = forms.ChoiceField(
        label=_("对方是"),
        choices=[(kind.value, _(label)) for kind, label in PEER_LABELS.items()],
        widget=forms.RadioSelect,
        error_messages={"required": _("请选择对方与本院的关系。")},
    )
    name = forms.CharField(
        label=_("名称"),
        max_length=60,
        required=False,
        help_text=_("不填则用对接码里的名称。"),
    )

    def clean_kind(self) -> PeerKind:
        """Return the kind."""
        return PeerKind(self.cleaned_data["kind"])

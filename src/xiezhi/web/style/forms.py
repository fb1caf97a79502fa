"""Sample forms of the style page, empty and with errors; never saved."""

from django import forms
from django.utils.translation import gettext_lazy as _


class SampleLeadForm(forms.Form):
    """One of each kind of control."""

    received_on = forms.DateField(
        label=_("收到日期"), widget=forms.DateInput(attrs={"type": "date"})
    )
    channel = forms.ChoiceField(
        label=_("来源方式"),
        choices=[("snap", _("随手拍")), ("phone", _("电话")), ("letter", _("来信"))],
    )
    content = forms.CharField(
        label=_("内容"),
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("5 个字以上，写明时间、地点和看到的情况。"),
    )
    caller_phone = forms.CharField(label=_("电话"), required=False)
    verdict = forms.ChoiceField(
        label=_("处理意见"),
        widget=forms.RadioSelect,
        choices=[("filing", _("建议立案")), ("preliminary", _("初步调查")), ("shelve", _("存查"))],
    )
    is_secret = forms.BooleanField(
        label=_("要求保密"), required=False, help_text=_("只显示代码，不显示姓名、电话。")
    )
    scan = forms.FileField(label=_("审批单扫描件"), required=False)


def sample_forms() -> dict[str, SampleLeadForm]:
    """Return the empty form and the one that came back with errors."""
    refused = SampleLeadForm({"content": "水鹤", "channel": "fax"}, prefix="refused")
    refused.add_error(None, _("同一线索已由检察官助理03登记，请核对。"))
    return {"empty_form": SampleLeadForm(prefix="empty"), "refused_form": refused}

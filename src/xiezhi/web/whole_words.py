"""Fields that take whatever is pasted: a browser cuts off what is too long, without a word."""

from django import forms
from django.utils.translation import gettext_lazy as _


def whole(field: forms.CharField) -> forms.CharField:
    """Let the server refuse what is too long, and say how long it is; nothing typed is cut off."""
    field.widget.attrs.pop("maxlength", None)
    field.error_messages["max_length"] = _(
        "最多 %(limit_value)d 字，现有 %(show_value)d 字；请删减后再提交。"
    )
    return field

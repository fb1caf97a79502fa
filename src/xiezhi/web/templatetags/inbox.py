"""Filters for how far a message got."""

from typing import Final

from django import template
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop as _n

from xiezhi.notifications.rules.delivery import CHANNEL_LABELS, DELIVERY_LABELS, DeliveryState

register = template.Library()

_TONES: Final = {
    DeliveryState.QUEUED: "",
    DeliveryState.SENT: "brand",
    DeliveryState.RECEIVED: "green",
    DeliveryState.FAILED: "red",
}
_ERRORS: Final = {
    "notifications.no_address": _n("没有联系方式"),
    "notifications.no_sms_gateway": _n("本院没有配置短信通道"),
    "notifications.mail_refused": _n("对方邮件服务器拒收"),
    "notifications.mail_unreachable": _n("邮件服务器连不上"),
    "notifications.gateway_unreachable": _n("通道连不上"),
    "notifications.gateway_refused": _n("通道拒绝"),
    "notifications.gateway_answer": _n("通道答复无法识别"),
    "notifications.gateway_forbidden": _n("通道地址不符合安全要求"),
    "notifications.no_gateway": _n("本院没有配置企业微信通道"),
}


@register.filter
def delivery_words(state: str) -> str:
    """Return 待发送, 已发送, 已收到 or 发送失败."""
    return _(DELIVERY_LABELS[DeliveryState(state)])


@register.filter
def delivery_tone(state: str) -> str:
    """Return the tone of the chip of a state."""
    return _TONES[DeliveryState(state)]


@register.filter
def channel_words(channel: str) -> str:
    """Return the name of a channel."""
    return _({code.value: label for code, label in CHANNEL_LABELS.items()}[channel])


@register.filter
def delivery_error(code: str) -> str:
    """Return why a message did not go out, in words."""
    return _(_ERRORS[code]) if code in _ERRORS else ""

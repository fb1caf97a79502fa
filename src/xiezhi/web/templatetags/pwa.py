"""What the phone pages load once they have been shown."""

from django import template
from django.utils.html import json_script
from django.utils.safestring import SafeString

from xiezhi.web.pwa.files import outbox_scripts

register = template.Library()


@register.simple_tag
def outbox_list() -> SafeString:
    """Return the scripts of the outbox as a block of data; start.js loads them."""
    return json_script(outbox_scripts(), "outbox-scripts")

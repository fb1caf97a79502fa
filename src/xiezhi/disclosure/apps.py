"""Django application."""

from django.apps import AppConfig


class DisclosureConfig(AppConfig):
    """公开数据."""

    name = "xiezhi.disclosure"
    label = "disclosure"
